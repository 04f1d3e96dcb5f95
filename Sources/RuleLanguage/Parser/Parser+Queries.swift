extension Parser {
  // MARK: Arguments

  package mutating func arguments() throws(Stumble) -> [ArgumentSyntax] {
    try enter()
    defer { depth -= 1 }
    try expect(.openParen, .wanted("“（”", "“（”"))
    var result: [ArgumentSyntax] = []
    while !at(.closeParen) {
      result.append(try argument())
      if !take(.comma), !at(.closeParen) { throw expected(.wanted("“，”或“）”", "“，” or “）”")) }
    }
    advance()
    return result
  }

  private static let argumentSuffixes: [Keyword] = [
    .whereFilter, .during, .recordedAs, .itemOf, .by, .endingAt, .anyRun, .nth,
  ]

  private mutating func argument() throws(Stumble) -> ArgumentSyntax {
    let start = index
    let outer = queryDepth
    queryDepth = depth
    defer { queryDepth = outer }
    var argument = ArgumentSyntax(expression: try expression(), range: range(from: start))
    var seen: Set<Keyword> = []
    suffixes: while true {
      let here = index
      let keyword = at(.openBrace) ? .whereFilter : current.keyword
      probe?.offers(Parser.argumentSuffixes, at: current)
      switch current.keyword {
      case .whereFilter:
        advanceAsKeyword()
        argument.filter = at(.openBrace) ? try filterBlock() : try expression()
      case .recordedAs:
        advanceAsKeyword()
        argument.alias = try name(.wanted("记作的名称", "a name for the row"))
      case .itemOf:
        advanceAsKeyword()
        argument.item = try quotedText(.wanted("待遇项的名称，放在“…”里", "the item's name in quotes"))
      case .during:
        advanceAsKeyword()
        argument.window = try window()
      case .by:
        advanceAsKeyword()
        argument.order = try additive()
      case .each:
        advanceAsKeyword()
        argument.groups = try selectionKeys()
      case .endingAt:
        advanceAsKeyword()
        argument.endingAt = try additive()
      case .anyRun:
        advanceAsKeyword()
        argument.anywhere = true
      case .nth:
        advanceAsKeyword()
        argument.nth = try literal(.wanted("第几条的数字", "the number of the row"))
      default:
        guard at(.openBrace) else { break suffixes }
        argument.filter = try filterBlock()
      }
      if let keyword, !seen.insert(keyword).inserted { argument.repeated.append(range(from: here)) }
    }
    argument.range = range(from: start)
    return argument
  }

  // MARK: Queries

  /// `成员.受限情形 于 近12个月 { … }`, after 存在 or 全部.
  package mutating func query() throws(Stumble) -> QuerySyntax {
    let start = index
    let path = try path(.wanted("关系的名称", "the name of a relation"))
    var alias: NameSyntax?
    var window: WindowSyntax?
    var filter: ExpressionSyntax?
    while true {
      if alias == nil, take(.recordedAs) {
        alias = try name(.wanted("记作的名称", "a name for the row"))
      } else if window == nil, take(.during) {
        window = try self.window()
      } else if filter == nil, at(.openBrace) {
        filter = try filterBlock()
      } else if filter == nil, take(.whereFilter) {
        if at(.openBrace) {
          filter = try filterBlock()
        } else {
          let outer = queryDepth
          queryDepth = depth
          defer { queryDepth = outer }
          filter = try predicate()
          if infixKeyword(among: [.and, .or]) != nil {
            throw fail(SyntaxMessages.ambiguousFilter(at: current.range))
          }
        }
      } else {
        break
      }
    }
    return QuerySyntax(
      path: path, alias: alias, window: window, filter: filter, range: range(from: start))
  }

  /// `{ … }`: one condition, or several that hold together.
  package mutating func filterBlock() throws(Stumble) -> ExpressionSyntax {
    let start = index
    let clauses = try clauseBlock()
    let place = range(from: start)
    if clauses.count == 1, clauses[0].label == nil, clauses[0].heading == nil, clauses[0].basis == nil,
      clauses[0].exception == nil
    {
      switch clauses[0].body {
      case .expression(let expression): return expression
      case .group(let group): return ExpressionSyntax(.group(group), group.range)
      }
    }
    return ExpressionSyntax(
      .group(ClauseGroupSyntax(quantity: .all, clauses: clauses, range: place)), place)
  }
}
