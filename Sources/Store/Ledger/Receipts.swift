import Matching
import RuleLanguage

/// One line of a ledger. What the line leaves blank is unknown.
public struct ReceiptRecord: Hashable, Sendable {
  /// How far a payment has come.
  public enum Status: String, Hashable, Sendable, CaseIterable {
    case paid, enrolled, stopped, returned, recovered, processing, approved
    public var chinese: String {
      switch self {
      case .paid: "已发"
      case .enrolled: "在册"
      case .stopped: "停发"
      case .returned: "退汇"
      case .recovered: "追缴"
      case .processing: "受理中"
      case .approved: "已批准"
      }
    }
  }

  public let policy: String
  public let item: String?
  /// Key of the subject's record.
  public let subject: String
  public let row: String?
  public let period: Period?
  public let status: Status
  public let amountFen: Int64?
  public let date: Day?
  /// When it was applied for, and when it was granted.
  public let applied: Day?
  public let approved: Day?

  public init(
    policy: String, item: String?, subject: String, row: String?, period: Period?,
    status: Status, amountFen: Int64?, date: Day?, applied: Day? = nil, approved: Day? = nil
  ) {
    self.applied = applied
    self.approved = approved
    self.policy = policy
    self.item = item
    self.subject = subject
    self.row = row
    self.period = period
    self.status = status
    self.amountFen = amountFen
    self.date = date
  }
}

/// What a ledger says, and for which days it speaks.
public struct LedgerContent: Hashable, Sendable {
  public let coverageFrom: Day?
  /// `nil`: nothing imported, so nobody is known not to receive.
  public let coverageTo: Day?
  /// By policy, subject, item, row, period, date.
  public let records: [ReceiptRecord]

  public init(coverageFrom: Day?, coverageTo: Day?, records: [ReceiptRecord]) {
    self.coverageFrom = coverageFrom
    self.coverageTo = coverageTo
    self.records = records
  }
}

extension StoreFile {
  /// All receipts of a ledger. Empty and without coverage where nothing was imported.
  public func receipts(ledger: String) throws -> LedgerContent {
    try database.transaction(.deferred) {
      let coverage = try database.coverage(of: .ledger, ledger)
      var records: [ReceiptRecord] = []
      try database.forEachReceipt(in: ledger) { records.append($0) }
      return LedgerContent(coverageFrom: coverage.from, coverageTo: coverage.to, records: records)
    }
  }
}

extension Database {
  /// In the order of policy, subject, item, row, period, date; of one ledger, or of all.
  func forEachReceipt(in ledger: String? = nil, _ body: (ReceiptRecord) -> Void) throws {
    let statement = try prepare(
      """
      SELECT policy, item, subject, row, period, status, amount, date, applied, approved
        FROM _receipt
        \(ledger == nil ? "" : "WHERE ledger = ?")
        ORDER BY policy, subject, coalesce(item, ''), coalesce(row, ''), coalesce(period, ''),
          coalesce(date, ''), status
      """)
    if let ledger { try statement.bind([.text(ledger)]) }
    while try statement.step() {
      guard let status = ReceiptRecord.Status(rawValue: statement.text(5)) else {
        throw StoreError.corrupt("_receipt.status")
      }
      body(
        ReceiptRecord(
          policy: statement.text(0), item: statement.optionalText(1), subject: statement.text(2),
          row: statement.optionalText(3),
          period: statement.optionalText(4).flatMap(Period.init(text:)), status: status,
          amountFen: statement.optionalInteger(6), date: statement.optionalText(7).flatMap(Day.init(text:)),
          applied: statement.optionalText(8).flatMap(Day.init(text:)),
          approved: statement.optionalText(9).flatMap(Day.init(text:))))
    }
  }
}
