/// `超额累进(x) { 不超过 100万元：3%；超过 100万元 至 300万元：2%；超过 300万元：1% }`.
extension Parser {
  package mutating func marginal() throws(Stumble) -> ExpressionSyntax {
    let start = index
    try enter()
    defer { depth -= 1 }
    advanceAsKeyword()
    try expect(.openParen, .wanted("“（”", "“（”"))
    let value = try expression()
    try expect(.closeParen, .wanted("“）”", "“）”"))
    var bands: [MarginalBandSyntax] = []
    try block(.wanted("各档的“{”", "the bands’ “{”")) { (p) throws(Stumble) in
      bands.append(try p.band())
      _ = p.take(.comma)
    }
    return ExpressionSyntax(.marginal(value, bands), range(from: start))
  }

  private mutating func band() throws(Stumble) -> MarginalBandSyntax {
    let start = index
    let (bounds, _) = try rangeOrValue()
    guard let bounds else {
      throw fail(SyntaxMessages.notABand(at: range(from: start)), unlessReportedFrom: start)
    }
    try expectColon(.wanted("“：”和这一档的比例", "“：” and the band's rate"))
    return MarginalBandSyntax(bounds: bounds, rate: try rowValue(), range: range(from: start))
  }
}
