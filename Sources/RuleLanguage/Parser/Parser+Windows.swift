/// Windows of time and ranges of values.
extension Parser {
  // MARK: Windows

  private static let fixedWindows: [Keyword: Window] = [
    .thisMonth: .month(offset: 0), .lastMonth: .month(offset: -1), .thisQuarter: .quarter(offset: 0),
    .lastQuarter: .quarter(offset: -1), .thisYear: .year(offset: 0), .lastYear: .year(offset: -1),
    .yearBeforeLast: .year(offset: -2), .thisSchoolYear: .schoolYear(offset: 0),
    .lastSchoolYear: .schoolYear(offset: -1),
  ]

  private static let windowWords: [Keyword] = [
    .recent, .thisYear, .lastYear, .yearBeforeLast, .thisMonth, .lastMonth, .thisQuarter, .lastQuarter,
    .firstQuarter, .secondQuarter, .thirdQuarter, .fourthQuarter, .firstHalf, .secondHalf,
    .thisSchoolYear, .lastSchoolYear, .from,
  ]

  /// A window that can be told by its first word; `nil` where a value comes first.
  private mutating func knownWindow() throws(Stumble) -> WindowSyntax? {
    let start = index
    probe?.offers(Parser.windowWords, at: current)
    if let part = try partOfYear(0, from: start) { return part }
    if let notice = noticeWindow() { return notice }
    guard let keyword = current.keyword else { return nil }
    if let fixed = Parser.fixedWindows[keyword] {
      switch peek().keyword {
      case .to, .atMoment, .orMore, .orLess, .add, .subtract: return nil
      default: break
      }
      if peek().punctuation == .dot { return nil }
      advanceAsKeyword()
      if case .year(let offset) = fixed {
        if let part = try partOfYear(offset, from: start) { return part }
        if let part = noticePart(offset) { return part }
      }
      return WindowSyntax(kind: .fixed(fixed), range: range(from: start))
    }
    if keyword == .recent, peek().kind == .number {
      advanceAsKeyword()
      return WindowSyntax(kind: .fixed(try recentWindow()), range: range(from: start))
    }
    guard keyword == .from else { return nil }
    advanceAsKeyword()
    let day = try additive()
    if take(.to) {
      return WindowSyntax(kind: .between(day, try additive()), range: range(from: start))
    }
    let isAfter = at(.onward)
    if isAfter, !lengthFollows {
      advanceAsKeyword()
      return WindowSyntax(kind: .since(day), range: range(from: start))
    }
    guard take(.onward) || take(.before) else { throw expected(.wanted("“起”或“前”", "“起” or “前”")) }
    let length = try additive()
    _ = take(.inside)
    return WindowSyntax(
      kind: isAfter ? .after(day, length) : .before(day, length), range: range(from: start))
  }

  /// After `起`: a duration, not the end of the clause or what belongs to the query.
  private var lengthFollows: Bool {
    let next = peek()
    guard !next.startsLine else { return false }
    switch next.kind {
    case .number, .quotedName: return true
    case .word: return next.keyword == nil
    default: return next.punctuation == .openParen
    }
  }

  private mutating func recentWindow() throws(Stumble) -> Window {
    let token = current
    guard case .number(let number, let unit, _)? = token.literal, number.isInteger, number.numerator > 0,
      let n = Int(exactly: number.numerator)
    else { throw fail(SyntaxMessages.recentNeedsUnit(at: token.range)) }
    advance()
    switch (token.unit, unit) {
    case ("个年度", _), ("年度", _): return .calendarYears(n)
    case (_, .months): return .months(n, includingCurrent: take(.includingThisMonth))
    case (_, .years): return .rolling(n, .years)
    case (_, .days): return .rolling(n, .days)
    default: throw fail(SyntaxMessages.recentNeedsUnit(at: token.range))
    }
  }

  /// After 于.
  package mutating func window() throws(Stumble) -> WindowSyntax {
    if let known = try knownWindow() { return known }
    let start = index
    let first = try additive()
    if take(.to) {
      return WindowSyntax(kind: .between(first, try additive()), range: range(from: start))
    }
    if first.isYear, !at(.atMoment) {
      return WindowSyntax(kind: .between(first, first), range: range(from: start))
    }
    let end = tokens[index - 1].range.upper
    if !take(.atMoment) {
      if let year = yearWindow(first) { return year }
      report(
        SyntaxMessages.momentNeedsWord(
          at: range(from: start), insertion: SourceRange(file: file, lower: end, upper: end)))
    }
    return WindowSyntax(kind: .at(first), range: range(from: start))
  }

  /// After 在: a window, or a range of values.
  package mutating func withinSyntax(of left: ExpressionSyntax? = nil) throws(Stumble) -> WithinSyntax {
    let word = index - 1
    if let known = try knownWindow() { return .window(known) }
    let start = index
    let (bounds, value) = try rangeOrValue()
    guard let bounds else {
      if let value, value.isYear, !at(.atMoment) {
        return .window(WindowSyntax(kind: .between(value, value), range: range(from: start)))
      }
      if take(.atMoment), let value {
        return .window(WindowSyntax(kind: .at(value), range: range(from: start)))
      }
      if let value {
        if let year = yearWindow(value) { return .window(year) }
        if let side = try noticeSide(of: value, within: word) { return side }
        if let stumble = codeWithin(value, left, within: word) { throw stumble }
      }
      throw fail(SyntaxMessages.notARange(at: range(from: start)), unlessReportedFrom: start)
    }
    if let lower = bounds.lower, let upper = bounds.upper, lower.isInclusive, upper.isInclusive,
      lower.value.isDayOrMonth, upper.value.isDayOrMonth
    {
      return .window(WindowSyntax(kind: .between(lower.value, upper.value), range: bounds.range))
    }
    return .range(bounds)
  }

