/// Makes brackets match: what was left open is closed where the layout says, what closes nothing is
/// dropped, and each is reported once. The parser then works on a balanced stream.
package struct BracketMatcher {
  private var output: [Token] = []
  private var matches: [Int] = []
  private var open: [(index: Int, sign: Punctuation, lineIndentation: Int)] = []
  private var diagnostics: [Diagnostic] = []
  private var usesLayout = false
  private var lineIndentation = 0
  /// One lost bracket can leave many open.
  private static let mostReported = 20

  /// Without bad tokens. `match` gives the closing token's index for each opening token's.
  package static func match(
    _ tokens: [Token]
  ) -> (tokens: [Token], match: [Int], diagnostics: [Diagnostic]) {
    let kept = tokens.filter { $0.kind != .bad }
    var matcher = BracketMatcher()
    matcher.run(kept)
    if !matcher.diagnostics.isEmpty {
      matcher = BracketMatcher()
      matcher.usesLayout = true
      matcher.run(kept)
    }
    return (matcher.output, matcher.matches, matcher.diagnostics)
  }

  private mutating func run(_ tokens: [Token]) {
    for (index, token) in tokens.enumerated() {
      if token.startsLine { lineIndentation = token.indentation }
      if token.kind == .end {
        while !open.isEmpty { closeLast(before: token) }
        append(token)
        continue
      }
      if usesLayout, token.startsLine, token.indentation == 0, startsDeclaration(tokens, index) {
        while !open.isEmpty { closeLast(before: token) }
      }
      if token.kind == .label || token.punctuation == .semicolon { closeInner(before: token) }
      guard let sign = token.punctuation else {
        append(token)
        continue
      }
      if sign.closing != nil {
        open.append((output.count, sign, lineIndentation))
        append(token)
      } else if sign.isClosing {
        close(token, sign)
      } else {
        append(token)
      }
    }
  }

  private func startsDeclaration(_ tokens: [Token], _ index: Int) -> Bool {
    guard let keyword = tokens[index].keyword, Parser.declarationKeywords.contains(keyword),
      index + 1 < tokens.count
    else { return false }
    let next = tokens[index + 1]
    return next.kind == .word || next.kind == .quotedName
  }

  private mutating func append(_ token: Token) {
    output.append(token)
    matches.append(-1)
  }

  /// A separator or a label ends parentheses and lists that were left open.
  private mutating func closeInner(before token: Token) {
    while let last = open.last, last.sign != .openBrace { closeLast(before: token) }
  }

  private mutating func close(_ token: Token, _ sign: Punctuation) {
    if usesLayout, sign == .closeBrace, token.startsLine {
      // A brace at an outer block's indentation closes that block: inner ones were left open.
      while let last = open.last, last.lineIndentation > token.indentation,
        open.dropLast().contains(where: { $0.sign == .openBrace && $0.lineIndentation == token.indentation })
      {
        closeLast(before: token)
      }
    }
    if sign == .closeBrace { closeInner(before: token) }
    guard let last = open.last, last.sign.closing == sign else {
      if sign != .closeBrace, let inner = open.last, inner.sign != .openBrace,
        open.dropLast().reversed().prefix(while: { $0.sign != .openBrace }).contains(where: {
          $0.sign.closing == sign
        })
      {
        closeLast(before: token)
        return close(token, sign)
      }
      diagnostics.append(SyntaxMessages.strayBracket(sign, at: token.range))
      return
    }
    open.removeLast()
    matches[last.index] = output.count
    append(token)
  }

  private mutating func closeLast(before token: Token) {
    guard let last = open.popLast(), let closing = last.sign.closing else { return }
    let opener = output[last.index]
    let end = output.last?.range.upper ?? token.range.lower
    let place = SourceRange(file: token.range.file, lower: end, upper: end)
    if diagnostics.count < BracketMatcher.mostReported {
      diagnostics.append(
        SyntaxMessages.unclosedBracket(last.sign, at: opener.range, insertion: place))
    }
    matches[last.index] = output.count
    append(
      Token(kind: .punctuation(closing), range: place, triviaLower: end, text: closing.rawValue))
  }
}
