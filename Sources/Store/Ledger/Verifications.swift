import RuleLanguage

/// What was found out about a subject.
public struct VerificationRecord: Hashable, Sendable {
  /// What became of a suspected finding when somebody looked into it.
  public enum Outcome: String, Hashable, Sendable, CaseIterable {
    case confirmed, deceased
    case movedAway = "moved_away"
    case unreachable
    case alreadyReceiving = "already_receiving"
    case wrongData = "wrong_data"
    case declined
    public var chinese: String {
      switch self {
      case .confirmed: "属实"
      case .deceased: "已死亡"
      case .movedAway: "已迁出"
      case .unreachable: "失联"
      case .alreadyReceiving: "已享受"
      case .wrongData: "数据有误"
      case .declined: "自愿放弃"
      }
    }
  }

  /// Key of the subject's record.
  public let subject: String
  /// `nil`: for every policy.
  public let policy: String?
  public let outcome: Outcome
  public let date: Day
  /// Last day on which it counts; `nil` where the outcome's own time decides.
  public let validUntil: Day?

  public init(
    subject: String, policy: String?, outcome: Outcome, date: Day, validUntil: Day?
  ) {
    self.subject = subject
    self.policy = policy
    self.outcome = outcome
    self.date = date
    self.validUntil = validUntil
  }
}

extension StoreFile {
  /// All verification outcomes, by subject, policy and date.
  public func verifications() throws -> [VerificationRecord] {
    var records: [VerificationRecord] = []
    try database.query(
      """
      SELECT subject, policy, outcome, date, valid_until FROM _verification
        ORDER BY subject, coalesce(policy, ''), date
      """
    ) {
      guard let outcome = VerificationRecord.Outcome(rawValue: $0.text(2)), let date = Day(text: $0.text(3))
      else { throw StoreError.corrupt("_verification") }
      records.append(
        VerificationRecord(
          subject: $0.text(0), policy: $0.optionalText(1), outcome: outcome,
          date: date,
          validUntil: $0.optionalText(4).flatMap(Day.init(text:))))
    }
    return records
  }
}
