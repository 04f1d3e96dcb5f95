/// How often, how long and up to how much in all.
extension Parser {
  /// `3次 终身`, `1次 每年`, `1次 近5年`.
  package mutating func timesLimit() throws(Stumble) -> LimitSyntax {
    let start = index
    if ["每人", "每户", "每家", "每企业", "每个企业"].contains(current.text), current.kind == .word {
      report(SyntaxMessages.perHeadTimes(current.text, at: current.range))
      advance()
      if peek().startsLine || peek().kind == .end || peek().punctuation != nil { throw Stumble() }
    }
    let times = try literal(.wanted("次数，如 3次", "a number of times, such as 3次"))
    guard at(.yearly) || at(.lifetime) || (current.kind == .word && !current.startsLine && !atItemEnd) else {
      throw fail(
        SyntaxMessages.timesWithoutScope(
          HanFigures.figure(text(times.range)) ?? text(times.range), at: times.range),
        unlessReportedFrom: start)
    }
    return LimitSyntax(kind: .times(times, try limitScope()), range: range(from: start))
  }

  /// `最长 36个月`, `最长 （缴费年限 × 1个月） 延至 退休日期`, `最长 对照 … { … }`.
  package mutating func term() throws(Stumble) -> LimitSyntax {
    let start = index
    try expect(.atLongest, .wanted("“最长”和月数，如 最长 36个月", "“最长” and a number of months"))
    if atItemEnd { throw expected(.wanted("月数，如 36个月", "a number of months, such as 36个月")) }
    let months = try additive()
    let until = take(.extendedTo) ? try additive() : nil
    return LimitSyntax(kind: .term(months, extendedTo: until), range: range(from: start))
  }

  /// `每年`, `终身`, and where a window may be given `近5年` or `每5年`.
  package mutating func limitScope(orWindow: Bool = true) throws(Stumble) -> LimitScopeSyntax {
    let start = index
    if orWindow, at(.recent) || at(.each), peek().kind == .number {
      advanceAsKeyword()
      let length = try literal(.wanted("年数或月数，如 5年", "a number of years or months"))
      if case .number(let n, let unit, _) = length.value, n > .zero, n.isInteger,
        let count = Int(exactly: n.numerator),
        unit == .years || unit == .months
      {
        let scope = LimitScope.recent(count, unit == .years ? .years : .months)
        return LimitScopeSyntax(scope: scope, range: range(from: start))
      }
      throw fail(SyntaxMessages.recentNeedsUnit(at: length.range))
    }
    let wanted = Wanted.wanted(
      orWindow ? "“每年”“终身”或“近5年”" : "“每年”或“终身”", orWindow ? "“每年”, “终身” or “近5年”" : "“每年” or “终身”")
    let scope = try choice([.yearly, .lifetime], of: wanted)
    return LimitScopeSyntax(
      scope: scope.text == Keyword.yearly.chinese ? .year : .lifetime, range: scope.range)
  }

  /// Whether the scope of a limit or a cap follows its figure.
  package func atLimitScope(orWindow: Bool = false) -> Bool {
    if current.startsLine { return false }
    if at(.yearly) || at(.lifetime) { return true }
    return orWindow && (at(.recent) || at(.each)) && peek().kind == .number
  }
}
