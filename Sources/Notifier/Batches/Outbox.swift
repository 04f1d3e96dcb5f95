import Casework
import Foundation
import RuleLanguage
import Store

/// Turns announcements that may go out into frozen messages, and frozen messages into batch files.
///
/// Freezing is one transaction a batch and keyed by episode, kind and channel, so that nothing is
/// announced twice. Files are written from what is frozen; a batch counts as handed over only once
/// they are there, so a run that was killed in between writes them again under the same id.
public struct Outbox {
  public struct Batch: Sendable {
    public let id: String
    public let channel: String
    public let messages: [Message]
  }

  let store: StoreFile
  let ruleSet: RuleSet

  public init(store: StoreFile, ruleSet: RuleSet) {
    self.store = store
    self.ruleSet = ruleSet
  }

  /// Freezes what is pending, one batch a channel, and gives every batch not yet handed over.
  ///
  /// An announcement whose recipient is not known stays pending: nobody is written to by guess.
  public func batches(sweep: Int64, asOf: Day) throws -> [Batch] {
    let announced = try Rendering(store, ruleSet).announced(try store.pendingAnnouncements())
    for (channel, messages) in Dictionary(grouping: Digest.messages(announced), by: \.channel)
      .sorted(by: { $0.key < $1.key })
    {
      let batch = BatchRecord(
        id: "\(asOf.text)-\(sweep)-\(channel)", sweep: sweep, channel: channel, created: asOf)
      let kinds = Dictionary(
        announced.map { ($0.episode, $0) }, uniquingKeysWith: { a, _ in a })
      try store.freeze(
        batch: batch,
        messages: messages.map { message in
          MessageRecord(
            key: message.idempotencyKey, batch: batch.id, channel: channel, recipient: message.recipient,
            subject: message.subject,
            parts: message.episodes.map { episode in
              MessageRecord.Part(
                episode: episode, kind: Announcement.entitledKind, policy: kinds[episode]?.policy ?? "",
                finding: kinds[episode]?.findings.first ?? "")
            })
        })
    }
    return try store.unexportedBatches().map { batch in
      Batch(id: batch.id, channel: batch.channel, messages: try frozen(batch))
    }
  }

  /// Writes the files and marks the batch as handed over.
  public func export(_ batch: Batch, asOf: Day, ruleSetHash: String, to folder: URL) throws {
    let files = BatchFiles(
      batch: batch.id, asOf: asOf.text, ruleSet: ruleSetHash, messages: batch.messages)
    try files.write(to: folder, batch: batch.id)
    try store.markExported(batch: batch.id)
  }

  /// The messages of a frozen batch, rendered.
  private func frozen(_ batch: BatchRecord) throws -> [Message] {
    let records = try store.messages(inBatch: batch.id)
    let rendering = Rendering(store, ruleSet)
    let announced = try records.flatMap { record in
      try rendering.announced(
        record.parts.map { part in
          AnnouncementRecord(
            episode: part.episode, kind: part.kind, channel: record.channel, state: .released,
            subject: "", policy: part.policy, finding: part.finding)
        })
    }
    return Digest.messages(announced)
  }
}
