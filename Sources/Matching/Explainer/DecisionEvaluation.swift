import RuleLanguage

extension Evaluator {
  /// What a query that finds nothing lacks: the relation, or a person's decision.
  func queryInput(_ query: Query, of entity: Scope) -> MissingInput {
    guard let matter = ruleSet.decision(askedBy: query) else {
      return relationInput(query.view, of: entity)
    }
    return MissingInput(
      name: "认定 \(matter.name)", sources: [matter.office].compactMap(\.self), isDecision: true)
  }

  /// `认定 财产状况符合规定：是（2026-01-01）`; `nil` for a query of anything else.
  func usedDecision(
    _ query: Query, _ outcome: Expression, _ order: Expression, _ scope: Scope
  ) -> UsedValue? {
    guard let matter = ruleSet.decision(askedBy: query) else { return nil }
    let date = Expression(
      .pick(query, value: order, order: order, latest: true, n: 1), order.type, order.range)
    let values = ValueText(ruleSet)
    var text = values.text(evaluate(outcome, scope.frame), outcome.type)
    if let day = evaluate(date, scope.frame).day { text += "（\(day.text)）" }
    return UsedValue(
      name: "认定 \(matter.name)", text: text, sources: [matter.office].compactMap(\.self),
      sensitivity: .inner)
  }
}

extension Evaluator {
  /// `申请日：2026-02-10`; `nil` for a query of anything else.
  func usedApplication(
    _ query: Query, _ expression: Expression, _ order: Expression, _ scope: Scope
  ) -> UsedValue? {
    let table = ruleSet.views[query.view].table
    guard ruleSet.tables[table].relation?.holdsReceipts == true, case .path(let path) = order.kind,
      let word = [.applied: "申请日", .approved: "批准日"][ReceiptField(rawValue: path.field)]
    else { return nil }
    return UsedValue(
      name: word, text: ValueText(ruleSet).text(evaluate(expression, scope.frame), expression.type),
      sources: sources(of: table), sensitivity: .inner)
  }
}
