extension Checker {
  /// What people call a type.
  func name(of type: ValueType) -> (zh: String, en: String) {
    switch type {
    case .truth: ("是否", "a truth value")
    case .number(.none): ("数", "a number")
    case .number(.money): ("金额", "an amount of money")
    case .number(.days): ("天数", "a number of days")
    case .number(.months): ("月数", "a number of months")
    case .number(.years): ("年数", "a number of years")
    case .day: ("日期", "a day")
    case .month: ("年月", "a month")
    case .year: ("年", "a year")
    case .code(let list): ("\(ruleSet.codeLists[list].name)代码", "a code of \(ruleSet.codeLists[list].name)")
    case .text: ("文本", "a text")
    case .reference(let table):
      ("指向\(ruleSet.tables[table].name)", "a reference to \(ruleSet.tables[table].name)")
    }
  }

  mutating func typeMismatch(_ expression: Expression, expected: ValueType) {
    let (want, have) = (name(of: expected), name(of: expression.type))
    if case .number = expected, expression.type == .day {
      return error(
        "type-mismatch", expression.range, zh: "这里要\(want.zh)，写的是日期", en: "expected \(want.en), found a day",
        remedyZh: "时长写 12个月、3年；满多久写 年数(\(sourceText(expression.range)))、月数(\(sourceText(expression.range)))",
        remedyEn: "write a length such as 12个月, or 年数(\(sourceText(expression.range)))")
    }
    var remedy: (String, String)?
    if case .number(let unit) = expected, expression.type == .number(.none), unit == .money {
      remedy = ("金额要写单位：元、万元、亿元", "write the unit of money: 元, 万元, 亿元")
      if case .constant = expression.kind {
        let figure = sourceText(expression.range)
        remedy = ("金额要写单位，如 \(figure)元、\(figure)万元", "write the unit of money, such as \(figure)元")
      }
    }
    error(
      "type-mismatch", expression.range, zh: "这里要\(want.zh)，写的是\(have.zh)",
      en: "expected \(want.en), found \(have.en)", remedyZh: remedy?.0, remedyEn: remedy?.1)
  }

  mutating func incomparable(_ a: Expression, _ b: Expression, _ range: SourceRange) {
    if settlesBareFigure(a, b) || settlesBareFigure(b, a) { return }
    let (left, right) = (name(of: a.type), name(of: b.type))
    let (textA, textB) = (sourceText(a.range), sourceText(b.range))
    let remedy = remedy(a, b)
    error(
      "incomparable", range, zh: "“\(textA)”是\(left.zh)，“\(textB)”是\(right.zh)，不能比较或相加",
      en: "`\(textA)` is \(left.en) and `\(textB)` \(right.en); they cannot be compared or added",
      remedyZh: remedy.chinese, remedyEn: remedy.english)
  }

  /// `小数字段 不低于 100万`, read as money: the report of the missing unit says what the field is.
  private mutating func settlesBareFigure(_ figure: Expression, _ other: Expression) -> Bool {
    guard other.type == .number(.none),
      let place = diagnostics.firstIndex(where: {
        $0.id == "bare-ten-thousands" && $0.range == figure.range
      }), case .constant(.number(let fen)) = figure.kind,
      let plain = fen.multiplied(by: Number(1, over: 100) ?? .one)?.plainText
    else { return false }
    let (field, written) = (sourceText(other.range), sourceText(figure.range))
    diagnostics[place].remedy = Message(
      zh: "“\(field)”是数：写 \(plain)，或带单位，如 \(written)人、\(written)台",
      en: "`\(field)` is a number: write \(plain), or a unit, such as \(written)人")
    diagnostics[place].fixIt = .init(
      message: Message(zh: "改成“\(plain)”", en: "replace with “\(plain)”"), range: figure.range,
      replacement: plain)
    return true
  }

  /// Brings two sides to one type where that cannot change the meaning: a bare figure takes the other
  /// side's unit, years become months, a day beside a month or a year becomes its month or year.
  mutating func unify(
    _ a: Expression, _ b: Expression, _ range: SourceRange
  ) -> (Expression, Expression)? {
    if a.type == b.type { return (a, b) }
    if let c = adapted(b, to: a.type) { return (a, c) }
    if let c = adapted(a, to: b.type) { return (c, b) }
    incomparable(a, b, range)
    return nil
  }

  func adapted(_ expression: Expression, to type: ValueType) -> Expression? {
    if expression.type == type { return expression }
    switch (expression.kind, expression.type, type) {
    case (.constant(.number(let n)), .number(.none), .number(let unit)) where unit != .money || n == .zero:
      return Expression(.constant(.number(n)), .number(unit), expression.range)
    case (.constant(.number(let n)), .number(.years), .number(.months)):
      guard let months = n.multiplied(by: Number(12)) else { return nil }
      return Expression(.constant(.number(months)), .number(.months), expression.range)
    case (.constant(.year(let year)), .year, .number(.years)):
      return Expression(.constant(.number(Number(Int64(year)))), .number(.years), expression.range)
    case (.constant(.number(let n)), .number(.years), .year) where n.isInteger:
      return Expression(.constant(.year(Int(n.numerator))), .year, expression.range)
    case (_, .day, .month): return Expression(.monthOf(expression), .month, expression.range)
    case (_, .day, .year), (_, .month, .year):
      return Expression(.yearOf(expression), .year, expression.range)
    default: return nil
    }
  }

  /// All to the first one's type.
  mutating func unifyAll(_ expressions: [Expression]) -> [Expression]? {
    guard let first = expressions.first else { return [] }
    let type = expressions.first { if case .constant = $0.kind { false } else { true } }?.type ?? first.type
    var result: [Expression] = []
    for expression in expressions {
      guard let same = adapted(expression, to: type) else {
        incomparable(first, expression, expression.range)
        return nil
      }
      result.append(same)
    }
    return result
  }
}
