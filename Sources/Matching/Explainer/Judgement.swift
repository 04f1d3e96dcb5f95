import RuleLanguage

/// What one decision is about: a policy's item, the subject, and for 逐条 items the row.
struct DecisionUnit {
  let policy: Policy
  let item: Item
  /// The subject; `nil` where the row's owner is not known.
  let subject: Scope?
  /// Over which the item's own clauses and amount are read: the subject, or the row.
  let own: Scope
  /// `nil` where it is not asked.
  var claimPeriod: ClaimPeriod?

  init(_ id: ItemID, record: Int, _ records: Records, _ at: JudgedAt) {
    policy = records.ruleSet.policies[id.policy]
    item = policy.items[id.item]
    claimPeriod = item.claimPeriod
    guard let perRow = item.perRow else {
      own = Scope(Frame(table: policy.subject, record: record))
      subject = own
      return
    }
    let view = records.ruleSet.views[perRow.view]
    let row = Frame(table: view.table, record: record)
    own = Scope(row, way: (back: view.link, prefix: ""))
    if case .record(let reached) = records.step(view.link, from: row, at: at) {
      subject = Scope(reached)
    } else {
      subject = nil
    }
  }

  /// The owner's part of a 逐条 item: the policy's clauses without the item's own.
  init(owner id: ItemID, subject record: Int, _ records: Records) {
    policy = records.ruleSet.policies[id.policy]
    let perRow = policy.items[id.item]
    item = Item(name: "", benefit: .none, frequency: perRow.frequency, range: perRow.range)
    own = Scope(Frame(table: policy.subject, record: record))
    subject = own
  }

  /// The days of the period on which all must hold together, up to the decision day; the decision day
  /// alone unless the policy judges any day.
  func judgedDays(_ at: JudgedAt) -> [Day] {
    let period = Period(item.frequency, containing: at.decisionDay)
    guard policy.judgesAnyDay, let first = period.firstDay else { return [at.decisionDay] }
    return (first.number...at.decisionDay.number).map { Day(number: $0) }
  }
}

/// What holds of a unit on one day, before the benefit.
struct Judgement {
  let evaluator: Evaluator
  let inForce: Truth
  let alive: Truth
  let conditions: Truth
  let exclusions: Truth
  let ownConditions: Truth
  let ownExclusions: Truth

  var isExcluded: Truth { exclusions || ownExclusions }
  var holds: Truth { inForce && alive && conditions && ownConditions && !isExcluded }
}

extension Evaluator {
  func judge(_ unit: DecisionUnit) -> Judgement {
    Judgement(
      evaluator: self, inForce: isInForce(unit.policy), alive: isAlive(unit),
      conditions: truth(unit.policy.conditions, unit.subject),
      exclusions: truth(unit.policy.exclusions, unit.subject),
      ownConditions: truth(unit.item.conditions, unit.own),
      ownExclusions: truth(unit.item.exclusions, unit.own))
  }

  private func truth(_ group: ClauseGroup, _ scope: Scope?) -> Truth {
    if let scope { return truth(group.expression, scope.frame) }
    switch group.quantity {
    case .all where group.clauses.isEmpty: return .yes
    case .any where group.clauses.isEmpty: return .no
    default: return .unknown
    }
  }

  private func isInForce(_ policy: Policy) -> Truth {
    let hasBegun = policy.validFrom.map { $0 <= at.decisionDay } ?? true
    let isOver = policy.validTo.map { $0 < at.decisionDay } ?? false
    return Truth(hasBegun && !isOver)
  }

  private func isAlive(_ unit: DecisionUnit) -> Truth {
    guard let field = ruleSet.endField(of: unit.policy) else { return .yes }
    guard let subject = unit.subject else { return .unknown }
    let end = records.cell(field, of: subject.frame, at: at)
    if end == .none { return .yes }
    guard let day = end.day else { return .unknown }
    let isPaidMonth = unit.policy.paysThroughEndMonth && at.decisionDay.month == day.month
    return Truth(at.decisionDay < day || isPaidMonth)
  }

  /// Whether the benefit is above 0, and how much it is.
  func benefit(_ unit: DecisionUnit) -> (truth: Truth, amount: Evaluated) {
    guard let figure = unit.item.benefit.figure else { return (.yes, .unknown) }
    let amount = evaluate(figure, unit.own.frame)
    guard unit.item.benefit.isMoney else { return (.yes, amount) }
    if let low = amount.bounds.low, low > .zero { return (.yes, amount) }
    if let high = amount.bounds.high, high <= .zero { return (.no, amount) }
    return (.unknown, amount)
  }
}
