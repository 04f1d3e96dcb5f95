import RuleLanguage
import Store

/// The last day for which something was received that has not stopped since, as far as it is known.
public struct LastDrawn: Hashable, Sendable {
  /// Certainly not before this day; `nil`: perhaps never.
  public let low: Day?
  /// Certainly not after this day; `nil`: never.
  public let high: Day?

  public init(low: Day?, high: Day?) {
    self.low = low
    self.high = high
  }

  public static let never = LastDrawn(low: nil, high: nil)
  public static let unknown = LastDrawn(low: nil, high: Day(number: .max))

  /// However the unknown turns out.
  func isLater(than other: LastDrawn, orEqual: Bool) -> Bool {
    let (mine, others) = (low?.number ?? .min, other.high?.number ?? .min)
    return mine > others || (orEqual && mine == others)
  }
}

extension ReceiptIndex {
  /// When a policy was last received for a period that began before the end of `day`.
  func lastDrawn(ofPolicy policy: Int, subject: String, by day: Day, asOf: Day) -> LastDrawn {
    guard let isCurrent = isCurrent(policy: policy, asOf: asOf) else { return .unknown }
    let entries = entries(ofPolicy: policy)[subject] ?? []
    var (low, high): (Day?, Day?) = (nil, isCurrent ? nil : Day(number: .max))
    for entry in entries {
      let (drawn, truth) = entry.drawn(by: day, among: entries)
      if truth == .no { continue }
      high = max(high ?? drawn, drawn)
      if truth == .yes { low = max(low ?? drawn, drawn) }
    }
    return LastDrawn(low: low, high: high)
  }
}

extension LedgerEntry {
  /// Up to when it was received, and whether it counts.
  fileprivate func drawn(by day: Day, among entries: [LedgerEntry]) -> (Day, Truth) {
    guard status == .paid || status == .enrolled else { return (day, .no) }
    var (from, to): (Day?, Day?) = (date, status == .enrolled ? nil : date)
    var own = Period.once
    if case .period(let period) = period {
      (from, to) = (period.firstDay, period.lastDay)
      own = period
    }
    if let from, from > day { return (day, .no) }
    let evidence = ReceiptEvidence(
      entries: entries, item: item ?? 0, row: row, coverage: ReceiptCoverage(to: day))
    var truth = !evidence.isUndone(self, in: own, by: [.returned, .recovered])
    for stop in entries where stop.status == .stopped { truth = truth && !stop.stops(after: from, by: day) }
    if from == nil { truth = truth && .unknown }
    return (min(to ?? day, day), truth)
  }

  private func stops(after start: Day?, by day: Day) -> Truth {
    var own = date
    if case .period(let period) = period { own = period.firstDay }
    guard let own, let start else { return .unknown }
    return Truth(own > start && own <= day)
  }
}
