import RuleLanguage

/// One benefit of one policy, by index into ``RuleSet/policies`` and ``Policy/items``.
public struct ItemID: Hashable, Comparable, Sendable {
  public let policy: Int
  public let item: Int
  public init(policy: Int, item: Int) {
    self.policy = policy
    self.item = item
  }
  public static func < (a: ItemID, b: ItemID) -> Bool {
    (a.policy, a.item) < (b.policy, b.item)
  }
}

/// What the matcher found for one item on one day. Bitmaps run over the ordinals of the policy's
/// subjects, or of the relation's rows where the item decides per row (逐条).
public struct ItemOutcomes: Sendable {
  public let id: ItemID
  public let outcome: TruthBitmap
  /// The outcome of those who receive already or have applied, of whom 申领期限 is not asked; `nil` where
  /// it is the same.
  public let outcomeOnceClaimed: TruthBitmap?
  /// Units whose claim would certainly be in time; `nil` where that is never asked.
  public let inTime: Bitmap?
  /// Near misses by the clause that fails: index into the policy's top-level clauses followed by the
  /// item's. Disjoint; empty ones are left out. Those who have not claimed must be ``inTime`` too.
  public let nearMisses: [(clause: Int, members: Bitmap)]

  public init(
    id: ItemID, outcome: TruthBitmap, outcomeOnceClaimed: TruthBitmap? = nil, inTime: Bitmap? = nil,
    nearMisses: [(clause: Int, members: Bitmap)]
  ) {
    self.outcomeOnceClaimed = outcomeOnceClaimed
    self.inTime = inTime
    self.id = id
    self.outcome = outcome
    self.nearMisses = nearMisses
  }
}

/// The amount of a unit in fen: decided where both bounds are the same; a bound is `nil` where open.
/// Each bound is rounded half up to the fen.
public struct Amount: Hashable, Sendable {
  public let low: Int64?
  public let high: Int64?
  public init(low: Int64?, high: Int64?) {
    self.low = low
    self.high = high
  }
  public static let unknown = Amount(low: nil, high: nil)
  public var exact: Int64? { low == high ? low : nil }

  /// What is certain of an amount that is one of two.
  func hull(_ other: Amount) -> Amount {
    func end(_ a: Int64?, _ b: Int64?, _ choose: (Int64, Int64) -> Int64) -> Int64? {
      guard let a, let b else { return nil }
      return choose(a, b)
    }
    return Amount(low: end(low, other.low, min), high: end(high, other.high, max))
  }
}
