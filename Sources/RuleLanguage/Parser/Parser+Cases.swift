/// Worked cases.
extension Parser {
  /// After `用例`.
  package mutating func example() throws(Stumble) -> CaseSyntax {
    let start = index
    let name = try quotedText(.wanted("用例的名称，放在“…”里", "the case's name in quotes"))
    var example = CaseSyntax(name: name, range: name.range)
    try block(
      .wanted("用例的“{”", "the case's “{”"), stopsAt: { $0.keyword == .expect }
    ) { (p) throws(Stumble) in
      if try p.rejoin(&example) { return }
      let next = p.peek()
      switch p.current.keyword {
      case .asOf where next.kind == .number || next.punctuation == .colon:
        p.advanceAsKeyword()
        p.skipColon()
        example.asOf = try p.dateLiteral(.wanted("日期", "a date"))
      case .horizon where next.kind == .number:
        p.advanceAsKeyword()
        example.horizon = try p.literal(.wanted("天数，如 30日", "a number of days, such as 30日"))
      case .expect:
        example.expectations.append(try p.expectation())
      case .parameter where next.kind == .word || next.kind == .quotedName:
        example.parameters.append(try p.caseParameter())
      default: example.entries.append(try p.caseEntry())
      }
    }
    example.range = range(from: start)
    return example
  }

  // MARK: Entries

  /// `户籍地 芗城区`, `社保月缴 { 失业 2022-01 至 2025-07 正常；… }`, `企业 甲 { … }`.
  private mutating func caseEntry() throws(Stumble) -> CaseEntrySyntax {
    let start = index
    probe?.offers([.asOf, .expect, .received, .parameter, .decision, .horizon], at: current)
    if at(.decision), peek().kind == .text { return try decisionEntry() }
    var atoms: [CaseAtomSyntax] = []
    if at(.received) {
      let range = current.range
      advanceAsKeyword()
      let name = NameSyntax(text: Keyword.received.chinese, range: range)
      atoms.append(CaseAtomSyntax(kind: .name(CodePathSyntax(parts: [name], range: range)), range: range))
    }
    while !at(.openBrace), !atItemEnd || index == start {
      if take(.comma) || (atoms.count == 1 && skipSign()) { continue }
      atoms.append(try caseAtom())
    }
    var entries: [CaseEntrySyntax]?
    if at(.openBrace), !current.startsLine || !atoms.isEmpty {
      var found: [CaseEntrySyntax] = []
      try block { (p) throws(Stumble) in found.append(try p.caseEntry()) }
      entries = found
    }
    return CaseEntrySyntax(atoms: atoms, block: entries, range: range(from: start))
  }

  private mutating func caseAtom() throws(Stumble) -> CaseAtomSyntax {
    let start = index
    let first = try plainAtom()
    guard take(.to) else { return first }
    let last = try plainAtom()
    return CaseAtomSyntax(kind: .range(first, last), range: range(from: start))
  }

  private static let caseWords: Set<Keyword> = [
    .unspecified, .periodOf, .money, .status, .itemOf, .rowOf, .policy, .paidOut, .enrolled, .stopped,
    .returned, .recovered, .processing, .approved,
  ]

  private mutating func plainAtom() throws(Stumble) -> CaseAtomSyntax {
    let token = current
    if !token.startsLine { probe?.offers([.nothing, .unspecified, .isTrue, .falsehood], at: token) }
    func word(_ text: String) -> CaseAtomSyntax {
      let name = NameSyntax(text: text, range: token.range)
      return CaseAtomSyntax(
        kind: .name(CodePathSyntax(parts: [name], range: token.range)), range: token.range)
    }
    func literal(_ value: LiteralSyntax.Value) -> CaseAtomSyntax {
      CaseAtomSyntax(kind: .literal(LiteralSyntax(value: value, range: token.range)), range: token.range)
    }
    switch token.keyword {
    case .nothing:
      advanceAsKeyword()
      return word(Keyword.nothing.chinese)
    case .isTrue, .falsehood:
      advanceAsKeyword()
      return literal(.truth(token.keyword == .isTrue))
    case .subtract where peek().kind == .number:
      let value = try primary()
      if case .literal(let negative) = value.kind {
        return CaseAtomSyntax(kind: .literal(negative), range: value.range)
      }
    case let keyword? where Parser.caseWords.contains(keyword) && peek().punctuation != .slash:
      advanceAsKeyword()
      return word(keyword.chinese)
    default: break
    }
    if token.kind == .text {
      advance()
      return literal(.text(token.text))
    }
    if let value = token.literal, peek().punctuation != .slash {
      advance()
      return literal(value)
    }
    let path = try codePath(.wanted("字段、关系、主体的名称或一个值", "a name or a value"))
    return CaseAtomSyntax(kind: .name(path), range: path.range)
  }

