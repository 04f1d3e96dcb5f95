import RuleLanguage
import Store

/// What a verification found about one subject and one policy, written back.
public struct Verification: Hashable, Sendable {
  /// Name of the policy.
  public let policy: String
  /// Key of the subject.
  public let subject: String
  public let outcome: Outcome
  public let date: Day
  /// Last day on which it counts; `nil`: as long as its outcome usually does.
  public let validUntil: Day?

  public init(
    policy: String, subject: String, outcome: Outcome, date: Day, validUntil: Day? = nil
  ) {
    self.policy = policy
    self.subject = subject
    self.outcome = outcome
    self.date = date
    self.validUntil = validUntil
  }

  public typealias Outcome = VerificationRecord.Outcome

  /// Counts on `day`: made by then and not yet run out.
  public func counts(on day: Day) -> Bool {
    guard date <= day else { return false }
    let last = validUntil ?? outcome.usualDays.map { date.adding(days: $0) }
    return last.map { day <= $0 } ?? true
  }
}

/// The verifications of a sweep, ready to be asked. Of one policy and subject the latest made by the
/// as-of date holds, alone; of two of one day the one recorded later.
public struct VerificationIndex: Sendable {
  private struct Key: Hashable {
    let policy: String
    let subject: String
  }

  private var histories: [Key: [Verification]] = [:]

  /// `verifications` in the order in which they were recorded.
  public init(_ verifications: [Verification]) {
    for verification in verifications {
      histories[Key(policy: verification.policy, subject: verification.subject), default: []]
        .append(verification)
    }
  }

  /// The one that holds; `nil` where there is none or it has run out.
  public func current(policy: String, subject: String, asOf: Day) -> Verification? {
    var latest: Verification?
    for verification in histories[Key(policy: policy, subject: subject)] ?? []
    where verification.date <= asOf {
      if let known = latest, known.date > verification.date { continue }
      latest = verification
    }
    return latest.flatMap { $0.counts(on: asOf) ? $0 : nil }
  }

  /// No finding about this subject is to be opened.
  public func suppresses(policy: String, subject: String, asOf: Day) -> Bool {
    current(policy: policy, subject: subject, asOf: asOf).map { $0.outcome != .confirmed } ?? false
  }

  /// A finding that waits for verification may go out.
  public func confirms(policy: String, subject: String, asOf: Day) -> Bool {
    current(policy: policy, subject: subject, asOf: asOf)?.outcome == .confirmed
  }

  /// Keys of the subjects of whom there is any verification of this policy; in no order.
  func subjects(ofPolicy policy: String) -> [String] {
    histories.keys.compactMap { $0.policy == policy ? $0.subject : nil }
  }
}

extension VerificationRecord.Outcome {
  /// Days after the verification for which it counts; `nil`: without end. The dead and those who
  /// moved away do not come back; somebody who could not be reached is tried again after half a
  /// year; wrong data should be mended within a quarter; what a person said about themselves, and
  /// what a check confirmed, is asked again after a year.
  public var usualDays: Int? {
    switch self {
    case .deceased, .movedAway: nil
    case .unreachable: 180
    case .wrongData: 90
    case .confirmed, .alreadyReceiving, .declined: 365
    }
  }
}
