/// 列入: a list that can be written, with nothing left to guess.
extension Checker {
  mutating func listing(_ syntax: BenefitSyntax?, of item: Item, subject: TableID) -> Listing? {
    guard case .nonMoney(let kind, _, _, let written?) = syntax else { return nil }
    guard kind.text == Keyword.qualification.chinese, item.perRow == nil else {
      error(
        "listing-of-qualification", written.range, zh: "只有资格可以列入名单，逐条的待遇项不能",
        en: "only a 资格 of a subject is put on a list", remedyZh: "写 待遇 资格 “…” 列入 名单",
        remedyEn: "write 待遇 资格 “…” 列入 LIST")
      return nil
    }
    guard let id = tableIDs[written.relation.text], let relation = ruleSet.tables[id].relation else {
      unknownName(
        written.relation, kind: ("关系", "relation"),
        among: ruleSet.tables.filter { $0.relation?.owner == subject }.map(\.name))
      return nil
    }
    let name = ruleSet.tables[id].name
    guard relation.owner == subject, !relation.holdsReceipts else {
      error(
        "listing-of-another", written.relation.range, zh: "“\(name)”不是\(ruleSet.tables[subject].name)的名单",
        en: "`\(name)` is not a list of \(ruleSet.tables[subject].name)", remedyZh: "列入对象自己的关系",
        remedyEn: "name a relation of the policy's subject")
      return nil
    }
    guard let from = relation.validFrom else {
      error(
        "listing-without-validity", written.relation.range, zh: "“\(name)”没有有效期，不知道从哪天起算数",
        en: "`\(name)` has no validity", remedyZh: "给关系写 有效期 起 至 止", remedyEn: "declare 有效期 FROM 至 TO")
      return nil
    }
    guard let values = values(written, of: id, besides: [from] + [relation.validTo].compactMap(\.self)),
      let dates = dates(written, relation, of: id, from: from)
    else { return nil }
    return Listing(
      table: id, values: values, from: dates.from, to: dates.to,
      isListed: isListed(id, relation, values, written.range))
  }

  /// By field; an error where one of the key cannot be filled.
  private mutating func values(
    _ syntax: ListingSyntax, of table: TableID, besides dates: [Int]
  ) -> [(field: Int, value: Expression)]? {
    var values: [Int: Expression] = [:]
    for (name, written) in syntax.values {
      guard let index = ruleSet.tables[table].field(named: name.text) else {
        unknownMember(name, of: table)
        return nil
      }
      let type = ruleSet.tables[table].fields[index].type
      guard values[index] == nil, !dates.contains(index) else {
        error(
          "listing-field", name.range, zh: "“\(name.text)”已经填了", en: "`\(name.text)` is filled already",
          remedyZh: "起止日期由 有效 填，别的字段各写一次", remedyEn: "the dates are filled by 有效, others once")
        return nil
      }
      guard let value = expression(written, in: Frame(entity: 0), expecting: type) else {
        refuse(written.range)
        return nil
      }
      guard let fitting = adapted(value, to: type) else {
        typeMismatch(value, expected: type)
        return nil
      }
      guard fitting.readsNothing else {
        error(
          "listing-field", written.range, zh: "名单的“\(name.text)”要写定，不能随人而变",
          en: "`\(name.text)` is the same for all", remedyZh: "写一个值，各种值分成几个待遇项",
          remedyEn: "write a value, and an item for each value")
        return nil
      }
      values[index] = fitting
    }
    let open = ruleSet.tables[table].key.filter { values[$0] == nil && !dates.prefix(1).contains($0) }
    if let first = open.first {
      let field = ruleSet.tables[table].fields[first].name
      error(
        "listing-key", syntax.range, zh: "名单的键“\(field)”没有值，写不出这一行", en: "the key `\(field)` is not filled",
        remedyZh: "写 列入 \(ruleSet.tables[table].name) { \(field) = … }", remedyEn: "add { \(field) = VALUE }")
      return nil
    }
    return values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private typealias Dates = (
    from: (field: Int, value: Expression), to: (field: Int, value: Expression)?
  )

  private mutating func dates(
    _ syntax: ListingSyntax, _ relation: Relation, of table: TableID, from: Int
  ) -> Dates? {
    let (fields, range) = (ruleSet.tables[table].fields, syntax.range)
    let today = Expression(.moment(.asOf), .day, range)
    guard let first = adapted(today, to: fields[from].type) else { return nil }
    guard let written = syntax.lasting else {
      if let to = relation.validTo, !fields[to].isOptional {
        error(
          "listing-without-end", range, zh: "没有写有效多久，而“\(fields[to].name)”不能空着",
          en: "it does not say how long, and `\(fields[to].name)` cannot be blank", remedyZh: "写 有效 12个月",
          remedyEn: "add 有效 12个月")
        return nil
      }
      return ((from, first), nil)
    }
    guard let to = relation.validTo else {
      error(
        "listing-without-end", written.range, zh: "名单的有效期没有止，写不了有效多久", en: "the list has no field for an end",
        remedyZh: "给关系写 有效期 起 至 止", remedyEn: "declare 有效期 FROM 至 TO")
      return nil
    }
    guard let length = expression(written, in: Frame(entity: 0)) else { return nil }
    guard case .constant = length.kind, case .number(let unit) = length.type, let duration = duration(unit),
      let last = adapted(Expression(.addDuration(today, length, duration), .day, range), to: fields[to].type)
    else {
      typeMismatch(length, expected: .number(.months))
      return nil
    }
    return ((from, first), (to, last))
  }

  private func isListed(
    _ table: TableID, _ relation: Relation, _ values: [(field: Int, value: Expression)], _ range: SourceRange
  ) -> Expression {
    func own(_ index: Int) -> Expression { field(index, of: table, hops: [], frame: table, range) }
    func compared(_ a: Expression, _ comparison: Comparison, _ b: Expression) -> Expression {
      Expression(.compare(comparison, a, b), .truth, range)
    }
    let today = Expression(.moment(.decisionDay), .day, range)
    func day(_ index: Int, last: Bool) -> Expression {
      let value = own(index)
      switch value.type {
      case .month: return Expression(last ? .lastDay(value) : .firstDay(value), .day, range)
      default: return value
      }
    }
    var parts = values.map { compared(own($0.field), .equal, $0.value) }
    if let from = relation.validFrom { parts.append(compared(day(from, last: false), .lessOrEqual, today)) }
    if let to = relation.validTo {
      let never = Expression(.isNone(own(to)), .truth, range)
      parts.append(
        Expression(.or([never, compared(day(to, last: true), .greaterOrEqual, today)]), .truth, range))
    }
    let view = viewIDs[ruleSet.tables[table].name] ?? 0
    let query = Query(view: view, hops: [], filter: Expression(.and(parts), .truth, range), span: .ever)
    return Expression(.exists(query), .truth, range)
  }
}
