import RuleLanguage

extension Evaluator {
  /// Every clause with its outcome and what it read, in the order in which reasons are given: the
  /// policy's conditions and exclusions, 有效期, 终止, the item's own, 待遇.
  func trace(_ unit: DecisionUnit) -> [ClauseTrace] {
    let (policy, item, prefix) = (unit.policy, unit.item, unit.item.pathPrefix)
    var result: [ClauseTrace] = []
    result += policy.conditions.placedConditions(under: "条件").flatMap { trace($0, unit.subject) }
    result += exclusions(policy.exclusions.placedExclusions(under: "排除"), unit.subject)
    let judgement = judge(unit)
    result.append(validityTrace(policy, judgement.inForce, unit.subject))
    if let field = ruleSet.endField(of: policy) {
      result.append(endTrace(field, unit, judgement.alive))
    }
    result += item.conditions.placedConditions(under: prefix + "条件").flatMap { trace($0, unit.own) }
    result += exclusions(item.exclusions.placedExclusions(under: prefix + "排除"), unit.own)
    return result
  }

  private func exclusions(_ clauses: [PlacedClause], _ scope: Scope?) -> [ClauseTrace] {
    clauses.flatMap { trace($0, scope) }.map { clause in
      var clause = clause
      clause.isExclusion = true
      return clause
    }
  }

  /// As it reads in the version in force; nothing where that version does not have the clause.
  private func trace(_ placed: PlacedClause, _ scope: Scope?) -> [ClauseTrace] {
    if !placed.clause.versions.isEmpty { return versionTrace(placed, scope) }
    let isGroup = if case .group = placed.clause.body { true } else { false }
    return [
      ClauseTrace(
        path: placed.path, text: placed.clause.text, basis: placed.clause.basis,
        outcome: scope.map { truth(placed.clause.expression, $0.frame) } ?? .unknown,
        values: isGroup ? [] : scope.map { usedValues(placed.clause.expression, $0) } ?? [],
        children: placed.children.flatMap { trace($0, scope) })
    ]
  }

  private func versionTrace(_ placed: PlacedClause, _ scope: Scope?) -> [ClauseTrace] {
    var candidates: [Clause?] = []
    var values: [UsedValue] = []
    for version in placed.clause.versions {
      let applies = scope.map { truth(version.applies, $0.frame) } ?? .unknown
      for value in scope.map({ usedValues(version.applies, $0) }) ?? [] where !values.contains(value) {
        values.append(value)
      }
      if applies != .no { candidates.append(version.clause) }
      if applies == .yes { break }
    }
    let texts = candidates.map { $0.map { trace(PlacedClause(path: placed.path, clause: $0), scope) } ?? [] }
    guard texts.count > 1 else {
      return texts.joined().map { trace in
        ClauseTrace(
          path: trace.path, text: trace.text, basis: trace.basis, outcome: trace.outcome,
          values: values + trace.values, children: trace.children)
      }
    }
    return [
      ClauseTrace(
        path: placed.path, text: "版本未定：" + candidates.map { $0?.text ?? "无此条" }.joined(separator: "；或 "),
        basis: nil, outcome: scope.map { truth(placed.clause.expression, $0.frame) } ?? .unknown,
        values: values, children: texts.flatMap(\.self))
    ]
  }

  private func endTrace(_ field: Int, _ unit: DecisionUnit, _ outcome: Truth) -> ClauseTrace {
    let end = endDate(field, unit)
    return ClauseTrace(
      path: "终止", text: "终止 \(fieldName(field, of: unit.policy.subject))", basis: nil, outcome: outcome,
      values: unit.subject.map { usedValues(end, $0) } ?? [], children: [])
  }

  /// The end of the subject as an expression over it.
  func endDate(_ field: Int, _ unit: DecisionUnit) -> Expression {
    let table = unit.policy.subject
    return Expression(
      .path(Path(frame: table, hops: [], table: table, field: field)), .day, unit.policy.range)
  }

