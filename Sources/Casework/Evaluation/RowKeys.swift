import Matching
import RuleLanguage

extension EvaluationInput {
  /// What names the row of a 逐条 item; empty for other items.
  func rowKey(_ record: Int, of item: Item) -> String {
    guard let perRow = item.perRow else { return "" }
    return dataset.rowKey(record, ofView: perRow.view, ruleSet)
  }
}

/// What a row's key alone tells of the row.
struct RowFields {
  /// By field of the row; texts and references only, whose keys are what they say.
  var own: [Int: Value] = [:]
  /// The key of the owner, by the field that it is.
  var owner: (field: Int, value: Value)?

  /// The value of an expression over the row, if the key holds it.
  func value(_ expression: Expression) -> Value? {
    guard case .path(let path) = expression.kind else { return nil }
    if path.hops.isEmpty { return own[path.field] }
    return path.hops == [.owner] && path.field == owner?.field ? owner?.value : nil
  }
}

extension EvaluationInput {
  /// The inverse of ``rowKey(_:of:)``, as far as it goes.
  func rowFields(_ key: String, of item: Item) -> RowFields {
    var result = RowFields()
    guard let perRow = item.perRow else { return result }
    let view = ruleSet.views[perRow.view]
    let table = ruleSet.tables[view.table]
    var parts = key.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    var fields = table.key
    if case .field(let link) = view.link, let owner = table.relation?.owner {
      fields.removeAll { $0 == link }
      guard parts.count == fields.count + 1 else { return result }
      let first = parts.removeFirst()
      if let field = ruleSet.tables[owner].key.first, ruleSet.tables[owner].key.count == 1,
        ruleSet.tables[owner].fields[field].type == .text
      {
        result.owner = (field, .text(first))
      }
    }
    guard parts.count == fields.count else { return result }
    for (field, part) in zip(fields, parts) {
      switch table.fields[field].type {
      case .text: result.own[field] = .text(part)
      case .reference: result.own[field] = .reference(part)
      default: break
      }
    }
    return result
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
