import Matching
import RuleLanguage

/// One figure over all units of an item that are eligible, on one day.
struct FigureRun {
  let id: ItemID
  /// Index into ``RuleSet/figures``, and its place in the item.
  let figure: Int
  let position: Int
  let period: Period
  let at: JudgedAt
  let isFuture: Bool

  /// All figures of a rule set, on all days on which their items are judged.
  static func all(_ input: EvaluationInput) -> [FigureRun] {
    input.ruleSet.itemIDs.flatMap { id -> [FigureRun] in
      let item = input.item(id)
      return item.figures.enumerated().flatMap { position, figure -> [FigureRun] in
        let periods = input.judgedPeriods(of: id)
        var runs = periods.map {
          FigureRun(
            id: id, figure: figure, position: position, period: $0.period, at: $0.at, isFuture: false)
        }
        if input.horizonDays > 0, let current = periods.last {
          runs.append(
            FigureRun(
              id: id, figure: figure, position: position, period: current.period, at: input.future,
              isFuture: true))
        }
        return runs
      }
    }
  }

  func slot(_ input: EvaluationInput) -> ClaimBook.Slot {
    ClaimBook.Slot(
      policy: input.ruleSet.policies[id.policy].name, item: input.item(id).name, period: period.text,
      isFuture: isFuture, figure: position)
  }

  /// The runs of a policy's items that concern one period.
  struct Pool: Hashable {
    let policy: Int
    let period: Period
    let isFuture: Bool
  }

  var pool: Pool { Pool(policy: id.policy, period: period, isFuture: isFuture) }

  /// A unit that a verification keeps back may or may not count.
  func claim(_ unit: UnitKey, outcome: Truth, isSuppressed: Bool, _ value: Evaluated) -> UnitClaim {
    var rank = Rank.unknown
    switch value {
    case .value(.number(let number)): rank = Rank(low: number.negated, high: number.negated)
    case .range(let low, let high): rank = Rank(low: high?.negated, high: low?.negated)
    default: break
    }
    let isDue = outcome == .yes && isSuppressed ? Truth.unknown : outcome
    return UnitClaim(
      unit: unit, isStray: false,
      claims: [Claim(group: .key([]), isDue: isDue, isHeld: .no, rank: rank)])
  }

  /// The figure of each of these units, beside those of other partitions, or `among` those of the same
  /// subject.
  func values(_ own: [UnitClaim], among all: [UnitClaim], _ input: EvaluationInput) -> [Evaluated] {
    let claims = (own + input.claimsElsewhere[slot(input)]).map { $0.claims[0] }
    switch input.ruleSet.figures[figure].kind {
    case .deduction: return Deductions(all).parts(of: own)
    case .rank: return Allocation.ranks(of: claims).prefix(own.count).map { $0.evaluated }
    case .share(let total, let skipsUndetermined):
      let whole = total.load(input.ruleSet, at)
      guard whole.low == whole.high else { return own.map { _ in .unknown } }
      let shares = Shares(claims, of: whole.low, skipsUndetermined: skipsUndetermined)
      return own.map { shares.share(of: $0.claims[0]).map { .value(.number(Number($0))) } ?? .unknown }
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
