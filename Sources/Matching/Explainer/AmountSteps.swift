import RuleLanguage

extension Evaluator {
  /// How an amount came about, the innermost step first: the rule text of each operation and what it
  /// comes to, and of a table the row that applies. Empty for a plain figure.
  func steps(_ expression: Expression, _ scope: Scope) -> [UsedValue] {
    var steps: [UsedValue] = []
    collect(expression, scope, into: &steps)
    return steps
  }

  private func collect(_ expression: Expression, _ scope: Scope, into steps: inout [UsedValue]) {
    switch expression.kind {
    case .arithmetic, .divide, .extreme, .floor, .round:
      for operand in expression.operands { collect(operand, scope, into: &steps) }
      add(expression, expression.range, scope, to: &steps)
    case .conditional(let condition, let then, let otherwise):
      let applies = truth(condition, scope.frame)
      if applies == .unknown { return add(expression, expression.range, scope, to: &steps) }
      let chosen = applies == .yes ? then : otherwise
      collect(chosen, scope, into: &steps)
      add(chosen, condition.range.union(chosen.range), scope, to: &steps)
    case .table(let table):
      let open = table.rows.filter { truth($0.condition, scope.frame) != .no }
      guard let row = open.first, truth(row.condition, scope.frame) == .yes, table.choice == .first else {
        return add(expression, expression.range, scope, to: &steps)
      }
      collect(row.value, scope, into: &steps)
      add(row.value, row.condition.range.union(row.value.range), scope, to: &steps)
    default: break
    }
  }

  /// What the checker makes of one construct shares its text: only the last of such steps is told.
  private func add(
    _ expression: Expression, _ range: SourceRange, _ scope: Scope, to steps: inout [UsedValue]
  ) {
    let text = withoutBraces(ruleSet.sourceText(range))
    let used = usedValues(expression, scope)
    let step = UsedValue(
      name: text, text: ValueText(ruleSet).text(evaluate(expression, scope.frame), expression.type),
      sources: [], isStep: true,
      sensitivity: used.map(\.sensitivity).max { $0.rank < $1.rank } ?? .open)
    if let last = steps.last, last.name == text { steps.removeLast() }
    if !text.isEmpty { steps.append(step) }
  }

  /// A table inside a step is told by the step of its row.
  private func withoutBraces(_ text: String) -> String {
    var (result, depth) = ("", 0)
    for character in text {
      if character == "}" || character == "｝" { depth -= 1 }
      if depth == 0 { result.append(character) }
      if character == "{" || character == "｛" {
        if depth == 0 { result += "…" }
        depth += 1
      }
    }
    return result
  }
}
