/// How often, how long and up to how much in all.
extension Parser {
  /// `3次 终身`, `1次 每年`.
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

  /// `最长 36个月`, `最长 36个月 延至 退休日期`.
  package mutating func term() throws(Stumble) -> LimitSyntax {
    let start = index
    try expect(.atLongest, .wanted("“最长”和月数，如 最长 36个月", "“最长” and a number of months"))
    let months = try literal(.wanted("月数，如 36个月", "a number of months, such as 36个月"))
    let until = take(.extendedTo) ? try additive() : nil
    return LimitSyntax(kind: .term(months, extendedTo: until), range: range(from: start))
  }

  package mutating func limitScope() throws(Stumble) -> LimitScope {
    let scope = try choice([.yearly, .lifetime], of: .wanted("“每年”或“终身”", "“每年” or “终身”"))
    return scope.text == Keyword.yearly.chinese ? .year : .lifetime
  }

  /// Whether the scope of a cap follows its amount.
  package func atLimitScope() -> Bool {
    !current.startsLine && (at(.yearly) || at(.lifetime))
  }
}
