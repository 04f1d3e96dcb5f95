import RuleLanguage

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

  func overlaps(_ other: Period) -> Bool {
    guard let first = firstDay, let last = lastDay, let otherFirst = other.firstDay,
      let otherLast = other.lastDay
    else { return true }
    return first <= otherLast && otherFirst <= last
  }
}
