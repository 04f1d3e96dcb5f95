extension RuleSet {
  /// The text of a span on one line, without comments and doubled blanks; empty where the rule set
  /// holds no text.
  public func sourceText(_ range: SourceRange) -> String {
    guard files.indices.contains(range.file) else { return "" }
    let utf8 = files[range.file].text.utf8
    let lower = utf8.index(utf8.startIndex, offsetBy: min(range.lower, utf8.count))
    let upper = utf8.index(utf8.startIndex, offsetBy: min(range.upper, utf8.count))
    let slice = String(files[range.file].text[lower..<upper])
    let lines = slice.split(whereSeparator: \.isNewline).map { line -> Substring in
      line.firstIndex(of: "#").map { line[..<$0] } ?? line
    }
    return lines.joined(separator: " ").split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
