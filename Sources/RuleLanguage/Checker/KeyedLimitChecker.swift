/// `限次 3次 终身 按 [合同号]` of what is paid by period: each row's receipts count towards its own limit.
extension Checker {
  mutating func keyedLimit(_ syntax: SelectionSyntax, _ item: Item, of policy: Policy) -> Clause? {
    guard let perRow = item.perRow, let scope = syntax.span?.scope else { return nil }
    let range = syntax.range
    let view = ruleSet.views[perRow.view]
    let frame = Frame(rowOf: view, alias: perRow.alias, isPerRow: true)
    guard let written = syntax.capacity,
      let times = commonFigure(written, of: .number(.none), word: syntax.kind.chinese, in: frame)
    else { return nil }
    var keys: Set<Expression> = []
    for key in syntax.keys {
      guard let checked = expression(key, in: frame) else { return nil }
      keys.insert(checked)
    }
    guard var receipts = unitReceipts(of: item, in: policy, range) else { return nil }
    if policy.items.count > 1 {
      receipts.source.item = item.name
      receipts.dues?.item = item.name
    }
    guard let own = sameKeys(keys, perRow.view, receipts, range) else {
      let parts = rowKeyNames(perRow.view)
      error(
        "limit-keys", range, zh: "按期发放的，跨期的限次要按这一行的键数：台账里只有行的键",
        en:
          "over several periods a limit counts by the row's key, which is all that a receipt says of the row",
        remedyZh: "写 按 [\(parts.joined(separator: "，"))]"
          + (parts.count > 1 && view.link != .owner ? "，或 按 [\(parts[0])]" : ""),
        remedyEn: "write 按 [\(parts.joined(separator: ", "))]")
      return nil
    }
    let limit = Expression(times.kind, .number(.none), range)
    let reached = receipts.reach(limit, .times, scope, among: { [own($0)].compactMap(\.self) }, range)
    let prefix = policy.items.count > 1 ? item.limitPrefix : ""
    return clause(prefix + Keyword.timesLimit.chinese, reached, range)
  }

  /// Receipts of rows with the same keys: of the same row, or of all rows of the same owner where the
  /// view looks from the other end.
  private func sameKeys(
    _ keys: Set<Expression>, _ index: Int, _ receipts: UnitReceipts, _ range: SourceRange
  ) -> ((ReceiptSource) -> Expression?)? {
    let view = ruleSet.views[index]
    let table = ruleSet.tables[view.table]
    let ofRow = { (source: ReceiptSource) in receipts.isOwnRow(range, in: source) }
    var parts = Set(
      table.key.filter { view.link != .field($0) }.map {
        field($0, of: view.table, hops: [], frame: view.table, range)
      })
    guard case .field = view.link, let owner = table.relation?.owner else {
      return keys == parts ? ofRow : nil
    }
    guard let ownerKey = ruleSet.tables[owner].key.first else { return nil }
    let key = field(ownerKey, of: owner, hops: [.owner], frame: view.table, range)
    if keys == [key] {
      return { $0.compare(.rowOwner, .equal, Expression(.outer(key), .text, range), range) }
    }
    parts.insert(key)
    return keys == parts ? ofRow : nil
  }

  /// As an officer writes them.
  private func rowKeyNames(_ index: Int) -> [String] {
    let view = ruleSet.views[index]
    let table = ruleSet.tables[view.table]
    let own = table.key.filter { view.link != .field($0) }.map { table.fields[$0].name }
    guard case .field = view.link, let owner = table.relation?.owner,
      let key = ruleSet.tables[owner].key.first
    else { return own }
    return ["\(ruleSet.tables[owner].name).\(ruleSet.tables[owner].fields[key].name)"] + own
  }
}

extension SelectionSyntax {
  /// Of what is paid by period: a limit that reaches beyond the period that is judged.
  func countsOverPeriods(of item: Item) -> Bool {
    guard kind == .times, item.perRow != nil, item.frequency != .once, let scope = span?.scope else {
      return false
    }
    return !(scope == .year && item.frequency == .yearly)
  }
}
