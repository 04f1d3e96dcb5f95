import Matching
import RuleLanguage
import Testing

@Suite struct ExplainerDateTests {
  private typealias Person = Registry.Person

  private func born(_ date: String) -> Dataset {
    Registry.dataset([Person.birth: .value(.day(day(date)))])
  }

  @Test(arguments: [
    ("1940-02-29", "2020-02-28", 79), ("1940-02-29", "2020-02-29", 80),
    ("1940-02-29", "2021-02-27", 80), ("1940-02-29", "2021-02-28", 81),
    ("1946-03-01", "2026-02-28", 79), ("1946-03-01", "2026-03-01", 80),
    ("1946-03-01", "2026-03-31", 80), ("2026-03-16", "2026-03-15", -1),
  ])
  func fullYearsOfAge(birth: String, on date: String, expected: Int) {
    #expect(value(Registry.age, born(birth), on: date) == .integer(expected))
  }

  @Test(arguments: [
    ("2024-01-31", "2024-02-28", DurationUnit.months, 0), ("2024-01-31", "2024-02-29", .months, 1),
    ("2024-03-30", "2024-02-29", .months, -1), ("2024-02-28", "2024-03-01", .days, 2),
    ("2024-03-01", "2024-02-28", .days, -2),
  ])
  func elapsed(from: String, to: String, unit: DurationUnit, expected: Int) {
    let kind = Expression.Kind.elapsed(unit, from: constant(day(from)), to: constant(day(to)))
    #expect(value(Expression(kind, .number(.none), Registry.nowhere)) == .integer(expected))
  }

  @Test func elapsedFromNoneIsNoneAndFromUnknownUnknown() {
    let kind = Expression.Kind.elapsed(
      .days, from: Registry.field(Person.dismissed), to: Registry.decisionDay)
    let expression = Expression(kind, .number(.days), Registry.nowhere)
    #expect(value(expression) == .none)
    #expect(value(expression, Registry.dataset([Person.dismissed: .unknown])) == .unknown)
  }

  @Test(arguments: [
    ("1940-02-29", 81, DurationUnit.years, "2021-02-28"),
    ("1940-02-29", 80, .years, "2020-02-29"), ("2024-01-31", 1, .months, "2024-02-29"),
    ("2024-08-31", -6, .months, "2024-02-29"), ("2024-12-31", 2, .months, "2025-02-28"),
    ("2024-02-28", 2, .days, "2024-03-01"), ("2024-03-01", -1, .days, "2024-02-29"),
  ])
  func addingADurationClamps(start: String, count: Int, unit: DurationUnit, expected: String) {
    let kind = Expression.Kind.addDuration(constant(day(start)), number(count), unit)
    #expect(value(Expression(kind, .day, Registry.nowhere)) == .date(expected))
  }

  @Test func addingADurationOnlyInWholeUnitsAndInsideTheCalendar() {
    func added(_ start: Expression, _ count: Expression, _ unit: DurationUnit) -> Evaluated {
      value(Expression(.addDuration(start, count, unit), .day, Registry.nowhere))
    }
    let half = Expression(.constant(.number(decimal("1.5"))), .number(.months), Registry.nowhere)
    #expect(added(constant(day(2024, 1, 31)), half, .months) == .unknown)
    #expect(added(constant(day(9999, 12, 31)), number(1), .days) == .unknown)
    #expect(added(constant(day(2024, 1, 1)), number(.max), .years) == .unknown)
    #expect(added(Registry.field(Person.dismissed), number(1), .days) == .none)
  }

  @Test(arguments: [
    ("2026-03-15", Window.month(offset: -1), "2026-02-01", "2026-02-28"),
    ("2026-03-15", .months(12, includingCurrent: false), "2025-03-01", "2026-02-28"),
    ("2026-03-15", .months(12, includingCurrent: true), "2025-04-01", "2026-03-31"),
    ("2026-03-15", .rolling(3, .years), "2023-03-16", "2026-03-15"),
    ("2026-03-15", .quarter(offset: -1), "2025-10-01", "2025-12-31"),
    ("2026-03-15", .year(offset: -1), "2025-01-01", "2025-12-31"),
    ("2026-03-15", .calendarYears(3), "2023-01-01", "2025-12-31"),
    ("2026-08-31", .schoolYear(offset: 0), "2025-09-01", "2026-08-31"),
    ("2026-09-01", .schoolYear(offset: 0), "2026-09-01", "2027-08-31"),
  ])
  func windowBounds(on date: String, window: Window, first: String, last: String) {
    let start = Expression(.moment(.windowStart(window)), .day, Registry.nowhere)
    let end = Expression(.moment(.windowEnd(window)), .day, Registry.nowhere)
    #expect(value(start, on: date) == .date(first))
    #expect(value(end, on: date) == .date(last))
  }

  @Test func momentsAtAHorizonMoveTheDecisionDayOnly() {
    let at = JudgedAt(asOf: day(2026, 3, 15), decisionDay: day(2026, 6, 1), isPast: false)
    func moment(_ moment: Moment, _ type: ValueType) -> Evaluated {
      value(Expression(.moment(moment), type, Registry.nowhere), at: at)
    }
    #expect(moment(.asOf, .day) == .date("2026-03-15"))
    #expect(moment(.decisionDay, .day) == .date("2026-06-01"))
    #expect(moment(.decisionMonth, .month) == .value(.month(month("2026-06"))))
    #expect(moment(.decisionYear, .year) == .value(.year(2026)))
  }

  @Test func partsOfADate() {
    func part(_ kind: Expression.Kind, _ type: ValueType) -> Evaluated {
      value(Expression(kind, type, Registry.nowhere))
    }
    let february = constant(month("2024-02"))
    #expect(part(.yearOf(constant(day(2024, 2, 29))), .year) == .value(.year(2024)))
    #expect(part(.monthOf(constant(day(2024, 2, 29))), .month) == .value(.month(month("2024-02"))))
    #expect(part(.firstDay(february), .day) == .date("2024-02-01"))
    #expect(part(.lastDay(february), .day) == .date("2024-02-29"))
    #expect(part(.lastDay(constant(month("9999-12"))), .day) == .date("9999-12-31"))
    let year = Expression(.constant(.year(2023)), .year, Registry.nowhere)
    #expect(part(.firstDay(year), .day) == .date("2023-01-01"))
    #expect(part(.lastDay(year), .day) == .date("2023-12-31"))
    #expect(part(.monthOf(Registry.field(Person.dismissed)), .month) == .none)
  }
}
