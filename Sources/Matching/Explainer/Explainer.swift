import RuleLanguage

/// Decides one unit at a time and says why: each clause, what it read, what fails, what is missing.
/// It reads the checked rules as they stand and is the reference for faster evaluators.
public struct Explainer: Sendable {
  let records: Records

  /// Groups every view's rows by entity once. O(rows).
  public init(_ ruleSet: RuleSet, _ dataset: Dataset) {
    records = Records(ruleSet, dataset)
  }

  /// `record`: the subject's ordinal, or for a 逐条 item the row's. `isClaimed`: it is received already
  /// or was applied for, so that 申领期限 is not asked.
  public func decide(
    _ item: ItemID, record: Int, at: JudgedAt, isClaimed: Bool = false
  ) -> Decision {
    var unit = DecisionUnit(item, record: record, records, at)
    if isClaimed { unit.claimPeriod = nil }
    let judged = judge(unit, at)
    let holds = judged.map(\.holds).reduce(.no) { $0 || $1 }
    let decisive = Evaluator(records, at)
    let benefit = decisive.benefit(unit)
    let outcome = holds && benefit.truth && decisive.isOpen(unit)
    // Explaining reads more than deciding: what it stumbles over is no flaw of the decision.
    let today = Evaluator(records, at)
    return Decision(
      outcome: outcome, amount: Amount(benefit.amount),
      missing: outcome == .unknown ? missing(unit, judged, today) : [],
      failing: outcome == .no ? today.failing(unit) : [],
      nearMiss: outcome == .no && !(unit.policy.judgesAnyDay && at.isPast)
        ? today.nearMiss(unit) : nil,
      trace: trace(unit, judged, holds, today),
      quality: QualityFlag.inOrder(judged.flatMap(\.evaluator.quality) + decisive.quality),
      due: today.due(unit))
  }

  /// The value of an expression over one record: the total cap of a policy, a field of a message.
  public func value(
    of expression: Expression, table: TableID, record: Int, at: JudgedAt
  ) -> Evaluated {
    Evaluator(records, at).evaluate(expression, Frame(table: table, record: record))
  }

  /// The same of an amount, in fen.
  public func amount(of expression: Expression, table: TableID, record: Int, at: JudgedAt) -> Amount {
    Amount(value(of: expression, table: table, record: record, at: at))
  }

  /// The inputs that leave an expression over one record open; empty where it is settled.
  public func missing(
    for expression: Expression, table: TableID, record: Int, at: JudgedAt
  ) -> [MissingInput] {
    let scope = Scope(Frame(table: table, record: record))
    return Evaluator(records, at).unknownInputs(expression, scope).inputs
  }

  /// What an item is worth beside others of its group; `nil` where that is its amount.
  public func worth(of item: ItemID, record: Int, at: JudgedAt) -> Amount? {
    let unit = DecisionUnit(item, record: record, records, at)
    return unit.item.worth.map { Amount(Evaluator(records, at).evaluate($0, unit.own.frame)) }
  }

  /// Ordinals of the rows of a view that belong to an entity.
  public func rows(ofView view: Int, entity: Int) -> [Int] {
    records.rows(ofView: view, entity: entity) ?? []
  }

  /// Judged on each day that counts, the latest first: the decision day leads.
  func judge(_ unit: DecisionUnit, _ at: JudgedAt) -> [Judgement] {
    unit.judgedDays(at).reversed().map { day in
      Evaluator(records, JudgedAt(asOf: at.asOf, decisionDay: day, isPast: at.isPast)).judge(unit)
    }
  }

  /// Of the days that could still hold, the one that takes least.
  private func missing(
    _ unit: DecisionUnit, _ judged: [Judgement], _ today: Evaluator
  ) -> [MissingInput] {
    var needs: [Need] = []
    if !judged.contains(where: { $0.holds == .yes }) {
      let open = judged.filter { $0.holds == .unknown }.map { $0.evaluator.need(unit) }
      needs.append(.cheapest(1, of: open))
    }
    needs.append(today.benefitNeed(unit))
    needs.append(today.claimNeed(unit))
    return Need.all(needs).inputs.inputs
  }

  /// The day that settled it: the decision day, or the latest one that came out like the whole.
  private func trace(
    _ unit: DecisionUnit, _ judged: [Judgement], _ holds: Truth, _ today: Evaluator
  ) -> [ClauseTrace] {
    let decisive = judged.first { $0.holds == holds } ?? judged[0]
    return Evaluator(records, decisive.evaluator.at).trace(unit)
      + [today.benefitTrace(unit), today.claimTrace(unit)].compactMap(\.self) + today.clawbackTrace(unit)
  }
}

extension Amount {
  init(_ amount: Evaluated) {
    self.init(low: amount.bounds.low?.roundedHalfUp, high: amount.bounds.high?.roundedHalfUp)
  }
}

extension QualityFlag {
  /// Each once, in a fixed order.
  static func inOrder(_ flags: [QualityFlag]) -> [QualityFlag] {
    [.overflow, .divisionByZero].filter(flags.contains)
  }
}
