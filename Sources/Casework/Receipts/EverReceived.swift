import Matching
import RuleLanguage

extension ReceiptIndex {
  /// Whether a unit was received in a span of days, whatever the period, or is about to be; for `period`
  /// it counts too where that goes on. `span` nil: ever. `start`: the day from which the subject exists.
  func received(
    of id: ItemID, row: String, period: Period, asOf: Day, within span: ClosedRange<Day>?,
    _ entries: [LedgerEntry], start: Day?
  ) -> Truth {
    guard let coverage = coverage(ofPolicy: id.policy), let to = coverage.coverage.to else { return .unknown }
    let policy = ruleSet.policies[id.policy]
    let item = policy.items[id.item]
    let evidence = ReceiptEvidence(
      entries: entries, item: id.item, row: item.perRow == nil ? nil : row, coverage: coverage.coverage,
      goesOn: !item.isCounted)
    var result = evidence.wasGranted(within: span, frequency: item.frequency) || evidence.isInProcess(period)
    if period != .once { result = result || evidence.isReceiving(period) }
    if result != .no { return result }
    let isCurrent = to.adding(days: coverage.freshnessDays) >= asOf
    let starts = [span?.lowerBound, policy.validFrom, start].compactMap(\.self)
    let isClosed = coverage.coverage.from.map { from in starts.contains { from <= $0 } } ?? true
    return isCurrent && isClosed ? .no : .unknown
  }
}

extension ReceiptEvidence {
  fileprivate func wasGranted(within span: ClosedRange<Day>?, frequency: Frequency) -> Truth {
    var result = Truth.no
    for (entry, truth) in concerned where result != .yes {
      let undone: [ReceiptStatus]
      switch entry.status {
      case .paid: undone = [.returned, .recovered]
      case .enrolled:
        undone = frequency == .once ? [.returned, .recovered, .stopped] : [.returned, .recovered]
      default: continue
      }
      var isUndone: Truth
      if case .period(let own) = entry.period {
        isUndone = self.isUndone(entry, in: own, by: undone)
      } else {
        isUndone = self.isUndone(entry, in: .once, by: undone)
        // It may be for another period than what was given back.
        if frequency != .once { isUndone = isUndone && .unknown }
      }
      result = result || (truth && entry.falls(within: span) && !isUndone)
    }
    return result
  }
}
