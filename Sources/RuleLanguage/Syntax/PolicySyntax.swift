public struct PolicySyntax: Sendable {
  public var name: NameSyntax
  public var title: TextSyntax?
  public var department: NameSyntax?
  public var level: NameSyntax?
  public var theme: NameSyntax?
  public var scenes: [NameSyntax] = []
  public var basis: [TextSyntax] = []
  public var link: TextSyntax?
  public var interpretation: TextSyntax?
  public var guide: TextSyntax?
  public var validFrom: LiteralSyntax?
  public var validTo: LiteralSyntax?
  public var subject: NameSyntax?
  public var grade: NameSyntax?
  public var payment: PaymentSyntax?
  public var judgesAnyDay = false
  /// `终止 不影响`.
  public var outlivesSubject = false
  /// 考核年度: years from the decision day's year to the one assessed, 0 or less.
  public var assessedYear: Int?
  public var backPay: BackPaySyntax?
  public var conditions: ClauseGroupSyntax?
  public var exclusions: ClauseGroupSyntax?
  public var benefit: BenefitSyntax?
  public var items: [ItemSyntax] = []
  public var selections: [SelectionSyntax] = []
  public var combination: NameSyntax?
  /// `合并 取最高 每年`.
  public var combinationScope: LimitScopeSyntax?
  public var totalCap: ExpressionSyntax?
  /// `合计封顶 100万元 每年`.
  public var capScope: LimitScope?
  public var limits: [LimitSyntax] = []
  /// 续领: decides instead of 条件 for those who receive already.
  public var renewal: ClauseGroupSyntax?
  public var instalments: InstalmentsSyntax?
  /// `追回 { （一）迁出日期 在 自 发放日 起 60个月内 }`.
  public var clawback: ClauseGroupSyntax?
  /// `互斥 组名 取 最高 每年`.
  public var exclusive: (group: NameSyntax, choice: NameSyntax)?
  public var exclusiveScope: LimitScopeSyntax?
  public var push: PushSyntax?
  public var versions: [VersionSyntax] = []
  public var claimPeriod: ClaimPeriodSyntax?
  /// `出资 { 市级 50%；区级 其余 }`.
  public var funding: [SplitPartSyntax] = []
  /// `领取 监护人`, `领取 { 监护人 60%；本人 其余 }`.
  public var payees: [SplitPartSyntax] = []
  /// `废止 自 2026-01-01 起 “文号”`.
  public var abolition: (day: LiteralSyntax, basis: TextSyntax?)?
  public var cases: [CaseSyntax] = []
  public var range: SourceRange
  public init(name: NameSyntax, range: SourceRange) {
    self.name = name
    self.range = range
  }
}

/// `发放 每月，自 满足当月 起，至 死亡当月 止`.
public struct PaymentSyntax: Sendable {
  public var frequency: Frequency
  public var throughEndMonth = false
  public var range: SourceRange
  public init(frequency: Frequency, range: SourceRange) {
    self.frequency = frequency
    self.range = range
  }
}

public struct BackPaySyntax: Sendable {
  public let limit: Policy.BackPay.Limit
  public let range: SourceRange
  public init(limit: Policy.BackPay.Limit, range: SourceRange) {
    self.limit = limit
    self.range = range
  }
}

public struct ClauseGroupSyntax: Sendable {
  public let quantity: Quantity
  public let clauses: [ClauseSyntax]
  public let range: SourceRange
  public init(quantity: Quantity, clauses: [ClauseSyntax], range: SourceRange) {
    self.quantity = quantity
    self.clauses = clauses
    self.range = range
  }
}

public struct ClauseSyntax: Sendable {
  public enum Body: Sendable {
    case expression(ExpressionSyntax)
    case group(ClauseGroupSyntax)
  }
  /// `（一）`, `1.`, `(a)`; `nil` where none is written.
  public let label: NameSyntax?
  /// `（一）无劳动能力 任一满足 {…}`: the words before the group.
  public let heading: NameSyntax?
  public let body: Body
  public let basis: TextSyntax?
  /// `例外 { … }`: its clauses, from the word on.
  public let exception: ClauseGroupSyntax?
  public let range: SourceRange
  public init(
    label: NameSyntax?, heading: NameSyntax?, body: Body, basis: TextSyntax?,
    exception: ClauseGroupSyntax? = nil, range: SourceRange
  ) {
    self.label = label
    self.heading = heading
    self.body = body
    self.basis = basis
    self.exception = exception
    self.range = range
  }
}

