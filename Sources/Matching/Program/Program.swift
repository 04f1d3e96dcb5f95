import RuleLanguage

/// A checked rule set as one graph of shared expressions: each distinct condition, value and query
/// occurs once, however many policies ask for it.
public struct Program: Sendable {
  let nodes: [Node]
  let policies: [PolicyRoots]
  /// Views that some query reads.
  let views: [Int]
  /// By table: the fields that the program reads, with those that link rows, end or begin a subject,
  /// or say since when an owner's rows are checked.
  public let neededFields: [Set<Int>]
  /// By node: the nodes that it uses, on whatever frame.
  let operands: [[NodeID]]
  /// By node: a stored field of the record, or of one that references lead to.
  let isField: [Bool]
  /// By node: it, or something that it uses, reads a relation's rows.
  let readsRelation: [Bool]
  /// By node: its value may change with the decision day.
  let dependsOnDay: [Bool]
  /// Names, for ``describe()``.
  let names: ProgramNames

  struct PolicyRoots: Sendable {
    let validFrom: Day?
    let validTo: Day?
    let judgesAnyDay: Bool
    let totalCap: NodeID?
    let items: [ItemRoots]
  }

  /// What decides one item, over the records of `frame`: the subject's table or, where the item
  /// decides per row, the relation's.
  struct ItemRoots: Sendable {
    let frame: TableID
    let frequency: Frequency
    /// Top-level clauses of the policy, then of the item.
    let clauses: [NodeID]
    /// Conditions that no clause shows: groups without clauses.
    let gates: [NodeID]
    let exclusions: NodeID
    let alive: NodeID
    let benefit: NodeID
    let amount: NodeID?
    let selections: [SelectionRoots]
    /// What it is worth beside others, where that is not the amount.
    let worth: NodeID?
    /// A claim made now is in time; `nil` where that is never asked.
    let isOpen: NodeID?
    /// 合计封顶 of the item alone, over the subject.
    let cap: NodeID?
    /// 追回: each clause.
    let clawback: [NodeID]
    let clawbackAmount: NodeID?
  }

  /// What says with whom a unit shares a capacity, and where it stands.
  struct SelectionRoots: Sendable {
    let keys: [NodeID]
    let order: NodeID?
    let nextOrders: [NodeID]
  }

  public init(_ ruleSet: RuleSet) {
    var lowering = Lowering(ruleSet)
    policies = ruleSet.policies.map { lowering.roots(of: $0) }
    nodes = lowering.nodes
    neededFields = lowering.neededFields
    views = lowering.neededViews.sorted()
    names = ProgramNames(ruleSet)
    operands = nodes.map(\.operation.operands)
    var isField: [Bool] = []
    var readsRelation: [Bool] = []
    var dependsOnDay: [Bool] = []
    for (index, node) in nodes.enumerated() {
      let operands = operands[index]
      var (field, relation, day) = (false, false, false)
      switch node.operation {
      case .column: field = true
      case .hop(_, let inner, .none): field = isField[inner]
      case .moment(let moment): day = moment != .asOf
      case .parameter, .figure: day = true
      case .query(let query):
        relation = true
        day = Program.closesByDay(query, ruleSet)
      default: break
      }
      isField.append(field)
      readsRelation.append(relation || operands.contains { readsRelation[$0] })
      dependsOnDay.append(day || operands.contains { dependsOnDay[$0] })
    }
    (self.isField, self.readsRelation, self.dependsOnDay) = (isField, readsRelation, dependsOnDay)
  }

  /// Whether the decision day says where the query's relation is closed.
  private static func closesByDay(_ query: QueryNode, _ ruleSet: RuleSet) -> Bool {
    if case .window = query.span { return true }
    let relation = ruleSet.tables[ruleSet.views[query.view].table].relation
    if case .at = query.span, relation?.holdsReceipts == true { return true }
    if case .whenChecked? = relation?.completeness { return true }
    return false
  }

  /// Distinct expressions.
  public var nodeCount: Int { nodes.count }
  /// Distinct conditions on one field, code or date.
  public var atomCount: Int {
    nodes.count { node in
      switch node.operation {
      case .compare, .inCodes, .isKnown, .isNone: true
      case .column, .hop: node.type == .truth
      default: false
      }
    }
  }
  /// Distinct relation queries.
  public var queryCount: Int {
    nodes.count { if case .query = $0.operation { true } else { false } }
  }

  static func isTwoSided(_ node: NodeID, _ nodes: [Node]) -> Bool {
    switch nodes[node].operation {
    case .and, .or, .not, .atLeast, .exactly, .compare, .inCodes, .isKnown, .isNone, .isPositive,
      .agreement, .constant(.truth):
      true
    case .query(let query):
      switch query.result {
      case .exists, .forAll: true
      default: false
      }
    case .outer(let inner): isTwoSided(inner, nodes)
    case .hop(_, let inner, let absence): (absence == .no || absence == .yes) && isTwoSided(inner, nodes)
    default: false
    }
  }
}

