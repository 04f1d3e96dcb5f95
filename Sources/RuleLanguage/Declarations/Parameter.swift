/// A value over time, keyed by codes. Looked up on the decision day (`自 日期`), or by the year that
/// it describes (`按年度`).
public struct Parameter: Sendable {
  public struct Entry: Hashable, Sendable {
    /// Code ordinals, one per key list; `nil` holds for every code of that key.
    public let keys: [Int?]
    /// In force from this day; for `按年度` the first day of the year described.
    public let from: Day
    /// `nil`: 待定, a local value still to be set.
    public let value: Value?
    /// 介于: between which figures a value that is 待定 will be set.
    public let bounds: ClosedRange<Number>?
    public let range: SourceRange

    public init(
      keys: [Int?], from: Day, value: Value?, bounds: ClosedRange<Number>? = nil, range: SourceRange
    ) {
      self.keys = keys
      self.from = from
      self.value = value
      self.bounds = bounds
      self.range = range
    }
  }

  public let name: String
  public let keyLists: [CodeListID]
  public let type: ValueType
  /// `可继承`: where a code has no value, its parent's holds.
  public let isInherited: Bool
  /// `按年度`: keyed by the year described, and that exact year only.
  public let isByYear: Bool
  public var entries: [Entry]
  public let sources: [String]
  public let range: SourceRange

  public init(
    name: String, keyLists: [CodeListID], type: ValueType, isInherited: Bool, isByYear: Bool,
    entries: [Entry], sources: [String], range: SourceRange
  ) {
    self.name = name
    self.keyLists = keyLists
    self.type = type
    self.isInherited = isInherited
    self.isByYear = isByYear
    self.entries = entries
    self.sources = sources
    self.range = range
  }

  public enum Lookup: Hashable, Sendable {
    case value(Value)
    /// In force, but 待定: some value between these, or some value above 0.
    case pending(ClosedRange<Number>?)
    /// No value is in force.
    case absent
  }

  /// What a figure that is 待定 is at least. It is above 0, and that is all one knows of it: a whole fen
  /// of money, of ratios and counts only not less than 0.
  public var leastPending: Number { type == .number(.money) ? .one : .zero }

  /// What is in force for these codes on `day`. By key in turn, the code itself wins over its parent
  /// (where inherited), that over the grandparent, and any named one over 任意; then the later date.
  /// O(entries).
  public func lookup(keys: [Int], on day: Day, codeLists: [CodeList]) -> Lookup {
    let chains = keys.indices.map { position in
      let list = codeLists[keyLists[position]]
      return isInherited ? [keys[position]] + list.ancestors(of: keys[position]) : [keys[position]]
    }
    var best: (entry: Entry, distances: [Int])?
    for entry in entries where entry.from <= day {
      if isByYear && entry.from.year != day.year { continue }
      let distances = zip(entry.keys, chains).compactMap { key, chain in
        key.map { chain.firstIndex(of: $0) } ?? chain.count
      }
      guard distances.count == chains.count else { continue }
      if let best {
        if best.distances.lexicographicallyPrecedes(distances) { continue }
        if best.distances == distances, best.entry.from > entry.from { continue }
      }
      best = (entry, distances)
    }
    guard let best else { return .absent }
    return best.entry.value.map { .value($0) } ?? .pending(best.entry.bounds)
  }
}
