/// What is written correctly and most likely means something else.
extension Checker {
  /// `户籍地 = 漳州市` leaves out everybody who lives in one of its districts.
  mutating func warnOfParentCode(_ comparison: Comparison, _ a: Expression, _ b: Expression) {
    guard comparison == .equal || comparison == .notEqual else { return }
    for (value, code) in [(a, b), (b, a)] {
      guard case .code(let list) = value.type, case .constant(.code(let ordinal)) = code.kind else {
        continue
      }
      let codes = ruleSet.codeLists[list]
      let below = codes.subtree(of: ordinal)
      guard below.count > 1, sourceText(code.range) != codes.entries[ordinal].code else { continue }
      let (field, name) = (sourceText(value.range), codes.entries[ordinal].name)
      let word = comparison == .equal ? ("=", "属于") : ("≠", "不属于")
      let example = codes.entries[below.lowerBound + 1].name
      let between = SourceRange(
        file: a.range.file, lower: min(a.range.upper, b.range.upper), upper: max(a.range.lower, b.range.lower)
      )
      report(
        Diagnostic(
          "code-with-parts", .warning, at: a.range.union(b.range),
          Message(
            zh: "“\(word.0) \(name)”只认“\(name)”本身，下面的“\(example)”等不算",
            en: "`\(word.0) \(name)` means that code alone, without \(example) and the others below it"),
          remedy: Message(
            zh: "连下级一起写 \(field) \(word.1) \(name)；真的只要本级，写代码 \(codes.entries[ordinal].code)",
            en:
              "write \(field) \(word.1) \(name) for it and all below, or the code \(codes.entries[ordinal].code)"
          ),
          fixIt: .init(
            message: Message(zh: "改成“\(word.1)”", en: "replace with `\(word.1)`"), range: between,
            replacement: " \(word.1) ")))
    }
  }

  /// `户籍地 属于 漳州市 或 徐州市`: the second name is a value, not a condition.
  mutating func reportsBareAlternative(
    _ parts: [ExpressionSyntax], joinedBy join: String = "或", in frame: Frame
  ) -> Bool {
    var values: [String] = []
    var tested: ExpressionSyntax?
    for part in parts {
      switch part.kind {
      case .isMember(let value, let set):
        tested = value
        values = [sourceText(set.range)]
      case .compare(.equal, let value, let code):
        tested = value
        values = [sourceText(code.range)]
      case .path(let names) where names.count == 1 && isBareCode(part, in: frame):
        guard let tested else { return false }
        var probe = self
        guard let value = probe.expression(tested, in: frame), case .code(let list) = value.type,
          !ruleSet.codeLists[list].ordinals(named: names[0].text).isEmpty
        else { return false }
        values.append(names[0].text)
      default: return false
      }
    }
    guard let tested, values.count > 1, values.count == parts.count else { return false }
    let name = sourceText(tested.range)
    let instead = "\(name) 属于 [\(values.joined(separator: ", "))]"
    let place = parts[0].range.union(parts[parts.count - 1].range)
    report(
      Diagnostic(
        "list-needs-brackets", at: place,
        Message(
          zh: "“\(join)”连接的是两个完整的条件，“\(values[values.count - 1])”只是一个值",
          en: "\(join) joins whole conditions, and `\(values[values.count - 1])` is only a value"),
        remedy: Message(zh: "写 \(instead)", en: "write \(instead)"),
        fixIt: .init(
          message: Message(zh: "改成“\(instead)”", en: "replace with `\(instead)`"), range: place,
          replacement: instead)))
    return true
  }

  /// What officers call things that the language computes.
  static let commonWords: [String: String] = [
    "年龄": "周岁(出生日期)", "岁数": "周岁(出生日期)", "周岁": "周岁(出生日期)", "今天": "基准日", "今日": "基准日",
    "当天": "判定日", "现在": "基准日", "当前日期": "基准日", "今年": "当年", "去年": "上年度", "上年": "上年度",
    "前年": "前年度", "当月": "本月",
  ]
}
