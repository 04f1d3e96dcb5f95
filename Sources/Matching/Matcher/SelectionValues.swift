import RuleLanguage

/// What one unit brings to a selection: the values that say with whom it shares, and where it stands.
public struct SelectionValues: Hashable, Sendable {
  public let keys: [Evaluated]
  /// `nil` where the selection has no order.
  public let order: Evaluated?
  public let nextOrders: [Evaluated]
}

extension Matcher {
  /// For some units of an item, by ordinal; in the order of `records`.
  public func values(
    ofSelection selection: Int, of item: ItemID, records: [Int], at: JudgedAt
  ) -> [SelectionValues] {
    let roots = roots(item)
    let selected = roots.selections[selection]
    let keys = selected.keys.map { evaluated($0, over: roots.frame, records, at) }
    let order = selected.order.map { evaluated($0, over: roots.frame, records, at) }
    let next = selected.nextOrders.map { evaluated($0, over: roots.frame, records, at) }
    return records.indices.map { index in
      SelectionValues(
        keys: keys.map { $0[index] }, order: order.map { $0[index] }, nextOrders: next.map { $0[index] })
    }
  }
}

extension Explainer {
  /// For one unit of an item.
  public func values(
    ofSelection selection: Int, of id: ItemID, record: Int, at: JudgedAt
  ) -> SelectionValues {
    let policy = records.ruleSet.policies[id.policy]
    let item = policy.items[id.item]
    let table = item.perRow.map { records.ruleSet.views[$0.view].table } ?? policy.subject
    let selected = item.selections[selection]
    func value(_ expression: Expression) -> Evaluated {
      self.value(of: expression, table: table, record: record, at: at)
    }
    return SelectionValues(
      keys: selected.keys.map(value), order: selected.order.map(value),
      nextOrders: selected.nextOrders.map { value($0.value) })
  }
}

extension Snapshot {
  /// The inverse of ``scalar(_:_:)``.
  func evaluated(_ scalar: Scalar, _ type: ValueType) -> Evaluated {
    switch scalar.state {
    case .unknown: return .unknown
    case .none: return .none
    case .range: return .number(from: scalar.lowEnd, to: scalar.highEnd)
    case .value: break
    }
    if let value = scalar.value(as: type) { return .value(value) }
    let raw = Int(scalar.raw)
    switch type {
    case .reference(let table) where raw >= 0: return .value(.reference(dataset.tables[table].keys[raw]))
    case .text where raw >= 0: return .value(.text(dataset.texts.texts[raw]))
    case .text:
      return textConstants.first { $0.value == scalar.raw }.map { .value(.text($0.key)) } ?? .unknown
    default: return .unknown
    }
  }
}
