import Matching
import RuleLanguage
import Testing

/// What must hold of the matcher whatever the rules are.
@Suite struct LawTests {
  private struct Trial {
    var ruleSet: RuleSet
    let dates: Dates
    var records: Records
    let at: JudgedAt
    var random: SplitMix64

    init(_ seed: UInt64, people: Int = 60, blank: Int = 10, isMonotone: Bool = false) {
      (ruleSet, dates) = RandomPolicies.ruleSet(seed, policies: 6, isMonotone: isMonotone)
      random = SplitMix64(seed: ~seed)
      records = Records(ruleSet, dates, people: people, blank: blank, &random)
      at = dates.judged(&random)
    }

    var items: [ItemID] { allItems(ruleSet) }

    func outcomes() -> [ItemOutcomes] {
      Matcher(Program(ruleSet), ruleSet, records.dataset(ruleSet)).outcomes(of: items, at: at)
    }

    func frame(_ id: ItemID) -> TableID {
      let policy = ruleSet.policies[id.policy]
      return policy.items[id.item].perRow.map { ruleSet.views[$0.view].table } ?? policy.subject
    }
  }

  @Test(arguments: 0..<20) func oneMoreConditionNeverEnlargesYes(round: Int) {
    let trial = Trial(Seed.value &+ UInt64(round))
    var narrower = trial
    var expressions = RandomExpressions(trial.random, trial.dates, trial.ruleSet)
    for index in narrower.ruleSet.policies.indices {
      let policy = narrower.ruleSet.policies[index]
      let old = Clause(
        label: "", heading: nil, body: .group(policy.conditions), basis: nil, text: "", range: nowhere)
      let new = RandomPolicies.clause("", expressions.truth(policy.subject, 2))
      narrower.ruleSet.policies[index].conditions = ClauseGroup(quantity: .all, clauses: [old, new])
    }
    for (before, after) in zip(trial.outcomes(), narrower.outcomes()) {
      #expect(after.outcome.yes.subtracting(before.outcome.yes).isEmpty)
      #expect(before.outcome.no.subtracting(after.outcome.no).isEmpty)
    }
  }

  /// Cells that link rows of a view are left out: to learn one is to learn of a further row.
  @Test(arguments: 0..<30) func learningACellNeverFlipsADefiniteOutcome(round: Int) throws {
    var trial = Trial(Seed.value &+ UInt64(round), blank: 20, isMonotone: true)
    let links = [[World.pay, 5], [World.loan, 3]]
    var blanks: [(table: Int, record: Int, field: Int)] = []
    for (table, records) in trial.records.tables.enumerated() {
      for (index, record) in records.enumerated() {
        for (field, cell) in record.cells where cell == .unknown && !links.contains([table, field]) {
          blanks.append((table, index, field))
        }
      }
    }
    blanks.sort { ($0.table, $0.record, $0.field) < ($1.table, $1.record, $1.field) }
    var before = trial.outcomes()
    let counts = trial.records.tables.map(\.count)
    var (learnt, definite) = (0, 0)
    while !blanks.isEmpty, learnt < 600 {
      // Many at a time: the law holds step by step, so it holds for the lot.
      for _ in 0..<40 where !blanks.isEmpty {
        let blank = blanks.remove(at: trial.random.below(blanks.count))
        let field = trial.ruleSet.tables[blank.table].fields[blank.field]
        let cell = Records.cell(field, trial.ruleSet, trial.dates, counts, 0, &trial.random)
        trial.records.tables[blank.table][blank.record].cells[blank.field] = cell
        learnt += 1
      }
      let after = trial.outcomes()
      for (old, new) in zip(before, after) {
        let flipped = old.outcome.yes.subtracting(new.outcome.yes)
          .union(old.outcome.no.subtracting(new.outcome.no))
        #expect(flipped.isEmpty, "\(old.id) of round \(round): records \(flipped.members)")
        definite += old.outcome.known.population
      }
      before = after
    }
    #expect(learnt > 100 && definite > 100)
  }

