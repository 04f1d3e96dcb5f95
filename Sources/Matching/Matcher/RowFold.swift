import RuleLanguage

/// The rows of one record that certainly or possibly pass the filter, and what they come to.
struct RowFold {
  private(set) var certain: [Int] = []
  private(set) var possible: [Int] = []

  mutating func take(_ positions: Range<Int>, _ filter: Truths?) {
    certain.removeAll(keepingCapacity: true)
    possible.removeAll(keepingCapacity: true)
    for row in positions {
      switch filter?[row] ?? .yes {
      case .yes: certain.append(row)
      case .unknown: possible.append(row)
      case .no: break
      }
    }
  }

  private func total(_ values: Cells) -> Number? {
    var sum = Number.zero
    for row in certain where values[row].state != .none {
      guard let value = values[row].number, let next = sum.adding(value) else { return nil }
      sum = next
    }
    return sum
  }

  func sum(_ values: Cells, _ isClosed: Bool) -> Scalar {
    guard isClosed, let sum = total(values) else { return .unknown }
    var (low, high) = (sum, sum)
    for row in possible where values[row].state != .none {
      guard let value = values[row].number else { return .unknown }
      if value < .zero {
        guard let next = low.adding(value) else { return .unknown }
        low = next
      } else {
        guard let next = high.adding(value) else { return .unknown }
        high = next
      }
    }
    return .range(low, high)
  }

  func average(_ values: Cells, _ isClosed: Bool) -> Scalar {
    let count = certain.count { values[$0].state != .none }
    guard isClosed, possible.isEmpty, count > 0, let sum = total(values) else { return .unknown }
    return Scalar(sum.divided(by: Number(Int64(count))))
  }

  /// Of dates and ordered codes: only where the rows are certain, and all.
  func extreme(_ values: Cells, _ largest: Bool, _ isClosed: Bool, ranks: [Int]?) -> Scalar {
    guard isClosed, possible.isEmpty else { return .unknown }
    return Scalar.extreme(
      largest ? .largest : .smallest,
      ofValues: certain.map { values[$0] }.filter { $0.state != .none }, ranks: ranks)
  }

  func extreme(_ values: Cells, _ largest: Bool, _ isClosed: Bool) -> Scalar {
    guard certain.contains(where: { values[$0].state != .none }) else { return .unknown }
    func better(_ a: Number, _ b: Number) -> Number { largest ? max(a, b) : min(a, b) }
    // `sure` is reached whatever the unknown rows hold; `utmost` cannot be passed.
    var sure: Number?
    var utmost: Number?
    var isOpen = !isClosed
    for (index, row) in (certain + possible).enumerated() where values[row].state != .none {
      guard let value = values[row].number else {
        isOpen = true
        continue
      }
      if index < certain.count { sure = sure.map { better($0, value) } ?? value }
      utmost = utmost.map { better($0, value) } ?? value
    }
    if isOpen { utmost = nil }
    return largest ? .range(sure, utmost) : .range(utmost, sure)
  }

  func pick(
    _ values: Cells, _ orders: Cells, ranks: [Int]?, latest: Bool, _ n: Int, notBefore first: Number? = nil
  ) -> Scalar {
    guard certain.allSatisfy({ orders[$0].isValue }) else { return .unknown }
    guard n >= 1, certain.count >= n else { return .unknown }
    let places = certain.map { orders[$0].position(ranks) }
    let sorted = places.sorted()
    let chosen = latest ? sorted[sorted.count - n] : sorted[n - 1]
    if let first, chosen < first { return .unknown }
    let tied = certain.indices.filter { places[$0] == chosen }.map { values[certain[$0]] }
    if tied.count == 1 { return tied[0] }
    // Two equal ranges need not be equal numbers.
    return tied.allSatisfy { $0 == tied[0] && $0.state != .range } ? tied[0] : .unknown
  }

  /// Months of the certain rows, of all rows, and the number of rows that do not say theirs. A row
  /// that is known to have no month stands for none.
  private func months(_ months: Cells) -> (sure: Set<Int64>, all: Set<Int64>, undated: Int64) {
    var sure: Set<Int64> = []
    var all: Set<Int64> = []
    var undated: Int64 = 0
    for (index, row) in (certain + possible).enumerated() {
      let month = months[row]
      if month.state == .none { continue }
      guard month.isValue else {
        undated += 1
        continue
      }
      if index < certain.count { sure.insert(month.raw) }
      all.insert(month.raw)
    }
    return (sure, all, undated)
  }

  func distinctMonths(_ cells: Cells, _ isClosed: Bool) -> Scalar {
    let (sure, all, undated) = months(cells)
    return .range(Number(Int64(sure.count)), isClosed ? Number(Int64(all.count) + undated) : nil)
  }

  /// The longest run of months, or the one that ends at `end`; a run that ends nobody knows where is
  /// at most the longest.
  func streak(
    _ cells: Cells, _ isClosed: Bool, _ covered: ClosedRange<Int64>?, endingAt end: Scalar?
  ) -> Scalar {
    let (sure, all, undated) = months(cells)
    func bound(_ high: Int64) -> Number? { isClosed && undated == 0 ? Number(high) : nil }
    guard let end else {
      return .range(Number(RowFold.longestRun(in: sure)), bound(RowFold.longestRun(in: all)))
    }
    guard end.isValue else { return .range(.zero, bound(RowFold.longestRun(in: all))) }
    var high = bound(RowFold.run(in: all, endingAt: end.raw))
    if !isClosed, undated == 0, let covered {
      high = RowFold.longest(all, covered, endingAt: end.raw).map { Number($0) }
    }
    return .range(Number(RowFold.run(in: sure, endingAt: end.raw)), high)
  }

  /// The longest that a run may be where months outside the coverage are not known: without end once it
  /// reaches back past the coverage.
  private static func longest(
    _ months: Set<Int64>, _ covered: ClosedRange<Int64>, endingAt end: Int64
  ) -> Int64? {
    var month = end
    while month > covered.upperBound { month -= 1 }
    while month >= covered.lowerBound {
      if !months.contains(month) { return end - month }
      month -= 1
    }
    return nil
  }

  private static func run(in months: Set<Int64>, endingAt end: Int64) -> Int64 {
    var length: Int64 = 0
    while months.contains(end - length) { length += 1 }
    return length
  }

  private static func longestRun(in months: Set<Int64>) -> Int64 {
    months.filter { !months.contains($0 + 1) }.map { run(in: months, endingAt: $0) }.max() ?? 0
  }
}