extension Lowering {
  fileprivate mutating func roots(of policy: Policy) -> Program.PolicyRoots {
    let subject = policy.subject
    let clauses = policy.conditions.topLevel.map { truth($0.expression, frame: subject) }
    let gates = gates(of: policy.conditions)
    let exclusions = truth(policy.exclusions.expression(policy.range), frame: subject)
    let alive = alive(policy)
    // A ledger that reaches back to a subject's start holds its whole life.
    if let start = ruleSet.tables[subject].startField, policy.items.contains(where: { $0.frequency == .once })
    {
      need(field: start, of: subject)
    }
    let totalCap = policy.totalCap.map { value($0, frame: subject) }
    let items = policy.items.map { item -> Program.ItemRoots in
      var frame = subject
      var link: Hop?
      if let perRow = item.perRow {
        let view = ruleSet.views[perRow.view]
        (frame, link) = (view.table, view.link)
        needFields(of: perRow.view)
      }
      // Where a row's owner is not known, neither is anything that the policy asks of it.
      func onUnit(_ node: NodeID, _ lowering: inout Lowering) -> NodeID {
        guard let link else { return node }
        return lowering.intern(.hop(link, node, .unknown), .truth, frame: frame)
      }
      // Decide nothing, but are shown, so that their fields are read.
      for split in [item.funding, item.payees] {
        for shown in split?.expressions ?? [] { _ = value(shown, frame: split?.table ?? frame) }
      }
      if let listing = item.listing { _ = truth(listing.isListed, frame: subject) }
      if let period = item.claimPeriod { _ = value(period.due, frame: frame) }
      let own = item.conditions.topLevel.map { truth($0.expression, frame: frame) }
      let ownExclusions = truth(item.exclusions.expression(item.range), frame: frame)
      let amount: NodeID?
      let benefit: NodeID
      amount = item.benefit.figure.map { value($0, frame: frame) }
      benefit =
        if item.benefit.isMoney, let amount { positive(amount, frame: frame) } else { constant(true) }
      // Who works the figures out reads these.
      for figure in item.figures.map({ ruleSet.figures[$0] }) {
        for read in [figure.value] + figure.keys { _ = value(read, frame: frame) }
      }
      let selections = item.selections.map { selection in
        Program.SelectionRoots(
          keys: selection.keys.map { value($0, frame: frame) },
          order: selection.order.map { value($0, frame: frame) },
          nextOrders: selection.nextOrders.map { value($0.value, frame: frame) })
      }
      return Program.ItemRoots(
        frame: frame, frequency: item.frequency,
        clauses: clauses.map { onUnit($0, &self) } + own,
        gates: gates + self.gates(of: item.conditions),
        exclusions: any(
          [policy.exclusions.clauses.isEmpty ? exclusions : onUnit(exclusions, &self), ownExclusions],
          frame: frame),
        alive: isTrue(alive) ? alive : onUnit(alive, &self), benefit: benefit, amount: amount,
        selections: selections,
        worth: item.worth.map { value($0, frame: frame) },
        isOpen: item.claimPeriod.flatMap { $0.lapses ? truth($0.isOpen, frame: frame) : nil },
        cap: item.cap.map { value($0, frame: subject) },
        clawback: item.clawback?.clauses.map { truth($0.expression, frame: frame) } ?? [],
        clawbackAmount: item.clawback.map { value($0.amount, frame: frame) })
    }
    return Program.PolicyRoots(
      validFrom: policy.validFrom, validTo: policy.validTo, judgesAnyDay: policy.judgesAnyDay,
      totalCap: totalCap, items: items)
  }

  /// An empty group has no clause to show but still an outcome.
  private mutating func gates(of group: ClauseGroup) -> [NodeID] {
    guard group.clauses.isEmpty else { return [] }
    switch group.quantity {
    case .all: return []
    case .any: return [constant(false)]
    case .atLeast(let n): return [constant(n <= 0)]
    }
  }

  /// Not ended on the decision day, or only in its month where the policy still pays for that.
  private mutating func alive(_ policy: Policy) -> NodeID {
    let frame = policy.subject
    guard let end = ruleSet.endField(of: policy) else { return constant(true) }
    need(field: end, of: frame)
    let field = intern(.column(end), .day, frame: frame)
    let never = intern(.isNone(field), .truth, frame: frame)
    let later: NodeID
    if policy.paysThroughEndMonth {
      let month = intern(.moment(.decisionMonth), .month, frame: frame)
      let first = intern(.firstDay(month), .day, frame: frame)
      later = intern(.compare(.greaterOrEqual, field, first), .truth, frame: frame)
    } else {
      let day = intern(.moment(.decisionDay), .day, frame: frame)
      later = intern(.compare(.greater, field, day), .truth, frame: frame)
    }
    return any([never, later], frame: frame)
  }
}
