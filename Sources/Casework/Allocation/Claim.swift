import RuleLanguage

/// A whole amount (places, or fen) of which only the ends are known.
public struct Load: Hashable, Sendable {
  public let low: Int64
  /// `nil`: open.
  public let high: Int64?

  public init(low: Int64, high: Int64?) {
    self.low = low
    self.high = high
  }

  public init(_ exactly: Int64) { self.init(low: exactly, high: exactly) }

  static let unknown = Load(low: 0, high: nil)
}

/// Where a claim stands in the order: the smaller is served first. Both ends included; `nil` is open.
public struct Rank: Hashable, Sendable {
  public let low: Number?
  public let high: Number?
  /// Among those that are equal in this: the next key, and so on.
  public let next: [Rank]

  public init(low: Number?, high: Number?, next: [Rank] = []) {
    self.low = low
    self.high = high
    self.next = next
  }

  public static let unknown = Rank(low: nil, high: nil)

  var earliest: Place {
    Place([low.map { .at($0) } ?? .first] + next.map { $0.low.map { .at($0) } ?? .first })
  }
  var latest: Place { Place([high.map { .at($0) } ?? .last] + next.map { $0.high.map { .at($0) } ?? .last }) }
}

/// One end of a ``Rank``, by all its keys.
struct Place: Comparable {
  enum Key: Comparable {
    case first
    case at(Number)
    case last
  }
  private let keys: [Key]

  init(_ keys: [Key]) { self.keys = keys }

  static func < (a: Place, b: Place) -> Bool { a.keys.lexicographicallyPrecedes(b.keys) }
}

/// What one claimant asks of a capacity that it may have to share.
public struct Claim: Hashable, Sendable {
  /// Which claims share one capacity.
  public enum Group: Hashable, Sendable {
    case key([Value])
    /// One of those in its pool, or one of its own.
    case unknown
    /// It shares with nobody.
    case alone
  }

  /// Claims of different pools never share a capacity, whatever their groups.
  public var pool: String
  public var group: Group
  /// Whether it is to be served if there is room.
  public var isDue: Truth
  /// Whether it was served before; then it keeps what it has.
  public var isHeld: Truth
  /// What it takes of the capacity if it was served before.
  public var held: Load
  /// What it takes if it comes to be served.
  public var wanted: Load
  public var rank: Rank

  public init(
    pool: String = "", group: Group, isDue: Truth, isHeld: Truth, held: Load = Load(1),
    wanted: Load = Load(1), rank: Rank
  ) {
    self.pool = pool
    self.group = group
    self.isDue = isDue
    self.isHeld = isHeld
    self.held = held
    self.wanted = wanted
    self.rank = rank
  }
}
