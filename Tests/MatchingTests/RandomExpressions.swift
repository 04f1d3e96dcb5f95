import Matching
import RuleLanguage

/// Random checked expressions over the tables of a rule set. Types and frames are as the checker would
/// have them; everything else is left to chance.
struct RandomExpressions {
  var random: SplitMix64
  let dates: Dates
  let ruleSet: RuleSet
  /// Definitions that may be used: by table and type, as index into the rule set's.
  var definitions: [Definition] = []
  /// The frames from which the queries around the present expression start, the outermost first.
  private var askers: [TableID] = []
  /// Leaves out what may become less certain as more is known: 已知(x), and 最大 and 最小, which are
  /// unknown of none.
  var isMonotone = false

  init(_ random: SplitMix64, _ dates: Dates, _ ruleSet: RuleSet) {
    self.random = random
    self.dates = dates
    self.ruleSet = ruleSet
  }

  func expression(_ kind: Expression.Kind, _ type: ValueType) -> Expression {
    Expression(kind, type, nowhere)
  }

  mutating func number(_ numerator: [Int64] = [-1, 0, 1, 1, 2, 2, 3, 5, 60, 100]) -> Number {
    if random.chance(15) { return Number(Int128(random.below(9)) - 2, over: 2) ?? .one }
    return Number(random.one(of: numerator))
  }

  // Ways to other records

  mutating func hops(from table: TableID) -> (hops: [Hop], table: TableID) {
    var hops: [Hop] = []
    var table = table
    while hops.count < 3, random.chance(hops.isEmpty ? 30 : 20) {
      guard let step = hop(from: table) else { break }
      hops.append(step.hop)
      table = step.table
    }
    return (hops, table)
  }

  private mutating func hop(from table: TableID) -> (hop: Hop, table: TableID)? {
    var choices: [(Hop, TableID)] = []
    if let relation = ruleSet.tables[table].relation { choices.append((.owner, relation.owner)) }
    for (index, field) in ruleSet.tables[table].fields.enumerated() {
      if case .reference(let target) = field.type { choices.append((.field(index), target)) }
    }
    return choices.isEmpty ? nil : random.one(of: choices)
  }

  /// A path to a field of this type, directly or through hops; nil where chance led to no such field.
  mutating func path(_ type: ValueType, _ frame: TableID) -> Expression? {
    if random.chance(30), let outside = outer(type) { return outside }
    for _ in 0..<3 {
      let way = hops(from: frame)
      var fields = ruleSet.tables[way.table].fields.indices.filter {
        ruleSet.tables[way.table].fields[$0].type == type
      }
      if let relation = ruleSet.tables[way.table].relation, type == .reference(relation.owner) {
        fields.append(Path.ownerField)
      }
      if let field = fields.isEmpty ? nil : random.one(of: fields) {
        return expression(
          .path(Path(frame: frame, hops: way.hops, table: way.table, field: field)), type)
      }
    }
    return nil
  }

  /// A value of this type over the record from which the query around starts.
  private mutating func outer(_ type: ValueType) -> Expression? {
    guard let asker = askers.popLast() else { return nil }
    defer { askers.append(asker) }
    let inner = random.chance(80) ? path(type, asker) : value(type, asker, 1)
    return inner.map { expression(.outer($0), type) }
  }

  /// What is read over the rows of a query that starts from a record of `frame`.
  mutating func asked<Result>(
    by frame: TableID, _ body: (inout RandomExpressions) -> Result
  ) -> Result {
    askers.append(frame)
    defer { askers.removeLast() }
    return body(&self)
  }

  mutating func definition(_ type: ValueType, _ frame: TableID) -> Expression? {
    let way = hops(from: frame)
    let fitting = definitions.indices.filter {
      definitions[$0].table == way.table && definitions[$0].expression.type == type
    }
    guard !fitting.isEmpty else { return nil }
    return expression(.definition(random.one(of: fitting), hops: way.hops), type)
  }

  // Relations

  mutating func query(_ frame: TableID, _ depth: Int) -> Query? {
    let way = hops(from: frame)
    let views = ruleSet.views.indices.filter { ruleSet.views[$0].entity == way.table }
    guard !views.isEmpty else { return nil }
    let view = random.one(of: views)
    let rows = ruleSet.views[view].table
    let filter = random.chance(75) ? asked(by: frame) { $0.truth(rows, depth - 1) } : nil
    let span: Query.Span
    switch random.below(4) {
    case 0: span = .at(day(frame, 1))
    case 1:
      let window = Window.months(12, includingCurrent: random.chance(50))
      span = .window(
        from: expression(.moment(.windowStart(window)), .day),
        to: expression(.moment(.windowEnd(window)), .day))
    case 2: span = .window(from: day(frame, 1), to: day(frame, 1))
    default: span = .ever
    }
    return Query(view: view, hops: way.hops, filter: filter, span: span)
  }

