import RuleLanguage

/// Inputs in the order in which the rule text reads them, each once.
struct InputSet {
  private(set) var inputs: [MissingInput] = []
  var count: Int { inputs.count }
  var isEmpty: Bool { inputs.isEmpty }

  mutating func insert(_ input: MissingInput) {
    if !inputs.contains(where: { $0.name == input.name }) { inputs.append(input) }
  }
  mutating func formUnion(_ other: InputSet) {
    for input in other.inputs { insert(input) }
  }
}

extension Evaluator {
  /// The inputs that leave this expression unsettled: nothing where it has a value, or is none.
  func unknownInputs(_ expression: Expression, _ scope: Scope) -> InputSet {
    var inputs = InputSet()
    collect(expression, scope, into: &inputs)
    // All is known, and something that is known none leaves it open.
    if inputs.isEmpty { readNones(expression, scope, into: &inputs) }
    return inputs
  }

  private func readNones(_ expression: Expression, _ scope: Scope, into inputs: inout InputSet) {
    if case .isNone = expression.kind { return }
    switch evaluate(expression, scope.frame) {
    case .none: return read(expression, scope, into: &inputs)
    case .value: return
    case .unknown, .range: break
    }
    switch expression.kind {
    case .outer(let inner): readNones(inner, scope.asker[0], into: &inputs)
    case .definition(let index, let hops):
      if case .record(let target) = follow(hops, from: scope) {
        readNones(ruleSet.definitions[index].expression, target, into: &inputs)
      }
    case .table(let table):
      // A key that fits no row: what the conditions read.
      for row in table.rows { readNoneKeys(row.condition, scope, into: &inputs) }
      for operand in expression.operands { readNones(operand, scope, into: &inputs) }
    default: for operand in expression.operands { readNones(operand, scope, into: &inputs) }
    }
  }

  private func readNoneKeys(_ condition: Expression, _ scope: Scope, into inputs: inout InputSet) {
    if evaluate(condition, scope.frame) == .none { return read(condition, scope, into: &inputs) }
    switch condition.kind {
    case .path, .pick, .definition, .outer: break
    default: for operand in condition.operands { readNoneKeys(operand, scope, into: &inputs) }
    }
  }

  func collect(_ expression: Expression, _ scope: Scope, into inputs: inout InputSet) {
    if evaluate(expression, scope.frame).isSettled { return }
    switch expression.kind {
    case .constant, .moment, .isKnown: break
    case .outer(let inner): collect([inner], scope.asker[0], into: &inputs)
    case .figure(let index):
      let figure = ruleSet.figures[index]
      if figure.parts.allSatisfy({ evaluate($0, scope.frame).isSettled }) {
        inputs.insert(MissingInput(name: figure.kind.chinese, sources: []))
      } else {
        collect(figure.parts, scope, into: &inputs)
      }
    case .path(let path): collect(path, scope, into: &inputs)
    case .definition(let index, let hops):
      switch follow(hops, from: scope) {
      case .record(let target): collect(ruleSet.definitions[index].expression, target, into: &inputs)
      case .unknown(let reference): inputs.insert(reference)
      case .none: break
      }
    case .parameter(let index, let keys, let year):
      let arguments = keys + [year].compactMap(\.self)
      collect(arguments, scope, into: &inputs)
      if arguments.allSatisfy({ evaluate($0, scope.frame).isSettled }) {
        inputs.insert(parameterInput(index))
      }
    case .exists(let query), .count(let query):
      collect(query, [], scope, into: &inputs)
    case .forAll(let query, let value), .aggregate(_, let query, let value),
      .distinctMonths(let query, let value):
      collect(query, [value], scope, into: &inputs)
    case .pick(let query, let value, let order, _, _):
      collect(query, [value, order], scope, into: &inputs)
    case .streak(let query, let month, let endingAt):
      let before = inputs.count
      collect([endingAt].compactMap(\.self), scope, into: &inputs)
      collect(query, [month], scope, into: &inputs, isExplained: inputs.count > before)
    case .conditional(let condition, let then, let otherwise):
      collect(condition, scope, into: &inputs)
      let applies = truth(condition, scope.frame)
      if applies != .no { collect(then, scope, into: &inputs) }
      if applies != .yes { collect(otherwise, scope, into: &inputs) }
    case .inCodes(let code, _):
      let before = inputs.count
      collect(code, scope, into: &inputs)
      // A code is there, but one too coarse to tell.
      if inputs.count == before { read(code, scope, into: &inputs) }
    default: collect(expression.operands, scope, into: &inputs)
    }
  }

  /// What an expression is read from, whether it is there or not.
  private func read(_ expression: Expression, _ scope: Scope, into inputs: inout InputSet) {
    switch expression.kind {
    case .path(let path): collect(path, scope, into: &inputs)
    case .outer(let inner): read(inner, scope.asker[0], into: &inputs)
    case .definition(let index, let hops):
      if case .record(let target) = follow(hops, from: scope) {
        read(ruleSet.definitions[index].expression, target, into: &inputs)
      }
    case .pick(let query, _, _, _, _):
      if case .record(let entity) = follow(query.hops, from: scope) {
        inputs.insert(relationInput(query.view, of: entity))
      }
    default: for operand in expression.operands { read(operand, scope, into: &inputs) }
    }
  }

  private func collect(_ parts: [Expression], _ scope: Scope, into inputs: inout InputSet) {
    for part in parts { collect(part, scope, into: &inputs) }
  }

  private func collect(_ path: Path, _ scope: Scope, into inputs: inout InputSet) {
    switch follow(path.hops, from: scope) {
    case .record(let target):
      inputs.insert(
        MissingInput(
          name: target.prefix + fieldName(path.field, of: path.table),
          sources: sources(ofField: path.field, of: path.table)))
    case .unknown(let reference): inputs.insert(reference)
    case .none: break
    }
  }

  /// An open relation is missing as a whole; of a closed one, what its rows do not say. `isExplained`:
  /// something else is missing already, so that rows that say all are not.
  private func collect(
    _ query: Query, _ values: [Expression], _ scope: Scope, into inputs: inout InputSet,
    isExplained: Bool = false
  ) {
    let entity: Scope
    switch follow(query.hops, from: scope) {
    case .record(let reached): entity = reached
    case .unknown(let reference): return inputs.insert(reference)
    case .none: return
    }
    let before = inputs.count
    collect(query.span.bounds, scope, into: &inputs)
    let isOpen = closedness(query, of: entity.frame.record, from: scope.frame) == .no
    // A ledger's columns mean something only together.
    let isLedger = ruleSet.tables[ruleSet.views[query.view].table].relation?.holdsReceipts == true
    guard !isOpen, !isLedger, let rows = records.rows(ofView: query.view, entity: entity.frame.record) else {
      return inputs.insert(queryInput(query, of: entity))
    }
    for row in rows {
      let row = rowScope(row, query, of: entity, asker: scope)
      let passes = query.filter.map { truth($0, row.frame) } ?? .yes
      if let filter = query.filter { collect(filter, row, into: &inputs) }
      if passes != .no { collect(values, row, into: &inputs) }
    }
    // The largest or the latest of no rows: a row is what is missing.
    if inputs.count == before, !isExplained { inputs.insert(queryInput(query, of: entity)) }
  }
}

extension Query.Span {
  var bounds: [Expression] {
    switch self {
    case .ever: []
    case .at(let day): [day]
    case .window(let from, let to): [from, to]
    }
  }
}
