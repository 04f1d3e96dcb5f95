/// Gathers what is to be announced into one message a recipient, subject and channel.
public enum Digest {
  /// In the order of channel, recipient and subject; within a message by policy, then episode.
  public static func messages(_ announced: [Announced]) -> [Message] {
    struct Address: Hashable, Comparable {
      let channel: String
      let recipient: String
      let subject: String
      static func < (a: Address, b: Address) -> Bool {
        (a.channel, a.recipient, a.subject) < (b.channel, b.recipient, b.subject)
      }
    }
    let groups = Dictionary(grouping: announced) {
      Address(channel: $0.channel, recipient: $0.recipient, subject: $0.subject)
    }
    return groups.sorted { $0.key < $1.key }.map { address, members in
      let parts = members.sorted { ($0.policy, $0.episode) < ($1.policy, $1.episode) }
      let texts = distinct(parts.map { Text(policy: $0.policy, title: $0.title, body: $0.body) })
      let title = texts.count == 1 ? texts[0].title : "您有\(Set(parts.map(\.policy)).count)项政策可能可以享受"
      let body =
        texts.count == 1
        ? texts[0].body
        : texts.enumerated().map { "\($0 + 1). \($1.title)：\($1.body)" }.joined(separator: "\n")
      return Message(
        channel: address.channel, recipient: address.recipient, subject: address.subject, title: title,
        body: body, policies: distinct(parts.map(\.policy)), findings: parts.flatMap(\.findings).sorted(),
        episodes: parts.map(\.episode))
    }
  }

  private struct Text: Hashable {
    let policy: String
    let title: String
    let body: String
  }

  private static func distinct<T: Hashable>(_ values: [T]) -> [T] {
    var seen: Set<T> = []
    return values.filter { seen.insert($0).inserted }
  }
}
