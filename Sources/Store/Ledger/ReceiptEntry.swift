import Matching
import RuleLanguage

/// A receipt with its item resolved, and what is known of its time.
struct ReceiptEntry {
  /// When the payment fell due.
  enum Time: Equatable {
    /// Without periods: a one-off benefit, and what an external programme does not date by period.
    case day(Day?)
    case period(Period)
    case unknown
  }

  let record: ReceiptRecord
  /// `nil`: may be any.
  let item: String?
  let frequency: Frequency?
  let time: Time
  /// The programme has several items, of which the record names none.
  private let mayBeAnyItem: Bool

  init(_ record: ReceiptRecord, _ programme: Programme?) {
    self.record = record
    guard let programme else {
      item = record.item
      mayBeAnyItem = false
      frequency = record.period.map(\.frequency) ?? (record.status == .enrolled ? .monthly : .once)
      time = record.period.map { .period($0) } ?? .day(record.date)
      return
    }
    let declared =
      programme.items.count == 1 ? programme.items[0] : programme.items.first { $0.name == record.item }
    item = declared?.name
    mayBeAnyItem = declared == nil
    let all = Set(programme.items.map(\.frequency))
    frequency = declared?.frequency ?? (all.count == 1 ? all.first : nil)
    if let period = record.period, period != .once {
      time = .period(period)
    } else {
      time = frequency == .once ? .day(record.date) : .unknown
    }
  }

  var isPaid: Bool { record.status == .paid }
  /// On the register from a day on, without a period.
  var isOpenEnrolment: Bool {
    if record.status != .enrolled || record.period != nil { return false }
    return frequency != .once
  }

  /// Whether both are about the same item and row.
  func isAbout(_ other: ReceiptEntry) -> Truth {
    let items: Truth =
      mayBeAnyItem || other.mayBeAnyItem ? .unknown : Truth(item == other.item)
    guard record.row != other.record.row else { return items }
    return items && (record.row == nil || other.record.row == nil ? .unknown : .no)
  }

  /// Whether both are about the same period.
  func isFor(_ other: ReceiptEntry) -> Truth {
    switch (time, other.time) {
    case (.day, .day): return .yes
    case (.period(let a), .period(let b)):
      if a == b { return .yes }
      return a.frequency != b.frequency && a.span.overlaps(b.span) ? .unknown : .no
    default: return frequency == .once && other.frequency == .once ? .yes : .unknown
    }
  }

  /// 退汇 and 追缴 undo what is dated no later than themselves, or has no date.
  func undoes(_ earlier: ReceiptEntry) -> Bool {
    guard let date = record.date, let other = earlier.record.date else { return true }
    return other <= date
  }

  /// Of a stop, the first day off the register, unless it was over before `day`; `nil` inside where the
  /// stop does not say.
  func stop(since day: Day) -> Day?? {
    guard let first = record.period?.firstDay ?? record.date else { return .some(nil) }
    let last = record.date ?? record.period?.lastDay ?? first
    return last >= day ? first : nil
  }
}

extension Period {
  var span: ClosedRange<Day> {
    (firstDay ?? Day(number: .min))...(lastDay ?? Day(number: .max))
  }

  /// By ``YearMonth/index``.
  var months: [Int32] { Array(span.lowerBound.month.index...span.upperBound.month.index) }
}
