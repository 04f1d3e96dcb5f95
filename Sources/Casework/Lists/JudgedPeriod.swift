import Matching
import RuleLanguage

/// A period of an item with the dates under which it is decided.
public struct JudgedPeriod: Hashable, Sendable {
  public let period: Period
  public let at: JudgedAt

  public init(_ period: Period, _ at: JudgedAt) {
    self.period = period
    self.at = at
  }

  /// The most that 补发 without a limit looks back over, the current period included.
  public static let limit = 60

  /// The periods of an item that are decided, the earliest first, the current one last.
  ///
  /// The current period is decided on the as-of date. Earlier ones only under 补发: from January of the
  /// as-of year, of so many months back those that lie wholly in them, or without a limit from the policy's start, each on its own last day; none before the
  /// period in which the policy came into force, and at most ``limit`` in all.
  public static func all(of item: Item, in policy: Policy, asOf: Day) -> [JudgedPeriod] {
    let current = Period(item.frequency, containing: asOf)
    var result = [JudgedPeriod(current, JudgedAt(current: asOf))]
    guard let backPay = policy.backPay, current != .once else { return result }
    var earliest: Day?
    switch backPay.limit {
    case .thisYear: earliest = YearMonth(year: asOf.year, month: 1).firstDay
    case .months(let n): earliest = asOf.month.adding(-n).firstDay
    case .unlimited: break
    }
    if let start = policy.validFrom.map({ Period(item.frequency, containing: $0) })?.firstDay {
      earliest = max(earliest ?? start, start)
    }
    var period = current.advanced(by: -1)
    while result.count < limit, let first = period.firstDay, let last = period.lastDay,
      earliest.map({ first >= $0 }) ?? true
    {
      result.append(
        JudgedPeriod(period, JudgedAt(asOf: asOf, decisionDay: last, isPast: true)))
      period = period.advanced(by: -1)
    }
    return result.reversed()
  }
}
