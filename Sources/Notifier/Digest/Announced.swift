import RuleLanguage

/// One episode to announce on one channel: what Casework wrote down, without any text.
public struct Announced: Hashable, Sendable {
  public let episode: String
  public let channel: String
  /// Opaque store key of the one who reads the message.
  public let recipient: String
  /// Opaque store key of the one who is entitled.
  public let subject: String
  public let policy: String
  public let title: String
  public let body: String
  public let findings: [String]

  public init(
    episode: String, channel: String, recipient: String, subject: String, policy: String,
    title: String, body: String, findings: [String]
  ) {
    self.episode = episode
    self.channel = channel
    self.recipient = recipient
    self.subject = subject
    self.policy = policy
    self.title = title
    self.body = body
    self.findings = findings
  }
}
