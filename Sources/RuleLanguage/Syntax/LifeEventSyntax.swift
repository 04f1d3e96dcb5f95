/// `一件事 出生 “新生儿出生一件事” { 政策 [育儿补贴]；前 “…”；后 “…”；任务 [“…”] }`.
public struct LifeEventSyntax: Sendable {
  public let name: NameSyntax
  public var title: TextSyntax?
  public var policies: [NameSyntax] = []
  public var before: TextSyntax?
  public var after: TextSyntax?
  public var tasks: [TextSyntax] = []
  public var range: SourceRange
  public init(name: NameSyntax, range: SourceRange) {
    self.name = name
    self.range = range
  }
}