  @Test(arguments: 0..<20) func theOrderOfRecordsIsIrrelevant(round: Int) {
    var trial = Trial(Seed.value &+ UInt64(round))
    let plain = trial.records.dataset(trial.ruleSet)
    var keeping: [Int: [Int]] = [:]
    for (table, records) in trial.records.tables.enumerated() {
      keeping[table] = Array(records.indices).shuffled(using: &trial.random)
    }
    let shuffled = trial.records.dataset(trial.ruleSet, keeping: keeping)
    let program = Program(trial.ruleSet)
    let a = Matcher(program, trial.ruleSet, plain).outcomes(of: trial.items, at: trial.at)
    let b = Matcher(program, trial.ruleSet, shuffled).outcomes(of: trial.items.reversed(), at: trial.at)
    for (one, other) in zip(a, b.reversed()) {
      #expect(one.id == other.id)
      let table = trial.frame(one.id)
      #expect(byKey(one, plain.tables[table]) == byKey(other, shuffled.tables[table]))
    }
  }

  private func byKey(_ outcomes: ItemOutcomes, _ table: TableData) -> [String: String] {
    var result: [String: String] = [:]
    for (index, key) in table.keys.enumerated() {
      let misses = outcomes.nearMisses.filter { $0.members[index] }.map(\.clause)
      result[key] = "\(outcomes.outcome[index]) \(misses)"
    }
    return result
  }

  @Test(arguments: 0..<20) func onlyNeededFieldsAreRead(round: Int) {
    let trial = Trial(Seed.value &+ UInt64(round))
    let program = Program(trial.ruleSet)
    let full = trial.records.dataset(trial.ruleSet)
    var lean = full
    for table in lean.tables.indices {
      for field in lean.tables[table].columns.indices
      where !program.neededFields[table].contains(field) {
        lean.tables[table].columns[field] = nil
      }
    }
    let a = Matcher(program, trial.ruleSet, full).outcomes(of: trial.items, at: trial.at)
    let b = Matcher(program, trial.ruleSet, lean).outcomes(of: trial.items, at: trial.at)
    for (one, other) in zip(a, b) { #expect(one.outcome == other.outcome) }
  }

  @Test(arguments: [0, 1, 63, 64, 65, 4095, 4096, 4097]) func blocksMeetAtTheirEdges(count: Int) {
    let trial = Trial(Seed.value &+ UInt64(count), people: count)
    let dataset = trial.records.dataset(trial.ruleSet)
    let matcher = Matcher(Program(trial.ruleSet), trial.ruleSet, dataset)
    let explainer = Explainer(trial.ruleSet, dataset)
    for outcomes in matcher.outcomes(of: trial.items, at: trial.at) {
      let size = outcomes.outcome.yes.count
      #expect(size == dataset.tables[trial.frame(outcomes.id)].count)
      let edges = [0, 1, 62, 63, 64, 65, 127, 128, 4094, 4095, 4096, 4097, 8191, 8192, size - 2, size - 1]
      for record in Set(edges).sorted() where (0..<size).contains(record) {
        let decision = explainer.decide(outcomes.id, record: record, at: trial.at)
        #expect(outcomes.outcome[record] == decision.outcome, "\(outcomes.id) record \(record)")
        let isNear = outcomes.nearMisses.contains { $0.members[record] }
        #expect(isNear == (decision.nearMiss != nil), "\(outcomes.id) record \(record)")
      }
      for bitmap in [outcomes.outcome.yes, outcomes.outcome.known] + outcomes.nearMisses.map(\.members) {
        #expect(bitmap.words.count == (size + 63) / 64 && bitmap.complement.complement == bitmap)
      }
    }
  }

  /// More than one morsel, so that two workers share the table.
  @Test func morselsJoinInOrder() {
    let trial = Trial(Seed.value, people: 70_000)
    let dataset = trial.records.dataset(trial.ruleSet)
    let matcher = Matcher(Program(trial.ruleSet), trial.ruleSet, dataset)
    let first = matcher.outcomes(of: trial.items, at: trial.at)
    let again = matcher.outcomes(of: trial.items, at: trial.at)
    let explainer = Explainer(trial.ruleSet, dataset)
    for (one, other) in zip(first, again) {
      #expect(one.outcome == other.outcome)
      for record in stride(from: 0, to: one.outcome.yes.count, by: 1999) {
        let decision = explainer.decide(one.id, record: record, at: trial.at)
        #expect(one.outcome[record] == decision.outcome, "\(one.id) record \(record)")
      }
    }
  }
}

func allItems(_ ruleSet: RuleSet) -> [ItemID] {
  ruleSet.policies.indices.flatMap { policy in
    ruleSet.policies[policy].items.indices.map { ItemID(policy: policy, item: $0) }
  }
}
