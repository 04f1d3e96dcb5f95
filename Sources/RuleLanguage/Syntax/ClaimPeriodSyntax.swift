/// `申领期限 自 核发日期 起 12个月内 逾期 视为放弃`, `申领期限 至 2026-12-31 逾期 仍受理`.
public struct ClaimPeriodSyntax: Sendable {
  /// The event; `nil` where the last day itself is written.
  public let start: ExpressionSyntax?
  /// The length from the event on, or the last day.
  public let end: ExpressionSyntax
  public let lapses: Bool
  public let range: SourceRange
  public init(start: ExpressionSyntax?, end: ExpressionSyntax, lapses: Bool, range: SourceRange) {
    self.start = start
    self.end = end
    self.lapses = lapses
    self.range = range
  }
}
