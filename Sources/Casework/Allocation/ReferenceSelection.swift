import Matching
import RuleLanguage
import Synchronization

/// Placements that were worked out once, by item, period and day.
final class PlacementCache: Sendable {
  struct Key: Hashable {
    let unit: ItemPeriod
    let isFuture: Bool
    /// `nil`: of all subjects.
    let subject: Int?
  }

  private let known = Mutex<[Key: [Int: Placement]]>([:])

  func of(_ key: Key, _ make: () -> [Int: Placement]) -> [Int: Placement] {
    if let ready = known.withLock({ $0[key] }) { return ready }
    let made = make()
    known.withLock { $0[key] = made }
    return made
  }
}

extension ReferenceEvaluation {
  /// A unit's decision after the selections of its item.
  func decision(
    of key: ItemPeriod, subject: Int, record: Int, at: JudgedAt, isFuture: Bool
  ) -> Decision {
    decided(key, subject: subject, record: record, at: at, isFuture: isFuture).decision
  }

  /// With whether it was 待核实 before them.
  func decided(
    _ key: ItemPeriod, subject: Int, record: Int, at: JudgedAt, isFuture: Bool
  ) -> (decision: Decision, isOpen: Bool) {
    let item = input.item(key.id)
    let base = base(key, subject: subject, record: record, at: at, isFuture: isFuture)
    if item.selections.isEmpty { return (base, base.outcome == .unknown) }
    if let known = input.placed[PlacedItem(unit: key, isFuture: isFuture)] {
      guard let placement = known[record] else { return (base, base.outcome == .unknown) }
      return (base.placed(placement, in: item), base.outcome == .unknown)
    }
    let isOwn = item.selections.allSatisfy(\.isPerSubject)
    let cached = PlacementCache.Key(unit: key, isFuture: isFuture, subject: isOwn ? subject : nil)
    let placed = placements.of(cached) {
      let all = input.subjects(of: input.ruleSet.policies[key.id.policy].subject).members
      return makePlacements(key, isOwn ? [subject] : all, at, isFuture: isFuture)
    }
    guard let placement = placed[record] else { return (base, base.outcome == .unknown) }
    return (base.placed(placement, in: item), base.outcome == .unknown)
  }

  /// Before the selections. Who has claimed is not asked whether he is in time.
  private func base(
    _ key: ItemPeriod, subject: Int, record: Int, at: JudgedAt, isFuture: Bool
  ) -> Decision {
    let item = input.item(key.id)
    guard item.claimPeriod != nil, !isFuture else { return explainer.decide(key.id, record: record, at: at) }
    let table = input.ruleSet.policies[key.id.policy].subject
    let state = receipts.state(
      of: key.id, subject: input.dataset.tables[table].keys[subject],
      row: item.perRow == nil ? "" : input.rowKey(record, of: item), period: key.period, asOf: input.asOf,
      start: input.start(of: subject, in: table))
    return explainer.decide(key.id, record: record, at: at, isClaimed: state.isClaimed)
  }

  private func makePlacements(
    _ key: ItemPeriod, _ subjects: [Int], _ at: JudgedAt, isFuture: Bool
  ) -> [Int: Placement] {
    let run = SelectionRun(input, key.id, key.period, at, isFuture: isFuture, receipts)
    let units = claims(key, subjects, run)
    return Dictionary(
      uniqueKeysWithValues: zip(units.map(\.unit), run.placements(of: units.map(\.claim))))
  }

  /// Of one item on all its days: the rules are those before the figures.
  func figureTerms(of id: ItemID) -> [FigureTerm] {
    let policy = input.ruleSet.policies[id.policy]
    let subjects = input.subjects(of: policy.subject).members
    return input.judgedPeriods(of: id).flatMap { judged in
      let key = ItemPeriod(id: id, period: judged.period)
      let days =
        [(judged.at, false)]
        + (!judged.at.isPast && input.horizonDays > 0 ? [(input.future, true)] : [])
      return days.map { at, isFuture in
        let run = SelectionRun(input, id, judged.period, at, isFuture: isFuture, receipts)
        return FigureTerm(
          place: PlacedItem(unit: key, isFuture: isFuture), at: at, units: claims(key, subjects, run))
      }
    }
  }

  private func claims(
    _ key: ItemPeriod, _ subjects: [Int], _ run: SelectionRun
  ) -> [(unit: Int, claim: UnitClaim)] {
    let policy = input.ruleSet.policies[key.id.policy]
    let item = input.item(key.id)
    var claims: [(unit: Int, claim: UnitClaim)] = []
    for subject in subjects {
      let name = input.dataset.tables[policy.subject].keys[subject]
      let own = item.perRow.map { explainer.rows(ofView: $0.view, entity: subject) } ?? [subject]
      for record in own {
        let decision = base(key, subject: subject, record: record, at: run.at, isFuture: run.isFuture)
        let unit = UnitKey(
          policy: policy.name, item: item.name, subject: name,
          row: item.perRow == nil ? "" : input.rowKey(record, of: item), period: key.period.text)
        let state = receipts.state(
          of: key.id, subject: name, row: unit.row, period: key.period, asOf: input.asOf,
          start: input.start(of: subject, in: policy.subject))
        let values = item.selections.indices.map {
          explainer.values(ofSelection: $0, of: key.id, record: record, at: run.at)
        }
        let claim = run.claim(
          unit, outcome: decision.outcome,
          isSuppressed: verifications.suppresses(policy: policy.name, subject: name, asOf: input.asOf),
          state, values, decision.amount)
        claims.append((record, claim))
      }
    }
    return claims
  }
}
