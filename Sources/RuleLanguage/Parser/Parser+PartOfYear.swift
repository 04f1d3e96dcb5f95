/// `第一季度`, `下半年`, `1月 至 9月`, alone or after `当年`, `上年度`, `前年度`.
extension Parser {
  private static let parts: [Keyword: (first: Int, last: Int)] = [
    .firstQuarter: (1, 3), .secondQuarter: (4, 6), .thirdQuarter: (7, 9), .fourthQuarter: (10, 12),
    .firstHalf: (1, 6), .secondHalf: (7, 12),
  ]

  package mutating func partOfYear(_ offset: Int, from start: Int) throws(Stumble) -> WindowSyntax? {
    if let part = current.keyword.flatMap({ Parser.parts[$0] }) {
      advanceAsKeyword()
      let window = Window.monthsOfYear(part.first, part.last, offset: offset)
      return WindowSyntax(kind: .fixed(window), range: range(from: start))
    }
    guard let first = monthOfYear(0), peek().keyword == .to, let last = monthOfYear(2) else { return nil }
    let place = index
    advance()
    try expect(.to)
    advance()
    guard 1 <= first, first <= last, last <= 12 else {
      throw fail(SyntaxMessages.monthsReversed(at: range(from: place)))
    }
    return WindowSyntax(
      kind: .fixed(.monthsOfYear(first, last, offset: offset)), range: range(from: start))
  }

  private func monthOfYear(_ ahead: Int) -> Int? {
    let token = peek(ahead)
    guard token.kind == .number, token.unit == "月" else { return nil }
    return Int(token.text)
  }
}
