extension Parser {
  package static let declarationKeywords: [Keyword] = [
    .policy, .tag, .measure, .entity, .relation, .codeList, .codeSet, .parameter, .ledger,
    .table, .lifeEvent,
  ]

  package mutating func declarations() -> [DeclarationSyntax] {
    var result: [DeclarationSyntax] = []
    while current.kind != .end {
      let start = index
      startsItem[start] = true
      do {
        if let declaration = try declaration() { result.append(declaration) }
      } catch {
        depth = 0
        skipDeclaration(from: start)
      }
      if index == start { advance() }
    }
    return result
  }

  /// To the next line at the margin or with a declaration's keyword, outside of braces.
  private mutating func skipDeclaration(from start: Int) {
    var i = start
    let reached = max(index, start + 1)
    while i < tokens.count - 1 {
      if i >= reached, tokens[i].startsLine {
        let isDeclaration = tokens[i].keyword.map(Parser.declarationKeywords.contains) ?? false
        if isDeclaration || (tokens[i].indentation == 0 && tokens[i].kind == .word) { break }
      }
      i = match[i] > i ? match[i] + 1 : i + 1
    }
    index = min(i, tokens.count - 1)
  }

  private mutating func declaration() throws(Stumble) -> DeclarationSyntax? {
    if take(.semicolon) { return nil }
    let start = index
    guard let keyword = current.keyword, Parser.declarationKeywords.contains(keyword) else {
      throw unknownDeclaration()
    }
    advanceAsKeyword()
    let name = try name(.wanted("\(keyword.chinese)的名称", "the name of the \(keyword.english)"))
    let result: DeclarationSyntax
    switch keyword {
    case .policy: result = .policy(try policy(start, name))
    case .entity: result = .entity(try entity(start, name))
    case .relation: result = try relation(start, name)
    case .codeList: result = .codeList(try codeList(start, name))
    case .codeSet: result = .codeSet(try codeSet(start, name))
    case .parameter: result = .parameter(try parameter(start, name))
    case .ledger: result = .ledger(try ledger(start, name))
    case .table: result = .table(try tableDeclaration(start, name))
    case .lifeEvent: result = .lifeEvent(try lifeEvent(start, name))
    case .tag, .measure: result = .definition(try definition(start, name, isTag: keyword == .tag))
    default: return nil
    }
    if !current.startsLine, current.kind != .end, !at(.semicolon) {
      try leftOver(.wanted("这个声明", "This declaration"))
    }
    return result
  }

  private mutating func unknownDeclaration() -> Stumble {
    let token = current
    probe?.offers(Parser.declarationKeywords, at: token)
    if isReported[index] { return Stumble() }
    if let glued = gluedDeclaration(token) { return fail(glued) }
    let known = Parser.declarationKeywords.map(\.chinese)
    return fail(
      SyntaxMessages.unknownDeclaration(
        shown(token), closest: Suggestion.closest(to: token.text, among: known), at: token.range))
  }

  /// `政策高龄津贴`.
  private func gluedDeclaration(_ token: Token) -> Diagnostic? {
    guard token.kind == .word else { return nil }
    for keyword in Parser.declarationKeywords where token.text.hasPrefix(keyword.chinese) {
      let rest = String(token.text.dropFirst(keyword.chinese.count))
      if rest.isEmpty { continue }
      return SyntaxMessages.glued(token.text, separated: "\(keyword.chinese) \(rest)", at: token.range)
    }
    return nil
  }

  // MARK: Headers

  /// An entry that the construct does not have.
  package mutating func unknownHeader(_ construct: Wanted, _ known: [Keyword]) -> Stumble {
    let token = current
    probe?.offers(known, at: token)
    if isReported[index] { return Stumble() }
    if token.kind == .label { return fail(SyntaxMessages.clauseOutside(shown(token), at: token.range)) }
    guard token.kind == .word || token.kind == .quotedName else {
      return expected(.wanted("\(construct.chinese)的一项", "an entry of \(construct.english)"))
    }
    let words = known.map(\.chinese)
    if let keyword = token.keyword, !known.contains(keyword), Parser.policyWords.contains(keyword) {
      return fail(
        SyntaxMessages.headerElsewhere(shown(token), in: construct, known: words, at: token.range))
    }
    if token.keyword == nil, Parser.commonHeaders[token.text] == nil {
      for word in words.sorted(by: { ($1.count, $0) < ($0.count, $1) }) where token.text.hasPrefix(word) {
        let rest = token.text.dropFirst(word.count)
        if rest.count > 1 {
          return fail(SyntaxMessages.glued(token.text, separated: "\(word) \(rest)", at: token.range))
        }
      }
    }
    return fail(
      SyntaxMessages.unknownHeader(
        shown(token), in: construct, known: words,
        closest: Parser.commonHeaders[token.text].flatMap { words.contains($0) ? $0 : nil }
          ?? Suggestion.closest(to: token.text, among: words), at: token.range))
  }

  // MARK: Types

  private static let namedTypes: [Keyword] = [
    .textType, .integer, .decimal, .ratio, .money, .date, .monthType, .yearType, .boolean,
    .monthsBetween, .yearCount, .daysBetween,
  ]

