import RuleLanguage

/// One evaluation of all rules at one as-of date.
public struct SweepRecord: Hashable, Sendable {
  /// Given by ``StoreFile/nextSweepID()``.
  public let id: Int64
  public let asOf: Day
  public let ruleSetHash: String
  /// ``StoreFile/dataVersion()`` at the time.
  public let dataVersion: Int64
  /// Its lists have been written out.
  public var isExported: Bool

  public init(id: Int64, asOf: Day, ruleSetHash: String, dataVersion: Int64, isExported: Bool = false) {
    self.id = id
    self.asOf = asOf
    self.ruleSetHash = ruleSetHash
    self.dataVersion = dataVersion
    self.isExported = isExported
  }
}

/// A unit of decision on a list, from the sweep that found it there to the one that no longer did.
public struct FindingRecord: Hashable, Sendable {
  public let id: String
  public let policy: String
  /// Empty for the only item.
  public let item: String
  public let subject: String
  /// Empty where the item does not decide per row.
  public let row: String
  /// As ``Period/text``.
  public let period: String
  public let list: String
  public let episode: String
  public let opened: Int64
  public var closed: Int64?
  public let amountFen: Int64?
  /// What the sweep wishes to keep besides; the store does not read it.
  public let detail: String

  public init(
    id: String, policy: String, item: String, subject: String, row: String, period: String,
    list: String, episode: String, opened: Int64, closed: Int64? = nil, amountFen: Int64?,
    detail: String
  ) {
    self.id = id
    self.policy = policy
    self.item = item
    self.subject = subject
    self.row = row
    self.period = period
    self.list = list
    self.episode = episode
    self.opened = opened
    self.closed = closed
    self.amountFen = amountFen
    self.detail = detail
  }
}

/// That a subject is to be told of an episode on a channel: once, whatever happens.
public struct AnnouncementRecord: Hashable, Sendable {
  public enum State: String, Hashable, Sendable {
    /// May be sent.
    case pending
    /// Waits for verification.
    case blocked
    /// Was blocked, may be sent.
    case released
  }
  public let episode: String
  public let kind: String
  public let channel: String
  public var state: State
  public let subject: String
  public let policy: String
  /// ``FindingRecord/id`` of the finding that opened the episode.
  public let finding: String

  public init(
    episode: String, kind: String, channel: String, state: State, subject: String, policy: String,
    finding: String
  ) {
    self.episode = episode
    self.kind = kind
    self.channel = channel
    self.state = state
    self.subject = subject
    self.policy = policy
    self.finding = finding
  }
}

/// The messages that one channel was handed at one time.
public struct BatchRecord: Hashable, Sendable {
  public let id: String
  public let sweep: Int64
  public let channel: String
  /// As-of date of its making.
  public let created: Day
  public var isExported: Bool

  public init(id: String, sweep: Int64, channel: String, created: Day, isExported: Bool = false) {
    self.id = id
    self.sweep = sweep
    self.channel = channel
    self.created = created
    self.isExported = isExported
  }
}

/// One message to one recipient, which may announce several episodes.
public struct MessageRecord: Hashable, Sendable {
  /// One announcement in it.
  public struct Part: Hashable, Sendable {
    public let episode: String
    public let kind: String
    public let policy: String
    public let finding: String
    public init(episode: String, kind: String, policy: String, finding: String) {
      self.episode = episode
      self.kind = kind
      self.policy = policy
      self.finding = finding
    }
  }
  /// The idempotency key: the same message has the same key, however often it is sent.
  public let key: String
  public let batch: String
  public let channel: String
  public let recipient: String
  public let subject: String
  public let parts: [Part]

  public init(
    key: String, batch: String, channel: String, recipient: String, subject: String, parts: [Part]
  ) {
    self.key = key
    self.batch = batch
    self.channel = channel
    self.recipient = recipient
    self.subject = subject
    self.parts = parts
  }

  public var episodes: [String] { parts.map(\.episode) }
  public var policies: [String] { parts.map(\.policy) }
  public var findings: [String] { parts.map(\.finding) }
}
