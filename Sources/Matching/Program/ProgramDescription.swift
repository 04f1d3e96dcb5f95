import RuleLanguage

/// Names of what a program reads, kept so that a plan can be printed without the rule set.
struct ProgramNames: Sendable {
  let tables: [String]
  let fields: [[String]]
  let views: [String]
  let parameters: [String]
  /// Codes by list and ordinal.
  let codes: [[String]]
  let policies: [(name: String, items: [String])]

  init(_ ruleSet: RuleSet) {
    tables = ruleSet.tables.map(\.name)
    fields = ruleSet.tables.map { $0.fields.map(\.name) }
    views = ruleSet.views.map(\.name)
    parameters = ruleSet.parameters.map(\.name)
    codes = ruleSet.codeLists.map { $0.entries.map(\.code) }
    policies = ruleSet.policies.map { ($0.name, $0.items.map(\.name)) }
  }
}

extension Program {
  /// The plan as text, one node a line with the nodes that it uses, then the roots of each item. The
  /// same rule set always gives the same text.
  public func describe() -> String {
    var lines: [String] = []
    for (index, node) in nodes.enumerated() {
      let frame = node.isUniform ? "" : " over \(names.tables[node.frame])"
      lines.append("%\(index) = \(text(of: node))\(frame)")
    }
    for (index, policy) in policies.enumerated() {
      for (position, item) in policy.items.enumerated() {
        let name = names.policies[index].items[position]
        let title = name.isEmpty ? names.policies[index].name : "\(names.policies[index].name)/\(name)"
        lines.append("\(title): over \(names.tables[item.frame])")
        lines.append("  clauses \(list(item.clauses + item.gates))")
        lines.append("  exclusions %\(item.exclusions), alive %\(item.alive), benefit %\(item.benefit)")
        if let amount = item.amount { lines.append("  amount %\(amount)") }
      }
      if let cap = policy.totalCap { lines.append("\(names.policies[index].name): cap %\(cap)") }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func list(_ nodes: [NodeID]) -> String {
    "[" + nodes.map { "%\($0)" }.joined(separator: ", ") + "]"
  }

  private func text(of node: Node) -> String {
    switch node.operation {
    case .constant(let value): return text(of: value, node.type)
    case .moment(let moment): return "\(moment)"
    case .column(let field): return text(ofField: field, node.frame)
    case .hop(let hop, let inner, let absence):
      return "through \(text(of: hop, node.frame)) %\(inner) (none: \(absence))"
    case .outer(let inner): return "outer %\(inner)"
    case .figure(let index): return "figure \(index)"
    case .parameter(let index, let keys, let year):
      return "parameter \(names.parameters[index])\(list(keys + (year.map { [$0] } ?? [])))"
    case .and(let operands): return "and\(list(operands))"
    case .or(let operands): return "or\(list(operands))"
    case .not(let operand): return "not %\(operand)"
    case .atLeast(let n, let operands): return "atLeast(\(n))\(list(operands))"
    case .exactly(let n, let operands): return "exactly(\(n))\(list(operands))"
    case .compare(let comparison, let a, let b): return "%\(a) \(comparison.rawValue) %\(b)"
    case .inCodes(let operand, let set):
      return "%\(operand) in \(set.ranges.map { text(of: $0, set.list) }.joined(separator: ", "))"
    case .isKnown(let operand): return "known %\(operand)"
    case .isNone(let operand): return "none %\(operand)"
    case .isPositive(let operand): return "positive %\(operand)"
    case .agreement(let conditions, let outcomes, let otherwise):
      return "agreement of \(list(conditions)) \(list(outcomes)) else \(optional(otherwise))"
    case .arithmetic(let arithmetic, let a, let b): return "%\(a) \(arithmetic.rawValue) %\(b)"
    case .divide(let a, let b, let whenZero): return "%\(a) / %\(b), by zero \(optional(whenZero))"
    case .extreme(let extreme, let operands): return "\(extreme.rawValue)\(list(operands))"
    case .floor(let operand): return "floor %\(operand)"
    case .round(let operand, let step): return "round %\(operand) to \(step.plainText)"
    case .conditional(let c, let then, let otherwise): return "if %\(c) then %\(then) else %\(otherwise)"
    case .table(let choice, let conditions, let values, let fallback):
      let otherwise =
        switch fallback {
        case .value(let node): "%\(node)"
        case .denied: "denied"
        case .nothing: "unknown"
        case .impossible: "impossible"
        }
      return "\(choice) of \(list(conditions)) \(list(values)) else \(otherwise)"
    case .addDuration(let day, let n, let unit): return "%\(day) plus %\(n) \(unit.rawValue)"
    case .elapsed(let unit, let from, let to): return "\(unit.rawValue) from %\(from) to %\(to)"
    case .yearOf(let operand): return "year of %\(operand)"
    case .monthOf(let operand): return "month of %\(operand)"
    case .firstDay(let operand): return "first day of %\(operand)"
    case .lastDay(let operand): return "last day of %\(operand)"
    case .query(let query): return text(of: query, node.frame)
    }
  }

  private func optional(_ node: NodeID?) -> String { node.map { "%\($0)" } ?? "unknown" }

  private func text(of query: QueryNode, _ frame: TableID) -> String {
    let result =
      switch query.result {
      case .exists: "exists"
      case .forAll(let node): "all %\(node)"
      case .count: "count"
      case .aggregate(let aggregate, let node): "\(aggregate.rawValue) %\(node)"
      case .pick(let value, let order, let latest, let n, _):
        "pick %\(value) \(latest ? "latest" : "earliest") \(n) by %\(order)"
      case .distinctMonths(let month): "months %\(month)"
      case .streak(let month, let end): "streak %\(month) \(end.map { "to %\($0)" } ?? "anywhere")"
      }
    let span =
      switch query.span {
      case .ever: "ever"
      case .at(let day): "at %\(day)"
      case .window(let from, let to): "from %\(from) to %\(to)"
      }
    var table = frame
    var hops = ""
    for hop in query.hops {
      hops += " through \(text(of: hop, table))"
      if case .field = hop { table = -1 }
    }
    let filter = query.filter.map { " where %\($0)" } ?? ""
    return "\(result) in \(names.views[query.view])\(hops)\(filter) \(span)"
  }

  private func text(of hop: Hop, _ frame: TableID) -> String {
    switch hop {
    case .owner: "owner"
    case .field(let field): frame < 0 ? "field \(field)" : text(ofField: field, frame)
    }
  }

  private func text(ofField field: Int, _ table: TableID) -> String {
    field == Path.ownerField ? "owner" : field < 0 ? "row key" : names.fields[table][field]
  }

  private func text(of range: Range<Int>, _ codes: CodeListID) -> String {
    let first = names.codes[codes][range.lowerBound]
    return range.count == 1 ? first : "\(first)...\(names.codes[codes][range.upperBound - 1])"
  }

  private func text(of value: Value, _ type: ValueType) -> String {
    switch value {
    case .truth(let truth): truth ? "yes" : "no"
    case .number(let number): number.plainText
    case .day(let day): day.text
    case .month(let month): month.text
    case .year(let year): "\(year)"
    case .code(let ordinal):
      if case .code(let list) = type { names.codes[list][ordinal] } else { "code \(ordinal)" }
    case .text(let text): "“\(text)”"
    case .reference(let key): "record \(key)"
    }
  }
}
