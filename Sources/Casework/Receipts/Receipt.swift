import RuleLanguage
import Store

/// What a ledger's row says about a benefit: 已发, 在册 (for one period, or open-ended from its date), 停发
/// (from this period or day on), 退汇, 追缴, 受理中, 已批准.
public typealias ReceiptStatus = ReceiptRecord.Status

/// One row of a ledger: what is known about a benefit that a subject already gets.
public struct Receipt: Hashable, Sendable {
  /// Name of the policy.
  public let policy: String
  /// Name of the item; `nil` where the ledger does not say.
  public let item: String?
  /// Key of the subject.
  public let subject: String
  /// Key of the row that a 逐条 item decides on; `nil` where the ledger does not say.
  public let row: String?
  /// ``Period/text``; `nil` where the ledger does not say, and for an open-ended enrolment.
  public let period: String?
  public let status: ReceiptStatus
  /// Fen.
  public let amount: Int64?
  public let date: Day?

  public init(
    policy: String, item: String? = nil, subject: String, row: String? = nil, period: String? = nil,
    status: ReceiptStatus, amount: Int64? = nil, date: Day? = nil
  ) {
    self.policy = policy
    self.item = item
    self.subject = subject
    self.row = row
    self.period = period
    self.status = status
    self.amount = amount
    self.date = date
  }
}

/// A ledger as it was imported.
public struct ReceiptLedger: Sendable {
  /// ``Ledger/name`` of its declaration.
  public let name: String
  /// `from` is `nil` where it reaches back to ever; `to` is `nil` where nothing was imported.
  public let coverage: ReceiptCoverage
  public let receipts: [Receipt]

  public init(name: String, coverage: ReceiptCoverage, receipts: [Receipt]) {
    self.name = name
    self.coverage = coverage
    self.receipts = receipts
  }
}

/// The days whose payments a ledger holds, both inclusive.
public struct ReceiptCoverage: Hashable, Sendable {
  /// `nil`: from ever.
  public let from: Day?
  /// `nil`: nothing was imported.
  public let to: Day?
  public init(from: Day? = nil, to: Day?) {
    self.from = from
    self.to = to
  }

  /// The last period of this frequency that ends inside the coverage; `nil` without an end.
  func lastFullPeriod(_ frequency: Frequency) -> Period? {
    guard let to, frequency != .once else { return nil }
    let running = Period(frequency, containing: to)
    return running.lastDay == to ? running : running.advanced(by: -1)
  }

  /// Every day of the period that is up to the coverage's end is inside the coverage.
  func reachesBack(to period: Period) -> Bool {
    guard let from, let first = period.firstDay else { return true }
    return first >= from
  }
}

/// Whether a unit is paid already.
public struct ReceiptState: Hashable, Sendable {
  public let receiving: Truth
  /// Received for the very period, not only as what went on from the one before.
  public let held: Truth
  /// 办理中: applied for or approved, not yet paid. Such a unit enters no list.
  public let isInProcess: Bool
  /// A one-off benefit that was paid: over and done, so that it can be received neither wrongly nor too
  /// long.
  public let isOver: Bool
  /// It was, or may have been, claimed before: 申领期限 is not asked again.
  public let isClaimed: Bool
  /// `held`: `nil` where it is the same as `receiving`.
  public init(
    receiving: Truth, held: Truth? = nil, isInProcess: Bool = false, isOver: Bool = false,
    isClaimed: Bool = false
  ) {
    self.held = held ?? receiving
    self.isClaimed = isClaimed || isInProcess || receiving == .yes
    self.receiving = receiving
    self.isInProcess = isInProcess
    self.isOver = isOver
  }
}
