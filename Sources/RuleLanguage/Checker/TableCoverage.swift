/// Which combinations of a table's keys no row answers.
extension Checker {
  /// Values of one key that the rows treat alike.
  private struct Cell {
    let text: String
    /// Which rows hold for it.
    let rows: Set<Int>
    /// Beyond the lowest or the highest tier: left to the conditions.
    var isOutside = false
  }

  /// Reports the combinations that are missing; `nil` where the keys cannot be listed. Whether one of the
  /// rows always holds.
  mutating func coversCombinations(_ syntax: TableSyntax, inputs: [Expression]) -> Bool? {
    guard inputs.count > 1 else { return nil }
    var axes: [[Cell]] = []
    for (key, input) in inputs.enumerated() {
      guard let cells = cells(syntax, key, input) else { return nil }
      axes.append(cells)
    }
    guard axes.reduce(1, { min($0 * $1.count, 100_000) }) < 100_000 else { return nil }
    var missing: [String] = []
    var isWhole = true
    var places = Array(repeating: 0, count: axes.count)
    while true {
      let combination = zip(axes, places).map { $0[$1] }
      let rows = combination.dropFirst().reduce(combination[0].rows) { $0.intersection($1.rows) }
      if rows.isEmpty {
        isWhole = false
        let text = combination.map(\.text).joined(separator: "，")
        if !combination.contains(where: \.isOutside), !missing.contains(text) { missing.append(text) }
      }
      var axis = axes.count - 1
      while axis >= 0, places[axis] == axes[axis].count - 1 {
        places[axis] = 0
        axis -= 1
      }
      if axis < 0 { break }
      places[axis] += 1
    }
    if missing.isEmpty { return isWhole }
    let shown = missing.prefix(3).joined(separator: "；") + (missing.count > 3 ? " 等 \(missing.count) 种" : "")
    error(
      "table-not-exhaustive", syntax.range, zh: "对照没有列全，也没有“其余”，缺 \(shown)",
      en: "the table has no row for \(shown), and no 其余",
      remedyZh: "补上这几行；或加一行 其余：值，或 其余 不予（表外的不符合）",
      remedyEn: "add those rows, or 其余：VALUE, or 其余 不予 (others are ineligible)")
    return false
  }

  private mutating func cells(_ syntax: TableSyntax, _ key: Int, _ input: Expression) -> [Cell]? {
    switch input.type {
    case .code(let list): codeCells(syntax, key, list)
    case .number: numberCells(syntax, key, input)
    default: nil
    }
  }

  private mutating func codeCells(_ syntax: TableSyntax, _ key: Int, _ list: CodeListID) -> [Cell]? {
    let entries = ruleSet.codeLists[list].entries
    var held: [Set<Int>] = Array(repeating: [], count: entries.count)
    let before = diagnostics
    defer { diagnostics = before }
    for (index, row) in syntax.rows.enumerated() {
      guard row.keys.count > key else { return nil }
      switch row.keys[key] {
      case .any: for place in held.indices { held[place].insert(index) }
      case .range: return nil
      case .value(let value):
        let items: [ExpressionSyntax] = if case .list(let list) = value.kind { list } else { [value] }
        for item in items {
          for range in codeRanges(item, in: list) ?? [] {
            for place in range { held[place].insert(index) }
          }
        }
      }
    }
    var seen: Set<Set<Int>> = []
    return held.indices.compactMap { place in
      seen.insert(held[place]).inserted ? Cell(text: entries[place].name, rows: held[place]) : nil
    }
  }

  private func numberCells(_ syntax: TableSyntax, _ key: Int, _ input: Expression) -> [Cell]? {
    var texts: [String] = []
    var bounds: [(low: Number?, lowIn: Bool, high: Number?, highIn: Bool)?] = []
    var ends: Set<Number> = []
    for row in syntax.rows {
      guard row.keys.count > key else { return nil }
      switch row.keys[key] {
      case .any:
        bounds.append(nil)
        texts.append("任意")
      case .range(let range):
        let low = range.lower.flatMap { number($0.value, like: input) }
        let high = range.upper.flatMap { number($0.value, like: input) }
        if (range.lower != nil) != (low != nil) || (range.upper != nil) != (high != nil) { return nil }
        texts.append(sourceText(range.range))
        bounds.append((low, range.lower?.isInclusive ?? true, high, range.upper?.isInclusive ?? true))
        ends.formUnion([low, high].compactMap { $0 })
      case .value(let value):
        guard let n = number(value, like: input) else { return nil }
        bounds.append((n, true, n, true))
        texts.append(sourceText(value.range))
        ends.insert(n)
      }
    }
    func cell(_ text: String, _ rows: Set<Int>) -> Cell {
      Cell(text: rows.min().map { texts[$0] } ?? text, rows: rows)
    }
    func rows(_ holds: (Number?, Bool, Number?, Bool) -> Bool) -> Set<Int> {
      Set(bounds.indices.filter { bounds[$0].map { holds($0.low, $0.lowIn, $0.high, $0.highIn) } ?? true })
    }
    let sorted = ends.sorted()
    guard let first = sorted.first, let last = sorted.last else {
      return [Cell(text: "任意", rows: rows { _, _, _, _ in true })]
    }
    var cells = [
      Cell(text: "低于 \(first.plainText)", rows: rows { low, _, _, _ in low == nil }, isOutside: true)
    ]
    for (index, end) in sorted.enumerated() {
      cells.append(
        cell(
          end.plainText,
          rows { low, lowIn, high, highIn in
            (low.map { $0 < end || $0 == end && lowIn } ?? true)
              && (high.map { $0 > end || $0 == end && highIn } ?? true)
          }))
      guard index + 1 < sorted.count else { continue }
      let next = sorted[index + 1]
      if isWholeNumber(input), next.subtracting(end).map({ $0 <= .one }) ?? false { continue }
      cells.append(
        cell(
          "\(end.plainText) 与 \(next.plainText) 之间",
          rows { low, _, high, _ in (low.map { $0 <= end } ?? true) && (high.map { $0 >= next } ?? true) }))
    }
    cells.append(
      Cell(text: "超过 \(last.plainText)", rows: rows { _, _, high, _ in high == nil }, isOutside: true))
    return cells
  }
}
