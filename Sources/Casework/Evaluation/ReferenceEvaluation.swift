import Matching
import RuleLanguage

/// The same lists as ``Evaluation``, one unit at a time through the explainer and straight from
/// ``UnitSituation/lists``. Slow and plain; what the fast one is compared with.
public struct ReferenceEvaluation: Sendable {
  public let input: EvaluationInput
  let explainer: Explainer
  let receipts: ReceiptIndex
  let verifications: VerificationIndex
  let placements = PlacementCache()

  public init(_ input: EvaluationInput) {
    let input = input.withReferenceDues().withReferenceFigures()
    self.input = input
    explainer = Explainer(input.ruleSet, input.dataset)
    receipts = ReceiptIndex(input.ruleSet, input.ledgers)
    verifications = VerificationIndex(input.verifications)
  }

  /// Every unit of one policy and subject, with its decision and its lists: items in the order of the
  /// text, periods earliest first, rows by ordinal.
  public func units(ofPolicy policy: Int, subject: Int) -> [ReviewedUnit] {
    var review = SubjectReview(self, table: input.ruleSet.policies[policy].subject, subject: subject)
    return review.units(ofPolicy: policy)
  }

  /// Everybody's findings on all lists, by policy, subject, item, period and row.
  public func findings() -> [Finding] {
    input.ruleSet.policies.indices.flatMap { policy in
      input.subjects(of: input.ruleSet.policies[policy].subject).members.flatMap { subject in
        findings(units(ofPolicy: policy, subject: subject))
      }
    }
  }

  private func findings(_ units: [ReviewedUnit]) -> [Finding] {
    units.flatMap { unit in unit.situation.lists.lists.map { finding(unit, $0) } }
  }

  private func finding(_ unit: ReviewedUnit, _ list: FindingList) -> Finding {
    switch list {
    case .entitled, .upcoming:
      let decision = list == .entitled ? unit.decision : unit.future
      let isMoney = if case .amount = input.item(unit.id).benefit { true } else { false }
      let amount = isMoney ? decision?.amount.exact : nil
      return due(unit, list, amount, list == .entitled ? unit.at : input.future)
    case .undetermined:
      return Finding(unit: unit.key, list: list, missing: missing(unit), due: unit.decision.due)
    case .unentitled: return Finding(unit: unit.key, list: list, dueBack: unit.dueBack)
    case .nearMiss: return Finding(unit: unit.key, list: list, clause: unit.decision.nearMiss)
    }
  }

  private func due(
    _ unit: ReviewedUnit, _ list: FindingList, _ amount: Int64?, _ at: JudgedAt
  ) -> Finding {
    let splits = SplitReader(input, explainer)
    let isMoney = input.item(unit.id).benefit.isMoney
    let decision = list == .entitled ? unit.decision : unit.future
    return Finding(
      unit: unit.key, list: list, amount: amount, figure: isMoney ? nil : decision?.amount.exact,
      due: unit.decision.due,
      funding: splits.funding(
        of: amount, unit.id, subject: unit.subject, record: unit.record, at: at),
      payees: splits.payees(of: amount, unit.id, subject: unit.subject, record: unit.record, at: at))
  }

  private func missing(_ unit: ReviewedUnit) -> [MissingInput] {
    if unit.isOpen { return unit.decision.missing }
    let isReceiptUnknown =
      unit.situation.receipt.receiving == .unknown || unit.situation.rivalry.receiving == .unknown
    return unit.decision.missing
      + input.ruleSet.obstacles(
        ofPolicy: unit.id.policy, receipt: isReceiptUnknown, item: unit.itemStanding == .undecided,
        policy: unit.policyStanding == .undecided)
  }
}

/// One unit with everything that put it on its lists.
public struct ReviewedUnit: Sendable {
  public let id: ItemID
  public let key: UnitKey
  public let at: JudgedAt
  /// Ordinals of the subject, and of the row or again the subject.
  public let subject: Int
  public let record: Int
  public internal(set) var decision: Decision
  /// 待核实 before the item's selections.
  let isOpen: Bool
  /// At as-of plus horizon; `nil` for earlier periods and without a horizon.
  public internal(set) var future: Decision?
  public internal(set) var situation: UnitSituation
  /// 追回, of the current period.
  public let dueBack: DueBack?
  let itemStanding: Standing
  let policyStanding: Standing
  let rivals: RivalNames
}

