extension Parser {
  package static let value = Wanted.wanted("一个值或条件", "a value or a condition")

  /// `a 且 b`, `a 或 b`; both together only in brackets.
  package mutating func expression() throws(Stumble) -> ExpressionSyntax {
    let start = index
    var alternatives = [[try negation()]]
    var firstAnd: SourceRange?
    var firstOr: SourceRange?
    while let keyword = infixKeyword(among: [.and, .or]) {
      let place = current.range
      takeInfix(keyword)
      if keyword == .and {
        firstAnd = firstAnd ?? place
        alternatives[alternatives.count - 1].append(try negation())
      } else {
        firstOr = firstOr ?? place
        alternatives.append([try negation()])
      }
    }
    let whole = range(from: start)
    if let firstAnd, let firstOr {
      report(SyntaxMessages.mixedAndOr(at: whole, and: firstAnd, or: firstOr))
    }
    let joined = alternatives.map { parts in
      parts.count == 1
        ? parts[0] : ExpressionSyntax(.and(parts), parts[0].range.union(parts[parts.count - 1].range))
    }
    return joined.count == 1 ? joined[0] : ExpressionSyntax(.or(joined), whole)
  }

  private mutating func negation() throws(Stumble) -> ExpressionSyntax {
    let start = index
    guard take(.not) else { return try predicate() }
    try enter()
    defer { depth -= 1 }
    let inner = try negation()
    return ExpressionSyntax(.not(inner), range(from: start))
  }

  // MARK: Operators

  /// The operator at the current token, if it is one of these; also where another word is written
  /// for it.
  package func infixKeyword(among keywords: Set<Keyword>) -> Keyword? {
    if let keyword = current.keyword, keywords.contains(keyword) { return keyword }
    probe?.offers(KeywordTable.rows.lazy.map(\.keyword).filter(keywords.contains), at: current)
    guard current.kind == .word, current.keyword == nil || at(.between), !current.startsLine,
      let foreign = ForeignWords.keyword(meant: current.text), keywords.contains(foreign.keyword)
    else { return nil }
    return foreign.keyword
  }

  package mutating func takeInfix(_ keyword: Keyword) {
    if take(keyword) { return }
    if let foreign = ForeignWords.keyword(meant: current.text) {
      var said = SyntaxMessages.foreignWord(current.text, meant: foreign.spelling, at: current.range)
      // 以及 joins values as well as conditions.
      if current.text == "以及" { said.fixIt = nil }
      report(said)
    }
    advance()
  }

  package static let comparisons: [Keyword: Comparison] = [
    .equal: .equal, .notEqual: .notEqual, .less: .less, .lessOrEqual: .lessOrEqual,
    .greater: .greater, .greaterOrEqual: .greaterOrEqual,
  ]
  private static let predicates: Set<Keyword> = Set(comparisons.keys).union([
    .memberOf, .notMemberOf, .within, .notWithin, .hasValue, .hasNotValue, .isTrue, .isNotTrue,
  ])

  /// One comparison, or a value.
  package mutating func predicate() throws(Stumble) -> ExpressionSyntax {
    let start = index
    if let special = try prefixPredicate() { return special }
    if let notice = try noticePredicate() { return notice }
    let left = try bounded()
    if let notice = try noticeComparison(left, from: start) { return notice }
    guard let keyword = infixKeyword(among: Parser.predicates) else { return left }
    if current.startsLine, keyword == .isTrue || keyword == .isNotTrue || rowValueDepth == depth {
      return left
    }
    let result = try comparison(start, left, keyword)
    if let next = infixKeyword(among: Parser.predicates),
      !current.startsLine || Parser.comparisons[next] != nil
    {
      throw fail(SyntaxMessages.chainedComparison(between(result, keyword, next), at: current.range))
    }
    return result
  }

  /// `营业收入 超过 5万元 不超过 10万元` as a range.
  private func between(_ first: ExpressionSyntax, _ a: Keyword, _ b: Keyword) -> String? {
    guard case .compare(_, let left, let low) = first.kind, a == .greater || a == .greaterOrEqual,
      b == .less || b == .lessOrEqual, peek().kind == .number
    else { return nil }
    return "\(text(left.range)) 在 \(a == .greater ? "超过 " : "")\(text(low.range)) 至 "
      + "\(b == .less ? "低于 " : "")\(shown(peek()))"
  }

  private mutating func comparison(
    _ start: Int, _ left: ExpressionSyntax, _ keyword: Keyword
  ) throws(Stumble) -> ExpressionSyntax {
    let place = index
    let written = current
    takeInfix(keyword)
    if let comparison = Parser.comparisons[keyword] {
      let right = try bounded()
      if let mark = takeBoundMark() { checkMark(mark, keyword, written, right) }
      checkSide(after: keyword, written)
      return ExpressionSyntax(.compare(comparison, left, right), range(from: start))
    }
    switch keyword {
    case .memberOf, .notMemberOf:
      let right: ExpressionSyntax
      if let plain = beforeException() { right = plain } else { right = try primary() }
      let member = ExpressionSyntax(.isMember(left, of: right), range(from: start))
      if let except = try exceptPart(member, left, right, isNegated: keyword == .notMemberOf) {
        return except
      }
      return keyword == .memberOf ? member : ExpressionSyntax(.not(member), member.range)
    case .within, .notWithin:
      let within = ExpressionSyntax(.isWithin(left, try withinSyntax(of: left)), range(from: start))
      return keyword == .within ? within : ExpressionSyntax(.not(within), within.range)
    case .hasValue, .hasNotValue:
      if take(.nothing) {
        let none = ExpressionSyntax(.isNone(left), range(from: start))
        return keyword == .hasValue ? none : ExpressionSyntax(.not(none), none.range)
      }
    default: break
    }
    // 是 and 为 between two values.
    let value = atItemEnd ? "…" : shown(current)
    report(SyntaxMessages.isForEquals(at: tokens[place].range, word: shown(written), value: value))
    let right = try bounded()
    let isNegated = keyword == .isNotTrue || keyword == .hasNotValue
    return ExpressionSyntax(.compare(isNegated ? .notEqual : .equal, left, right), range(from: start))
  }

