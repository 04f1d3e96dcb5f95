/// What notices write otherwise, reported with the names that there are.
extension Checker {
  mutating func notice(
    _ range: SourceRange, zh: String, en: String, write: String, also: Message? = nil, fix: String? = nil,
    fixing place: SourceRange? = nil
  ) {
    report(
      SyntaxMessages.notice(range, zh: zh, en: en, write: write, also: also, fix: fix, fixing: place))
  }

  /// A call that the parser made of a notice's predicate; says what to write.
  mutating func reportsNotice(
    _ name: NameSyntax, _ arguments: [ArgumentSyntax], _ range: SourceRange, in frame: Frame
  ) -> Bool {
    let word = name.text
    if arguments.count == 1, Parser.listedWords.contains(word) || Parser.unlistedWords.contains(word) {
      listed(name, arguments[0], isNegated: Parser.unlistedWords.contains(word), range, in: frame)
      return true
    }
    if arguments.count == 2, Parser.reachedWords.contains(word) || ["以上", "以下"].contains(word) {
      reached(name, arguments[0].expression, arguments[1].expression, range, in: frame)
      return true
    }
    guard word.hasPrefix("连续") || word.hasPrefix("累计"), arguments.count == 1 else { return false }
    streakWords(word, sourceText(arguments[0].range), range, of: frame.table)
    return true
  }

  // MARK: Lists

  private mutating func listed(
    _ name: NameSyntax, _ argument: ArgumentSyntax, isNegated: Bool, _ range: SourceRange, in frame: Frame
  ) {
    guard case .path(let path) = argument.expression.kind, let last = path.last else { return }
    let table = start(path, in: frame).table
    let written = sourceText(path[0].range.union(last.range))
    let zh = "规则里不写“\(name.text)”。"
    let en = "the rule language does not use `\(name.text)`"
    if path.count == 1, let index = view(last.text, of: table) {
      let asked = argument.window == nil ? state(ruleSet.views[index].table) : ""
      let tail = sourceText(
        SourceRange(file: range.file, lower: last.range.upper, upper: argument.range.upper))
      let write = "\(isNegated ? "不存在" : "存在") \(written)\(asked)\(tail)"
      return notice(range, zh: zh, en: en, write: write, fix: write)
    }
    if path.count == 1, definitionIDs[table]?[last.text] != nil {
      let write = "\(isNegated ? "不是" : "是") \(written)"
      return notice(range, zh: zh, en: en, write: write, fix: write)
    }
    let rows = rowsHolding(last.text, of: table).map { "\(isNegated ? "不存在" : "存在") \($0)" }
    if !rows.isEmpty {
      return notice(
        range, zh: zh, en: en, write: rows.prefix(3).joined(separator: " 或 "),
        fix: rows.count == 1 ? rows[0] : nil)
    }
    let word = isNegated ? "不存在" : "存在"
    let lists = ruleSet.views.filter { $0.entity == table && !isLedger($0) }.map(\.name)
    let shown = lists.filter { $0.hasSuffix("名单") || $0.hasSuffix("认定") || $0.hasSuffix("名录") } + lists
    var seen: Set<String> = []
    let names = shown.filter { seen.insert($0).inserted }.prefix(8).joined(separator: "、")
    notice(
      range, zh: zh + "“\(written)”也不是\(ruleSet.tables[table].name)的关系或标签。", en: en,
      write: "\(word) 名单 于 判定日 时，标签写 \(isNegated ? "不是" : "是") 标签",
      also: names.isEmpty ? nil : Message(zh: "关系有：\(names)", en: "relations: \(names)"))
  }

  private func isLedger(_ view: RelationView) -> Bool {
    ruleSet.tables[view.table].relation?.holdsReceipts == true
  }

  /// ` 于 判定日 时` for a relation of states.
  private func state(_ table: TableID) -> String {
    ruleSet.tables[table].relation?.validFrom == nil ? "" : " 于 判定日 时"
  }

  /// `认定名单 于 判定日 时 { 类别 = 高新技术企业 }`: the relations with a code of this name.
  func rowsHolding(_ name: String, of table: TableID) -> [String] {
    ruleSet.views.filter { $0.entity == table && !isLedger($0) }.compactMap { view in
      let field = ruleSet.tables[view.table].fields.first {
        guard case .code(let list) = $0.type, ruleSet.codeLists[list].entries.count < 500 else {
          return false
        }
        return !ruleSet.codeLists[list].ordinals(named: name).isEmpty
      }
      return field.map { "\(view.name)\(state(view.table)) { \($0.name) = \(name) }" }
    }
  }

  // MARK: Figures