  /// `nil` for a policy without 待遇.
  func benefitTrace(_ unit: DecisionUnit) -> ClauseTrace? {
    let (truth, amount) = benefit(unit)
    let text: String
    var values: [UsedValue] = []
    switch unit.item.benefit {
    case .none: return nil
    case .pending: text = "待定"
    case .nonMoney(let kind, let description, let figure):
      let figures = figure.map { _ in ValueText(ruleSet).text(amount, .number(.money)) }
      text = ([kind, description] + [figures].compactMap(\.self)).filter { !$0.isEmpty }
        .joined(separator: " ")
      values = figure.map { usedValues($0, unit.own) } ?? []
    case .amount(let expression):
      text = ValueText(ruleSet).text(amount, .number(.money))
      values = usedValues(expression, unit.own) + steps(expression, unit.own)
    }
    return ClauseTrace(
      path: "待遇", text: "待遇 \(text)", basis: nil, outcome: truth, values: values, children: [])
  }

  /// Paths of what certainly fails: conditions that are not met, exclusions that are met, and so on.
  func failing(_ unit: DecisionUnit) -> [String] {
    let (policy, item, prefix) = (unit.policy, unit.item, unit.item.pathPrefix)
    let judgement = judge(unit)
    var paths: [String] = []
    paths += failed(policy.conditions.placedConditions(under: "条件"), on: .no, unit.subject)
    paths += failed(policy.exclusions.placedExclusions(under: "排除"), on: .yes, unit.subject)
    if judgement.inForce == .no { paths.append("有效期") }
    if judgement.alive == .no { paths.append("终止") }
    paths += failed(item.conditions.placedConditions(under: prefix + "条件"), on: .no, unit.own)
    paths += failed(item.exclusions.placedExclusions(under: prefix + "排除"), on: .yes, unit.own)
    if benefit(unit).truth == .no { paths.append("待遇") }
    if isOpen(unit) == .no { paths.append("申领期限") }
    return paths
  }

  private func failed(_ clauses: [PlacedClause], on truth: Truth, _ scope: Scope?) -> [String] {
    guard let scope else { return [] }
    return clauses.filter { self.truth($0.clause.expression, scope.frame) == truth }.map(\.path)
  }

  /// The one condition that fails where all else is certain and holds; exclusions, 有效期, 终止 and
  /// 待遇 are never flipped.
  func nearMiss(_ unit: DecisionUnit) -> String? {
    let judgement = judge(unit)
    guard let subject = unit.subject, unit.policy.conditions.canBeMet, unit.item.conditions.canBeMet,
      judgement.inForce == .yes, judgement.alive == .yes,
      judgement.isExcluded == .no, benefit(unit).truth == .yes, isOpen(unit) == .yes
    else { return nil }
    let prefix = unit.item.pathPrefix
    let outcomes =
      unit.policy.conditions.placedConditions(under: "条件").map {
        ($0.path, truth($0.clause.expression, subject.frame))
      }
      + unit.item.conditions.placedConditions(under: prefix + "条件").map {
        ($0.path, truth($0.clause.expression, unit.own.frame))
      }
    let failed = outcomes.filter { $0.1 == .no }
    let isCertain = outcomes.allSatisfy { $0.1 != .unknown }
    return isCertain && failed.count == 1 ? failed[0].0 : nil
  }

  /// What must become known so that an undecided unit could be 符合, without the benefit.
  func need(_ unit: DecisionUnit) -> Need {
    var needs: [Need] = []
    let judgement = judge(unit)
    if let subject = unit.subject {
      if judgement.conditions == .unknown {
        needs.append(need(unit.policy.conditions.expression, subject, toBe: true))
      }
      if judgement.exclusions == .unknown {
        needs.append(need(unit.policy.exclusions.expression, subject, toBe: false))
      }
      if judgement.alive == .unknown, let field = ruleSet.endField(of: unit.policy) {
        needs.append(Need(atom: unknownInputs(endDate(field, unit), subject)))
      }
    } else {
      needs.append(Need(atom: missingOwner(unit)))
    }
    if judgement.ownConditions == .unknown {
      needs.append(need(unit.item.conditions.expression, unit.own, toBe: true))
    }
    if judgement.ownExclusions == .unknown {
      needs.append(need(unit.item.exclusions.expression, unit.own, toBe: false))
    }
    return .all(needs)
  }

  private func missingOwner(_ unit: DecisionUnit) -> InputSet {
    var inputs = InputSet()
    if let way = unit.own.way, case .unknown(let reference) = follow([way.back], from: unit.own) {
      inputs.insert(reference)
    }
    return inputs
  }

  /// What must become known for the amount.
  func benefitNeed(_ unit: DecisionUnit) -> Need {
    guard case .amount(let expression) = unit.item.benefit, benefit(unit).truth == .unknown else {
      return .nothing
    }
    return Need(atom: unknownInputs(expression, unit.own))
  }
}
