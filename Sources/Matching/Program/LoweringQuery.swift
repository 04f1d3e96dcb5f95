import RuleLanguage

extension Lowering {
  mutating func query(_ expression: Expression, frame: TableID) -> NodeID {
    let query: Query
    switch expression.kind {
    case .exists(let q), .forAll(let q, _), .count(let q), .aggregate(_, let q, _),
      .pick(let q, _, _, _, _), .distinctMonths(let q, _), .streak(let q, _, _):
      query = q
    default: preconditionFailure("not a query")
    }
    needFields(of: query.view)
    let rows = ruleSet.views[query.view].table
    let filter = asked(by: frame) { lowering in query.filter.map { lowering.truth($0, frame: rows) } }
    let span: QueryNode.Span =
      switch query.span {
      case .ever: .ever
      case .at(let day): .at(value(day, frame: frame))
      case .window(let from, let to):
        .window(from: value(from, frame: frame), to: value(to, frame: frame))
      }
    let result: QueryNode.Result
    switch expression.kind {
    case .exists: result = .exists
    case .forAll(_, let condition): result = .forAll(asked(by: frame) { $0.truth(condition, frame: rows) })
    case .count: result = .count
    case .aggregate(let aggregate, _, let inner):
      result = .aggregate(aggregate, asked(by: frame) { $0.value(inner, frame: rows) })
    case .pick(let q, let inner, let placed, let latest, let n):
      let inner = asked(by: frame) { $0.value(inner, frame: rows) }
      let order = asked(by: frame) { $0.value(placed, frame: rows) }
      result = .pick(value: inner, order: order, latest: latest, n: n, byTime: ruleSet.places(q, by: placed))
    case .distinctMonths(_, let month):
      result = .distinctMonths(asked(by: frame) { $0.value(month, frame: rows) })
    case .streak(_, let month, let end):
      let month = asked(by: frame) { $0.value(month, frame: rows) }
      result = .streak(month, endingAt: end.map { value($0, frame: frame) })
    default: preconditionFailure("not a query")
    }
    let node = QueryNode(result: result, view: query.view, hops: [], filter: filter, span: span)
    if node.frameOperands.allSatisfy({ nodes[$0].isUniform }), !expression.readsOuter {
      return behind(query.hops, frame: frame, type: expression.type, absence: node.absence) {
        $0.intern(.query(node), expression.type, frame: $1)
      }
    }
    var table = frame
    for hop in query.hops {
      if case .field(let field) = hop { need(field: field, of: table) }
      table = target(of: hop, from: table)
    }
    let direct = QueryNode(
      result: result, view: query.view, hops: query.hops, filter: filter, span: span)
    return intern(.query(direct), expression.type, frame: frame)
  }

  /// The fields that link the view's rows, and those that decide where it is closed.
  mutating func needFields(of view: Int) {
    need(view: view)
    let view = ruleSet.views[view]
    if case .field(let link) = view.link { need(field: link, of: view.table) }
    switch ruleSet.tables[view.table].relation?.completeness {
    case .whenChecked(let field):
      if view.link == .owner { need(field: field, of: view.entity) }
    case .complete:
      if let start = ruleSet.tables[view.entity].startField { need(field: start, of: view.entity) }
    case .incomplete, .held, nil: break
    }
  }
}
