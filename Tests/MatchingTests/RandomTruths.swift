import Matching
import RuleLanguage

/// Conditions.
extension RandomExpressions {
  mutating func truth(_ frame: TableID, _ depth: Int) -> Expression {
    if depth <= 0 { return simpleTruth(frame, 0) }
    switch random.below(16) {
    case 0: return expression(.and(truths(frame, depth)), .truth)
    case 1: return expression(.or(truths(frame, depth)), .truth)
    case 2: return expression(.not(truth(frame, depth - 1)), .truth)
    case 3:
      let parts = truths(frame, depth)
      return expression(.atLeast(random.below(parts.count + 2), parts), .truth)
    case 4:
      let parts = truths(frame, depth)
      return expression(.exactly(random.below(parts.count + 1), parts), .truth)
    case 5 where !isMonotone: return expression(.isKnown(anything(frame, depth - 1)), .truth)
    case 6: return expression(.isNone(anything(frame, depth - 1)), .truth)
    case 7, 8:
      guard let query = query(frame, depth) else { return simpleTruth(frame, depth) }
      return expression(.exists(query), .truth)
    case 9:
      guard let query = query(frame, depth) else { return simpleTruth(frame, depth) }
      let rows = ruleSet.views[query.view].table
      let condition = asked(by: frame) { $0.truth(rows, depth - 1) }
      return expression(.forAll(query, condition), .truth)
    case 10:
      switch random.below(4) {
      case 0: return conditional(.truth, frame, depth)
      case 1: return table(.truth, frame, depth)
      case 2: return pick(.truth, frame, depth) ?? simpleTruth(frame, depth)
      default: return definition(.truth, frame) ?? simpleTruth(frame, depth)
      }
    default: return simpleTruth(frame, depth)
    }
  }

  private mutating func truths(_ frame: TableID, _ depth: Int) -> [Expression] {
    var parts: [Expression] = []
    for _ in 0..<(random.chance(5) ? 0 : 1 + random.below(3)) { parts.append(truth(frame, depth - 1)) }
    return parts
  }

  private mutating func anything(_ frame: TableID, _ depth: Int) -> Expression {
    let types: [ValueType] = [
      .truth, .number(.money), .number(.none), .day, .month, .year, .code(World.regions), .text,
      .reference(World.person),
    ]
    let type = random.one(of: types)
    return random.chance(60) ? path(type, frame) ?? value(type, frame, depth) : value(type, frame, depth)
  }

  /// A comparison, a code in a set, or a field that is a truth itself.
  private mutating func simpleTruth(_ frame: TableID, _ depth: Int) -> Expression {
    switch random.below(12) {
    case 0: return path(.truth, frame) ?? expression(.constant(.truth(random.chance(50))), .truth)
    case 1: return definition(.truth, frame) ?? comparison(.day, frame, depth)
    case 2, 3:
      let list = random.one(of: [World.regions, World.grades])
      let count = ruleSet.codeLists[list].entries.count
      var ranges: [Range<Int>] = []
      for _ in 0..<(1 + random.below(3)) {
        ranges.append(ruleSet.codeLists[list].subtree(of: random.below(count)))
      }
      if random.chance(5) { ranges = [] }
      return expression(.inCodes(code(list, frame, depth), CodeSet(list: list, ranges: ranges)), .truth)
    case 4, 5: return comparison(.day, frame, depth)
    case 6: return comparison(.number(.money), frame, depth)
    case 7: return comparison(.number(.none), frame, depth)
    case 8:
      let age = expression(
        .elapsed(
          random.one(of: [.years, .years, .months, .days]), from: day(frame, depth),
          to: expression(.moment(.decisionDay), .day)), .number(.years))
      let limit = expression(.constant(.number(number([-1, 0, 18, 60, 80, 216]))), .number(.years))
      return expression(.compare(random.one(of: orders), age, limit), .truth)
    case 9: return comparison(random.one(of: [.month, .year, .code(World.grades)]), frame, depth)
    case 10:
      let types: [ValueType] = [
        .text, .truth, .code(World.regions), .reference(World.person), .reference(World.enterprise),
      ]
      return comparison(random.one(of: types), frame, depth)
    default: return comparison(.day, frame, depth)
    }
  }

  private var orders: [Comparison] {
    [.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual]
  }

  private mutating func comparison(_ type: ValueType, _ frame: TableID, _ depth: Int) -> Expression {
    let isOrdered: Bool
    switch type {
    case .number, .day, .month, .year, .code(World.grades): isOrdered = true
    default: isOrdered = false
    }
    let comparison = random.one(of: isOrdered ? orders : [.equal, .notEqual])
    let a = random.chance(50) ? path(type, frame) ?? value(type, frame, depth) : value(type, frame, depth)
    let b = value(type, frame, random.chance(50) ? 0 : depth - 1)
    let (left, right) = random.chance(80) ? (a, b) : (b, a)
    return expression(.compare(comparison, left, right), .truth)
  }
}
