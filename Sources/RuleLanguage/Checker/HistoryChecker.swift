/// Where the states of a field are kept: a field of a state relation of the same entity.
struct FieldHistory {
  let view: Int
  let field: Int
}

extension Checker {
  mutating func declareHistories(_ declarations: [DeclarationSyntax]) {
    for case .entity(let entity) in declarations {
      guard let table = tableIDs[entity.name.text] else { continue }
      for field in entity.fields {
        guard let path = field.history, let index = ruleSet.tables[table].field(named: field.name.text) else {
          continue
        }
        if let history = history(path, of: index, in: table) {
          histories[table, default: [:]][index] = history
        }
      }
    }
    for case .relation(let relation) in declarations {
      for field in relation.fields {
        guard let path = field.history else { continue }
        error(
          "history-of-row", path[0].range, zh: "关系的行自己有日期，字段不写历史",
          en: "the rows of a relation are dated; their fields take no 历史")
      }
    }
  }

  private mutating func history(_ path: [NameSyntax], of index: Int, in table: TableID) -> FieldHistory? {
    guard let view = view(path[0].text, of: table), ruleSet.views[view].link == .owner else {
      let views = ruleSet.views.filter { $0.entity == table }.map(\.name)
      let entity = ruleSet.tables[table].name
      unknownName(path[0], kind: ("\(entity)的关系", "relation of \(entity)"), among: views)
      return nil
    }
    note(path[0], view: view)
    let rows = ruleSet.views[view].table
    guard ruleSet.tables[rows].relation?.validFrom != nil else {
      error(
        "history-without-validity", path[0].range, zh: "关系“\(path[0].text)”没有有效期，记不了历史",
        en: "relation `\(path[0].text)` has no 有效期, so it keeps no history",
        remedyZh: "在关系里写 有效期 起 至 止", remedyEn: "add 有效期 FROM 至 TO to the relation")
      return nil
    }
    guard path.count == 2 else {
      error(
        "history-without-field", path[0].range, zh: "历史要写明关系的哪个字段",
        en: "历史 names a field of the relation", remedyZh: "写 历史 \(path[0].text).字段",
        remedyEn: "write 历史 \(path[0].text).FIELD")
      return nil
    }
    guard let field = field(path[1], of: rows) else { return nil }
    let (past, now) = (ruleSet.tables[rows].fields[field].type, ruleSet.tables[table].fields[index].type)
    guard past == now else {
      let (want, have) = (name(of: now), name(of: past))
      error(
        "history-type", path[1].range, zh: "字段是\(want.zh)，历史里是\(have.zh)",
        en: "the field is \(want.en), its history \(have.en)")
      return nil
    }
    return FieldHistory(view: view, field: field)
  }

  /// In a past period the state on the decision day, otherwise the field as it is.
  func dated(
    _ now: Expression, by history: FieldHistory, hops: [Hop], _ range: SourceRange
  ) -> Expression {
    let decisionDay = Expression(.moment(.decisionDay), .day, range)
    let asOf = Expression(.moment(.asOf), .day, range)
    guard let state = state(history, hops: hops, at: decisionDay, range) else { return now }
    return Expression(
      .conditional(
        Expression(.compare(.less, decisionDay, asOf), .truth, range), then: state, otherwise: now),
      now.type, range)
  }

  /// `户籍地 于 毕业日期 时`; of a parameter, the value in force that day.
  mutating func state(
    _ syntax: ExpressionSyntax, at day: ExpressionSyntax, _ range: SourceRange, in frame: Frame
  ) -> Expression? {
    switch syntax.kind {
    case .path(let names) where names.count > 1 || parameterIDs[names[0].text] == nil:
      return state(names, at: day, range, in: frame)
    default: break
    }
    guard let value = expression(syntax, in: frame), let on = dayValue(day, in: frame) else { return nil }
    guard case .parameter(let index, let keys, nil) = value.kind else {
      error(
        "no-history", range, zh: "只有字段和参数能问某一天的", en: "only a field or a parameter has a value on a day",
        remedyZh: "按年度的参数把年份写进括号：参数(年份)", remedyEn: "of a 按年度 parameter give the year: PARAMETER(year)")
      return nil
    }
    return Expression(.parameter(index, keys: keys, at: on), value.type, range)
  }

  private mutating func state(
    _ names: [NameSyntax], at syntax: ExpressionSyntax, _ range: SourceRange, in frame: Frame
  ) -> Expression? {
    if bindings != nil {
      readsOnlyInputs(names[0])
      return nil
    }
    guard let resolved = follow(names, in: frame), let day = dayValue(syntax, in: frame),
      let name = names.last
    else { return nil }
    guard resolved.rest.count == 1, let index = ruleSet.tables[resolved.table].field(named: name.text)
    else {
      unknownMember(resolved.rest.first ?? name, of: resolved.table)
      return nil
    }
    guard let history = histories[resolved.table]?[index] else {
      error(
        "no-history", range, zh: "字段“\(name.text)”没有历史，不知道那一天的状态",
        en: "field `\(name.text)` keeps no history, so its state on a day is not known",
        remedyZh: "在实体里写 历史 关系.字段", remedyEn: "declare 历史 RELATION.FIELD for it")
      return nil
    }
    note(name, .field(resolved.table, index))
    return state(history, hops: resolved.hops, at: day, range)
  }

  private func state(
    _ history: FieldHistory, hops: [Hop], at day: Expression, _ range: SourceRange
  ) -> Expression? {
    let view = ruleSet.views[history.view]
    guard let relation = ruleSet.tables[view.table].relation, let start = relation.validFrom else {
      return nil
    }
    let asked = day.asked(onto: view, hops: hops)
    let begins = rowField(start, of: view, range)
    guard let last = adapted(asked, to: begins.type) else { return nil }
    var filter = Expression(.compare(.lessOrEqual, begins, last), .truth, range)
    if let end = relation.validTo {
      let ends = rowField(end, of: view, range)
      guard let first = adapted(asked, to: ends.type) else { return nil }
      let still = Expression(.compare(.greaterOrEqual, ends, first), .truth, range)
      let open = Expression(.isNone(ends), .truth, range)
      filter = Expression(.and([filter, Expression(.or([open, still]), .truth, range)]), .truth, range)
    }
    let query = Query(view: history.view, hops: hops, filter: filter, span: .at(day))
    let value = rowField(history.field, of: view, range)
    return Expression(.pick(query, value: value, order: begins, latest: true, n: 1), value.type, range)
  }
}
