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
      result.policies[id.policy].items[id.item].selections = item.figures.map { figure in
        let one = Expression(.constant(.number(.one)), .number(.none), item.range)
        var order = Selection(kind: .places, capacity: one, text: "", range: item.range)
        order.order = ruleSet.figures[figure].value
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
    let reader = ReceiptReader(self) { table in
      Dictionary(
        dataset.tables[table].keys.enumerated().map { ($1, $0) }, uniquingKeysWith: { a, _ in a })
    }
    return runs.map { run in
      let policy = ruleSet.policies[run.id.policy]
      let space = UnitSpace(item(run.id), subject: policy.subject, ruleSet, dataset)
      let outcomes = matcher.outcomes(of: [run.id], at: run.at)[0]
      // Who has claimed is not asked whether he is in time.
      let claimed =
        outcomes.inTime == nil || run.isFuture
        ? nil : reader.bitmaps(of: run.id, space, period: run.period, self).claimed
      let outcome = DecidedUnits(judged: JudgedPeriod(run.period, run.at), outcomes, claimed: claimed).outcome
      let records = outcome.yes.union(outcome.unknown)
        .intersection(space.units(of: subjects(of: policy.subject))).members
      let values = matcher.values(ofSelection: run.position, of: run.id, records: records, at: run.at)
      let units = zip(records, values).map { record, values in
        (
          record: record,
          claim: claim(
            run, subject: space.subject(of: record), record, outcome[record], values.order ?? .unknown,
            index)
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
    let receipts = ReceiptIndex(ruleSet, ledgers)
    return filled(
      runs.map { run in
        let policy = ruleSet.policies[run.id.policy]
        var units: [(record: Int, claim: UnitClaim)] = []
        for subject in subjects(of: policy.subject).members {
          let own =
            item(run.id).perRow.map { explainer.rows(ofView: $0.view, entity: subject) } ?? [subject]
          for record in own {
            let state = receipts.state(
              of: run.id, subject: dataset.tables[policy.subject].keys[subject],
              row: item(run.id).perRow == nil ? "" : rowKey(record, of: item(run.id)), period: run.period,
              asOf: asOf)
            let outcome = explainer.decide(
              run.id, record: record, at: run.at, isClaimed: !run.isFuture && state.isClaimed
            ).outcome
            if outcome == .no { continue }
            let values = explainer.values(
              ofSelection: run.position, of: run.id, record: record, at: run.at)
            let claim = claim(run, subject: subject, record, outcome, values.order ?? .unknown, index)
            units.append((record, claim))
          }
        }
        return (run, units)
      })
  }

  private func claim(
    _ run: FigureRun, subject: Int, _ record: Int, _ outcome: Truth, _ value: Evaluated,
    _ verifications: VerificationIndex
  ) -> UnitClaim {
    let policy = ruleSet.policies[run.id.policy]
    let name = dataset.tables[policy.subject].keys[subject]
    let unit = UnitKey(
      policy: policy.name, item: item(run.id).name, subject: name, row: rowKey(record, of: item(run.id)),
      period: run.period.text)
    let isSuppressed = verifications.suppresses(policy: policy.name, subject: name, asOf: asOf)
    return run.claim(unit, outcome: outcome, isSuppressed: isSuppressed, value)
  }

  private func filled(
    _ terms: [(run: FigureRun, units: [(record: Int, claim: UnitClaim)])]
  ) -> EvaluationInput {
    var result = self
    for (run, units) in terms {
      let values = run.values(units.map(\.claim), self)
      result.dataset.figures[FigureKey(figure: run.figure, at: run.at)] = Dictionary(
        uniqueKeysWithValues: zip(units.map(\.record), values))
    }
    return result
  }
}
