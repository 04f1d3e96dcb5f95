import Matching
import RuleLanguage
import Store

/// What the receipts of one unit take of a capacity, if it is received at all.
struct Holding {
  /// Units: 0 or 1.
  let places: Load
  let fen: Load

  static let nothing = Holding(places: Load(0), fen: Load(0))
}

extension ReceiptIndex {
  /// `span`: only what was granted in these days counts; `nil`: ever. Of a periodic benefit only what
  /// is for the period counts.
  func holding(
    of id: ItemID, row: String?, period: Period, within span: ClosedRange<Day>?, _ state: ReceiptState,
    _ entries: [LedgerEntry]
  ) -> Holding {
    let isReceived = state.isInProcess ? Truth.yes : state.receiving
    if isReceived == .no { return .nothing }
    let isCounted = span == nil || period != .once
    if isReceived == .unknown {
      return Holding(places: Load(low: isCounted ? 1 : 0, high: 1), fen: .unknown)
    }
    let evidence = ReceiptEvidence(
      entries: entries, item: id.item, row: row, coverage: ReceiptCoverage(to: nil))
    let granted = evidence.granted(period, within: span)
    let places =
      isCounted
      ? Load(1) : Load(low: granted.isAny == .yes ? 1 : 0, high: granted.isAny == .no ? 0 : 1)
    // A place that is held without an amount takes one that is not known.
    let isPriced = granted.fen.high != 0 || places.high == 0
    return Holding(places: places, fen: isPriced ? granted.fen : .unknown)
  }
}

extension ReceiptEvidence {
  /// What was granted for the period, or is about to be, in a span of days.
  func granted(_ period: Period, within span: ClosedRange<Day>?) -> (isAny: Truth, fen: Load) {
    var isAny = Truth.no
    var (low, high): (Int64, Int64?) = (0, 0)
    func add(_ amount: Int64?, _ counts: Truth) {
      guard counts != .no else { return }
      isAny = isAny || counts
      if counts == .yes { low = low.addingReportingOverflow(amount ?? 0).partialValue }
      high = high.flatMap { sum in amount.map { sum.addingReportingOverflow($0).partialValue } }
    }
    for (entry, truth) in concerned {
      let inSpan = truth && entry.isFor(period) && entry.falls(within: span)
      switch entry.status {
      case .paid: add(entry.amount, inSpan && !isUndone(entry, in: period, by: [.returned, .recovered]))
      case .enrolled:
        add(entry.amount, inSpan && !isUndone(entry, in: period, by: [.returned, .recovered, .stopped]))
      default: break
      }
    }
    // What is applied for now is granted now; an approval may repeat the application's amount.
    let pending = concerned.filter { [.processing, .approved].contains($0.entry.status) }
    let amounts = pending.map(\.entry.amount)
    add(Set(amounts).count == 1 ? amounts[0] : nil, isInProcess(period))
    return (isAny, Load(low: low, high: high))
  }
}

extension LedgerEntry {
  /// By the period that it is for, else by its date.
  func falls(within span: ClosedRange<Day>?) -> Truth {
    guard let span else { return .yes }
    if case .period(let period) = period, let first = period.firstDay, let last = period.lastDay {
      if span.contains(first) && span.contains(last) { return .yes }
      return last < span.lowerBound || first > span.upperBound ? .no : .unknown
    }
    return date.map { Truth(span.contains($0)) } ?? .unknown
  }
}
