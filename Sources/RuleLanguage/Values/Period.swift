/// How often a benefit is decided and paid.
public enum Frequency: String, Hashable, Sendable, CaseIterable {
  case once, monthly, quarterly, yearly

  /// Payments in twelve months; one-off benefits count once (LANGUAGE section 6, 互斥 取最高).
  public var perTwelveMonths: Int64 {
    switch self {
    case .once, .yearly: 1
    case .quarterly: 4
    case .monthly: 12
    }
  }
}

/// The span for which one payment is due. A one-off benefit has a single period without bounds.
public enum Period: Hashable, Sendable, Comparable {
  case once
  case month(YearMonth)
  /// The quarter that begins in this month.
  case quarter(YearMonth)
  case year(Int)

  public init(_ frequency: Frequency, containing day: Day) {
    switch frequency {
    case .once: self = .once
    case .monthly: self = .month(day.month)
    case .quarterly:
      let m = day.month
      self = .quarter(YearMonth(year: m.year, month: (m.month - 1) / 3 * 3 + 1))
    case .yearly: self = .year(day.year)
    }
  }

  public var firstDay: Day? {
    switch self {
    case .once: nil
    case .month(let m), .quarter(let m): m.firstDay
    case .year(let y): YearMonth(year: y, month: 1).firstDay
    }
  }

  public var lastDay: Day? {
    switch self {
    case .once: nil
    case .month(let m): m.lastDay
    case .quarter(let m): m.adding(2).lastDay
    case .year(let y): YearMonth(year: y, month: 12).lastDay
    }
  }

  public var frequency: Frequency {
    switch self {
    case .once: .once
    case .month: .monthly
    case .quarter: .quarterly
    case .year: .yearly
    }
  }

  public func advanced(by n: Int) -> Period {
    switch self {
    case .once: .once
    case .month(let m): .month(m.adding(n))
    case .quarter(let m): .quarter(m.adding(3 * n))
    case .year(let y): .year(y + n)
    }
  }

  /// ``, `2026-03`, `2026Q1`, `2026`.
  public var text: String {
    switch self {
    case .once: ""
    case .month(let m): m.text
    case .quarter(let m): "\(padded(m.year, 4))Q\((m.month - 1) / 3 + 1)"
    case .year(let y): padded(y, 4)
    }
  }

  public static func < (a: Period, b: Period) -> Bool {
    (a.firstDay?.number ?? .min) < (b.firstDay?.number ?? .min)
  }
}

extension Period {
  /// Reads ``Period/text``: `2026-03`, `2026Q1`, `2026`, and the empty text for a one-off benefit.
  public init?(text: String) {
    let digits = Array(text.utf8)
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in digits[range] {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        value = value * 10 + Int(byte - UInt8(ascii: "0"))
      }
      return value
    }
    if digits.isEmpty {
      self = .once
      return
    }
    guard digits.count >= 4, let year = number(0..<4), year > 0 else { return nil }
    switch digits.count {
    case 4: self = .year(year)
    case 6 where digits[4] == UInt8(ascii: "Q"):
      guard let quarter = number(5..<6), (1...4).contains(quarter) else { return nil }
      self = .quarter(YearMonth(year: year, month: quarter * 3 - 2))
    case 7 where digits[4] == UInt8(ascii: "-"):
      guard let month = number(5..<7), (1...12).contains(month) else { return nil }
      self = .month(YearMonth(year: year, month: month))
    default: return nil
    }
  }
}
