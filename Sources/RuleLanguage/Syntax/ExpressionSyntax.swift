/// An expression as written, before names and types are known.
public struct ExpressionSyntax: Sendable {
  public indirect enum Kind: Sendable {
    case literal(LiteralSyntax)
    /// `300万美元`: so many of a currency.
    case foreignMoney(LiteralSyntax, currency: NameSyntax)
    /// `无`.
    case none
    /// `a`, `a.b.c`; may turn out to be a field, definition, parameter, moment (基准日, 本月) or code.
    case path([NameSyntax])
    /// `江苏省/徐州市/鼓楼区` (two parts or more).
    case codePath(CodePathSyntax)
    /// `周岁(出生日期)`, `低保标准(户籍地, 城市)`, `计数(技能证书 其中 …)`.
    case call(NameSyntax, [ArgumentSyntax])
    case list([ExpressionSyntax])
    case and([ExpressionSyntax])
    case or([ExpressionSyntax])
    case not(ExpressionSyntax)
    /// `全部满足 {…}` and the like, inside an expression.
    case group(ClauseGroupSyntax)
    case compare(Comparison, ExpressionSyntax, ExpressionSyntax)
    /// 属于: the right side is a list, a code or a named set.
    case isMember(ExpressionSyntax, of: ExpressionSyntax)
    /// 在 … : a window, or a range of values.
    case isWithin(ExpressionSyntax, WithinSyntax)
    /// `是 X`: a tag or a truth field.
    case isTrue(ExpressionSyntax)
    /// `x 为 无`.
    case isNone(ExpressionSyntax)
    case arithmetic(Arithmetic, ExpressionSyntax, ExpressionSyntax)
    case divide(ExpressionSyntax, ExpressionSyntax, whenZero: ExpressionSyntax?)
    /// `a 封顶 b` is `.smallest`, `a 保底 b` is `.largest`.
    case bounded(ExpressionSyntax, Extreme, ExpressionSyntax)
    case conditional(ExpressionSyntax, then: ExpressionSyntax, otherwise: ExpressionSyntax)
    case table(TableSyntax)
    /// `超额累进(x) { 不超过 100万元：3%；超过 100万元：2% }`.
    case marginal(ExpressionSyntax, [MarginalBandSyntax])
    case exists(QuerySyntax)
    case forAll(QuerySyntax, ExpressionSyntax)
    /// `户籍地 于 毕业日期 时`, `贷款利率(一年) 于 放款日期 时`: the state of a field, or a parameter's value, on a day.
    case stateAt(ExpressionSyntax, ExpressionSyntax)
    /// `年满 80周岁`.
    case hasReachedAge(ExpressionSyntax)
    /// `须认定 “财产状况符合规定” 有效 12个月 由 街道`.
    case decision(TextSyntax, lasting: ExpressionSyntax?, office: NameSyntax?)
  }
  public let kind: Kind
  public let range: SourceRange
  public init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}

/// An argument of a call; the suffixes make it a query: `社保月缴.月份 其中 … 于 近12个月 按 月份`.
public struct ArgumentSyntax: Sendable {
  public var expression: ExpressionSyntax
  /// `记作 员`: the row's name inside the filter.
  public var alias: NameSyntax?
  public var filter: ExpressionSyntax?
  public var window: WindowSyntax?
  /// `项 “证书补贴”`.
  public var item: TextSyntax?
  /// `按 月份`.
  public var order: ExpressionSyntax?
  /// `每 注册地`, `每 [注册地, 行业]`.
  public var groups: [ExpressionSyntax] = []
  /// `截至 上月`.
  public var endingAt: ExpressionSyntax?
  /// `任意一段`.
  public var anywhere = false
  /// `第2条`.
  public var nth: LiteralSyntax?
  /// Suffixes that were written before already.
  public var repeated: [SourceRange] = []
  public var range: SourceRange
  public init(expression: ExpressionSyntax, range: SourceRange) {
    self.expression = expression
    self.range = range
  }
}

