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
    for row in certain {
      guard let value = values[row].number, let next = sum.adding(value) else { return nil }
      sum = next
    }
    return sum
  }

  func sum(_ values: Cells, _ isClosed: Bool) -> Scalar {
    guard isClosed, let sum = total(values) else { return .unknown }
    var (low, high) = (sum, sum)
    for row in possible {
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
    guard isClosed, possible.isEmpty, !certain.isEmpty, let sum = total(values) else { return .unknown }
    return Scalar(sum.divided(by: Number(Int64(certain.count))))
  }

  func extreme(_ values: Cells, _ largest: Bool, _ isClosed: Bool, isNumber: Bool) -> Scalar {
    guard !certain.isEmpty else { return .unknown }
    if !isNumber && !(isClosed && possible.isEmpty) { return .unknown }
    func better(_ a: Number, _ b: Number) -> Number { largest ? max(a, b) : min(a, b) }
    // `sure` is reached whatever the unknown rows hold; `utmost` cannot be passed.
    var sure: Number?
    var utmost: Number?
    var isOpen = !isClosed
    for (index, row) in (certain + possible).enumerated() {
      guard let value = values[row].number else {
        isOpen = true
        continue
      }
      if index < certain.count { sure = sure.map { better($0, value) } ?? value }
      utmost = utmost.map { better($0, value) } ?? value
    }
    if isOpen { utmost = nil }
    if !isNumber && isOpen { return .unknown }
    return largest ? .range(sure, utmost) : .range(utmost, sure)
  }

  func pick(_ values: Cells, _ orders: Cells, latest: Bool, _ n: Int) -> Scalar {
    guard certain.allSatisfy({ orders[$0].isValue }) else { return .unknown }
    guard n >= 1, certain.count >= n else { return .none }
    let sorted = certain.sorted {
      let (a, b) = (orders[$0].low, orders[$1].low)
      return a == b ? $0 < $1 : latest ? a > b : a < b
    }
    let chosen = sorted[n - 1]
    let value = values[chosen]
    let isTied = certain.contains { orders[$0].low == orders[chosen].low && values[$0] != value }
    return isTied ? .unknown : value
  }

  func distinctMonths(_ months: Cells, _ isClosed: Bool) -> Scalar {
    var sure: Set<Int64> = []
    var all: Set<Int64> = []
    var undated: Int64 = 0
    for (index, row) in (certain + possible).enumerated() {
      guard months[row].isValue else {
        undated += 1
        continue
      }
      if index < certain.count { sure.insert(months[row].raw) }
      all.insert(months[row].raw)
    }
    return .range(Number(Int64(sure.count)), isClosed ? Number(Int64(all.count) + undated) : nil)
  }

  func streak(_ months: Cells, _ isClosed: Bool, endingAt end: Scalar?) -> Scalar {
    var sure: Set<Int64> = []
    var all: Set<Int64> = []
    var isOpen = !isClosed
    for (index, row) in (certain + possible).enumerated() {
      guard months[row].isValue else {
        isOpen = true
        continue
      }
      if index < certain.count { sure.insert(months[row].raw) }
      all.insert(months[row].raw)
    }
    if let end {
      guard end.isValue else { return .range(.zero, nil) }
      return .range(
        Number(RowFold.run(in: sure, endingAt: end.raw)),
        isOpen ? nil : Number(RowFold.run(in: all, endingAt: end.raw)))
    }
    return .range(
      Number(RowFold.longestRun(in: sure)), isOpen ? nil : Number(RowFold.longestRun(in: all)))
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
