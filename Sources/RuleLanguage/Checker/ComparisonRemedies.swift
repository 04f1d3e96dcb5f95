/// What to write instead where two kinds do not go together.
extension Checker {
  func remedy(_ a: Expression, _ b: Expression) -> Message {
    switch (a.type, b.type) {
    case (.day, .number), (.number, .day):
      let date = a.type == .day ? a : b
      let text = sourceText(date.range)
      return Message(
        zh: "岁数写 周岁(\(text)) 不低于 80周岁；和某一天比较写日期，如 不早于 1946-03-01",
        en: "an age is 周岁(\(text)) 不低于 80周岁; compare a day with a day, such as 不早于 1946-03-01")
    case (.number(let unit), .number(let written)) where unit.isDuration && written.isDuration:
      return durationRemedy(a, b)
    case (.number(let unit), .number) where isFigure(b): return figureRemedy(a, unit, b)
    case (.number, .number(let unit)) where isFigure(a): return figureRemedy(b, unit, a)
    case (.number(.money), .number(.none)), (.number(.none), .number(.money)):
      return Message(zh: "金额要写单位：元、万元、亿元", en: "write the unit of money: 元, 万元, 亿元")
    default:
      return Message(zh: "两边换成同一种：如 月数(…)、年份(…)、12个月", en: "bring both sides to one kind")
    }
  }

  private func isFigure(_ expression: Expression) -> Bool {
    if case .constant(.number) = expression.kind { true } else { false }
  }

  /// The figure as it is written, with the unit that the other side has.
  private func figureRemedy(_ value: Expression, _ unit: Unit, _ written: Expression) -> Message {
    let text = sourceText(written.range)
    let digits = String(text.prefix { $0 == "." || $0.unicodeScalars.allSatisfy(\.isDigit) })
    let figure =
      digits + (text.dropFirst(digits.count).first.map { "万亿".contains($0) ? String($0) : "" } ?? "")
    let (zh, en) = name(of: value.type)
    let instead =
      switch unit {
      case .money: figure == digits ? "\(figure)元（或 \(figure)万元）" : "\(figure)元"
      case .days: "\(figure)天"
      case .months: "\(figure)个月"
      case .years: "\(figure)年"
      case .none: figure == digits ? figure : "\(figure)人"
      }
    let name = sourceText(value.range)
    return Message(zh: "“\(name)”是\(zh)，数字也写成\(zh)：\(instead)", en: "`\(name)` is \(en): write \(instead)")
  }

  /// Years, months and days: the same length in the other unit where there is one, and the same count
  /// of what the figure is written in.
  private func durationRemedy(_ a: Expression, _ b: Expression) -> Message {
    let (value, written) = isFigure(a) ? (b, a) : (a, b)
    var ways: [String] = []
    if case .constant(.number(let months)) = written.kind, written.type == .number(.months),
      value.type == .number(.years), let years = months.divided(by: Number(12)), years.isInteger
    {
      ways.append("\(years.plainText)年")
    }
    if let counted = counted(value, as: written.type) {
      let between = SourceRange(file: a.range.file, lower: a.range.upper, upper: b.range.lower)
      let sides = isFigure(a) ? (sourceText(a.range), counted) : (counted, sourceText(b.range))
      ways.append("\(sides.0) \(sourceText(between)) \(sides.1)")
    }
    if ways.isEmpty {
      return Message(zh: "两边换成同一种：如 月数(…)、天数(…)、12个月", en: "bring both sides to one kind")
    }
    let zh = ways.joined(separator: "，或 ")
    return Message(zh: "写 \(zh)", en: "write \(ways.joined(separator: ", or "))")
  }

  /// `年数(入伍日期)` as `月数(入伍日期)`.
  private func counted(_ value: Expression, as type: ValueType) -> String? {
    guard case .elapsed = value.kind, case .number(let unit) = type else { return nil }
    let text = sourceText(value.range)
    guard let open = text.firstIndex(where: { $0 == "(" || $0 == "（" }) else { return nil }
    let function: String? =
      switch unit {
      case .years: Keyword.yearsBetween.chinese
      case .months: Keyword.monthsBetween.chinese
      case .days: Keyword.daysBetween.chinese
      case .none, .money: nil
      }
    return function.map { $0 + text[open...] }
  }

  /// `研发费用 ÷ 营业收入 不低于 3`: most likely 3%.
  mutating func warnOfBareRatio(_ a: Expression, _ b: Expression) {
    for (value, figure) in [(a, b), (b, a)] {
      guard case .divide(let x, let y, _) = value.kind, x.type == y.type, value.type == .number(.none),
        x.type == .number(.money), case .constant(.number(let n)) = figure.kind,
        n.isInteger, n.numerator > 1, n.numerator < 100
      else { continue }
      let text = sourceText(figure.range)
      guard text.allSatisfy({ $0.isNumber || $0 == "." }) else { continue }
      diagnose(
        "ratio-without-percent", .warning, figure.range,
        zh: "“\(sourceText(value.range))”是比率，和它比较的 \(text) 就是 \(text)00%",
        en: "`\(sourceText(value.range))` is a ratio, and \(text) beside it is \(text)00%",
        remedyZh: "百分之\(text) 写 \(text)%；真是几倍的，写 \(text)倍", remedyEn: "write \(text)%, or \(text)倍 for times")
    }
  }

  /// `残疾等级 = [一级, 二级]`
  mutating func listBesideEquals(
    _ a: ExpressionSyntax, _ comparison: Comparison, _ b: ExpressionSyntax
  ) -> Bool {
    guard case .list = b.kind else { return false }
    let word = comparison == .notEqual ? "不属于" : "属于"
    let range = SourceRange(file: a.range.file, lower: a.range.upper, upper: b.range.lower)
    let (left, list) = (sourceText(a.range), sourceText(b.range))
    report(
      Diagnostic(
        "list-as-value", at: a.range.union(b.range),
        Message(
          zh: "“\(sourceText(range))”只和一个值比较，后面写的是几个值",
          en: "`\(sourceText(range))` compares with one value, and a list follows it"),
        remedy: Message(zh: "写 \(left) \(word) \(list)", en: "write \(left) \(word) \(list)"),
        fixIt: .init(
          message: Message(zh: "改成“\(word)”", en: "replace with `\(word)`"), range: range,
          replacement: " \(word) ")))
    return true
  }
}

extension Unit {
  fileprivate var isDuration: Bool { self == .days || self == .months || self == .years }
}
