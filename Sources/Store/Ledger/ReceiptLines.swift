import Matching
import RuleLanguage

/// Turns the receipts of one programme and subject into the rows that rules read.
package struct ReceiptLines {
  private struct MonthKey: Hashable {
    let item: String?
    let row: String?
  }

  private let entries: [ReceiptEntry]
  private let undoing: [ReceiptEntry]
  private let stops: [ReceiptEntry]
  private let coverageTo: Day?
  private var months: [MonthKey: Set<Int32>] = [:]
  private var policyMonths: Set<Int32> = []
  private var lines: [ReceiptLine] = []

  /// - Parameter coverageTo: the last day that the ledger holds; `nil` where nothing was imported.
  package static func all(
    of records: [ReceiptRecord], _ programme: Programme?, coverageTo: Day?
  ) -> [ReceiptLine] {
    var made = ReceiptLines(records.map { ReceiptEntry($0, programme) }, coverageTo)
    made.addAll()
    return made.lines
  }

  private init(_ entries: [ReceiptEntry], _ coverageTo: Day?) {
    self.entries = entries.sorted { Self.start($0) < Self.start($1) }
    undoing = entries.filter { $0.record.status == .returned || $0.record.status == .recovered }
    stops = entries.filter { $0.record.status == .stopped }
    self.coverageTo = coverageTo
  }

  private static func start(_ entry: ReceiptEntry) -> Int32 {
    if case .period(let period) = entry.time { return period.firstDay?.number ?? .min }
    return .min
  }

  private mutating func addAll() {
    let validity = entries.map(isValid)
    /// Of each period, what is paid for it already.
    var told: [Period: [(entry: ReceiptEntry, truth: Truth)]] = [:]
    for (entry, valid) in zip(entries, validity) where entry.isPaid {
      if case .period(let period) = entry.time { told[period, default: []].append((entry, valid)) }
    }
    var counted: [Period: [(entry: ReceiptEntry, truth: Truth)]] = [:]
    for (entry, valid) in zip(entries, validity) where !entry.isOpenEnrolment {
      var valid = valid
      var repeated = Truth.no
      if case .period(let period) = entry.time, valid != .no {
        if !entry.isPaid { valid = valid && !Self.any(told[period] ?? [], about: entry) }
        repeated = Self.any(counted[period] ?? [], about: entry)
        counted[period, default: []].append((entry, valid))
      }
      add(entry, valid, repeated: repeated)
    }
    for (entry, valid) in zip(entries, validity) where entry.isOpenEnrolment { enrol(entry, valid) }
  }

  private static func any(
    _ others: [(entry: ReceiptEntry, truth: Truth)], about entry: ReceiptEntry
  ) -> Truth {
    others.reduce(.no) { $0 || ($1.truth && $1.entry.isAbout(entry)) }
  }

  /// Paid or on the register, and neither returned nor recovered. Of a one-off benefit, a register
  /// that was left again grants nothing.
  private func isValid(_ entry: ReceiptEntry) -> Truth {
    switch entry.record.status {
    case .paid, .enrolled: break
    default: return .no
    }
    var others = undoing
    if entry.record.status == .enrolled, entry.frequency == .once { others += stops }
    return !others.reduce(.no) { undone, other in
      other.undoes(entry) ? undone || (other.isAbout(entry) && other.isFor(entry)) : undone
    }
  }

  // MARK: Payments, and registers by period

  private mutating func add(_ entry: ReceiptEntry, _ valid: Truth, repeated: Truth) {
    var line = ReceiptLine(entry, among: entries)
    line.set(.isValid, valid)
    line.set(.times, repeated == .unknown ? nil : repeated == .yes ? 0 : 1)
    line.set(.amount, fen: entry.record.amountFen)
    switch entry.time {
    case .unknown: break
    case .day(let day):
      line.set(.from, day)
      line.set(.to, day)
      line.set(.months, 0)
      line.set(.policyMonths, 0)
      line.set(.until, day)
    case .period(let period):
      line.set(.from, period.firstDay)
      line.set(.to, period.lastDay)
      setMonths(period.months, of: entry, valid, in: &line)
      line[.until] = until(period, of: entry)
    }
    lines.append(line)
  }

  /// Of months that an earlier line may already stand for, how many are new is not known; certain ones
  /// are new once.
  private mutating func setMonths(
    _ span: [Int32], of entry: ReceiptEntry, _ valid: Truth, in line: inout ReceiptLine
  ) {
    let key = MonthKey(item: entry.item, row: entry.record.row)
    line.set(.months, span.count { months[key]?.contains($0) != true })
    line.set(.policyMonths, span.count { !policyMonths.contains($0) })
    guard valid == .yes else { return }
    months[key, default: []].formUnion(span)
    policyMonths.formUnion(span)
  }

  /// What is held in the last period that the ledger covers whole, or later, goes on until it stops.
  private func until(_ period: Period, of entry: ReceiptEntry) -> Cell {
    guard let coverageTo, let end = period.lastDay, let first = period.firstDay else { return .unknown }
    let running = Period(period.frequency, containing: coverageTo)
    let last = running.lastDay == coverageTo ? running : running.advanced(by: -1)
    if period < last { return .value(.day(end)) }
    return self.end(of: entry, since: first).map { stop in
      stop.map { .value(.day(max(end, $0.adding(days: -1)))) } ?? .unknown
    } ?? .none
  }

  /// The day of the first stop since a day: absent where there is none, `nil` inside where it is not
  /// known whether or when.
  private func end(of entry: ReceiptEntry, since first: Day) -> Day?? {
    var result: Day??
    for stop in stops {
      let concerns = stop.isAbout(entry)
      if concerns == .no { continue }
      guard let day = stop.stop(since: first) else { continue }
      guard concerns == .yes, let day else { return .some(nil) }
      result = .some(min(day, (result ?? nil) ?? day))
    }
    return result
  }

  // MARK: Registers without periods

  /// The most recent periods one by one, those before them as one line.
  private mutating func enrol(_ entry: ReceiptEntry, _ valid: Truth) {
    let frequency = entry.frequency.flatMap { $0 == .once ? nil : $0 } ?? .monthly
    guard let begun = entry.record.date, let coverageTo, valid != .no else {
      return addUndated(entry, valid)
    }
    let stop = end(of: entry, since: begun)
    if case .some(nil) = stop { return addUndated(entry, valid) }
    let stopped: Day? = stop ?? nil
    var period = Period(frequency, containing: begun)
    let last = Period(frequency, containing: max(begun, coverageTo))
    let recent = last.advanced(by: 1 - Self.recentPeriods(frequency))
    if period < recent { period = addPast(entry, valid, from: period, before: recent, stopped) }
    while let first = period.firstDay, let end = period.lastDay, period <= last {
      if let stopped, stopped <= first { break }
      var own = valid
      // The period in which a stop falls may have been paid before it, or not.
      if let stopped, stopped <= end { own = own && .unknown }
      var until = Cell.value(.day(end))
      if let stopped {
        if stopped <= end { until = .value(.day(stopped.adding(days: -1))) }
      } else if period == last {
        until = .none
      }
      addHeld(entry, own, first, end, period.months, times: 1, until: until)
      period = period.advanced(by: 1)
    }
  }

  private static func recentPeriods(_ frequency: Frequency) -> Int {
    switch frequency {
    case .once, .yearly: 2
    case .quarterly: 5
    case .monthly: 14
    }
  }

  /// One line for all periods before the recent ones; the period after them.
  private mutating func addPast(
    _ entry: ReceiptEntry, _ valid: Truth, from start: Period, before recent: Period, _ stopped: Day?
  ) -> Period {
    var next = start
    var span: [Int32] = []
    var times = 0
    while next < recent, let end = next.lastDay, stopped.map({ $0 > end }) ?? true {
      span += next.months
      times += 1
      next = next.advanced(by: 1)
    }
    if let first = start.firstDay, let end = next.advanced(by: -1).lastDay, times > 0 {
      addHeld(entry, valid, first, end, span, times: times, until: .value(.day(end)))
    }
    return next
  }

  private mutating func addHeld(
    _ entry: ReceiptEntry, _ valid: Truth, _ first: Day, _ end: Day, _ span: [Int32], times: Int,
    until: Cell
  ) {
    let paid = entries.filter { $0.isPaid && $0.isAbout(entry) == .yes }
    let isTold = paid.contains { other in
      if case .period(let period) = other.time { return period.span.overlaps(first...end) }
      return true
    }
    var line = ReceiptLine(entry, among: entries)
    line.set(.isValid, valid)
    line.set(.from, first)
    line.set(.to, end)
    line.set(.times, isTold ? (times == 1 ? 0 : nil) : times)
    line.set(.amount, fen: paid.isEmpty ? nil : 0)
    setMonths(span, of: entry, valid, in: &line)
    line[.until] = until
    lines.append(line)
  }

  /// On the register, nobody knows since when or until when.
  private mutating func addUndated(_ entry: ReceiptEntry, _ valid: Truth) {
    var line = ReceiptLine(entry, among: entries)
    line.set(.isValid, valid)
    line.set(.from, entry.record.date)
    let paid = entries.contains { $0.isPaid && $0.isAbout(entry) == .yes }
    if paid { line.set(.amount, fen: 0) }
    if coverageTo != nil, stops.allSatisfy({ $0.isAbout(entry) == .no }) {
      line[.to] = .none
      line[.until] = .none
    }
    lines.append(line)
  }
}
