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
    /// How many keys name a code.
    var named: Int { keys.count { $0 != nil } }

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

  /// What is in force for these codes on `day`, climbing to parents where inherited. A closer code wins
  /// over a later date, a named code over 任意. O(entries).
  public func lookup(keys: [Int], on day: Day, codeLists: [CodeList]) -> Lookup {
    var candidates: [[Int]] = [[]]
    for (position, key) in keys.enumerated() {
      let list = codeLists[keyLists[position]]
      let chain = isInherited ? [key] + list.ancestors(of: key) : [key]
      candidates = candidates.flatMap { prefix in chain.map { prefix + [$0] } }
    }
    for candidate in candidates {
      var best: Entry?
      for entry in entries where entry.from <= day {
        if isByYear && entry.from.year != day.year { continue }
        let matches = zip(entry.keys, candidate).allSatisfy { $0 == nil || $0 == $1 }
        if matches, best.map({ ($0.named, $0.from) <= (entry.named, entry.from) }) ?? true { best = entry }
      }
      if let best { return best.value.map { .value($0) } ?? .pending(best.bounds) }
    }
    return .absent
  }
}