  private mutating func reached(
    _ name: NameSyntax, _ left: ExpressionSyntax, _ right: ExpressionSyntax, _ range: SourceRange,
    in frame: Frame
  ) {
    let comparison = name.text == "以下" ? "不超过" : "不低于"
    let (subject, figure) = (sourceText(left.range), sourceText(right.range))
    let zh = ["以上", "以下"].contains(name.text) ? "比较里不写“\(name.text)”。" : "规则里不写“\(name.text)”。"
    let en = "a comparison is not written `\(name.text)`"
    var probe = self
    if case .path(let path) = left.kind, path.count == 1 {
      if let index = view(path[0].text, of: frame.table) {
        return notice(
          range, zh: "“\(subject)”是关系，有多行，不能和“\(figure)”比较。",
          en: "`\(subject)` is a relation of many rows", write: duration(of: index, figure))
      }
      if probe.expression(left, in: frame) == nil {
        let days = days(of: subject, in: frame.table)
        let write = days.first.map { elapsed($0.name, .years, comparison, figure) }
        guard let write, right.isDuration else {
          _ = expression(left, in: frame)
          return
        }
        return notice(range, zh: zh, en: en, write: write, fix: days.count == 1 ? write : nil)
      }
    }
    if let value = probe.expression(left, in: frame), value.type == .day,
      let length = probe.expression(right, in: frame), case .number(let unit) = length.type
    {
      let write = elapsed(subject, unit, comparison, figure)
      return notice(range, zh: zh, en: en, write: write, fix: write)
    }
    let write = "\(subject) \(comparison) \(figure)"
    notice(range, zh: zh, en: en, write: write, fix: write)
  }

  /// The days of an event: 毕业日期 of 毕业 and 毕业后.
  private func days(of event: String, in table: TableID) -> [Field] {
    let word = event.hasSuffix("后") ? String(event.dropLast()) : event
    return ruleSet.tables[table].fields.filter { $0.type == .day && $0.name.hasPrefix(word) }
  }

  /// `成立 不满 5年`: an event, where its day is meant.
  mutating func reportsEvent(
    _ a: ExpressionSyntax, _ comparison: Comparison, _ b: ExpressionSyntax, _ range: SourceRange,
    in frame: Frame
  ) -> Bool {
    guard case .path(let path) = a.kind, path.count == 1, b.isDuration, isBareCode(a, in: frame) else {
      return false
    }
    let days = days(of: path[0].text, in: frame.table)
    let words: [Comparison: String] = [
      .less: "低于", .lessOrEqual: "不超过", .greater: "超过", .greaterOrEqual: "不低于",
    ]
    guard days.count == 1, let word = words[comparison], view(path[0].text, of: frame.table) == nil else {
      return false
    }
    let figure = sourceText(b.range)
    let unit: Unit =
      figure.hasSuffix("月") ? .months : figure.hasSuffix("日") || figure.hasSuffix("天") ? .days : .years
    let write = elapsed(days[0].name, unit, word, figure)
    notice(
      range, zh: "“\(path[0].text)”不是字段，不能和“\(figure)”比较。", en: "`\(path[0].text)` is no field",
      write: write, fix: write)
    return true
  }

  /// How long a state has lasted, or how many months there are.
  private func duration(of view: Int, _ figure: String) -> String {
    let table = ruleSet.tables[ruleSet.views[view].table]
    let name = ruleSet.views[view].name
    if let time = table.relation?.timeField, table.fields[time].type == .month {
      return "累计月数（\(name)） 不低于 \(figure) 或 连续月数（\(name) 截至 上月） 不低于 \(figure)"
    }
    guard let from = table.relation?.validFrom ?? table.relation?.timeField else { return "存在 \(name)" }
    return
      "存在 \(name)\(state(table.id)) { \(table.fields[from].name) + \(figure) 不晚于 判定日 }"
  }

  /// `年数（成立日期） 低于 5年`: 周岁 is said of people.
  func elapsed(_ day: String, _ unit: Unit, _ comparison: String, _ figure: String) -> String {
    let function =
      switch unit {
      case .months: "月数"
      case .days: "天数"
      default: day.hasSuffix("出生日期") ? "周岁" : "年数"
      }
    return "\(function)（\(day)） \(comparison) \(figure)"
  }

  /// `成立日期 不满 5年`: a day beside a length of time.
  mutating func reportsElapsed(
    _ a: Expression, _ comparison: Comparison, _ b: Expression, _ range: SourceRange
  ) -> Bool {
    guard a.type == .day, case .number(let unit) = b.type, unit != .money, unit != .none else { return false }
    let words: [Comparison: String] = [
      .less: "低于", .lessOrEqual: "不超过", .greater: "超过", .greaterOrEqual: "不低于", .equal: "=", .notEqual: "≠",
    ]
    let between = sourceText(
      SourceRange(file: range.file, lower: a.range.upper, upper: b.range.lower))
    let saysEarlier = between.contains("早") || between.contains("晚")
    let (day, figure) = (sourceText(a.range), sourceText(b.range))
    let write = elapsed(day, unit, words[comparison] ?? "不低于", figure)
    let (zh, en) = (name(of: b.type).zh, name(of: b.type).en)
    let isName = day.allSatisfy { $0.isLetter || $0 == "." }
    report(
      Diagnostic(
        "incomparable", at: range,
        Message(
          zh: "“\(day)”是日期，“\(figure)”是\(zh)，不能比较或相加",
          en: "`\(day)` is a day and `\(figure)` \(en); they cannot be compared or added"),
        remedy: Message(
          zh: "写 \(write)；和某一天比较写日期，如 不早于 1946-03-01",
          en: "write \(write); compare a day with a day, such as 不早于 1946-03-01"),
        fixIt: saysEarlier || !isName
          ? nil
          : .init(
            message: Message(zh: "改成“\(write)”", en: "replace with “\(write)”"), range: range,
            replacement: write)))
    return true
  }

