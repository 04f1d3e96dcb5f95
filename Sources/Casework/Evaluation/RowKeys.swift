import Matching
import RuleLanguage

extension EvaluationInput {
  /// What names the row of a 逐条 item; empty for other items.
  func rowKey(_ record: Int, of item: Item) -> String {
    guard let perRow = item.perRow else { return "" }
    return dataset.rowKey(record, ofView: perRow.view, ruleSet)
  }
}

extension RuleSet {
  /// Of a row key that begins with its owner's key (see ``EvaluationInput/rowKey(_:of:)``): the owner's
  /// table and key, and the rest. `nil` for all other row keys. For masking: an owner's key may be a
  /// person's identity number.
  public func rowOwner(of unit: UnitKey) -> (table: TableID, key: String, rest: String)? {
    guard !unit.row.isEmpty, let policy = policy(named: unit.policy),
      let perRow = policy.items.first(where: { $0.name == unit.item })?.perRow,
      case .field = views[perRow.view].link, let owner = tables[views[perRow.view].table].relation?.owner,
      let slash = unit.row.firstIndex(of: "/")
    else { return nil }
    return (owner, String(unit.row[..<slash]), String(unit.row[unit.row.index(after: slash)...]))
  }
}
