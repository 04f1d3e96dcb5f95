import RuleLanguage

/// A record together with how the rule text names what is read from it, seen from the unit of
/// decision: `户籍地`, `配偶.出生日期`, `社保月缴.险种`.
struct Scope {
  let frame: Frame
  /// Stands before the record's field names; empty, or ends in a dot.
  let prefix: String
  /// For a row: the hop that leads back to the entity whose row it is, and that entity's prefix.
  let way: (back: Hop, prefix: String)?
  /// For a row inside a query: the record from which the query starts; else empty.
  let asker: [Scope]

  init(
    _ frame: Frame, prefix: String = "", way: (back: Hop, prefix: String)? = nil, asker: [Scope] = []
  ) {
    self.frame = frame
    self.prefix = prefix
    self.way = way
    self.asker = asker
  }
}

/// Where following references led, with names.
enum ReachedScope {
  case record(Scope)
  case none
  case unknown(MissingInput)
}

extension Evaluator {
  func follow(_ hops: [Hop], from start: Scope) -> ReachedScope {
    var scope = start
    for (index, hop) in hops.enumerated() {
      switch records.step(hop, from: scope.frame, at: at) {
      case .record(let frame): scope = Scope(frame, prefix: prefix(after: hop, from: scope))
      case .none: return .none
      case .unknown: return .unknown(missingReference(Array(hops[index...]), from: scope))
      }
    }
    return .record(scope)
  }

  /// What stands before the names of the record that hops lead to, whatever the cells say.
  func prefix(of hops: [Hop], from scope: Scope) -> String {
    var prefix = scope.prefix
    var table = scope.frame.table
    for (index, hop) in hops.enumerated() {
      prefix =
        index == 0 ? self.prefix(after: hop, from: scope) : "\(prefix)\(hopName(hop, from: table))."
      table = records.table(at: hop, from: table)
    }
    return prefix
  }

  private func prefix(after hop: Hop, from scope: Scope) -> String {
    if let way = scope.way, way.back == hop { return way.prefix }
    return "\(scope.prefix)\(hopName(hop, from: scope.frame.table))."
  }

  private func hopName(_ hop: Hop, from table: TableID) -> String {
    switch hop {
    case .owner: ruleSet.tables[records.table(at: hop, from: table)].name
    case .field(let field): ruleSet.tables[table].fields[field].name
    }
  }

  func fieldName(_ field: Int, of table: TableID) -> String {
    if field == Path.ownerField { return hopName(.owner, from: table) }
    if field < 0 { return "行" }
    return ruleSet.tables[table].fields[field].name
  }

  func sources(ofField field: Int, of table: TableID) -> [String] {
    field < 0 ? sources(of: table) : ruleSet.tables[table].fields[field].sources
  }

  /// Departments behind a relation: those of its fields, in order.
  func sources(of table: TableID) -> [String] {
    var result: [String] = []
    for source in ruleSet.tables[table].fields.flatMap(\.sources) where !result.contains(source) {
      result.append(source)
    }
    return result
  }

  /// The first of these hops leads nowhere known: its reference is missing.
  private func missingReference(_ hops: [Hop], from scope: Scope) -> MissingInput {
    let table = scope.frame.table
    let sources =
      switch hops[0] {
      case .owner: sources(of: table)
      case .field(let field): sources(ofField: field, of: table)
      }
    return MissingInput(name: scope.prefix + hopName(hops[0], from: table), sources: sources)
  }

  func relationInput(_ view: Int, of entity: Scope) -> MissingInput {
    let view = ruleSet.views[view]
    return MissingInput(name: entity.prefix + view.name, sources: sources(of: view.table))
  }

  func parameterInput(_ index: Int) -> MissingInput {
    let parameter = ruleSet.parameters[index]
    return MissingInput(name: "参数 \(parameter.name)", sources: parameter.sources)
  }

  /// Rows of a query as scopes: their fields are named by the view.
  func rowScope(_ row: Int, _ query: Query, of entity: Scope, asker: Scope) -> Scope {
    let view = ruleSet.views[query.view]
    return Scope(
      Frame(table: view.table, record: row, asker: [asker.frame]),
      prefix: "\(entity.prefix)\(view.name).", way: (back: view.link, prefix: entity.prefix),
      asker: [asker])
  }
}
