/// `互斥 组名 取 最高 每年`.
public struct ExclusiveSyntax: Sendable {
  public let group: NameSyntax
  public let choice: NameSyntax
  public let scope: LimitScopeSyntax?
  public init(group: NameSyntax, choice: NameSyntax, scope: LimitScopeSyntax?) {
    self.group = group
    self.choice = choice
    self.scope = scope
  }
}
