/// The span over which receipts count towards a limit.
public enum LimitScope: String, Sendable {
  case year, lifetime
}

/// `限次 3次 终身`, `期限 最长 36个月 延至 退休日期`.
public struct LimitSyntax: Sendable {
  public enum Kind: Sendable {
    case times(LiteralSyntax, LimitScope)
    case term(LiteralSyntax, extendedTo: ExpressionSyntax?)
  }
  public let kind: Kind
  public let range: SourceRange
  public init(kind: Kind, range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}
