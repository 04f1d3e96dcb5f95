/// An entity's records or a relation's rows.
public struct Table: Sendable {
  public enum Kind: Sendable {
    case entity
    case relation(Relation)
  }

  public let id: TableID
  public let name: String
  public var kind: Kind
  /// Declared other names, for headers of imported files.
  public var aliases: [String] = []
  public var fields: [Field] = []
  /// Indexes of the key fields, in order. An entity has exactly one. A relation's row key is unique
  /// within its owner.
  public var key: [Int] = []
  /// Entity: the field whose day ends the subject (`终止`), and the one that begins it (`起始`).
  public var endField: Int?
  public var startField: Int?
  public var range: SourceRange

  public init(id: TableID, name: String, kind: Kind, range: SourceRange) {
    self.id = id
    self.name = name
    self.kind = kind
    self.range = range
  }

  public var relation: Relation? {
    if case .relation(let relation) = kind { relation } else { nil }
  }
  public func field(named name: String) -> Int? { fields.firstIndex { $0.name == name } }
}

/// What a relation adds to its table.
public struct Relation: Sendable {
  public let owner: TableID
  /// The day, month or year field that dates a row (`时点`).
  public var timeField: Int?
  /// `有效期 起 至 止`: from inclusive, to inclusive, absent end is open.
  public var validFrom: Int?
  public var validTo: Int?
  public var completeness: Completeness
  /// For queries without a window: rows count as current while 数据截至 is at most this far back.
  public var freshnessDays = 0
  /// The rows are a ledger's receipts: it counts as current in every window while it is fresh.
  public var holdsReceipts = false

  public enum Completeness: Hashable, Sendable {
    /// No row means none, from this day (`nil`: from ever) up to the imported 数据截至.
    case complete(from: Day?)
    /// Closed for the owners whose field holds a day up to the decision day.
    case whenChecked(ownerField: Int)
    /// No row means unknown.
    case incomplete
    /// What is held is all there is: decisions are made here, and one that nobody recorded was not made.
    case held
  }

  public init(owner: TableID, completeness: Completeness) {
    self.owner = owner
    self.completeness = completeness
  }
}

public enum Sensitivity: String, Sendable { case open, inner, sensitive }

public struct Field: Sendable {
  public let name: String
  public var aliases: [String]
  public let type: ValueType
  public var sources: [String]
  public var sensitivity: Sensitivity
  /// `可无`: a blank cell is known to be none; otherwise a blank cell is unknown.
  public var isOptional: Bool
  /// `追溯 视为不变`: today's value also holds for earlier periods.
  public var isRetroactive: Bool
  /// `整数`: only whole numbers are stored.
  public var isWhole = false
  /// Of a key: an imported line may leave it out, which is an empty text and no unknown one.
  public var mayBeEmpty = false
  public let range: SourceRange

  public init(
    name: String, aliases: [String] = [], type: ValueType, sources: [String] = [],
    sensitivity: Sensitivity = .inner, isOptional: Bool = false, isRetroactive: Bool = false,
    range: SourceRange
  ) {
    self.name = name
    self.aliases = aliases
    self.type = type
    self.sources = sources
    self.sensitivity = sensitivity
    self.isOptional = isOptional
    self.isRetroactive = isRetroactive
    self.range = range
  }
}

/// A relation seen from one side: from its owner, or backwards through a reference field
/// (`员工 = 任职 反向 单位`).
public struct RelationView: Sendable {
  public let name: String
  /// The relation whose rows it shows.
  public let table: TableID
  /// The entity that it is a relation of.
  public let entity: TableID
  /// How a row points to that entity.
  public let link: Hop
  public init(name: String, table: TableID, entity: TableID, link: Hop) {
    self.name = name
    self.table = table
    self.entity = entity
    self.link = link
  }
}

/// One step from a record to another one.
public enum Hop: Hashable, Sendable {
  /// From a relation row to the entity that owns it.
  case owner
  /// Through a reference field of the record.
  case field(Int)
}
