import RuleLanguage

extension Explainer {
  /// What a policy says in the version in force; a failure names what decides which it is, where that is not
  /// known. `record`: the ordinal in each table that versions are chosen over.
  public func inForce<Value>(
    _ versions: Versioned<Value>, at: JudgedAt, record: (TableID) -> Int
  ) -> Result<Value, UnknownVersion> {
    let evaluator = Evaluator(records, at)
    for change in versions.changes {
      let frame = Frame(table: change.table, record: record(change.table))
      switch evaluator.truth(change.applies, frame) {
      case .yes: return .success(change.value)
      case .unknown: return .failure(UnknownVersion(applies: change.applies, table: change.table))
      case .no: break
      }
    }
    return .success(versions.base)
  }
}

/// Whether a version is in force is not known.
public struct UnknownVersion: Error {
  public let applies: Expression
  public let table: TableID
}
