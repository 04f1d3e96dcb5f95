/// Parameters that have no value on a day on which a policy can be decided, or for a code that its
/// conditions admit.
struct ParameterGaps {
  /// Combinations of codes that are looked at for one use.
  private static let mostCodes = 5_000

  private let ruleSet: RuleSet
  private let policy: Policy
  private let start: Day
  private var seen: Set<Expression> = []
  private var found: [Diagnostic] = []

  static func lint(_ policy: Policy, in ruleSet: RuleSet) -> [Diagnostic] {
    guard let start = policy.validFrom else { return [] }
    var gaps = ParameterGaps(ruleSet: ruleSet, policy: policy, start: start)
    for expression in policy.expressions { gaps.visit(expression) }
    return gaps.found
  }

  private init(ruleSet: RuleSet, policy: Policy, start: Day) {
    self.ruleSet = ruleSet
    self.policy = policy
    self.start = start
  }

  private mutating func visit(_ expression: Expression) {
    var uses: [Expression] = []
    var definitions: [Int] = []
    expression.forEach { part in
      switch part.kind {
      case .parameter: uses.append(part)
      case .definition(let index, let hops) where hops.isEmpty: definitions.append(index)
      default: break
      }
    }
    for use in uses where seen.insert(use).inserted { look(use) }
    for index in definitions {
      let body = ruleSet.definitions[index].expression
      if seen.insert(body).inserted { visit(body) }
    }
  }

  private mutating func look(_ use: Expression) {
    guard case .parameter(let index, let keys, let year) = use.kind else { return }
    let parameter = ruleSet.parameters[index]
    guard let days = days(described: year, of: parameter), let codes = admitted(keys) else { return }
    for day in days {
      for combination in codes
      where parameter.lookup(keys: combination, on: day, codeLists: ruleSet.codeLists) == .absent {
        report(parameter, combination, on: day, isFixed: combination.isEmpty, at: use.range)
        return
      }
    }
  }

  /// The first day of the policy; of 按年度 parameters, of each year between the first one described and
  /// the last one with a value. `nil` where the text does not say which year it is.
  private func days(described year: Expression?, of parameter: Parameter) -> [Day]? {
    guard parameter.isByYear else { return year == nil ? [start] : nil }
    guard let offset = year?.yearOffset else { return nil }
    let first = start.year + offset
    guard let last = parameter.entries.map(\.from.year).max(), last >= first else {
      return [YearMonth(year: first, month: 1).firstDay]
    }
    let end = policy.validTo.map { min(last, $0.year + offset) } ?? last
    return (first...max(first, end)).map { YearMonth(year: $0, month: 1).firstDay }
  }

  /// The codes that each key can be for a subject who meets the conditions. `nil` where a key is not
  /// narrowed, so that only records tell.
  private func admitted(_ keys: [Expression]) -> [[Int]]? {
    var combinations: [[Int]] = [[]]
    for key in keys {
      guard let codes = admitted(key), combinations.count * codes.count <= Self.mostCodes else { return nil }
      combinations = combinations.flatMap { known in codes.map { known + [$0] } }
    }
    return combinations
  }

  private func admitted(_ key: Expression) -> [Int]? {
    if case .constant(.code(let ordinal)) = key.kind { return [ordinal] }
    guard policy.conditions.quantity == .all else { return nil }
    for clause in policy.conditions.clauses {
      if case .inCodes(key, let set) = clause.expression.kind { return set.ranges.flatMap(Array.init) }
    }
    return nil
  }

  private mutating func report(
    _ parameter: Parameter, _ codes: [Int], on day: Day, isFixed: Bool, at range: SourceRange
  ) {
    let names = zip(parameter.keyLists, codes).map { ruleSet.codeLists[$0].entries[$1].name }
    let place = names.isEmpty ? "" : "（\(names.joined(separator: "，"))）"
    found.append(
      Diagnostic(
        "parameter-gap", isFixed && !parameter.isByYear ? .warning : .note, at: range,
        Message(
          zh: "参数“\(parameter.name)”\(place)在 \(day.text) 没有值，而“\(policy.name)”那天已经施行",
          en:
            "parameter `\(parameter.name)`\(place) has no value on \(day.text), when `\(policy.name)` is in force"
        ),
        remedy: Message(
          zh: "补上那天起的值；还没有公布的写 待定", en: "add a value from that day on, or 待定 where it is not published")))
  }
}

extension Expression {
  /// By how many years the year that it names is away from the decision day's.
  fileprivate var yearOffset: Int? {
    switch kind {
    case .yearOf(let day): day.yearOffset
    case .moment(.windowStart(.year(let offset))), .moment(.windowEnd(.year(let offset))): offset
    case .moment(.windowStart), .moment(.windowEnd): nil
    case .moment: 0
    default: nil
    }
  }
}