  /// `参数 低保标准(芗城区, 城市) = 1020元`.
  private mutating func caseParameter() throws(Stumble) -> CaseParameterSyntax {
    let start = index
    advanceAsKeyword()
    let name = try name(.wanted("参数的名称", "the name of a parameter"))
    var keys: [CodePathSyntax] = []
    if take(.openParen) {
      while !at(.closeParen) {
        keys.append(try codePath(.wanted("代码", "a code")))
        if !take(.comma), !at(.closeParen) { throw expected(.wanted("“，”或“）”", "“，” or “）”")) }
      }
      advance()
    }
    try expect(.equal, .wanted("“=”和值", "“=” and a value"))
    let value = try expression()
    return CaseParameterSyntax(name: name, keys: keys, value: value, range: range(from: start))
  }

  // MARK: Expectations

  private static let outcomes: [Keyword: Truth] = [
    .eligible: .yes, .ineligible: .no, .undetermined: .unknown,
  ]
  private static let expectationWords: [Keyword] = [
    .eligible, .ineligible, .undetermined, .benefit, .because, .missing, .listed, .unlisted, .itemOf,
    .rowOf, .periodOf,
  ]
  private static let lists: [Keyword] = [
    .entitledList, .undetermined, .unentitledList, .upcomingList, .nearMissList,
  ]

  /// `应 甲 项 “护理补贴” 期 2026-02 符合，待遇 50元，列入 应享未享`.
  private mutating func expectation() throws(Stumble) -> ExpectationSyntax {
    let start = index
    advanceAsKeyword()
    skipColon()
    var result = ExpectationSyntax(range: current.range)
    try expectationParts(&result)
    result.range = range(from: start)
    let saysNothing =
      result.outcome == nil && result.amount == nil && result.list == nil && result.missing == nil
      && result.because == nil && result.funding == nil && result.payees == nil
    if saysNothing, let subject = result.subject {
      throw fail(SyntaxMessages.outcomeMissing(subject.text, at: subject.range))
    }
    if saysNothing { throw expected(.wanted("应得的结果，如“符合”", "the expected outcome, such as “符合”")) }
    return result
  }

  package mutating func expectationParts(_ result: inout ExpectationSyntax) throws(Stumble) {
    while !atItemEnd {
      if take(.comma) { continue }
      probe?.offers(Parser.expectationWords, at: current)
      if let keyword = current.keyword, let outcome = Parser.outcomes[keyword] {
        if result.outcome != nil { throw fail(SyntaxMessages.secondOutcome(at: current.range)) }
        advanceAsKeyword()
        result.outcome = outcome
      } else {
        try expectationPart(&result)
      }
    }
  }

