import RuleLanguage

/// A condition on one stored field that, for the day that is judged, is membership of its raw value in
/// a set: no value needs to be built to decide it.
struct AtomPlan: Sendable {
  enum Test: Sendable {
    /// Inclusive bounds; any of them.
    case intervals([(lower: Int64, upper: Int64)])
    /// By code ordinal.
    case members([Bool])
    /// Whatever the field holds.
    case unknown
  }
  /// A column, or hops that lead to one.
  let field: NodeID
  let test: Test
  /// True outside the set, and for none (the negation of `=`).
  var isInverted = false

  func evaluate(_ raw: Raw, count: Int) -> Truths {
    var inside: [UInt64]
    switch test {
    case .unknown: return Truths(.unknown, words: raw.known.count)
    case .members(let set): inside = raw.members(set, count: count)
    case .intervals(let intervals):
      inside = [UInt64](repeating: 0, count: raw.known.count)
      for (index, interval) in intervals.enumerated() {
        let part = Raw.inside(raw.values, count: count, interval.lower, interval.upper)
        if index == 0 { inside = part } else { for i in inside.indices { inside[i] |= part[i] } }
      }
    }
    if isInverted {
      for i in inside.indices { inside[i] = raw.known[i] & ~(inside[i] & raw.present[i]) }
    } else {
      for i in inside.indices { inside[i] &= raw.present[i] }
    }
    return Truths(yes: inside, known: raw.known)
  }
}

/// Finds the plans of a program's conditions for one day.
struct AtomPlanner {
  let snapshot: Snapshot
  let uniform: [Scalar?]

  private var nodes: [Node] { snapshot.program.nodes }

  func plan(_ id: NodeID) -> AtomPlan? {
    let node = nodes[id]
    switch node.operation {
    case .column, .hop:
      guard node.type == .truth, isField(id) else { return nil }
      return AtomPlan(field: id, test: .intervals([(1, 1)]))
    case .inCodes(let operand, let set):
      guard isField(operand) else { return nil }
      if set.ranges.count <= 4 {
        let intervals = set.ranges.map { (lower: Int64($0.lowerBound), upper: Int64($0.upperBound) - 1) }
        return AtomPlan(field: operand, test: .intervals(intervals))
      }
      let count = snapshot.ruleSet.codeLists[set.list].entries.count
      return AtomPlan(field: operand, test: .members((0..<count).map { set.contains($0) }))
    case .compare(let comparison, let a, let b):
      if let scalar = uniform[b] { return plan(comparison, a, scalar) }
      if let scalar = uniform[a] { return plan(comparison.mirrored, b, scalar) }
      return nil
    default: return nil
    }
  }

  private func isField(_ id: NodeID) -> Bool { snapshot.program.isField[id] }

  private func plan(_ comparison: Comparison, _ left: NodeID, _ constant: Scalar) -> AtomPlan? {
    guard constant.state == .value || constant.state == .unknown else { return nil }
    let field: NodeID
    var transform: (Int64, Int64) -> [(lower: Int64, upper: Int64)]? = { [($0, $1)] }
    var scale: Int64 = 1
    switch nodes[left].operation {
    case .column, .hop:
      guard isField(left) else { return nil }
      field = left
      scale = snapshot.scale(of: left)
    case .yearOf(let inner):
      guard isField(inner), nodes[inner].type == .day else { return nil }
      field = inner
      transform = { AtomPlanner.days(ofYears: $0, $1) }
    case .elapsed(let unit, let from, let to):
      guard isField(from), let end = uniform[to], end.isValue else { return nil }
      field = from
      transform = { AtomPlanner.starts(elapsed: $0, $1, unit, end: end.day) }
    default: return nil
    }
    if constant.state == .unknown { return AtomPlan(field: field, test: .unknown) }
    let isOrder = comparison != .equal && comparison != .notEqual
    if case .code(let list) = nodes[left].type, isOrder, snapshot.ruleSet.codeLists[list].isOrdered {
      let ranks = snapshot.ruleSet.codeLists[list].ranks
      let rank = ranks[Int(constant.raw)]
      return AtomPlan(field: field, test: .members(ranks.map { comparison.holds($0, rank) }))
    }
    let base = comparison == .notEqual ? .equal : comparison
    guard let bounds = AtomPlanner.bounds(base, constant.low, scale: scale) else {
      return AtomPlan(field: field, test: .intervals([]), isInverted: comparison == .notEqual)
    }
    guard let intervals = transform(bounds.lower, bounds.upper) else { return nil }
    return AtomPlan(
      field: field, test: .intervals(intervals), isInverted: comparison == .notEqual)
  }

