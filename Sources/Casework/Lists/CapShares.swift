import Matching
import RuleLanguage

/// 合计封顶 shared out among the units of one subject that it limits together. Whoever shows an amount
/// after the cap takes it from here.
struct CapShares {
  enum Standing: Int { case received, certain, possible }

  /// What the receipts say of the unit's own period.
  struct Held {
    let isAny: Truth
    let fen: Amount
    static let nothing = Held(isAny: .no, fen: .zero)
  }

  struct Claim {
    /// Before the cap.
    let amount: Amount
    let standing: Standing
    var held = Held.nothing
    /// What is received without being due has an amount of its own no more.
    var isDue = true
  }

  /// What comes of each claim, in the same order: what is received first, then what is certain, then what
  /// may be, each in the order given. A cumulative cap has left out what was received already.
  static func shares(_ claims: [Claim], of cap: Amount, per scope: LimitScope?) -> [Amount] {
    var result = claims.map(\.amount)
    let order = claims.indices.sorted {
      (claims[$0].standing.rawValue, $0) < (claims[$1].standing.rawValue, $1)
    }
    var taken = Amount.zero
    for index in order {
      let claim = claims[index]
      if claim.standing == .received {
        result[index] = claim.amount.within(scope == nil ? cap : cap.adding(claim.held.fen))
        if scope == nil { taken = taken.adding(claim.received) }
        continue
      }
      result[index] = claim.amount.within(cap.less(taken))
      let low = claim.standing == .possible ? 0 : max(0, claim.amount.low ?? 0)
      taken = taken.adding(Amount(low: low, high: claim.amount.high.map { max(0, $0) }))
    }
    return result
  }
}

extension CapShares.Claim {
  /// What it takes of the cap of its period: what was paid, or what goes on being paid.
  fileprivate var received: Amount {
    if held.isAny == .yes { return held.fen }
    let due = isDue ? Amount(low: max(0, amount.low ?? 0), high: amount.high.map { max(0, $0) }) : .zero
    if held.isAny == .no { return due }
    let highs = [held.fen.high, due.high]
    return Amount(low: 0, high: highs.contains(nil) ? nil : highs.compactMap(\.self).max())
  }
}

extension Amount {
  fileprivate func within(_ rest: Amount) -> Amount {
    Amount(
      low: min(max(0, low ?? 0), max(0, rest.low ?? 0)),
      high: [high, rest.high].compactMap(\.self).map { max(0, $0) }.min())
  }

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
