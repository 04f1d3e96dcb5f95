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
    case (.number(.years), .number(.months)), (.number(.months), .number(.years)):
      return durationRemedy(a, b)
    case (.number(let unit), .number) where isFigure(b): return figureRemedy(a, unit, b)
    case (.number, .number(let unit)) where isFigure(a): return figureRemedy(b, unit, a)
    case (.number(.money), .number(.none)), (.number(.none), .number(.money)):
      return Message(zh: "金额要写单位：元、万元、亿元", en: "write the unit of money: 元, 万元, 亿元")
    default:
      return Message(zh: "两边换成同一种：如 月数(…)、年份(…)、12个月", en: "bring both sides to one kind")
    }
  }

  /// `年数(户籍迁入日期) 不低于 24个月`.
  private func durationRemedy(_ a: Expression, _ b: Expression) -> Message {
    let (value, figure) = isFigure(a) ? (b, a) : (a, b)
    let (text, written) = (sourceText(value.range), sourceText(figure.range))
    guard case .constant(.number(let n)) = figure.kind else {
      return Message(zh: "一边是年，一边是月：都用 年数（…） 或都用 月数（…）", en: "use 年数(…) or 月数(…) on both sides")
    }
    if value.type == .number(.years), text.hasPrefix("年数") || text.hasPrefix("周岁") {
      let months = "月数" + text.dropFirst(2)
      return Message(zh: "写 \(months)，再和 \(written) 比较", en: "write \(months) beside \(written)")
    }
    let other =
      value.type == .number(.years)
      ? n.divided(by: Number(12)).map { "\($0.plainText)年" }
      : n.multiplied(by: Number(12)).map { "\($0.plainText)个月" }
    let instead = other ?? written
    return Message(zh: "“\(written)”写成 \(instead)", en: "write \(instead) for \(written)")
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
