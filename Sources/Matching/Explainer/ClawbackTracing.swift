import RuleLanguage

/// 追回 of one unit: the clauses that certainly hold, and what was paid under them.
public struct DueBack: Hashable, Sendable {
  /// `追回（一）`.
  public let clauses: [String]
  /// Fen; `nil` where it is not known.
  public let amount: Int64?
}

extension Explainer {
  /// `nil` where no clause certainly holds.
  public func dueBack(_ item: ItemID, record: Int, at: JudgedAt) -> DueBack? {
    let unit = DecisionUnit(item, record: record, records, at)
    guard let clawback = unit.item.clawback else { return nil }
    let evaluator = Evaluator(records, at)
    let clauses = clawback.clauses.filter { evaluator.truth($0.expression, unit.own.frame) == .yes }
    if clauses.isEmpty { return nil }
    return DueBack(
      clauses: clauses.compactMap(\.place),
      amount: Amount(evaluator.evaluate(clawback.amount, unit.own.frame)).exact)
  }
}

extension Matcher {
  /// ``Explainer/dueBack(_:record:at:)`` for some units, by ordinal.
  public func dueBack(_ item: Item, _ id: ItemID, records: [Int], at: JudgedAt) -> [DueBack?] {
    let roots = roots(id)
    guard let clawback = item.clawback, let amount = roots.clawbackAmount else {
      return records.map { _ in nil }
    }
    let clauses = roots.clawback.map { evaluated($0, over: roots.frame, records, at) }
    let amounts = evaluated(amount, over: roots.frame, records, at)
    return records.indices.map { index in
      let holding = clawback.clauses.indices.filter { clauses[$0][index] == .value(.truth(true)) }
      if holding.isEmpty { return nil }
      return DueBack(
        clauses: holding.compactMap { clawback.clauses[$0].place }, amount: Amount(amounts[index]).exact)
    }
  }
}

extension Evaluator {
  /// The clauses that hold of a payment, or may; nothing is told where there is none.
  func clawbackTrace(_ unit: DecisionUnit) -> [ClauseTrace] {
    (unit.item.clawback?.clauses ?? []).compactMap { clause in
      let outcome = truth(clause.expression, unit.own.frame)
      if outcome == .no { return nil }
      var trace = ClauseTrace(
        path: clause.place ?? "", text: clause.text, basis: clause.basis, outcome: outcome,
        values: usedValues(clause.expression, unit.own), children: [])
      trace.isExclusion = true
      return trace
    }
  }
}
