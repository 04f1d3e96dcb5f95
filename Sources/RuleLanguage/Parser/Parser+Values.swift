/// Literals, names, calls and what else is a value by itself.
extension Parser {
  package mutating func primary() throws(Stumble) -> ExpressionSyntax {
    let start = index
    let token = current
    probe?.offersValue(at: token)
    switch token.kind {
    case .number:
      if peek().punctuation == .slash, token.unit.isEmpty,
        peek(2).kind == .word || peek(2).kind == .quotedName
      {
        return ExpressionSyntax(.codePath(try codePath(Parser.value)), range(from: start))
      }
      let currency = UnitTable.currency(of: token.unit)
      let literal = try literal(Parser.value)
      if let currency {
        let name = NameSyntax(text: currency, range: literal.range)
        return ExpressionSyntax(.foreignMoney(literal, currency: name), literal.range)
      }
      return ExpressionSyntax(.literal(literal), literal.range)
    case .text:
      let text = try quotedText(Parser.value)
      return ExpressionSyntax(.literal(LiteralSyntax(value: .text(text.text), range: text.range)), text.range)
    case .punctuation(.openParen):
      try enter()
      defer { depth -= 1 }
      advance()
      let inner = try expression()
      try expect(.closeParen, .wanted("“）”", "“）”"))
      return ExpressionSyntax(inner.kind, range(from: start))
    case .punctuation(.openBracket):
      try enter()
      defer { depth -= 1 }
      let elements = try list { (p) throws(Stumble) in try p.bounded() }
      return ExpressionSyntax(.list(elements), range(from: start))
    case .word, .quotedName, .sign:
      return try word(start)
    default:
      throw expected(Parser.value)
    }
  }

  private mutating func word(_ start: Int) throws(Stumble) -> ExpressionSyntax {
    switch current.keyword {
    case .nothing:
      advanceAsKeyword()
      return ExpressionSyntax(.none, range(from: start))
    case .isTrue, .falsehood:
      let isTrue = at(.isTrue)
      advanceAsKeyword()
      let place = range(from: start)
      return ExpressionSyntax(.literal(LiteralSyntax(value: .truth(isTrue), range: place)), place)
    case .subtract where peek().kind == .number:
      isUnary[index] = true
      advanceAsKeyword()
      return try negativeLiteral(start)
    case .ifWord: return try conditional()
    case .table, .firstOf, .highestOf:
      let table = try table()
      return ExpressionSyntax(.table(table), table.range)
    case .allHold, .anyHolds: return try groupExpression()
    case .atLeast where peek().kind == .number, .exactly where peek().kind == .number:
      return try groupExpression()
    default: break
    }
    guard atName() else {
      if infixKeyword(among: [.ifWord]) != nil { return try conditional() }
      throw expected(Parser.value)
    }
    if let foreign = ForeignWords.keyword(meant: current.text), foreign.keyword == .ifWord {
      return try conditional()
    }
    return try pathExpression()
  }

  private mutating func negativeLiteral(_ start: Int) throws(Stumble) -> ExpressionSyntax {
    let positive = try literal(Parser.value)
    guard case .number(let number, let unit, let raw) = positive.value, let negated = number.negated else {
      throw fail(
        SyntaxMessages.expected(Parser.value, found: text(positive.range), at: positive.range))
    }
    let place = range(from: start)
    return ExpressionSyntax(
      .literal(LiteralSyntax(value: .number(negated, unit, raw: "-" + raw), range: place)), place)
  }

  private mutating func conditional() throws(Stumble) -> ExpressionSyntax {
    let start = index
    try enter()
    defer { depth -= 1 }
    takeInfix(.ifWord)
    let condition = try expression()
    guard infixKeyword(among: [.then]) != nil else { throw expected(.wanted("“则”", "“则”")) }
    takeInfix(.then)
    let yes = try cappedBranch(try bounded())
    guard infixKeyword(among: [.otherwise]) != nil else { throw expected(.wanted("“否则”", "“否则”")) }
    takeInfix(.otherwise)
    let no = try cappedBranch(try bounded())
    return ExpressionSyntax(.conditional(condition, then: yes, otherwise: no), range(from: start))
  }

  /// `a.b.c`, `江苏省/徐州市`, `周岁(出生日期)`.
  package mutating func pathExpression() throws(Stumble) -> ExpressionSyntax {
    let start = index
    let wanted = Wanted.wanted("名称", "a name")
    if atName(), peek().punctuation == .slash,
      peek(2).kind == .word || peek(2).kind == .quotedName || peek(2).kind == .number
    {
      return ExpressionSyntax(.codePath(try codePath(wanted)), range(from: start))
    }
    if atName(), peek().punctuation == .openParen, !peek().startsLine, !isBoundMark(1) {
      if at(.marginal) { return try marginal() }
      let name = spelledName(Parser.functions)
      let call = ExpressionSyntax(.call(name, try arguments()), range(from: start))
      return try state(of: call, from: start) ?? call
    }
    var path = [try name(wanted, knownWords: Parser.placeWords)]
    while take(.dot) {
      if at(.reachedAge) { return try otherAge(path, from: start) }
      path.append(try name(wanted))
    }
    let value = ExpressionSyntax(.path(path), range(from: start))
    return try state(of: value, from: start) ?? value
  }

  /// A dotted path of names.
  package mutating func path(_ wanted: Wanted) throws(Stumble) -> [NameSyntax] {
    var path = [try name(wanted, knownWords: Parser.placeWords)]
    while take(.dot) { path.append(try name(wanted)) }
    return path
  }

  private mutating func name(_ wanted: Wanted, knownWords: Set<Keyword>) throws(Stumble) -> NameSyntax {
    guard atName() else { throw expected(wanted) }
    return spelledName(knownWords)
  }

  /// A name; one of these words in its canonical spelling.
  private mutating func spelledName(_ words: Set<Keyword>) -> NameSyntax {
    let token = current
    guard let keyword = token.keyword, words.contains(keyword) else { return takeName() }
    advanceAsKeyword()
    return NameSyntax(text: keyword.chinese, range: token.range)
  }

  package static let functions: Set<Keyword> = [
    .age, .yearsBetween, .monthsBetween, .daysBetween, .monthsTouched, .yearOf, .monthOf, .monthStart,
    .monthEnd, .quarterStart, .quarterEnd, .yearStart, .yearEnd, .rank, .floor,
    .round, .largest, .smallest, .count, .sum, .average, .latest, .earliest, .distinctMonths, .streak,
    .isKnown, .isMissing, .hasReceived, .receivedTimes, .receivedAmount, .receivedMonths,
    .marginal, .growthRate, .firstTime, .firstReached, .yearStreak, .ordinalYear,
    .offsetInOrder, .eligible, .benefitAmount,
  ]
  /// Moments, and the words for the owner of a row.
  package static let placeWords: Set<Keyword> = [
    .asOf, .decisionDay, .applicationDay, .approvalDay, .thisMonth, .lastMonth, .thisQuarter, .lastQuarter,
    .thisYear, .lastYear,
    .yearBeforeLast, .thisSchoolYear, .lastSchoolYear, .owner, .thePerson, .theEnterprise,
  ]
}
