extension Parser {
  /// A condition: an expression that says what to test.
  package mutating func condition() throws(Stumble) -> ExpressionSyntax {
    let start = index
    let expression = try expression()
    guard case .path(let path) = expression.kind, path.count == 1 else { return expression }
    let token = tokens[start]
    let name = text(token.range)
    let follows = !atItemEnd && !at(.colon) && !at(.closeParen) && current.keyword != .basis
    if isReported[start] || follows { return expression }
    report(gluedDiagnostic(token) ?? SyntaxMessages.notACondition(name, at: token.range))
    return expression
  }

  /// After `条件`, `排除` or in an expression: `全部满足 { … }`, or braces alone.
  package mutating func clauseGroup(_ standard: Quantity) throws(Stumble) -> ClauseGroupSyntax {
    let start = index
    if at(.openBrace) {
      let clauses = try clauseBlock(isAll: standard == .all)
      return ClauseGroupSyntax(quantity: standard, clauses: clauses, range: range(from: start))
    }
    if let written = groupWord() {
      let clauses = try clauseBlock(isAll: written == .all)
      return ClauseGroupSyntax(quantity: written, clauses: clauses, range: range(from: start))
    }
    if current.kind == .word, current.keyword == nil, peek().punctuation == .openBrace, !isReported[index] {
      report(
        SyntaxMessages.unknownChoice(
          shown(current), of: .wanted("分条的方式", "a way to combine clauses"),
          known: ["全部满足", "任一满足", "至少2项满足", "恰有1项满足"],
          closest: Suggestion.closest(to: current.text, among: ["全部满足", "任一满足"]), at: current.range))
      advance()
      let clauses = try clauseBlock()
      return ClauseGroupSyntax(quantity: standard, clauses: clauses, range: range(from: start))
    }
    // Another beginning is one condition without braces, or an expression over groups.
    let clause = try clause()
    if case .group(let group) = clause.body, clause.label == nil, clause.heading == nil, clause.basis == nil,
      clause.exception == nil
    {
      return group
    }
    return ClauseGroupSyntax(quantity: standard, clauses: [clause], range: range(from: start))
  }

  package mutating func clauseBlock(isAll: Bool = true) throws(Stumble) -> [ClauseSyntax] {
    let start = index
    let reported = diagnostics.count
    var clauses: [ClauseSyntax] = []
    try block(.wanted("“{”", "“{”")) { (p) throws(Stumble) in
      let clause = try p.clause(inAll: isAll)
      clauses.append(clause)
      try p.endClause(clause)
    }
    if clauses.isEmpty, diagnostics.count == reported, !isReported[start..<index].contains(true) {
      report(SyntaxMessages.emptyGroup(at: range(from: start)))
    }
    checkLabels(clauses)
    return clauses
  }

  private mutating func endClause(_ clause: ClauseSyntax) throws(Stumble) {
    if atItemEnd { return }
    if at(.comma) {
      let comma = current.range
      let value = tokens[index - 1]
      advance()
      if atItemEnd || !atName() || !(value.kind == .word || value.kind == .quotedName)
        || hasOperator(after: index)
      {
        report(SyntaxMessages.commaAfterClause(at: comma))
        return
      }
      throw listNeedsBrackets(from: index - 2)
    }
    if case .expression(let expression) = clause.body, expression.isPlainValue,
      atName() || current.kind == .number || current.kind == .text,
      ForeignWords.keyword(meant: current.text) == nil,
      gluedDiagnostic(current) == nil
    {
      throw fail(
        SyntaxMessages.missingComparison(
          text(expression.range), shown(current), at: expression.range.union(current.range)),
        unlessReportedFrom: index - 1)
    }
    if case .expression(let expression) = clause.body, case .path = expression.kind,
      at(.during) || at(.whereFilter) || at(.openBrace), !isReported[index]
    {
      throw fail(
        SyntaxMessages.missingExists(
          text(expression.range), shown(current), at: expression.range,
          insertion: SourceRange(file: file, lower: expression.range.lower, upper: expression.range.lower)))
    }
    try leftOver(.wanted("这一条", "This clause"))
  }

