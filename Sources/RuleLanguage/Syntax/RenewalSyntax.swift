/// `分期 { 第1期 1/3；第2期 2/3 } 封顶 上年度贡献 复核 { … }`.
public struct InstalmentsSyntax: Sendable {
  /// In order, the first one first; a fraction where a second figure is given.
  public let shares: [(part: LiteralSyntax, of: LiteralSyntax?)]
  /// Of each instalment.
  public let cap: ExpressionSyntax?
  public let review: ClauseGroupSyntax?
  public let range: SourceRange
  public init(
    shares: [(part: LiteralSyntax, of: LiteralSyntax?)], cap: ExpressionSyntax?, review: ClauseGroupSyntax?,
    range: SourceRange
  ) {
    self.shares = shares
    self.cap = cap
    self.review = review
    self.range = range
  }
}
