extension RuleSet {
  /// The text of a span on one line, without comments and doubled blanks; empty where the rule set
  /// holds no text.
  public func sourceText(_ range: SourceRange) -> String {
    guard files.indices.contains(range.file) else { return "" }
    let utf8 = files[range.file].text.utf8
    let lower = utf8.index(utf8.startIndex, offsetBy: min(range.lower, utf8.count))
    let upper = utf8.index(utf8.startIndex, offsetBy: min(range.upper, utf8.count))
    let slice = String(files[range.file].text[lower..<upper])
    if Self.isOneTidyLine(slice) { return slice }
    let lines = slice.split(whereSeparator: \.isNewline).map { line -> Substring in
      line.firstIndex(of: "#").map { line[..<$0] } ?? line
    }
    return lines.joined(separator: " ").split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Most spans are, and need no rewriting.
  private static func isOneTidyLine(_ text: String) -> Bool {
    var last = UInt8(ascii: " ")
    for byte in text.utf8 {
      let isBlank = byte == UInt8(ascii: " ")
      if byte < 0x20 || byte == UInt8(ascii: "#") || (isBlank && last == byte) { return false }
      // 0xC2, 0xE2, 0xE3 begin the blanks outside ASCII, beside much else.
      if byte == 0xC2 || byte == 0xE2 || byte == 0xE3 { return false }
      last = byte
    }
    return last != UInt8(ascii: " ")
  }
}
