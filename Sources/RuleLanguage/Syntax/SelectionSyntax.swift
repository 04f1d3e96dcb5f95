/// `唯一 身份证号 归 起 最早者`, `最多 3条 每年 按 核发日期`, `限次 1次 终身 按 [工种, 等级]`,
/// `名额 50 按 营业收入 降序 并列 同名次`, `名额 20% 每 注册地 按 [得分 降序, 成立日期]`,
/// `合计封顶 500万元 按 [项目编号] 归 申请日期 最早者`, `预算 500万元 按 申请日期`.
public struct SelectionSyntax: Sendable {
  public let kind: Selection.Kind
  public var keys: [ExpressionSyntax] = []
  /// `nil` for 唯一, which is one.
  public var capacity: ExpressionSyntax?
  /// `20%`, and whether 进一 follows it.
  public var rounding: Selection.Rounding?
  public var order: ExpressionSyntax?
  public var isDescending = false
  /// `按 [得分 降序, 成立日期]`: those after the first.
  public var nextOrders: [(value: ExpressionSyntax, isDescending: Bool)] = []
  public var ties: NameSyntax?
  /// `预算 500万元 同比例 待核实 不计`.
  public var proRata: (skipsUndetermined: Bool, range: SourceRange)?
  public var span: LimitScopeSyntax?
  public var range: SourceRange
  public init(kind: Selection.Kind, range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}
