import RuleLanguage

extension Evaluator {
  /// What an expression reads over a record, in the order of the text, each once. Of a relation only
  /// how many rows count, not what they say.
  func usedValues(_ expression: Expression, _ scope: Scope) -> [UsedValue] {
    var values: [UsedValue] = []
    read(expression, scope, into: &values)
    var seen: Set<UsedValue> = []
    return values.filter { seen.insert($0).inserted }
  }

  private func read(_ expression: Expression, _ scope: Scope, into values: inout [UsedValue]) {
    switch expression.kind {
    case .constant, .moment: break
    case .figure(let index):
      let figure = ruleSet.figures[index]
      for part in [figure.value] + figure.keys { read(part, scope, into: &values) }
      values.append(
        UsedValue(
          name: figure.kind.chinese, text: text(expression, scope), sources: [], sensitivity: .open))
    case .path(let path): values.append(used(path, expression, scope))
    case .parameter(let index, let keys, let year):
      for part in keys + [year].compactMap(\.self) { read(part, scope, into: &values) }
      let input = parameterInput(index)
      values.append(
        UsedValue(
          name: input.name, text: text(expression, scope), sources: input.sources, sensitivity: .open))
    case .definition(let index, let hops): read(definition: index, hops, expression, scope, &values)
    case .exists(let query), .forAll(let query, _), .count(let query):
      read(query, nil, expression, scope, into: &values)
    case .aggregate(let aggregate, let query, _):
      read(query, aggregate.chinese, expression, scope, into: &values)
    case .pick(let query, _, let order, let latest, _):
      if let decision = usedDecision(query, expression, order, scope) { return values.append(decision) }
      read(query, latest ? "最近" : "最早", expression, scope, into: &values)
    case .distinctMonths(let query, _):
      read(query, "累计月数", expression, scope, into: &values)
    case .streak(let query, _, let endingAt):
      if let endingAt { read(endingAt, scope, into: &values) }
      let isYears = expression.type == .number(.years)
      read(query, isYears ? "连续年数" : "连续月数", expression, scope, into: &values)
    case .table(let table): read(table, scope, into: &values)
    case .conditional(let condition, let then, let otherwise):
      let applies = truth(condition, scope.frame)
      read(condition, scope, into: &values)
      if applies != .no { read(then, scope, into: &values) }
      if applies != .yes { read(otherwise, scope, into: &values) }
    default: for part in expression.operands { read(part, scope, into: &values) }
    }
  }

  /// Rows that do not apply, and those after the one that decides, say nothing about this record.
  private func read(_ table: TableExpression, _ scope: Scope, into values: inout [UsedValue]) {
    for row in table.rows {
      let applies = truth(row.condition, scope.frame)
      if applies == .no { continue }
      read(row.condition, scope, into: &values)
      read(row.value, scope, into: &values)
      if applies == .yes, table.choice == .first { return }
    }
    if case .value(let value) = table.otherwise { read(value, scope, into: &values) }
  }

  private func text(_ expression: Expression, _ scope: Scope) -> String {
    ValueText(ruleSet).text(evaluate(expression, scope.frame), expression.type)
  }

  private func used(_ path: Path, _ expression: Expression, _ scope: Scope) -> UsedValue {
    let table = ruleSet.tables[path.table]
    let field = path.field < 0 ? nil : table.fields[path.field]
    let isAssumed = at.isPast && table.relation == nil && field?.isRetroactive == true
    return UsedValue(
      name: prefix(of: path.hops, from: scope) + fieldName(path.field, of: path.table),
      text: text(expression, scope) + (isAssumed ? "（追溯视为不变）" : ""),
      sources: sources(ofField: path.field, of: path.table),
      sensitivity: field?.sensitivity ?? sensitivity(of: path.table))
  }

  private func read(
    definition index: Int, _ hops: [Hop], _ expression: Expression, _ scope: Scope,
    _ values: inout [UsedValue]
  ) {
    let definition = ruleSet.definitions[index]
    guard case .record(let target) = follow(hops, from: scope) else {
      return values.append(
        UsedValue(
          name: prefix(of: hops, from: scope) + definition.name, text: text(expression, scope),
          sources: sources(of: definition.table), sensitivity: sensitivity(of: definition.table)))
    }
    let inner = usedValues(definition.expression, target)
    var sources: [String] = []
    for source in inner.flatMap(\.sources) where !sources.contains(source) { sources.append(source) }
    values.append(
      UsedValue(
        name: target.prefix + definition.name, text: text(expression, scope), sources: sources,
        sensitivity: inner.map(\.sensitivity).max { $0.rank < $1.rank } ?? .open))
    values += inner
  }

  private func read(
    _ query: Query, _ function: String?, _ expression: Expression, _ scope: Scope,
    into values: inout [UsedValue]
  ) {
    for bound in query.span.bounds { read(bound, scope, into: &values) }
    let view = ruleSet.views[query.view]
    let name = prefix(of: query.hops, from: scope) + view.name
    let (sources, sensitivity) = (sources(of: view.table), sensitivity(of: view.table))
    values.append(
      UsedValue(
        name: name, text: rows(query, scope.frame)?.text ?? "不详", sources: sources,
        sensitivity: sensitivity))
    if let function {
      values.append(
        UsedValue(
          name: "\(function)(\(name))", text: text(expression, scope), sources: sources,
          sensitivity: sensitivity))
    }
  }

  private func sensitivity(of table: TableID) -> Sensitivity {
    ruleSet.tables[table].fields.map(\.sensitivity).max { $0.rank < $1.rank } ?? .inner
  }
}

extension MatchedRows {
  /// `3条`, `1至3条`, `至少1条`, `无`, `不详`.
  fileprivate var text: String {
    switch (certain.count, all.count, isClosed) {
    case (0, 0, true): "无"
    case (0, _, false): "不详"
    case (let low, _, false): "至少\(low)条"
    case (let low, let high, true): low == high ? "\(low)条" : "\(low)至\(high)条"
    }
  }
}

extension Sensitivity {
  var rank: Int {
    switch self {
    case .open: 0
    case .inner: 1
    case .sensitive: 2
    }
  }
}

extension Aggregate {
  fileprivate var chinese: String {
    switch self {
    case .sum: "合计"
    case .largest: "最大"
    case .smallest: "最小"
    case .average: "平均"
    }
  }
}