  private func rows(_ query: Query) -> TableID { ruleSet.views[query.view].table }

  mutating func pick(_ type: ValueType, _ frame: TableID, _ depth: Int) -> Expression? {
    guard let query = query(frame, depth - 1) else { return nil }
    let rows = rows(query)
    let time = ruleSet.tables[rows].relation?.timeField
    let order = asked(by: frame) {
      if let time, $0.random.chance(40) {
        let type = $0.ruleSet.tables[rows].fields[time].type
        return $0.expression(.path(Path(frame: rows, hops: [], table: rows, field: time)), type)
      }
      return $0.random.chance(60) ? $0.path(.day, rows) ?? $0.day(rows, 0) : $0.value(.number(.none), rows, 1)
    }
    let value = asked(by: frame) { $0.value(type, rows, depth - 2) }
    return expression(
      .pick(
        query, value: value, order: order, latest: random.chance(50),
        n: 1 + random.below(3)), type)
  }

  mutating func aggregate(_ type: ValueType, _ frame: TableID, _ depth: Int) -> Expression? {
    guard let query = query(frame, depth - 1) else { return nil }
    var choices: [Aggregate] = [.largest, .smallest]
    if case .number = type { choices += [.sum, .sum, .average] }
    let rows = rows(query)
    let value = asked(by: frame) { $0.value(type, rows, depth - 2) }
    return expression(.aggregate(random.one(of: choices), query, value), type)
  }

  mutating func counting(_ frame: TableID, _ depth: Int) -> Expression? {
    guard let query = query(frame, depth - 1) else { return nil }
    let number = ValueType.number(.none)
    let rows = rows(query)
    let month = asked(by: frame) { $0.month(rows, 1) }
    switch random.below(4) {
    case 0: return expression(.distinctMonths(query, month: month), number)
    case 1, 2:
      if random.chance(40) {
        let year = asked(by: frame) { $0.year(rows, 1) }
        let end = random.chance(60) ? self.year(frame, 1) : nil
        return expression(.streak(query, month: year, endingAt: end), number)
      }
      let end = random.chance(60) ? self.month(frame, 1) : nil
      return expression(.streak(query, month: month, endingAt: end), number)
    default: return expression(.count(query), number)
    }
  }

  // Choices between values

  mutating func table(_ type: ValueType, _ frame: TableID, _ depth: Int) -> Expression {
    var rows: [TableExpression.Row] = []
    for _ in 0..<(1 + random.below(3)) {
      let condition = truth(frame, depth - 1)
      rows.append(TableExpression.Row(condition: condition, value: value(type, frame, depth - 1)))
    }
    let otherwise: TableExpression.Otherwise
    switch random.below(5) {
    case 0: otherwise = .nothing
    case 1: otherwise = .denied
    case 2:
      // Only where the rows cover everything.
      otherwise = .impossible
      let before = expression(.or(rows.map(\.condition)), .truth)
      rows.append(
        TableExpression.Row(
          condition: expression(.not(before), .truth), value: value(type, frame, depth - 1)))
    default: otherwise = .value(value(type, frame, depth - 1))
    }
    var choice = TableExpression.Choice.first
    if case .number = type, random.chance(40) { choice = .highest }
    let table = TableExpression(choice: choice, rows: rows, otherwise: otherwise)
    return expression(.table(table), type)
  }

  mutating func conditional(_ type: ValueType, _ frame: TableID, _ depth: Int) -> Expression {
    let condition = truth(frame, depth - 1)
    let then = value(type, frame, depth - 1)
    return expression(
      .conditional(condition, then: then, otherwise: value(type, frame, depth - 1)), type)
  }

  mutating func value(_ type: ValueType, _ frame: TableID, _ depth: Int) -> Expression {
    switch type {
    case .truth: truth(frame, depth)
    case .number: amount(type, frame, depth)
    case .day: day(frame, depth)
    case .month: month(frame, depth)
    case .year: year(frame, depth)
    case .code(let list): code(list, frame, depth)
    case .text: text(frame, depth)
    case .reference(let table): reference(table, frame, depth)
    }
  }
}
