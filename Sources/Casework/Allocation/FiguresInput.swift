import Matching
import RuleLanguage

extension EvaluationInput {
  /// The rules as far as they come before their figures: who is eligible whatever the amount, with what
  /// each figure asks of a unit as a selection's order.
  private var beforeFigures: RuleSet {
    var result = ruleSet
    for id in result.itemIDs where !item(id).figures.isEmpty {
      let item = result.policies[id.policy].items[id.item]
      result.policies[id.policy].items[id.item].benefit = .none
      result.policies[id.policy].items[id.item].figures = []
      result.policies[id.policy].items[id.item].exclusions = item.exclusions.withoutFigures
      result.policies[id.policy].items[id.item].selections = item.figures.map { figure in
        let one = Expression(.constant(.number(.one)), .number(.none), item.range)
        var order = Selection(kind: .places, capacity: one, text: "", range: item.range)
        order.order = ruleSet.figures[figure].value
        order.keys = Array(ruleSet.figures[figure].parts.dropFirst())
        return order
      }
    }
    return result
  }

  /// The same input with its figures worked out by columns.
  func withFigures() -> EvaluationInput {
    let terms = figureTerms()
    return terms.isEmpty ? self : filled(terms)
  }

  /// What the units in scope bring to each figure.
  func figureTerms() -> [(run: FigureRun, units: [(record: Int, claim: UnitClaim)])] {
    let runs = FigureRun.all(self)
    if runs.isEmpty { return [] }
    let rules = beforeFigures
    let matcher = Matcher(Program(rules), rules, dataset)
    let index = VerificationIndex(verifications)
    return runs.map { run in
      let policy = ruleSet.policies[run.id.policy]
      let space = UnitSpace(item(run.id), subject: policy.subject, ruleSet, dataset)
      let outcome = matcher.outcomes(of: [run.id], at: run.at)[0].outcome
      let scope = space.units(of: subjects(of: policy.subject))
      let isDeduction = ruleSet.figures[run.figure].deduction != nil
      let records = (isDeduction ? scope : outcome.yes.union(outcome.unknown).intersection(scope)).members
      let values = matcher.values(ofSelection: run.position, of: run.id, records: records, at: run.at)
      let units = zip(records, values).map { record, values in
        (
          record: record,
          claim: claim(run, subject: space.subject(of: record), record, outcome[record], values, index)
        )
      }
      return (run, units)
    }
  }

  /// The same, one unit at a time.
  func withReferenceFigures() -> EvaluationInput {
    let runs = FigureRun.all(self)
    if runs.isEmpty { return self }
    let explainer = Explainer(beforeFigures, dataset)
    let index = VerificationIndex(verifications)
    return filled(
      runs.map { run in
        let policy = ruleSet.policies[run.id.policy]
        var units: [(record: Int, claim: UnitClaim)] = []
        for subject in subjects(of: policy.subject).members {
          let own =
            item(run.id).perRow.map { explainer.rows(ofView: $0.view, entity: subject) } ?? [subject]
          for record in own {
            let outcome = explainer.decide(run.id, record: record, at: run.at).outcome
            if outcome == .no, ruleSet.figures[run.figure].deduction == nil { continue }
            let values = explainer.values(
              ofSelection: run.position, of: run.id, record: record, at: run.at)
            let claim = claim(run, subject: subject, record, outcome, values, index)
            units.append((record, claim))
          }
        }
        return (run, units)
      })
  }

  private func claim(
    _ run: FigureRun, subject: Int, _ record: Int, _ outcome: Truth, _ values: SelectionValues,
    _ verifications: VerificationIndex
  ) -> UnitClaim {
    let policy = ruleSet.policies[run.id.policy]
    let name = dataset.tables[policy.subject].keys[subject]
    let unit = UnitKey(
      policy: policy.name, item: item(run.id).name, subject: name, row: rowKey(record, of: item(run.id)),
      period: run.period.text)
    if ruleSet.figures[run.figure].deduction != nil {
      return Deductions.claim(unit, outcome: outcome, values)
    }
    let isSuppressed = verifications.suppresses(policy: policy.name, subject: name, asOf: asOf)
    return run.claim(unit, outcome: outcome, isSuppressed: isSuppressed, values.order ?? .unknown)
  }

  private func filled(
    _ terms: [(run: FigureRun, units: [(record: Int, claim: UnitClaim)])]
  ) -> EvaluationInput {
    var result = self
    let pools = Dictionary(grouping: terms) { $0.run.pool }
      .mapValues { $0.flatMap { $0.units.map(\.claim) } }
    for (run, units) in terms {
      let own = units.map(\.claim)
      let isShared = ruleSet.figures[run.figure].deduction?.isSharedByItems == true
      let values = run.values(own, among: isShared ? pools[run.pool] ?? [] : own, self)
      result.dataset.figures[FigureKey(figure: run.figure, at: run.at)] = Dictionary(
        uniqueKeysWithValues: zip(units.map(\.record), values))
    }
    return result
  }
}

extension ClauseGroup {
  /// What can be said before the figures are known.
  fileprivate var withoutFigures: ClauseGroup {
    ClauseGroup(
      quantity: quantity,
      clauses: clauses.filter { clause in
        var reads = false
        clause.expression.forEach { if case .figure = $0.kind { reads = true } }
        return !reads
      })
  }
}
