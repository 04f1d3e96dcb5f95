/// Finds out what could stand at one place: a name that nobody bears is put there, and the parser and
/// the checker say what they would have taken instead.
package final class CompletionProbe {
  /// Two rare characters around others, so that no author's name is the same.
  package static let marker = "〇待补〇"

  /// In the order in which the parser asked.
  private(set) var keywords: [Keyword] = []
  /// A value or a condition may begin here.
  private(set) var beginsValue = false
  /// The records over which a name alone would be, and the type that is wanted.
  private(set) var frames: [(frame: Frame, expected: ValueType?)] = []
  private(set) var members: [TableID] = []
  private(set) var relations: [TableID] = []
  /// Code lists, with the names of a path before the last.
  private(set) var codes: [(list: CodeListID, above: [String])] = []
  private(set) var names: [(kind: Message, names: [String])] = []

  package init() {}

  private func isHere(_ name: NameSyntax) -> Bool { name.text == CompletionProbe.marker }

  // MARK: The parser

  package func offers(_ offered: some Sequence<Keyword>, at token: Token) {
    guard token.text == CompletionProbe.marker else { return }
    for keyword in offered where !keywords.contains(keyword) { keywords.append(keyword) }
  }

  package func offersValue(at token: Token) {
    if token.text == CompletionProbe.marker { beginsValue = true }
  }

  // MARK: The checker

  func meets(_ name: NameSyntax, in frame: Frame, expecting expected: ValueType?) {
    if isHere(name) { frames.append((frame, expected)) }
  }

  /// The following are true where the name is the one that is being written: then nothing is wrong with it.
  func asks(
    _ name: NameSyntax, _ kind: (zh: String, en: String), _ candidates: some Sequence<String>
  ) -> Bool {
    guard isHere(name) else { return false }
    names.append((Message(zh: kind.zh, en: kind.en), candidates.sorted()))
    return true
  }

  func asks(_ name: NameSyntax, memberOf table: TableID) -> Bool {
    guard isHere(name) else { return false }
    members.append(table)
    return true
  }

  func asks(_ name: NameSyntax, relationOf table: TableID) -> Bool {
    guard isHere(name) else { return false }
    relations.append(table)
    return true
  }

  func asks(_ path: CodePathSyntax, codeOf list: CodeListID) -> Bool {
    guard let last = path.parts.last, isHere(last) else { return false }
    codes.append((list, path.parts.dropLast().map(\.text)))
    return true
  }
}
