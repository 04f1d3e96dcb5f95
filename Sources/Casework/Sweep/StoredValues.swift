import RuleLanguage
import Store

extension ReceiptLedger {
  init(_ name: String, _ content: LedgerContent) {
    self.init(
      name: name, coverage: ReceiptCoverage(from: content.coverageFrom, to: content.coverageTo),
      receipts: content.records.map { Receipt($0) })
  }
}

extension Receipt {
  init(_ record: ReceiptRecord) {
    self.init(
      policy: record.policy, item: record.item, subject: record.subject, row: record.row,
      period: record.period?.text, status: record.status, amount: record.amountFen, date: record.date)
  }
}

extension Verification {
  /// An outcome without a policy (the subject has died) is one of every policy.
  static func all(_ records: [VerificationRecord], _ ruleSet: RuleSet) -> [Verification] {
    records.flatMap { record -> [Verification] in
      let policies = record.policy.map { [$0] } ?? ruleSet.policies.map(\.name)
      return policies.map {
        Verification(
          policy: $0, subject: record.subject, outcome: record.outcome, date: record.date,
          validUntil: record.validUntil)
      }
    }
  }
}

extension OpenFinding {
  init?(_ record: FindingRecord) {
    guard let list = FindingList(rawValue: record.list) else { return nil }
    self.init(
      id: record.id,
      unit: UnitKey(
        policy: record.policy, item: record.item, subject: record.subject, row: record.row,
        period: record.period),
      list: list, episode: record.episode)
  }
}

extension FindingRecord {
  init(_ finding: IdentifiedFinding, sweep: Int64) {
    let unit = finding.finding.unit
    self.init(
      id: finding.id, policy: unit.policy, item: unit.item, subject: unit.subject, row: unit.row,
      period: unit.period, list: finding.finding.list.rawValue, episode: finding.episode, opened: sweep,
      amountFen: finding.finding.amount, detail: FindingsReport.detail(of: finding.finding))
  }
}

extension AnnouncementRecord {
  init(_ announcement: Announcement) {
    self.init(
      episode: announcement.episode, kind: announcement.kind, channel: announcement.channel,
      state: announcement.isReleased ? .pending : .blocked, subject: announcement.subject,
      policy: announcement.policy, finding: announcement.finding)
  }
}