public enum BenefitSyntax: Sendable {
  case amount(ExpressionSyntax)
  case pending(SourceRange)
  /// `分摊 500万元 按 种植面积 封顶 10万元 待核实 不计`.
  case share(ExpressionSyntax, by: ExpressionSyntax, cap: ExpressionSyntax?, skipsUndetermined: Bool)
  /// 资格 减免 轮候 额度 抵扣 实物.
  case nonMoney(
    kind: NameSyntax, text: TextSyntax?, amount: ExpressionSyntax?, listing: ListingSyntax? = nil)
}

public struct ItemSyntax: Sendable {
  public var name: TextSyntax
  public var conditions: ClauseGroupSyntax?
  public var exclusions: ClauseGroupSyntax?
  public var benefit: BenefitSyntax?
  public var payment: PaymentSyntax?
  /// `合计封顶 50万元 每年`, of this item's rows together.
  public var cap: ExpressionSyntax?
  public var capScope: LimitScope?
  /// `逐条 技能证书 记作 证书`.
  public var perRow: NameSyntax?
  public var alias: NameSyntax?
  public var selections: [SelectionSyntax] = []
  public var versions: [VersionSyntax] = []
  public var claimPeriod: ClaimPeriodSyntax?
  public var limits: [LimitSyntax] = []
  public var instalments: InstalmentsSyntax?
  public var clawback: ClauseGroupSyntax?
  public var funding: [SplitPartSyntax] = []
  public var payees: [SplitPartSyntax] = []
  public var range: SourceRange
  public init(name: TextSyntax, range: SourceRange) {
    self.name = name
    self.range = range
  }
}

public struct PushSyntax: Sendable {
  public var timing: NameSyntax?
  public var title: TextSyntax?
  public var body: TextSyntax?
  public var channels: [NameSyntax] = []
  /// 本人, or a path to the recipient.
  public var recipient: [NameSyntax] = []
  public var range: SourceRange
  public init(range: SourceRange) { self.range = range }
}

/// One atom of a worked case: a word, a quoted text, a literal, or `a 至 b`.
public struct CaseAtomSyntax: Sendable {
  public indirect enum Kind: Sendable {
    /// A name or a code path.
    case name(CodePathSyntax)
    case literal(LiteralSyntax)
    case range(CaseAtomSyntax, CaseAtomSyntax)
  }
  public let kind: Kind
  public let range: SourceRange
  public init(kind: Kind, range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}

/// `户籍地 芗城区`, `社保月缴 { 失业 2022-01 至 2025-07 正常 }`, `企业 甲 { … }`.
public struct CaseEntrySyntax: Sendable {
  public let atoms: [CaseAtomSyntax]
  public let block: [CaseEntrySyntax]?
  public let range: SourceRange
  public init(atoms: [CaseAtomSyntax], block: [CaseEntrySyntax]?, range: SourceRange) {
    self.atoms = atoms
    self.block = block
    self.range = range
  }
}

/// `参数 低保标准(芗城区, 城市) = 1020元`.
public struct CaseParameterSyntax: Sendable {
  public let name: NameSyntax
  public let keys: [CodePathSyntax]
  public let value: ExpressionSyntax
  public let range: SourceRange
  public init(name: NameSyntax, keys: [CodePathSyntax], value: ExpressionSyntax, range: SourceRange) {
    self.name = name
    self.keys = keys
    self.value = value
    self.range = range
  }
}

/// `应 甲 项 “护理补贴” 期 2026-02 符合，待遇 50元，列入 应享未享`.
public struct ExpectationSyntax: Sendable {
  public var subject: NameSyntax?
  public var item: TextSyntax?
  public var row: TextSyntax?
  public var period: LiteralSyntax?
  public var outcome: Truth?
  /// The words after 因, without white space: `条件（二）`.
  public var because: TextSyntax?
  public var missing: [[NameSyntax]]?
  /// `待遇 50元`; `待遇 无` is the literal 0.
  public var amount: ExpressionSyntax?
  /// 应享未享 待核实 应退未退 即将符合 差一项; `不列入` is `none`.
  public var list: NameSyntax?
  /// `出资 { 市级 50元 }`, `领取 …`; empty for 不详.
  public var funding: [SplitPartSyntax]?
  public var payees: [SplitPartSyntax]?
  public var range: SourceRange
  public init(range: SourceRange) { self.range = range }
}

public struct CaseSyntax: Sendable {
  public var name: TextSyntax
  public var asOf: LiteralSyntax?
  /// `前瞻 30日`.
  public var horizon: LiteralSyntax?
  public var entries: [CaseEntrySyntax] = []
  public var parameters: [CaseParameterSyntax] = []
  public var expectations: [ExpectationSyntax] = []
  public var range: SourceRange
  public init(name: TextSyntax, range: SourceRange) {
    self.name = name
    self.range = range
  }
}
