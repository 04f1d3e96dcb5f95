/// Cuts one file into tokens. Never fails: what has no meaning becomes a diagnostic, and every byte
/// belongs to a token or to the trivia before one.
package struct Lexer {
  package let file: Int
  package let scalars: [Unicode.Scalar]
  private let bytes: [UInt8]
  /// UTF-8 offset of each scalar, and of the end.
  package let offsets: [Int]
  package var position = 0
  package var tokens: [Token] = []
  package var diagnostics: [Diagnostic] = []
  private var triviaStart = 0
  private var lineStart = 0
  private var lineHasToken = false
  package var openBrackets: [Punctuation] = []

  package init(_ source: SourceFile, file: Int) {
    self.file = file
    bytes = Array(source.text.utf8)
    var scalars: [Unicode.Scalar] = []
    var offsets: [Int] = []
    scalars.reserveCapacity(bytes.count)
    offsets.reserveCapacity(bytes.count + 1)
    var offset = 0
    for scalar in source.text.unicodeScalars {
      scalars.append(scalar)
      offsets.append(offset)
      offset += UTF8.width(scalar)
    }
    offsets.append(offset)
    self.scalars = scalars
    self.offsets = offsets
  }

  /// The last token is always `.end`.
  package static func lex(_ source: SourceFile, file: Int) -> (tokens: [Token], diagnostics: [Diagnostic]) {
    var lexer = Lexer(source, file: file)
    lexer.run()
    return (lexer.tokens, lexer.diagnostics)
  }

  private mutating func run() {
    while true {
      skipTrivia()
      guard position < scalars.count else { break }
      let before = position
      lexToken()
      precondition(position > before, "the lexer moves on with every token")
    }
    add(.end, from: position)
  }

  private mutating func skipTrivia() {
    while let scalar = peek() {
      if scalar.isNewline {
        position += 1
        lineStart = position
        lineHasToken = false
      } else if scalar.isBlank {
        position += 1
      } else if scalar.halfWidth == "#" {
        while let next = peek(), !next.isNewline { position += 1 }
      } else {
        return
      }
    }
  }

  private mutating func lexToken() {
    guard let scalar = peek() else { return }
    if startsClause || followsComma || namesClause, lexLabel() { return }
    if scalar.isDigit {
      lexNumber()
    } else if scalar.isHan || scalar.startsIdentifier {
      lexWord()
    } else {
      lexSign(scalar)
    }
  }

  // MARK: Reading

  package func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
    position + ahead < scalars.count ? scalars[position + ahead] : nil
  }

  package func half(_ ahead: Int = 0) -> Unicode.Scalar? { peek(ahead)?.halfWidth }

  package func range(_ lower: Int, _ upper: Int) -> SourceRange {
    SourceRange(file: file, lower: offsets[lower], upper: offsets[upper])
  }

  package func sourceText(_ lower: Int, _ upper: Int) -> String {
    String(decoding: bytes[offsets[lower]..<offsets[upper]], as: UTF8.self)
  }

  package func halfWidthText(_ lower: Int, _ upper: Int) -> String {
    guard scalars[lower..<upper].contains(where: { $0.halfWidth != $0 }) else {
      return sourceText(lower, upper)
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[lower..<upper].lazy.map(\.halfWidth))
    return String(text)
  }

  /// End of the Han run that starts at `start`; a middle dot inside it belongs to it.
  package func hanRunEnd(_ start: Int) -> Int {
    var end = start
    while end < scalars.count {
      let isDot = scalars[end] == "·" && end > start && end + 1 < scalars.count && scalars[end + 1].isHan
      guard scalars[end].isHan || isDot else { break }
      end += 1
    }
    return end
  }

  // MARK: Tokens

  package mutating func add(
    _ kind: Token.Kind, from start: Int, text: String = "", keyword: Keyword? = nil,
    literal: LiteralSyntax.Value? = nil, unit: String = ""
  ) {
    tokens.append(
      Token(
        kind: kind, range: range(start, position), triviaLower: offsets[triviaStart],
        startsLine: !lineHasToken, indentation: start - lineStart, text: text, keyword: keyword,
        literal: literal, unit: unit))
    triviaStart = position
    lineHasToken = true
    guard case .punctuation(let sign) = kind else { return }
    if sign.closing != nil {
      openBrackets.append(sign)
    } else if sign.isClosing, let last = openBrackets.lastIndex(where: { $0.closing == sign }) {
      openBrackets.removeSubrange(last...)
    }
  }

  private var startsClause: Bool {
    if !lineHasToken { return true }
    return tokens.last?.punctuation == .openBrace || tokens.last?.punctuation == .semicolon
  }

  /// After a header `条件` or `排除`, or `删去 条件`: a Han numeral in parentheses is a clause's label.
  private var namesClause: Bool {
    guard let word = tokens.last, word.keyword == .conditions || word.keyword == .exclusions else {
      return false
    }
    let before = tokens.dropLast().last
    let isHeader =
      word.startsLine || before?.punctuation == .openBrace || before?.punctuation == .semicolon
      || before?.punctuation == .closeBrace || before?.keyword == .withdrawn
    return isHeader && half() == "(" && position + 1 < scalars.count && scalars[position + 1].isHanNumeral
  }

  /// `年满 80周岁，（二）…`: the comma is a mistake, the label is not.
  private var followsComma: Bool {
    guard tokens.last?.punctuation == .comma, openBrackets.last == .openBrace, half() == "(",
      let inner = peek(1), let end = peek(2)
    else { return false }
    return inner.isHanNumeral && (end.halfWidth == ")" || end.isHanNumeral)
  }

  /// `（一）`, `1.`, `(a)`.
  private mutating func lexLabel() -> Bool {
    let start = position
    var end = start
    if half() == "(" {
      var inner = start + 1
      while inner < scalars.count, scalars[inner].isHanNumeral { inner += 1 }
      let isHan = inner > start + 1
      if !isHan {
        guard openBrackets.last ?? .openBrace == .openBrace else { return false }
        while inner < scalars.count, scalars[inner].isDigit, inner < start + 4 { inner += 1 }
        if inner == start + 1, inner < scalars.count, scalars[inner].startsIdentifier { inner += 1 }
      }
      guard inner > start + 1, inner < scalars.count, scalars[inner].halfWidth == ")" else { return false }
      end = inner + 1
    } else {
      while end < scalars.count, scalars[end].isDigit { end += 1 }
      guard end > start, end - start <= 2, end < scalars.count, scalars[end].halfWidth == "." else {
        return false
      }
      end += 1
      if end < scalars.count, scalars[end].isDigit { return false }
    }
    position = end
    add(.label, from: start, text: sourceText(start, end))
    return true
  }

  private mutating func lexWord() {
    let start = position
    if scalars[start].isHan {
      position = hanRunEnd(start)
    } else {
      while let next = peek(), next.continuesIdentifier { position += 1 }
    }
    if lexMultiple(from: start) { return }
    let text = halfWidthText(start, position)
    if let meant = Lexer.redundantAnd[text], let keyword = KeywordTable.keyword(spelled: meant) {
      diagnostics.append(SyntaxMessages.andAbove(text, meant: meant, at: range(start, position)))
      return add(.word, from: start, text: meant, keyword: keyword)
    }
    let keyword = KeywordTable.keyword(spelled: text)
    if keyword == nil, let next = peek() {
      if next.isHan || next.startsIdentifier, !followedByKeyword {
        return lexMixedName(from: start)
      }
      if next.isDigit, isDeclared || figureBelongsToName {
        return lexMixedName(from: start)
      }
      if next.isDigit, ForeignWords.keyword(meant: text) == nil, !Lexer.beforeFigures.contains(text) {
        let junction = range(position, position)
        diagnostics.append(
          SyntaxMessages.missingSpaceBeforeFigure(
            word: text, at: range(start, position + 1), insertion: junction))
      }
    }
    add(.word, from: start, text: text, keyword: keyword)
  }

  /// The word before begins a declaration, so that a name follows.
  private var isDeclared: Bool {
    switch tokens.last?.keyword {
    case .policy, .tag, .measure, .entity, .relation, .codeList, .codeSet, .parameter, .ledger,
      .lifeEvent:
      true
    default: false
    }
  }

  private var followedByKeyword: Bool {
    guard let next = peek() else { return false }
    var end = position
    if next.isHan {
      end = hanRunEnd(position)
    } else {
      while end < scalars.count, scalars[end].continuesIdentifier { end += 1 }
    }
    return KeywordTable.keyword(spelled: halfWidthText(position, end)) != nil
  }

  /// `企业A`, `5A级`: one name that needs 「」.
  package mutating func lexMixedName(from start: Int) {
    while let next = peek(), next.isHan || next.continuesIdentifier { position += 1 }
    let text = halfWidthText(start, position)
    if let figure = Lexer.figure(meant: text) {
      diagnostics.append(SyntaxMessages.letterInFigure(text, figure: figure, at: range(start, position)))
    } else {
      diagnostics.append(SyntaxMessages.mixedName(text, at: range(start, position)))
    }
    add(.word, from: start, text: text)
  }

  /// The figure where letters stand for some of its digits and a known unit follows.
  private static func figure(meant text: String) -> String? {
    let head = text.prefix { $0.isASCII }
    let unit = text.dropFirst(head.count)
    guard head.contains(where: \.isNumber), !unit.isEmpty,
      UnitTable.longest(in: unit.unicodeScalars.map { $0 })?.name == String(unit)
    else { return nil }
    var digits = ""
    for character in head {
      switch character {
      case "O", "o": digits += "0"
      case "l", "I": digits += "1"
      default:
        guard character.isNumber || character == "." else { return nil }
        digits.append(character)
      }
    }
    return digits + unit
  }

  // MARK: Signs and quotes

  private mutating func lexSign(_ scalar: Unicode.Scalar) {
    let start = position
    switch scalar {
    case "“", "”", "\"": return lexText()
    case "「": return lexQuotedName()
    default: break
    }
    let sign = scalar.halfWidth
    if let punctuation = Punctuation(rawValue: String(Character(sign))) {
      position += 1
      return add(.punctuation(punctuation), from: start, text: punctuation.rawValue)
    }
    if let next = half(1), let twoWide = Lexer.pairedSign(sign, next) {
      position += 2
      if let canonical = twoWide.meant {
        diagnostics.append(
          SyntaxMessages.foreignSign(
            sourceText(start, position), meant: canonical, at: range(start, position)))
      }
      let keyword = KeywordTable.keyword(spelled: twoWide.meant ?? twoWide.text)
      return add(.sign, from: start, text: twoWide.text, keyword: keyword)
    }
    position += 1
    let text = String(Character(sign))
    if let keyword = KeywordTable.keyword(spelled: text) {
      return add(.sign, from: start, text: text, keyword: keyword)
    }
    if let meant = Lexer.lookalike(scalar) {
      diagnostics.append(SyntaxMessages.foreignSign(text, meant: meant, at: range(start, position)))
      return add(.sign, from: start, text: text, keyword: KeywordTable.keyword(spelled: meant))
    }
    while peek() == scalar { position += 1 }
    diagnostics.append(SyntaxMessages.badCharacter(scalar, at: range(start, position)))
    add(.bad, from: start, text: text)
  }

  /// Signs that an input method offers beside the right one.
  private static func lookalike(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "≦", "⩽", "≤": "≤"
    case "≧", "⩾", "≥": "≥"
    case "﹤", "〈": "<"
    case "﹥", "〉": ">"
    case "≒", "≈", "﹦": "="
    case "╳", "✕", "✖", "＊", "∗": "×"
    case "∕": "÷"
    default: nil
    }
  }

  /// Signs of two characters; `meant` is set for signs of other languages.
  private static func pairedSign(
    _ a: Unicode.Scalar, _ b: Unicode.Scalar
  ) -> (text: String, meant: String?)? {
    switch (a, b) {
    case (">", "="): (">=", nil)
    case ("<", "="): ("<=", nil)
    case ("!", "="): ("!=", nil)
    case ("=", "="): ("==", "=")
    case ("<", ">"): ("<>", "≠")
    case ("&", "&"): ("&&", "且")
    case ("|", "|"): ("||", "或")
    default: nil
    }
  }
}
