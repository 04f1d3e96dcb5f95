import Matching
import RuleLanguage

/// Values of each type.
extension RandomExpressions {
  mutating func amount(_ type: ValueType, _ frame: TableID, _ depth: Int) -> Expression {
    let constant = expression(.constant(.number(number())), type)
    if depth <= 0 { return random.chance(50) ? path(type, frame) ?? constant : constant }
    switch random.below(17) {
    case 0: return constant
    case 1, 2: return path(type, frame) ?? constant
    case 3: return parameter(type, frame) ?? constant
    case 4: return definition(type, frame) ?? constant
    case 5, 6:
      let operation = random.one(of: [Arithmetic.add, .subtract, .multiply])
      let a = amount(type, frame, depth - 1)
      return expression(.arithmetic(operation, a, amount(type, frame, depth - 1)), type)
    case 7:
      let a = amount(type, frame, depth - 1)
      let b = amount(type, frame, depth - 1)
      let whenZero = random.chance(50) ? amount(type, frame, depth - 1) : nil
      return expression(.divide(a, b, whenZero: whenZero), type)
    case 8 where !isMonotone:
      var parts: [Expression] = []
      for _ in 0..<(1 + random.below(3)) { parts.append(amount(type, frame, depth - 1)) }
      return expression(.extreme(random.one(of: [.largest, .smallest]), parts), type)
    case 9: return expression(.floor(amount(type, frame, depth - 1)), type)
    case 10:
      let step = random.one(of: [Number.one, Number(10), Number(1, over: 4) ?? .one])
      return expression(.round(amount(type, frame, depth - 1), step: step), type)
    case 11: return conditional(type, frame, depth)
    case 12: return table(type, frame, depth)
    case 13:
      let unit = random.one(of: [DurationUnit.years, .years, .months, .days])
      let from = day(frame, depth - 1)
      let to =
        random.chance(70) ? expression(.moment(.decisionDay), .day) : day(frame, depth - 1)
      return expression(.elapsed(unit, from: from, to: to), type)
    case 14: return counting(frame, depth).map { expression($0.kind, type) } ?? constant
    case 15: return aggregate(type, frame, depth) ?? constant
    default: return pick(type, frame, depth) ?? constant
    }
  }

  private mutating func parameter(_ type: ValueType, _ frame: TableID) -> Expression? {
    let fitting = ruleSet.parameters.indices.filter { ruleSet.parameters[$0].type == type }
    guard !fitting.isEmpty else { return nil }
    let index = random.one(of: fitting)
    var keys: [Expression] = []
    for list in ruleSet.parameters[index].keyLists { keys.append(code(list, frame, 1)) }
    let isByYear = ruleSet.parameters[index].isByYear
    let when = isByYear ? year(frame, 1) : random.chance(30) ? day(frame, 0) : nil
    return expression(.parameter(index, keys: keys, at: when), type)
  }

  mutating func day(_ frame: TableID, _ depth: Int) -> Expression {
    let constant = expression(.constant(.day(dates.any(&random))), .day)
    let window = random.one(of: [
      Window.month(offset: 0), .year(offset: -1), .months(12, includingCurrent: false),
      .rolling(3, .years), .quarter(offset: 0), .calendarYears(3), .schoolYear(offset: 0),
    ])
    let moment = random.one(of: [
      Moment.asOf, .decisionDay, .decisionDay, .windowStart(window), .windowEnd(window),
    ])
    if depth <= 0 {
      if random.chance(30) { return expression(.moment(moment), .day) }
      return random.chance(60) ? path(.day, frame) ?? constant : constant
    }
    switch random.below(14) {
    case 0: return constant
    case 1: return expression(.moment(moment), .day)
    case 2, 3, 4, 5: return path(.day, frame) ?? constant
    case 6:
      let unit = random.one(of: [DurationUnit.years, .months, .days])
      let start = day(frame, depth - 1)
      let constant = expression(.constant(.number(number([-18, -1, 0, 1, 3, 12]))), .number(.none))
      let n = random.chance(70) ? constant : amount(.number(.none), frame, depth - 1)
      return expression(.addDuration(start, n, unit), .day)
    case 7:
      let month = random.chance(50) ? month(frame, depth - 1) : year(frame, depth - 1)
      return expression(random.chance(50) ? .firstDay(month) : .lastDay(month), .day)
    case 8: return conditional(.day, frame, depth)
    case 9: return table(.day, frame, depth)
    case 10 where !isMonotone:
      let parts = [day(frame, depth - 1), day(frame, depth - 1)]
      return expression(.extreme(random.one(of: [.largest, .smallest]), parts), .day)
    case 11: return aggregate(.day, frame, depth) ?? constant
    case 12: return pick(.day, frame, depth) ?? constant
    default: return parameter(.day, frame) ?? definition(.day, frame) ?? constant
    }
  }

  mutating func month(_ frame: TableID, _ depth: Int) -> Expression {
    let constant = expression(.constant(.month(dates.month(&random))), .month)
    switch random.below(depth <= 0 ? 4 : 7) {
    case 0: return expression(.moment(.decisionMonth), .month)
    case 1, 2, 3: return path(.month, frame) ?? constant
    case 4: return conditional(.month, frame, depth - 1)
    case 5: return aggregate(.month, frame, depth - 1) ?? constant
    default: return expression(.monthOf(day(frame, depth - 1)), .month)
    }
  }

  mutating func year(_ frame: TableID, _ depth: Int) -> Expression {
    let constant = expression(.constant(.year(dates.asOf.year - random.below(3))), .year)
    switch random.below(depth <= 0 ? 3 : 6) {
    case 0: return expression(.moment(.decisionYear), .year)
    case 1, 2: return path(.year, frame) ?? constant
    case 3: return conditional(.year, frame, depth - 1)
    default:
      let inner = random.chance(70) ? day(frame, depth - 1) : month(frame, depth - 1)
      return expression(.yearOf(inner), .year)
    }
  }

  mutating func code(_ list: CodeListID, _ frame: TableID, _ depth: Int) -> Expression {
    let count = ruleSet.codeLists[list].entries.count
    let type = ValueType.code(list)
    let constant = expression(.constant(.code(random.below(count))), type)
    switch random.below(depth <= 0 ? 4 : 8) {
    case 0: return constant
    case 1, 2, 3, 4: return path(type, frame) ?? constant
    case 5: return conditional(type, frame, depth - 1)
    case 6: return table(type, frame, depth - 1)
    default: return pick(type, frame, depth - 1) ?? constant
    }
  }

  mutating func text(_ frame: TableID, _ depth: Int) -> Expression {
    let constant = expression(.constant(.text(random.one(of: ["张三", "李四", "查无此人"]))), .text)
    switch random.below(depth <= 0 ? 3 : 5) {
    case 0: return constant
    case 1, 2: return path(.text, frame) ?? constant
    case 3: return conditional(.text, frame, depth - 1)
    default: return pick(.text, frame, depth - 1) ?? constant
    }
  }

  mutating func reference(_ table: TableID, _ frame: TableID, _ depth: Int) -> Expression {
    let type = ValueType.reference(table)
    if let path = path(type, frame) { return path }
    return expression(.constant(.reference(Records.key(table, 0))), type)
  }
}
