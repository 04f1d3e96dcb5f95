import RuleLanguage

extension Evaluator {
  /// 有效期, 废止 and the version in force.
  func validityTrace(_ policy: Policy, _ outcome: Truth, _ scope: Scope?) -> ClauseTrace {
    var span =
      switch (policy.validFrom, policy.validTo) {
      case (nil, nil): "长期"
      case (let from?, nil): "\(from.text) 起，长期"
      case (nil, let to?): "至 \(to.text)"
      case (let from?, let to?): "\(from.text) 至 \(to.text)"
      }
    if let abolition = policy.abolition { span += "；\(abolition.from.text) 起废止" }
    var children: [ClauseTrace] = []
    if isOver(policy), let transition = policy.transition { children += trace(transition, scope) }
    children += policy.versions.reversed().compactMap { keptTrace($0, scope) }
    for version in policy.versions.reversed() {
      let applies = scope.map { truth(version.applies, $0.frame) } ?? .unknown
      if applies == .no { continue }
      let by = version.event.isEmpty ? "" : "按\(version.event)，"
      let basis = version.basis.isEmpty ? "" : "（\(version.basis.joined(separator: "；"))）"
      span += "；\(by)\(version.from.text) 起的版本\(basis)\(applies == .unknown ? "（未定）" : "")"
      if applies == .yes { break }
    }
    let day = UsedValue(name: "判定日", text: at.decisionDay.text, sources: [], sensitivity: .open)
    return ClauseTrace(
      path: "有效期", text: "有效期 \(span)", basis: policy.abolition?.basis, outcome: outcome, values: [day],
      children: children)
  }

  /// Whether the subject keeps what was before a version that has begun.
  private func keptTrace(_ version: PolicyVersion, _ scope: Scope?) -> ClauseTrace? {
    guard let transition = version.transition,
      scope.map({ truth(version.hasBegun, $0.frame) }) != .no
    else { return nil }
    return ClauseTrace(
      path: Keyword.transition.chinese, text: "不用 \(version.from.text) 起的版本", basis: nil,
      outcome: scope.map { truth(transition.applies, $0.frame) } ?? .unknown, values: [],
      children: trace(transition, scope))
  }

  private func trace(_ transition: Transition, _ scope: Scope?) -> [ClauseTrace] {
    let word = Keyword.transition.chinese
    var result = transition.conditions.placedConditions(under: word).flatMap { trace($0, scope) }
    if let until = transition.until, let isRunning = transition.isRunning {
      result.append(
        ClauseTrace(
          path: word, text: "过渡 至 \(transition.untilText)", basis: nil,
          outcome: scope.map { truth(isRunning, $0.frame) } ?? .unknown,
          values: scope.map { usedValues(until, $0) } ?? [], children: []))
    }
    return result
  }

  /// Of a policy that is over, why the unit does not stay in it: `过渡（一）`, or `过渡` past its end.
  func failedTransition(_ unit: DecisionUnit) -> [String] {
    guard isOver(unit.policy), let transition = unit.policy.transition else { return [] }
    let word = Keyword.transition.chinese
    var paths = failed(transition.conditions.placedConditions(under: word), on: .no, unit.subject)
    if let isRunning = transition.isRunning, let subject = unit.subject,
      truth(isRunning, subject.frame) == .no
    {
      paths.append(word)
    }
    return paths
  }
}
