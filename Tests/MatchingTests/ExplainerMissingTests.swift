import Matching
import RuleLanguage
import Testing

@Suite struct ExplainerMissingTests {
  private typealias Person = Registry.Person
  private typealias Insurance = Registry.Insurance

  private func names(
    _ condition: Expression, _ person: [Int: Cell] = [:], on date: String = "2026-03-15",
    _ fill: (inout DatasetBuilder) -> Void = { _ in }
  ) -> [String] {
    let decision = decide(
      Policies.policy([Policies.clause("（一）", condition)]), person, on: date, fill)
    #expect(decision.outcome == .unknown)
    return decision.missing.map(\.name)
  }

  private let lives = Policies.lives
  private let isOld = Policies.isOld
  private let isDisabled = Policies.isDisabled
  private let isGraduate = Policies.isGraduate

  @Test(arguments: [
    ([Person.home], ["户籍地"]), ([Person.birth], ["出生日期"]),
    ([Person.birth, Person.home], ["户籍地", "出生日期"]),
    ([Person.degree], []), ([Person.disabled], []), ([Person.income], ["月收入"]),
    ([Person.death], ["死亡日期"]),
    ([Person.death, Person.income, Person.home], ["户籍地", "月收入", "死亡日期"]),
  ])
  func ofAPolicyInTheOrderOfItsText(unknown: [Int], expected: [String]) {
    var person: [Int: Cell] = [Person.disabled: .value(.truth(true))]
    if unknown == [Person.disabled] { person = [:] }
    for field in unknown { person[field] = .unknown }
    let decision = decide(Policies.oldAge, person)
    #expect(decision.outcome == (expected.isEmpty ? .yes : .unknown))
    #expect(decision.missing.map(\.name) == expected)
  }

