/// 追回: clauses over each payment of a unit and its subject.
extension Checker {
  mutating func applyClawbacks(_ syntax: PolicySyntax, to policy: inout Policy) {
    for index in policy.items.indices {
      let item = policy.items[index]
      let own = syntax.items.first { $0.name.text == item.name }?.clawback
      guard let written = own ?? syntax.clawback else { continue }
      guard item.benefit.isMoney else {
        if own != nil || policy.items.count == 1 {
          error(
            "clawback-of-no-amount", written.range, zh: "追回 的是发出去的钱，这一项不是钱",
            en: "what is clawed back is money, and this item pays none", remedyZh: "删去 追回",
            remedyEn: "leave it out")
        }
        continue
      }
      let prefix = own != nil && policy.items.count > 1 ? item.limitPrefix : ""
      policy.items[index].clawback = clawback(written, item, of: policy, prefix + Keyword.clawback.chinese)
    }
  }

  private mutating func clawback(
    _ syntax: ClauseGroupSyntax, _ item: Item, of policy: Policy, _ name: String
  ) -> Clawback? {
    guard let receipts = unitReceipts(of: item, in: policy, syntax.range) else { return nil }
    var unit = Frame(entity: policy.subject)
    if let perRow = item.perRow {
      unit = Frame(rowOf: ruleSet.views[perRow.view], alias: perRow.alias, isPerRow: true)
    }
    var frame = Frame(rowOf: ruleSet.views[receipts.source.table.view], askedFrom: unit)
    frame.readsSubject = true
    let range = syntax.range
    let written = clauses(syntax, in: frame)
    let own = receipts.ofUnit(range)
    func paid(_ condition: Expression) -> Query { receipts.source.query(own + [condition], range) }
    guard syntax.quantity == .any, !written.clauses.isEmpty else {
      let all = written.expression(range)
      let whole = clause(name, Expression(.exists(paid(all)), .truth, range), range)
      return Clawback(clauses: [whole], amount: receipts.source.sum(.amount, paid(all), range))
    }
    let clauses = PlacedLabels.of(written.clauses).map { label, written in
      var clause = Clause(
        label: "", heading: nil,
        body: .expression(Expression(.exists(paid(written.expression)), .truth, written.range)),
        basis: written.basis, text: written.text, range: written.range)
      clause.place = name + label
      return clause
    }
    let any = written.expression(range)
    return Clawback(clauses: clauses, amount: receipts.source.sum(.amount, paid(any), range))
  }
}
