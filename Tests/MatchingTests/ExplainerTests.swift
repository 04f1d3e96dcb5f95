import Matching
import RuleLanguage
import Testing

/// Values and truths over one record.
@Suite struct ExplainerTests {
  private typealias Person = World.Person
  private typealias Place = World.Place

  /// Of two money fields in the given states.
  private func compared(_ comparison: Comparison, _ a: Cell, _ b: Cell) -> Evaluated {
    value(
      World.field(Person.income).compared(comparison, World.field(Person.savings)),
      World.dataset([Person.income: a, Person.savings: b]))
  }

  @Test(arguments: [
    (Comparison.equal, Evaluated.truth(false)), (.notEqual, .truth(true)), (.less, .truth(false)),
    (.lessOrEqual, .truth(false)), (.greater, .truth(false)), (.greaterOrEqual, .truth(false)),
  ])
  func noneAgainstAValue(comparison: Comparison, expected: Evaluated) {
    let five = Cell.value(.number(Number(5)))
    #expect(compared(comparison, .none, five) == expected)
    #expect(compared(comparison, five, .none) == expected)
    #expect(compared(comparison, .unknown, .none) == .unknown)
    #expect(compared(comparison, .none, .unknown) == .unknown)
    #expect(compared(comparison, .unknown, five) == .unknown)
  }

  @Test(arguments: [
    (Comparison.equal, true), (.notEqual, false), (.less, false), (.lessOrEqual, false),
    (.greater, false), (.greaterOrEqual, false),
  ])
  func noneAgainstNone(comparison: Comparison, expected: Bool) {
    #expect(compared(comparison, .none, .none) == .truth(expected))
  }

  /// Whether an amount between 300 and 500 compares so with a number.
  @Test(arguments: [
    (Comparison.greaterOrEqual, 300, Evaluated.truth(true)), (.greater, 300, .unknown),
    (.greater, 299, .truth(true)), (.less, 300, .truth(false)), (.less, 501, .truth(true)),
    (.less, 500, .unknown), (.lessOrEqual, 500, .truth(true)), (.equal, 400, .unknown),
    (.equal, 501, .truth(false)), (.notEqual, 299, .truth(true)), (.notEqual, 300, .unknown),
  ])
  func rangesCompareWhenAllPairsAgree(comparison: Comparison, with other: Int, expected: Evaluated) {
    let between = Expression(
      .conditional(World.field(Person.disabled), then: number(500), otherwise: number(300)),
      .number(.none), World.nowhere)
    let dataset = World.dataset([Person.disabled: .unknown])
    #expect(value(between, dataset) == .range(300, 500))
    #expect(value(between.compared(comparison, number(other)), dataset) == expected)
  }

  @Test(arguments: [
    (Comparison.greaterOrEqual, World.Degree.bachelor, true),
    (.greater, World.Degree.bachelor, false), (.greaterOrEqual, World.Degree.doctor, false),
    (.less, World.Degree.doctor, true), (.greater, World.Degree.college, true),
    (.equal, World.Degree.bachelor, true),
  ])
  func orderedCodesCompareByRank(comparison: Comparison, code: Int, expected: Bool) {
    let other = Expression(.constant(.code(code)), .code(1), World.nowhere)
    #expect(value(World.field(Person.degree).compared(comparison, other)) == .truth(expected))
  }

  @Test(arguments: [
    (Cell.value(.code(Place.longwen)), Evaluated.truth(true)),
    (.value(.code(Place.zhangzhou)), .truth(true)), (.value(.code(Place.guangzhou)), .truth(false)),
    (.none, .truth(false)), (.unknown, .unknown),
  ])
  func membership(cell: Cell, expected: Evaluated) {
    let dataset = World.dataset([Person.home: cell])
    #expect(value(World.field(Person.home).isOne(of: Place.all), dataset) == expected)
  }

  @Test(arguments: [
    (Cell.value(.number(Number(1))), true, Evaluated.truth(false)), (.none, true, .truth(true)),
    (.unknown, false, .unknown),
  ])
  func knownAndNone(cell: Cell, isKnown: Bool, isNone: Evaluated) {
    let dataset = World.dataset([Person.income: cell])
    #expect(value(truth(.isKnown(World.field(Person.income))), dataset) == .truth(isKnown))
    #expect(value(truth(.isNone(World.field(Person.income))), dataset) == isNone)
  }

  @Test func aRangeIsNotKnownAndNotNone() {
    let between = Expression(
      .conditional(World.field(Person.disabled), then: number(2), otherwise: number(1)),
      .number(.none), World.nowhere)
    let dataset = World.dataset([Person.disabled: .unknown])
    #expect(value(truth(.isKnown(between)), dataset) == .truth(false))
    #expect(value(truth(.isNone(between)), dataset) == .truth(false))
  }

