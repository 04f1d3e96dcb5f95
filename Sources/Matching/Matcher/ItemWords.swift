import RuleLanguage

/// What was found for the records of one block.
struct Verdict {
  var outcome: Truths
  var onceClaimed: Truths?
  var inTime: Truths?
  /// By clause.
  var misses: [Int: [UInt64]] = [:]

  init(_ outcome: Truths) { self.outcome = outcome }

  mutating func scatter(_ other: Verdict, to positions: [Int]) {
    outcome.scatter(other.outcome, to: positions)
    if let claimed = other.onceClaimed { onceClaimed?.scatter(claimed, to: positions) }
    if let open = other.inTime { inTime?.scatter(open, to: positions) }
    for (index, position) in positions.enumerated() {
      let (word, bit) = (position >> 6, UInt64(1) << UInt64(position & 63))
      for clause in misses.keys { misses[clause]?[word] &= ~bit }
      for (clause, words) in other.misses where words[index >> 6] >> UInt64(index & 63) & 1 == 1 {
        misses[clause, default: [UInt64](repeating: 0, count: outcome.yes.count)][word] |= bit
      }
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

  mutating func append(_ verdict: Verdict, _ count: Int) {
    let before = yes.count
    yes += verdict.outcome.yes
    known += verdict.outcome.known
    if let once = verdict.onceClaimed, let inTime = verdict.inTime {
      certainlyOpen += inTime.yes
      yesOnceClaimed += once.yes
      knownOnceClaimed += once.known
    }
    for (clause, words) in verdict.misses where words.contains(where: { $0 != 0 }) {
      misses[clause] += [UInt64](repeating: 0, count: before - misses[clause].count) + words
    }
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