/// One subject and the policies that it can have, remembered while its groups are compared.
struct SubjectReview {
  private let reference: ReferenceEvaluation
  private let table: TableID
  private let subject: Int
  private var decisions: [ItemPeriod: [Decision]] = [:]

  init(_ reference: ReferenceEvaluation, table: TableID, subject: Int) {
    self.reference = reference
    self.table = table
    self.subject = subject
  }

  private var input: EvaluationInput { reference.input }
  private var subjectKey: String { input.dataset.tables[table].keys[subject] }

  mutating func units(ofPolicy policy: Int) -> [ReviewedUnit] {
    let declared = input.ruleSet.policies[policy]
    var result: [ReviewedUnit] = []
    for index in declared.items.indices {
      let id = ItemID(policy: policy, item: index)
      for judged in input.judgedPeriods(of: id) {
        result += units(of: ItemPeriod(id: id, period: judged.period), judged)
      }
    }
    return reference.settled(result, policy: policy, subject: subject)
  }

  private mutating func units(of key: ItemPeriod, _ judged: JudgedPeriod) -> [ReviewedUnit] {
    let policy = input.ruleSet.policies[key.id.policy]
    var rivals = RivalNames()
    let item = itemRivalry(of: key.id, on: judged.at.decisionDay, &rivals)
    let group = policyRivalry(of: key.id.policy, on: judged.at.decisionDay, &rivals)
    let decisions = records(of: key.id).map {
      reference.decided(key, subject: subject, record: $0, at: judged.at, isFuture: false)
    }
    let receipts = receipts(of: key)
    return records(of: key.id).enumerated().map { index, record in
      let looksAhead = !judged.at.isPast && input.horizonDays > 0
      let future =
        looksAhead
        ? reference.decision(of: key, subject: subject, record: record, at: input.future, isFuture: true)
        : nil
      let (decision, isOpen) = decisions[index]
      let dueBack =
        judged.at.isPast ? nil : reference.explainer.dueBack(key.id, record: record, at: judged.at)
      var situation = UnitSituation(
        outcome: decision.outcome, receipt: receipts[index],
        isSuppressed: reference.verifications.suppresses(
          policy: policy.name, subject: subjectKey, asOf: input.asOf),
        isNearMiss: decision.nearMiss != nil, future: future?.outcome ?? .no,
        rivalry: item.joined(with: group))
      situation.isDueBack = dueBack != nil
      return ReviewedUnit(
        id: key.id,
        key: UnitKey(
          policy: policy.name, item: input.item(key.id).name, subject: subjectKey,
          row: rowKey(record, of: key.id) ?? "", period: key.period.text),
        at: judged.at, subject: subject, record: record, decision: decision, isOpen: isOpen, future: future,
        situation: situation, dueBack: dueBack, itemStanding: item.standing, policyStanding: group.standing,
        rivals: rivals)
    }
  }

  private func records(of id: ItemID) -> [Int] {
    guard let perRow = input.item(id).perRow else { return [subject] }
    return reference.explainer.rows(ofView: perRow.view, entity: subject).sorted()
  }

  private func rowKey(_ record: Int, of id: ItemID) -> String? {
    input.item(id).perRow == nil ? nil : input.rowKey(record, of: input.item(id))
  }

  // MARK: Decisions and receipts

  /// By record; empty for a period that is not decided.
  private mutating func decisions(of key: ItemPeriod) -> [Decision] {
    if let known = decisions[key] { return known }
    let judged = input.judgedPeriods(of: key.id).first { $0.period == key.period }
    let made =
      judged.map { judged in
        records(of: key.id).map {
          reference.decision(
            of: key, subject: subject, record: $0, at: judged.at, isFuture: false)
        }
      } ?? []
    decisions[key] = made
    return made
  }