  package func atType() -> Bool {
    probe?.offers(Parser.namedTypes + [.code, .refersTo], at: current)
    if at(.openBracket) { return true }
    guard let keyword = current.keyword else { return false }
    return keyword == .code || keyword == .refersTo || Parser.namedTypes.contains(keyword)
  }

  package mutating func type() throws(Stumble) -> TypeSyntax {
    let start = index
    if at(.openBracket) {
      let codes = try list { (p) throws(Stumble) in try p.codeName() }
      return TypeSyntax(kind: .inlineCodes(codes), range: range(from: start))
    }
    if take(.code) {
      let list = try name(.wanted("代码表的名称", "the name of a code list"))
      return TypeSyntax(kind: .code(list), range: range(from: start))
    }
    if take(.refersTo) {
      let entity = try name(.wanted("实体的名称", "the name of an entity"))
      return TypeSyntax(kind: .reference(entity), range: range(from: start))
    }
    guard let keyword = current.keyword, Parser.namedTypes.contains(keyword) else {
      throw expected(.wanted("类型", "a type"))
    }
    advanceAsKeyword()
    return TypeSyntax(kind: .named(keyword.chinese), range: range(from: start))
  }

  /// A code's name: a name, a text or digits.
  package mutating func codeName() throws(Stumble) -> NameSyntax {
    let path = try codePath(.wanted("代码或名称", "a code or its name"))
    guard path.parts.count == 1 else {
      throw fail(
        SyntaxMessages.expected(.wanted("一个代码", "one code"), found: text(path.range), at: path.range))
    }
    return path.parts[0]
  }

  /// `标签 X 属于 实体 = …`, `指标 X 属于 实体 类型 = …`.
  private mutating func definition(
    _ start: Int, _ name: NameSyntax, isTag: Bool
  ) throws(Stumble) -> DefinitionSyntax {
    try expect(.memberOf, .wanted("“属于”和实体的名称", "“属于” and the name of an entity"))
    let table = try self.name(.wanted("实体的名称", "the name of an entity"))
    var type: TypeSyntax?
    if !isTag {
      if at(.equal) { throw fail(SyntaxMessages.missingType(of: name.text, at: name.range)) }
      type = try valueType()
    }
    try expect(.equal, .wanted("“=”", "“=”"))
    let expression = isTag ? try condition() : try expression()
    return DefinitionSyntax(
      name: name, table: table, type: type, expression: expression, range: range(from: start))
  }

  /// A type as fields have it, or the name of a code list.
  package mutating func valueType() throws(Stumble) -> TypeSyntax {
    if atType() { return try type() }
    let list = try name(.wanted("类型", "a type"))
    return TypeSyntax(kind: .code(list), range: list.range)
  }

  // MARK: Ledgers

  private static let ledgerWords: [Keyword] = [.policy, .level, .fresh, .source]

  private mutating func ledger(_ start: Int, _ name: NameSyntax) throws(Stumble) -> LedgerSyntax {
    var ledger = LedgerSyntax(name: name, range: name.range)
    let construct = Wanted.wanted("台账", "a ledger")
    try block(
      .wanted("台账的“{”", "the ledger's “{”"),
      stopsAt: { $0.keyword.map(Parser.ledgerWords.contains) ?? false }
    ) { (p) throws(Stumble) in
      switch p.current.keyword {
      case .policy:
        p.advanceAsKeyword()
        if p.take(.every) {
          ledger.coversAllPolicies = true
        } else {
          try p.ledgerPolicies(&ledger)
        }
      case .level:
        p.advanceAsKeyword()
        ledger.level = try p.ledgerLevel()
      case .fresh:
        p.advanceAsKeyword()
        ledger.freshnessDays = try p.literal(.wanted("天数，如 45天", "a number of days, such as 45天"))
      case .source:
        p.advanceAsKeyword()
        ledger.sources += try p.names(.wanted("来源部门", "a source"))
      default: throw p.unknownHeader(construct, Parser.ledgerWords)
      }
    }
    ledger.range = range(from: start)
    return ledger
  }

  /// `[高龄津贴, “省级老年补贴”]`: names of policies, and external programmes in quotes.
  private mutating func ledgerPolicies(_ ledger: inout LedgerSyntax) throws(Stumble) {
    let wanted = Wanted.wanted("政策的名称", "the name of a policy")
    let isList = at(.openBracket)
    let named =
      try isList
      ? list { (p) throws(Stumble) in (p.current.kind == .text, try p.nameOrText(wanted)) }
      : [(current.kind == .text, try nameOrText(wanted))]
    ledger.policies += named.filter { !$0.0 }.map(\.1)
    ledger.programmes += named.filter(\.0).map(\.1)
  }

  private mutating func ledgerLevel() throws(Stumble) -> Ledger.Level {
    let levels: [String: Ledger.Level] = [
      "个人": .person, "家庭": .household, "企业": .enterprise, "person": .person, "household": .household,
      "enterprise": .enterprise,
    ]
    let wanted = Wanted.wanted("台账的层级", "the level of the ledger")
    guard atName() else { throw expected(wanted) }
    guard let level = levels[current.text] else {
      throw fail(
        SyntaxMessages.unknownChoice(
          shown(current), of: wanted, known: ["个人", "家庭", "企业"],
          closest: Suggestion.closest(to: current.text, among: ["个人", "家庭", "企业"]), at: current.range))
    }
    advance()
    return level
  }
}