/// `存在 成员.受限情形 于 近12个月 { … }`; the path ends with the relation.
public struct QuerySyntax: Sendable {
  public let path: [NameSyntax]
  /// `记作 员`.
  public let alias: NameSyntax?
  public let window: WindowSyntax?
  public let filter: ExpressionSyntax?
  public let range: SourceRange
  public init(
    path: [NameSyntax], alias: NameSyntax?, window: WindowSyntax?, filter: ExpressionSyntax?,
    range: SourceRange
  ) {
    self.path = path
    self.alias = alias
    self.window = window
    self.filter = filter
    self.range = range
  }
}

public struct WindowSyntax: Sendable {
  public indirect enum Kind: Sendable {
    case fixed(Window)
    /// `于 日期 时`.
    case at(ExpressionSyntax)
    /// `自 d 起 12个月内`: from d to d plus the duration.
    case after(ExpressionSyntax, ExpressionSyntax)
    /// `自 d 前 12个月`: from d minus the duration to d.
    case before(ExpressionSyntax, ExpressionSyntax)
    /// `2026-01 至 2026-03`, `2024年`.
    case between(ExpressionSyntax, ExpressionSyntax)
    /// `自 2024-01-01 起`: from that day on.
    case since(ExpressionSyntax)
  }
  public let kind: Kind
  public let range: SourceRange
  public init(kind: Kind, range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}

public enum WithinSyntax: Sendable {
  case window(WindowSyntax)
  case range(RangeSyntax)
}

/// `80 至 89`, `100 以上`, `超过 100万元 至 300万元（含）`.
public struct RangeSyntax: Sendable {
  public struct Bound: Sendable {
    public let value: ExpressionSyntax
    public let isInclusive: Bool
    public init(value: ExpressionSyntax, isInclusive: Bool) {
      self.value = value
      self.isInclusive = isInclusive
    }
  }
  public let lower: Bound?
  public let upper: Bound?
  public let range: SourceRange
  public init(lower: Bound?, upper: Bound?, range: SourceRange) {
    self.lower = lower
    self.upper = upper
    self.range = range
  }
}

/// One band of a marginal scale: the part of the figure in this range, and its rate.
public struct MarginalBandSyntax: Sendable {
  public let bounds: RangeSyntax
  public let rate: ExpressionSyntax
  public let range: SourceRange
  public init(bounds: RangeSyntax, rate: ExpressionSyntax, range: SourceRange) {
    self.bounds = bounds
    self.rate = rate
    self.range = range
  }
}

/// `对照 a, b { 甲, 80 至 89：50元  其余：0元 }`, `首个满足 { 条件：值 }`, `取最高 { 条件：值 }`.
public struct TableSyntax: Sendable {
  public enum Key: Sendable {
    case any
    case range(RangeSyntax)
    /// A value, a code (with its descendants) or a list of them.
    case value(ExpressionSyntax)
  }
  public struct Row: Sendable {
    /// One per input; for tables of conditions empty, and `condition` is set.
    public let keys: [Key]
    public let condition: ExpressionSyntax?
    public let value: ExpressionSyntax
    public let range: SourceRange
    public init(keys: [Key], condition: ExpressionSyntax?, value: ExpressionSyntax, range: SourceRange) {
      self.keys = keys
      self.condition = condition
      self.value = value
      self.range = range
    }
  }
  public enum Otherwise: Sendable {
    case value(ExpressionSyntax)
    case denied
    case absent
  }
  public let choice: TableExpression.Choice
  /// Empty for a table of conditions.
  public let inputs: [ExpressionSyntax]
  public let rows: [Row]
  public let otherwise: Otherwise
  public let range: SourceRange
  public init(
    choice: TableExpression.Choice, inputs: [ExpressionSyntax], rows: [Row], otherwise: Otherwise,
    range: SourceRange
  ) {
    self.choice = choice
    self.inputs = inputs
    self.rows = rows
    self.otherwise = otherwise
    self.range = range
  }
}
