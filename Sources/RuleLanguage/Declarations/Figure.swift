/// A figure of a unit that depends on all units of its item which are eligible: worked out by whoever
/// sees them all, then read by the item's amount.
public struct Figure: Sendable {
  public enum Kind: Sendable {
    /// 名次: 1 for the largest value; equal values share a rank, and the next one skips as many.
    case rank
    /// 分摊: fen, the unit's part of the total by its part of all values.
    case share(total: Expression, skipsUndetermined: Bool)

    public var chinese: String {
      switch self {
      case .rank: "名次"
      case .share: "分摊"
      }
    }
  }

  public let kind: Kind
  /// Over the unit.
  public let value: Expression

  public init(kind: Kind, value: Expression) {
    self.kind = kind
    self.value = value
  }
}