  /// `属于 甲、乙`: the values up to the end of the clause belong in brackets.
  private mutating func listNeedsBrackets(from first: Int) -> Stumble {
    while atName() || at(.comma), !current.startsLine { advance() }
    let isCompared = first > 0 && tokens[first - 1].keyword == .equal
    let place = tokens[isCompared ? first - 1 : first].range.union(tokens[index - 1].range)
    let values = tokens[first..<index].filter { $0.punctuation == nil }.map { shown($0) }
    return fail(SyntaxMessages.listWithoutBrackets(values, isCompared: isCompared, at: place))
  }

  /// Whether a comparison follows on the same line before the next comma.
  private func hasOperator(after start: Int) -> Bool {
    var i = start
    while i < tokens.count - 1, i == start || !tokens[i].startsLine {
      let token = tokens[i]
      if token.punctuation == .semicolon || token.punctuation == .comma || token.punctuation == .closeBrace {
        break
      }
      if token.kind == .sign || token.keyword?.isReserved == true || token.punctuation == .openParen {
        return true
      }
      i += 1
    }
    return false
  }

  /// Reports what follows a complete construct on its line.
  package mutating func leftOver(_ construct: Wanted) throws(Stumble) {
    if isReported[index] || (index > 0 && isReported[index - 1]) { throw Stumble() }
    let token = current
    let previous = tokens[max(index - 1, 0)]
    if let glued = gluedDiagnostic(token) ?? gluedDiagnostic(previous) { throw fail(glued) }
    if let foreign = ForeignWords.keyword(meant: token.text), token.kind == .word {
      throw fail(SyntaxMessages.foreignWord(token.text, meant: foreign.spelling, at: token.range))
    }
    if token.keyword == .orMore || token.keyword == .orLess, previous.kind == .number {
      throw fail(
        SyntaxMessages.sideWithoutValue(
          shown(previous), shown(token), isAge: ["周岁", "岁"].contains(previous.unit),
          at: previous.range.union(token.range)))
    }
    if token.kind == .number, previous.kind == .word, previous.keyword == nil {
      throw fail(
        SyntaxMessages.missingComparison(
          shown(previous), shown(token), at: previous.range.union(token.range)))
    }
    throw fail(SyntaxMessages.leftOver(shown(token), after: construct, at: token.range))
  }

  /// `（一）居住情况 任一满足 { … } 依据 “…”`.
  package mutating func clause(inAll: Bool = true) throws(Stumble) -> ClauseSyntax {
    let start = index
    var label: NameSyntax?
    if current.kind == .label {
      label = NameSyntax(text: current.text, range: current.range)
      advance()
    } else if let written = commaLabel() {
      throw fail(SyntaxMessages.commaAfterLabel(written, at: current.range.union(peek().range)))
    }
    skipLeadingJoin(inAll: inAll)
    let heading = clauseHeading()
    let body: ClauseSyntax.Body
    if heading == nil {
      let expression = try condition()
      if case .group(let group) = expression.kind {
        body = .group(group)
      } else {
        body = .expression(expression)
      }
    } else {
      let group = try groupExpression()
      if case .group(let group) = group.kind { body = .group(group) } else { body = .expression(group) }
    }
    var basis = try clauseBasis()
    let exception = try exception()
    if basis == nil { basis = try clauseBasis() }
    return ClauseSyntax(
      label: label, heading: heading, body: body, basis: basis, exception: exception,
      range: range(from: start))
  }

  private mutating func clauseBasis() throws(Stumble) -> TextSyntax? {
    take(.basis) ? try quotedText(.wanted("依据的条款，如“第三条”", "the article in quotes")) : nil
  }

