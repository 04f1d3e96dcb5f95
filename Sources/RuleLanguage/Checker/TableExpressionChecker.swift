extension Checker {
  mutating func table(
    _ syntax: TableSyntax, in frame: Frame, expecting expected: ValueType?
  ) -> Expression? {
    let inputs = syntax.inputs.map { expression($0, in: frame) }
    if inputs.contains(where: { $0 == nil }) { return nil }
    var rows: [TableExpression.Row] = []
    var values: [Expression] = []
    var failed = false
    for row in syntax.rows {
      let condition: Expression?
      if let written = row.condition {
        condition = truth(written, in: frame)
      } else {
        condition = keys(row, inputs: inputs.compactMap { $0 }, in: frame)
      }
      let value = expression(row.value, in: frame, expecting: expected ?? values.first?.type)
      guard let condition, let value else {
        failed = true
        continue
      }
      rows.append(.init(condition: condition, value: value))
      values.append(value)
    }
    var otherwise = TableExpression.Otherwise.nothing
    switch syntax.otherwise {
    case .value(let syntax):
      guard let value = expression(syntax, in: frame, expecting: expected ?? values.first?.type) else {
        return nil
      }
      values.append(value)
      otherwise = .value(value)
    case .denied: otherwise = .denied
    case .absent:
      if covers(syntax, inputs: inputs.compactMap { $0 }) { otherwise = .impossible }
    }
    guard !failed, let same = unifyAll(values), let type = same.first?.type else { return nil }
    rows = zip(rows, same).map { .init(condition: $0.condition, value: $1) }
    if case .value = otherwise, let last = same.last { otherwise = .value(last) }
    if case .denied = otherwise {
      guard case .number = type else {
        error("denied-without-amount", syntax.range, zh: "其余 不予 只用于金额", en: "其余 不予 is for amounts only")
        return nil
      }
    }
    if syntax.choice == .highest {
      guard case .number = type else {
        error("highest-of-what", syntax.range, zh: "取最高 要是数或金额", en: "取最高 needs numbers")
        return nil
      }
    }
    return Expression(
      .table(TableExpression(choice: syntax.choice, rows: rows, otherwise: otherwise)), type, syntax.range)
  }

  private mutating func keys(
    _ row: TableSyntax.Row, inputs: [Expression], in frame: Frame
  ) -> Expression? {
    guard row.keys.count == inputs.count else {
      error(
        "table-keys", row.range, zh: "这一行有 \(row.keys.count) 个键，对照有 \(inputs.count) 个",
        en: "this row has \(row.keys.count) keys, the table \(inputs.count)")
      return nil
    }
    var parts: [Expression] = []
    for (key, input) in zip(row.keys, inputs) {
      let part: Expression?
      switch key {
      case .any: continue
      case .value(let value) where value.isNone:
        part = Expression(.isNone(input), .truth, value.range)
      case .range(let range): part = isWithin(input, range, range.range, in: frame)
      case .value(let value):
        if case .code = input.type {
          part = member(input, of: value, value.range, in: frame)
        } else if case .list = value.kind {
          part = member(input, of: value, value.range, in: frame)
        } else if let other = expression(value, in: frame, expecting: input.type),
          let both = unify(input, other, value.range)
        {
          part = Expression(.compare(.equal, both.0, both.1), .truth, value.range)
        } else {
          part = nil
        }
      }
      guard let part else { return nil }
      parts.append(part)
    }
    return parts.count == 1 ? parts[0] : Expression(.and(parts), .truth, row.range)
  }

  /// Whether one of the rows always holds; reports a table that neither covers its cases nor says 其余.
  private mutating func covers(_ syntax: TableSyntax, inputs: [Expression]) -> Bool {
    let isAny: (TableSyntax.Key) -> Bool = { if case .any = $0 { true } else { false } }
    if inputs.count == 1 {
      let saysNone = syntax.rows.contains { row in row.keys.contains { $0.isNone || isAny($0) } }
      if mayBeNone(inputs[0]), !saysNone {
        let key = sourceText(inputs[0].range)
        error(
          "table-key-none", syntax.range, zh: "“\(key)”可能已知没有，对照没有说这时怎样",
          en: "`\(key)` may be known none, and the table does not say what holds then",
          remedyZh: "加一行 无：值，或 其余：值、其余 不予",
          remedyEn: "add a row 无：VALUE, or 其余：VALUE, or 其余 不予")
        return false
      }
      switch inputs[0].type {
      case .number: return coversTiers(syntax, input: inputs[0])
      case .code(let list): if coversAll(syntax, list) { return true }
      default: break
      }
    }
    if syntax.rows.contains(where: { $0.condition == nil && $0.keys.allSatisfy(isAny) }) { return true }
    if let covers = coversCombinations(syntax, inputs: inputs) { return covers }
    error(
      "table-not-exhaustive", syntax.range, zh: "对照没有列全，也没有“其余”",
      en: "the table does not cover every case and has no 其余",
      remedyZh: "加一行 其余：值，或 其余 不予（表外的不符合）",
      remedyEn: "add 其余：VALUE, or 其余 不予 (others are ineligible)")
    return false
  }

  private mutating func coversAll(_ syntax: TableSyntax, _ list: CodeListID) -> Bool {
    var ranges: [Range<Int>] = []
    let before = diagnostics
    for row in syntax.rows where row.keys.first?.isNone != true {
      guard case .value(let value)? = row.keys.first else { return false }
      let items: [ExpressionSyntax] = if case .list(let list) = value.kind { list } else { [value] }
      for item in items { ranges += codeRanges(item, in: list) ?? [] }
    }
    diagnostics = before
    return CodeSet(list: list, ranges: ranges).ranges == [0..<ruleSet.codeLists[list].entries.count]
  }

  /// Tiers of one number: an overlap or an inner gap is an error; what lies beyond the ends is left to
  /// the conditions and unknown at run time.
  private mutating func coversTiers(_ syntax: TableSyntax, input: Expression) -> Bool {
    struct Tier {
      let low: Number?
      let lowIn: Bool
      let high: Number?
      let highIn: Bool
      let range: SourceRange
    }
    var tiers: [Tier] = []
    for row in syntax.rows where row.keys.first?.isNone != true {
      switch row.keys.first {
      case .range(let bounds):
        let low = bounds.lower.flatMap { number($0.value, like: input) }
        let high = bounds.upper.flatMap { number($0.value, like: input) }
        if (bounds.lower != nil) != (low != nil) || (bounds.upper != nil) != (high != nil) { return false }
        tiers.append(
          Tier(
            low: low, lowIn: bounds.lower?.isInclusive ?? true, high: high,
            highIn: bounds.upper?.isInclusive ?? true, range: row.range))
      case .value(let value):
        guard let n = number(value, like: input) else { return false }
        tiers.append(Tier(low: n, lowIn: true, high: n, highIn: true, range: row.range))
      default: return false
      }
    }
    tiers.sort { ($0.low ?? Number(.min + 1)) < ($1.low ?? Number(.min + 1)) }
    let wholeNumbers = isWholeNumber(input)
    for (a, b) in zip(tiers, tiers.dropFirst()) {
      guard let high = a.high, let low = b.low else {
        overlap(b.range)
        continue
      }
      if low < high || (low == high && a.highIn && b.lowIn) {
        overlap(b.range)
      } else if low == high ? !(a.highIn || b.lowIn) : true {
        let touches = wholeNumbers && a.highIn && b.lowIn && low.subtracting(high) == .one
        if !touches {
          error(
            "table-gap", b.range, zh: "档位之间有空档：\(high.plainText) 与 \(low.plainText) 之间",
            en: "there is a gap between tiers: \(high.plainText) to \(low.plainText)",
            remedyZh: "补上一档，或写 其余", remedyEn: "add a tier, or 其余")
        }
      }
    }
    return tiers.first?.low == nil && tiers.last?.high == nil && !tiers.isEmpty
  }

  mutating func overlap(_ range: SourceRange) {
    error(
      "table-overlap", range, zh: "这一档和前面的档重叠", en: "this tier overlaps an earlier one",
      remedyZh: "用（含）（不含）说明端点属于哪一档", remedyEn: "say with （含）/（不含） which tier the end belongs to")
  }

  func number(_ syntax: ExpressionSyntax, like input: Expression) -> Number? {
    guard case .literal(let literal) = syntax.kind, let value = constant(literal, expecting: input.type),
      case .constant(.number(let n)) = value.kind
    else { return nil }
    return n
  }
}

extension Checker {
  /// Ages, counts, months and 整数 fields come in whole numbers.
  func isWholeNumber(_ expression: Expression, within outer: Set<Int> = []) -> Bool {
    switch expression.kind {
    case .elapsed, .count, .distinctMonths, .streak, .floor: true
    case .figure(let index):
      if case .rank = ruleSet.figures[index].kind { true } else { false }
    case .constant(.number(let number)): number.isInteger
    case .arithmetic(_, let a, let b): isWholeNumber(a, within: outer) && isWholeNumber(b, within: outer)
    case .path(let path):
      path.field >= 0 && ruleSet.tables[path.table].fields[path.field].isWhole
    case .definition(let index, _):
      index < ruleSet.definitions.count && !outer.contains(index)
        && isWholeNumber(ruleSet.definitions[index].expression, within: outer.union([index]))
    default: false
    }
  }
}

extension ExpressionSyntax {
  var isNone: Bool { if case .none = kind { true } else { false } }
}

extension TableSyntax.Key {
  var isNone: Bool { if case .value(let value) = self { value.isNone } else { false } }
}
