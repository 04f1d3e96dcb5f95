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
    /// 补差: fen, the unit's part of what the subject received from others; the value is what the unit is
    /// due in full.
    case deduction(Deduction)

    public var chinese: String {
      switch self {
      case .rank: "名次"
      case .share: "分摊"
      case .proRata: "预算"
      case .deduction: "补差"
      }
    }
  }

  /// What was received from others is taken off a subject's units once: off those that are paid as far
  /// as they were paid less, then off the others, items in the order of the text and rows by their keys.
  public struct Deduction: Sendable {
    /// All over the unit: what was received, whether the unit is paid, and how much it was paid.
    public let received: Expression
    public let isPaid: Expression
    public let paid: Expression
    /// The policy's items share it; else the rows of one item do.
    public let isSharedByItems: Bool

    public init(received: Expression, isPaid: Expression, paid: Expression, isSharedByItems: Bool) {
      self.received = received
      self.isPaid = isPaid
      self.paid = paid
      self.isSharedByItems = isSharedByItems
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

  public var deduction: Deduction? { if case .deduction(let deduction) = kind { deduction } else { nil } }

  /// What it reads of the unit, the value first.
  public var parts: [Expression] {
    [value] + keys + (deduction.map { [$0.received, $0.isPaid, $0.paid] } ?? [])
  }
}
