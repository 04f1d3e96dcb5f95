/// Something that could be written at a place.
public struct Completion: Hashable, Sendable {
  public enum Kind: String, Sendable {
    case keyword, function, field, relation, tag, measure, parameter, policy, code, codeSet, entity, name
  }
  /// What is shown and, unless `insertion` says otherwise, written.
  public let label: String
  public let kind: Kind
  /// Type, source, parent path …, in one line.
  public let detail: Message
  /// The name as it must be written: in 「」 where it needs them, as a path where it is not unique.
  public let insertion: String
}

public struct Completions: Sendable {
  /// Best first.
  public let items: [Completion]
  /// What is being written, to be replaced by one of them.
  public let replaced: SourceRange
  /// More would fit than are listed.
  public let isCut: Bool
}

extension ParsedFolder {
  /// No more than these are offered at once; the rest appear as more is written.
  public static let mostCompletions = 200

  /// What fits at this UTF-8 offset. Costs about as much as a check without the bodies of other policies.
  public func completions(file: Int, at offset: Int) -> Completions {
    guard files.indices.contains(file) else {
      return Completions(items: [], replaced: SourceRange(file: file, lower: 0, upper: 0), isCut: false)
    }
    let place = WordInProgress(files[file].text, file: file, at: offset)
    guard let text = place.probed else {
      return Completions(items: [], replaced: place.range, isCut: false)
    }
    let probe = CompletionProbe()
    var parser = Parser(SourceFile(path: files[file].path, text: text), file: file)
    parser.probe = probe
    let declarations = parser.declarations()
    var changed = files
    changed[file] = SourceFile(path: files[file].path, text: text)
    var checker = Checker(files: changed, attachments: attachments)
    checker.probe = probe
    checker.check(
      parsed.enumerated().flatMap { index, other in
        (index == file ? declarations : other.tree.declarations).map {
          index == file ? $0.reduced(to: place.marker) : $0.reduced(to: nil)
        }
      })
    var list = CompletionList(checker, probe, written: place.written)
    list.collect()
    return Completions(
      items: Array(list.sorted.prefix(ParsedFolder.mostCompletions)), replaced: place.range,
      isCut: list.sorted.count > ParsedFolder.mostCompletions)
  }
}

/// The word that a cursor is in or behind, and the text with a marker in its place.
struct WordInProgress {
  let range: SourceRange
  let written: String
  /// `nil` where nothing can be offered: inside a text, a comment or a figure.
  let probed: String?
  /// Where the marker stands in that text.
  let marker: Int

  init(_ text: String, file: Int, at offset: Int) {
    let bytes = Array(text.utf8)
    let offset = min(max(offset, 0), bytes.count)
    let tokens = Lexer.lex(SourceFile(path: "", text: text), file: file).tokens
    func slice(_ lower: Int, _ upper: Int) -> String { String(decoding: bytes[lower..<upper], as: UTF8.self) }
    let empty = SourceRange(file: file, lower: offset, upper: offset)
    let token = tokens.last { $0.range.lower < offset && offset <= $0.range.upper }
    // A comment runs from its sign to the end of the line.
    let trivia =
      tokens.first { $0.range.lower >= offset }.map { slice(min($0.triviaLower, offset), offset) } ?? ""
    let lastLine = trivia.unicodeScalars.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .last
    let isComment = token == nil && lastLine?.contains { $0.halfWidth == "#" } == true
    var (range, before, after) = (empty, " ", " ")
    var isOffered = !isComment
    switch token?.kind {
    case .word?, .quotedName?: range = token?.range ?? empty
    case .text?:
      let start = token?.range.lower ?? offset
      let head = slice(start, offset)
      if let brace = head.utf8.lastIndex(of: UInt8(ascii: "{")), !head[brace...].contains("}") {
        let lower = start + head.utf8.distance(from: head.startIndex, to: brace) + 1
        range = SourceRange(file: file, lower: lower, upper: offset)
        let rest = slice(offset, token?.range.upper ?? offset)
        (before, after) = ("", rest.prefix { $0 != "{" }.contains("}") ? "" : "}")
      } else {
        isOffered =
          offset == token?.range.upper && bytes.count > 0 && head.count > 1 && "”\"".contains(head.suffix(1))
      }
    case .number?:
      isOffered = false
    default: if token?.punctuation == .dot || token?.punctuation == .slash { before = "" }
    }
    // In 「」 that were opened only, what follows on the line is not part of the name.
    if token?.kind == .quotedName, !slice(range.lower, range.upper).hasSuffix("」") {
      range = SourceRange(file: file, lower: range.lower, upper: offset)
    }
    self.range = range
    let written = slice(range.lower, min(offset, range.upper))
    self.written = written.hasPrefix("「") ? String(written.dropFirst()) : written
    marker = range.lower + before.utf8.count
    probed =
      isOffered
      ? slice(0, range.lower) + before + CompletionProbe.marker + after + slice(range.upper, bytes.count)
      : nil
  }
}

extension DeclarationSyntax {
  /// Without the bodies that do not touch the offset: they do not change what names there are.
  fileprivate func reduced(to offset: Int?) -> DeclarationSyntax {
    guard case .policy(var policy) = self else { return self }
    if let offset, policy.range.lower <= offset, offset <= policy.range.upper { return self }
    policy.conditions = nil
    policy.exclusions = nil
    policy.renewal = nil
    policy.instalments = nil
    policy.benefit = nil
    policy.limits = []
    policy.selections = []
    policy.versions = []
    policy.cases = []
    policy.push = nil
    policy.claimPeriod = nil
    policy.totalCap = nil
    policy.items = policy.items.map { item in
      var bare = ItemSyntax(name: item.name, range: item.range)
      bare.payment = item.payment
      return bare
    }
    return .policy(policy)
  }
}