  private func receipts(of key: ItemPeriod) -> [ReceiptState] {
    records(of: key.id).map {
      reference.receipts.state(
        of: key.id, subject: subjectKey, row: rowKey($0, of: key.id) ?? "", period: key.period,
        asOf: input.asOf, start: input.start(of: subject, in: table))
    }
  }

  // MARK: Rivals

  private mutating func itemRivalry(of id: ItemID, on day: Day, _ names: inout RivalNames) -> Rivalry {
    let policy = input.ruleSet.policies[id.policy]
    guard let contest = Contest(policy.combination) else { return .none }
    let keys = input.ruleSet.itemPeriods(ofPolicy: id.policy, on: day)
    let contenders = contenders(keys)
    let standings = contest.standings(of: contenders)
    let blocking = policy.combination == .topUp ? [] : keys.filter { $0.id != id }
    for key in blocking where received([key], policy.combinationScope, on: day) == .yes {
      names.received.append("待遇项“\(policy.items[key.id.item].name)”")
    }
    if standings[id.item] == .superseded {
      for index in contenders.indices where contenders[index].outcome == .yes && standings[index] == .standing
      {
        names.due.append("待遇项“\(policy.items[index].name)”")
      }
    }
    return Rivalry(
      standing: standings[id.item], receiving: received(blocking, policy.combinationScope, on: day))
  }

  private mutating func policyRivalry(of policy: Int, on day: Day, _ names: inout RivalNames) -> Rivalry {
    guard let group = input.ruleSet.exclusiveGroup(ofPolicy: policy) else { return .none }
    var contenders: [Contender] = []
    var receiving = Truth.no
    var position = 0
    for (index, member) in group.policies.enumerated() {
      let keys = input.ruleSet.itemPeriods(ofPolicy: member, on: day)
      let items = self.contenders(keys)
      let outcome = items.map(\.outcome).reduce(Truth.no) { $0 || $1 }
      let combination = input.ruleSet.policies[member].combination
      contenders.append(Contender(outcome: outcome, worth: Worth.policy(items, combination)))
      if member == policy {
        position = index
      } else if group.blocks {
        let isReceived = received(keys, group.scope, on: day)
        if isReceived == .yes { names.received.append("政策“\(input.ruleSet.policies[member].name)”") }
        receiving = receiving || isReceived
      }
    }
    let standings = group.contest.standings(of: contenders)
    if standings[position] == .superseded {
      for (index, member) in group.policies.enumerated()
      where contenders[index].outcome == .yes && standings[index] == .standing {
        names.due.append("政策“\(input.ruleSet.policies[member].name)”")
      }
    }
    return Rivalry(standing: standings[position], receiving: receiving)
  }

  private mutating func contenders(_ keys: [ItemPeriod]) -> [Contender] {
    keys.map { key in
      let decisions = decisions(of: key)
      let units = zip(records(of: key.id), decisions).map { record, decision in
        (decision.outcome, worth(of: key, record) ?? decision.amount)
      }
      return Contender(
        outcome: decisions.map(\.outcome).reduce(.no) { $0 || $1 },
        worth: Worth.item(input.item(key.id), units))
    }
  }

  private func worth(of key: ItemPeriod, _ record: Int) -> Amount? {
    input.judgedPeriods(of: key.id).first { $0.period == key.period }
      .flatMap { reference.explainer.worth(of: key.id, record: record, at: $0.at) }
  }

  private func received(_ keys: [ItemPeriod], _ scope: LimitScope?, on day: Day) -> Truth {
    if let scope { return received(keys, within: scope.days(on: day)) }
    return keys.flatMap { receipts(of: $0) }
      .map { $0.isInProcess ? Truth.yes : $0.receiving }
      .reduce(.no) { $0 || $1 }
  }

  private func received(_ keys: [ItemPeriod], within span: ClosedRange<Day>?) -> Truth {
    var result = Truth.no
    for key in keys {
      let entries = reference.receipts.entries(ofPolicy: key.id.policy)[subjectKey] ?? []
      for record in records(of: key.id) {
        result =
          result
          || reference.receipts.received(
            of: key.id, row: rowKey(record, of: key.id) ?? "", period: key.period, asOf: input.asOf,
            within: span, entries, start: input.start(of: subject, in: table))
      }
    }
    return result
  }
}
