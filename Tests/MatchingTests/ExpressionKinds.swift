import RuleLanguage

/// Which kinds of expression a rule is made of, to count what a test has covered.
struct ExpressionKinds {
  private(set) var names: Set<String> = []
  private let ruleSet: RuleSet

  init(_ ruleSet: RuleSet) { self.ruleSet = ruleSet }

  static let all: Set<String> = [
    "constant", "path", "parameter", "definition", "moment", "and", "or", "not", "atLeast",
    "exactly", "compare", "inCodes", "isKnown", "isNone", "arithmetic", "divide", "extreme", "floor",
    "round", "conditional", "table", "addDuration", "elapsed", "yearOf", "monthOf", "firstDay",
    "lastDay", "outer", "exists", "forAll", "count", "aggregate", "pick", "distinctMonths", "streak",
  ]

  mutating func add(_ policy: Policy, _ item: Item) {
    for group in [policy.conditions, policy.exclusions, item.conditions, item.exclusions] {
      for clause in group.clauses { add(clause.expression) }
    }
    if case .amount(let expression) = item.benefit { add(expression) }
  }

  mutating func add(_ expression: Expression) {
    switch expression.kind {
    case .constant: take("constant")
    case .path: take("path")
    case .parameter(_, let keys, let year): take("parameter", keys + [year].compactMap(\.self))
    case .definition(let index, _): take("definition", [ruleSet.definitions[index].expression])
    case .moment: take("moment")
    case .figure: take("figure")
    case .outer(let inner): take("outer", [inner])
    case .and(let parts): take("and", parts)
    case .or(let parts): take("or", parts)
    case .not(let inner): take("not", [inner])
    case .atLeast(_, let parts): take("atLeast", parts)
    case .exactly(_, let parts): take("exactly", parts)
    case .compare(_, let a, let b): take("compare", [a, b])
    case .inCodes(let inner, _): take("inCodes", [inner])
    case .isKnown(let inner): take("isKnown", [inner])
    case .isNone(let inner): take("isNone", [inner])
    case .arithmetic(_, let a, let b): take("arithmetic", [a, b])
    case .divide(let a, let b, let zero): take("divide", [a, b] + [zero].compactMap(\.self))
    case .extreme(_, let parts): take("extreme", parts)
    case .floor(let inner): take("floor", [inner])
    case .round(let inner, _): take("round", [inner])
    case .conditional(let c, let a, let b): take("conditional", [c, a, b])
    case .table(let table):
      take("table", table.rows.flatMap { [$0.condition, $0.value] })
      if case .value(let otherwise) = table.otherwise { add(otherwise) }
    case .addDuration(let a, let b, _): take("addDuration", [a, b])
    case .elapsed(_, let a, let b): take("elapsed", [a, b])
    case .yearOf(let inner): take("yearOf", [inner])
    case .monthOf(let inner): take("monthOf", [inner])
    case .firstDay(let inner): take("firstDay", [inner])
    case .lastDay(let inner): take("lastDay", [inner])
    case .exists(let query): take("exists", query)
    case .forAll(let query, let inner): take("forAll", query, [inner])
    case .count(let query): take("count", query)
    case .aggregate(_, let query, let inner): take("aggregate", query, [inner])
    case .pick(let query, let value, let order, _, _): take("pick", query, [value, order])
    case .distinctMonths(let query, let month): take("distinctMonths", query, [month])
    case .streak(let query, let month, let end):
      take("streak", query, [month] + [end].compactMap(\.self))
    }
  }

  private mutating func take(_ name: String, _ parts: [Expression] = []) {
    names.insert(name)
    for part in parts { add(part) }
  }

  private mutating func take(_ name: String, _ query: Query, _ parts: [Expression] = []) {
    take(name, parts + [query.filter].compactMap(\.self))
    switch query.span {
    case .ever: break
    case .at(let day): add(day)
    case .window(let from, let to):
      add(from)
      add(to)
    }
  }
}
