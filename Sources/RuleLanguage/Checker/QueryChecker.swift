/// A window as first and last day, and whether it asks for the state on one day.
struct CheckedWindow {
  let from: Expression
  let to: Expression
  let isState: Bool
}

extension Checker {
  mutating func window(_ syntax: WindowSyntax, in frame: Frame) -> CheckedWindow? {
    let range = syntax.range
    func moment(_ moment: Moment) -> Expression { Expression(.moment(moment), .day, range) }
    switch syntax.kind {
    case .fixed(let written):
      let window = written.shifted(years: assessedYear)
      return CheckedWindow(
        from: moment(.windowStart(window)), to: moment(.windowEnd(window)), isState: false)
    case .at(let day):
      return dayValue(day, in: frame).map { CheckedWindow(from: $0, to: $0, isState: true) }
    case .after(let day, let length):
      guard let start = dayValue(day, in: frame), let end = shifted(start, by: length, back: false, in: frame)
      else { return nil }
      return CheckedWindow(from: start, to: end, isState: false)
    case .before(let day, let length):
      guard let end = dayValue(day, in: frame), let start = shifted(end, by: length, back: true, in: frame)
      else { return nil }
      return CheckedWindow(from: start, to: end, isState: false)
    case .since(let day):
      return dayValue(day, in: frame).map {
        CheckedWindow(from: $0, to: moment(.decisionDay), isState: false)
      }
    case .between(let first, let last):
      guard let from = expression(first, in: frame), let to = expression(last, in: frame) else { return nil }
      for end in [from, to] where ![.day, .month, .year].contains(end.type) {
        typeMismatch(end, expected: .day)
        return nil
      }
      return CheckedWindow(from: bound(from, last: false), to: bound(to, last: true), isState: false)
    }
  }

  private func bound(_ expression: Expression, last: Bool) -> Expression {
    expression.type == .day
      ? expression
      : Expression(last ? .lastDay(expression) : .firstDay(expression), .day, expression.range)
  }

  mutating func dayValue(_ syntax: ExpressionSyntax, in frame: Frame) -> Expression? {
    guard let value = expression(syntax, in: frame, expecting: .day) else { return nil }
    switch value.type {
    case .day: return value
    case .month: return Expression(.firstDay(value), .day, value.range)
    default:
      typeMismatch(value, expected: .day)
      return nil
    }
  }

  private mutating func shifted(
    _ day: Expression, by syntax: ExpressionSyntax, back: Bool, in frame: Frame
  ) -> Expression? {
    guard let length = expression(syntax, in: frame) else { return nil }
    guard case .number(let unit) = length.type, let duration = duration(unit) else {
      typeMismatch(length, expected: .number(.months))
      return nil
    }
    return Expression(.addDuration(day, back ? negated(length) : length, duration), .day, day.range)
  }

  mutating func query(_ syntax: QuerySyntax, in frame: Frame) -> Query? {
    guard let target = queryTarget(syntax.path, in: frame) else { return nil }
    guard target.rest.isEmpty else {
      error(
        "query-path", syntax.range, zh: "这里只要关系的名字，不要后面的字段",
        en: "name the relation only, without a field")
      return nil
    }
    return query(
      target, alias: syntax.alias, filter: syntax.filter, window: syntax.window, syntax.range, in: frame)
  }

  /// Follows a path to the first relation view; what comes after it is a path over the row.
  mutating func queryTarget(
    _ names: [NameSyntax], in frame: Frame
  ) -> (view: Int, hops: [Hop], rest: [NameSyntax])? {
    if bindings != nil {
      readsOnlyInputs(names[0])
      return nil
    }
    var path = start(names, in: frame)
    while let name = path.rest.first {
      if let index = view(name.text, of: path.table) {
        note(name, view: index)
        return (index, path.hops, Array(path.rest.dropFirst()))
      }
      guard let index = ruleSet.tables[path.table].field(named: name.text),
        case .reference(let target) = ruleSet.tables[path.table].fields[index].type
      else { break }
      note(name, .field(path.table, index))
      path.hops.append(.field(index))
      path.table = target
      path.rest = path.rest.dropFirst()
    }
    let failed = path.rest.first ?? names[names.count - 1]
    if probe?.asks(failed, relationOf: path.table) == true { return nil }
    if ruleSet.tables[path.table].field(named: failed.text) != nil {
      fieldAsRelation(failed, names)
      return nil
    }
    if let elsewhere = viewIDs[failed.text] {
      let entity = ruleSet.tables[ruleSet.views[elsewhere].entity].name
      error(
        "relation-elsewhere", failed.range,
        zh: "“\(failed.text)”是\(entity)的关系，这里是\(ruleSet.tables[path.table].name)",
        en: "`\(failed.text)` is a relation of \(entity), not of \(ruleSet.tables[path.table].name)",
        remedyZh: "经过指向它的字段来写，如 配偶.\(failed.text)",
        remedyEn: "reach it through a reference, such as 配偶.\(failed.text)")
    } else {
      let views = ruleSet.views.filter { $0.entity == path.table }.map(\.name)
      unknownName(
        failed,
        kind: ("\(ruleSet.tables[path.table].name)的关系", "relation of \(ruleSet.tables[path.table].name)"),
        among: views)
    }
    return nil
  }

