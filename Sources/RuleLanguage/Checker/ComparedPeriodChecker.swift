/// Windows beside the time before them: 同比增长率, 首次, 首次达到.
extension Checker {
  /// A query's argument with its window, taken apart once for the two queries that it becomes.
  private struct Windowed {
    let view: Int
    let hops: [Hop]
    let rest: [NameSyntax]
    let row: Frame
    let window: CheckedWindow
    let condition: Expression?
    let range: SourceRange
  }

  private mutating func windowed(
    _ name: NameSyntax, _ path: ExpressionSyntax, _ argument: ArgumentSyntax, in frame: Frame
  ) -> Windowed? {
    guard case .path(let names) = path.kind else {
      wrongArguments(name, "\(name.text)(关系 于 上年度)", "\(name.text)(relation 于 上年度)")
      return nil
    }
    guard let written = argument.window else {
      error(
        "window-needed", argument.range, zh: "“\(name.text)”要写明哪一段时间",
        en: "`\(name.text)` needs a span of time", remedyZh: "如 于 上年度", remedyEn: "such as 于 上年度")
      return nil
    }
    guard let target = queryTarget(names, in: frame), let window = window(written, in: frame) else {
      return nil
    }
    if window.isState {
      error(
        "window-needed", written.range, zh: "“\(name.text)”要一段时间，不是某一天的状态",
        en: "`\(name.text)` takes a span of time, not the state on one day",
        remedyZh: "如 于 上年度", remedyEn: "such as 于 上年度")
      return nil
    }
    let row = Frame(rowOf: ruleSet.views[target.view], alias: argument.alias?.text, askedFrom: frame)
    var condition: Expression?
    if let filter = argument.filter {
      guard let checked = truth(filter, in: row) else { return nil }
      condition = checked
    }
    return Windowed(
      view: target.view, hops: target.hops, rest: target.rest, row: row, window: window,
      condition: condition, range: argument.range)
  }

  /// Rows inside the window and not after `limit`.
  private mutating func rows(
    _ source: Windowed, from: Expression, to: Expression, notAfter limit: Expression,
    and further: Expression? = nil
  ) -> Query? {
    let view = ruleSet.views[source.view]
    guard
      let inside = inside(
        view, from: from.asked(onto: view, hops: source.hops),
        to: to.asked(onto: view, hops: source.hops), isState: false, source.range),
      let dated = dated(source, .lessOrEqual, limit)
    else { return nil }
    let parts = [inside, dated] + [source.condition, further].compactMap(\.self)
    return Query(
      view: source.view, hops: source.hops, filter: Expression(.and(parts), .truth, source.range),
      span: .window(from: from, to: to))
  }

  /// The row's time, or the start of its validity, against a day.
  private func dated(_ source: Windowed, _ comparison: Comparison, _ day: Expression) -> Expression? {
    let view = ruleSet.views[source.view]
    guard let relation = ruleSet.tables[view.table].relation,
      let index = relation.timeField ?? relation.validFrom
    else { return nil }
    let time = rowField(index, of: view, source.range)
    guard let limit = adapted(day.asked(onto: view, hops: source.hops), to: time.type) else { return nil }
    return Expression(.compare(comparison, time, limit), .truth, source.range)
  }

  private func today(_ range: SourceRange) -> Expression { Expression(.moment(.decisionDay), .day, range) }

  // MARK: 同比增长率

  /// The sum in the window over that in the window one year before, less 1. From a base that is not
  /// above zero there is no rate: unknown.
  mutating func growth(
    _ name: NameSyntax, _ arguments: [ArgumentSyntax], _ range: SourceRange, in frame: Frame
  ) -> Expression? {
    guard arguments.count == 1 else {
      wrongArguments(name, "\(name.text)(关系.字段 于 上年度)", "\(name.text)(relation.field 于 上年度)")
      return nil
    }
    guard let source = windowed(name, arguments[0].expression, arguments[0], in: frame) else { return nil }
    let view = ruleSet.views[source.view].name
    guard !source.rest.isEmpty else {
      error(
        "aggregate-without-field", source.range, zh: "“\(name.text)”要写明哪个字段：\(name.text)(\(view).字段 …)",
        en: "`\(name.text)` needs a field: \(name.text)(\(view).FIELD …)")
      return nil
    }
    guard let value = path(source.rest, source.range, in: source.row, expecting: nil) else { return nil }
    guard case .number = value.type else {
      typeMismatch(value, expected: .number(.none))
      return nil
    }
    let (from, to, now) = (source.window.from, source.window.to, today(range))
    guard let current = rows(source, from: from, to: to, notAfter: now),
      let earlier = rows(
        source, from: yearBefore(from), to: yearBefore(to, keepsMonthEnd: true), notAfter: yearBefore(now))
    else { return nil }
    func sum(_ query: Query) -> Expression { Expression(.aggregate(.sum, query, value), value.type, range) }
    let zero = Expression(.constant(.number(.zero)), value.type, range)
    let (sum, base) = (sum(current), sum(earlier))
    let grows = Expression(.compare(.greater, base, zero), .truth, range)
    let divisor = Expression(.conditional(grows, then: base, otherwise: zero), value.type, range)
    let difference = Expression(.arithmetic(.subtract, sum, base), value.type, range)
    return Expression(.divide(difference, divisor, whenZero: nil), .number(.none), range)
  }

