/// `户籍地 于 毕业日期 时`: the state of a field, or a parameter's value, on a day.
extension Parser {
  package mutating func state(
    of value: ExpressionSyntax, from start: Int
  ) throws(Stumble) -> ExpressionSyntax? {
    guard at(.during), !current.startsLine, queryDepth != depth, let end = momentWord() else { return nil }
    // Alone in a clause it tests nothing: most likely a query without 存在.
    let beginsClause = startsItem[start] || start > 0 && tokens[start - 1].kind == .label
    let next = tokens[end + 1]
    if beginsClause, next.startsLine || next.kind == .end || next.kind == .label { return nil }
    if beginsClause, next.punctuation != nil || next.keyword == .whereFilter { return nil }
    advanceAsKeyword()
    let day = try additive()
    try expect(.atMoment)
    return ExpressionSyntax(.stateAt(value, day), range(from: start))
  }

  /// The 时 that belongs to the 于 here; `nil` for a window.
  private func momentWord() -> Int? {
    var i = index + 1
    while i < tokens.count - 1, !tokens[i].startsLine {
      let token = tokens[i]
      if token.keyword == .atMoment { return i }
      if [.semicolon, .comma, .colon, .openBrace].contains(token.punctuation) { return nil }
      if token.punctuation?.isClosing == true { return nil }
      if token.keyword == .and || token.keyword == .or || token.keyword == .during { return nil }
      i = match[i] > i ? match[i] + 1 : i + 1
    }
    return nil
  }
}
