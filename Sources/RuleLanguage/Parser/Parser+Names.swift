extension Parser {
  /// Whether the current token can be a name: quoted, or a word that is not reserved.
  package func atName(_ ahead: Int = 0) -> Bool {
    let token = peek(ahead)
    switch token.kind {
    case .quotedName: return true
    case .word: return token.keyword?.isReserved != true
    default: return false
    }
  }

  package mutating func name(_ wanted: Wanted) throws(Stumble) -> NameSyntax {
    guard atName(), !leavesHeader else { throw expected(wanted) }
    return takeName()
  }

  /// Whether a header's word has no value on its line.
  private var leavesHeader: Bool {
    guard current.startsLine, !startsItem[index], index > 0, isKeyword[index - 1] else { return false }
    return tokens[index - 1].kind == .word && tokens[index - 1].keyword != .memberOf
  }

  package mutating func takeName() -> NameSyntax {
    let token = current
    advance()
    return NameSyntax(text: token.text, range: token.range)
  }

  /// `a`, `[a, b]`.
  package mutating func names(_ wanted: Wanted) throws(Stumble) -> [NameSyntax] {
    guard at(.openBracket) else { return [try name(wanted)] }
    return try list { (p) throws(Stumble) in try p.name(wanted) }
  }

  /// `[ … ]` with commas.
  package mutating func list<T>(_ element: (inout Parser) throws(Stumble) -> T) throws(Stumble) -> [T] {
    try expect(.openBracket, .wanted("“[”", "“[”"))
    var result: [T] = []
    while !at(.closeBracket) {
      result.append(try element(&self))
      if !take(.comma), !at(.closeBracket) { throw expected(.wanted("“，”或“]”", "“，” or “]”")) }
    }
    advance()
    return result
  }

  package mutating func quotedText(_ wanted: Wanted) throws(Stumble) -> TextSyntax {
    skipColon()
    guard current.kind == .text else {
      if let unquoted = unquotedText() { return unquoted }
      throw expected(wanted)
    }
    let token = current
    advance()
    return TextSyntax(text: token.text, range: token.range)
  }

  /// One of a header's fixed words, as its canonical Chinese spelling.
  package mutating func choice(_ keywords: [Keyword], of construct: Wanted) throws(Stumble) -> NameSyntax {
    if let keyword = current.keyword, keywords.contains(keyword) {
      let range = current.range
      _ = take(keyword)
      return NameSyntax(text: keyword.chinese, range: range)
    }
    probe?.offers(keywords, at: current)
    guard current.kind == .word || current.kind == .quotedName, !current.startsLine else {
      throw expected(construct)
    }
    let known = keywords.map(\.chinese)
    let common = Parser.commonChoices[current.text].flatMap { known.contains($0) ? $0 : nil }
    throw fail(
      SyntaxMessages.unknownChoice(
        shown(current), of: construct, known: known,
        closest: common ?? Suggestion.closest(to: current.text, among: known), at: current.range))
  }

  package mutating func literal(_ wanted: Wanted) throws(Stumble) -> LiteralSyntax {
    guard let value = current.literal else {
      if let written = hanLiteral() { return written }
      throw expected(wanted)
    }
    let range = current.range
    advance()
    return LiteralSyntax(value: value, range: range)
  }

  /// A day, a month or a year.
  package mutating func dateLiteral(_ wanted: Wanted) throws(Stumble) -> LiteralSyntax {
    switch current.literal {
    case .day, .month, .year: return try literal(wanted)
    default: throw expected(wanted)
    }
  }

  /// `鼓楼区`, `江苏省/徐州市/鼓楼区`, `350602`.
  package mutating func codePath(_ wanted: Wanted) throws(Stumble) -> CodePathSyntax {
    let start = index
    var parts = [try codePart(wanted)]
    while take(.slash) { parts.append(try codePart(wanted)) }
    return CodePathSyntax(parts: parts, range: range(from: start))
  }

  private mutating func codePart(_ wanted: Wanted) throws(Stumble) -> NameSyntax {
    if current.kind == .number, current.unit.isEmpty || !atName() {
      let token = current
      guard case .number(_, _, let raw)? = token.literal, token.unit.isEmpty else { throw expected(wanted) }
      advance()
      return NameSyntax(text: raw, range: token.range)
    }
    if current.kind == .text {
      let text = try quotedText(wanted)
      return NameSyntax(text: text.text, range: text.range)
    }
    return try name(wanted)
  }
}
