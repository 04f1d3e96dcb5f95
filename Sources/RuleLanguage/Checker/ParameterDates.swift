extension RuleSet {
  /// Parameters without keys that a policy in force on `day` reads and that have no value on it.
  /// Keyed parameters are left to run time, where a missing value is unknown.
  public func parametersWithoutValue(on day: Day) -> [Diagnostic] {
    var result: [Diagnostic] = []
    for (index, parameter) in parameters.enumerated()
    where parameter.keyLists.isEmpty && !parameter.isByYear {
      guard parameter.lookup(keys: [], on: day, codeLists: codeLists) == .absent else { continue }
      let users = policies.filter { policy in
        (policy.validFrom.map { $0 <= day } ?? true) && (policy.validTo.map { day <= $0 } ?? true)
          && policy.reads(parameter: index, in: self)
      }
      for policy in users {
        result.append(
          Diagnostic(
            "parameter-without-value", at: parameter.range,
            Message(
              zh: "参数“\(parameter.name)”在 \(day.text) 没有值，政策“\(policy.name)”要用",
              en:
                "parameter `\(parameter.name)` has no value on \(day.text), which policy `\(policy.name)` needs"
            ),
            remedy: Message(zh: "补上 自 日期 值，或 待定", en: "add a value from an earlier date, or 待定")))
      }
    }
    return result
  }
}

extension Policy {
  /// Every expression of the policy's clauses and amounts.
  public var expressions: [Expression] {
    var result: [Expression] = [conditions.expression(range), exclusions.expression(range)]
    for item in items {
      result.append(item.conditions.expression(item.range))
      result.append(item.exclusions.expression(item.range))
      if let figure = item.benefit.figure { result.append(figure) }
      if let worth = item.worth { result.append(worth) }
      for selection in item.selections {
        result += selection.keys + [selection.capacity] + [selection.order].compactMap(\.self)
      }
    }
    if let totalCap { result.append(totalCap) }
    return result
  }

  func reads(parameter: Int, in ruleSet: RuleSet) -> Bool {
    var seen: Set<Int> = []
    func reads(_ expression: Expression) -> Bool {
      var found = false
      expression.forEach { part in
        switch part.kind {
        case .parameter(parameter, _, _): found = true
        case .figure(let index):
          let figure = ruleSet.figures[index]
          if reads(figure.value) { found = true }
          switch figure.kind {
          case .share(let total, _) where reads(total): found = true
          case .proRata(let budget, _, _) where reads(budget): found = true
          default: break
          }
        case .definition(let index, _) where seen.insert(index).inserted:
          if reads(ruleSet.definitions[index].expression) { found = true }
        default: break
        }
      }
      return found
    }
    return expressions.contains { reads($0) }
  }
}
