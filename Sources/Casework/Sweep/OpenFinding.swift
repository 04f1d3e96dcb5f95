import Crypto
import Foundation

/// A finding that stood open after the last sweep.
public struct OpenFinding: Hashable, Sendable {
  public let id: String
  public let unit: UnitKey
  public let list: FindingList
  public let episode: String
  public init(id: String, unit: UnitKey, list: FindingList, episode: String) {
    self.id = id
    self.unit = unit
    self.list = list
    self.episode = episode
  }
}

/// A finding of this sweep with its identity.
public struct IdentifiedFinding: Hashable, Sendable {
  public let id: String
  public let finding: Finding
  /// The run of consecutive unpaid periods that it belongs to: one case, announced once.
  public let episode: String
  /// It was not open after the last sweep.
  public let isNew: Bool
}

/// What is to be announced of an episode: no text, that is the notifier's.
public struct Announcement: Hashable, Sendable {
  public static let entitledKind = "entitled"

  public let episode: String
  public let kind: String
  public let channel: String
  public let policy: String
  /// Key of the subject.
  public let subject: String
  public let finding: String
  /// Whether it may go out now; otherwise it waits for a verification (核实后推).
  public let isReleased: Bool
}

enum FindingID {
  /// The same unit entering the same list on the same date has the same id, so that a sweep that was
  /// killed and run again names its findings alike.
  static func make(_ unit: UnitKey, _ list: FindingList, openedOn asOf: String) -> String {
    let parts = [unit.policy, unit.item, unit.subject, unit.row, unit.period, list.rawValue, asOf]
    let digest = SHA256.hash(data: Data(parts.joined(separator: "\u{1F}").utf8))
    return "F" + digest.prefix(10).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }
}
