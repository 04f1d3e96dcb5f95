import Matching
import RuleLanguage

extension EvaluationInput {
  /// What names a row among the subject's rows, for findings and receipts: its row key. Seen backwards
  /// (员工 of an enterprise), where rows of different owners may have equal row keys: the owner's key,
  /// then the row key without the field that leads to the subject.
  func rowKey(_ record: Int, of item: Item) -> String {
    guard let perRow = item.perRow else { return "" }
    let view = ruleSet.views[perRow.view]
    let table = ruleSet.tables[view.table]
    let data = dataset.tables[view.table]
    guard case .field(let link) = view.link, let owner = table.relation?.owner else {
      return data.keys[record]
    }
    var parts = data.keys[record].split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    if let position = table.key.firstIndex(of: link), parts.count == table.key.count {
      parts.remove(at: position)
    }
    let ordinal = Int(data.owners[record])
    return ([ordinal >= 0 ? dataset.tables[owner].keys[ordinal] : ""] + parts).joined(separator: "/")
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
