import RuleLanguage

/// Judges whole tables at once: each distinct condition of the rule set is evaluated once per block of
/// records, three-valued, however many policies ask for it.
public struct Matcher: Sendable {
  private let snapshot: Snapshot

  /// `dataset` holds at least the columns that the program needs (``Program/neededFields``).
  public init(_ program: Program, _ ruleSet: RuleSet, _ dataset: Dataset) {
    snapshot = Snapshot(program, ruleSet, dataset)
  }

  /// The outcome of each item for every record of its table, in the order of `items`.
  public func outcomes(of items: [ItemID], at: JudgedAt) -> [ItemOutcomes] {
    let days = JudgedDays(snapshot, items, at)
    var results: [ItemID: ItemOutcomes] = [:]
    let frames = Dictionary(grouping: Set(items).sorted()) { roots($0).frame }
    for (frame, group) in frames.sorted(by: { $0.key < $1.key }) {
      let count = snapshot.dataset.tables[frame].count
      let judges = group.map { ItemJudge($0, snapshot.program, at) }
      let morsels = Run.overMorsels(of: count) { range -> [ItemWords] in
        var words = judges.map { ItemWords(clauses: $0.roots.clauses.count, words: (range.count + 63) / 64) }
        for start in stride(from: range.lowerBound, to: range.upperBound, by: Run.blockSize) {
          let size = min(Run.blockSize, range.upperBound - start)
          let blocks = DayBlocks(days, frame: frame, start: start, count: size)
          for (index, judge) in judges.enumerated() { judge.judge(blocks, into: &words[index]) }
        }
        return words
      }
      for (index, item) in group.enumerated() {
        results[item] = ItemWords.joined(morsels.map { $0[index] }, item, count: count)
      }
    }
    return items.map { item in
      results[item] ?? ItemOutcomes(id: item, outcome: TruthBitmap(count: 0, .no), nearMisses: [])
    }
  }

  /// The amount of an item for some units, by ordinal; ``Amount/unknown`` where the benefit is not
  /// money. Says nothing of whether the unit is entitled.
  public func amounts(of item: ItemID, records: [Int], at: JudgedAt) -> [Amount] {
    let roots = roots(item)
    guard let amount = roots.amount else { return records.map { _ in .unknown } }
    return amounts(amount, over: roots.frame, records, at)
  }

  /// What an item is worth beside others of its group, for some units; else as ``amounts(of:records:at:)``.
  public func worths(of item: ItemID, records: [Int], at: JudgedAt) -> [Amount] {
    let roots = roots(item)
    guard let worth = roots.worth else { return amounts(of: item, records: records, at: at) }
    return amounts(worth, over: roots.frame, records, at)
  }

  /// The policy's 合计封顶 for some subjects, by ordinal; ``Amount/unknown`` where it has none.
  public func totalCaps(ofPolicy policy: Int, records: [Int], at: JudgedAt) -> [Amount] {
    guard let cap = snapshot.program.policies[policy].totalCap else { return records.map { _ in .unknown } }
    return amounts(cap, over: snapshot.ruleSet.policies[policy].subject, records, at)
  }

  /// The item's own 合计封顶 for some subjects, by ordinal; ``Amount/unknown`` where it has none.
  public func caps(ofItem item: ItemID, records: [Int], at: JudgedAt) -> [Amount] {
    guard let cap = roots(item).cap else { return records.map { _ in .unknown } }
    return amounts(cap, over: snapshot.ruleSet.policies[item.policy].subject, records, at)
  }

  func roots(_ item: ItemID) -> Program.ItemRoots {
    snapshot.program.policies[item.policy].items[item.item]
  }

  private func amounts(
    _ node: NodeID, over frame: TableID, _ records: [Int], _ at: JudgedAt
  ) -> [Amount] {
    scalars(node, over: frame, records, at).map { Amount($0) }
  }

  func evaluated(
    _ node: NodeID, over frame: TableID, _ records: [Int], _ at: JudgedAt
  ) -> [Evaluated] {
    let type = snapshot.program.nodes[node].type
    return scalars(node, over: frame, records, at).map { snapshot.evaluated($0, type) }
  }

  private func scalars(
    _ node: NodeID, over frame: TableID, _ records: [Int], _ at: JudgedAt
  ) -> [Scalar] {
    let run = Run(snapshot, at: at, roots: [node])
    let parts = Run.overMorsels(of: records.count) { range -> [Scalar] in
      var result: [Scalar] = []
      for start in stride(from: range.lowerBound, to: range.upperBound, by: Run.blockSize) {
        let chosen = records[start..<min(start + Run.blockSize, range.upperBound)]
        let block = Block(run: run, table: frame, records: chosen.map { Int32($0) })
        let cells = block.cells(node)
        result += (0..<chosen.count).map { cells[$0] }
      }
      return result
    }
    return parts.flatMap { $0 }
  }
}

extension Amount {
  init(_ scalar: Scalar) {
    self.init(low: scalar.lowEnd?.roundedHalfUp, high: scalar.highEnd?.roundedHalfUp)
  }
}
