/// Thrown after a diagnostic is recorded, to leave the construct that could not be read.
package struct Stumble: Error {}

/// Recursive descent over one file's balanced tokens. Each block resumes at its next item, so that one
/// run reports every independent error.
package struct Parser {
  package let source: SourceFile
  package let file: Int
  package let tokens: [Token]
  /// Index of the closing token for each opening one.
  package let match: [Int]
  package var index = 0
  package var diagnostics: [Diagnostic]
  /// Which tokens were read as keywords, for the formatter.
  package var isKeyword: [Bool]
  /// Which tokens begin an item of a block.
  package var startsItem: [Bool]
  /// Minus signs that belong to a figure.
  package var isUnary: [Bool]
  package var depth = 0
  /// The depth of the row's value being read, where a comparison on a new line begins the next row.
  package var rowValueDepth: Int?
  /// The depth at which 于 belongs to an argument or a query, not to the field before it.
  package var queryDepth: Int?
  /// Inside a benefit, whose amounts may be capped.
  package var isInBenefit = false
  /// Tokens that the lexer or the bracket matcher already complained about.
  package let isReported: [Bool]
  private var knownWords: Set<String>?
  /// For an editor: what would be taken at a name that is being written.
  package var probe: CompletionProbe?

  package static let deepest = 64
  package static let longestChain = 200

  package init(_ source: SourceFile, file: Int) {
    let lexed = Lexer.lex(source, file: file)
    let balanced = BracketMatcher.match(lexed.tokens)
    self.source = source
    self.file = file
    tokens = balanced.tokens
    match = balanced.match
    diagnostics = lexed.diagnostics + balanced.diagnostics
    isKeyword = Array(repeating: false, count: tokens.count)
    startsItem = Array(repeating: false, count: tokens.count)
    isUnary = startsItem
    isReported = Parser.reported(tokens, diagnostics)
  }

  private static func reported(_ tokens: [Token], _ diagnostics: [Diagnostic]) -> [Bool] {
    var result = Array(repeating: false, count: tokens.count)
    for diagnostic in diagnostics where diagnostic.id != "unclosed-bracket" {
      var low = 0
      var high = tokens.count
      while low < high {
        let middle = (low + high) / 2
        if tokens[middle].range.upper < diagnostic.range.lower { low = middle + 1 } else { high = middle }
      }
      while low < tokens.count, tokens[low].range.lower <= diagnostic.range.upper {
        result[low] = true
        low += 1
      }
    }
    return result
  }

  // MARK: Tokens

  package var current: Token { tokens[index] }

  package func peek(_ ahead: Int = 1) -> Token { tokens[min(index + ahead, tokens.count - 1)] }

  package func at(_ keyword: Keyword) -> Bool { current.keyword == keyword }

  package func at(_ punctuation: Punctuation) -> Bool { current.punctuation == punctuation }

  package mutating func advance() {
    if index < tokens.count - 1 { index += 1 }
  }

  package mutating func take(_ keyword: Keyword) -> Bool {
    probe?.offers(CollectionOfOne(keyword), at: current)
    guard at(keyword) else { return false }
    isKeyword[index] = true
    advance()
    return true
  }

  package mutating func take(_ punctuation: Punctuation) -> Bool {
    guard at(punctuation) else { return false }
    advance()
    return true
  }

  package mutating func expect(_ punctuation: Punctuation, _ wanted: Wanted) throws(Stumble) {
    if !take(punctuation) { throw expected(wanted) }
  }

  package mutating func expect(_ keyword: Keyword, _ wanted: Wanted? = nil) throws(Stumble) {
    if take(keyword) { return }
    throw expected(wanted ?? .wanted("“\(keyword.chinese)”", "“\(keyword.chinese)”"))
  }

  package func range(from start: Int) -> SourceRange {
    let first = tokens[start].range
    guard index > start else { return SourceRange(file: file, lower: first.lower, upper: first.lower) }
    return SourceRange(file: file, lower: first.lower, upper: max(first.lower, tokens[index - 1].range.upper))
  }

  /// Source text of a span, for messages.
  package func text(_ range: SourceRange) -> String {
    let utf8 = source.text.utf8
    let lower = utf8.index(utf8.startIndex, offsetBy: range.lower)
    let upper = utf8.index(utf8.startIndex, offsetBy: range.upper)
    return String(source.text[lower..<upper])
  }

  package func shown(_ token: Token) -> String {
    let text = text(token.range)
    return text.count > 24 ? String(text.prefix(24)) + "……" : text
  }

  // MARK: Reporting

  package mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  package mutating func fail(_ diagnostic: Diagnostic) -> Stumble {
    diagnostics.append(diagnostic)
    return Stumble()
  }

  /// Reports unless an earlier stage did so for one of the tokens from `start` on.
  package mutating func fail(_ diagnostic: Diagnostic, unlessReportedFrom start: Int) -> Stumble {
    if isReported[start...index].contains(true) { return Stumble() }
    return fail(diagnostic)
  }

  /// Reports that the current token is not what the grammar asks for, in the most helpful way; silent
  /// where an earlier stage reported it.
  package mutating func expected(_ wanted: Wanted) -> Stumble {
    if isReported[index] || (index > 0 && isReported[index - 1]) { return Stumble() }
    let token = current
    switch token.kind {
    case .end:
      return fail(SyntaxMessages.expectedAtEnd(wanted, at: endOfText))
    case .word:
      if token.keyword == nil, let glued = gluedDiagnostic(token) { return fail(glued) }
      if let keyword = token.keyword, keyword.isReserved {
        let before = startsItem[index] || index == 0 ? nil : tokens[index - 1].keyword
        return fail(
          SyntaxMessages.reserved(
            shown(token), wanted: wanted,
            isNaming: before.map {
              Parser.declarationKeywords.contains($0) || $0 == .isTrue || $0 == .isNotTrue
            } ?? (startsItem[index] && peek().kind == .word),
            at: token.range))
      }
      if let foreign = ForeignWords.keyword(meant: token.text) {
        return fail(SyntaxMessages.foreignWord(token.text, meant: foreign.spelling, at: token.range))
      }
    default: break
    }
    if token.startsLine && !startsItem[index] || token.punctuation == .closeBrace
      || token.punctuation == .semicolon
      || token.range.lower == token.range.upper
    {
      return fail(SyntaxMessages.expectedAtEnd(wanted, at: endOfText))
    }
    return fail(SyntaxMessages.expected(wanted, found: shown(token), at: token.range))
  }

  /// Just after the last token read.
  private var endOfText: SourceRange {
    guard index > 0 else { return current.range }
    let end = tokens[index - 1].range.upper
    return SourceRange(file: file, lower: tokens[index - 1].range.lower, upper: end)
  }

  package mutating func gluedDiagnostic(_ token: Token) -> Diagnostic? {
    guard token.kind == .word else { return nil }
    if knownWords == nil {
      knownWords = Set(tokens.filter { $0.kind == .word || $0.kind == .quotedName }.map(\.text))
    }
    guard let separated = GluedWords.separated(token.text, known: knownWords ?? []) else { return nil }
    return SyntaxMessages.glued(token.text, separated: separated, at: token.range)
  }

  // MARK: Nesting and blocks

  /// Each call is undone by `depth -= 1`.
  package mutating func enter() throws(Stumble) {
    if depth >= Parser.deepest { throw fail(SyntaxMessages.tooDeep(at: current.range)) }
    depth += 1
  }

  /// `{ item；item }`, where a new line separates too.
  package mutating func block(
    _ wanted: Wanted = .wanted("“{”", "“{”"), stopsAt isStop: (Token) -> Bool = { _ in false },
    _ item: (inout Parser) throws(Stumble) -> Void
  ) throws(Stumble) {
    let open = index
    guard at(.openBrace) else { throw expected(wanted) }
    try enter()
    defer { depth -= 1 }
    advance()
    let close = match[open]
    while index < close {
      if take(.semicolon) { continue }
      let start = index
      startsItem[start] = true
      let outerDepth = depth
      do {
        try item(&self)
        if index == start { throw expected(.wanted("别的内容", "something else")) }
      } catch {
        depth = outerDepth
        recover(from: start, limit: close, stopsAt: isStop)
      }
    }
    index = close
    advance()
  }

  /// Skips to the next item of the block: past a `；`, or to a token that starts a line.
  package mutating func recover(from start: Int, limit: Int, stopsAt isStop: (Token) -> Bool) {
    var i = start
    let reached = max(index, start + 1)
    while i < limit {
      let token = tokens[i]
      if i >= reached {
        if token.punctuation == .semicolon {
          index = i + 1
          return
        }
        let startsItem = token.startsLine && token.keyword?.continuesExpression != true
        if startsItem || token.kind == .label || isStop(token) {
          index = i
          return
        }
      }
      i = match[i] > i ? match[i] + 1 : i + 1
    }
    index = limit
  }

  /// Whether an item of a block can end before the current token.
  package var atItemEnd: Bool {
    current.startsLine || at(.semicolon) || at(.closeBrace) || current.kind == .end || current.kind == .label
  }
}
