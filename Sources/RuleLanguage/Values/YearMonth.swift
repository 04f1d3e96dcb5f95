/// A calendar month.
public struct YearMonth: Hashable, Comparable, Sendable {
  /// year × 12 + (month − 1).
  public let index: Int32

  public init(index: Int32) { self.index = index }
  public init(year: Int, month: Int) { index = Int32(year * 12 + month - 1) }

  public static func < (a: YearMonth, b: YearMonth) -> Bool { a.index < b.index }

  public var year: Int { Int(index) / 12 }
  public var month: Int { Int(index) % 12 + 1 }
  public func adding(_ months: Int) -> YearMonth { YearMonth(index: index + Int32(clamping: months)) }

  public var firstDay: Day {
    Day(year: year, month: month, day: 1) ?? Day(number: 0)
  }
  public var lastDay: Day { adding(1).firstDay.adding(days: -1) }

  /// `YYYY-MM`.
  public var text: String { "\(padded(year, 4))-\(padded(month, 2))" }
}
