import Matching
import RuleLanguage
import Testing

@Suite struct ExplainerNumberTests {
  private typealias Person = Registry.Person

  private func expression(_ kind: Expression.Kind) -> Expression {
    Expression(kind, .number(.none), Registry.nowhere)
  }
  /// Known to be 3, or unknown.
  private let rooms = Registry.field(Person.rooms)
  private let unknownRooms = Registry.dataset([Person.rooms: .unknown])
  /// Between 1 and 4, from an unknown truth.
  private var between: Expression {
    expression(.conditional(Registry.field(Person.disabled), then: number(4), otherwise: number(1)))
  }
  private let undecided = Registry.dataset([Person.disabled: .unknown, Person.rooms: .unknown])

  @Test func arithmeticIsExactAndOfKnownNumbers() {
    #expect(value(expression(.arithmetic(.add, rooms, number(4)))) == .integer(7))
    #expect(value(expression(.arithmetic(.subtract, rooms, number(4)))) == .integer(-1))
    let third = expression(.divide(number(1), rooms, whenZero: nil))
    #expect(value(expression(.arithmetic(.multiply, third, rooms))) == .integer(1))
    #expect(value(expression(.arithmetic(.add, rooms, number(4))), unknownRooms) == .unknown)
    // On intervals: certain ends stay certain.
    #expect(value(expression(.arithmetic(.multiply, between, number(0))), undecided) == .integer(0))
    let doubled = expression(.arithmetic(.multiply, between, number(2)))
    #expect(value(doubled, undecided) == .range(low: Number(2), high: Number(8)))
    let below = expression(.arithmetic(.subtract, number(3), between))
    #expect(value(below, undecided) == .range(low: Number(-1), high: Number(2)))
    #expect(value(expression(.arithmetic(.multiply, between, below)), undecided) == .unknown)
    let none = Registry.field(Person.income)
    #expect(value(expression(.arithmetic(.add, none, number(4)))) == .unknown)
  }

  @Test func divisionByZero() {
    let zero = expression(.arithmetic(.subtract, rooms, number(3)))
    #expect(value(expression(.divide(number(6), rooms, whenZero: nil))) == .integer(2))
    #expect(value(expression(.divide(number(6), zero, whenZero: nil))) == .unknown)
    #expect(value(expression(.divide(number(6), zero, whenZero: number(9)))) == .integer(9))
    #expect(value(expression(.divide(number(6), rooms, whenZero: number(9))), unknownRooms) == .unknown)
  }

  @Test func overflowIsUnknown() {
    #expect(value(expression(.arithmetic(.multiply, number(.max), rooms))) == .unknown)
    #expect(value(expression(.arithmetic(.add, number(.max), rooms))) == .unknown)
  }

  @Test(arguments: [
    ("2.5", "1", "3"), ("-2.5", "1", "-3"), ("2.4", "1", "2"), ("149", "100", "100"),
    ("150", "100", "200"), ("0.125", "0.05", "0.15"),
  ])
  func rounding(number: String, step: String, expected: String) {
    let constant = expression(.constant(.number(decimal(number))))
    #expect(value(expression(.round(constant, step: decimal(step)))) == .value(.number(decimal(expected))))
  }

  @Test(arguments: [("2.9", 2), ("-2.1", -3), ("4", 4)])
  func flooring(number: String, expected: Int) {
    let constant = expression(.constant(.number(decimal(number))))
    #expect(value(expression(.floor(constant))) == .integer(expected))
  }

  @Test func extremesOnIntervals() {
    func largest(_ parts: [Expression]) -> Evaluated {
      value(expression(.extreme(.largest, parts)), undecided)
    }
    func smallest(_ parts: [Expression]) -> Evaluated {
      value(expression(.extreme(.smallest, parts)), undecided)
    }
    #expect(largest([rooms, number(5)]) == .range(5, nil))
    #expect(smallest([rooms, number(5)]) == .range(nil, 5))
    #expect(smallest([expression(.extreme(.largest, [rooms, number(5)])), number(5)]) == .integer(5))
    #expect(largest([rooms, rooms]) == .unknown)
    #expect(largest([between, number(2)]) == .range(2, 4))
    #expect(smallest([between, number(2)]) == .range(1, 2))
    #expect(largest([between, number(4)]) == .integer(4))
    #expect(smallest([between, number(1)]) == .integer(1))
    #expect(largest([Registry.field(Person.income), number(4)]) == .unknown)
  }

