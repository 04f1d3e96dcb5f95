import Matching
import RuleLanguage
import Testing

@Suite struct ExplainerDecisionTests {
  private typealias Person = Registry.Person

  private func cell(_ day: Day) -> Cell { .value(.day(day)) }
  private func yuan(_ amount: Int) -> Cell { .value(.number(Number(Int64(amount * 100)))) }

  // MARK: Outcome, amount, reasons

  @Test(arguments: [
    ("1946-03-31", "2026-03-31", Truth.yes, 5000), ("1946-04-01", "2026-03-31", .no, 0),
    ("1936-04-01", "2026-03-31", .yes, 5000), ("1936-03-31", "2026-03-31", .yes, 10_000),
    ("1926-03-31", "2026-03-31", .yes, 50_000),
  ])
  func tiersByAgeOnTheDecisionDay(birth: String, on date: String, outcome: Truth, fen: Int64) {
    let decision = decide(Policies.oldAge, [Person.birth: cell(day(birth))], on: date)
    #expect(decision.outcome == outcome)
    #expect(decision.amount == Amount(low: fen, high: fen))
  }

  @Test func reasonsInTheOrderOfTheText() {
    let decision = decide(
      Policies.oldAge,
      [
        Person.birth: cell(day(1950, 1, 1)), Person.home: .value(.code(Registry.Place.guangzhou)),
        Person.degree: .value(.code(Registry.Degree.college)), Person.income: yuan(4000),
        Person.death: cell(day(2021, 1, 1)),
      ], on: "2021-06-30")
    #expect(decision.outcome == .no)
    #expect(decision.failing == ["条件（一）", "条件（二）", "条件（三）", "排除（一）", "有效期", "终止", "待遇"])
    #expect(decision.nearMiss == nil)
    #expect(decision.missing.isEmpty)
  }

  @Test func oneCertainNoDecidesWhateverIsUnknown() {
    let decision = decide(
      Policies.oldAge, [Person.birth: .unknown, Person.home: .value(.code(Registry.Place.guangzhou))])
    #expect(decision.outcome == .no)
    #expect(decision.failing == ["条件（一）"])
    #expect(decision.missing.isEmpty)
  }

  @Test(arguments: [
    ("2021-06-30", Truth.no, ["有效期"]), ("2021-07-01", .yes, []), ("2026-12-31", .yes, []),
    ("2027-01-01", .no, ["有效期"]),
  ])
  func validity(on date: String, outcome: Truth, failing: [String]) {
    var policy = Policies.policy([Policies.clause("（一）", Policies.lives)])
    policy.validFrom = day(2021, 7, 1)
    policy.validTo = day(2026, 12, 31)
    let decision = decide(policy, on: date)
    #expect(decision.outcome == outcome)
    #expect(decision.failing == failing)
  }

  // MARK: Near misses

  private var graduateOld: Policy {
    Policies.policy(
      [Policies.clause("（一）", Policies.lives), Policies.clause("（二）", Policies.isDisabled)],
      exclusions: [Policies.clause("（一）", Policies.isRich)])
  }

  @Test func theOneClauseInTheWay() {
    let decision = decide(graduateOld)
    #expect(decision.outcome == .no)
    #expect(decision.failing == ["条件（二）"])
    #expect(decision.nearMiss == "条件（二）")
  }

  @Test(
    arguments: [
      [Person.home: .unknown], [Person.home: .value(.code(Registry.Place.guangzhou))],
      [Person.income: .unknown], [Person.income: .value(.number(Number(300_001)))],
      [Person.death: .unknown], [Person.death: .value(.day(day(2020, 1, 1)))],
    ] as [[Int: Cell]])
  func noNearMissWithAnythingElseInDoubt(person: [Int: Cell]) {
    let decision = decide(graduateOld, person)
    #expect(decision.outcome == .no)
    #expect(decision.nearMiss == nil)
  }

  @Test func noNearMissWithoutACertainAmount() {
    var policy = graduateOld
    policy.items[0].benefit = .amount(Registry.field(Person.savings))
    #expect(decide(policy).nearMiss == "条件（二）")
    #expect(decide(policy, [Person.savings: .unknown]).nearMiss == nil)
    #expect(decide(policy, [Person.savings: yuan(0)]).nearMiss == nil)
  }

  @Test func aGroupThatDoesNotAskForAllIsOneClause() {
    var policy = graduateOld
    policy.conditions = ClauseGroup(
      quantity: .any,
      clauses: [
        Policies.clause("（一）", Policies.isDisabled), Policies.clause("（二）", Policies.isRich),
      ])
    let decision = decide(policy)
    #expect(decision.failing == ["条件"])
    #expect(decision.nearMiss == "条件")
    #expect(decision.trace[0].path == "条件")
    #expect(decision.trace[0].children.map(\.path) == ["条件（一）", "条件（二）"])
  }

