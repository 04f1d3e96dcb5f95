import Matching
import RuleLanguage

extension Figure {
  /// What a unit brings, from its claim as a selection: only a budget asks who was paid.
  func claim(_ own: Claim, isDue: Truth) -> Claim {
    guard case .proRata = kind else {
      return Claim(group: own.group, isDue: isDue, isHeld: .no, rank: own.rank)
    }
    let low = own.rank.low.map { max(0, $0.roundedHalfUp) }
    let wanted = Load(low: low ?? 0, high: own.rank.high.map { max(0, $0.roundedHalfUp) })
    return Claim(
      group: own.group, isDue: isDue, isHeld: own.isHeld, held: own.held, wanted: wanted, rank: own.rank)
  }

  /// The figure of the first `count` of these units, were each of them due. `strays`: receipts of units
  /// that are not among them.
  func values(
    _ claims: [Claim], _ strays: [Claim], count: Int, _ ruleSet: RuleSet, _ at: JudgedAt
  ) -> [Evaluated] {
    switch kind {
    case .rank: return Allocation.ranks(of: claims).prefix(count).map { $0.evaluated }
    case .share(let total, let skipsUndetermined):
      let whole = total.load(ruleSet, at)
      guard whole.low == whole.high else { return claims.prefix(count).map { _ in .unknown } }
      let shares = Shares(claims, of: whole.low, skipsUndetermined: skipsUndetermined)
      return claims.prefix(count).map { claim in
        shares.share(of: claim).map { .value(.number(Number($0))) } ?? .unknown
      }
    case .proRata(let budget, _, let skipsUndetermined):
      let scaling = Scaling(
        claims, strays, into: budget.load(ruleSet, at), skipsUndetermined: skipsUndetermined)
      return claims.prefix(count).map { scaling.amount(of: $0) }
    }
  }
}

extension Load {
  fileprivate var evaluated: Evaluated {
    Evaluated.number(from: Number(low), to: high.map { Number($0) })
  }
}

/// 分摊: an amount split by what each brings, in fen, rounded half up.
struct Shares {
  private let total: Int128
  private var unit: Int128 = 1
  /// In multiples of 1/`unit`; `nil`: not known.
  private var sum: Int128?

  init(_ claims: [Claim], of total: Int64, skipsUndetermined: Bool) {
    self.total = Int128(total)
    let candidates = claims.filter { $0.isDue != .no }
    let settled = candidates.filter { $0.isDue == .yes && $0.settledValue != nil }
    guard skipsUndetermined || settled.count == candidates.count else { return }
    for value in settled.compactMap(\.settledValue) {
      let denominator = Int128(value.denominator)
      let factor = denominator / Self.greatestCommonDivisor(unit, denominator)
      let (product, overflow) = unit.multipliedReportingOverflow(by: factor)
      if overflow { return }
      unit = product
    }
    var sum: Int128 = 0
    for value in settled.compactMap(\.settledValue) {
      let (next, overflow) = sum.addingReportingOverflow(scaled(value))
      if overflow { return }
      sum = next
    }
    self.sum = sum > 0 ? sum : nil
  }

  /// `nil` where it is not known.
  func share(of claim: Claim) -> Int64? {
    guard let sum, claim.isDue == .yes, let value = claim.settledValue else { return nil }
    let (part, overflow) = (2 * total).multipliedReportingOverflow(by: scaled(value))
    let (rounded, overflows) = part.addingReportingOverflow(sum)
    return overflow || overflows || rounded < 0 ? nil : Int64(exactly: rounded / (2 * sum))
  }

  private func scaled(_ value: Number) -> Int128 {
    Int128(value.numerator) * (unit / Int128(value.denominator))
  }

  private static func greatestCommonDivisor(_ a: Int128, _ b: Int128) -> Int128 {
    var (x, y) = (a, b)
    while y != 0 { (x, y) = (y, x % y) }
    return x
  }
}

extension Claim {
  /// What it brings, not below 0; its rank is the negative of it.
  fileprivate var settledValue: Number? {
    guard let low = rank.low, low == rank.high, let value = low.negated, value >= .zero else { return nil }
    return value
  }
}
