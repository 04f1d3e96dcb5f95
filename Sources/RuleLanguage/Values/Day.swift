/// A civil day of the proleptic Gregorian calendar, counted from 1970-01-01. No clock, no time zone.
public struct Day: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01; negative before it.
  public let number: Int32

  public init(number: Int32) { self.number = number }

  /// `nil` where the calendar has no such day (`2月30日`). Years 1 to 9999.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Day.daysInMonth(year: year, month: month)
    else { return nil }
    self.init(uncheckedYear: year, month: month, day: day)
  }

  private init(uncheckedYear year: Int, month: Int, day: Int) {
    // Counts in 400-year eras that begin on 1 March, so that leap days fall at the end of a year.
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = Int32(era * 146_097 + dayOfEra - 719_468)
  }

  public static func < (a: Day, b: Day) -> Bool { a.number < b.number }

  public static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  public static func daysInMonth(year: Int, month: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  public var parts: (year: Int, month: Int, day: Int) {
    let shifted = Int(number) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  public var year: Int { parts.year }
  public var month: YearMonth {
    let p = parts
    return YearMonth(year: p.year, month: p.month)
  }

  public func adding(days: Int) -> Day { Day(number: number + Int32(clamping: days)) }

  /// Clamps to the month's last day: 2024-01-31 plus one month is 2024-02-29 (民法典第202条).
  public func adding(months: Int) -> Day {
    let p = parts
    let target = YearMonth(year: p.year, month: p.month).adding(months)
    let last = Day.daysInMonth(year: target.year, month: target.month)
    return Day(uncheckedYear: target.year, month: target.month, day: min(p.day, last))
  }

  public func adding(years: Int) -> Day { adding(months: years * 12) }

  /// Full years from this day to `end`: the largest n with `adding(years: n) <= end`.
  /// Negative before this day.
  public func fullYears(to end: Day) -> Int { Day.floorDivide(fullMonths(to: end), 12) }

  /// Full months from this day to `end`: the largest n with `adding(months: n) <= end`.
  public func fullMonths(to end: Day) -> Int {
    let n = Int(end.month.index - month.index)
    return adding(months: n) <= end ? n : n - 1
  }

  private static func floorDivide(_ a: Int, _ b: Int) -> Int {
    a >= 0 ? a / b : -((-a + b - 1) / b)
  }

  /// `YYYY-MM-DD`.
  public var text: String {
    let p = parts
    return "\(padded(p.year, 4))-\(padded(p.month, 2))-\(padded(p.day, 2))"
  }
}

func padded(_ value: Int, _ width: Int) -> String {
  let digits = String(value)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