  @Test func exclusionsThatMustAllHold() {
    var policy = graduateOld
    policy.exclusions = ClauseGroup(
      quantity: .all,
      clauses: [Policies.clause("（一）", Policies.isRich), Policies.clause("（二）", Policies.lives)])
    #expect(decide(policy).nearMiss == "条件（二）")
    let rich = decide(policy, [Person.income: yuan(4000)])
    #expect(rich.failing == ["条件（二）", "排除"])
    #expect(rich.nearMiss == nil)
  }

  @Test func itemsBearTheirOwnClauses() {
    var policy = Policies.policy([Policies.clause("（一）", Policies.lives)])
    var item = Item(name: "护理", benefit: .pending, frequency: .monthly, range: Registry.nowhere)
    item.conditions = ClauseGroup(
      quantity: .all, clauses: [Policies.clause("（一）", Policies.isDisabled)])
    item.exclusions = ClauseGroup(quantity: .any, clauses: [Policies.clause("", Policies.isRich)])
    policy.items.append(item)
    #expect(decide(policy, item: 0).outcome == .yes)
    let decision = decide(policy, item: 1)
    #expect(decision.failing == ["待遇项“护理”条件（一）"])
    #expect(decision.nearMiss == "待遇项“护理”条件（一）")
    let rich = decide(policy, [Person.income: yuan(4000)], item: 1)
    #expect(rich.failing == ["待遇项“护理”条件（一）", "待遇项“护理”排除"])
  }

  // MARK: The subject's end

  @Test(arguments: [
    ("2026-03-10", "2026-03-09", true, Truth.yes), ("2026-03-10", "2026-03-10", true, .yes),
    ("2026-03-10", "2026-03-31", true, .yes), ("2026-03-10", "2026-04-01", true, .no),
    ("2026-03-10", "2026-03-09", false, .yes), ("2026-03-10", "2026-03-10", false, .no),
    ("2026-03-31", "2026-04-30", true, .no),
  ])
  func theMonthOfDeath(death: String, on date: String, isPaid: Bool, outcome: Truth) {
    var policy = Policies.oldAge
    policy.paysThroughEndMonth = isPaid
    let decision = decide(policy, [Person.death: cell(day(death))], on: date)
    #expect(decision.outcome == outcome)
    #expect(decision.failing == (outcome == .no ? ["终止"] : []))
  }

  // MARK: Any day of the period

  /// Under three years old.
  private var toddlers: Policy {
    var policy = Policies.policy([
      Policies.clause("（一）", Registry.age.compared(.less, number(3, .years))),
      Policies.clause("（二）", Policies.lives),
    ])
    policy.judgesAnyDay = true
    return policy
  }

  @Test(arguments: [
    ("2023-03-10", "2026-03-31", Truth.yes), ("2023-03-10", "2026-04-30", .no),
    ("2023-03-01", "2026-03-31", .no), ("2023-03-02", "2026-03-31", .yes),
  ])
  func theMonthOfTheThirdBirthday(birth: String, on date: String, outcome: Truth) {
    let decision = decide(toddlers, [Person.birth: cell(day(birth))], on: date)
    #expect(decision.outcome == outcome)
    #expect(decision.nearMiss == (outcome == .no ? "条件（一）" : nil))
  }

  @Test func withoutAnyDayOnlyTheDecisionDayCounts() {
    var policy = toddlers
    policy.judgesAnyDay = false
    #expect(decide(policy, [Person.birth: cell(day(2023, 3, 10))]).outcome == .no)
    policy.judgesAnyDay = true
    policy.items[0].frequency = .once
    #expect(decide(policy, [Person.birth: cell(day(2023, 3, 10))]).outcome == .no)
    policy.items[0].frequency = .yearly
    #expect(decide(policy, [Person.birth: cell(day(2023, 1, 2))]).outcome == .yes)
    #expect(decide(policy, [Person.birth: cell(day(2023, 1, 1))]).outcome == .no)
  }

  @Test func theClausesMustHoldTogetherOnOneDay() {
    var policy = toddlers
    // From the birthday on, and before it: never both.
    let older = Policies.clause("（三）", Registry.age.atLeast(number(3, .years)))
    policy.conditions = ClauseGroup(quantity: .all, clauses: policy.conditions.clauses + [older])
    #expect(decide(policy, [Person.birth: cell(day(2023, 3, 10))]).outcome == .no)
  }

