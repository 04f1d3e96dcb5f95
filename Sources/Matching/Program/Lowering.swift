import RuleLanguage

/// Turns checked expressions into shared nodes. Operands are always interned before the node that uses
/// them, so that ascending node order is an evaluation order.
struct Lowering {
  let ruleSet: RuleSet
  private(set) var nodes: [Node] = []
  private var indexes: [Node: NodeID] = [:]
  private(set) var neededFields: [Set<Int>]
  private(set) var neededViews: Set<Int> = []
  /// The tables from whose records the queries around the present expression start.
  private var askers: [TableID] = []

  init(_ ruleSet: RuleSet) {
    self.ruleSet = ruleSet
    neededFields = Array(repeating: [], count: ruleSet.tables.count)
  }

  mutating func intern(_ operation: Operation, _ type: ValueType, frame: TableID) -> NodeID {
    var frame = frame
    switch operation {
    case .constant, .moment: frame = Node.uniform
    case .column, .figure, .hop, .outer, .query: break
    default:
      if operation.frameOperands.allSatisfy({ nodes[$0].isUniform }) { frame = Node.uniform }
    }
    let node = Node(frame: frame, type: type, operation: operation)
    if let index = indexes[node] { return index }
    nodes.append(node)
    indexes[node] = nodes.count - 1
    return nodes.count - 1
  }

  mutating func need(field: Int, of table: TableID) {
    if field >= 0 { neededFields[table].insert(field) }
  }

  func isTrue(_ node: NodeID) -> Bool { nodes[node].operation == .constant(.truth(true)) }
  func isFalse(_ node: NodeID) -> Bool { nodes[node].operation == .constant(.truth(false)) }

  /// A node that answers yes, no or unknown for `expression`; none counts as no.
  mutating func truth(_ expression: Expression, frame: TableID) -> NodeID {
    switch expression.kind {
    case .and(let parts): return all(parts.map { truth($0, frame: frame) }, frame: frame)
    case .or(let parts): return any(parts.map { truth($0, frame: frame) }, frame: frame)
    case .not(let inner): return negation(truth(inner, frame: frame), frame: frame)
    case .atLeast(let n, let parts):
      return threshold(n, parts.map { truth($0, frame: frame) }, frame: frame)
    case .exactly(let n, let parts):
      let operands = parts.map { truth($0, frame: frame) }
      return intern(.exactly(n, operands), .truth, frame: frame)
    default: return value(expression, frame: frame)
    }
  }

  /// A node that yields the expression's value, none included.
  mutating func value(_ expression: Expression, frame: TableID) -> NodeID {
    let type = expression.type
    switch expression.kind {
    case .and, .or, .not, .atLeast, .exactly:
      // What was simplified to a bare field would be none where the connective is no.
      let node = truth(expression, frame: frame)
      return isTwoSided(node) ? node : intern(.and([node]), .truth, frame: frame)
    case .constant(let constant): return intern(.constant(constant), type, frame: frame)
    case .moment(let moment): return intern(.moment(moment), type, frame: frame)
    case .figure(let index): return intern(.figure(index), type, frame: frame)
    case .outer(let inner): return outer(inner, frame: frame)
    case .path(let path):
      return behind(path.hops, frame: frame, type: type, absence: .none) { lowering, target in
        lowering.need(field: path.field, of: target)
        return lowering.intern(.column(path.field), type, frame: target)
      }
    case .definition(let index, let hops):
      let body = ruleSet.definitions[index].expression
      return behind(hops, frame: frame, type: type, absence: type == .truth ? .no : .none) {
        $0.value(body, frame: $1)
      }
    case .parameter(let index, let keys, let year):
      let keys = keys.map { value($0, frame: frame) }
      let year = year.map { value($0, frame: frame) }
      return intern(.parameter(index, keys: keys, at: year), type, frame: frame)
    case .exists, .forAll, .count, .aggregate, .pick, .distinctMonths, .streak:
      return query(expression, frame: frame)
    case .inCodes(let inner, let set):
      let code = value(inner, frame: frame)
      let inside = overCandidates(code, frame: frame) { .inCodes($0, set) }
      let coarser = ruleSet.codeLists[set.list].coarser(than: set)
      if coarser.ranges.isEmpty { return inside }
      let above = overCandidates(code, frame: frame) { .inCodes($0, coarser) }
      let open = Operation.table(.first, conditions: [], values: [], .nothing)
      let perhaps = all([above, intern(open, .truth, frame: Node.uniform)], frame: frame)
      return any([inside, perhaps], frame: frame)
    case .compare(let comparison, let a, let b) where !a.type.isNumber:
      let (x, y) = (value(a, frame: frame), value(b, frame: frame))
      return overCandidates(x, y, frame: frame) { .compare(comparison, $0, $1) }
    default:
      let operation = operation(expression, frame: frame)
      return intern(folded(operation, type) ?? operation, type, frame: frame)
    }
  }

