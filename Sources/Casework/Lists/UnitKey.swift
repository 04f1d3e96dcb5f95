/// The unit of decision: everything that a finding, a receipt and a payment are about.
public struct UnitKey: Hashable, Comparable, Sendable {
  public let policy: String
  /// Empty for the only item of a policy without 待遇项.
  public let item: String
  public let subject: String
  /// Key of the row for 逐条 items, else empty.
  public let row: String
  /// ``Period/text``; empty for one-off benefits.
  public let period: String

  public init(policy: String, item: String, subject: String, row: String, period: String) {
    self.policy = policy
    self.item = item
    self.subject = subject
    self.row = row
    self.period = period
  }

  public static func < (a: UnitKey, b: UnitKey) -> Bool {
    (a.policy, a.item, a.subject, a.row, a.period) < (b.policy, b.item, b.subject, b.row, b.period)
  }
}
