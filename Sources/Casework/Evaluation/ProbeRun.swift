import Matching
import RuleLanguage

/// Sorts undetermined units into classes that wait for the same inputs.
struct ProbeRun {
  private let input: EvaluationInput
  private let matcher: Matcher
  private let probes: [Probe]
  private let isDaily: [Bool]
  private let items: [ItemID: ItemProbes]
  private var answers: [Int: TruthBitmap] = [:]
  private var answeredAt: JudgedAt?

  init(_ input: EvaluationInput, _ ids: Set<ItemID>) {
    self.input = input
    var collector = ProbeCollector(input.ruleSet)
    var items: [ItemID: ItemProbes] = [:]
    for id in ids.sorted() { items[id] = collector.probes(of: id) }
    self.items = items
    probes = collector.probes
    let definitions = collector.ruleSet.definitions
    isDaily = probes.map { $0.condition.dependsOnDay(definitions) }
    // One policy a probe, without anything that decides besides it.
    var ruleSet = collector.ruleSet
    for table in ruleSet.tables.indices { ruleSet.tables[table].endField = nil }
    ruleSet.policies = probes.map { probe in
      let range = probe.condition.range
      var policy = Policy(name: "", title: "", subject: probe.table, range: range)
      policy.conditions = ClauseGroup(
        quantity: .all,
        clauses: [
          Clause(
            label: "", heading: nil, body: .expression(probe.condition), basis: nil, text: "",
            range: range)
        ])
      policy.items = [Item(name: "", benefit: .none, frequency: .once, range: range)]
      return policy
    }
    matcher = Matcher(Program(ruleSet), ruleSet, input.dataset)
  }

  /// A class for each of these units; `nil` for one that must be looked at by itself.
  mutating func classes(of records: [Int], in units: JudgedUnits) -> [Int?] {
    guard let item = items[units.id] else { preconditionFailure("an item without probes") }
    // Asking everybody on every day of a period pays only where many wait for an answer.
    let days = judgedDays(units)
    if days.count > 1, records.count * 50 < units.space.unitCount { return records.map { _ in nil } }
    let subjects = units.space.isPerRow ? records.map { units.space.subject(of: $0) } : records
    var classes = UnitClasses(count: records.count)
    var alone = Bitmap(count: records.count)
    for (index, at) in days.enumerated() {
      prepare(item, at)
      for probe in item.ofSubject where index == 0 || isDaily[probe] {
        classes.refine(by: answer(probe), at: subjects)
      }
      for probe in item.ofRow where index == 0 || isDaily[probe] {
        classes.refine(by: answer(probe), at: records)
      }
      for relation in item.relations {
        mark(relation, relation.isOfRow ? records : subjects, &alone)
      }
    }
    return records.indices.map {
      alone[$0] || hasEnded(subjects[$0], units) ? nil : Int(classes.ids[$0])
    }
  }

  private func judgedDays(_ units: JudgedUnits) -> [JudgedAt] {
    let policy = input.ruleSet.policies[units.id.policy]
    guard policy.judgesAnyDay, let first = units.period.firstDay, units.at.decisionDay > first else {
      return [units.at]
    }
    return (first.number...units.at.decisionDay.number).reversed().map { units.at.on(Day(number: $0)) }
  }

  /// Whether it is decided on another day than the rest: that on which the subject ended.
  private func hasEnded(_ subject: Int, _ units: JudgedUnits) -> Bool {
    let policy = input.ruleSet.policies[units.id.policy]
    guard policy.paysThroughEndMonth, let field = input.ruleSet.tables[policy.subject].endField,
      let column = input.dataset.tables[policy.subject].columns[field], column.present[subject]
    else { return false }
    let end = Day(number: Int32(clamping: column.raw(subject)))
    return end < units.at.decisionDay && end.month == units.at.decisionDay.month
  }

  private mutating func prepare(_ item: ItemProbes, _ at: JudgedAt) {
    if let known = answeredAt, known != at {
      let keepsFields = known.isPast == at.isPast && known.asOf == at.asOf
      answers = keepsFields ? answers.filter { !isDaily[$0.key] } : [:]
    }
    answeredAt = at
    let wanted = (item.ofSubject + item.ofRow).filter { answers[$0] == nil }
    let outcomes = matcher.outcomes(of: wanted.map { ItemID(policy: $0, item: 0) }, at: at)
    for (probe, outcome) in zip(wanted, outcomes) { answers[probe] = outcome.outcome }
  }

  private func answer(_ probe: Int) -> TruthBitmap {
    guard let answer = answers[probe] else { preconditionFailure("a probe that was not asked") }
    return answer
  }

  /// Units for which this relation is closed, or its span not known, and still leaves its part open.
  private func mark(
    _ relation: ItemProbes.RelationProbe, _ records: [Int], _ alone: inout Bitmap
  ) {
    let settled = answer(relation.settled)
    let closed = answer(relation.closed)
    let bounds = relation.bounds.map { (known: answer($0.known), none: answer($0.none)) }
    for (index, record) in records.enumerated() {
      let truth = settled[record]
      if relation.isTruth ? truth != .unknown : truth == .yes { continue }
      let isOpen = closed[record] == .no
      let isBounded = bounds.allSatisfy { $0.known[record] == .yes && $0.none[record] == .no }
      if !(isOpen && isBounded) { alone[index] = true }
    }
  }
}

/// Units sorted by the answers seen so far; classes are numbered by first appearance.
struct UnitClasses {
  private(set) var ids: [Int32]
  private var count = 1

  init(count: Int) { ids = Array(repeating: 0, count: count) }

  mutating func refine(by answers: TruthBitmap, at records: [Int]) {
    var renumbered = [Int32](repeating: -1, count: count * 3)
    var next: Int32 = 0
    for (index, record) in records.enumerated() {
      let key = Int(ids[index]) * 3 + Int(answers[record].rawValue) + 1
      if renumbered[key] < 0 {
        renumbered[key] = next
        next += 1
      }
      ids[index] = renumbered[key]
    }
    count = max(1, Int(next))
  }
}
