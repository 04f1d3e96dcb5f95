import Matching
import RuleLanguage

/// How the units of an item with figures came out of its selections, on one day.
struct PlacedItem: Hashable {
  let unit: ItemPeriod
  let isFuture: Bool
}

/// What the units in scope bring to an item's selections, and after those to its figures.
struct FigureTerm {
  let place: PlacedItem
  let at: JudgedAt
  let units: [(unit: Int, claim: UnitClaim)]
}

extension EvaluationInput {
  var figureItems: Set<ItemID> { Set(ruleSet.itemIDs.filter { !item($0).figures.isEmpty }) }

  /// The rules as far as they come before their figures: who is eligible whatever the amount, with what
  /// each figure asks of a unit as the order of one more selection.
  var beforeFigures: EvaluationInput {
    var result = self
    for id in figureItems {
      var item = item(id)
      item.selections += item.figures.map { figure in
        let one = Expression(.constant(.number(.one)), .number(.none), item.range)
        let declared = ruleSet.figures[figure]
        var order = Selection(kind: .places, capacity: one, text: "", range: item.range)
        order.isDescending = true
        if case .proRata(let budget, let span, _) = declared.kind {
          order = Selection(kind: .budget, capacity: budget, text: "", range: item.range)
          order.span = span
        }
        order.order = declared.value
        order.keys = declared.keys
        return order
      }
      (item.benefit, item.figures) = (.none, [])
      result.ruleSet.policies[id.policy].items[id.item] = item
    }
    return result
  }

  /// The same input with its figures worked out by columns.
  func withFigures() -> EvaluationInput {
    if figureItems.isEmpty { return self }
    let before = beforeFigures
    var builder = EvaluationBuilder(
      before, Matcher(Program(before.ruleSet), before.ruleSet, dataset), only: figureItems)
    return filled(builder.figureTerms(), before)
  }

  /// The same, one unit at a time.
  func withReferenceFigures() -> EvaluationInput {
    if figureItems.isEmpty { return self }
    let before = beforeFigures
    let reference = ReferenceEvaluation(before)
    return filled(figureItems.sorted().flatMap { reference.figureTerms(of: $0) }, before)
  }

  private func filled(_ terms: [FigureTerm], _ before: EvaluationInput) -> EvaluationInput {
    var result = self
    let receipts = ReceiptIndex(ruleSet, ledgers)
    for term in terms {
      let (id, period) = (term.place.unit.id, term.place.unit.period)
      let item = item(id)
      let run = SelectionRun(
        before, id, period, term.at, isFuture: term.place.isFuture, receipts,
        selections: item.selections.count)
      let settled = run.settled(term.units.map(\.claim))
      let own = term.units.map(\.unit)
      if !item.selections.isEmpty {
        result.placed[term.place] = Dictionary(
          uniqueKeysWithValues: zip(own, settled.map(\.placement)))
      }
      for (position, figure) in item.figures.enumerated() {
        let claims = settled.map { unit, placement in
          let own = unit.claims[item.selections.count + position]
          return ruleSet.figures[figure].claim(own, isDue: own.isDue && placement.truth)
        }
        let strays = run.strays(ofAll: term.units.map(\.claim)).map {
          $0.claims[item.selections.count + position]
        }
        let values = ruleSet.figures[figure].values(
          claims, strays, count: own.count, ruleSet, term.at)
        let due = own.indices.filter { claims[$0].isDue != .no }
        result.dataset.figures[FigureKey(figure: figure, at: term.at)] = Dictionary(
          uniqueKeysWithValues: due.map { (own[$0], values[$0]) })
      }
    }
    return result
  }
}