  private mutating func expectationPart(_ result: inout ExpectationSyntax) throws(Stumble) {
    let quoted = Wanted.wanted("放在“…”里的名称", "a name in quotes")
    switch current.keyword {
    case .itemOf where peek().kind == .text:
      advanceAsKeyword()
      result.item = try quotedText(quoted)
    case .rowOf where peek().kind == .text || peek().kind == .number:
      advanceAsKeyword()
      if current.kind == .text {
        result.row = try quotedText(quoted)
      } else {
        result.row = TextSyntax(text: text(current.range), range: current.range)
        advance()
      }
    case .periodOf where peek().kind == .number || peek().kind == .text:
      advanceAsKeyword()
      result.period = try periodLiteral()
    case .because:
      advanceAsKeyword()
      result.because = try reason()
    case .missing:
      advanceAsKeyword()
      result.missing = (result.missing ?? []) + (try missingPaths())
    case .benefit:
      advanceAsKeyword()
      result.amount = try expectedAmount()
    case .funding where startsParts:
      advanceAsKeyword()
      result.funding = take(.unspecified) ? [] : try funding()
    case .payee where startsParts:
      advanceAsKeyword()
      result.payees = take(.unspecified) ? [] : try payees()
    case .listed:
      advanceAsKeyword()
      result.list = try choice(Parser.lists, of: .wanted("清单", "a list"))
    case .unlisted:
      result.list = NameSyntax(text: "none", range: current.range)
      advanceAsKeyword()
    default:
      if result.outcome != nil,
        result.subject != nil || peek().keyword.map({ Parser.outcomes[$0] != nil }) == true
      {
        throw fail(SyntaxMessages.secondOutcome(at: current.range))
      }
      guard result.subject == nil else { throw expectedOutcome() }
      if result.outcome != nil { throw expectedOutcome() }
      result.subject = try nameOrText(.wanted("“符合”“不符合”“待核实”或主体的名称", "an outcome or a subject's name"))
    }
  }

  private var startsParts: Bool { peek().punctuation == .openBrace || peek().keyword == .unspecified }

  private mutating func expectedOutcome() -> Stumble {
    let known: [Keyword] = [
      .eligible, .ineligible, .undetermined, .benefit, .because, .missing, .listed, .unlisted, .periodOf,
    ]
    return unknownHeader(.wanted("“应”", "应"), known)
  }

  private mutating func periodLiteral() throws(Stumble) -> LiteralSyntax {
    if current.kind == .text {
      let text = try quotedText(.wanted("期", "a period"))
      return LiteralSyntax(value: .text(text.text), range: text.range)
    }
    return try literal(.wanted("期，如 2026-02", "a period, such as 2026-02"))
  }

  /// `条件（二）`, `项 “生活补贴” 条件（一）`: the words without blanks, with full-width parentheses.
  private mutating func reason() throws(Stumble) -> TextSyntax {
    let start = index
    var words = ""
    while !atItemEnd, !at(.comma), ![.missing, .listed, .unlisted].contains(current.keyword) {
      let fixed: [Keyword] =
        [
          .conditions, .exclusions, .validity, .end, .benefit, .itemOf, .mutuallyExclusive,
          .timesLimit, .term, .totalCap,
        ] + Parser.selectionWords
      if let keyword = current.keyword, fixed.contains(keyword) {
        words += keyword.chinese
        advanceAsKeyword()
      } else {
        let sign = current.punctuation
        words += sign == .openParen ? "（" : sign == .closeParen ? "）" : text(current.range)
        advance()
      }
    }
    guard index > start else { throw expected(.wanted("原因，如“条件（二）”", "the reason, such as “条件（二）”")) }
    return TextSyntax(text: words, range: range(from: start))
  }

  private mutating func missingPaths() throws(Stumble) -> [[NameSyntax]] {
    guard at(.openBracket) else { return [try missingPath()] }
    return try list { (p) throws(Stumble) in try p.missingPath() }
  }

  /// A path; `参数 低保标准` is one name.
  private mutating func missingPath() throws(Stumble) -> [NameSyntax] {
    let start = index
    if at(.parameter), atName(1) {
      advanceAsKeyword()
      let name = takeName()
      return [NameSyntax(text: "\(Keyword.parameter.chinese) \(name.text)", range: range(from: start))]
    }
    if at(.decision), peek().kind == .text {
      advanceAsKeyword()
      let matter = try quotedText(.wanted("认定的事项，放在“…”里", "the matter in quotes"))
      return [NameSyntax(text: "\(Keyword.decision.chinese) \(matter.text)", range: range(from: start))]
    }
    return try path(.wanted("字段的名称", "the name of a field"))
  }

  /// `50元`; `无` is the literal 0.
  private mutating func expectedAmount() throws(Stumble) -> ExpressionSyntax {
    let start = index
    guard take(.nothing) else { return try additive() }
    let place = range(from: start)
    let zero = LiteralSyntax(value: .number(.zero, .money, raw: "0"), range: place)
    return ExpressionSyntax(.literal(zero), place)
  }
}