  @Test func anyDayTracesTheDayThatSettledIt() {
    let decision = decide(toddlers, [Person.birth: cell(day(2023, 3, 10))])
    let validity = decision.trace.first { $0.path == "有效期" }
    #expect(validity?.values.map(\.text) == ["2026-03-09"])
    let at = JudgedAt(asOf: day(2026, 5, 31), decisionDay: day(2026, 4, 30), isPast: true)
    let past = decide(
      Policies.policy([Policies.clause("（一）", Registry.age.compared(.less, number(3, .years)))]),
      [Person.birth: cell(day(2023, 3, 10))], at: at)
    #expect(past.nearMiss == "条件（一）")
    var anyDay = toddlers
    anyDay.conditions = ClauseGroup(quantity: .all, clauses: [anyDay.conditions.clauses[0]])
    #expect(decide(anyDay, [Person.birth: cell(day(2023, 3, 10))], at: at).nearMiss == nil)
  }

  // MARK: Benefits

  private func paid(_ amount: Expression, _ person: [Int: Cell] = [:]) -> Decision {
    decide(Policies.policy([], benefit: .amount(amount)), person)
  }
  private func fen(_ text: String) -> Expression {
    Expression(.constant(.number(decimal(text))), .number(.money), Registry.nowhere)
  }

  @Test(arguments: [
    ("12.5", Truth.yes, 13), ("12.4", .yes, 12), ("0.4", .yes, 0), ("0", .no, 0), ("-0.5", .no, -1),
  ])
  func amountsRoundHalfUpOnceAfterTheSignIsRead(amount: String, outcome: Truth, expected: Int64) {
    let decision = paid(fen(amount))
    #expect(decision.outcome == outcome)
    #expect(decision.amount.exact == expected)
    #expect(decision.failing == (outcome == .no ? ["待遇"] : []))
  }

  @Test func amountsThatAreNotDecided() {
    func either(_ a: String, _ b: String) -> Decision {
      paid(
        Expression(
          .conditional(Registry.field(Person.disabled), then: fen(a), otherwise: fen(b)), .number(.money),
          Registry.nowhere), [Person.disabled: .unknown])
    }
    #expect(either("10.5", "20").outcome == .yes)
    #expect(either("10.5", "20").amount == Amount(low: 11, high: 20))
    #expect(either("10.5", "20").amount.exact == nil)
    #expect(either("-5", "0").outcome == .no)
    #expect(either("0", "5").outcome == .unknown)
    #expect(either("0", "5").missing.map(\.name) == ["残疾"])
    let none = paid(Registry.field(Person.income))
    #expect(none.outcome == .unknown)
    #expect(none.amount == .unknown)
  }

  @Test func benefitsThatAreNotMoneyCountAsAboveZero() {
    for benefit in [Benefit.pending, .nonMoney(kind: "资格", text: "低保边缘家庭"), .none] {
      let decision = decide(Policies.policy([], benefit: benefit))
      #expect(decision.outcome == .yes)
      #expect(decision.amount == .unknown)
    }
  }

  // MARK: Quality

  @Test func whatSpoiltAFigureIsFlagged() {
    let zero = Expression(.arithmetic(.subtract, fen("1"), fen("1")), .number(.money), Registry.nowhere)
    let divided = Expression(.divide(fen("1"), zero, whenZero: nil), .number(.money), Registry.nowhere)
    let huge = Expression(
      .arithmetic(.multiply, fen("9223372036854775807"), fen("2")), .number(.money), Registry.nowhere)
    #expect(paid(divided).quality == [.divisionByZero])
    #expect(paid(divided).outcome == .unknown)
    #expect(paid(divided).missing.isEmpty)
    #expect(paid(huge).quality == [.overflow])
    let both = Expression(.extreme(.largest, [divided, huge]), .number(.money), Registry.nowhere)
    #expect(paid(both).quality == [.overflow, .divisionByZero])
    #expect(decide(Policies.oldAge).quality.isEmpty)
    let defused = Expression(.divide(fen("1"), zero, whenZero: fen("3")), .number(.money), Registry.nowhere)
    #expect(paid(defused).quality.isEmpty)
    #expect(paid(defused).amount.exact == 3)
  }

  // MARK: Trace