  private mutating func operation(_ expression: Expression, frame: TableID) -> Operation {
    switch expression.kind {
    case .compare(let comparison, let a, let b):
      return .compare(comparison, value(a, frame: frame), value(b, frame: frame))
    case .inCodes(let inner, let set): return .inCodes(value(inner, frame: frame), set)
    case .isKnown(let inner): return .isKnown(value(inner, frame: frame))
    case .isNone(let inner): return .isNone(value(inner, frame: frame))
    case .arithmetic(let arithmetic, let a, let b):
      return .arithmetic(arithmetic, value(a, frame: frame), value(b, frame: frame))
    case .divide(let a, let b, let whenZero):
      let (a, b) = (value(a, frame: frame), value(b, frame: frame))
      return .divide(a, b, whenZero: whenZero.map { value($0, frame: frame) })
    case .extreme(let extreme, let parts):
      return .extreme(extreme, parts.map { value($0, frame: frame) })
    case .floor(let inner): return .floor(value(inner, frame: frame))
    case .round(let inner, let step): return .round(value(inner, frame: frame), step: step)
    case .conditional(let condition, let then, let otherwise):
      let c = truth(condition, frame: frame)
      let then = value(then, frame: frame)
      return .conditional(c, then: then, otherwise: value(otherwise, frame: frame))
    case .table(let table):
      let conditions = table.rows.map { truth($0.condition, frame: frame) }
      let values = table.rows.map { value($0.value, frame: frame) }
      let fallback: Operation.Fallback =
        switch table.otherwise {
        case .value(let expression): .value(value(expression, frame: frame))
        case .denied: .denied
        case .nothing: .nothing
        case .impossible: .impossible
        }
      return .table(table.choice, conditions: conditions, values: values, fallback)
    case .addDuration(let day, let n, let unit):
      return .addDuration(value(day, frame: frame), value(n, frame: frame), unit)
    case .elapsed(let unit, let from, let to):
      return .elapsed(unit, from: value(from, frame: frame), to: value(to, frame: frame))
    case .yearOf(let inner): return .yearOf(value(inner, frame: frame))
    case .monthOf(let inner): return .monthOf(value(inner, frame: frame))
    case .firstDay(let inner): return .firstDay(value(inner, frame: frame))
    case .lastDay(let inner): return .lastDay(value(inner, frame: frame))
    default: preconditionFailure("an expression with no operation of its own")
    }
  }

  /// Lowers `body` on the table where the hops lead, and wraps the result in the hops.
  mutating func behind(
    _ hops: [Hop], frame: TableID, type: ValueType, absence: Absence,
    _ body: (inout Lowering, TableID) -> NodeID
  ) -> NodeID {
    guard let hop = hops.first else { return body(&self, frame) }
    if case .field(let field) = hop { need(field: field, of: frame) }
    let inner = behind(
      Array(hops.dropFirst()), frame: target(of: hop, from: frame), type: type, absence: absence, body)
    return intern(.hop(hop, inner, absence), type, frame: frame)
  }

  private mutating func outer(_ inner: Expression, frame: TableID) -> NodeID {
    guard let asker = askers.popLast() else { preconditionFailure("an outer value outside of a query") }
    defer { askers.append(asker) }
    let node = value(inner, frame: asker)
    return nodes[node].isUniform ? node : intern(.outer(node), inner.type, frame: frame)
  }

  /// Lowers what is read over the rows of a query that starts from a record of `frame`.
  mutating func asked<Result>(by frame: TableID, _ body: (inout Lowering) -> Result) -> Result {
    askers.append(frame)
    defer { askers.removeLast() }
    return body(&self)
  }

  func target(of hop: Hop, from frame: TableID) -> TableID {
    switch hop {
    case .owner:
      guard let relation = ruleSet.tables[frame].relation else {
        preconditionFailure("only a relation's row has an owner")
      }
      return relation.owner
    case .field(let field):
      guard case .reference(let table) = ruleSet.tables[frame].fields[field].type else {
        preconditionFailure("a hop through a field that is no reference")
      }
      return table
    }
  }

  mutating func need(view: Int) { neededViews.insert(view) }
}
