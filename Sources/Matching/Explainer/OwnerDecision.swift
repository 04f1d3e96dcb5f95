import RuleLanguage

extension Explainer {
  /// A 逐条 item for its owner: 符合 if any row is; 不符合 if the owner's own conditions already fail,
  /// or every row is not and there are no others; else 待核实. The amount is that of the rows
  /// together, the trace holds one node a row. Of other items the only
  /// unit decides. `deciding` decides one unit by its record.
  public func decideOwner(
    _ item: ItemID, subject: Int, at: JudgedAt, deciding: (Int) -> Decision
  ) -> Decision {
    let policy = records.ruleSet.policies[item.policy]
    guard let perRow = policy.items[item.item].perRow else {
      return deciding(subject)
    }
    let rows = rows(ofView: perRow.view, entity: subject)
    let decisions = rows.map(deciding)
    let owner = OwnerJudgement(item, subject: subject, perRow, self, at)
    let any = decisions.map(\.outcome).reduce(owner.isClosed ? Truth.no : .unknown) { $0 || $1 }
    let outcome = owner.holds && any
    let keys = rows.map { records.dataset.tables[owner.view.table].keys[$0] }
    return Decision(
      outcome: outcome, amount: total(decisions, outcome, owner),
      missing: outcome == .unknown ? missing(decisions, owner) : [],
      failing: outcome == .no ? failing(decisions, owner) : [], nearMiss: nil,
      trace: owner.trace + zip(keys, decisions).map { owner.trace($0, $1) },
      quality: QualityFlag.inOrder(decisions.flatMap(\.quality)))
  }

  /// Each unit as by ``decide(_:record:at:)``.
  public func decideOwner(_ item: ItemID, subject: Int, at: JudgedAt) -> Decision {
    decideOwner(item, subject: subject, at: at) { decide(item, record: $0, at: at) }
  }

  /// Of the rows that there are: certain ones give the low end, open ones raise the high end.
  private func total(_ decisions: [Decision], _ outcome: Truth, _ owner: OwnerJudgement) -> Amount {
    guard owner.isMoney else { return .unknown }
    if outcome == .no { return Amount(low: 0, high: 0) }
    var (low, high): (Int64?, Int64?) = (0, 0)
    for decision in decisions where decision.outcome != .no {
      if decision.outcome == .yes { low = sum(low, decision.amount.low) }
      high = sum(high, decision.amount.high)
    }
    return Amount(low: low, high: high)
  }

  private func sum(_ a: Int64?, _ b: Int64?) -> Int64? {
    guard let a, let b else { return nil }
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? nil : sum
  }

  private func missing(_ decisions: [Decision], _ owner: OwnerJudgement) -> [MissingInput] {
    var needs = decisions.filter { $0.outcome == .unknown }.map { decision in
      var inputs = InputSet()
      for input in decision.missing { inputs.insert(input) }
      return Need(atom: inputs)
    }
    if needs.isEmpty && !owner.isClosed {
      var inputs = InputSet()
      inputs.insert(owner.relation)
      needs.append(Need.all([owner.need, Need(atom: inputs)]))
    }
    return Need.cheapest(1, of: needs).inputs.inputs
  }

  private func failing(_ decisions: [Decision], _ owner: OwnerJudgement) -> [String] {
    var paths: [String] = []
    for path in owner.failing + decisions.flatMap(\.failing) where !paths.contains(path) {
      paths.append(path)
    }
    return paths.isEmpty ? [owner.path] : paths
  }
}

/// What the owner alone decides of a 逐条 item, before any row.
private struct OwnerJudgement {
  let view: RelationView
  let path: String
  let isMoney: Bool
  let isClosed: Bool
  let holds: Truth
  let need: Need
  let failing: [String]
  let relation: MissingInput
  let trace: [ClauseTrace]

  init(
    _ id: ItemID, subject: Int, _ perRow: Item.PerRow, _ explainer: Explainer, _ at: JudgedAt
  ) {
    let records = explainer.records
    view = records.ruleSet.views[perRow.view]
    let unit = DecisionUnit(owner: id, subject: subject, records, at)
    path = "\(records.ruleSet.policies[id.policy].items[id.item].pathPrefix)逐条 \(view.name)"
    isMoney =
      if case .amount = records.ruleSet.policies[id.policy].items[id.item].benefit { true } else { false }
    let evaluator = Evaluator(records, unit.at)
    // Rows from before the coverage were never to be decided; only what is current matters.
    let now = Expression(.moment(.decisionDay), .day, records.ruleSet.policies[id.policy].range)
    let query = Query(view: perRow.view, hops: [], filter: nil, span: .at(now))
    isClosed = evaluator.closedness(query, of: subject, from: unit.own.frame) == .yes
    relation = evaluator.relationInput(perRow.view, of: unit.own)
    let judged = explainer.judge(unit)
    holds = judged.map(\.holds).reduce(.no) { $0 || $1 }
    need =
      holds == .unknown
      ? .cheapest(1, of: judged.filter { $0.holds == .unknown }.map { $0.evaluator.need(unit) }) : .nothing
    failing = holds == .no ? evaluator.failing(unit) : []
    let decisive = judged.first { [holds] in $0.holds == holds } ?? judged[0]
    trace = Evaluator(records, decisive.evaluator.at).trace(unit)
  }

  /// One row's decision under its key; the owner's part is told once, above.
  func trace(_ key: String, _ decision: Decision) -> ClauseTrace {
    let told = Set(trace.map(\.path))
    return ClauseTrace(
      path: path, text: key, basis: nil, outcome: decision.outcome, values: [],
      children: decision.trace.filter { !told.contains($0.path) })
  }
}