  @Test func theTraceHoldsEveryClauseNested() {
    let trace = decide(Policies.oldAge).trace
    #expect(trace.map(\.path) == ["条件（一）", "条件（二）", "条件（三）", "排除（一）", "有效期", "终止", "待遇"])
    #expect(trace.filter(\.isExclusion).map(\.path) == ["排除（一）"])
    #expect(trace.map(\.outcome) == [.yes, .yes, .yes, .no, .yes, .yes, .yes])
    #expect(trace[0].basis == "第三条第（一）项")
    #expect(trace[0].text == "户籍地 属于 漳州市")
    #expect(
      trace[0].values == [
        UsedValue(name: "户籍地", text: "芗城区", sources: ["公安"], sensitivity: .inner)
      ])
    #expect(trace[1].values.map(\.text) == ["1946-03-01"])
    #expect(trace[2].values.isEmpty)
    #expect(trace[2].children.map(\.path) == ["条件（三）1.", "条件（三）2."])
    #expect(trace[2].children.map(\.outcome) == [.yes, .no])
    #expect(
      trace[2].children[1].values == [
        UsedValue(name: "残疾", text: "否", sources: ["残联"], sensitivity: .sensitive)
      ])
    #expect(trace[3].values.map(\.text) == ["无"])
    #expect(trace[4].text == "有效期 2021-07-01 起，长期")
    #expect(trace[5].text == "终止 死亡日期")
    #expect(trace[6].text == "待遇 50元")
  }

  @Test func clausesWithoutLabelsGoByTheirPlace() {
    let two = Policies.policy([
      Policies.clause("", Policies.lives), Policies.clause("", Policies.isDisabled),
    ])
    #expect(decide(two).failing == ["条件第2项"])
    let one = Policies.policy([Policies.clause("", Policies.isDisabled)])
    #expect(decide(one).failing == ["条件"])
  }

  @Test func usedValuesOfReferencesRelationsParametersAndDefinitions() {
    let spouse = Registry.field(Person.birth, hops: [.field(Person.spouse)])
    let standard = Expression(
      .parameter(0, keys: [Registry.field(Person.home)], at: nil), .number(.money), Registry.nowhere)
    let count = Expression(
      .count(Query(view: Registry.House.view, hops: [], filter: nil, span: .ever)), .number(.none),
      Registry.nowhere)
    let policy = Policies.policy([
      Policies.clause("（一）", truth(.isKnown(spouse))),
      Policies.clause("（二）", standard.atLeast(money(1000))),
      Policies.clause("（三）", count.atLeast(number(1))),
      Policies.clause("（四）", truth(.definition(0, hops: []))),
    ])
    let trace = decide(policy) {
      $0.add(row: Registry.House.table, owner: "甲", key: "1", [:])
    }.trace
    func told(_ index: Int) -> [String] { trace[index].values.map { "\($0.name) \($0.text)" } }
    #expect(told(0) == ["配偶.出生日期 无"])
    #expect(told(1) == ["户籍地 芗城区", "参数 低保标准 1020元"])
    #expect(told(2) == ["房产 至少1条"])
    #expect(trace[2].values[0].sources == ["住建"])
    #expect(told(3) == ["高龄 是", "出生日期 1946-03-01"])
    #expect(trace[3].values[0].sources == ["公安"])
  }

  @Test func earlierPeriodsSayWhatIsTakenAsUnchanged() {
    let at = JudgedAt(asOf: day(2026, 3, 31), decisionDay: day(2026, 1, 31), isPast: true)
    let policy = Policies.policy([Policies.clause("（一）", Policies.isOld)])
    let decision = decide(policy, at: at)
    #expect(decision.outcome == .no)
    #expect(decision.trace[0].values.map(\.text) == ["1946-03-01（追溯视为不变）"])
  }

  @Test(arguments: [
    (Value.truth(true), ValueType.truth, "是"), (.number(Number(5000)), .number(.money), "50元"),
    (.number(Number(1250)), .number(.money), "12.5元"),
    (.number(Number(-5)), .number(.money), "-0.05元"),
    (.number(decimal("0.055")), .number(.none), "0.055"),
    (.number(Number(12)), .number(.months), "12个月"), (.number(Number(30)), .number(.days), "30日"),
    (.number(Number(80)), .number(.years), "80年"), (.day(day(1946, 3, 1)), .day, "1946-03-01"),
    (.month(month("2026-03")), .month, "2026-03"), (.year(2025), .year, "2025年"),
    (.code(Registry.Place.xiangcheng), .code(0), "芗城区"), (.text("甲"), .text, "甲"),
    (.reference("35060219460301"), .reference(0), "35060219460301"),
  ])
  func valuesAsText(value: Value, type: ValueType, expected: String) {
    #expect(ValueText(Registry.rules).text(value, type) == expected)
  }

  @Test func unsettledValuesAsText() {
    let text = ValueText(Registry.rules)
    #expect(text.text(Evaluated.unknown, .day) == "不详")
    #expect(text.text(Evaluated.none, .day) == "无")
    #expect(text.text(Evaluated.range(5000, 10_000), .number(.money)) == "50元至100元")
    #expect(text.text(Evaluated.range(5000, nil), .number(.money)) == "不低于50元")
    #expect(text.text(Evaluated.range(nil, 5000), .number(.money)) == "不超过50元")
    let third = Number(20_000, over: 3) ?? .zero
    #expect(text.text(Value.number(third), .number(.money)) == "约66.67元")
    #expect(text.text(Cell.none, .day) == "无")
    #expect(ValueText.money(fen: 1250) == "12.5元")
  }
}
