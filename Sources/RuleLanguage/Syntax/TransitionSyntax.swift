/// `过渡 至 认定日期 + 36个月 { （一）… }`: who keeps what was in force, and until when.
public struct TransitionSyntax: Sendable {
  /// `nil`: without end.
  public let until: ExpressionSyntax?
  public let conditions: ClauseGroupSyntax
  public let range: SourceRange
  public init(until: ExpressionSyntax?, conditions: ClauseGroupSyntax, range: SourceRange) {
    self.until = until
    self.conditions = conditions
    self.range = range
  }
}
