/// Which spelling the formatter gives keywords; names and figures stay as their author wrote them.
public enum Spelling: Sendable {
  case kept, chinese, english
}

/// Lays a file out in the one style: two blanks of indentation for each block, one blank between words,
/// full-width punctuation in Chinese files and half-width in English ones. Comments, blank lines and
/// the author's lines stay. A file with errors comes back unchanged, with what is wrong.
///
/// Formatting twice is formatting once, and the meaning never changes.
public func format(
  _ file: SourceFile, spelling: Spelling = .kept
) -> (text: String, diagnostics: [Diagnostic]) {
  var parser = Parser(file, file: 0)
  _ = parser.declarations()
  if parser.diagnostics.contains(where: { $0.severity == .error }) {
    return (file.text, parser.diagnostics)
  }
  var formatter = Formatter(parser, spelling)
  return (formatter.run(), parser.diagnostics)
}

package struct Formatter {
  private let tokens: [Token]
  private let isKeyword: [Bool]
  private let startsItem: [Bool]
  private let isUnary: [Bool]
  private let bytes: [UInt8]
  private let spelling: Spelling
  private let isChinese: Bool
  private var output = ""
  private var line = ""
  private var lineIndentation = 0
  /// Indentation of the line that each open bracket is on.
  private var open: [Int] = []

  package init(_ parser: Parser, _ spelling: Spelling) {
    tokens = parser.tokens
    isKeyword = parser.isKeyword
    startsItem = parser.startsItem
    isUnary = parser.isUnary
    bytes = Array(parser.source.text.utf8)
    self.spelling = spelling
    switch spelling {
    case .chinese: isChinese = true
    case .english: isChinese = false
    case .kept:
      var balance = 0
      for (token, isKeyword) in zip(parser.tokens, parser.isKeyword) where isKeyword && token.kind == .word {
        balance += token.text.unicodeScalars.first?.isHan == true ? 1 : -1
      }
      isChinese = balance >= 0
    }
  }

  package mutating func run() -> String {
    for index in tokens.indices {
      trivia(before: index)
      let token = tokens[index]
      if token.kind == .end { break }
      if line.isEmpty {
        lineIndentation = indentation(index)
        line = String(repeating: " ", count: lineIndentation)
      } else {
        line += separator(index)
      }
      line += spelled(index)
      track(token)
    }
    endLine()
    return output
  }

  // MARK: Lines

  private mutating func endLine() {
    if line.isEmpty { return }
    output += line + "\n"
    line = ""
  }

  /// Comments and line ends between two tokens. One blank line stays where there were some.
  private mutating func trivia(before index: Int) {
    let token = tokens[index]
    let text = String(decoding: bytes[token.triviaLower..<token.range.lower], as: UTF8.self)
    var blankLines = 0
    for (number, part) in lines(of: text).enumerated() {
      let comment = trimmed(part)
      if number > 0 {
        endLine()
        if comment.isEmpty { blankLines += 1 }
      }
      if comment.isEmpty { continue }
      if line.isEmpty {
        if blankLines > (number > 0 ? 0 : 1) { blankLine(before: index) }
        output += String(repeating: " ", count: commentIndentation(index)) + comment + "\n"
      } else {
        output += line + "  " + comment + "\n"
        line = ""
      }
      blankLines = 0
    }
    // The last part is the blanks before the token itself.
    if blankLines > 1 { blankLine(before: index) }
  }

  private mutating func blankLine(before index: Int) {
    let closes = tokens[index].punctuation?.isClosing == true || tokens[index].kind == .end
    if output.isEmpty || closes || output.hasSuffix("{\n") || output.hasSuffix("\n\n") { return }
    output += "\n"
  }

  private func lines(of text: String) -> [String] {
    var result = [""]
    for character in text {
      if character.isNewline { result.append("") } else { result[result.count - 1].append(character) }
    }
    return result
  }

  private func trimmed(_ text: String) -> String {
    var scalars = Array(text.unicodeScalars)
    while let last = scalars.last, last.isBlank { scalars.removeLast() }
    let first = scalars.firstIndex { !$0.isBlank } ?? scalars.count
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars[first...])
    return String(result)
  }

  private func commentIndentation(_ index: Int) -> Int { open.last.map { $0 + 2 } ?? 0 }

  private func indentation(_ index: Int) -> Int {
    guard let outer = open.last else { return startsItem[index] ? 0 : 4 }
    if tokens[index].punctuation?.isClosing == true { return outer }
    let continues = !startsItem[index] && tokens[index].punctuation != .semicolon && isInBraces
    return outer + (continues ? 6 : 2)
  }

  private var openSigns: [Punctuation] = []
  private var isInBraces: Bool { openSigns.last == .openBrace }

  private mutating func track(_ token: Token) {
    guard let sign = token.punctuation else { return }
    if sign.closing != nil {
      open.append(lineIndentation)
      openSigns.append(sign)
    } else if sign.isClosing {
      _ = open.popLast()
      _ = openSigns.popLast()
    }
  }

  // MARK: Spaces

  /// What stands between a token and the one before it on the same line.
  private func separator(_ index: Int) -> String {
    let token = tokens[index]
    let previous = tokens[index - 1]
    if isGlued(previous, token, index) { return "" }
    if previous.kind == .label { return previous.text.unicodeScalars.last == "）" ? "" : " " }
    let isNewItem =
      startsItem[index] && previous.punctuation != .semicolon && previous.punctuation != .openBrace
    let isBasis = token.keyword == .basis && isKeyword[index]
    return isNewItem || isBasis ? "  " : " "
  }

  private func isGlued(_ previous: Token, _ token: Token, _ index: Int) -> Bool {
    switch previous.punctuation {
    case .openParen, .openBracket, .dot, .slash: return true
    case .comma:
      let splitsFigure = index > 1 && readsAsOneFigure(tokens[index - 2], token)
      if isChinese && !splitsFigure { return true }
    case .colon, .semicolon: if isChinese { return true }
    default: break
    }
    switch token.punctuation {
    case .closeParen, .closeBracket, .dot, .slash, .comma, .colon, .semicolon: return true
    case .openParen: return opensCall(index)
    default: break
    }
    if isUnary[index - 1] { return true }
    return gluesFigure(previous, token, index)
  }

  /// `3， 100元`: without the blank, a figure of four digits.
  private func readsAsOneFigure(_ first: Token, _ second: Token) -> Bool {
    guard first.kind == .number, second.kind == .number, first.unit.isEmpty else { return false }
    let head = source(first).unicodeScalars
    let tail = source(second).unicodeScalars.prefix { $0.isDigit }
    return head.count <= 3 && head.allSatisfy(\.isDigit) && tail.count == 3
  }

  /// `周岁（`, `低保标准（`, and the marks `（含）`.
  private func opensCall(_ index: Int) -> Bool {
    let previous = tokens[index - 1]
    if index + 1 < tokens.count, let word = tokens[index + 1].keyword,
      word == .inclusive || word == .exclusive,
      isKeyword[index + 1]
    {
      return true
    }
    switch previous.kind {
    case .quotedName: return true
    case .word:
      if !isKeyword[index - 1] { return true }
      guard let keyword = previous.keyword else { return true }
      return Parser.functions.contains(keyword) || [.conditions, .exclusions, .transition].contains(keyword)
    default: return false
    }
  }

  /// `近12个月`, `第2条`, `至少2项满足`, `24个月内`: only between Han characters and figures.
  private func gluesFigure(_ previous: Token, _ token: Token, _ index: Int) -> Bool {
    let before: Set<Keyword> = [.recent, .nth, .atLeast, .exactly, .whenDivisor]
    let after: Set<Keyword> = [.inside, .includingThisMonth, .hold]
    if token.kind == .number, isKeyword[index - 1], let keyword = previous.keyword, before.contains(keyword) {
      return spelled(index - 1).unicodeScalars.last?.isHan == true
    }
    if previous.kind == .number, isKeyword[index], let keyword = token.keyword, after.contains(keyword) {
      let ends = spelled(index - 1).unicodeScalars.last
      return spelled(index).unicodeScalars.first?.isHan == true && ends?.startsIdentifier != true
    }
    return false
  }

  // MARK: Spelling

  private func source(_ token: Token) -> String {
    String(decoding: bytes[token.range.lower..<token.range.upper], as: UTF8.self)
  }

  private func spelled(_ index: Int) -> String {
    let token = tokens[index]
    switch token.kind {
    case .punctuation(let sign): return punctuation(sign)
    case .word, .sign:
      guard isKeyword[index], let keyword = token.keyword else { return token.text }
      switch spelling {
      case .kept: return token.text
      case .english: return keyword.english
      case .chinese: return token.text == keyword.english ? keyword.chinese : token.text
      }
    case .number: return halfWidth(source(token))
    case .text:
      let text = source(token)
      guard text.unicodeScalars.first == "\"" else { return text }
      let isPlain = !token.text.unicodeScalars.contains { $0 == "“" || $0 == "”" }
      return isPlain ? "“\(token.text)”" : text
    default: return source(token)
    }
  }

  private func halfWidth(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map(\.halfWidth)))
  }

  private func punctuation(_ sign: Punctuation) -> String {
    guard isChinese else { return sign.rawValue }
    return switch sign {
    case .comma: "，"
    case .semicolon: "；"
    case .colon: "："
    case .openParen: "（"
    case .closeParen: "）"
    default: sign.rawValue
    }
  }
}