  mutating func query(
    _ target: (view: Int, hops: [Hop], rest: [NameSyntax]), alias: NameSyntax?,
    filter: ExpressionSyntax?, window syntax: WindowSyntax?, _ range: SourceRange, in frame: Frame
  ) -> Query? {
    let view = ruleSet.views[target.view]
    checkAlias(alias, view)
    let row = Frame(rowOf: view, alias: alias?.text, askedFrom: frame)
    if let alias { recorder?.declareLocal(alias, in: range) }
    var parts: [Expression] = []
    var span = Query.Span.ever
    if let syntax {
      guard let window = window(syntax, in: frame),
        let inside = inside(
          view, from: window.from.asked(onto: view, hops: target.hops),
          to: window.to.asked(onto: view, hops: target.hops), isState: window.isState, range)
      else { return nil }
      parts.append(inside)
      span = window.isState ? .at(window.from) : .window(from: window.from, to: window.to)
    }
    if syntax == nil || !isState(span), let clip = notInFuture(view, range) { parts.append(clip) }
    if let filter {
      guard let condition = truth(filter, in: row) else { return nil }
      parts.append(condition)
    }
    let whole =
      parts.isEmpty ? nil : parts.count == 1 ? parts[0] : Expression(.and(parts), .truth, range)
    return Query(view: target.view, hops: target.hops, filter: whole, span: span)
  }

  private func isState(_ span: Query.Span) -> Bool {
    if case .at = span { true } else { false }
  }

  func rowField(_ index: Int, of view: RelationView, _ range: SourceRange) -> Expression {
    field(index, of: view.table, hops: [], frame: view.table, range)
  }

  /// Rows dated after the decision day are not there yet.
  private func notInFuture(_ view: RelationView, _ range: SourceRange) -> Expression? {
    guard let relation = ruleSet.tables[view.table].relation,
      let index = relation.timeField ?? relation.validFrom
    else { return nil }
    let time = rowField(index, of: view, range)
    let now = Expression(.moment(.decisionDay), .day, range)
    guard let limit = adapted(now, to: time.type) else { return nil }
    return Expression(.compare(.lessOrEqual, time, limit), .truth, range)
  }

  mutating func inside(
    _ view: RelationView, from: Expression, to: Expression, isState: Bool, _ range: SourceRange
  ) -> Expression? {
    guard let relation = ruleSet.tables[view.table].relation else { return nil }
    if let start = relation.validFrom, isState || relation.timeField == nil {
      let begins = rowField(start, of: view, range)
      guard let last = adapted(to, to: begins.type) else { return nil }
      let started = Expression(.compare(.lessOrEqual, begins, last), .truth, range)
      guard let end = relation.validTo else { return started }
      let ends = rowField(end, of: view, range)
      guard let first = adapted(from, to: ends.type) else { return nil }
      let open = Expression(.isNone(ends), .truth, range)
      let still = Expression(.compare(.greaterOrEqual, ends, first), .truth, range)
      return Expression(.and([started, Expression(.or([open, still]), .truth, range)]), .truth, range)
    }
    guard let index = relation.timeField else {
      error(
        "relation-without-time", range, zh: "关系“\(view.name)”没有写时点或有效期，不能用窗口",
        en: "relation `\(view.name)` declares no 时点 or 有效期, so it takes no window",
        remedyZh: "在关系里写 时点 字段", remedyEn: "add 时点 FIELD to the relation")
      return nil
    }
    return time(rowField(index, of: view, range), from: from, to: to, range)
  }

  /// `没有 死亡日期`: a field, where rows are asked for.
  private mutating func fieldAsRelation(_ failed: NameSyntax, _ names: [NameSyntax]) {
    let written = names.map(\.text).joined(separator: ".")
    let whole = names[0].range.union(failed.range)
    let negation = diagnostics.firstIndex { said in
      said.id == "foreign-word" && said.range.file == whole.file && said.range.upper <= whole.lower
        && sourceText(SourceRange(file: whole.file, lower: said.range.upper, upper: whole.lower))
          .allSatisfy(\.isWhitespace)
    }
    if let negation { diagnostics.remove(at: negation) }
    error(
      "field-as-relation", whole, zh: "“\(written)”是字段，不是关系，没有“存在”“没有”的问法",
      en: "`\(written)` is a field, not a relation of rows",
      remedyZh: "空着写 \(written) 为 无，不空写 \(written) 不为 无，有没有数据写 已知（\(written)）",
      remedyEn: "write \(written) 为 无, \(written) 不为 无 or 已知(\(written))")
  }
}
