import Matching
import RuleLanguage

/// 预算 … 同比例: what is left of a budget, shared by all who are due in proportion to their amounts;
/// nobody gets more than that. Fen.
struct Scaling {
  private let left: (low: Int128, high: Int128?)
  /// Of all amounts that are due and not paid.
  private let sum: (low: Int128, high: Int128?)
  private let skipsUndetermined: Bool

  /// `strays`: receipts of units that are not among the claims.
  init(_ claims: [Claim], _ strays: [Claim], into budget: Load, skipsUndetermined: Bool) {
    self.skipsUndetermined = skipsUndetermined
    var spent: (low: Int128, high: Int128?) = (0, 0)
    var sum: (low: Int128, high: Int128?) = (0, 0)
    for claim in claims + strays where claim.isHeld != .no {
      if claim.isHeld == .yes { spent.low += Int128(claim.held.low) }
      spent.high = spent.high.flatMap { sum in claim.held.high.map { sum + Int128($0) } }
    }
    for claim in claims where claim.isDue != .no && claim.isHeld != .yes {
      if skipsUndetermined, !claim.isSettled { continue }
      if claim.isDue == .yes, claim.isHeld == .no { sum.low += Int128(claim.wanted.low) }
      sum.high = sum.high.flatMap { sum in claim.wanted.high.map { sum + Int128($0) } }
    }
    left.low = spent.high.map { max(0, Int128(budget.low) - $0) } ?? 0
    left.high = budget.high.map { max(0, Int128($0) - spent.low) }
    self.sum = sum
  }

  /// Of a claim as if it were due.
  func amount(of claim: Claim) -> Evaluated {
    if skipsUndetermined, !claim.isSettled, claim.isHeld != .yes { return .unknown }
    var least = sum.low
    if claim.isDue != .yes || claim.isHeld == .unknown { least += Int128(claim.wanted.low) }
    let low = scaled(Int128(claim.wanted.low), by: left.low, over: sum.high)
    let high = claim.wanted.high.map { wanted -> Int128 in
      left.high.map { scaled(Int128(wanted), by: $0, over: least) } ?? Int128(wanted)
    }
    return Evaluated.number(
      from: Number(Int64(clamping: low)), to: high.map { Number(Int64(clamping: $0)) })
  }

  private func scaled(_ amount: Int128, by left: Int128, over sum: Int128?) -> Int128 {
    guard let sum else { return 0 }
    return sum <= left ? amount : amount * left / sum
  }
}

extension Claim {
  /// 待核实 不计: certainly due, with a known amount.
  fileprivate var isSettled: Bool { isDue == .yes && isHeld != .unknown && wanted.low == wanted.high }
}
