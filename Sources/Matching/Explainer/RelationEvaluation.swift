import RuleLanguage

/// The rows of an entity that pass a query's filter.
struct MatchedRows {
  let table: TableID
  var certain: [Frame] = []
  /// Rows whose filter is unknown.
  var possible: [Frame] = []
  /// No further rows exist.
  var isClosed: Bool
  /// Of a relation that is open only towards the past: where its coverage begins, in the order of its time.
  var coveredFrom: Number?
  /// Of an open relation: the months in which no further rows exist; `nil` where there are none such.
  var coveredMonths: CoveredTimes?

  var all: [Frame] { certain + possible }
  /// The rows are certain, and they are all.
  var isExact: Bool { isClosed && possible.isEmpty }
}

extension Evaluator {
  /// `nil` where the entity itself is not known, and so nothing of its rows.
  func rows(_ query: Query, _ frame: Frame) -> MatchedRows? {
    let table = ruleSet.views[query.view].table
    let entity: Frame
    switch records.follow(query.hops, from: frame, at: at) {
    case .record(let reached): entity = reached
    case .none: return MatchedRows(table: table, isClosed: true)
    case .unknown: return nil
    }
    guard let rows = records.rows(ofView: query.view, entity: entity.record) else { return nil }
    var matched = MatchedRows(
      table: table, isClosed: closedness(query, of: entity.record, from: frame) == .yes)
    matched.coveredMonths = coveredMonths(query, of: entity.record)
    matched.coveredFrom = matched.isClosed ? nil : coveredFrom(query, of: entity.record, from: frame)
    for row in rows {
      let rowFrame = Frame(table: table, record: row, asker: [frame])
      switch query.filter.map({ truth($0, rowFrame) }) ?? .yes {
      case .yes: matched.certain.append(rowFrame)
      case .unknown: matched.possible.append(rowFrame)
      case .no: break
      }
    }
    return matched
  }

  func exists(_ query: Query, _ frame: Frame) -> Truth {
    guard let rows = rows(query, frame) else { return .unknown }
    if !rows.certain.isEmpty { return .yes }
    return rows.isExact ? .no : .unknown
  }

  func forAll(_ query: Query, _ condition: Expression, _ frame: Frame) -> Truth {
    guard let rows = rows(query, frame) else { return .unknown }
    if rows.certain.contains(where: { truth(condition, $0) == .no }) { return .no }
    return rows.isClosed && rows.all.allSatisfy { truth(condition, $0) == .yes } ? .yes : .unknown
  }

  func count(_ query: Query, _ frame: Frame) -> Evaluated {
    guard let rows = rows(query, frame) else { return .number(from: .zero, to: nil) }
    return count(from: rows.certain.count, to: rows.isClosed ? rows.all.count : nil)
  }

  func count(from low: Int, to high: Int?) -> Evaluated {
    .number(from: Number(Int64(low)), to: high.map { Number(Int64($0)) })
  }

  func aggregate(
    _ aggregate: Aggregate, _ query: Query, _ value: Expression, _ frame: Frame
  ) -> Evaluated {
    guard let rows = rows(query, frame) else { return .unknown }
    switch aggregate {
    case .sum: return sum(of: value, rows)
    case .average: return average(of: value, rows)
    case .largest: return extreme(.largest, of: value, rows)
    case .smallest: return extreme(.smallest, of: value, rows)
    }
  }

  /// The value of each row as one number; `nil` where it is not known. A row that has none adds nothing.
  private func numbers(_ value: Expression, _ rows: [Frame]) -> [Number?] {
    rows.map { evaluate(value, $0) }.filter { $0 != .none }.map(\.number)
  }

  private func sum(of value: Expression, _ rows: MatchedRows) -> Evaluated {
    let certain = numbers(value, rows.certain)
    let possible = numbers(value, rows.possible)
    guard rows.isClosed, !certain.contains(nil), !possible.contains(nil) else { return .unknown }
    let base = certain.compactMap(\.self)
    let extra = possible.compactMap(\.self)
    guard let low = sum(base + extra.filter(\.isNegative)),
      let high = sum(base + extra.filter { !$0.isNegative })
    else { return .unknown }
    return .number(from: low, to: high)
  }

  private func average(of value: Expression, _ rows: MatchedRows) -> Evaluated {
    let numbers = numbers(value, rows.certain)
    guard rows.isExact, !numbers.isEmpty, !numbers.contains(nil),
      let total = sum(numbers.compactMap(\.self))
    else { return .unknown }
    return quotient(total, Number(Int64(numbers.count)))
  }

  private func extreme(_ which: Extreme, of value: Expression, _ rows: MatchedRows) -> Evaluated {
    guard case .number = value.type else {
      let found = rows.certain.map { evaluate(value, $0) }.filter { $0 != .none }
      let values = found.compactMap { if case .value(let value) = $0 { value } else { nil } }
      guard rows.isExact, values.count == found.count else { return .unknown }
      return extreme(which, of: values, value.type) ?? .unknown
    }
    let certain = numbers(value, rows.certain)
    let possible = numbers(value, rows.possible)
    let isBounded = rows.isClosed && !certain.contains(nil) && !possible.contains(nil)
    let known = certain.compactMap(\.self)
    if known.isEmpty, !certain.contains(nil) { return .unknown }
    let every = known + possible.compactMap(\.self)
    switch which {
    case .largest: return .number(from: known.max(), to: isBounded ? every.max() : nil)
    case .smallest: return .number(from: isBounded ? every.min() : nil, to: known.min())
    }
  }

  func pick(
    _ query: Query, _ value: Expression, _ order: Expression, latest: Bool, n: Int, _ frame: Frame
  ) -> Evaluated {
    precondition(n >= 1, "rows are counted from 1")
    guard let rows = rows(query, frame), rows.possible.isEmpty else { return .unknown }
    let floor = rows.isClosed || !latest ? nil : rows.coveredFrom
    guard rows.isClosed || (floor != nil && ruleSet.places(query, by: order)) else { return .unknown }
    var placed: [(position: Number, row: Frame)] = []
    for row in rows.certain {
      guard case .value(let place) = evaluate(order, row) else { return .unknown }
      placed.append((position(of: place, order.type), row))
    }
    guard placed.count >= n else { return .unknown }
    let positions = placed.map(\.position).sorted()
    let chosen = latest ? positions[positions.count - n] : positions[n - 1]
    // A row before the coverage is older than all of these.
    if let floor, chosen < floor { return .unknown }
    let values = placed.filter { $0.position == chosen }.map { evaluate(value, $0.row) }
    if values.count == 1 { return values[0] }
    // Two equal ranges need not be equal numbers.
    return values.allSatisfy { $0 == values[0] && $0.isSettled } ? values[0] : .unknown
  }
}
