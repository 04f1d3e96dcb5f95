extension Parser {
  /// After `过渡`: `至 认定日期 + 36个月 { （一）… }`, or the clauses alone.
  mutating func transition() throws(Stumble) -> TransitionSyntax {
    let start = index
    let until = take(.to) ? try additive() : nil
    guard at(.openBrace) || at(.allHold) || at(.anyHolds) || at(.atLeast) else {
      throw expected(
        .wanted("“{”和过渡的各条，如“过渡 至 2028-12-31 { （一）… }”", "“{” and the clauses of the transition"))
    }
    return TransitionSyntax(until: until, conditions: try clauseGroup(.all), range: range(from: start))
  }
}
