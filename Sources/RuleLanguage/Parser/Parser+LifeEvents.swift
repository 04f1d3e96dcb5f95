extension Parser {
  private static let lifeEventWords: [Keyword] = [.policy, .before, .after, .tasks]

  mutating func lifeEvent(_ start: Int, _ name: NameSyntax) throws(Stumble) -> LifeEventSyntax {
    var event = LifeEventSyntax(name: name, range: name.range)
    let quoted = Wanted.wanted("放在“…”里的文字", "a text in quotes")
    if current.kind == .text { event.title = try quotedText(quoted) }
    var seen: [Keyword: SourceRange] = [:]
    try block(
      .wanted("一件事的“{”", "the life event's “{”"),
      stopsAt: { $0.keyword.map(Parser.lifeEventWords.contains) ?? false }
    ) { (p) throws(Stumble) in
      guard let keyword = p.current.keyword, Parser.lifeEventWords.contains(keyword) else {
        throw p.unknownHeader(.wanted("一件事", "a life event"), Parser.lifeEventWords)
      }
      p.checkRepeated(keyword, &seen)
      p.advanceAsKeyword()
      switch keyword {
      case .policy: event.policies = try p.names(.wanted("政策", "policies"))
      case .before: event.before = try p.quotedText(quoted)
      case .after: event.after = try p.quotedText(quoted)
      default: event.tasks = try p.list { (p) throws(Stumble) in try p.quotedText(quoted) }
      }
    }
    event.range = range(from: start)
    return event
  }
}
