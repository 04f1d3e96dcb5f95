import RuleLanguage

/// Index of a node in ``Program/nodes``; a node's operands have smaller indexes.
typealias NodeID = Int

/// One distinct expression over the records of one table. Equal expressions are one node.
struct Node: Hashable, Sendable {
  /// Frame of nodes that depend on the moment and on parameters alone.
  static let uniform: TableID = -1

  let frame: TableID
  let type: ValueType
  let operation: Operation

  var isUniform: Bool { frame == Node.uniform }
}

/// What a node computes from its operands. Definitions are inlined, and/or are flat, and hops are
/// taken one at a time, so that all expressions on the far side share their nodes.
enum Operation: Hashable, Sendable {
  case constant(Value)
  case moment(Moment)
  /// A figure over all units, of the frame's own record.
  case figure(Int)
  /// A field of the frame's own record, or below 0 what ``Path/field`` says.
  case column(Int)
  /// An expression over the record that the hop leads to.
  case hop(Hop, NodeID, Absence)
  /// A node of the table from whose record the query around this one starts.
  case outer(NodeID)
  case parameter(Int, keys: [NodeID], at: NodeID?)

  case and([NodeID])
  case or([NodeID])
  case not(NodeID)
  case atLeast(Int, [NodeID])
  case exactly(Int, [NodeID])
  case compare(Comparison, NodeID, NodeID)
  case inCodes(NodeID, CodeSet)
  case isKnown(NodeID)
  case isNone(NodeID)
  /// An amount is above 0; unlike a comparison it is unknown where the amount is none.
  case isPositive(NodeID)
  /// The outcome on which all cases that may apply agree, the cases taken in order up to the first
  /// certain one; `otherwise` nil is unknown.
  case agreement(conditions: [NodeID], outcomes: [NodeID], otherwise: NodeID?)

  case arithmetic(Arithmetic, NodeID, NodeID)
  case divide(NodeID, NodeID, whenZero: NodeID?)
  case extreme(Extreme, [NodeID])
  case floor(NodeID)
  case round(NodeID, step: Number)
  case conditional(NodeID, then: NodeID, otherwise: NodeID)
  case table(TableExpression.Choice, conditions: [NodeID], values: [NodeID], Fallback)

  case addDuration(NodeID, NodeID, DurationUnit)
  case elapsed(DurationUnit, from: NodeID, to: NodeID)
  case yearOf(NodeID)
  case monthOf(NodeID)
  case firstDay(NodeID)
  case lastDay(NodeID)

  case query(QueryNode)

  enum Fallback: Hashable, Sendable {
    case value(NodeID)
    case denied
    case nothing
    case impossible
  }
}

/// What a hop yields where the reference is known to be none. Where the target is unknown, counts are
/// at least 0 and everything else is unknown.
enum Absence: Hashable, Sendable {
  case none
  case no
  /// `全部` over no rows.
  case yes
  case zeroCount
  case zeroSum
  case unknown
}

/// A relation query; `filter` and the operands of `result` are nodes over the row, span and
/// `endingAt` over the frame.
struct QueryNode: Hashable, Sendable {
  enum Result: Hashable, Sendable {
    case exists
    case forAll(NodeID)
    case count
    case aggregate(Aggregate, NodeID)
    /// `byTime`: the order is that of the relation's own time.
    case pick(value: NodeID, order: NodeID, latest: Bool, n: Int, byTime: Bool)
    case distinctMonths(NodeID)
    case streak(NodeID, endingAt: NodeID?)
  }
  enum Span: Hashable, Sendable {
    case ever
    case at(NodeID)
    case window(from: NodeID, to: NodeID)
  }
  let result: Result
  let view: Int
  /// Only where the span differs from record to record of the frame; else the query is a node of the
  /// target's table behind ``Operation/hop(_:_:_:)``.
  let hops: [Hop]
  let filter: NodeID?
  let span: Span
}

extension Operation {
  /// Operands over the same frame (or uniform).
  var frameOperands: [NodeID] {
    switch self {
    case .constant, .moment, .figure, .column, .hop, .outer: []
    case .parameter(_, let keys, let year): keys + (year.map { [$0] } ?? [])
    case .and(let nodes), .or(let nodes), .atLeast(_, let nodes), .exactly(_, let nodes),
      .extreme(_, let nodes):
      nodes
    case .not(let a), .inCodes(let a, _), .isKnown(let a), .isNone(let a), .isPositive(let a),
      .floor(let a), .round(let a, _), .yearOf(let a), .monthOf(let a), .firstDay(let a),
      .lastDay(let a):
      [a]
    case .compare(_, let a, let b), .arithmetic(_, let a, let b), .addDuration(let a, let b, _),
      .elapsed(_, let a, let b):
      [a, b]
    case .agreement(let conditions, let outcomes, let otherwise):
      conditions + outcomes + (otherwise.map { [$0] } ?? [])
    case .divide(let a, let b, let whenZero): [a, b] + (whenZero.map { [$0] } ?? [])
    case .conditional(let a, let b, let c): [a, b, c]
    case .table(_, let conditions, let values, let fallback):
      if case .value(let node) = fallback { conditions + values + [node] } else { conditions + values }
    case .query(let query): query.frameOperands
    }
  }

  /// All operands, on whatever frame.
  var operands: [NodeID] {
    switch self {
    case .hop(_, let node, _), .outer(let node): [node]
    case .query(let query): query.frameOperands + query.rowOperands
    default: frameOperands
    }
  }
}

extension QueryNode {
  var frameOperands: [NodeID] {
    var nodes: [NodeID] =
      switch span {
      case .ever: []
      case .at(let day): [day]
      case .window(let from, let to): [from, to]
      }
    if case .streak(_, let end?) = result { nodes.append(end) }
    return nodes
  }

  var rowOperands: [NodeID] {
    let own: [NodeID] =
      switch result {
      case .exists, .count: []
      case .forAll(let a), .aggregate(_, let a), .distinctMonths(let a), .streak(let a, _): [a]
      case .pick(let value, let order, _, _, _): [value, order]
      }
    return (filter.map { [$0] } ?? []) + own
  }

  var absence: Absence {
    switch result {
    case .exists: .no
    case .forAll: .yes
    case .count, .distinctMonths, .streak: .zeroCount
    case .aggregate(.sum, _): .zeroSum
    case .aggregate: .unknown
    case .pick: .unknown
    }
  }
}
