import RuleLanguage

extension StoreFile {
  /// Announcements that may be sent and are in no message yet, while their episode has an open finding;
  /// by channel, subject, episode and kind.
  public func pendingAnnouncements() throws -> [AnnouncementRecord] {
    var announcements: [AnnouncementRecord] = []
    try database.query(
      """
      SELECT episode, kind, channel, state, subject, policy, finding FROM _announcement a
        WHERE message IS NULL AND state <> 'blocked' AND EXISTS(
          SELECT 1 FROM _finding f WHERE f.episode = a.episode AND f.closed IS NULL)
        ORDER BY channel, subject, episode, kind
      """
    ) {
      guard let state = AnnouncementRecord.State(rawValue: $0.text(3)) else { return }
      announcements.append(
        AnnouncementRecord(
          episode: $0.text(0), kind: $0.text(1), channel: $0.text(2), state: state,
          subject: $0.text(4), policy: $0.text(5), finding: $0.text(6)))
    }
    return announcements
  }

  /// Fixes what a batch says: its messages, and which announcements each of them carries. From then on
  /// those are in no other message.
  ///
  /// - Throws: ``AnnouncementTaken`` where an announcement is missing or in a message already; nothing is
  ///   frozen then.
  public func freeze(batch: BatchRecord, messages: [MessageRecord]) throws {
    try database.transaction(.immediate) {
      try database.run(
        "INSERT INTO _batch VALUES(?, ?, ?, ?, ?)", .text(batch.id), .integer(batch.sweep),
        .text(batch.channel), .text(batch.created.text), .integer(batch.isExported ? 1 : 0))
      let insert = try database.prepare("INSERT INTO _message VALUES(?, ?, ?, ?, ?)")
      let take = try database.prepare(
        """
        UPDATE _announcement SET message = ?, position = ?
          WHERE episode = ? AND kind = ? AND channel = ? AND message IS NULL AND state <> 'blocked'
        """)
      for message in messages {
        try insert.run(
          .text(message.key), .text(batch.id), .text(message.channel), .text(message.recipient),
          .text(message.subject))
        for (position, part) in message.parts.enumerated() {
          try take.run(
            .text(message.key), .integer(Int64(position)), .text(part.episode), .text(part.kind),
            .text(message.channel))
          guard database.changes == 1 else {
            throw AnnouncementTaken(episode: part.episode, kind: part.kind, channel: message.channel)
          }
        }
      }
    }
  }

  /// Batches that have not been handed over, by sweep and id.
  public func unexportedBatches() throws -> [BatchRecord] {
    var batches: [BatchRecord] = []
    try database.query(
      """
      SELECT id, sweep, channel, created_as_of, exported FROM _batch WHERE exported = 0
        ORDER BY sweep, id
      """
    ) {
      guard let created = Day(text: $0.text(3)) else { throw StoreError.corrupt("_batch.created_as_of") }
      batches.append(
        BatchRecord(
          id: $0.text(0), sweep: $0.integer(1), channel: $0.text(2), created: created,
          isExported: $0.integer(4) == 1))
    }
    return batches
  }

  /// The messages of a batch by key, each with its announcements in the order in which it was frozen.
  public func messages(inBatch id: String) throws -> [MessageRecord] {
    var parts: [String: [MessageRecord.Part]] = [:]
    try database.query(
      """
      SELECT m.key, a.episode, a.kind, a.policy, a.finding FROM _message m
        JOIN _announcement a ON a.message = m.key WHERE m.batch = ? ORDER BY m.key, a.position
      """, .text(id)
    ) {
      parts[$0.text(0), default: []].append(
        MessageRecord.Part(
          episode: $0.text(1), kind: $0.text(2), policy: $0.text(3), finding: $0.text(4)))
    }
    var messages: [MessageRecord] = []
    try database.query(
      "SELECT key, batch, channel, recipient, subject FROM _message WHERE batch = ? ORDER BY key",
      .text(id)
    ) {
      messages.append(
        MessageRecord(
          key: $0.text(0), batch: $0.text(1), channel: $0.text(2), recipient: $0.text(3),
          subject: $0.text(4), parts: parts[$0.text(0)] ?? []))
    }
    return messages
  }

  /// The channel has the batch.
  public func markExported(batch: String) throws {
    try database.run("UPDATE _batch SET exported = 1 WHERE id = ?", .text(batch))
  }
}

/// An announcement was to be frozen twice, before its release, or was never made.
public struct AnnouncementTaken: Error, Hashable, Sendable {
  public let episode: String
  public let kind: String
  public let channel: String
  public init(episode: String, kind: String, channel: String) {
    self.episode = episode
    self.kind = kind
    self.channel = channel
  }
}
