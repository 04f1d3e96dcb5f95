import RuleLanguage
import Store

/// What the ledger's rows of one subject say about one item and row, in three values: an entry whose
/// key is not known counts as unknown evidence, for and against.
struct ReceiptEvidence {
  let coverage: ReceiptCoverage
  /// Paid for one period, still paid for the next unless stopped.
  private let goesOn: Bool
  let concerned: [(entry: LedgerEntry, truth: Truth)]

  init(
    entries: [LedgerEntry], item: Int, row: String?, coverage: ReceiptCoverage, goesOn: Bool = true
  ) {
    self.coverage = coverage
    self.goesOn = goesOn
    concerned = entries.compactMap { entry in
      let truth = entry.concerns(item: item, row: row)
      return truth == .no ? nil : (entry, truth)
    }
  }

  /// Yes: certainly received. No: no entry says so, which means "not received" only where the
  /// ledger's coverage closes the period.
  func isReceiving(_ period: Period) -> Truth {
    let held = isHolding(period)
    return held == .yes || period == .once ? held : held || continues(into: period)
  }

  /// The same of the very period: what was paid for the one before does not go on.
  func isHolding(_ period: Period) -> Truth {
    if concerned.isEmpty { return .no }
    return period == .once ? wasGranted : isHeld(period) || isEnrolledOpenly(period)
  }

  // MARK: One-off benefits

  private var wasGranted: Truth {
    any { entry in
      switch entry.status {
      case .paid: !isUndone(entry, in: .once, by: [.returned, .recovered])
      // A register that was left again no longer grants anything.
      case .enrolled: !isUndone(entry, in: .once, by: [.returned, .recovered, .stopped])
      default: .no
      }
    }
  }

  /// On a register that was not left: a one-off benefit that is still being given.
  var isOnRegister: Truth {
    any { entry in
      entry.status == .enrolled
        ? !isUndone(entry, in: .once, by: [.returned, .recovered, .stopped]) : .no
    }
  }

  // MARK: Periodic benefits

  /// Paid for exactly this period, or on the register for it.
  private func isHeld(_ period: Period) -> Truth {
    any { entry in
      switch entry.status {
      case .paid:
        entry.isFor(period) && !isUndone(entry, in: period, by: [.returned, .recovered])
      case .enrolled where entry.period != .missing: entry.isFor(period)
      default: .no
      }
    }
  }

  private func isEnrolledOpenly(_ period: Period) -> Truth {
    any { entry in
      guard entry.status == .enrolled, entry.period == .missing else { return .no }
      return hasBegun(entry, by: period)
        && !any { stop in stop.status == .stopped ? ends(stop, entry, by: period) : .no }
    }
  }

  /// An enrolment without a date stands at least since the ledger's last day.
  private func hasBegun(_ enrolment: LedgerEntry, by period: Period) -> Truth {
    guard let last = period.lastDay else { return .yes }
    if let date = enrolment.date { return Truth(date <= last) }
    guard let to = coverage.to else { return .unknown }
    return last >= to ? .yes : .unknown
  }

  /// Whether a stop takes the period off an open-ended enrolment. The period in which the day of the
  /// stop falls may have been paid before it, or not.
  private func ends(_ stop: LedgerEntry, _ enrolment: LedgerEntry, by period: Period) -> Truth {
    guard let first = period.firstDay, let last = period.lastDay else { return .yes }
    if case .period(let from) = stop.period, let stopFirst = from.firstDay, let stopLast = from.lastDay {
      if let begun = enrolment.date, (stop.date ?? stopLast) < begun { return .no }
      return Truth(stopFirst <= first)
    }
    guard let day = stop.date, stop.period == .missing else { return .unknown }
    if let begun = enrolment.date, day < begun { return .no }
    if day <= first { return .yes }
    return day > last ? .no : .unknown
  }

  /// Beyond the coverage: held in the last covered period, or in a later one, and not stopped since.
  private func continues(into period: Period) -> Truth {
    guard goesOn, let to = coverage.to, let last = period.lastDay, last > to,
      var held = coverage.lastFullPeriod(period.frequency)
    else { return .no }
    var result = Truth.no
    while held < period, result != .yes {
      result = result || ((isHeld(held) || isEnrolledOpenly(held)) && !isStopped(from: held, to: period))
      held = held.advanced(by: 1)
    }
    return result
  }

  /// A stop in the span from the first day of `held` to the last of `period`, or for a period in it.
  private func isStopped(from held: Period, to period: Period) -> Truth {
    guard let first = held.firstDay, let last = period.lastDay else { return .no }
    return any { stop in
      guard stop.status == .stopped else { return .no }
      if case .period(let from) = stop.period {
        guard let day = from.firstDay else { return .unknown }
        return Truth(day >= first && day <= last)
      }
      guard let day = stop.date, stop.period == .missing else { return .unknown }
      return Truth(day >= first && day <= last)
    }
  }

  // MARK: In process

  /// An application or an approval for this period (or for no stated one) that no later entry of the
  /// same benefit has settled.
  func isInProcess(_ period: Period) -> Truth {
    any { entry in
      guard entry.status == .processing || entry.status == .approved else { return .no }
      let applies = entry.period == .missing ? .yes : entry.isFor(period)
      return applies && !Truth(concerned.contains { settles($0, entry) })
    }
  }

  private func settles(_ other: (entry: LedgerEntry, truth: Truth), _ pending: LedgerEntry) -> Bool {
    switch other.entry.status {
    case .processing, .approved: return false
    default: break
    }
    guard other.truth == .yes, let settled = other.entry.date, let applied = pending.date,
      settled >= applied
    else { return false }
    return pending.period == .missing || pending.period == other.entry.period
  }

  // MARK: Parts

  private func any(_ body: (LedgerEntry) -> Truth) -> Truth {
    var result = Truth.no
    for (entry, truth) in concerned where result != .yes { result = result || (truth && body(entry)) }
    return result
  }

  func isUndone(_ entry: LedgerEntry, in period: Period, by statuses: [ReceiptStatus]) -> Truth {
    any { other in
      statuses.contains(other.status) && other.undoes(entry) ? other.isFor(period) : .no
    }
  }
}
