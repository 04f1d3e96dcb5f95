/// `分期 { 第1期 40%；第2期 60% } 复核 { … }`.
public struct InstalmentsSyntax: Sendable {
  /// In order, the first one first.
  public let shares: [LiteralSyntax]
  public let review: ClauseGroupSyntax?
  public let range: SourceRange
  public init(shares: [LiteralSyntax], review: ClauseGroupSyntax?, range: SourceRange) {
    self.shares = shares
    self.review = review
    self.range = range
  }
}
