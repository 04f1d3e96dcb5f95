extension CellSpace {
  /// Takes a condition apart. What is no connective and no comparison with a constant is a test of its
  /// own, which may answer either way.
  mutating func condition(_ expression: Expression) -> Condition {
    switch expression.kind {
    case .constant(.truth(let value)): return .constant(Truth(value))
    case .and(let parts): return .all(conditions(parts))
    case .or(let parts): return .any(conditions(parts))
    case .not(let inner): return .not(condition(inner))
    case .atLeast(let n, let parts): return .counting(n, exactly: false, conditions(parts))
    case .exactly(let n, let parts): return .counting(n, exactly: true, conditions(parts))
    case .compare(let comparison, let a, let b): return compared(comparison, a, b)
    case .inCodes(let inner, let codes): return atom(CellVariable(inner), .inCodes(codes))
    case .isKnown(let inner): return atom(CellVariable(inner), .isKnown)
    case .isNone(let inner): return atom(CellVariable(inner), .isNone)
    case .conditional(let test, let then, let otherwise):
      let (c, a, b) = (condition(test), condition(then), condition(otherwise))
      return .any([.all([c, a]), .all([.not(c), b]), .all([a, b])])
    case .definition(let index, let hops):
      guard let body = body(of: index, through: hops) else { break }
      return condition(body)
    default: break
    }
    return atom(CellVariable(expression), .holds)
  }

  private mutating func conditions(_ parts: [Expression]) -> [Condition] {
    var result: [Condition] = []
    for part in parts { result.append(condition(part)) }
    return result
  }

  private func body(of definition: Int, through hops: [Hop]) -> Expression? {
    hops.isEmpty ? ruleSet.definitions[definition].expression : nil
  }

  private mutating func compared(_ comparison: Comparison, _ a: Expression, _ b: Expression) -> Condition {
    switch (position(of: a), position(of: b)) {
    case (let x?, let y?): return .constant(Truth(comparison.holds(x, y)))
    case (nil, let y?): return tested(comparison, a, y)
    case (let x?, nil): return tested(comparison.mirrored, b, x)
    case (nil, nil): break
    }
    switch (a.kind, b.kind) {
    case (_, .constant(let value)): return equality(comparison, a, value)
    case (.constant(let value), _): return equality(comparison.mirrored, b, value)
    default: break
    }
    if let known = atomFor(b, a) { return atom(known, .order(comparison.mirrored)) }
    return atom(CellVariable(a, b), .order(comparison))
  }

  private func atomFor(_ a: Expression, _ b: Expression) -> CellVariable? {
    let variable = CellVariable(a, b)
    return variables.contains(variable) ? variable : nil
  }

  private mutating func tested(_ comparison: Comparison, _ term: Expression, _ cut: Number) -> Condition {
    if case .elapsed(.years, let from, let to) = term.kind, let day, position(of: to) != nil {
      if let condition = aged(comparison, from, Int(cut.floor), isWhole: cut.isInteger, on: day) {
        return condition
      }
    }
    return atom(CellVariable(term), .compare(comparison, cut))
  }

  /// Full years up to a known day, as a test of the date itself.
  private mutating func aged(
    _ comparison: Comparison, _ from: Expression, _ years: Int, isWhole: Bool, on day: Day
  ) -> Condition? {
    guard isWhole, (0...300).contains(years) else { return nil }
    let reached = atom(
      CellVariable(from), .compare(.lessOrEqual, Number(Int64(day.lastDay(aged: years).number))))
    let passed = atom(
      CellVariable(from), .compare(.lessOrEqual, Number(Int64(day.lastDay(aged: years + 1).number))))
    return switch comparison {
    case .greaterOrEqual: reached
    case .less: .not(reached)
    case .greater: passed
    case .lessOrEqual: .not(passed)
    case .equal: .all([reached, .not(passed)])
    case .notEqual: .any([.not(reached), passed])
    }
  }

  /// Codes, texts and records have no place on a line.
  private mutating func equality(_ comparison: Comparison, _ term: Expression, _ value: Value) -> Condition {
    let test: CellTest
    switch value {
    case .code(let ordinal):
      if case .code(let list) = term.type, ruleSet.codeLists[list].isOrdered, comparison.isOrder {
        return atom(
          CellVariable(term), .rank(comparison, Number(Int64(ruleSet.codeLists[list].ranks[ordinal]))))
      }
      test = .isCode(ordinal)
    case .text(let text), .reference(let text): test = .isText(text)
    case .truth(let wanted):
      let holds = condition(term)
      return wanted == (comparison == .equal) ? holds : .not(holds)
    case .number, .day, .month, .year: return .any([])
    }
    let equal = atom(CellVariable(term), test)
    return comparison == .notEqual ? .not(equal) : equal
  }

  /// Where a constant stands on its type's line: a number, or a day, month or year by its number.
  private func position(of expression: Expression) -> Number? {
    switch expression.kind {
    case .constant(.number(let number)): return number
    case .constant(.day(let day)): return Number(Int64(day.number))
    case .constant(.month(let month)): return Number(Int64(month.index))
    case .constant(.year(let year)): return Number(Int64(year))
    case .moment(let moment): return position(of: moment)
    default: return dayPosition(of: expression)
    }
  }

  private func position(of moment: Moment) -> Number? {
    guard let day else { return nil }
    switch moment {
    case .asOf, .decisionDay: return Number(Int64(day.number))
    case .decisionMonth: return Number(Int64(day.month.index))
    case .decisionYear: return Number(Int64(day.year))
    case .windowStart(let window): return Number(Int64(window.bounds(on: day).first.number))
    case .windowEnd(let window): return Number(Int64(window.bounds(on: day).last.number))
    }
  }

  private func dayPosition(of expression: Expression) -> Number? {
    guard case .addDuration(let start, let amount, let unit) = expression.kind,
      let base = position(of: start), let n = position(of: amount), n.isInteger
    else { return nil }
    let day = Day(number: Int32(clamping: base.numerator))
    let count = Int(n.numerator)
    let moved =
      switch unit {
      case .days: day.adding(days: count)
      case .months: day.adding(months: count)
      case .years: day.adding(years: count)
      }
    return Number(Int64(moved.number))
  }
}

