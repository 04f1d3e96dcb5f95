extension Checker {
  /// 计数, 合计, 最大, 最近, 累计月数 … over a relation.
  mutating func aggregate(
    _ name: NameSyntax, _ arguments: [ArgumentSyntax], _ range: SourceRange, in frame: Frame
  ) -> Expression? {
    guard arguments.count == 1, case .path(let names) = arguments[0].expression.kind else {
      error(
        "wrong-arguments", name.range, zh: "“\(name.text)”的写法是 \(name.text)(关系.字段 其中 … 于 …)",
        en: "`\(name.text)` is written \(name.text)(relation.field 其中 … 于 …)")
      return nil
    }
    let argument = arguments[0]
    guard let target = queryTarget(names, in: frame),
      let query = query(
        target, alias: argument.alias, filter: argument.filter, window: argument.window, argument.range,
        in: frame)
    else { return nil }
    let view = ruleSet.views[target.view]
    let row = Frame(rowOf: view, alias: argument.alias?.text, askedFrom: frame)
    func plain(_ kind: Expression.Kind, _ unit: Unit) -> Expression { Expression(kind, .number(unit), range) }
    switch name.text {
    case "计数": return plain(.count(query), .none)
    case "累计月数":
      return month(target, argument, view, in: row).map { plain(.distinctMonths(query, month: $0), .months) }
    case "连续月数":
      guard let month = month(target, argument, view, in: row) else { return nil }
      return streak(name, argument, query, month, range, in: frame)
    case "连续年数":
      guard let year = month(target, argument, view, in: row, as: .year) else { return nil }
      return streak(name, argument, query, year, range, in: frame)
    default: break
    }
    guard !target.rest.isEmpty, let value = path(target.rest, argument.range, in: row, expecting: nil) else {
      error(
        "aggregate-without-field", range, zh: "“\(name.text)”要写明哪个字段：\(name.text)(\(view.name).字段 …)",
        en: "`\(name.text)` needs a field: \(name.text)(\(view.name).FIELD …)")
      return nil
    }
    switch name.text {
    case "最近", "最早":
      return pick(name, query, value, argument, view, range, in: row)
    case "合计", "平均":
      guard case .number = value.type else {
        typeMismatch(value, expected: .number(.none))
        return nil
      }
      let kind: Aggregate = name.text == "合计" ? .sum : .average
      return Expression(.aggregate(kind, query, value), value.type, range)
    default:
      switch value.type {
      case .number, .day, .month, .year: break
      default:
        typeMismatch(value, expected: .number(.none))
        return nil
      }
      let kind: Aggregate = name.text == "最大" ? .largest : .smallest
      return Expression(.aggregate(kind, query, value), value.type, range)
    }
  }

  private mutating func month(
    _ target: (view: Int, hops: [Hop], rest: [NameSyntax]), _ argument: ArgumentSyntax,
    _ view: RelationView, in row: Frame, as type: ValueType = .month
  ) -> Expression? {
    let value: Expression?
    if target.rest.isEmpty {
      value = ruleSet.tables[view.table].relation?.timeField.map {
        field($0, of: view.table, hops: [], frame: view.table, argument.range)
      }
    } else {
      value = path(target.rest, argument.range, in: row, expecting: type)
    }
    guard let value, let month = adapted(value, to: type) else {
      error(
        "months-without-month", argument.range,
        zh: type == .year ? "要数年份，但“\(view.name)”没有年份" : "要数月份，但“\(view.name)”没有年月",
        en: type == .year
          ? "years are counted, but `\(view.name)` has no year"
          : "months are counted, but `\(view.name)` has no month")
      return nil
    }
    return month
  }

  /// The longest run of months or years, or the run that ends at the one written.
  private mutating func streak(
    _ name: NameSyntax, _ argument: ArgumentSyntax, _ query: Query, _ time: Expression,
    _ range: SourceRange, in frame: Frame
  ) -> Expression? {
    let isYears = time.type == .year
    let type = ValueType.number(isYears ? .years : .months)
    if argument.anywhere { return Expression(.streak(query, month: time, endingAt: nil), type, range) }
    guard let ending = argument.endingAt else {
      error(
        "streak-without-end", range, zh: "\(name.text)要说明哪一段",
        en: isYears ? "a run of years must say which run" : "a run of months must say which run",
        remedyZh: isYears ? "写 截至 上年度，或 任意一段" : "写 截至 上月，或 任意一段",
        remedyEn: isYears
          ? "write 截至 上年度 (ending last year) or 任意一段 (any run)"
          : "write 截至 上月 (ending last month) or 任意一段 (any run)")
      return nil
    }
    guard let end = expression(ending, in: frame, expecting: time.type) else { return nil }
    guard let last = adapted(end, to: time.type) else {
      typeMismatch(end, expected: time.type)
      return nil
    }
    return Expression(.streak(query, month: time, endingAt: last), type, range)
  }

  private mutating func pick(
    _ name: NameSyntax, _ query: Query, _ value: Expression, _ argument: ArgumentSyntax,
    _ view: RelationView, _ range: SourceRange, in row: Frame
  ) -> Expression? {
    let order: Expression?
    if let syntax = argument.order {
      order = expression(syntax, in: row)
    } else {
      order = ruleSet.tables[view.table].relation?.timeField.map {
        field($0, of: view.table, hops: [], frame: view.table, argument.range)
      }
    }
    guard let order else {
      error(
        "pick-without-order", range, zh: "“\(name.text)”要写 按 哪个日期",
        en: "`\(name.text)` needs 按 FIELD", remedyZh: "写 \(name.text)(\(view.name).字段 按 日期字段)",
        remedyEn: "write \(name.text)(\(view.name).FIELD 按 DATE)")
      return nil
    }
    switch order.type {
    case .day, .month, .year, .number: break
    default:
      typeMismatch(order, expected: .day)
      return nil
    }
    var n = 1
    if let nth = argument.nth, case .number(let count, _, _) = nth.value { n = max(1, Int(count.floor)) }
    let latest = name.text == "最近"
    return Expression(.pick(query, value: value, order: order, latest: latest, n: n), value.type, range)
  }
}