  // MARK: Ranges

  package struct BoundMark {
    let isInclusive: Bool
    let range: SourceRange
  }

  /// Whether `（含）` or `（不含）` stands there.
  package func isBoundMark(_ ahead: Int = 0) -> Bool {
    let word = peek(ahead + 1).keyword
    return peek(ahead).punctuation == .openParen && (word == .inclusive || word == .exclusive)
      && peek(ahead + 2).punctuation == .closeParen
  }

  package mutating func takeBoundMark() -> BoundMark? {
    guard isBoundMark() else { return nil }
    let start = index
    advance()
    let isInclusive = at(.inclusive)
    advanceAsKeyword()
    advance()
    return BoundMark(isInclusive: isInclusive, range: range(from: start))
  }

  /// `超过 80（含）`, `80 以上（不含）`: the mark contradicts the word.
  package mutating func checkMark(
    _ mark: BoundMark, _ keyword: Keyword, _ word: Token, _ value: ExpressionSyntax
  ) {
    let instead: Keyword
    let place = word.range.union(value.range).union(mark.range)
    switch (keyword, mark.isInclusive) {
    case (.orMore, false), (.greaterOrEqual, false): instead = .greater
    case (.orLess, false), (.lessOrEqual, false): instead = .less
    case (.greater, true): instead = .greaterOrEqual
    case (.less, true): instead = .lessOrEqual
    case (.reachedAge, false):
      let fixed = "周岁(出生日期) 超过 \(text(value.range))"
      return report(SyntaxMessages.contradictoryBound(shown(word), "不含", instead: fixed, at: place))
    default: return
    }
    report(
      SyntaxMessages.contradictoryBound(
        shown(word), mark.isInclusive ? "含" : "不含", instead: "\(instead.chinese) \(text(value.range))",
        at: place))
  }

  /// `80 至 89`, `100 以上`, `超过 100万元 至 300万元`; or a value alone.
  package mutating func rangeOrValue() throws(Stumble) -> (range: RangeSyntax?, value: ExpressionSyntax?) {
    let start = index
    let word = current
    let opening = infixKeyword(among: [.greater, .greaterOrEqual, .less, .lessOrEqual])
    if let opening { takeInfix(opening) }
    let first = try bounded()
    let firstMark = takeBoundMark()
    if let opening {
      if let firstMark { checkMark(firstMark, opening, word, first) }
      let bound = RangeSyntax.Bound(
        value: first, isInclusive: opening == .greaterOrEqual || opening == .lessOrEqual)
      if opening == .less || opening == .lessOrEqual {
        return (RangeSyntax(lower: nil, upper: bound, range: range(from: start)), nil)
      }
      let upper = at(.to) ? try upperBound() : try secondBound(after: opening, from: start)
      return (RangeSyntax(lower: bound, upper: upper, range: range(from: start)), nil)
    }
    let isInclusive = firstMark?.isInclusive ?? true
    let bound = RangeSyntax.Bound(value: first, isInclusive: isInclusive)
    if at(.to) {
      let upper = try upperBound()
      return (RangeSyntax(lower: bound, upper: upper, range: range(from: start)), nil)
    }
    if at(.orMore) || at(.orLess) {
      let side = current
      let isLower = at(.orMore)
      advanceAsKeyword()
      if let mark = takeBoundMark() { checkMark(mark, isLower ? .orMore : .orLess, side, first) }
      let whole = range(from: start)
      return (RangeSyntax(lower: isLower ? bound : nil, upper: isLower ? nil : bound, range: whole), nil)
    }
    if case .arithmetic(.subtract, let a, let b) = first.kind, a.isLiteral, b.isLiteral {
      let place = SourceRange(file: file, lower: a.range.upper, upper: b.range.lower)
      report(SyntaxMessages.dashRange(at: place))
      return (
        RangeSyntax(
          lower: .init(value: a, isInclusive: true), upper: .init(value: b, isInclusive: true),
          range: range(from: start)), nil
      )
    }
    return (nil, first)
  }

  private mutating func upperBound() throws(Stumble) -> RangeSyntax.Bound {
    try expect(.to)
    let word = current
    let limit = infixKeyword(among: [.less, .lessOrEqual])
    if let limit { takeInfix(limit) }
    let value = try bounded()
    let mark = takeBoundMark()
    if let limit {
      if let mark { checkMark(mark, limit, word, value) }
      return .init(value: value, isInclusive: limit == .lessOrEqual)
    }
    return .init(value: value, isInclusive: mark?.isInclusive ?? true)
  }
}

extension ExpressionSyntax {
  package var isDayOrMonth: Bool {
    guard case .literal(let literal) = kind else { return false }
    switch literal.value {
    case .day, .month: return true
    default: return false
    }
  }

  /// `2024年`.
  package var isYear: Bool {
    if case .literal(let literal) = kind, case .year = literal.value { true } else { false }
  }

  package var isLiteral: Bool { if case .literal = kind { true } else { false } }
}
