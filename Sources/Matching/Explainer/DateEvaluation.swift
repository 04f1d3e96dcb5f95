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
    guard case .value(let date) = from, let number = by.number, number.isInteger else {
      return .unknown
    }
    guard let result = Self.adding(number.numerator, unit, to: date) else {
      note(.overflow)
      return .unknown
    }
    return .value(result)
  }

  /// `nil` outside the years 1 to 9999, and for days added to a month.
  private static func adding(_ count: Int64, _ unit: DurationUnit, to date: Value) -> Value? {
    let limit: Int64 =
      switch unit {
      case .days: 366 * 10_000
      case .months: 12 * 10_000
      case .years: 10_000
      }
    guard count.magnitude <= limit else { return nil }
    let n = Int(count)
    switch (date, unit) {
    case (.day(let day), .days): return inCalendar(day.adding(days: n))
    case (.day(let day), .months): return inCalendar(day.adding(months: n))
    case (.day(let day), .years): return inCalendar(day.adding(years: n))
    case (.month(let month), .months): return inCalendar(month.adding(n))
    case (.month(let month), .years): return inCalendar(month.adding(12 * n))
    default: return nil
    }
  }

  private static func inCalendar(_ day: Day) -> Value? {
    (1...9999).contains(day.year) ? .day(day) : nil
  }
  private static func inCalendar(_ month: YearMonth) -> Value? {
    (1...9999).contains(month.year) ? .month(month) : nil
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

  /// Of the month or the year; of a day's month.
  func firstDay(_ inner: Expression, _ frame: Frame) -> Evaluated {
    convert(inner, frame) { value in
      switch value {
      case .day(let day): Self.firstDay(of: day.month)
      case .month(let month): Self.firstDay(of: month)
      case .year(let year): Day(year: year, month: 1, day: 1).map { .day($0) }
      default: nil
      }
    }
  }

  func lastDay(_ inner: Expression, _ frame: Frame) -> Evaluated {
    convert(inner, frame) { value in
      switch value {
      case .day(let day): Self.lastDay(of: day.month)
      case .month(let month): Self.lastDay(of: month)
      case .year(let year): Day(year: year, month: 12, day: 31).map { .day($0) }
      default: nil
      }
    }
  }

  private static func firstDay(of month: YearMonth) -> Value? {
    Day(year: month.year, month: month.month, day: 1).map { .day($0) }
  }

  private static func lastDay(of month: YearMonth) -> Value? {
    let last = Day.daysInMonth(year: month.year, month: month.month)
    return Day(year: month.year, month: month.month, day: last).map { .day($0) }
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
