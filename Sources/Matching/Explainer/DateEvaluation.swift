import RuleLanguage

extension Evaluator {
  func moment(_ moment: Moment) -> Evaluated {
    let day = at.day(moment)
    switch moment {
    case .decisionMonth: return .value(.month(day.month))
    case .decisionYear: return .value(.year(day.year))
    case .asOf, .decisionDay, .windowStart, .windowEnd: return .value(.day(day))
    }
  }

  func addDuration(
    _ start: Expression, _ count: Expression, _ unit: DurationUnit, _ frame: Frame
  ) -> Evaluated {
    let (from, by) = (evaluate(start, frame), evaluate(count, frame))
    if from.isSettled && by.isSettled && (from == .none || by == .none) { return .none }
    guard let day = from.day, let number = by.number, number.isInteger else { return .unknown }
    guard let result = Self.adding(number.numerator, unit, to: day) else {
      note(.overflow)
      return .unknown
    }
    return .value(.day(result))
  }

  /// `nil` outside the years 1 to 9999.
  private static func adding(_ count: Int64, _ unit: DurationUnit, to day: Day) -> Day? {
    let days: Int64 = 366 * 10_000
    guard (-days...days).contains(count) else { return nil }
    let result: Day
    switch unit {
    case .days: result = day.adding(days: Int(count))
    case .months:
      guard (-120_000...120_000).contains(count) else { return nil }
      result = day.adding(months: Int(count))
    case .years:
      guard (-10_000...10_000).contains(count) else { return nil }
      result = day.adding(years: Int(count))
    }
    return (1...9999).contains(result.year) ? result : nil
  }

  func elapsed(
    _ unit: DurationUnit, _ from: Expression, _ to: Expression, _ frame: Frame
  ) -> Evaluated {
    let (start, end) = (evaluate(from, frame), evaluate(to, frame))
    if start == .unknown || end == .unknown { return .unknown }
    guard let first = start.day, let last = end.day else { return .none }
    switch unit {
    case .years: return .count(first.fullYears(to: last))
    case .months: return .count(first.fullMonths(to: last))
    case .days: return .count(Int(last.number) - Int(first.number))
    }
  }

  func yearOf(_ inner: Expression, _ frame: Frame) -> Evaluated {
    convert(inner, frame) { value in
      switch value {
      case .day(let day): .year(day.year)
      case .month(let month): .year(month.year)
      case .year: value
      default: nil
      }
    }
  }

  func monthOf(_ inner: Expression, _ frame: Frame) -> Evaluated {
    convert(inner, frame) { value in
      switch value {
      case .day(let day): .month(day.month)
      case .month: value
      default: nil
      }
    }
  }

  func firstDay(_ inner: Expression, _ frame: Frame) -> Evaluated {
    convert(inner, frame) { value in
      switch value {
      case .month(let month): Day(year: month.year, month: month.month, day: 1).map { .day($0) }
      case .year(let year): Day(year: year, month: 1, day: 1).map { .day($0) }
      default: nil
      }
    }
  }

  func lastDay(_ inner: Expression, _ frame: Frame) -> Evaluated {
    convert(inner, frame) { value in
      switch value {
      case .month(let month):
        Day(
          year: month.year, month: month.month,
          day: Day.daysInMonth(year: month.year, month: month.month)
        ).map { .day($0) }
      case .year(let year): Day(year: year, month: 12, day: 31).map { .day($0) }
      default: nil
      }
    }
  }

  /// None stays none; a date outside the calendar is unknown.
  private func convert(
    _ inner: Expression, _ frame: Frame, _ conversion: (Value) -> Value?
  ) -> Evaluated {
    switch evaluate(inner, frame) {
    case .none: .none
    case .value(let value): conversion(value).map { .value($0) } ?? .unknown
    case .unknown, .range: .unknown
    }
  }
}
