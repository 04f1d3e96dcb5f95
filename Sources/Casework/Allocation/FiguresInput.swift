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
        let declared = ruleSet.figures[figure]
        var order = Selection(kind: .places, capacity: one, text: "", range: item.range)
        if case .proRata(let budget, let span, _) = declared.kind {
          order = Selection(kind: .budget, capacity: budget, text: "", range: item.range)
          order.span = span
        }
        order.order = declared.value
        order.keys = declared.keys
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

  /// The same input before its figures.
  private func beforeFigures(_ rules: RuleSet) -> EvaluationInput {
    var result = EvaluationInput(
      ruleSet: rules, dataset: dataset, ledgers: ledgers, verifications: verifications, asOf: asOf,
      horizonDays: horizonDays, scope: scope)
    result.claimsElsewhere = claimsElsewhere
    return result
  }

  /// What the units in scope bring to each figure.
  func figureTerms() -> [FigureTerms] {
    let runs = FigureRun.all(self)
    if runs.isEmpty { return [] }
    let rules = beforeFigures
    let matcher = Matcher(Program(rules), rules, dataset)
    let maker = FigureClaims(beforeFigures(rules))
    return runs.map { run in
      let policy = ruleSet.policies[run.id.policy]
      let space = UnitSpace(item(run.id), subject: policy.subject, ruleSet, dataset)
      let outcome = matcher.outcomes(of: [run.id], at: run.at)[0].outcome
      let records = outcome.yes.union(outcome.unknown)
        .intersection(space.units(of: subjects(of: policy.subject))).members
      let values = matcher.values(ofSelection: run.position, of: run.id, records: records, at: run.at)
      let units = zip(records, values).map { record, values in
        (
          record: record,
          claim: maker.claim(
            run, subject: space.subject(of: record), record, outcome[record], values)
        )
      }
      return FigureTerms(run: run, units: units, strays: maker.strays(run, besides: units.map(\.claim)))
    }
  }

  /// The same, one unit at a time.
  func withReferenceFigures() -> EvaluationInput {
    let runs = FigureRun.all(self)
    if runs.isEmpty { return self }
    let rules = beforeFigures
    let explainer = Explainer(rules, dataset)
    let maker = FigureClaims(beforeFigures(rules))
    return filled(
      runs.map { run in
        let policy = ruleSet.policies[run.id.policy]
        var units: [(record: Int, claim: UnitClaim)] = []
        for subject in subjects(of: policy.subject).members {
          let own =
            item(run.id).perRow.map { explainer.rows(ofView: $0.view, entity: subject) } ?? [subject]
          for record in own {
            let outcome = explainer.decide(run.id, record: record, at: run.at).outcome
            if outcome == .no { continue }
            let values = explainer.values(
              ofSelection: run.position, of: run.id, record: record, at: run.at)
            units.append((record, maker.claim(run, subject: subject, record, outcome, values)))
          }
        }
        return FigureTerms(run: run, units: units, strays: maker.strays(run, besides: units.map(\.claim)))
      })
  }

  private func filled(_ terms: [FigureTerms]) -> EvaluationInput {
    var result = self
    for terms in terms {
      let values = terms.run.values(terms, self)
      result.dataset.figures[FigureKey(figure: terms.run.figure, at: terms.run.at)] = Dictionary(
        uniqueKeysWithValues: zip(terms.units.map(\.record), values))
    }
    return result
  }
}

/// What all units bring to one figure.
struct FigureTerms {
  let run: FigureRun
  let units: [(record: Int, claim: UnitClaim)]
  /// Receipts of units that bring nothing themselves.
  let strays: [UnitClaim]

  /// What partitions exchange.
  var claims: [UnitClaim] { units.map(\.claim) + strays }
}

/// Makes the claims of figures.
private struct FigureClaims {
  /// With what each figure asks for as a selection.
  private let input: EvaluationInput
  private let receipts: ReceiptIndex
  private let verifications: VerificationIndex

  init(_ input: EvaluationInput) {
    self.input = input
    receipts = ReceiptIndex(input.ruleSet, input.ledgers)
    verifications = VerificationIndex(input.verifications)
  }

  func claim(
    _ run: FigureRun, subject: Int, _ record: Int, _ outcome: Truth, _ values: SelectionValues
  ) -> UnitClaim {
    let policy = input.ruleSet.policies[run.id.policy]
    let item = input.item(run.id)
    let name = input.dataset.tables[policy.subject].keys[subject]
    let unit = UnitKey(
      policy: policy.name, item: item.name, subject: name, row: input.rowKey(record, of: item),
      period: run.period.text)
    let isSuppressed = verifications.suppresses(policy: policy.name, subject: name, asOf: input.asOf)
    guard let spends = spending(run) else {
      return run.claim(unit, outcome: outcome, isSuppressed: isSuppressed, values)
    }
    let state = receipts.state(
      of: run.id, subject: name, row: unit.row, period: run.period, asOf: input.asOf,
      start: input.start(of: subject, in: policy.subject))
    var amount = Amount.unknown
    switch values.order ?? .unknown {
    case .value(.number(let number)):
      amount = Amount(low: number.roundedHalfUp, high: number.roundedHalfUp)
    case .range(let low, let high): amount = Amount(low: low?.roundedHalfUp, high: high?.roundedHalfUp)
    default: break
    }
    let all = item.selections.map { _ in values }
    let claim = spends.claim(unit, outcome: outcome, isSuppressed: isSuppressed, state, all, amount)
    return UnitClaim(unit: unit, isStray: false, claims: [claim.claims[run.position]])
  }

  func strays(_ run: FigureRun, besides units: [UnitClaim]) -> [UnitClaim] {
    guard let spends = spending(run) else { return [] }
    return spends.strays(besides: units).map {
      UnitClaim(unit: $0.unit, isStray: true, claims: [$0.claims[run.position]])
    }
  }

  /// `nil` for figures that ask nothing of the receipts.
  private func spending(_ run: FigureRun) -> SelectionRun? {
    guard case .proRata = input.ruleSet.figures[run.figure].kind else { return nil }
    return SelectionRun(input, run.id, run.period, run.at, isFuture: run.isFuture, receipts)
  }
}
