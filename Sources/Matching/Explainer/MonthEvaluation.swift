import RuleLanguage

extension Evaluator {
  /// Months that rows stand for, by index, and how many rows do not say theirs. A row that is known to
  /// have no month stands for none.
  private struct Months {
    var known: Set<Int32> = []
    var unknownRows = 0

    func union(_ other: Months) -> Months {
      Months(known: known.union(other.known), unknownRows: unknownRows + other.unknownRows)
    }
  }

  private func months(_ month: Expression, _ rows: [Frame]) -> Months {
    var result = Months()
    for row in rows {
      switch evaluate(month, row) {
      case .value(.month(let month)): result.known.insert(month.index)
      case .value(.year(let year)): result.known.insert(Int32(clamping: year))
      case .none: break
      case .unknown: result.unknownRows += 1
      case .value, .range: preconditionFailure("months or years are counted")
      }
    }
    return result
  }

  func distinctMonths(_ query: Query, _ month: Expression, _ frame: Frame) -> Evaluated {
    guard let rows = rows(query, frame) else { return .number(from: .zero, to: nil) }
    let certain = months(month, rows.certain)
    let possible = certain.union(months(month, rows.possible))
    return count(
      from: certain.known.count,
      to: rows.isClosed ? possible.known.count + possible.unknownRows : nil)
  }

  func streak(
    _ query: Query, _ month: Expression, _ endingAt: Expression?, _ frame: Frame
  ) -> Evaluated {
    guard let rows = rows(query, frame) else { return .number(from: .zero, to: nil) }
    let certain = months(month, rows.certain)
    let possible = certain.union(months(month, rows.possible))
    let isBounded = rows.isClosed && possible.unknownRows == 0
    guard let endingAt else {
      return count(
        from: Self.longestRun(in: certain.known),
        to: isBounded ? Self.longestRun(in: possible.known) : nil)
    }
    guard let end = index(of: evaluate(endingAt, frame)) else {
      // A run that ends nobody knows where is at most the longest.
      return count(from: 0, to: isBounded ? Self.longestRun(in: possible.known) : nil)
    }
    var longest = isBounded ? Self.run(in: possible.known, endingAt: end) : nil
    if !rows.isClosed, possible.unknownRows == 0, let months = rows.coveredMonths {
      let covered = month.type == .year ? months.wholeYears : months
      longest = Self.run(in: possible.known, orBeyond: covered, endingAt: end)
    }
    return count(from: Self.run(in: certain.known, endingAt: end), to: longest)
  }

  private func index(of evaluated: Evaluated) -> Int32? {
    switch evaluated {
    case .value(.month(let month)): month.index
    case .value(.year(let year)): Int32(clamping: year)
    default: nil
    }
  }

  /// Months beyond the coverage may count; `nil` where the run may reach back without end.
  private static func run(in months: Set<Int32>, orBeyond covered: CoveredTimes, endingAt end: Int32) -> Int?
  {
    var month = end
    while months.contains(month) || !covered.contains(month) {
      if let first = covered.first, month < first { return nil }
      month -= 1
    }
    return Int(end - month)
  }

  private static func run(in months: Set<Int32>, endingAt end: Int32) -> Int {
    var month = end
    while months.contains(month) { month -= 1 }
    return Int(end - month)
  }

  private static func longestRun(in months: Set<Int32>) -> Int {
    months.map { run(in: months, endingAt: $0) }.max() ?? 0
  }
}
