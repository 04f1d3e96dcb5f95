import RuleLanguage

/// Decides one item block by block.
struct ItemJudge: Sendable {
  let roots: Program.ItemRoots
  private let isInForce: Bool
  private let earlierDays: [Day]
  private let judgesAnyDay: Bool
  private let hasNearMisses: Bool

  init(_ item: ItemID, _ program: Program, _ at: JudgedAt) {
    let policy = program.policies[item.policy]
    roots = policy.items[item.item]
    isInForce = policy.isInForce(at.decisionDay)
    earlierDays = JudgedDays.earlierDays(item, program, at)
    judgesAnyDay = policy.judgesAnyDay
    hasNearMisses = isInForce && !(policy.judgesAnyDay && at.isPast)
  }

  func judge(_ blocks: DayBlocks, into words: inout ItemWords) {
    let block = blocks.main
    var today = Today(block)
    var eligible = Truths(.no, words: block.words)
    if isInForce {
      today.judge(roots, block)
      eligible = today.eligible
    }
    for day in earlierDays {
      if eligible.isAllYes(block.count) { break }
      eligible.formOr(onDay(blocks.block(on: day)))
    }
    let near = hasNearMisses ? today.oneFails : []
    let mayMiss = !Truths.isFull(block.count) { near.isEmpty ? ~0 : ~near[$0] }
    guard mayMiss || !eligible.isAllNo(block.count) else {
      let none = Truths(.no, words: block.words).masked(block.count)
      words.append(none, block.count)
      if roots.isOpen != nil { words.append(onceClaimed: none, isOpen: none) }
      return
    }
    let benefit = block.truths(roots.benefit)
    eligible.formAnd(benefit)
    var misses = Truths.masked(near.indices.map { near[$0] & benefit.yes[$0] }, block.count)
    let onceClaimed = eligible.masked(block.count)
    if let isOpen = roots.isOpen {
      let inTime = block.truths(isOpen).masked(block.count)
      words.append(onceClaimed: onceClaimed, isOpen: inTime)
      eligible.formAnd(inTime)
    }
    let outcome = eligible.masked(block.count)
    if judgesAnyDay {
      for i in misses.indices { misses[i] &= onceClaimed.known[i] & ~onceClaimed.yes[i] }
    }
    words.append(outcome, block.count)
    guard mayMiss, misses.contains(where: { $0 != 0 }) else { return }
    for (index, clause) in roots.clauses.enumerated() {
      let clause = block.truths(clause)
      words.append(misses: misses.indices.map { misses[$0] & clause.known[$0] & ~clause.yes[$0] }, index)
    }
  }

  /// Everything but the benefit, on one of the period's other days.
  private func onDay(_ block: Block) -> Truths {
    var result = block.truths(roots.alive)
    for gate in roots.gates { result.formAnd(block.truths(gate)) }
    for clause in roots.clauses {
      if result.isAllNo(block.count) { return result }
      result.formAnd(block.truths(clause))
    }
    if result.isAllNo(block.count) { return result }
    result.formAnd(block.truths(roots.exclusions).negated)
    return result
  }

  /// The decision day, where clauses are counted as they fail.
  private struct Today {
    var eligible: Truths
    /// Every clause is certain, exactly one is no, and nothing else stands in the way.
    private(set) var oneFails: [UInt64] = []

    init(_ block: Block) { eligible = Truths(.no, words: block.words) }

    mutating func judge(_ roots: Program.ItemRoots, _ block: Block) {
      eligible = block.truths(roots.alive)
      for gate in roots.gates { eligible.formAnd(block.truths(gate)) }
      eligible.formAnd(block.truths(roots.exclusions).negated)
      // Gates, end and exclusions are never flipped.
      var certain = eligible.yes
      var (one, two) = (
        [UInt64](repeating: 0, count: block.words), [UInt64](repeating: 0, count: block.words)
      )
      for clause in roots.clauses {
        if Truths.isFull(block.count, { ~certain[$0] | two[$0] }), eligible.isAllNo(block.count) { return }
        let truths = block.truths(clause)
        for i in one.indices {
          let no = truths.known[i] & ~truths.yes[i]
          certain[i] &= truths.known[i]
          two[i] |= one[i] & no
          one[i] |= no
        }
        eligible.formAnd(truths)
      }
      oneFails = one.indices.map { certain[$0] & one[$0] & ~two[$0] }
    }
  }
}

/// The words of one item's outcome, as far as they are decided.
struct ItemWords: Sendable {
  private var yes: [UInt64] = []
  private var known: [UInt64] = []
  private var yesOnceClaimed: [UInt64] = []
  private var knownOnceClaimed: [UInt64] = []
  private var certainlyOpen: [UInt64] = []
  /// Per clause; no words where no record misses by it.
  private var misses: [[UInt64]]

  init(clauses: Int, words: Int) {
    misses = Array(repeating: [], count: clauses)
    yes.reserveCapacity(words)
    known.reserveCapacity(words)
  }

  mutating func append(_ outcome: Truths, _ count: Int) {
    yes += outcome.yes
    known += outcome.known
  }

  mutating func append(onceClaimed outcome: Truths, isOpen: Truths) {
    certainlyOpen += isOpen.yes
    yesOnceClaimed += outcome.yes
    knownOnceClaimed += outcome.known
  }

  /// For the block appended last.
  mutating func append(misses words: [UInt64], _ clause: Int) {
    guard words.contains(where: { $0 != 0 }) else { return }
    let before = yes.count - words.count
    misses[clause] += [UInt64](repeating: 0, count: before - misses[clause].count) + words
  }

  static func joined(_ parts: [ItemWords], _ item: ItemID, count: Int) -> ItemOutcomes {
    var outcome = TruthBitmap(count: count, .no)
    outcome.yes.words = parts.flatMap(\.yes)
    outcome.known.words = parts.flatMap(\.known)
    var nearMisses: [(clause: Int, members: Bitmap)] = []
    for clause in (parts.first?.misses ?? []).indices
    where parts.contains(where: { !$0.misses[clause].isEmpty }) {
      var members = Bitmap(count: count)
      members.words = parts.flatMap { part in
        part.misses[clause] + [UInt64](repeating: 0, count: part.yes.count - part.misses[clause].count)
      }
      nearMisses.append((clause, members))
    }
    var onceClaimed: TruthBitmap?
    var open: Bitmap?
    if parts.contains(where: { !$0.yesOnceClaimed.isEmpty }) {
      var bitmap = TruthBitmap(count: count, .no)
      bitmap.yes.words = parts.flatMap(\.yesOnceClaimed)
      bitmap.known.words = parts.flatMap(\.knownOnceClaimed)
      onceClaimed = bitmap
      var inTime = Bitmap(count: count)
      inTime.words = parts.flatMap(\.certainlyOpen)
      open = inTime
    }
    return ItemOutcomes(
      id: item, outcome: outcome, outcomeOnceClaimed: onceClaimed, inTime: open,
      nearMisses: nearMisses)
  }
}
