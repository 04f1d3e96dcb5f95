extension Checker {
  /// A function of the language, or a parameter with keys.
  mutating func call(
    _ name: NameSyntax, _ arguments: [ArgumentSyntax], _ range: SourceRange, in frame: Frame,
    expecting expected: ValueType?
  ) -> Expression? {
    guard takesSuffixes(name, arguments) else { return nil }
    if let index = parameterIDs[name.text] {
      usedParameters.insert(index)
      note(name, .parameter(index))
      return parameter(index, arguments: arguments, range, in: frame)
    }
    if let function = tableFunctions[name.text] {
      note(name, .tableFunction(name.text))
      return call(function, name, arguments, range, in: frame)
    }
    switch name.text {
    case "符合", "待遇金额": return ofPolicy(name, arguments, range, in: frame)
    case "名次": return rank(name, arguments, range, in: frame)
    case "周岁", "年数": return elapsed(.years, name, arguments, range, in: frame)
    case "月数": return elapsed(.months, name, arguments, range, in: frame)
    case "天数": return elapsed(.days, name, arguments, range, in: frame)
    case "涉及月数": return monthsTouched(name, arguments, range, in: frame)
    case "年份":
      return unary(name, arguments, in: frame) { [.day, .month].contains($0) }
        .map { Expression(.yearOf($0), .year, range) }
    case "月份于":
      return unary(name, arguments, in: frame) { $0 == .day }.map { Expression(.monthOf($0), .month, range) }
    case "月初", "月末":
      return unary(name, arguments, in: frame) { [.day, .month, .year].contains($0) }.map {
        let month = $0.type == .day ? Expression(.monthOf($0), .month, range) : $0
        let isFirst = name.text == "月初"
        return Expression(isFirst ? .firstDay(month) : .lastDay(month), .day, range)
      }
    case "年初", "年末", "季初", "季末": return edge(name, arguments, range, in: frame)
    case "取整":
      return unary(name, arguments, in: frame) { if case .number = $0 { true } else { false } }
        .map { Expression(.floor($0), $0.type, range) }
    case "四舍五入": return rounded(name, arguments, range, in: frame)
    case "已知":
      return unary(name, arguments, in: frame) { _ in true }.map { Expression(.isKnown($0), .truth, range) }
    case "缺失":
      return unary(name, arguments, in: frame) { _ in true }.map {
        Expression(.not(Expression(.isKnown($0), .truth, range)), .truth, range)
      }
    case "第几年":
      return elapsed(.years, name, arguments, range, in: frame).map {
        let one = Expression(.constant(.number(.one)), $0.type, range)
        return Expression(.arithmetic(.add, $0, one), $0.type, range)
      }
    case "依次抵扣": return offset(name, arguments, range, in: frame)
    case "同比增长率": return growth(name, arguments, range, in: frame)
    case "首次": return firstTime(name, arguments, range, in: frame)
    case "首次达到": return firstReached(name, arguments, range, in: frame)
    case "计数", "累计月数", "连续月数", "连续年数", "合计", "平均",
      "最近", "最早":
      return aggregate(name, arguments, range, in: frame)
    case "最大", "最小":
      if arguments.count == 1, case .path(let names) = arguments[0].expression.kind,
        names.contains(where: { viewIDs[$0.text] != nil })
      {
        return aggregate(name, arguments, range, in: frame)
      }
      return extreme(name, arguments, range, in: frame, expecting: expected)
    case "已享受", "享受次数", "享受金额", "享受月数": return receipts(name, arguments, range, in: frame)
    default:
      if reportsNotice(name, arguments, range, in: frame) || reportsKind(name, range) { return nil }
      unknownName(
        name, kind: ("函数或参数", "function or parameter"),
        among: Self.functionNames + parameterIDs.keys + tableFunctions.keys)
      return nil
    }
  }

  /// `减免（a - b）`: a kind of benefit written like a function.
  private mutating func reportsKind(_ name: NameSyntax, _ range: SourceRange) -> Bool {
    guard ["资格", "减免", "轮候", "额度", "抵扣", "实物"].contains(name.text) else { return false }
    let amount = sourceText(SourceRange(file: range.file, lower: name.range.upper, upper: range.upper))
    notice(
      range, zh: "“\(name.text)”是待遇的种类，不是函数：后面要空一格。",
      en: "`\(name.text)` is a kind of benefit, not a function: a space follows it",
      write: "待遇 \(name.text) \(amount)", fix: " ",
      fixing: SourceRange(file: range.file, lower: name.range.upper, upper: name.range.upper))
    return true
  }

  static let functionNames = [
    "周岁", "年数", "月数", "天数", "涉及月数", "年份", "月份于", "月初", "月末", "季初", "季末", "年初", "年末", "取整", "四舍五入",
    "已知", "缺失", "计数", "合计", "平均", "最大", "最小", "最近", "最早", "累计月数", "连续月数",
    "已享受", "享受次数", "享受金额", "享受月数", "名次",
    "连续年数", "第几年", "依次抵扣", "同比增长率", "首次", "首次达到", "超额累进", "符合", "待遇金额",
  ]

  mutating func wrongArguments(_ name: NameSyntax, _ zh: String, _ en: String) {
    error(
      "wrong-arguments", name.range, zh: "“\(name.text)”的写法是 \(zh)", en: "`\(name.text)` is written \(en)")
  }

  mutating func unary(
    _ name: NameSyntax, _ arguments: [ArgumentSyntax], in frame: Frame, _ accepts: (ValueType) -> Bool
  ) -> Expression? {
    guard arguments.count == 1 else {
      wrongArguments(name, "\(name.text)(x)", "\(name.text)(x)")
      return nil
    }
    guard let value = expression(arguments[0].expression, in: frame) else { return nil }
    guard accepts(value.type) else {
      let have = self.name(of: value.type)
      error(
        "wrong-argument-type", value.range, zh: "“\(name.text)”不能用于\(have.zh)",
        en: "`\(name.text)` does not take \(have.en)")
      return nil
    }
    return value
  }

  private mutating func elapsed(
    _ unit: DurationUnit, _ name: NameSyntax, _ arguments: [ArgumentSyntax], _ range: SourceRange,
    in frame: Frame
  ) -> Expression? {
    guard (1...2).contains(arguments.count) else {
      wrongArguments(name, "\(name.text)(起日[, 止日])", "\(name.text)(from[, to])")
      return nil
    }
    var days: [Expression] = []
    for argument in arguments {
      guard let value = expression(argument.expression, in: frame, expecting: .day) else { return nil }
      switch value.type {
      case .day: days.append(value)
      case .month: days.append(Expression(.firstDay(value), .day, value.range))
      default:
        typeMismatch(value, expected: .day)
        return nil
      }
    }
    if days.count == 1 {
      if frame.link != nil, frame.isPerRow == false, name.text == "周岁",
        case .path(let path) = days[0].kind, !path.hops.isEmpty
      {
        diagnose(
          "age-without-date", .note, range, zh: "相关人的年龄按判定日算；如要按事件日，写 周岁(…, 某日)",
          en: "a related person's age is taken on the decision day; give a second day for another")
      }
      days.append(Expression(.moment(.decisionDay), .day, range))
    }
    let type: Unit = unit == .years ? .years : unit == .months ? .months : .days
    return Expression(.elapsed(unit, from: days[0], to: days[1]), .number(type), range)
  }

  /// The calendar months that a span touches, both ends included; 0 where it ends before it begins.
  private mutating func monthsTouched(
    _ name: NameSyntax, _ arguments: [ArgumentSyntax], _ range: SourceRange, in frame: Frame
  ) -> Expression? {
    let type = ValueType.number(.months)
    let days = arguments.compactMap { expression($0.expression, in: frame, expecting: .day) }
    guard days.count == 2, arguments.count == 2 else {
      wrongArguments(name, "涉及月数(起日, 止日)", "months_touched(from, to)")
      return nil
    }
    var months: [Expression] = []
    for day in days {
      switch day.type {
      case .day: months.append(Expression(.monthOf(day), .month, range))
      case .month: months.append(day)
      default:
        typeMismatch(day, expected: .day)
        return nil
      }
    }
    let one = Expression(.constant(.number(.one)), type, range)
    let first = Expression(.firstDay(months[0]), .day, range)
    let next = Expression(
      .addDuration(Expression(.firstDay(months[1]), .day, range), one, .months), .day, range)
    let count = Expression(.elapsed(.months, from: first, to: next), type, range)
    let none = Expression(.constant(.number(.zero)), type, range)
    return Expression(.extreme(.largest, [count, none]), type, range)
  }

  private mutating func rounded(
    _ name: NameSyntax, _ arguments: [ArgumentSyntax], _ range: SourceRange, in frame: Frame
  ) -> Expression? {
    guard arguments.count == 2, let value = expression(arguments[0].expression, in: frame),
      let step = expression(arguments[1].expression, in: frame, expecting: value.type),
      let same = adapted(step, to: value.type), case .constant(.number(let n)) = same.kind, n > .zero
    else {
      wrongArguments(name, "四舍五入(x, 1元)", "round(x, step)")
      return nil
    }
    return Expression(.round(value, step: n), value.type, range)
  }

  private mutating func extreme(
    _ name: NameSyntax, _ arguments: [ArgumentSyntax], _ range: SourceRange, in frame: Frame,
    expecting expected: ValueType?
  ) -> Expression? {
    let values = arguments.map { expression($0.expression, in: frame, expecting: expected) }
    guard values.count >= 2 else {
      wrongArguments(name, "\(name.text)(a, b) 或 \(name.text)(关系.字段 …)", "\(name.text)(a, b)")
      return nil
    }
    guard let same = unifyAll(values.compactMap { $0 }), same.count == values.count else { return nil }
    switch same[0].type {
    case .number, .day: break
    default:
      typeMismatch(same[0], expected: .number(.none))
      return nil
    }
    let kind: Extreme = name.text == "最大" ? .largest : .smallest
    return Expression(.extreme(kind, same), same[0].type, range)
  }
}
