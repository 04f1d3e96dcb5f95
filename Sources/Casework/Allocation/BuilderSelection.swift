import Matching
import RuleLanguage

extension EvaluationBuilder {
  /// The claims of all items that select, today's and the future's; of items with figures they are made
  /// before those.
  mutating func claims() -> ClaimBook {
    var book = ClaimBook()
    for (key, run) in selectionRuns() where input.item(key.id).figures.isEmpty {
      let units = claims(key, run).map(\.claim)
      book.add(units + run.strays(besides: units), run.slot)
    }
    return book
  }

  mutating func figureTerms() -> [FigureTerm] {
    selectionRuns().map { key, run in
      FigureTerm(
        place: PlacedItem(unit: key, isFuture: run.isFuture), at: run.at, units: claims(key, run))
    }
  }

  private mutating func placements(
    _ key: ItemPeriod, _ run: SelectionRun
  ) -> [(unit: Int, placement: Placement)] {
    if let known = input.placed[PlacedItem(unit: key, isFuture: run.isFuture)] {
      return known.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
    let own = claims(key, run)
    return Array(zip(own.map(\.unit), run.placements(of: own.map(\.claim))))
  }

  /// Takes those that are not served out of what was decided.
  mutating func select() {
    for (key, run) in selectionRuns() {
      let placements = placements(key, run)
      if run.isFuture {
        for (unit, placement) in placements {
          let before = future[key.id]?[unit] ?? .no
          future[key.id]?[unit] = before && placement.truth
          if before != .no, let granted = placement.granted {
            futureGranted[key.id, default: [:]][unit] = granted
          }
        }
        continue
      }
      guard var units = decided[key] else { continue }
      let none = Bitmap(count: units.outcome.yes.count)
      units.unplaced = input.item(key.id).selections.map { _ in none }
      var isServed = Bitmap(count: units.outcome.yes.count, filled: true)
      for (unit, placement) in placements {
        if units.outcome[unit] != .no { units.granted[unit] = placement.granted }
        units.outcome[unit] = units.outcome[unit] && placement.truth
        isServed[unit] = placement.truth == .yes
        for (index, place) in placement.places.enumerated() where place == .unknown {
          if units.outcome[unit] == .unknown { units.unplaced[index][unit] = true }
        }
      }
      units.nearMisses = units.nearMisses.map { ($0.clause, $0.members.intersection(isServed)) }
      decided[key] = units
    }
  }

  private func selectionRuns() -> [(ItemPeriod, SelectionRun)] {
    items.filter { !input.item($0).selections.isEmpty }.flatMap { id in
      input.judgedPeriods(of: id).flatMap { judged in
        let key = ItemPeriod(id: id, period: judged.period)
        var runs = [
          (key, SelectionRun(input, id, judged.period, judged.at, isFuture: false, reader.index))
        ]
        if !judged.at.isPast, future[id] != nil {
          runs.append(
            (key, SelectionRun(input, id, judged.period, input.future, isFuture: true, reader.index)))
        }
        return runs
      }
    }
  }

  /// Units that are not certainly out of it: by ordinal, those that may be eligible, may be received,
  /// or lack one clause only.
  private mutating func claims(
    _ key: ItemPeriod, _ run: SelectionRun
  ) -> [(unit: Int, claim: UnitClaim)] {
    guard let space = spaces[key.id], let units = decided[key] else { return [] }
    let policy = input.ruleSet.policies[key.id.policy]
    let item = input.item(key.id)
    let receipts = receipts(of: key)
    let outcome = run.isFuture ? future[key.id] ?? units.outcome : units.eligible
    var involved = outcome.yes.union(outcome.unknown).union(receipts.inProcess)
      .union(receipts.receiving.yes).union(receipts.receiving.unknown)
    if !run.isFuture { for miss in units.nearMisses { involved.formUnion(miss.members) } }
    let records = involved.intersection(space.units(of: input.subjects(of: policy.subject))).members
    let values = item.selections.indices.map {
      matcher.values(ofSelection: $0, of: key.id, records: records, at: run.at)
    }
    var amounts = [Amount](repeating: .unknown, count: records.count)
    if item.selections.contains(where: { $0.kind.isMoney }) {
      amounts = matcher.amounts(of: key.id, records: records, at: run.at)
    }
    let suppressed = space.units(of: suppressed[key.id.policy])
    let keys = input.dataset.tables[policy.subject].keys
    return records.indices.map { index in
      let unit = records[index]
      let state = ReceiptState(
        receiving: receipts.receiving[unit], isInProcess: receipts.inProcess[unit],
        isOver: receipts.over[unit])
      let name = UnitKey(
        policy: policy.name, item: item.name, subject: keys[space.subject(of: unit)],
        row: input.rowKey(unit, of: item), period: key.period.text)
      let claim = run.claim(
        name, outcome: outcome[unit], isSuppressed: suppressed[unit], state, values.map { $0[index] },
        amounts[index])
      return (unit, claim)
    }
  }
}
