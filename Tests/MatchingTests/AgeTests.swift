import Matching
import RuleLanguage
import Testing

/// Ages become comparisons of the stored day; on every day near a birthday they must count as the
/// calendar does.
@Suite struct AgeTests {
  private static let comparisons: [Comparison] = [
    .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual,
  ]

  @Test(arguments: [(2023, 2, 28), (2024, 2, 29), (2024, 3, 31), (2025, 2, 28)])
  func agesCountLikeTheCalendar(year: Int, month: Int, day: Int) throws {
    let today = try #require(Day(year: year, month: month, day: day))
    var random = SplitMix64(seed: Seed.value)
    let born = (-40..<1600).map { today.adding(days: -$0) }
    for unit in [DurationUnit.years, .months, .days] {
      let limits =
        switch unit {
        case .years: [-1, 0, 1, 2, 4]
        case .months: [-2, -1, 0, 1, 12, 13, 24]
        case .days: [-40, 0, 1, 365, 366]
        }
      var ruleSet = World.declarations(&random, dates: Dates(&random))
      ruleSet.tables[World.person].endField = nil
      var expected: [(String, [Bool])] = []
      for limit in limits.flatMap({ [Number(Int64($0)), Number(Int128($0) * 2 + 1, over: 2) ?? .zero] }) {
        for comparison in Self.comparisons {
          ruleSet.policies.append(policy(ruleSet.policies.count, unit, comparison, limit))
          let name = "\(unit.rawValue) \(comparison.rawValue) \(limit.plainText)"
          expected.append((name, born.map { comparison.holds(elapsed(unit, $0, today), limit) }))
        }
      }
      var builder = DatasetBuilder(ruleSet)
      for (index, day) in born.enumerated() {
        builder.add(entity: World.person, key: "\(index)", [World.Person.birth: .value(.day(day))])
      }
      let matcher = Matcher(Program(ruleSet), ruleSet, builder.build())
      let outcomes = matcher.outcomes(of: allItems(ruleSet), at: JudgedAt(current: today))
      for (outcome, (name, truths)) in zip(outcomes, expected) {
        #expect((0..<born.count).map { outcome.outcome.yes[$0] } == truths, "\(name)")
      }
    }
  }

  private func elapsed(_ unit: DurationUnit, _ from: Day, _ to: Day) -> Number {
    // Counted up step by step, not by the functions under test.
    if unit == .days { return Number(Int64(to.number - from.number)) }
    let step = unit == .years ? 12 : 1
    var n = -50
    while from.adding(months: (n + 1) * step) <= to { n += 1 }
    return Number(Int64(n))
  }

  private func policy(
    _ index: Int, _ unit: DurationUnit, _ comparison: Comparison, _ limit: Number
  ) -> Policy {
    let birth = Path(frame: World.person, hops: [], table: World.person, field: World.Person.birth)
    let age = Expression(
      .elapsed(
        unit, from: Expression(.path(birth), .day, nowhere),
        to: Expression(.moment(.decisionDay), .day, nowhere)), .number(.years), nowhere)
    let constant = Expression(.constant(.number(limit)), .number(.years), nowhere)
    let condition = Expression(.compare(comparison, age, constant), .truth, nowhere)
    var policy = Policy(name: "\(index)", title: "", subject: World.person, range: nowhere)
    policy.conditions = ClauseGroup(
      quantity: .all, clauses: [RandomPolicies.clause("", condition)])
    policy.items = [Item(name: "", benefit: .none, frequency: .once, range: nowhere)]
    return policy
  }
}