  @Test(arguments: [
    (Cell.value(.truth(true)), Evaluated.truth(true)), (.value(.truth(false)), .truth(false)),
    (.none, .truth(false)), (.unknown, .unknown),
  ])
  func aTruthFieldAsACondition(cell: Cell, expected: Evaluated) {
    let condition = truth(.and([World.field(Person.disabled)]))
    #expect(value(condition, World.dataset([Person.disabled: cell])) == expected)
  }

  @Test func connectives() {
    let dataset = World.dataset([Person.disabled: .unknown])
    let unknown = World.field(Person.disabled)
    let (yes, no) = (truth(.constant(.truth(true))), truth(.constant(.truth(false))))
    #expect(value(truth(.and([])), dataset) == .truth(true))
    #expect(value(truth(.or([])), dataset) == .truth(false))
    #expect(value(truth(.and([yes, unknown])), dataset) == .unknown)
    #expect(value(truth(.and([unknown, no])), dataset) == .truth(false))
    #expect(value(truth(.or([unknown, yes])), dataset) == .truth(true))
    #expect(value(truth(.not(unknown)), dataset) == .unknown)
    #expect(value(truth(.atLeast(2, [yes, unknown, no])), dataset) == .unknown)
    #expect(value(truth(.atLeast(2, [no, unknown, no])), dataset) == .truth(false))
    #expect(value(truth(.exactly(1, [yes, yes, unknown])), dataset) == .truth(false))
    #expect(value(truth(.exactly(1, [yes, unknown])), dataset) == .unknown)
  }

  @Test func pathsThroughReferences() {
    let spouse = [Hop.field(Person.spouse)]
    let birth = World.field(Person.birth, hops: spouse)
    let isOld = truth(.definition(0, hops: spouse))
    #expect(value(birth) == .none)
    #expect(value(isOld) == .truth(false))
    let unknown = World.dataset([Person.spouse: .unknown])
    #expect(value(birth, unknown) == .unknown)
    #expect(value(isOld, unknown) == .unknown)
    let notLoaded = World.dataset([Person.spouse: .value(.reference("乙"))])
    #expect(value(birth, notLoaded) == .unknown)
    let married = World.dataset([Person.spouse: .value(.reference("乙"))]) {
      $0.add(entity: Person.table, key: "乙", [Person.birth: .value(.day(day(1946, 3, 15)))])
    }
    #expect(value(birth, married) == .date("1946-03-15"))
    #expect(value(isOld, married) == .truth(true))
    #expect(value(isOld, married, on: "2026-03-14") == .truth(false))
  }

  @Test(arguments: [
    (Place.xiangcheng, "2025-06-30", Evaluated.unknown),
    (Place.xiangcheng, "2025-07-01", .integer(102_000)),
    (Place.xiangcheng, "2026-06-30", .integer(102_000)),
    (Place.xiangcheng, "2026-07-01", .integer(108_000)),
    (Place.longwen, "2026-07-01", .integer(80_000)), (Place.guangzhou, "2026-07-01", .unknown),
  ])
  func parametersByCodeAndDay(place: Int, on date: String, expected: Evaluated) {
    let standard = Expression(
      .parameter(0, keys: [World.field(Person.home)], year: nil), .number(.money), World.nowhere)
    let dataset = World.dataset([Person.home: .value(.code(place))])
    #expect(value(standard, dataset, on: date) == expected)
  }

  @Test(arguments: [(2023, Evaluated.unknown), (2024, .value(.number(decimal("0.055")))), (2025, .unknown)])
  func parametersByYearDescribed(year: Int, expected: Evaluated) {
    let described = Expression(.constant(.year(year)), .year, World.nowhere)
    let rate = Expression(.parameter(1, keys: [], year: described), .number(.none), World.nowhere)
    #expect(value(rate) == expected)
  }

  @Test func aParameterOfAnUnknownKeyIsUnknown() {
    let standard = Expression(
      .parameter(0, keys: [World.field(Person.home)], year: nil), .number(.money), World.nowhere)
    #expect(value(standard, World.dataset([Person.home: .unknown])) == .unknown)
    #expect(value(standard, World.dataset([Person.home: .none])) == .unknown)
  }

  @Test func earlierPeriodsKnowOnlyWhatHoldsForThem() {
    let at = JudgedAt(asOf: day(2026, 3, 15), decisionDay: day(2026, 1, 31), isPast: true)
    let dataset = World.dataset { builder in
      builder.add(
        row: World.Job.table, owner: "甲", key: "1", [World.Job.pay: .value(.number(Number(7)))])
    }
    #expect(value(World.field(Person.birth), dataset, at: at) == .date("1946-03-01"))
    #expect(value(World.field(Person.home), dataset, at: at) == .unknown)
    #expect(value(World.field(Person.id), dataset, at: at) == .value(.text("甲")))
    let pay = World.field(World.Job.pay, of: World.Job.table)
    #expect(value(pay, dataset, at: at, table: World.Job.table) == .integer(7))
    let spouse = World.field(Person.birth, hops: [.field(Person.spouse)])
    #expect(value(spouse, dataset, at: at) == .unknown)
  }
}
