extension Parser {
  /// After `申领期限`. What becomes of a late claim is always said: it decides who gets nothing.
  mutating func claimPeriod() throws(Stumble) -> ClaimPeriodSyntax {
    let first = index
    var start: ExpressionSyntax?
    let end: ExpressionSyntax
    if take(.from) {
      start = try additive()
      try expect(.onward)
      end = try additive()
      _ = take(.inside)
    } else {
      try expect(
        .to, .wanted("“自 日期 起 12个月内”或“至 日期”", "“自 DATE 起 12个月内” or “至 DATE”"))
      end = try additive()
    }
    _ = take(.comma)
    let wanted = Wanted.wanted("“逾期 视为放弃”或“逾期 仍受理”", "“逾期 视为放弃” or “逾期 仍受理”")
    try expect(.pastDue, wanted)
    let choice = try choice([.lapses, .stillAccepted], of: wanted)
    return ClaimPeriodSyntax(
      start: start, end: end, lapses: choice.text == Keyword.lapses.chinese, range: range(from: first))
  }
}