  @Test func extremesOfDaysNeedAllOfThem() {
    let parts = [Registry.field(Person.birth), constant(day(1950, 1, 1))]
    let largest = Expression(.extreme(.largest, parts), .day, Registry.nowhere)
    #expect(value(largest) == .date("1950-01-01"))
    #expect(value(largest, Registry.dataset([Person.birth: .unknown])) == .unknown)
  }

  @Test func capsDecideThroughTheUnknown() {
    let capped = expression(.extreme(.smallest, [rooms, number(10)]))
    #expect(value(capped.compared(.lessOrEqual, number(10)), unknownRooms) == .truth(true))
    #expect(value(capped.compared(.less, number(10)), unknownRooms) == .unknown)
  }

  @Test func conditionalsHullTheirBranches() {
    func either(_ a: Expression, _ b: Expression, _ type: ValueType = .number(.none)) -> Evaluated {
      value(
        Expression(
          .conditional(Registry.field(Person.disabled), then: a, otherwise: b), type, Registry.nowhere),
        undecided)
    }
    #expect(either(number(2), number(2)) == .integer(2))
    #expect(either(number(2), number(1)) == .range(1, 2))
    #expect(either(number(2), rooms) == .unknown)
    #expect(either(number(2), Registry.field(Person.income)) == .unknown)
    #expect(either(Registry.field(Person.income), Registry.field(Person.income)) == .none)
    #expect(either(number(2), expression(.extreme(.largest, [rooms, number(7)]))) == .range(2, nil))
    let (a, b) = (constant(day(2026, 1, 1)), constant(day(2026, 1, 2)))
    #expect(either(a, a, .day) == .date("2026-01-01"))
    #expect(either(a, b, .day) == .unknown)
  }

  /// Rows: disabled, has income; each with a value.
  private func table(
    _ choice: TableExpression.Choice, _ a: Int, _ b: Int,
    _ otherwise: TableExpression.Otherwise = .denied
  ) -> Expression {
    let rows = [
      TableExpression.Row(condition: Registry.field(Person.disabled), value: number(a)),
      TableExpression.Row(condition: Registry.field(Person.income).atLeast(number(0)), value: number(b)),
    ]
    return expression(.table(TableExpression(choice: choice, rows: rows, otherwise: otherwise)))
  }
  private func cells(_ disabled: Bool?, hasIncome: Bool?) -> Dataset {
    Registry.dataset([
      Person.disabled: disabled.map { .value(.truth($0)) } ?? .unknown,
      Person.income: hasIncome.map { $0 ? .value(.number(Number(1))) : .none } ?? .unknown,
    ])
  }

  @Test(
    arguments: [
      (true, nil, Evaluated.integer(5)), (false, true, .integer(8)), (nil, true, .range(5, 8)),
      (nil, false, .range(0, 5)), (false, nil, .range(0, 8)), (nil, nil, .range(0, 8)),
      (false, false, .integer(0)),
    ] as [(Bool?, Bool?, Evaluated)])
  func firstTrueRow(disabled: Bool?, hasIncome: Bool?, expected: Evaluated) {
    #expect(value(table(.first, 5, 8), cells(disabled, hasIncome: hasIncome)) == expected)
  }

  @Test(
    arguments: [
      (true, true, Evaluated.integer(8)), (true, nil, .range(5, 8)), (nil, true, .integer(8)),
      (nil, nil, .range(0, 8)), (false, false, .integer(0)),
    ] as [(Bool?, Bool?, Evaluated)])
  func highestTrueRow(disabled: Bool?, hasIncome: Bool?, expected: Evaluated) {
    #expect(value(table(.highest, 5, 8), cells(disabled, hasIncome: hasIncome)) == expected)
  }

  @Test func beyondTheRows() {
    let neither = cells(false, hasIncome: false)
    #expect(value(table(.first, 5, 8, .nothing), neither) == .unknown)
    #expect(value(table(.first, 5, 8, .value(number(2))), neither) == .integer(2))
    #expect(value(table(.highest, 5, 8, .value(number(2))), neither) == .integer(2))
    #expect(value(table(.first, 5, 8, .nothing), cells(nil, hasIncome: false)) == .unknown)
    #expect(value(table(.first, 5, 5, .nothing), cells(nil, hasIncome: true)) == .integer(5))
    let denied = TableExpression(choice: .first, rows: [], otherwise: .denied)
    #expect(value(Expression(.table(denied), .day, Registry.nowhere)) == .none)
  }
}
