import Crypto
import Foundation

/// `manifest.json` of a batch: what the receiving system checks before it takes the messages.
public struct BatchManifest: Codable, Hashable, Sendable {
  public let batch: String
  public let asOf: String
  public let ruleSet: String
  public let messages: Int
  public let recipients: Int
  /// Messages by channel.
  public let channels: [String: Int]
  /// Messages by policy; a digest counts for each of its policies.
  public let policies: [String: Int]
  public let file: String
  /// SHA-256 of `messages.jsonl`, lower-case hexadecimal.
  public let sha256: String
}

/// The two files of a batch as bytes. Equal messages give equal bytes.
public struct BatchFiles: Sendable {
  public let messages: Data
  public let manifest: Data

  public init(batch: String, asOf: String, ruleSet: String, messages: [Message]) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var lines = Data()
    for message in messages {
      lines.append((try? encoder.encode(message)) ?? Data())
      lines.append(UInt8(ascii: "\n"))
    }
    var policies: [String: Int] = [:]
    var channels: [String: Int] = [:]
    for message in messages {
      channels[message.channel, default: 0] += 1
      for policy in message.policies { policies[policy, default: 0] += 1 }
    }
    let manifest = BatchManifest(
      batch: batch, asOf: asOf, ruleSet: ruleSet, messages: messages.count,
      recipients: Set(messages.map(\.recipient)).count, channels: channels, policies: policies,
      file: "messages.jsonl", sha256: SHA256.hash(data: lines).hexadecimal)
    encoder.outputFormatting.insert(.prettyPrinted)
    self.messages = lines
    self.manifest = ((try? encoder.encode(manifest)) ?? Data()) + Data("\n".utf8)
  }

  /// Writes both below `folder/BATCH/`; the manifest last, so that a folder with a manifest is whole.
  public func write(to folder: URL, batch: String) throws {
    let place = folder.appendingPathComponent(batch, isDirectory: true)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    try messages.write(to: place.appendingPathComponent("messages.jsonl"), options: .atomic)
    try manifest.write(to: place.appendingPathComponent("manifest.json"), options: .atomic)
  }
}