  /// The whole numbers n with n / scale `comparison` constant; `nil` where there are none.
  static func bounds(
    _ comparison: Comparison, _ constant: Number, scale: Int64
  ) -> (lower: Int64, upper: Int64)? {
    let scaled = Int128(constant.numerator) * Int128(scale)
    let divisor = Int128(constant.denominator)
    let quotient = scaled / divisor
    let isExact = scaled % divisor == 0
    let floor = !isExact && scaled < 0 ? quotient - 1 : quotient
    let ceiling = isExact ? floor : floor + 1
    var (lower, upper) = (Int128(Int64.min), Int128(Int64.max))
    switch comparison {
    case .equal:
      guard isExact else { return nil }
      (lower, upper) = (floor, floor)
    case .less: upper = ceiling - 1
    case .lessOrEqual: upper = floor
    case .greater: lower = floor + 1
    case .greaterOrEqual: lower = ceiling
    case .notEqual: return nil
    }
    guard lower <= upper, lower <= Int128(Int64.max), upper >= Int128(Int64.min) else { return nil }
    return (Int64(clamping: lower), Int64(clamping: upper))
  }

  /// `nil` where the years leave the calendar: then the condition is computed value by value.
  private static func days(ofYears lower: Int64, _ upper: Int64) -> [(lower: Int64, upper: Int64)]? {
    func within(_ year: Int64) -> Bool { (1...9998).contains(year) }
    guard lower == .min || within(lower), upper == .max || within(upper) else { return nil }
    let first = lower == .min ? .min : Int64(YearMonth(year: Int(lower), month: 1).firstDay.number)
    let last = upper == .max ? .max : Int64(YearMonth(year: Int(upper), month: 12).lastDay.number)
    return [(first, last)]
  }

  /// The days from which `lower` to `upper` full units have passed on `end`.
  private static func starts(
    elapsed lower: Int64, _ upper: Int64, _ unit: DurationUnit, end: Day
  ) -> [(lower: Int64, upper: Int64)]? {
    let limit: Int64 = unit == .years ? 1000 : unit == .months ? 12_000 : 400_000
    guard lower == .min || abs(lower) <= limit, upper == .max || abs(upper) <= limit else { return nil }
    let latest = lower == .min ? Int64.max : latestStart(Int(lower), unit, end)
    let earliest = upper == .max ? Int64.min : latestStart(Int(upper) + 1, unit, end) + 1
    return [(earliest, latest)]
  }

  /// The last day d with d plus n units ≤ end. The sum grows with d, so there is one.
  private static func latestStart(_ n: Int, _ unit: DurationUnit, _ end: Day) -> Int64 {
    if unit == .days { return Int64(end.number) - Int64(n) }
    let months = unit == .years ? n * 12 : n
    var day = end.adding(months: -months)
    while day.adding(days: 1).adding(months: months) <= end { day = day.adding(days: 1) }
    while day.adding(months: months) > end { day = day.adding(days: -1) }
    return Int64(day.number)
  }
}

extension Comparison {
  /// The same comparison with its sides swapped.
  var mirrored: Comparison {
    switch self {
    case .equal, .notEqual: self
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }
}
