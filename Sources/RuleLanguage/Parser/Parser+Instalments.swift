extension Parser {
  /// `{ 第1期 40%；第2期 60% }`, and `封顶 …` and `复核 { … }` after it.
  package mutating func instalments() throws(Stumble) -> InstalmentsSyntax {
    let start = index
    var shares: [(part: LiteralSyntax, of: LiteralSyntax?)] = []
    try block(.wanted("各期的份额，如 { 第1期 40%；第2期 60% }", "the shares, such as { 第1期 40%；第2期 60% }")) {
      (p) throws(Stumble) in
      try p.expect(.nth, .wanted("“第1期”", "“第1期”"))
      let place = p.current.range
      let number = try p.literal(.wanted("第几期", "the number of the instalment"))
      if case .number(let n, _, _) = number.value, n == Number(Int64(shares.count + 1)) {
      } else {
        let wanted = "第\(shares.count + 1)期"
        throw p.fail(
          SyntaxMessages.expected(
            .wanted("“\(wanted)”：按次序写", "“\(wanted)”, in order"), found: p.text(place), at: place))
      }
      let wanted = Wanted.wanted("份额，如 40%、1/3", "a share, such as 40% or 1/3")
      let part = try p.literal(wanted)
      shares.append((part, p.take(.slash) ? try p.literal(wanted) : nil))
    }
    let cap = take(.cappedAt) ? try additive() : nil
    let review = take(.review) ? try clauseGroup(.all) : nil
    return InstalmentsSyntax(shares: shares, cap: cap, review: review, range: range(from: start))
  }
}
