extension Checker {
  /// 须认定 as a query: the outcome of the latest decision that is still valid. No such row: unknown.
  mutating func decision(
    _ name: TextSyntax, lasting: ExpressionSyntax?, office: NameSyntax?, _ range: SourceRange,
    in frame: Frame
  ) -> Expression? {
    guard let policy = currentPolicy, frame.asker.isEmpty, frame.link == nil || frame.isPerRow else {
      error(
        "decision-outside-policy", range, zh: "须认定 只能写成政策或待遇项的一条，不能写在关系的行里",
        en: "须认定 is a clause of a policy or of an item, and does not stand inside a query",
        remedyZh: "把它写成 条件 里的一条", remedyEn: "make it a clause of the 条件")
      return nil
    }
    var row: Expression?
    if frame.link != nil {
      guard let key = rowKey(in: frame, range) else { return nil }
      row = key
    }
    let view = decisionView(of: frame.entity, range)
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
    if let row {
      let own = Expression(.outer(row), .text, range)
      parts.append(Expression(.compare(.equal, field(.row), own), .truth, range))
    }
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
    let matter = DecisionMatter(
      policy: policy, name: name.text, office: office?.text, view: view, isOfRows: row != nil)
    if let other = ruleSet.decisions.first(where: { $0.policy == policy && $0.name == name.text }) {
      if other.isOfRows != matter.isOfRows {
        error(
          "decision-of-rows", range, zh: "“\(name.text)”一处对主体认定，一处对逐条的行认定，分不清是哪一样",
          en: "`\(name.text)` is decided of the subject in one place and of its rows in another",
          remedyZh: "给两样事项不同的名称", remedyEn: "give the two matters different names")
      }
    } else {
      ruleSet.decisions.append(matter)
    }
    let query = Query(
      view: view, hops: frame.link.map { [$0] } ?? [], filter: Expression(.and(parts), .truth, range),
      span: .ever)
    return Expression(
      .pick(query, value: field(.outcome), order: field(.date), latest: true, n: 1), .truth, range)
  }

  /// The key of the row at hand, as receipts and decisions name it.
  private mutating func rowKey(in frame: Frame, _ range: SourceRange) -> Expression? {
    let key = ruleSet.tables[frame.table].key
    guard frame.link == .owner, key.count == 1, ruleSet.tables[frame.table].fields[key[0]].type == .text
    else {
      let name = ruleSet.tables[frame.table].name
      error(
        "decision-over-rows", range, zh: "逐条“\(name)”的行不是用一个文本编号的，认不出认定的是哪一条",
        en: "rows of `\(name)` have no single text key, so a decision's row cannot be told",
        remedyZh: "给关系一个文本的键", remedyEn: "give the relation one text key")
      return nil
    }
    return field(key[0], of: frame.table, hops: [], frame: frame.table, range)
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
      ("政策", .text), ("事项", .text), ("结论", .truth), ("日期", .day), ("行", .text),
    ]
    table.fields = columns.map { Field(name: $0.0, type: $0.1, range: range) }
    table.fields[DecisionMatter.Column.row.rawValue].mayBeEmpty = true
    table.key = [
      DecisionMatter.Column.policy.rawValue, DecisionMatter.Column.matter.rawValue,
      DecisionMatter.Column.row.rawValue, DecisionMatter.Column.date.rawValue,
    ]
    ruleSet.tables.append(table)
    tableIDs[name] = id
    viewIDs[name] = ruleSet.views.count
    ruleSet.views.append(RelationView(name: name, table: id, entity: entity, link: .owner))
    return ruleSet.views.count - 1
  }

  /// `认定 “财产状况符合规定” 行 “Z1” 是 于 2026-01-01` in a case.
  mutating func fillDecision(_ entry: CaseEntrySyntax, into subject: inout Case.Subject) {
    guard let policy = currentPolicy, entry.atoms.count == 4 || entry.atoms.count == 5,
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
    var key: TextSyntax?
    if entry.atoms.count == 5, case .literal(let literal) = entry.atoms[4].kind,
      case .text(let text) = literal.value
    {
      key = TextSyntax(text: text, range: literal.range)
    }
    guard (key != nil) == matter.isOfRows else {
      return error(
        "decision-row", key?.range ?? entry.range,
        zh: matter.isOfRows ? "“\(name)”是对逐条的行认定的，要写是哪一行" : "“\(name)”是对主体认定的，不写行",
        en: matter.isOfRows
          ? "`\(name)` is decided of each row, so a decision names the row"
          : "`\(name)` is decided of the subject, not of a row",
        remedyZh: matter.isOfRows ? "写 认定 “\(name)” 行 “键” 是 于 日期" : "写 认定 “\(name)” 是 于 日期",
        remedyEn: matter.isOfRows ? "write 认定 “\(name)” 行 “KEY” 是 于 DATE" : "write 认定 “\(name)” 是 于 DATE")
    }
    let row: [Int: Case.Cell] = [
      DecisionMatter.Column.row.rawValue: .value(.text(key?.text ?? "")),
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