  /// `月份于（判定日） 不超过 6`.
  mutating func reportsMonthOf(
    _ a: ExpressionSyntax, _ comparison: Comparison, _ b: ExpressionSyntax, _ range: SourceRange,
    in frame: Frame
  ) -> Bool {
    guard case .call(let name, let arguments) = a.kind, name.text == "月份于", arguments.count == 1,
      case .literal(let literal) = b.kind, case .number(let n, _, _) = literal.value, n.isInteger,
      (1...12).contains(n.numerator)
    else { return false }
    let month = Int(n.numerator)
    let (first, last) =
      switch comparison {
      case .less: (1, month - 1)
      case .lessOrEqual: (1, month)
      case .greater: (month + 1, 12)
      case .greaterOrEqual: (month, 12)
      case .equal, .notEqual: (month, month)
      }
    let day = sourceText(arguments[0].range)
    let isDecision = ["判定日", "基准日"].contains(day) && first <= last
    let write = "\(day) \(comparison == .notEqual ? "不在" : "在") \(first)月 至 \(last)月"
    notice(
      range, zh: "“\(sourceText(a.range))”是年月（如 2026-06），不是几月。",
      en: "`\(sourceText(a.range))` is a month of a year, such as 2026-06, not a figure.",
      write: isDecision ? write : "年月，如 2026-06、本月；判定日在几月到几月，写 判定日 在 1月 至 6月",
      fix: isDecision ? write : nil)
    return true
  }

  /// `核定月收入 × 90% 不超过 1000元`, where an amount is wanted.
  mutating func reportsCap(
    _ comparison: Comparison, _ a: ExpressionSyntax, _ b: ExpressionSyntax, expecting expected: ValueType?
  ) -> Bool {
    guard case .number = expected, comparison == .lessOrEqual || comparison == .greaterOrEqual else {
      return false
    }
    let between = SourceRange(file: a.range.file, lower: a.range.upper, upper: b.range.lower)
    let word = sourceText(between).filter { !$0.isWhitespace }
    let meant: Keyword = comparison == .lessOrEqual ? .cappedAt : .atMinimum
    var said = SyntaxMessages.capWord(word, meant: meant, at: a.range.union(b.range), fixing: between)
    said.fixIt = said.fixIt.map {
      .init(message: $0.message, range: between, replacement: " \(meant.chinese) ")
    }
    report(said)
    return true
  }

  /// `连续缴费 12个月`.
  mutating func streakWords(_ word: String, _ figure: String, _ range: SourceRange, of table: TableID) {
    let isStreak = word.hasPrefix("连续")
    let isYears = figure.hasSuffix("年") || figure.hasSuffix("年度")
    let wanted: ValueType = isYears ? .year : .month
    let example = ruleSet.views.first { view in
      guard view.entity == table, let time = ruleSet.tables[view.table].relation?.timeField else {
        return false
      }
      return ruleSet.tables[view.table].fields[time].type == wanted
    }
    let rows = example.map { "\($0.name)\(firstCode(ruleSet.tables[$0.table]))" } ?? "关系 其中 …"
    let write =
      switch (isStreak, isYears) {
      case (true, true): "连续年数（\(rows) 截至 上年度） 不低于 \(figure)"
      case (true, false): "连续月数（\(rows) 截至 上月） 不低于 \(figure)"
      case (false, true): "计数（\(rows)） 不低于 \(figure.prefix { $0.isNumber })"
      case (false, false): "累计月数（\(rows)） 不低于 \(figure)"
      }
    notice(
      range, zh: "“\(word)”要说明数的是哪个关系的记录。", en: "`\(word)` does not say whose rows are counted.",
      write: "如 \(write)")
  }

  private func firstCode(_ table: Table) -> String {
    for field in table.fields {
      if case .code(let list) = field.type, ruleSet.codeLists[list].entries.count < 20,
        let code = ruleSet.codeLists[list].entries.first
      {
        return " 其中 \(field.name) = \(code.name)"
      }
    }
    return ""
  }
}

extension ExpressionSyntax {
  package var isDuration: Bool {
    guard case .literal(let literal) = kind, case .number(_, let unit, _) = literal.value else {
      return false
    }
    return unit != .none && unit != .money
  }
}
