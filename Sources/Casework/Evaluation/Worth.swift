import Matching
import RuleLanguage

/// What a contender is worth in twelve months (互斥 and 合并 取最高).
enum Worth {
  /// An item for one subject, over its units. Benefits that are not money are worth 0 (they are never
  /// summed with money); of a local amount still to be set only that it is above 0 is known.
  static func item(_ item: Item, _ units: [(outcome: Truth, amount: Amount)]) -> Amount {
    switch item.benefit {
    case .nonMoney, .none: return .zero
    case .pending: return Amount(low: 0, high: nil)
    case .amount:
      return sum(units.map { Contender(outcome: $0.outcome, worth: $0.amount) })
        .perTwelveMonths(item.frequency)
    }
  }

  /// A policy for one subject, over its items.
  static func policy(_ items: [Contender], _ combination: Policy.Combination) -> Amount {
    let candidates = items.filter { $0.outcome != .no }
    switch combination {
    case .sum: return sum(candidates)
    case .highest, .topUp:
      let certain = candidates.filter { $0.outcome == .yes }.map { $0.worth.low ?? 0 }
      return Amount(low: certain.max() ?? 0, high: highest(candidates))
    case .first:
      let certain = candidates.firstIndex { $0.outcome == .yes }
      let possible = Array(candidates.prefix(certain.map { $0 + 1 } ?? candidates.count))
      let lows = certain == nil ? [0] : possible.map { $0.worth.low ?? 0 }
      return Amount(low: lows.min() ?? 0, high: highest(possible))
    }
  }

  private static func highest(_ candidates: [Contender]) -> Int64? {
    var result: Int64 = 0
    for candidate in candidates {
      guard let high = candidate.worth.high else { return nil }
      result = max(result, high)
    }
    return result
  }

  /// An uncertain one may add nothing.
  private static func sum(_ parts: [Contender]) -> Amount {
    parts.filter { $0.outcome != .no }.reduce(.zero) { total, part in
      let low = part.outcome == .yes ? part.worth.low ?? 0 : 0
      return total.adding(Amount(low: low, high: part.worth.high))
    }
  }
}
