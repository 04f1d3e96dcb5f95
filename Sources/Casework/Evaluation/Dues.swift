import Matching
import RuleLanguage

/// A unit of an earlier period that is due and not paid, or may be: limits that several periods share count
/// it before later ones.
struct Due {
  let id: ItemID
  /// Of its subject.
  let subject: Int
  /// Empty for items that do not decide per row.
  let row: String
  let period: Period
  /// On 应享未享; otherwise it may still come to be due.
  let isCertain: Bool
  /// Fen after the cap; `nil` where it is not known.
  let amount: Int64?
}

extension EvaluationInput {
  /// The same input with what is due for earlier periods, worked out by columns, the earliest period
  /// first: each period is decided with what came before it.
  public func withDues() -> EvaluationInput {
    withDues { stage in
      let evaluation = Evaluation(stage)
      return evaluation.units.filter(stage.isStage).flatMap { evaluation.dues($0) }
    }
  }

  /// The same, one unit at a time.
  func withReferenceDues() -> EvaluationInput {
    withDues { stage in
      let reference = ReferenceEvaluation(stage)
      return stage.ruleSet.policies.indices.flatMap { policy in
        stage.subjects(of: stage.ruleSet.policies[policy].subject).members.flatMap { subject in
          reference.units(ofPolicy: policy, subject: subject).filter(stage.isStage).compactMap(\.due)
        }
      }
    }
  }

  private func withDues(_ decide: (EvaluationInput) -> [Due]) -> EvaluationInput {
    if hasDues || ruleSet.dueTables.isEmpty { return self }
    var result = self
    result.hasDues = true
    let chosen = ruleSet.policies.indices.filter { ruleSet.policies[$0].countsDues }
    var rules = ruleSet
    let needed = Set(chosen.flatMap { ruleSet.exclusiveGroup(ofPolicy: $0)?.policies ?? [$0] }).sorted()
    rules.policies = needed.map { ruleSet.policies[$0] }
    var days: Set<Day> = []
    for policy in chosen.map({ ruleSet.policies[$0] }) {
      for judged in policy.items.flatMap({ JudgedPeriod.all(of: $0, in: policy, asOf: asOf) })
      where judged.at.isPast { days.insert(judged.at.decisionDay) }
    }
    var book = DueBook(rules, self)
    book.fill(&result.dataset)
    for day in days.sorted() {
      var stage = EvaluationInput(
        ruleSet: rules, dataset: result.dataset, ledgers: ledgers, verifications: verifications, asOf: asOf,
        scope: scope)
      stage.claimsElsewhere = claimsElsewhere
      stage.hasDues = true
      stage.stage = day
      book.add(decide(stage))
      book.fill(&result.dataset)
    }
    return result
  }

  private func isStage(_ units: JudgedUnits) -> Bool { isStage(units.id, units.at) }
  private func isStage(_ unit: ReviewedUnit) -> Bool { isStage(unit.id, unit.at) }
  private func isStage(_ id: ItemID, _ at: JudgedAt) -> Bool {
    ruleSet.policies[id.policy].countsDues && at.isPast && at.decisionDay == stage
  }

  /// The periods of an item that are decided: of a stage, those that hold its day.
  func judgedPeriods(of id: ItemID) -> [JudgedPeriod] {
    let all = JudgedPeriod.all(of: item(id), in: ruleSet.policies[id.policy], asOf: asOf)
    guard let stage else { return all }
    return all.filter { judged in
      guard let first = judged.period.firstDay, let last = judged.period.lastDay else { return true }
      return first <= stage && stage <= last
    }
  }
}

extension Evaluation {
  fileprivate func dues(_ units: JudgedUnits) -> [Due] {
    let records = units.entitled.union(units.undetermined).subtracting(units.receiving).members
    let amounts = amounts(of: records, in: units)
    return zip(records, amounts).map { record, amount in
      Due(
        id: units.id, subject: units.space.subject(of: record),
        row: input.rowKey(record, of: input.item(units.id)), period: units.period,
        isCertain: units.entitled[record], amount: amount.exact)
    }
  }
}

extension ReviewedUnit {
  fileprivate var due: Due? {
    let lists = situation.lists
    let isCertain = lists.contains(.entitled)
    guard isCertain || lists.contains(.undetermined), situation.receipt.receiving != .yes,
      let period = Period(text: key.period)
    else { return nil }
    return Due(
      id: id, subject: subject, row: key.row, period: period, isCertain: isCertain,
      amount: decision.amount.exact)
  }
}