  private static let prefixes: [Keyword] = [
    .isTrue, .isNotTrue, .exists, .notExists, .reachedAge, .every, .needsDecision, .allHold, .anyHolds,
    .atLeast, .exactly,
  ]

  /// 是, 年满, 存在, 全部: predicates that begin with their word.
  private mutating func prefixPredicate() throws(Stumble) -> ExpressionSyntax? {
    let start = index
    probe?.offers(Parser.prefixes, at: current)
    switch foreignPrefix() ?? current.keyword {
    case .isTrue, .isNotTrue:
      if let keyword = peek().keyword, keyword.isReserved, keyword != .and, keyword != .or,
        !peek().startsLine,
        peek().kind == .word
      {
        advanceAsKeyword()
        throw expected(.wanted("标签或是否字段的名称", "the name of a tag or a truth field"))
      }
      guard atName(1), !peek().startsLine else { return nil }
      let isNegated = at(.isNotTrue)
      advanceAsKeyword()
      let path = try pathExpression()
      let isTrue = ExpressionSyntax(.isTrue(path), range(from: start))
      return isNegated ? ExpressionSyntax(.not(isTrue), isTrue.range) : isTrue
    case .reachedAge:
      advanceAsKeyword()
      let age = try additive()
      if let mark = takeBoundMark() { checkMark(mark, .reachedAge, tokens[start], age) }
      checkSide(after: .reachedAge, tokens[start])
      return ExpressionSyntax(.hasReachedAge(age), range(from: start))
    case .needsDecision where peek().kind == .text: return try decision()
    case .exists, .notExists:
      try enter()
      defer { depth -= 1 }
      let keyword = foreignPrefix() ?? current.keyword ?? .exists
      takeInfix(keyword)
      let query = try query()
      let asked = ExpressionSyntax(.path(query.path), query.range)
      if let notice = try noticeComparison(asked, from: start) { return notice }
      let exists = ExpressionSyntax(.exists(query), range(from: start))
      return keyword == .exists ? exists : ExpressionSyntax(.not(exists), exists.range)
    case .every:
      try enter()
      defer { depth -= 1 }
      takeInfix(.every)
      let query = try query()
      try expect(.hold)
      let condition = at(.openBrace) ? try filterBlock() : try predicate()
      return ExpressionSyntax(.forAll(query, condition), range(from: start))
    default: return nil
    }
  }

  /// 没有, 所有 for 不存在, 全部.
  private func foreignPrefix() -> Keyword? {
    guard current.kind == .word, current.keyword == nil, atName(1), !peek().startsLine,
      let foreign = ForeignWords.keyword(meant: current.text)
    else { return nil }
    return foreign.keyword == .notExists || foreign.keyword == .every ? foreign.keyword : nil
  }

  package mutating func advanceAsKeyword() {
    isKeyword[index] = true
    advance()
  }

  // MARK: Arithmetic

  /// `a 封顶 b`, `a 保底 b`.
  package mutating func bounded() throws(Stumble) -> ExpressionSyntax {
    let start = index
    var left = try additive()
    var length = 0
    while let keyword = infixKeyword(among: [.cappedAt, .atMinimum]) {
      try countOperator(&length)
      takeInfix(keyword)
      let right = try additive()
      left = ExpressionSyntax(
        .bounded(left, keyword == .cappedAt ? .smallest : .largest, right), range(from: start))
    }
    return try noticeCap(left, from: start)
  }

  private mutating func countOperator(_ length: inout Int) throws(Stumble) {
    length += 1
    if length > Parser.longestChain { throw fail(SyntaxMessages.tooLong(at: current.range)) }
  }

  package mutating func additive() throws(Stumble) -> ExpressionSyntax {
    let start = index
    var left = try multiplicative()
    var length = 0
    while let keyword = infixKeyword(among: [.add, .subtract]) {
      try countOperator(&length)
      takeInfix(keyword)
      let right = try multiplicative()
      left = ExpressionSyntax(
        .arithmetic(keyword == .add ? .add : .subtract, left, right), range(from: start))
    }
    return left
  }

  private mutating func multiplicative() throws(Stumble) -> ExpressionSyntax {
    let start = index
    var left = try primary()
    var length = 0
    while let keyword = multiplicativeOperator() {
      try countOperator(&length)
      takeInfix(keyword)
      let right = try primary()
      if keyword == .multiply {
        left = ExpressionSyntax(.arithmetic(.multiply, left, right), range(from: start))
        continue
      }
      var whenZero: ExpressionSyntax?
      if take(.whenDivisor) {
        _ = try literal(.wanted("0", "0"))
        try expect(.countsAs)
        whenZero = try primary()
      }
      left = ExpressionSyntax(.divide(left, right, whenZero: whenZero), range(from: start))
    }
    return left
  }

  private mutating func multiplicativeOperator() -> Keyword? {
    skipPer()
    skipPerForeign()
    if current.text == "除", current.kind == .word, !current.startsLine, index > 0 {
      report(SyntaxMessages.ambiguousDivision(shown(tokens[index - 1]), at: current.range))
      return .divide
    }
    if at(.slash) {
      report(SyntaxMessages.slashDivision(at: current.range))
      return .divide
    }
    return infixKeyword(among: [.multiply, .divide])
  }
}
