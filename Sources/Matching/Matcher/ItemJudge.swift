import RuleLanguage

/// Decides one item block by block.
struct ItemJudge: Sendable {
  let roots: Program.ItemRoots
  private let policy: Program.PolicyRoots
  private let earlierDays: [Day]
  private let endDays: Set<Day>
  private let at: JudgedAt

  init(_ item: ItemID, _ snapshot: Snapshot, _ at: JudgedAt) {
    policy = snapshot.program.policies[item.policy]
    roots = policy.items[item.item]
    earlierDays = JudgedDays.earlierDays(item, snapshot.program, at)
    endDays = JudgedDays.endDays(item, snapshot, at)
    self.at = at
  }

  func judge(_ blocks: DayBlocks, into words: inout ItemWords) {
    var whole = verdict(blocks, on: at.decisionDay)
    for (day, positions) in ended(blocks) {
      whole.scatter(verdict(blocks.deciding(on: day, positions), on: day), to: positions)
    }
    words.append(whole, blocks.main.count)
  }

  /// What `amount` comes to on the latest day that is met, as far as it is certain which one that is.
  func amounts(_ amount: NodeID, _ blocks: DayBlocks) -> [Amount] {
    var result = amounts(amount, blocks, on: at.decisionDay)
    for (day, positions) in ended(blocks) {
      let own = amounts(amount, blocks.deciding(on: day, positions), on: day)
      for (index, position) in positions.enumerated() { result[position] = own[index] }
    }
    return result
  }

  /// Positions of the records whose subject ended on an earlier day of the month that is still paid.
  private func ended(_ blocks: DayBlocks) -> [(Day, [Int])] {
    guard let end = roots.end, !endDays.isEmpty else { return [] }
    let cells = blocks.main.cells(end)
    var result: [Day: [Int]] = [:]
    for index in 0..<blocks.main.count where cells[index].isValue && endDays.contains(cells[index].day) {
      result[cells[index].day, default: []].append(index)
    }
    return result.sorted { $0.key < $1.key }
  }

  /// Of records for which `day` decides; the blocks' main one is of that day.
  private func verdict(_ blocks: DayBlocks, on day: Day) -> Verdict {
    let block = blocks.main
    var today = Today(block)
    var met = Truths(.no, words: block.words)
    let isInForce = policy.isInForce(day)
    if isInForce {
      today.judge(roots, block)
      met = today.eligible
    }
    let near = isInForce && !(policy.judgesAnyDay && at.isPast) ? today.oneFails : []
    let mayMiss = !Truths.isFull(block.count) { near.isEmpty ? ~0 : ~near[$0] }
    var misses = near
    if mayMiss || !met.isAllNo(block.count) {
      let benefit = block.truths(roots.benefit)
      met.formAnd(benefit)
      misses = Truths.masked(near.indices.map { near[$0] & benefit.yes[$0] }, block.count)
    }
    for earlier in earlierDays where earlier < day {
      if met.isAllYes(block.count) { break }
      met.formOr(isMet(blocks.block(on: earlier)))
    }
    var result = Verdict(met.masked(block.count))
    if let isOpen = roots.isOpen {
      let inTime =
        mayMiss || !met.isAllNo(block.count)
        ? block.truths(isOpen).masked(block.count) : Truths(.no, words: block.words).masked(block.count)
      result.onceClaimed = result.outcome
      result.inTime = inTime
      result.outcome.formAnd(inTime)
      result.outcome = result.outcome.masked(block.count)
    }
    guard mayMiss else { return result }
    if policy.judgesAnyDay {
      let once = met.masked(block.count)
      for i in misses.indices { misses[i] &= once.known[i] & ~once.yes[i] }
    }
    guard misses.contains(where: { $0 != 0 }) else { return result }
    for (index, clause) in roots.clauses.enumerated() {
      let clause = block.truths(clause)
      let words = misses.indices.map { misses[$0] & clause.known[$0] & ~clause.yes[$0] }
      if words.contains(where: { $0 != 0 }) { result.misses[index] = words }
    }
    return result
  }

  private func amounts(_ amount: NodeID, _ blocks: DayBlocks, on last: Day) -> [Amount] {
    let count = blocks.main.count
    let main = blocks.main.cells(amount)
    let earlier = earlierDays.filter { $0 < last }
    if earlier.isEmpty { return (0..<count).map { Amount(main[$0]) } }
    var result = [Amount?](repeating: nil, count: count)
    var isSettled = [Bool](repeating: false, count: count)
    for day in (policy.isInForce(last) ? [last] : []) + earlier.reversed() {
      if isSettled.allSatisfy(\.self) { break }
      let block = day == last ? blocks.main : blocks.block(on: day)
      let met = isMet(block)
      if met.isAllNo(count) { continue }
      let cells = block.cells(amount)
      for index in 0..<count where !isSettled[index] && met[index] != .no {
        let own = Amount(cells[index])
        result[index] = result[index]?.hull(own) ?? own
        isSettled[index] = met[index] == .yes
      }
    }
    return (0..<count).map { result[$0] ?? Amount(main[$0]) }
  }

  /// Everything, on the day of the block; of a day in the policy's term.
  private func isMet(_ block: Block) -> Truths {
    var result = block.truths(roots.alive)
    for gate in roots.gates { result.formAnd(block.truths(gate)) }
    for clause in roots.clauses {
      if result.isAllNo(block.count) { return result }
      result.formAnd(block.truths(clause))
    }
    if result.isAllNo(block.count) { return result }
    result.formAnd(block.truths(roots.exclusions).negated)
    if result.isAllNo(block.count) { return result }
    result.formAnd(block.truths(roots.benefit))
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
