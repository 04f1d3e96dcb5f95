/// `对照`, `首个满足`, `取最高`.
extension Parser {
  package mutating func table() throws(Stumble) -> TableSyntax {
    let start = index
    try enter()
    defer { depth -= 1 }
    let choice: TableExpression.Choice = at(.highestOf) ? .highest : .first
    let hasInputs = at(.table)
    advanceAsKeyword()
    var inputs: [ExpressionSyntax] = []
    if hasInputs {
      repeat { inputs.append(try additive()) } while take(.comma)
    }
    return try tableRows(choice, inputs, from: start)
  }

  package mutating func tableRows(
    _ choice: TableExpression.Choice, _ inputs: [ExpressionSyntax], from start: Int
  ) throws(Stumble) -> TableSyntax {
    var rows: [TableSyntax.Row] = []
    var otherwise: TableSyntax.Otherwise?
    let width = inputs.count
    try block(.wanted("对照表的“{”", "the table's “{”")) { (p) throws(Stumble) in
      if p.isRestMisspelt {
        p.report(
          SyntaxMessages.foreignWord(p.current.text, meant: Keyword.rest.chinese, at: p.current.range))
      }
      if p.at(.rest) || p.isRestMisspelt {
        let place = p.current.range
        let value = try p.restRow()
        if otherwise != nil { throw p.fail(SyntaxMessages.rowAfterRest(at: place)) }
        otherwise = value
      } else {
        let row = try p.tableRow(width)
        if otherwise != nil { throw p.fail(SyntaxMessages.rowAfterRest(at: row.range)) }
        rows.append(row)
      }
      _ = p.take(.comma)
    }
    return TableSyntax(
      choice: choice, inputs: inputs, rows: rows, otherwise: otherwise ?? .absent, range: range(from: start))
  }

  private mutating func restRow() throws(Stumble) -> TableSyntax.Otherwise {
    advanceAsKeyword()
    let hasColon = take(.colon)
    if take(.denied) { return .denied }
    if !hasColon { throw expected(.wanted("“：”和值，或“不予”", "“：” and a value, or “不予”")) }
    return .value(try expression())
  }

  private mutating func tableRow(_ width: Int) throws(Stumble) -> TableSyntax.Row {
    let start = index
    let colon = Wanted.wanted("“：”和这一行的值", "“：” and the row's value")
    if width == 0 {
      let condition = try condition()
      try expectColon(colon)
      let value = try expression()
      return TableSyntax.Row(keys: [], condition: condition, value: value, range: range(from: start))
    }
    var keys: [TableSyntax.Key] = []
    repeat { keys.append(try tableKey()) } while take(.comma)
    let keysRange = range(from: start)
    try expectColon(colon)
    let value = try rowValue()
    if keys.count != width {
      throw fail(SyntaxMessages.tableWidth(expected: width, found: keys.count, at: keysRange))
    }
    return TableSyntax.Row(keys: keys, condition: nil, value: value, range: range(from: start))
  }

  /// A value after keys: a line that begins with `超过` or the like is the next row.
  package mutating func rowValue() throws(Stumble) -> ExpressionSyntax {
    let outer = rowValueDepth
    rowValueDepth = depth
    defer { rowValueDepth = outer }
    return try expression()
  }

  /// The colon between a row's keys and its value.
  package mutating func expectColon(_ wanted: Wanted) throws(Stumble) {
    if take(.colon) { return }
    let isValue = current.kind == .number || current.kind == .text || atName()
    guard isValue, !current.startsLine, !isReported[index], ForeignWords.keyword(meant: current.text) == nil,
      current.keyword == nil, gluedDiagnostic(current) == nil, peek().punctuation != .colon
    else { throw expected(wanted) }
    let end = tokens[index - 1].range.upper
    report(
      SyntaxMessages.missingColon(
        at: current.range, insertion: SourceRange(file: file, lower: end, upper: end)))
  }

  private mutating func tableKey() throws(Stumble) -> TableSyntax.Key {
    if at(.anyKey), peek().punctuation == .comma || peek().punctuation == .colon {
      advanceAsKeyword()
      return .any
    }
    if let reached = try reachedKey() { return .range(reached) }
    let (range, value) = try rangeOrValue()
    if let range { return .range(range) }
    guard let value else { throw expected(.wanted("对照表的键", "a table key")) }
    return .value(value)
  }
}
