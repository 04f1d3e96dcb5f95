import Matching
import RuleLanguage
import Testing

/// Values and truths over one record.
@Suite struct ExplainerTests {
  private typealias Person = Registry.Person
  private typealias Place = Registry.Place

  /// Of two money fields in the given states.
  private func compared(_ comparison: Comparison, _ a: Cell, _ b: Cell) -> Evaluated {
    value(
      Registry.field(Person.income).compared(comparison, Registry.field(Person.savings)),
      Registry.dataset([Person.income: a, Person.savings: b]))
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
      .conditional(Registry.field(Person.disabled), then: number(500), otherwise: number(300)),
      .number(.none), Registry.nowhere)
    let dataset = Registry.dataset([Person.disabled: .unknown])
    #expect(value(between, dataset) == .range(300, 500))
    #expect(value(between.compared(comparison, number(other)), dataset) == expected)
  }

  @Test(arguments: [
    (Comparison.greaterOrEqual, Registry.Degree.bachelor, true),
    (.greater, Registry.Degree.bachelor, false), (.greaterOrEqual, Registry.Degree.doctor, false),
    (.less, Registry.Degree.doctor, true), (.greater, Registry.Degree.college, true),
    (.equal, Registry.Degree.bachelor, true),
  ])
  func orderedCodesCompareByRank(comparison: Comparison, code: Int, expected: Bool) {
    let other = Expression(.constant(.code(code)), .code(1), Registry.nowhere)
    #expect(value(Registry.field(Person.degree).compared(comparison, other)) == .truth(expected))
  }

  @Test(arguments: [
    (Cell.value(.code(Place.longwen)), Evaluated.truth(true)),
    (.value(.code(Place.zhangzhou)), .truth(true)), (.value(.code(Place.guangzhou)), .truth(false)),
    (.none, .truth(false)), (.unknown, .unknown),
  ])
  func membership(cell: Cell, expected: Evaluated) {
    let dataset = Registry.dataset([Person.home: cell])
    #expect(value(Registry.field(Person.home).isOne(of: Place.all), dataset) == expected)
  }

  @Test(arguments: [
    (Cell.value(.number(Number(1))), true, Evaluated.truth(false)), (.none, true, .truth(true)),
    (.unknown, false, .unknown),
  ])
  func knownAndNone(cell: Cell, isKnown: Bool, isNone: Evaluated) {
    let dataset = Registry.dataset([Person.income: cell])
    #expect(value(truth(.isKnown(Registry.field(Person.income))), dataset) == .truth(isKnown))
    #expect(value(truth(.isNone(Registry.field(Person.income))), dataset) == isNone)
  }

  @Test func aRangeIsNotKnownAndNotNone() {
    let between = Expression(
      .conditional(Registry.field(Person.disabled), then: number(2), otherwise: number(1)),
      .number(.none), Registry.nowhere)
    let dataset = Registry.dataset([Person.disabled: .unknown])
    #expect(value(truth(.isKnown(between)), dataset) == .truth(false))
    #expect(value(truth(.isNone(between)), dataset) == .truth(false))
  }

  @Test(arguments: [
    (Cell.value(.truth(true)), Evaluated.truth(true)), (.value(.truth(false)), .truth(false)),
    (.none, .truth(false)), (.unknown, .unknown),
  ])
  func aTruthFieldAsACondition(cell: Cell, expected: Evaluated) {
    let condition = truth(.and([Registry.field(Person.disabled)]))
    #expect(value(condition, Registry.dataset([Person.disabled: cell])) == expected)
  }

  @Test func connectives() {
    let dataset = Registry.dataset([Person.disabled: .unknown])
    let unknown = Registry.field(Person.disabled)
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
    let birth = Registry.field(Person.birth, hops: spouse)
    let isOld = truth(.definition(0, hops: spouse))
    #expect(value(birth) == .none)
    #expect(value(isOld) == .truth(false))
    let unknown = Registry.dataset([Person.spouse: .unknown])
    #expect(value(birth, unknown) == .unknown)
    #expect(value(isOld, unknown) == .unknown)
    let notLoaded = Registry.dataset([Person.spouse: .value(.reference("乙"))])
    #expect(value(birth, notLoaded) == .unknown)
    let married = Registry.dataset([Person.spouse: .value(.reference("乙"))]) {
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
      .parameter(0, keys: [Registry.field(Person.home)], at: nil), .number(.money), Registry.nowhere)
    let dataset = Registry.dataset([Person.home: .value(.code(place))])
    #expect(value(standard, dataset, on: date) == expected)
  }

  @Test(arguments: [
    (2023, Evaluated.unknown), (2024, .value(.number(decimal("0.055")))),
    // 待定: a ratio above 0, which may be less than 1.
    (2025, .range(low: .zero, high: nil)),
  ])
  func parametersByYearDescribed(year: Int, expected: Evaluated) {
    let described = Expression(.constant(.year(year)), .year, Registry.nowhere)
    let rate = Expression(.parameter(1, keys: [], at: described), .number(.none), Registry.nowhere)
    #expect(value(rate) == expected)
  }

  @Test func aParameterOfAnUnknownKeyIsUnknown() {
    let standard = Expression(
      .parameter(0, keys: [Registry.field(Person.home)], at: nil), .number(.money), Registry.nowhere)
    #expect(value(standard, Registry.dataset([Person.home: .unknown])) == .unknown)
    #expect(value(standard, Registry.dataset([Person.home: .none])) == .unknown)
  }

  @Test func earlierPeriodsKnowOnlyWhatHoldsForThem() {
    let at = JudgedAt(asOf: day(2026, 3, 15), decisionDay: day(2026, 1, 31), isPast: true)
    let dataset = Registry.dataset { builder in
      builder.add(
        row: Registry.Job.table, owner: "甲", key: "1", [Registry.Job.pay: .value(.number(Number(7)))])
    }
    #expect(value(Registry.field(Person.birth), dataset, at: at) == .date("1946-03-01"))
    #expect(value(Registry.field(Person.home), dataset, at: at) == .unknown)
    #expect(value(Registry.field(Person.id), dataset, at: at) == .value(.text("甲")))
    let pay = Registry.field(Registry.Job.pay, of: Registry.Job.table)
    #expect(value(pay, dataset, at: at, table: Registry.Job.table) == .integer(7))
    let spouse = Registry.field(Person.birth, hops: [.field(Person.spouse)])
    #expect(value(spouse, dataset, at: at) == .unknown)
  }
}
