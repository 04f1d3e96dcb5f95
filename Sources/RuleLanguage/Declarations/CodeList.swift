/// A code list: codes with names and parents, in subtree order, so that a code and all below it are
/// one range of ordinals. Ordered lists (`次序`) compare by rank.
public struct CodeList: Sendable {
  public struct Entry: Hashable, Sendable {
    public let code: String
    public let name: String
    public let parent: Int?
    /// Ordinal just past the last descendant.
    public var end: Int
    public init(code: String, name: String, parent: Int?, end: Int) {
      self.code = code
      self.name = name
      self.parent = parent
      self.end = end
    }
  }

  public let id: CodeListID
  public let name: String
  /// Empty for an unordered list. Otherwise rank per ordinal: a larger rank is higher.
  public let ranks: [Int]
  public let entries: [Entry]
  /// Retired code → its successor's ordinal (several successors: not mapped, unknown).
  public let successors: [String: Int]
  public let range: SourceRange
  private let ordinals: [String: Int]
  private let names: [String: [Int]]

  /// `items` in file order; a parent may follow its children. Unknown parents and cycles become
  /// roots (the checker reports them before).
  public init(
    id: CodeListID, name: String, items: [(code: String, name: String, parent: String?)],
    ranks rankByCode: [String: Int] = [:], successors successorCodes: [String: String] = [:],
    range: SourceRange
  ) {
    self.id = id
    self.name = name
    self.range = range
    var indexByCode: [String: Int] = [:]
    for (index, item) in items.enumerated() where indexByCode[item.code] == nil {
      indexByCode[item.code] = index
    }
    var children: [[Int]] = Array(repeating: [], count: items.count)
    var roots: [Int] = []
    for (index, item) in items.enumerated() where indexByCode[item.code] == index {
      if let parent = item.parent, let p = indexByCode[parent], p != index {
        children[p].append(index)
      } else {
        roots.append(index)
      }
    }
    var entries: [Entry] = []
    func visit(_ index: Int, parent: Int?) {
      let ordinal = entries.count
      entries.append(Entry(code: items[index].code, name: items[index].name, parent: parent, end: 0))
      for child in children[index] { visit(child, parent: ordinal) }
      entries[ordinal].end = entries.count
    }
    for root in roots { visit(root, parent: nil) }
    self.entries = entries
    var ordinals: [String: Int] = [:]
    var names: [String: [Int]] = [:]
    for (ordinal, entry) in entries.enumerated() {
      ordinals[entry.code] = ordinal
      names[entry.name, default: []].append(ordinal)
    }
    self.ordinals = ordinals
    self.names = names
    ranks = rankByCode.isEmpty ? [] : entries.map { rankByCode[$0.code] ?? 0 }
    var successors: [String: Int] = [:]
    for (old, new) in successorCodes {
      if let ordinal = ordinals[new] { successors[old] = ordinal }
    }
    self.successors = successors
  }

  public var isOrdered: Bool { !ranks.isEmpty }
  public func ordinal(ofCode code: String) -> Int? { ordinals[code] }
  /// All codes that bear this name.
  public func ordinals(named name: String) -> [Int] { names[name] ?? [] }
  /// The code and all below it.
  public func subtree(of ordinal: Int) -> Range<Int> { ordinal..<entries[ordinal].end }
  /// Parent, grandparent … of a code.
  public func ancestors(of ordinal: Int) -> [Int] {
    var result: [Int] = []
    var next = entries[ordinal].parent
    while let parent = next {
      result.append(parent)
      next = entries[parent].parent
    }
    return result
  }

  /// The codes outside of a set that have some of it below them: a record that says no more than such a
  /// code may belong to the set or not.
  public func coarser(than set: CodeSet) -> CodeSet {
    var ranges: [Range<Int>] = []
    var seen: Set<Int> = []
    for member in set.ranges.joined() {
      var next = entries[member].parent
      while let parent = next, !set.contains(parent), seen.insert(parent).inserted {
        ranges.append(parent..<parent + 1)
        next = entries[parent].parent
      }
    }
    return CodeSet(list: set.list, ranges: ranges)
  }
}

/// A set of codes of one list as sorted, disjoint ranges of ordinals.
public struct CodeSet: Hashable, Sendable {
  public let list: CodeListID
  public let ranges: [Range<Int>]

  public init(list: CodeListID, ranges: [Range<Int>]) {
    self.list = list
    var merged: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
      if let last = merged.last, range.lowerBound <= last.upperBound {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    self.ranges = merged
  }

  public func contains(_ ordinal: Int) -> Bool { ranges.contains { $0.contains(ordinal) } }
}
