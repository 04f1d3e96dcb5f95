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
