/// The span over which receipts count towards a limit.
public enum LimitScope: Hashable, Sendable {
  case year, lifetime
  /// `近5年`, `每5年`: so many months or years up to the decision day, or with the period that is judged.
  case recent(Int, DurationUnit)
}

public struct LimitScopeSyntax: Sendable {
  public let scope: LimitScope
  public let range: SourceRange
}

/// `限次 3次 终身`, `期限 最长 （缴费年限 × 1个月） 延至 退休日期`.
public struct LimitSyntax: Sendable {
  public enum Kind: Sendable {
    case times(LiteralSyntax, LimitScopeSyntax)
    case term(ExpressionSyntax, extendedTo: ExpressionSyntax?)
  }
  public let kind: Kind
  public let range: SourceRange
  public init(kind: Kind, range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}