/// What is due so far, as rows of the relations that limits read.
private struct DueBook {
  private let ruleSet: RuleSet
  private let input: EvaluationInput
  private let receipts: ReceiptIndex
  private var dues: [Due] = []
  /// By place in `dues`: the months that it adds to those of its policy; `nil`: not known.
  private var policyMonths: [Int?] = []
  private struct Month: Hashable {
    let policy: Int
    let subject: Int
    let month: Int32
  }
  private var counted: Set<Month> = []

  init(_ ruleSet: RuleSet, _ input: EvaluationInput) {
    self.ruleSet = ruleSet
    self.input = input
    receipts = ReceiptIndex(ruleSet, input.ledgers)
  }

  /// Of one day; what is certain is counted first.
  mutating func add(_ more: [Due]) {
    let ordered = more.filter(\.isCertain) + more.filter { !$0.isCertain }
    dues += ordered
    for due in ordered { policyMonths.append(newMonths(due)) }
  }

  private mutating func newMonths(_ due: Due) -> Int? {
    guard let first = due.period.firstDay, let last = due.period.lastDay else { return 0 }
    var count: Int? = 0
    for month in first.month.index...last.month.index {
      let place = Month(policy: due.id.policy, subject: due.subject, month: month)
      if counted.contains(place) { continue }
      switch isPaidOtherwise(due, YearMonth(index: month).lastDay) {
      case .yes: continue
      case .unknown: count = nil
      case .no: count = count.map { $0 + 1 }
      }
      if due.isCertain { counted.insert(place) }
    }
    return count
  }

  /// Whether another item of the policy is received for the month.
  private func isPaidOtherwise(_ due: Due, _ day: Day) -> Truth {
    let policy = ruleSet.policies[due.id.policy]
    let subject = input.dataset.tables[policy.subject].keys[due.subject]
    return policy.items.indices.reduce(.no) { paid, index in
      let item = policy.items[index]
      guard index != due.id.item, item.frequency != .once, item.perRow == nil else { return paid }
      let state = receipts.state(
        of: ItemID(policy: due.id.policy, item: index), subject: subject, row: "",
        period: Period(item.frequency, containing: day), asOf: input.asOf)
      return paid || state.receiving
    }
  }

  func fill(_ dataset: inout Dataset) {
    for table in ruleSet.dueTables {
      let own = dues.indices.filter { ruleSet.policies[dues[$0].id.policy].subject == table.entity }
        .sorted { (dues[$0].subject, $0) < (dues[$1].subject, $1) }
      var columns: [Column?] = []
      for field in ReceiptField.allCases {
        let type = ruleSet.tables[table.table].fields[field.rawValue].type
        columns.append(
          Column(own.map { cell(field, of: $0, &dataset.texts) }, type: type))
      }
      dataset.tables[table.table] = TableData(
        keys: own.indices.map { String($0 + 1) }, columns: columns,
        owners: own.map { Int32(dues[$0].subject) })
    }
  }

  /// As it is stored; `nil`: not known.
  private func cell(_ field: ReceiptField, of index: Int, _ texts: inout TextPool) -> Int64? {
    let due = dues[index]
    let policy = ruleSet.policies[due.id.policy]
    switch field {
    case .policy: return Int64(texts.intern(policy.name))
    case .item: return Int64(texts.intern(policy.items[due.id.item].name))
    case .row: return Int64(texts.intern(due.row))
    case .rowOwner:
      return Int64(texts.intern(due.row.firstIndex(of: "/").map { String(due.row[..<$0]) } ?? ""))
    case .from: return due.period.firstDay.map { Int64($0.number) }
    case .to: return due.period.lastDay.map { Int64($0.number) }
    case .amount: return due.amount
    case .isValid: return due.isCertain ? 1 : nil
    case .times: return Column.decimalScale
    case .months:
      guard let first = due.period.firstDay, let last = due.period.lastDay else { return nil }
      return Int64(last.month.index - first.month.index + 1)
    case .policyMonths: return policyMonths[index].map { Int64($0) }
    case .status, .date, .until, .share: return nil
    }
  }
}

extension Column {
  /// Stored values; `nil`: not known.
  fileprivate init(_ values: [Int64?], type: ValueType) {
    var known = Bitmap(count: values.count)
    for (index, value) in values.enumerated() where value != nil { known[index] = true }
    self.init(
      type: type, scale: Column.scale(for: type), storage: .wide(values.map { $0 ?? 0 }), known: known,
      present: known)
  }
}