  /// `例外 { 已完成信用修复 }`, also on the next line.
  private mutating func exception() throws(Stumble) -> ClauseGroupSyntax? {
    let start = index
    guard at(.exception), peek().punctuation == .openBrace || startsGroup(1) else { return nil }
    advanceAsKeyword()
    let group = try clauseGroup(.all)
    return ClauseGroupSyntax(quantity: group.quantity, clauses: group.clauses, range: range(from: start))
  }

  /// `1、` or `一、`, which is not how labels are written.
  private func commaLabel() -> String? {
    guard peek().punctuation == .comma else { return nil }
    let token = current
    if token.kind == .number, token.unit.isEmpty, token.text.count <= 2 { return token.text }
    if token.kind == .word, token.text.unicodeScalars.allSatisfy(\.isHanNumeral) { return token.text }
    return nil
  }

  /// The words between a label and the group that they introduce.
  private mutating func clauseHeading() -> NameSyntax? {
    var ahead = 0
    while peek(ahead).kind == .text || atName(ahead), !startsGroup(ahead),
      ahead == 0 || !peek(ahead).startsLine
    {
      ahead += 1
    }
    guard ahead > 0, startsGroup(ahead) else { return nil }
    let start = index
    for _ in 0..<ahead { advance() }
    let place = range(from: start)
    let only = tokens[start]
    let heading = ahead == 1 && only.kind != .word ? only.text : text(place)
    return NameSyntax(text: heading, range: place)
  }

  private func startsGroup(_ ahead: Int) -> Bool {
    switch peek(ahead).keyword {
    case .allHold, .anyHolds: true
    case .atLeast, .exactly: peek(ahead + 1).kind == .number
    default: false
    }
  }

  /// `全部满足 {…}`, `任一满足 {…}`, `至少2项满足 {…}`, `恰有1项满足 {…}`.
  package mutating func groupExpression() throws(Stumble) -> ExpressionSyntax {
    let start = index
    let keyword = current.keyword
    advanceAsKeyword()
    var count = 0
    if keyword == .atLeast || keyword == .exactly {
      guard case .number(let number, .none, _)? = current.literal, number.isInteger, number.numerator >= 0,
        number.numerator <= 1000
      else { throw expected(.wanted("项数，如“至少2项满足”", "a count, such as “至少2项满足”")) }
      count = Int(number.numerator)
      advance()
      _ = take(.itemOf)
      try expect(.hold)
    }
    let clauses = try clauseBlock(isAll: keyword == .allHold)
    let place = range(from: start)
    func group(_ quantity: Quantity) -> ExpressionSyntax {
      ExpressionSyntax(.group(ClauseGroupSyntax(quantity: quantity, clauses: clauses, range: place)), place)
    }
    switch keyword {
    case .allHold: return group(.all)
    case .atLeast: return group(.atLeast(count))
    case .exactly:
      let more = ExpressionSyntax(.not(group(.atLeast(count + 1))), place)
      return ExpressionSyntax(.and([group(.atLeast(count)), more]), place)
    default: return group(.any)
    }
  }

  private mutating func checkLabels(_ clauses: [ClauseSyntax]) {
    var seen: [String: SourceRange] = [:]
    for clause in clauses {
      guard let label = clause.label else { continue }
      let plain = String(String.UnicodeScalarView(label.text.unicodeScalars.map(\.halfWidth)))
      if let first = seen[plain] {
        report(SyntaxMessages.duplicateLabel(label.text, at: label.range, first: first))
      } else {
        seen[plain] = label.range
      }
    }
    if seen.isEmpty { return }
    for clause in clauses where clause.label == nil { report(SyntaxMessages.unlabelled(at: clause.range)) }
  }
}

extension ExpressionSyntax {
  /// A name or a call, which says nothing to test.
  fileprivate var isPlainValue: Bool {
    switch kind {
    case .path, .call: true
    default: false
    }
  }
}