  @Test func sourcesAreThoseOfTheField() {
    let decision = decide(Policies.oldAge, [Person.home: .unknown, Person.income: .unknown])
    #expect(
      decision.missing == [
        MissingInput(name: "户籍地", sources: ["公安"]), MissingInput(name: "月收入", sources: ["税务"]),
      ])
  }

  @Test func theSmallestWayForAnOr() {
    let unknown: [Int: Cell] = [
      Person.home: .unknown, Person.birth: .unknown, Person.disabled: .unknown,
    ]
    let both = truth(.and([lives, isOld]))
    #expect(names(truth(.or([both, isDisabled])), unknown) == ["残疾"])
    #expect(names(truth(.or([isOld, isDisabled])), unknown) == ["出生日期"])
    #expect(names(truth(.not(truth(.and([isOld, isDisabled])))), unknown) == ["出生日期"])
    #expect(names(truth(.not(truth(.or([isOld, isDisabled])))), unknown) == ["出生日期", "残疾"])
  }

  @Test func theCheapestOfAtLeastAndExactly() {
    let unknown: [Int: Cell] = [
      Person.birth: .unknown, Person.disabled: .unknown, Person.degree: .unknown,
      Person.income: .unknown, Person.savings: .unknown,
    ]
    let wealth = Registry.field(Person.income).compared(.less, Registry.field(Person.savings))
    let parts = [wealth, isDisabled, lives, isOld]
    #expect(names(truth(.atLeast(2, parts)), unknown) == ["残疾"])
    #expect(names(truth(.atLeast(3, parts)), unknown) == ["残疾", "出生日期"])
    #expect(names(truth(.not(truth(.atLeast(3, parts)))), unknown) == ["残疾", "出生日期"])
    #expect(names(truth(.not(truth(.atLeast(2, [wealth, isDisabled])))), unknown) == ["残疾"])
    #expect(names(truth(.exactly(1, [isDisabled, isOld])), unknown) == ["残疾", "出生日期"])
    #expect(names(truth(.not(truth(.exactly(1, [lives, isOld, isDisabled])))), unknown) == ["出生日期"])
  }

  @Test func whatIsDecidedIsNotMissing() {
    let never = truth(.and([truth(.constant(.truth(false))), isDisabled]))
    let either = Expression(
      .conditional(truth(.or([never, isOld])), then: number(1), otherwise: number(0)),
      .number(.none), Registry.nowhere)
    let unknown: [Int: Cell] = [Person.birth: .unknown, Person.disabled: .unknown]
    #expect(names(either.atLeast(number(1)), unknown) == ["出生日期"])
  }

  @Test func exclusionsMustBecomeFalse() {
    let policy = Policies.policy(
      [], exclusions: [Policies.clause("（一）", isDisabled), Policies.clause("（二）", isOld)])
    let unknown: [Int: Cell] = [Person.birth: .unknown, Person.disabled: .unknown]
    #expect(decide(policy, unknown).missing.map(\.name) == ["残疾", "出生日期"])
    let both = Policies.policy([], exclusions: [Policies.clause("（一）", truth(.and([isDisabled, isOld])))])
    #expect(decide(both, unknown).missing.map(\.name) == ["残疾"])
  }

  @Test func throughReferences() {
    let spouseBirth = Registry.field(Person.birth, hops: [.field(Person.spouse)])
    let born = spouseBirth.compared(.less, constant(day(1950, 1, 1)))
    #expect(names(born, [Person.spouse: .unknown]) == ["配偶"])
    let married: [Int: Cell] = [Person.spouse: .value(.reference("乙"))]
    #expect(names(born, married) { $0.add(entity: 0, key: "乙", [:]) } == ["配偶.出生日期"])
    let tag = truth(.definition(0, hops: [.field(Person.spouse)]))
    #expect(names(tag, married) { $0.add(entity: 0, key: "乙", [:]) } == ["配偶.出生日期"])
    #expect(names(tag, [Person.spouse: .unknown]) == ["配偶"])
  }

  @Test func parametersWithoutAValue() {
    let standard = Expression(
      .parameter(0, keys: [Registry.field(Person.home)], at: nil), .number(.money), Registry.nowhere)
    let poor = Registry.field(Person.savings).compared(.less, standard)
    #expect(names(poor, [Person.home: .value(.code(Registry.Place.guangzhou))]) == ["参数 低保标准"])
    #expect(names(poor, [Person.home: .unknown]) == ["户籍地"])
    #expect(names(poor, [Person.savings: .unknown], on: "2025-06-30") == ["存款", "参数 低保标准"])
  }

  // MARK: Relations

  private func insured(_ kind: Cell, _ month: Cell, _ builder: inout DatasetBuilder) {
    builder.add(
      row: Insurance.table, owner: "甲", key: "1", [Insurance.kind: kind, Insurance.month: month])
  }
  private func exists(_ view: Int, _ filter: Expression? = nil, _ span: Query.Span = .ever) -> Expression {
    truth(.exists(Query(view: view, hops: [], filter: filter, span: span)))
  }
  private var isUnemployment: Expression {
    Registry.field(Insurance.kind, of: Insurance.table).isOne(of: CodeSet(list: 2, ranges: [1..<2]))
  }

  @Test func anOpenRelationAsAWhole() {
    #expect(names(exists(Registry.House.view)) == ["房产"])
    #expect(names(exists(Insurance.view, isUnemployment)) { insured(.unknown, .unknown, &$0) } == ["社保月缴"])
    let decision = decide(
      Policies.policy([Policies.clause("（一）", exists(Insurance.view))]), on: "2026-04-01")
    #expect(decision.missing == [MissingInput(name: "社保月缴", sources: ["人社", "医保"])])
  }

  @Test func ofAClosedRelationWhatItsRowsDoNotSay() {
    let child: [Int: Cell] = [Person.birth: .value(.day(day(2012, 1, 1)))]
    #expect(
      names(exists(Insurance.view, isUnemployment), child) { insured(.unknown, .unknown, &$0) }
        == ["社保月缴.险种"])
    let month = Registry.field(Insurance.month, of: Insurance.table)
    let since = month.atLeast(constant(YearMonth(year: 2026, month: 1)))
    let all = truth(
      .forAll(Query(view: Insurance.view, hops: [], filter: isUnemployment, span: .ever), since))
    #expect(names(all, child) { insured(.unknown, .unknown, &$0) } == ["社保月缴.险种", "社保月缴.月份"])
    #expect(
      names(all, child) { insured(.value(.code(Registry.unemployment)), .unknown, &$0) } == ["社保月缴.月份"])
  }

  @Test func aSpanThatIsNotKnownIsMissingAndNotTheRelation() {
    let since = Query.Span.window(
      from: Registry.field(Person.dismissed), to: constant(day(2026, 2, 28)))
    #expect(names(exists(Insurance.view, nil, since), [Person.dismissed: .unknown]) == ["失业日期"])
    #expect(
      names(exists(Registry.House.view, nil, since), [Person.dismissed: .unknown]) == ["失业日期", "房产"])
  }

  @Test func theOwnersFieldInARowsCondition() {
    let child: [Int: Cell] = [
      Person.birth: .value(.day(day(2012, 1, 1))), Person.dismissed: .unknown,
    ]
    let dismissed = Registry.field(Person.dismissed, hops: [.owner], from: Insurance.table)
    let month = Registry.field(Insurance.month, of: Insurance.table)
    let since = month.atLeast(Expression(.monthOf(dismissed), .month, Registry.nowhere))
    let kind = Cell.value(.code(Registry.unemployment))
    #expect(
      names(exists(Insurance.view, since), child) {
        insured(kind, .value(.month(january)), &$0)
      } == ["失业日期"])
  }
  private let january = YearMonth(year: 2026, month: 1)

  @Test func ofAnotherRecordsRelation() {
    let spouse = [Hop.field(Person.spouse)]
    let any = truth(.exists(Query(view: Registry.House.view, hops: spouse, filter: nil, span: .ever)))
    #expect(names(any, [Person.spouse: .unknown]) == ["配偶"])
    let married: [Int: Cell] = [Person.spouse: .value(.reference("乙"))]
    #expect(names(any, married) { $0.add(entity: 0, key: "乙", [:]) } == ["配偶.房产"])
  }

  @Test func ofNoRowsARowIsMissing() {
    let child: [Int: Cell] = [
      Person.birth: .value(.day(day(2015, 1, 1))), Person.disabled: .unknown,
    ]
    let largest = Expression(
      .aggregate(
        .largest, Query(view: Registry.Job.view, hops: [], filter: nil, span: .ever),
        Registry.field(Registry.Job.pay, of: Registry.Job.table)), .number(.money), Registry.nowhere)
    let well = largest.atLeast(money(1))
    #expect(names(truth(.or([isDisabled, well])), child) == ["残疾"])
    #expect(names(well, child) == ["任职"])
  }

  @Test func anyDayTakesTheCheapestDay() {
    // Before the fourteenth a graduate, afterwards disabled will do.
    let early = Registry.decisionDay.compared(.less, constant(day(2026, 3, 14)))
    let hard = truth(.and([early, isGraduate, lives]))
    let easy = truth(.and([truth(.not(early)), isDisabled]))
    var policy = Policies.policy([Policies.clause("（一）", truth(.or([hard, easy])))])
    policy.judgesAnyDay = true
    let unknown: [Int: Cell] = [
      Person.degree: .unknown, Person.home: .unknown, Person.disabled: .unknown,
    ]
    #expect(decide(policy, unknown, on: "2026-03-15").missing.map(\.name) == ["残疾"])
    #expect(decide(policy, unknown, on: "2026-03-13").missing.map(\.name) == ["学历", "户籍地"])
  }
}
