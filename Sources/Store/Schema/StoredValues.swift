import RuleLanguage

/// Reading back what the store writes.
extension Day {
  /// `YYYY-MM-DD`.
  package init?(text: String) {
    guard text.utf8.count == 10, let parts = DateCells.scan(Array(text.utf8).span),
      let month = parts.month, let day = parts.day
    else { return nil }
    self.init(year: parts.year, month: month, day: day)
  }
}

extension Period {
  /// `2026-03`, `2026Q1`, `2026`.
  package init?(text: String) {
    let bytes = Array(text.utf8)
    if let parts = DateCells.scan(bytes.span), parts.day == nil {
      guard let month = parts.month else {
        self = .year(parts.year)
        return
      }
      self = .month(YearMonth(year: parts.year, month: month))
    } else if bytes.count == 6, bytes[4] == UInt8(ascii: "Q"), (49...52).contains(bytes[5]),
      let year = DateCells.scan(bytes.span.extracting(..<4))?.year
    {
      self = .quarter(YearMonth(year: year, month: (Int(bytes[5]) - 49) * 3 + 1))
    } else {
      return nil
    }
  }
}
