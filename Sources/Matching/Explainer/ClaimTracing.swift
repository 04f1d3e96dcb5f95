import RuleLanguage

extension Evaluator {
  /// A claim made now is in time, or a late one is accepted.
  func isOpen(_ unit: DecisionUnit) -> Truth {
    guard let period = unit.claimPeriod, period.lapses else { return .yes }
    return truth(period.isOpen, unit.own.frame)
  }

  func due(_ unit: DecisionUnit) -> Day? {
    unit.claimPeriod.flatMap { evaluate($0.due, unit.own.frame).day }
  }

  func claimNeed(_ unit: DecisionUnit) -> Need {
    guard let period = unit.claimPeriod, isOpen(unit) == .unknown else { return .nothing }
    return need(period.isOpen, unit.own, toBe: true)
  }

  func claimTrace(_ unit: DecisionUnit) -> ClauseTrace? {
    guard let period = unit.claimPeriod else { return nil }
    let isLate = truth(period.isOpen, unit.own.frame) == .no
    var text = "申领期限 \(period.text)"
    if let due = due(unit) { text += "：至 \(due.text)\(isLate && !period.lapses ? "，已过，仍受理" : "")" }
    return ClauseTrace(
      path: "申领期限", text: text, basis: nil, outcome: isOpen(unit),
      values: usedValues(period.due, unit.own), children: [])
  }
}
