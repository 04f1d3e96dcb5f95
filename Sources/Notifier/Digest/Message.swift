import Crypto
import Foundation

/// One message to one recipient on one channel. Encodes to one line of `messages.jsonl`.
public struct Message: Hashable, Sendable, Codable {
  /// The same episodes to the same recipient on the same channel have the same key, however often a
  /// batch is built or sent.
  public let idempotencyKey: String
  public let channel: String
  public let recipient: String
  public let subject: String
  public let title: String
  public let body: String
  public let policies: [String]
  public let findings: [String]
  public let episodes: [String]

  public init(
    channel: String, recipient: String, subject: String, title: String, body: String,
    policies: [String], findings: [String], episodes: [String]
  ) {
    self.channel = channel
    self.recipient = recipient
    self.subject = subject
    self.title = title
    self.body = body
    self.policies = policies
    self.findings = findings
    self.episodes = episodes
    let parts = [channel, recipient, subject] + episodes
    idempotencyKey = String(
      SHA256.hash(data: Data(parts.joined(separator: "\u{1F}").utf8)).hexadecimal.prefix(32))
  }
}

extension Sequence<UInt8> {
  /// Lower-case hexadecimal digits.
  var hexadecimal: String { map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() }
}
