/// A figure of a unit that depends on all units of its item which are eligible: worked out by whoever
/// sees them all, then read by the item's amount.
public struct Figure: Sendable {
  public enum Kind: Sendable {
    /// 名次: 1 for the largest value; equal values share a rank, and the next one skips as many.
    case rank
    /// 分摊: fen, the unit's part of the total by its part of all values.
    case share(total: Expression, skipsUndetermined: Bool)
    /// 预算 … 同比例: fen, the value by the factor that makes all together fit into the budget; rounded
    /// down.
    case proRata(budget: Expression, Selection.Span, skipsUndetermined: Bool)

    public var chinese: String {
      switch self {
      case .rank: "名次"
      case .share: "分摊"
      case .proRata: "预算"
      }
    }
  }

  public let kind: Kind
  /// Over the unit.
  public let value: Expression
  /// 名次（得分 每 注册地）: units of equal keys are ranked among themselves. Over the unit.
  public let keys: [Expression]

  public init(kind: Kind, value: Expression, keys: [Expression] = []) {
    self.kind = kind
    self.value = value
    self.keys = keys
  }
}
