/// `版本 自 2024-01-01 按 备案日期 { 条件 （二）…  删去 条件（三）  待遇 …  待遇项 “…” { … } }`: what a later
/// text changes. What it does not mention stays.
public struct VersionSyntax: Sendable {
  /// Of an item inside a version of its policy.
  public var item: TextSyntax?
  public var from: LiteralSyntax?
  /// The event whose date chooses the version; else the decision day does.
  public var event: ExpressionSyntax?
  public var basis: [TextSyntax] = []
  public var transition: TransitionSyntax?
  public var conditions: [ClauseSyntax] = []
  public var exclusions: [ClauseSyntax] = []
  public var withdrawn: [WithdrawnSyntax] = []
  /// 删去 申领期限, 限次, 期限, 互斥.
  public var withdrawnHeaders: [Keyword] = []
  /// `删去 待遇项 “…”`.
  public var withdrawnItems: [TextSyntax] = []
  /// `新增 待遇项 “…” { … }`, by name; they stand among the policy's items.
  public var addedItems: [TextSyntax] = []
  /// All of a kind that the version writes stand for all of it that was there.
  public var limits: [LimitSyntax] = []
  public var claimPeriod: ClaimPeriodSyntax?
  public var funding: [SplitPartSyntax] = []
  public var payees: [SplitPartSyntax] = []
  public var exclusive: ExclusiveSyntax?
  public var benefit: BenefitSyntax?
  public var totalCap: ExpressionSyntax?
  public var items: [VersionSyntax] = []
  public var range: SourceRange
  public init(range: SourceRange) { self.range = range }
}

/// `删去 条件（三）`.
public struct WithdrawnSyntax: Sendable {
  public let isExclusion: Bool
  public let label: NameSyntax
  public init(isExclusion: Bool, label: NameSyntax) {
    self.isExclusion = isExclusion
    self.label = label
  }
}
