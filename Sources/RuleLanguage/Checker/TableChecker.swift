extension Checker {
  /// Entities and relations first by name, then their fields, so that they may refer to each other.
  mutating func declareTables(_ declarations: [DeclarationSyntax]) {
    for case .entity(let syntax) in declarations {
      register(syntax.name, kind: .entity, range: syntax.range)
    }
    for case .relation(let syntax) in declarations {
      guard let owner = tableIDs[syntax.owner.text], ruleSet.tables[owner].relation == nil else {
        unknownName(syntax.owner, kind: ("实体", "entity"), among: entityNames)
        continue
      }
      register(
        syntax.name, kind: .relation(Relation(owner: owner, completeness: .incomplete)),
        range: syntax.range)
    }
    for case .entity(let syntax) in declarations { fill(syntax) }
    for case .relation(let syntax) in declarations { fill(syntax) }
    for case .reverse(let syntax) in declarations { declare(syntax) }
    declareHistories(declarations)
  }

  var entityNames: [String] { ruleSet.tables.filter { $0.relation == nil }.map(\.name) }

  private mutating func register(_ name: NameSyntax, kind: Table.Kind, range: SourceRange) {
    guard tableIDs[name.text] == nil else {
      return duplicate(name, kind: ("实体或关系", "entity or relation"))
    }
    let id = ruleSet.tables.count
    tableIDs[name.text] = id
    ruleSet.tables.append(Table(id: id, name: name.text, kind: kind, range: range))
    if case .relation(let relation) = kind {
      viewIDs[name.text] = ruleSet.views.count
      ruleSet.views.append(
        RelationView(name: name.text, table: id, entity: relation.owner, link: .owner))
    }
  }

  private mutating func fill(_ syntax: EntitySyntax) {
    guard let id = tableIDs[syntax.name.text], ruleSet.tables[id].fields.isEmpty else { return }
    ruleSet.tables[id].aliases = syntax.aliases.map(\.text)
    addFields(syntax.fields, to: id, sources: syntax.sources, sensitivity: syntax.sensitivity)
    let keys = syntax.fields.filter(\.isKey)
    if keys.count == 1, let key = ruleSet.tables[id].field(named: keys[0].name.text) {
      ruleSet.tables[id].key = [key]
      if ruleSet.tables[id].fields[key].type != .text {
        error("key-type", keys[0].range, zh: "实体的键要是文本", en: "an entity's key must be text")
      }
    } else {
      error(
        "missing-key", syntax.name.range, zh: "实体“\(syntax.name.text)”要有一个键",
        en: "entity `\(syntax.name.text)` needs exactly one key",
        remedyZh: "写一行 键 身份证号 文本", remedyEn: "add a line like: 键 身份证号 文本")
    }
    ruleSet.tables[id].endField = dayField(syntax.end, of: id)
    ruleSet.tables[id].startField = dayField(syntax.start, of: id)
    // The day of a birth or a death is the same whenever one asks.
    for field in [ruleSet.tables[id].endField, ruleSet.tables[id].startField] {
      if let field { ruleSet.tables[id].fields[field].isRetroactive = true }
    }
  }

  private mutating func dayField(_ name: NameSyntax?, of table: TableID) -> Int? {
    guard let name, let field = field(name, of: table) else { return nil }
    if ruleSet.tables[table].fields[field].type != .day {
      error("not-a-day", name.range, zh: "“\(name.text)”要是日期", en: "`\(name.text)` must be a 日期 field")
      return nil
    }
    return field
  }

  mutating func field(_ name: NameSyntax, of table: TableID) -> Int? {
    if let field = ruleSet.tables[table].field(named: name.text) {
      note(name, .field(table, field))
      return field
    }
    unknownName(
      name, kind: ("\(ruleSet.tables[table].name)字段", "field of \(ruleSet.tables[table].name)"),
      among: ruleSet.tables[table].fields.map(\.name))
    return nil
  }

  private mutating func addFields(
    _ fields: [FieldSyntax], to table: TableID, sources: [NameSyntax], sensitivity: Sensitivity?
  ) {
    for syntax in fields {
      guard ruleSet.tables[table].field(named: syntax.name.text) == nil else {
        duplicate(syntax.name, kind: ("字段", "field"))
        continue
      }
      let tableName = ruleSet.tables[table].name
      guard let type = type(syntax.type, inlineName: "\(tableName).\(syntax.name.text)") else { continue }
      let from = syntax.sources.isEmpty ? sources : syntax.sources
      ruleSet.tables[table].fields.append(
        Field(
          name: syntax.name.text, aliases: syntax.aliases.map(\.text), type: type,
          sources: from.map(\.text), sensitivity: syntax.sensitivity ?? sensitivity ?? .inner,
          isOptional: syntax.isOptional, isRetroactive: syntax.isRetroactive, range: syntax.range))
      if case .named(let name) = syntax.type.kind, name == "整数" {
        ruleSet.tables[table].fields[ruleSet.tables[table].fields.count - 1].isWhole = true
      }
    }
  }

  /// The type that is written; an inline list becomes a code list of its own.
  mutating func type(_ syntax: TypeSyntax, inlineName: String) -> ValueType? {
    switch syntax.kind {
    case .named(let name):
      switch name {
      case "文本": return .text
      case "整数", "小数", "比率": return .number(.none)
      case "金额": return .number(.money)
      case "月数": return .number(.months)
      case "岁数", "年数": return .number(.years)
      case "天数": return .number(.days)
      case "日期": return .day
      case "年月": return .month
      case "年": return .year
      case "是否": return .truth
      default:
        if let list = codeListIDs[name] { return .code(list) }
        let known = [
          "文本", "整数", "小数", "比率", "金额", "日期", "年月", "年", "是否", "月数", "岁数", "天数",
        ]
        unknownName(
          NameSyntax(text: name, range: syntax.range), kind: ("类型", "type"),
          among: known + codeListIDs.keys)
        return nil
      }
    case .code(let name):
      guard let list = codeListIDs[name.text] else {
        unknownName(name, kind: ("代码表", "code list"), among: codeListIDs.keys)
        return nil
      }
      note(name, .codeList(list))
      return .code(list)
    case .inlineCodes(let names):
      let list = CodeList(
        id: ruleSet.codeLists.count, name: inlineName, items: names.map { ($0.text, $0.text, nil) },
        range: syntax.range)
      add(list)
      return .code(list.id)
    case .reference(let name):
      guard let target = tableIDs[name.text], ruleSet.tables[target].relation == nil else {
        unknownName(name, kind: ("实体", "entity"), among: entityNames)
        return nil
      }
      note(name, .table(target))
      return .reference(target)
    }
  }

  private mutating func fill(_ syntax: RelationSyntax) {
    guard let id = tableIDs[syntax.name.text], var relation = ruleSet.tables[id].relation,
      ruleSet.tables[id].fields.isEmpty
    else { return }
    ruleSet.tables[id].aliases = syntax.aliases.map(\.text)
    addFields(syntax.fields, to: id, sources: syntax.sources, sensitivity: syntax.sensitivity)
    ruleSet.tables[id].key = syntax.key.compactMap { field($0, of: id) }
    if syntax.key.isEmpty {
      error(
        "missing-key", syntax.name.range, zh: "关系“\(syntax.name.text)”没有行的键",
        en: "relation `\(syntax.name.text)` has no row key",
        remedyZh: "写 键 [字段, …]：同一主人之内唯一", remedyEn: "add 键 [field, …], unique within an owner")
    }
    if let time = syntax.time { relation.timeField = timeField(time, of: id) }
    if let from = syntax.validFrom { relation.validFrom = timeField(from, of: id) }
    if let to = syntax.validTo { relation.validTo = timeField(to, of: id) }
    switch syntax.coverage {
    case .complete(let from): relation.completeness = .complete(from: from.flatMap { firstDay($0) })
    case .whenChecked(let name):
      if let field = dayField(name, of: relation.owner) {
        relation.completeness = .whenChecked(ownerField: field)
      }
    case .incomplete: relation.completeness = .incomplete
    case nil:
      error(
        "missing-coverage", syntax.name.range, zh: "关系“\(syntax.name.text)”没有写完整还是不完整",
        en: "relation `\(syntax.name.text)` does not say whether it is complete",
        remedyZh: "写 完整 自 … 至 数据截至，或 不完整（没有记录是不知道）",
        remedyEn: "write 完整 … or 不完整 (no record means unknown)")
    }
    if let days = syntax.freshnessDays, case .number(let n, _, _) = days.value {
      relation.freshnessDays = Int(n.floor)
    }
    ruleSet.tables[id].kind = .relation(relation)
  }

  private mutating func timeField(_ name: NameSyntax, of table: TableID) -> Int? {
    guard let index = field(name, of: table) else { return nil }
    switch ruleSet.tables[table].fields[index].type {
    case .day, .month, .year: return index
    default:
      error(
        "not-a-time", name.range, zh: "“\(name.text)”要是日期、年月或年",
        en: "`\(name.text)` must be a day, a month or a year")
      return nil
    }
  }

  func firstDay(_ literal: LiteralSyntax) -> Day? {
    switch literal.value {
    case .day(let day): day
    case .month(let month): month.firstDay
    case .year(let year): YearMonth(year: year, month: 1).firstDay
    default: nil
    }
  }

  private mutating func declare(_ syntax: ReverseSyntax) {
    guard viewIDs[syntax.name.text] == nil, tableIDs[syntax.name.text] == nil else {
      return duplicate(syntax.name, kind: ("关系", "relation"))
    }
    guard let table = tableIDs[syntax.relation.text], ruleSet.tables[table].relation != nil else {
      return unknownName(syntax.relation, kind: ("关系", "relation"), among: viewIDs.keys)
    }
    guard let index = field(syntax.field, of: table) else { return }
    guard case .reference(let target) = ruleSet.tables[table].fields[index].type else {
      return error(
        "not-a-reference", syntax.field.range, zh: "“\(syntax.field.text)”不是指向别的记录的字段",
        en: "`\(syntax.field.text)` is not a reference")
    }
    viewIDs[syntax.name.text] = ruleSet.views.count
    ruleSet.views.append(
      RelationView(name: syntax.name.text, table: table, entity: target, link: .field(index)))
  }
}
