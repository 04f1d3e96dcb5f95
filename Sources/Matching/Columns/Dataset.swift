import RuleLanguage

/// The records that a run reads: the columns it needs of each table, and what is known of coverage.
public struct Dataset: Sendable {
  /// By ``TableID``.
  public var tables: [TableData]
  public var texts: TextPool
  /// By index of ``RuleSet/views``: entity ordinals with certainly no further rows, and those of whom
  /// nothing is known. Both override coverage; only worked cases use them.
  public var closed: [Int: Set<Int>] = [:]
  public var open: [Int: Set<Int>] = [:]
  /// Filled by whoever sees all units.
  public var figures: [FigureKey: FigureValues] = [:]

  public init(tables: [TableData], texts: TextPool) {
    self.tables = tables
    self.texts = texts
  }
}

public struct TableData: Sendable {
  /// Key texts by ordinal: an entity's key, a relation row's key fields joined by `/`.
  public var keys: [String]
  /// By field index; `nil` for a field that the run does not read.
  public var columns: [Column?]
  /// Relations: ordinal of the owner, per row; rows are sorted by it. −1 where the owner is not loaded.
  public var owners: [Int32]
  public var coverage: Coverage
  public init(
    keys: [String], columns: [Column?], owners: [Int32] = [], coverage: Coverage = Coverage()
  ) {
    self.keys = keys
    self.columns = columns
    self.owners = owners
    self.coverage = coverage
  }

  public var count: Int { keys.count }
}

/// What an import declared with `--covers FROM..TO`.
public struct Coverage: Hashable, Sendable {
  /// `nil`: as declared in the rule text.
  public var from: Day?
  /// 数据截至; `nil`: nothing imported, so nothing is closed.
  public var to: Day?
  public init(from: Day? = nil, to: Day? = nil) {
    self.from = from
    self.to = to
  }
}