  /// One year earlier; the end of a month stays one, so that February is whole in a leap year too.
  private func yearBefore(_ day: Expression, keepsMonthEnd: Bool = false) -> Expression {
    let back = Expression(.constant(.number(Number(-12))), .number(.months), day.range)
    let shifted = Expression(.addDuration(day, back, .months), .day, day.range)
    guard keepsMonthEnd, endsMonth(day) else { return shifted }
    return Expression(.lastDay(Expression(.monthOf(shifted), .month, day.range)), .day, day.range)
  }

  private func endsMonth(_ day: Expression) -> Bool {
    switch day.kind {
    case .lastDay: return true
    case .constant(.day(let day)): return day == day.month.lastDay
    case .moment(.windowEnd(let window)):
      if case .rolling = window { return false }
      return true
    default: return false
    }
  }

  // MARK: 首次

  /// A row in the window, and none ever before it.
  mutating func firstTime(
    _ name: NameSyntax, _ arguments: [ArgumentSyntax], _ range: SourceRange, in frame: Frame
  ) -> Expression? {
    guard arguments.count == 1 else {
      wrongArguments(name, "\(name.text)(关系 其中 … 于 上年度)", "\(name.text)(relation 其中 … 于 上年度)")
      return nil
    }
    guard let source = windowed(name, arguments[0].expression, arguments[0], in: frame) else { return nil }
    guard source.rest.isEmpty else {
      error(
        "query-path", source.range, zh: "这里只要关系的名字，不要后面的字段",
        en: "name the relation only, without a field")
      return nil
    }
    return first(source, nil, range)
  }

  /// `首次达到(年报.销售额, 1000万元 于 上年度)`: a row of at least so much in the window, and none ever
  /// before it.
  mutating func firstReached(
    _ name: NameSyntax, _ arguments: [ArgumentSyntax], _ range: SourceRange, in frame: Frame
  ) -> Expression? {
    guard arguments.count == 2 else {
      wrongArguments(
        name, "\(name.text)(关系.字段, 1000万元 于 上年度)", "\(name.text)(relation.field, 1000万元 于 上年度)")
      return nil
    }
    var suffixes = arguments[0]
    suffixes.window = suffixes.window ?? arguments[1].window
    suffixes.filter = suffixes.filter ?? arguments[1].filter
    suffixes.alias = suffixes.alias ?? arguments[1].alias
    guard let source = windowed(name, arguments[0].expression, suffixes, in: frame) else { return nil }
    let view = ruleSet.views[source.view]
    guard !source.rest.isEmpty else {
      error(
        "aggregate-without-field", source.range,
        zh: "“\(name.text)”要写明哪个字段：\(name.text)(\(view.name).字段, …)",
        en: "`\(name.text)` needs a field: \(name.text)(\(view.name).FIELD, …)")
      return nil
    }
    guard let value = path(source.rest, source.range, in: source.row, expecting: nil),
      let written = expression(arguments[1].expression, in: frame, expecting: value.type),
      let both = unify(value, written.asked(onto: view, hops: source.hops), range)
    else { return nil }
    guard case .number = both.0.type else {
      typeMismatch(both.0, expected: .number(.none))
      return nil
    }
    return first(source, Expression(.compare(.greaterOrEqual, both.0, both.1), .truth, range), range)
  }

  private mutating func first(
    _ source: Windowed, _ condition: Expression?, _ range: SourceRange
  ) -> Expression? {
    let from = source.window.from
    guard
      let inside = rows(
        source, from: from, to: source.window.to, notAfter: today(range), and: condition),
      let dated = dated(source, .less, from), let beginning = Day(year: 1, month: 1, day: 1)
    else { return nil }
    let parts = [dated] + [source.condition, condition].compactMap(\.self)
    let back = Expression(.constant(.number(Number(-1))), .number(.days), range)
    let earlier = Query(
      view: source.view, hops: source.hops, filter: Expression(.and(parts), .truth, range),
      span: .window(
        from: Expression(.constant(.day(beginning)), .day, range),
        to: Expression(.addDuration(from, back, .days), .day, range)))
    let before = Expression(.exists(earlier), .truth, range)
    return Expression(
      .and([
        Expression(.exists(inside), .truth, range), Expression(.not(before), .truth, range),
      ]), .truth, range)
  }
}
