/// Tags and measures keep to the decision day, also where a query asks for the state on another day.
extension Checker {
  /// Once everything is checked: what a query on another day reads as of the decision day all the same.
  mutating func warnOfStates() {
    var roots: [Expression] = ruleSet.definitions.map(\.expression)
    for policy in ruleSet.policies {
      roots += [policy.conditions, policy.exclusions].map { $0.expression(policy.range) }
      roots += [policy.totalCap].compactMap(\.self)
      for item in policy.items {
        roots += [item.conditions, item.exclusions].map { $0.expression(item.range) }
        roots += [item.benefit.figure, item.claimPeriod?.due].compactMap(\.self)
        roots += item.selections.flatMap { $0.keys + [$0.order].compactMap(\.self) }
      }
    }
    for root in roots { warnOfStates(root, on: nil) }
  }

  private mutating func warnOfStates(_ expression: Expression, on day: Expression?) {
    switch expression.kind {
    case .definition(let index, _):
      if day != nil, ruleSet.dependsOnDecisionDay(ruleSet.definitions[index].expression) {
        let name = ruleSet.definitions[index].name
        diagnose(
          "state-at-decision-day", .warning, expression.range,
          zh: "“\(name)”按判定日算，不按这里 于 … 时 的那一天",
          en: "`\(name)` is taken on the decision day, not on the day asked for here",
          remedyZh: "把它的内容写在这里，让里面的关系也写 于 那一天 时",
          remedyEn: "write out here what it says, with the same day in its own queries")
      }
    case .outer(let inner): return warnOfStates(inner, on: nil)
    default: break
    }
    if let query = expression.query {
      let asked = query.otherDay
      if let filter = query.filter { warnOfStates(filter, on: asked) }
      for value in expression.rowOperands { warnOfStates(value, on: asked) }
    }
    for operand in expression.operands { warnOfStates(operand, on: day) }
  }
}

extension RuleSet {
  /// Whether it can come out differently on another decision day.
  func dependsOnDecisionDay(_ expression: Expression, within outer: Set<Int> = []) -> Bool {
    switch expression.kind {
    case .moment(let moment): return moment != .asOf
    case .parameter: return true
    case .definition(let index, _):
      return !outer.contains(index)
        && dependsOnDecisionDay(definitions[index].expression, within: outer.union([index]))
    default:
      return expression.query != nil
        || expression.operands.contains { dependsOnDecisionDay($0, within: outer) }
    }
  }
}

extension Query {
  /// The day whose state it asks for, where that is not the day of the decision.
  fileprivate var otherDay: Expression? {
    guard case .at(let day) = span, !day.isMoment else { return nil }
    return day
  }
}

extension Expression {
  /// What a query reads of its rows besides the filter.
  fileprivate var rowOperands: [Expression] {
    switch kind {
    case .forAll(_, let value), .aggregate(_, _, let value), .distinctMonths(_, let value),
      .streak(_, let value, _):
      [value]
    case .pick(_, let value, let order, _, _): [value, order]
    default: []
    }
  }
}
