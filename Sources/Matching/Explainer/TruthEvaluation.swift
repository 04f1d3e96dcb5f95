import RuleLanguage

extension Evaluator {
  /// A condition on one record. Every part is evaluated, so that nothing that spoils a figure hides
  /// behind the order of the text.
  func truth(_ expression: Expression, _ frame: Frame) -> Truth {
    switch expression.kind {
    case .and(let parts): parts.map { truth($0, frame) }.reduce(.yes) { $0 && $1 }
    case .or(let parts): parts.map { truth($0, frame) }.reduce(.no) { $0 || $1 }
    case .not(let inner): !truth(inner, frame)
    case .atLeast(let n, let parts): Truth.atLeast(n, of: parts.map { truth($0, frame) })
    case .exactly(let n, let parts): Truth.exactly(n, of: parts.map { truth($0, frame) })
    case .compare(let comparison, let a, let b):
      if case .number = a.type {
        compare(comparison, evaluate(a, frame), evaluate(b, frame), type: a.type)
      } else {
        agreed(
          candidates(a, frame).flatMap { x in
            candidates(b, frame).map { compare(comparison, x, $0, type: a.type) }
          })
      }
    case .inCodes(let inner, let codes): agreed(candidates(inner, frame).map { isMember($0, of: codes) })
    case .isKnown(let inner): Truth(evaluate(inner, frame).isSettled)
    case .isNone(let inner): isNone(evaluate(inner, frame))
    case .exists(let query): exists(query, frame)
    case .forAll(let query, let condition): forAll(query, condition, frame)
    default: evaluate(expression, frame).truth
    }
  }

  /// Certain where every value that may apply gives the same answer.
  private func agreed(_ answers: [Truth]) -> Truth {
    guard let first = answers.first, answers.allSatisfy({ $0 == first }) else { return .unknown }
    return first
  }

  /// The values that a choice may come to: of a table that states 其余, of a conditional, or of a tag or
  /// measure that is one; else the value alone.
  private func candidates(_ expression: Expression, _ frame: Frame) -> [Evaluated] {
    switch expression.kind {
    case .definition(let index, let hops) where hops.isEmpty:
      return candidates(ruleSet.definitions[index].expression, frame)
    case .conditional(let condition, let then, let otherwise):
      switch truth(condition, frame) {
      case .yes: return candidates(then, frame)
      case .no: return candidates(otherwise, frame)
      case .unknown: return candidates(then, frame) + candidates(otherwise, frame)
      }
    case .table(let table) where table.choice == .first:
      guard case .value(let fallback) = table.otherwise else { return [evaluate(expression, frame)] }
      var result: [Evaluated] = []
      for row in table.rows {
        let applies = truth(row.condition, frame)
        if applies != .no { result += candidates(row.value, frame) }
        if applies == .yes { return result }
      }
      return result + candidates(fallback, frame)
    default: return [evaluate(expression, frame)]
    }
  }

  private func isMember(_ evaluated: Evaluated, of codes: CodeSet) -> Truth {
    switch evaluated {
    case .unknown: return .unknown
    case .none: return .no
    case .value(.code(let ordinal)):
      if codes.contains(ordinal) { return .yes }
      // Of a code above the set nobody knows which of those below it is meant.
      let below = ruleSet.codeLists[codes.list].subtree(of: ordinal)
      return codes.ranges.contains { $0.overlaps(below) } ? .unknown : .no
    case .value, .range: preconditionFailure("only codes belong to a set of codes")
    }
  }

  private func isNone(_ evaluated: Evaluated) -> Truth {
    switch evaluated {
    case .unknown: .unknown
    case .none: .yes
    case .value, .range: .no
    }
  }

  private func compare(
    _ comparison: Comparison, _ a: Evaluated, _ b: Evaluated, type: ValueType
  ) -> Truth {
    if a == .unknown || b == .unknown { return .unknown }
    if a == .none || b == .none {
      switch comparison {
      case .equal: return Truth(a == b)
      case .notEqual: return Truth(a != b)
      case .less, .lessOrEqual, .greater, .greaterOrEqual: return .no
      }
    }
    if case .number = type { return compareNumbers(comparison, a.bounds, b.bounds) }
    guard case .value(let x) = a, case .value(let y) = b else {
      preconditionFailure("only numbers have ranges")
    }
    switch comparison {
    case .equal: return Truth(x == y)
    case .notEqual: return Truth(x != y)
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      return Truth(comparison.holds(position(of: x, type), position(of: y, type)))
    }
  }

  private typealias Bounds = (low: Number?, high: Number?)

  /// Definite when every pair of numbers between the ends would agree.
  private func compareNumbers(_ comparison: Comparison, _ a: Bounds, _ b: Bounds) -> Truth {
    switch comparison {
    case .less: isLess(a, b)
    case .greater: isLess(b, a)
    case .greaterOrEqual: !isLess(a, b)
    case .lessOrEqual: !isLess(b, a)
    case .equal: isEqual(a, b)
    case .notEqual: !isEqual(a, b)
    }
  }

  private func isLess(_ a: Bounds, _ b: Bounds) -> Truth {
    if let high = a.high, let low = b.low, high < low { return .yes }
    if let low = a.low, let high = b.high, low >= high { return .no }
    return .unknown
  }

  private func isEqual(_ a: Bounds, _ b: Bounds) -> Truth {
    if isLess(a, b) == .yes || isLess(b, a) == .yes { return .no }
    if let low = a.low, low == a.high, low == b.low, low == b.high { return .yes }
    return .unknown
  }

  /// Where a value stands in its type's order; ordered code lists by rank.
  func position(of value: Value, _ type: ValueType) -> Number {
    switch value {
    case .number(let number): return number
    case .day(let day): return Number(Int64(day.number))
    case .month(let month): return Number(Int64(month.index))
    case .year(let year): return Number(Int64(year))
    case .code(let ordinal):
      if case .code(let list) = type, ruleSet.codeLists[list].isOrdered {
        return Number(Int64(ruleSet.codeLists[list].ranks[ordinal]))
      }
    case .truth, .text, .reference: break
    }
    preconditionFailure("the checker orders only numbers, dates and ordered codes")
  }
}
