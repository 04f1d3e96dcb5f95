/// A file's content without comments and layout, for hashing a rule set: keywords in their canonical
/// Chinese spelling, one item a line, half-width punctuation. Files with the same text here have the
/// same meaning; it is no format for people.
public func normalised(_ file: SourceFile) -> String {
  var parser = Parser(file, file: 0)
  _ = parser.declarations()
  var text = ""
  for (index, token) in parser.tokens.enumerated() {
    if token.kind == .end || token.punctuation == .semicolon { continue }
    let startsLine = parser.startsItem[index] || token.punctuation == .closeBrace
    if !text.isEmpty { text += startsLine ? "\n" : " " }
    text += parser.canonical(index)
  }
  return text.isEmpty ? text : text + "\n"
}

extension Parser {
  fileprivate func canonical(_ index: Int) -> String {
    let token = tokens[index]
    switch token.kind {
    case .punctuation(let sign): return sign.rawValue
    case .word, .sign:
      if isKeyword[index], let keyword = token.keyword { return keyword.chinese }
      return token.keyword == nil ? token.text : "「\(token.text)」"
    case .quotedName:
      let isPlain = KeywordTable.keyword(spelled: token.text) == nil && isOneWord(token.text)
      return isPlain ? token.text : "「\(token.text)」"
    case .number:
      switch token.literal {
      case .day(let day): return day.text
      case .month(let month): return month.text
      default: return token.text + token.unit
      }
    case .text: return "“\(token.text)”"
    default: return text(token.range)
    }
  }

  private func isOneWord(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    guard let first = scalars.first else { return false }
    return first.isHan
      ? scalars.allSatisfy(\.isHan) : first.startsIdentifier && scalars.allSatisfy(\.continuesIdentifier)
  }
}
