extension Checker {
  /// 须认定 as a query: the outcome of the latest decision that is still valid. No such row: unknown.
  mutating func decision(
    _ name: TextSyntax, lasting: ExpressionSyntax?, office: NameSyntax?, _ range: SourceRange,
    in frame: Frame
  ) -> Expression? {
    guard let policy = currentPolicy, frame.link == nil else {
      error(
        "decision-outside-policy", range, zh: "须认定 只能写在政策或待遇项对主体的条件里",
        en: "须认定 stands only in a policy's clauses over its subject",
        remedyZh: "把它写成政策 条件 里的一条", remedyEn: "make it a clause of the policy's 条件")
      return nil
    }
    let view = decisionView(of: frame.table, range)
    let table = ruleSet.views[view].table
    func field(_ column: DecisionMatter.Column) -> Expression {
      self.field(column.rawValue, of: table, hops: [], frame: table, range)
    }
    func equals(_ column: DecisionMatter.Column, _ text: String) -> Expression {
      let value = Expression(.constant(.text(text)), .text, range)
      return Expression(.compare(.equal, field(column), value), .truth, range)
    }
    let now = Expression(.moment(.decisionDay), .day, range)
    var parts = [
      equals(.policy, policy), equals(.matter, name.text),
      Expression(.compare(.lessOrEqual, field(.date), now), .truth, range),
    ]
    if let lasting {
      guard let length = expression(lasting, in: frame) else { return nil }
      guard case .constant = length.kind, case .number(let unit) = length.type,
        let duration = duration(unit)
      else {
        typeMismatch(length, expected: .number(.months))
        return nil
      }
      let last = Expression(.addDuration(field(.date), length, duration), .day, range)
      parts.append(Expression(.compare(.lessOrEqual, now, last), .truth, range))
    }
    let matter = DecisionMatter(policy: policy, name: name.text, office: office?.text, view: view)
    if !ruleSet.decisions.contains(where: { $0.policy == policy && $0.name == name.text }) {
      ruleSet.decisions.append(matter)
    }
    let query = Query(view: view, hops: [], filter: Expression(.and(parts), .truth, range), span: .ever)
    return Expression(
      .pick(query, value: field(.outcome), order: field(.date), latest: true, n: 1), .truth, range)
  }

  /// The entity's relation of decisions, made when it is first asked for.
  private mutating func decisionView(of entity: TableID, _ range: SourceRange) -> Int {
    let name = "\(ruleSet.tables[entity].name)认定"
    if let view = viewIDs[name], ruleSet.views[view].entity == entity {
      if case .held? = ruleSet.tables[ruleSet.views[view].table].relation?.completeness { return view }
    }
    if tableIDs[name] != nil {
      error(
        "duplicate-name", range, zh: "“\(name)”要留给须认定的记录，不能另外声明",
        en: "`\(name)` is taken by the records of 须认定", remedyZh: "给那个实体或关系换个名字",
        remedyEn: "rename that entity or relation")
    }
    let id = ruleSet.tables.count
    var table = Table(
      id: id, name: name, kind: .relation(Relation(owner: entity, completeness: .held)), range: range)
    let columns: [(String, ValueType)] = [
      ("政策", .text), ("事项", .text), ("结论", .truth), ("日期", .day),
    ]
    table.fields = columns.map { Field(name: $0.0, type: $0.1, range: range) }
    table.key = [
      DecisionMatter.Column.policy.rawValue, DecisionMatter.Column.matter.rawValue,
      DecisionMatter.Column.date.rawValue,
    ]
    ruleSet.tables.append(table)
    tableIDs[name] = id
    viewIDs[name] = ruleSet.views.count
    ruleSet.views.append(RelationView(name: name, table: id, entity: entity, link: .owner))
    return ruleSet.views.count - 1
  }

  /// `认定 “财产状况符合规定” 是 于 2026-01-01` in a case.
  mutating func fillDecision(_ entry: CaseEntrySyntax, into subject: inout Case.Subject) {
    guard let policy = currentPolicy, entry.atoms.count == 4,
      case .literal(let matter) = entry.atoms[1].kind, case .text(let name) = matter.value,
      case .literal(let outcome) = entry.atoms[2].kind, case .truth(let truth) = outcome.value,
      case .literal(let date) = entry.atoms[3].kind, case .day(let day) = date.value
    else { return }
    let declared = ruleSet.decisions.filter { $0.policy == policy }
    guard let matter = declared.first(where: { $0.name == name }),
      ruleSet.views[matter.view].entity == subject.table
    else {
      return unknownName(
        NameSyntax(text: name, range: entry.atoms[1].range), kind: ("须认定的事项", "matter to decide"),
        among: declared.map(\.name))
    }
    let row: [Int: Case.Cell] = [
      DecisionMatter.Column.policy.rawValue: .value(.text(policy)),
      DecisionMatter.Column.matter.rawValue: .value(.text(name)),
      DecisionMatter.Column.outcome.rawValue: .value(.truth(truth)),
      DecisionMatter.Column.date.rawValue: .value(.day(day)),
    ]
    if case .rows(let before)? = subject.rows[matter.view] {
      subject.rows[matter.view] = .rows(before + [row])
    } else {
      subject.rows[matter.view] = .rows([row])
    }
  }
}