extension Comparison {
  /// The same with its sides changed.
  var mirrored: Comparison {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    case .equal, .notEqual: self
    }
  }

  var isOrder: Bool { self != .equal && self != .notEqual }
}

extension Day {
  /// The last day on which somebody was born who has completed so many years by this day.
  func lastDay(aged years: Int) -> Day {
    var day = adding(years: -years)
    while day.adding(days: 1).adding(years: years) <= self { day = day.adding(days: 1) }
    return day
  }
}

extension Expression {
  /// Never negative, and whole.
  var isCount: Bool {
    switch kind {
    case .count, .distinctMonths, .streak: true
    default: false
    }
  }

  /// The rows that it is about.
  var countedRows: Query? {
    switch kind {
    case .exists(let query), .forAll(let query, _), .count(let query): query
    default: nil
    }
  }

  func isWhole(in ruleSet: RuleSet) -> Bool {
    switch type {
    case .day, .month, .year: return true
    default: break
    }
    switch kind {
    case .elapsed, .yearOf, .monthOf, .floor: return true
    case .path(let path) where path.field != Path.ownerField:
      return ruleSet.tables[path.table].fields[path.field].isWhole
    default: return isCount
    }
  }

  /// Fields that may be blank for none, and what is computed of them.
  func mayBeNone(in ruleSet: RuleSet) -> Bool {
    if isCount { return false }
    guard case .path(let path) = kind, path.hops.isEmpty else { return type != .truth || countedRows == nil }
    return path.field != Path.ownerField && ruleSet.tables[path.table].fields[path.field].isOptional
  }
}
