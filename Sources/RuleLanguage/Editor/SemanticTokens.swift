/// A piece of text with what it means, for colouring.
public struct SemanticToken: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    case keyword, function, type, property, enumMember, parameter, variable, string, number, `operator`,
      comment, namespace
  }
  public let range: SourceRange
  public let kind: Kind
  public let isDeclaration: Bool
}

extension EditorAnalysis {
  /// In the order of the text; they do not overlap.
  public func semanticTokens(ofFile file: Int) -> [SemanticToken] {
    guard files.indices.contains(file) else { return [] }
    var parser = Parser(files[file], file: file)
    _ = parser.declarations()
    let named = Dictionary(
      uses.filter { $0.range.file == file }.map { ($0.range.lower, $0) },
      uniquingKeysWith: { first, _ in first })
    var result: [SemanticToken] = []
    let bytes = Array(files[file].text.utf8)
    for (index, token) in parser.tokens.enumerated() {
      result += comments(bytes, SourceRange(file: file, lower: token.triviaLower, upper: token.range.lower))
      if token.range.length == 0 { continue }
      guard let kind = kind(of: token, isKeyword: parser.isKeyword[index], named[token.range.lower]) else {
        continue
      }
      let isDeclaration = named[token.range.lower]?.isDeclaration ?? false
      result.append(SemanticToken(range: token.range, kind: kind, isDeclaration: isDeclaration))
    }
    return result
  }

  private func kind(of token: Token, isKeyword: Bool, _ use: NameUse?) -> SemanticToken.Kind? {
    switch token.kind {
    case .text: return .string
    case .number: return use == nil ? .number : .enumMember
    case .sign: return .operator
    case .label: return .operator
    case .word, .quotedName: break
    case .punctuation, .bad, .end: return nil
    }
    if let use, use.range == token.range { return kind(of: use.symbol) }
    guard isKeyword, let keyword = token.keyword else { return nil }
    return Parser.functions.contains(keyword) ? .function : .keyword
  }

  private func kind(of symbol: Symbol) -> SemanticToken.Kind {
    switch symbol {
    case .codeList, .table, .reverse, .ledger: .type
    case .code, .codeSet: .enumMember
    case .field, .definition: .property
    case .parameter, .input: .parameter
    case .tableFunction: .function
    case .policy, .item, .programme, .lifeEvent, .exclusiveGroup: .namespace
    case .local: .variable
    }
  }

  private func comments(_ bytes: [UInt8], _ trivia: SourceRange) -> [SemanticToken] {
    let text = String(decoding: bytes[trivia.lower..<trivia.upper], as: UTF8.self)
    var result: [SemanticToken] = []
    var offset = trivia.lower
    var start: Int?
    func end(at upper: Int) {
      if let start {
        let range = SourceRange(file: trivia.file, lower: start, upper: upper)
        result.append(SemanticToken(range: range, kind: .comment, isDeclaration: false))
      }
      start = nil
    }
    for scalar in text.unicodeScalars {
      if scalar.isNewline { end(at: offset) } else if scalar.halfWidth == "#", start == nil { start = offset }
      offset += UTF8.width(scalar)
    }
    end(at: trivia.upper)
    return result
  }
}
