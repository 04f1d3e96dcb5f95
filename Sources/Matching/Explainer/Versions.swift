import RuleLanguage

extension Explainer {
  /// What a policy says for a subject in the version in force; `nil` where it is not known which.
  public func inForce<Value>(
    _ versions: Versioned<Value>, table: TableID, record: Int, at: JudgedAt
  ) -> Value? {
    let evaluator = Evaluator(records, at)
    for change in versions.changes {
      switch evaluator.truth(change.applies, Frame(table: table, record: record)) {
      case .yes: return change.value
      case .unknown: return nil
      case .no: break
      }
    }
    return versions.base
  }
}
