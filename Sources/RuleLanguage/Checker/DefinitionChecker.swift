extension Checker {
  /// Registers a tag or measure so that others may name it before it is checked itself.
  mutating func declare(_ syntax: DefinitionSyntax) -> Bool {
    guard let table = tableIDs[syntax.table.text] else {
      unknownName(syntax.table, kind: ("实体或关系", "entity or relation"), among: tableIDs.keys)
      return false
    }
    guard definitionIDs[table]?[syntax.name.text] == nil,
      ruleSet.tables[table].field(named: syntax.name.text) == nil
    else {
      duplicate(syntax.name, kind: ("标签、指标或字段", "tag, measure or field"))
      return false
    }
    var type = ValueType.truth
    if let written = syntax.type {
      guard let measured = self.type(written, inlineName: "\(syntax.table.text).\(syntax.name.text)") else {
        return false
      }
      type = measured
    }
    definitionIDs[table, default: [:]][syntax.name.text] = definitionTypes.count
    definitionTypes.append(type)
    return true
  }

  /// Checks the body. Definitions are appended in the order in which they were registered.
  mutating func define(_ syntax: DefinitionSyntax) {
    guard let table = tableIDs[syntax.table.text] else { return }
    let type = definitionTypes[ruleSet.definitions.count]
    let frame = frame(of: table)
    let body = expression(syntax.expression, in: frame, expecting: type)
    var result = Expression(.not(Expression(.and([]), .truth, syntax.range)), .truth, syntax.range)
    if let body {
      if let same = adapted(body, to: type) {
        result = same
      } else {
        typeMismatch(body, expected: type)
      }
    }
    ruleSet.definitions.append(
      Definition(name: syntax.name.text, table: table, expression: result, range: syntax.range))
  }

  /// The frame of an entity's record or a relation's row.
  func frame(of table: TableID) -> Frame {
    if let view = ruleSet.views.first(where: { $0.table == table && $0.link == .owner }) {
      return Frame(rowOf: view)
    }
    return Frame(entity: table)
  }

  mutating func rejectCircularDefinitions() {
    var state = Array(repeating: 0, count: ruleSet.definitions.count)
    var circular: [Int] = []
    func visit(_ index: Int) {
      guard index < state.count, state[index] != 2 else { return }
      if state[index] == 1 {
        circular.append(index)
        return
      }
      state[index] = 1
      for used in ruleSet.definitions[index].expression.definitionsUsed { visit(used) }
      state[index] = 2
    }
    for index in ruleSet.definitions.indices { visit(index) }
    for index in Set(circular).sorted() {
      let definition = ruleSet.definitions[index]
      error(
        "circular-definition", definition.range, zh: "“\(definition.name)”绕回到自己",
        en: "`\(definition.name)` is defined by itself",
        remedyZh: "改用名单（已认定）而不是现算的标签或 符合(…)",
        remedyEn: "test a list (是 on a list) instead of the computed tag")
    }
  }
}

extension Expression {
  /// Every sub-expression once, this one first.
  public func forEach(_ body: (Expression) -> Void) {
    body(self)
    func query(_ query: Query) {
      query.filter?.forEach(body)
      switch query.span {
      case .ever: break
      case .at(let day): day.forEach(body)
      case .window(let from, let to):
        from.forEach(body)
        to.forEach(body)
      }
    }
    switch kind {
    case .constant, .path, .definition, .moment, .figure: break
    case .parameter(_, let keys, let year):
      for key in keys { key.forEach(body) }
      year?.forEach(body)
    case .and(let parts), .or(let parts), .atLeast(_, let parts), .exactly(_, let parts),
      .extreme(_, let parts):
      for part in parts { part.forEach(body) }
    case .outer(let a), .not(let a), .inCodes(let a, _), .isKnown(let a), .isNone(let a), .floor(let a),
      .round(let a, _), .yearOf(let a), .monthOf(let a), .firstDay(let a), .lastDay(let a):
      a.forEach(body)
    case .compare(_, let a, let b), .arithmetic(_, let a, let b), .addDuration(let a, let b, _),
      .elapsed(_, let a, let b):
      a.forEach(body)
      b.forEach(body)
    case .divide(let a, let b, let zero):
      a.forEach(body)
      b.forEach(body)
      zero?.forEach(body)
    case .conditional(let a, let b, let c):
      a.forEach(body)
      b.forEach(body)
      c.forEach(body)
    case .table(let table):
      for row in table.rows {
        row.condition.forEach(body)
        row.value.forEach(body)
      }
      if case .value(let value) = table.otherwise { value.forEach(body) }
    case .exists(let q), .count(let q): query(q)
    case .forAll(let q, let a), .aggregate(_, let q, let a), .distinctMonths(let q, let a):
      query(q)
      a.forEach(body)
    case .pick(let q, let value, let order, _, _):
      query(q)
      value.forEach(body)
      order.forEach(body)
    case .streak(let q, let month, let end):
      query(q)
      month.forEach(body)
      end?.forEach(body)
    }
  }

  /// Something in it is read over the record from which a query starts.
  public var readsOuter: Bool {
    var found = false
    forEach { if case .outer = $0.kind { found = true } }
    return found
  }

  var definitionsUsed: [Int] {
    var result: [Int] = []
    forEach { if case .definition(let index, _) = $0.kind { result.append(index) } }
    return result
  }
}
