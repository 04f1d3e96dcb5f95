import Matching
import RuleLanguage

/// 合计封顶 shared out among the units of one subject that it limits together. Whoever shows an amount
/// after the cap takes it from here.
struct CapShares {
  enum Standing: Int { case received, certain, possible }

  struct Claim {
    let amount: Amount
    let standing: Standing
  }

  /// What comes of each claim, in the same order: what is received first, then what is certain, then what
  /// may be, each in the order given.
  static func shares(_ claims: [Claim], of cap: Amount) -> [Amount] {
    var result = claims.map(\.amount)
    let order = claims.indices.sorted {
      (claims[$0].standing.rawValue, $0) < (claims[$1].standing.rawValue, $1)
    }
    var taken = Amount.zero
    for index in order {
      let amount = claims[index].amount
      let rest = cap.less(taken)
      result[index] = Amount(
        low: min(max(0, amount.low ?? 0), rest.low ?? 0),
        high: [amount.high.map { max(0, $0) }, rest.high].compactMap(\.self).min())
      let low = claims[index].standing == .possible ? 0 : max(0, amount.low ?? 0)
      taken = taken.adding(Amount(low: low, high: amount.high.map { max(0, $0) }))
    }
    return result
  }
}

extension Amount {
  /// Not below zero; open upwards where this is.
  fileprivate func less(_ taken: Amount) -> Amount {
    func difference(_ a: Int64, _ b: Int64) -> Int64 {
      max(0, a.subtractingReportingOverflow(b).partialValue)
    }
    return Amount(
      low: low.flatMap { low in taken.high.map { difference(low, $0) } } ?? 0,
      high: high.map { difference($0, taken.low ?? 0) })
  }
}

/// Which units share one cap.
struct CapGroup: Hashable {
  let period: String
  let at: JudgedAt?

  /// Each period has a cap of its own, or what the scope's receipts leave is shared by what is decided for
  /// the same day.
  init(_ period: Period, _ at: JudgedAt, _ scope: LimitScope?) {
    self.period = scope == nil ? period.text : ""
    self.at = scope == nil ? nil : at.isPast ? at : JudgedAt(current: at.asOf)
  }
}
