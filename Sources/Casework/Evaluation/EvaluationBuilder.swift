import Matching
import RuleLanguage

/// An item's period by name: what others of its group are compared with.
struct ItemPeriod: Hashable {
  let id: ItemID
  let period: Period
}

/// An item in one period, decided but not yet on any list.
struct DecidedUnits {
  let judged: JudgedPeriod
  var outcome: TruthBitmap
  var nearMisses: [(clause: Int, members: Bitmap)]
  /// Before the item's selections.
  let eligible: TruthBitmap
  /// Units of whom a selection leaves open whether they are served, by selection.
  var unplaced: [Bitmap] = []
  /// What 合计封顶 leaves of the amount, by unit, where it takes something off.
  var granted: [Int: Amount] = [:]

  /// Those who have claimed before are not asked whether they are in time; `nil` where nobody is.
  init(judged: JudgedPeriod, _ outcomes: ItemOutcomes, claimed: Bitmap?) {
    self.judged = judged
    guard let claimed, let onceClaimed = outcomes.outcomeOnceClaimed, let inTime = outcomes.inTime
    else {
      (outcome, eligible, nearMisses) = (outcomes.outcome, outcomes.outcome, outcomes.nearMisses)
      return
    }
    var joined = outcomes.outcome
    joined.yes = onceClaimed.yes.intersection(claimed).union(joined.yes.subtracting(claimed))
    joined.known = onceClaimed.known.intersection(claimed).union(joined.known.subtracting(claimed))
    (outcome, eligible) = (joined, joined)
    let counted = claimed.union(inTime)
    nearMisses = outcomes.nearMisses.map { ($0.clause, $0.members.intersection(counted)) }
  }
}

/// Whose receipts bar the others of its group: in its own period, or in a span of days.
private struct MemberKey: Hashable {
  let unit: ItemPeriod
  let scope: LimitScope?
  let day: Day?
}

private struct RivalryKey<Units: Hashable>: Hashable {
  let units: Units
  /// Of what was received in a span of days around a day.
  let days: ClosedRange<Day>?
}

/// Puts an evaluation together: outcomes of all items on all days, receipts, contests, lists.
struct EvaluationBuilder {
  let input: EvaluationInput
  let matcher: Matcher
  let spaces: [ItemID: UnitSpace]
  let suppressed: [Bitmap]
  let reader: ReceiptReader
  /// What is decided.
  let items: [ItemID]
  var decided: [ItemPeriod: DecidedUnits] = [:]
  var future: [ItemID: TruthBitmap] = [:]
  var futureGranted: [ItemID: [Int: Amount]] = [:]
  private var receipts: [ItemPeriod: ReceiptBitmaps] = [:]
  private var members: [MemberKey: GroupMember] = [:]
  private var itemRivalries: [RivalryKey<[ItemPeriod]>: [RivalryBitmaps]] = [:]
  private var policyRivalries: [RivalryKey<[[ItemPeriod]]>: [RivalryBitmaps]] = [:]

  init(_ input: EvaluationInput, _ matcher: Matcher, only items: Set<ItemID>? = nil) {
    self.input = input
    self.matcher = matcher
    self.items = input.ruleSet.itemIDs.filter { items?.contains($0) ?? true }
    let ruleSet = input.ruleSet
    var spaces: [ItemID: UnitSpace] = [:]
    for id in ruleSet.itemIDs {
      spaces[id] = UnitSpace(
        input.item(id), subject: ruleSet.policies[id.policy].subject, ruleSet, input.dataset)
    }
    self.spaces = spaces
    var ordinals: [TableID: [String: Int]] = [:]
    func ordinalsByKey(_ table: TableID) -> [String: Int] {
      if let known = ordinals[table] { return known }
      let keys = input.dataset.tables[table].keys
      let made = Dictionary(keys.enumerated().map { ($1, $0) }, uniquingKeysWith: { a, _ in a })
      ordinals[table] = made
      return made
    }
    reader = ReceiptReader(input, ordinals: ordinalsByKey)
    suppressed = Self.suppressed(input, ordinals: ordinalsByKey)
    decide()
  }

  private static func suppressed(
    _ input: EvaluationInput, ordinals: (TableID) -> [String: Int]
  ) -> [Bitmap] {
    let verifications = VerificationIndex(input.verifications)
    return input.ruleSet.policies.map { policy in
      var result = Bitmap(count: input.dataset.tables[policy.subject].count)
      for subject in verifications.subjects(ofPolicy: policy.name)
      where verifications.suppresses(policy: policy.name, subject: subject, asOf: input.asOf) {
        if let ordinal = ordinals(policy.subject)[subject] { result[ordinal] = true }
      }
      return result
    }
  }

  /// Items that are decided on the same day are decided together, so that they share their work.
  private mutating func decide() {
    var days: [JudgedAt] = []
    var byDay: [JudgedAt: [(ItemID, JudgedPeriod)]] = [:]
    for id in items {
      for judged in input.judgedPeriods(of: id) {
        if byDay[judged.at] == nil { days.append(judged.at) }
        byDay[judged.at, default: []].append((id, judged))
      }
    }
    for day in days {
      let wanted = byDay[day] ?? []
      let outcomes = matcher.outcomes(of: wanted.map(\.0), at: day)
      for ((id, judged), outcome) in zip(wanted, outcomes) {
        let key = ItemPeriod(id: id, period: judged.period)
        let claimed = outcome.inTime == nil ? nil : receipts(of: key).claimed
        decided[key] = DecidedUnits(judged: judged, outcome, claimed: claimed)
      }
    }
    guard input.horizonDays > 0 else { return }
    for (id, outcome) in zip(items, matcher.outcomes(of: items, at: input.future)) {
      future[id] = outcome.outcome
    }
  }

  mutating func build() -> [JudgedUnits] {
    select()
    var result: [JudgedUnits] = []
    for id in input.ruleSet.itemIDs {
      for judged in input.judgedPeriods(of: id) {
        result.append(lists(of: ItemPeriod(id: id, period: judged.period)))
      }
    }
    settleCaps(&result)
    return result
  }

  // MARK: Lists

  /// ``UnitSituation/lists``, for all units of one item and period at once.
  private mutating func lists(of key: ItemPeriod) -> JudgedUnits {
    guard let units = decided[key], let space = spaces[key.id] else {
      preconditionFailure("lists of an item that was not decided")
    }
    let receipts = receipts(of: key)
    let item = itemRivalry(of: key, on: units.judged.at.decisionDay)
    let policy = policyRivalry(of: key, on: units.judged.at.decisionDay)
    let suppressed = space.units(of: suppressed[key.id.policy])
    let scope = space.units(of: input.subjects(of: input.ruleSet.policies[key.id.policy].subject))
    let outcome = units.outcome

    let dueBack = units.judged.at.isPast ? [:] : dueBack(key, at: units.judged.at, space, scope)
    var returning = Bitmap(count: space.unitCount)
    for unit in dueBack.keys { returning[unit] = true }
    let live = scope.subtracting(receipts.inProcess).subtracting(returning)
    let received = live.intersection(receipts.receiving.yes)
    let rest = live.subtracting(received).subtracting(
      space.units(of: item.received.union(policy.received)))
    let unknownReceipt = receipts.receiving.unknown.union(
      space.units(of: item.maybeReceived.union(policy.maybeReceived)))
    let free = rest.subtracting(unknownReceipt)
    let superseded = space.units(of: item.superseded.union(policy.superseded))
    let undecidedItem = space.units(of: item.undecided)
    let undecidedPolicy = space.units(of: policy.undecided)
    let candidates = outcome.yes.union(outcome.unknown)
    let open = rest.intersection(candidates).subtracting(suppressed).subtracting(superseded)
    let entitled = open.intersection(free).intersection(outcome.yes)
      .subtracting(undecidedItem).subtracting(undecidedPolicy)
    let continuing = received.subtracting(receipts.over)
    let doubtful = continuing.intersection(outcome.unknown).subtracting(suppressed)
    var upcoming = Bitmap(count: space.unitCount)
    if !units.judged.at.isPast, let future = future[key.id] {
      upcoming = free.intersection(outcome.no).intersection(future.yes).subtracting(suppressed)
    }
    let nearMisses = units.nearMisses.compactMap { clause, members in
      let members = members.intersection(free)
      return members.isEmpty ? nil : (clause: clause, members: members)
    }
    return JudgedUnits(
      id: key.id, period: key.period, at: units.judged.at, entitled: entitled,
      undetermined: open.subtracting(entitled).union(doubtful),
      unentitled: continuing.intersection(outcome.no).union(returning), upcoming: upcoming,
      nearMissesByClause: nearMisses, receiving: scope.intersection(receipts.receiving.yes),
      superseded: rest.intersection(candidates).intersection(superseded), space: space,
      outcome: outcome, eligible: units.eligible, unplaced: units.unplaced, granted: units.granted,
      futureGranted: units.judged.at.isPast ? [:] : futureGranted[key.id] ?? [:],
      unknownReceipt: unknownReceipt,
      undecidedItem: undecidedItem, undecidedPolicy: undecidedPolicy, claimed: receipts.claimed,
      dueBack: dueBack, scope: scope, uncapped: Bitmap(count: space.unitCount))
  }

  /// Only who was paid can owe anything.
  private func dueBack(
    _ key: ItemPeriod, at: JudgedAt, _ space: UnitSpace, _ scope: Bitmap
  ) -> [Int: DueBack] {
    let item = input.item(key.id)
    if item.clawback == nil { return [:] }
    let records = reader.holders(ofPolicy: key.id.policy, space).intersection(scope).members
    let found = matcher.dueBack(item, key.id, records: records, at: at)
    var result: [Int: DueBack] = [:]
    for (record, dueBack) in zip(records, found) { result[record] = dueBack }
    return result
  }

  // MARK: Receipts and rivals

  mutating func receipts(of key: ItemPeriod) -> ReceiptBitmaps {
    if let known = receipts[key] { return known }
    guard let space = spaces[key.id] else { preconditionFailure("an item without units") }
    let made = reader.bitmaps(of: key.id, space, period: key.period, input)
    receipts[key] = made
    return made
  }

  private mutating func member(_ key: ItemPeriod, _ scope: LimitScope?, on day: Day) -> GroupMember {
    let name = MemberKey(unit: key, scope: scope, day: scope == nil ? nil : day)
    if let known = members[name] { return known }
    guard let space = spaces[key.id] else { preconditionFailure("an item without units") }
    var received: TruthBitmap
    if let scope {
      received = reader.received(of: key.id, space, period: key.period, within: scope.days(on: day), input)
    } else {
      let receipts = receipts(of: key)
      received = receipts.receiving
      received.yes.formUnion(receipts.inProcess)
      received.known.formUnion(receipts.inProcess)
    }
    let made = GroupMember(outcome: decided[key]?.outcome, received: received, space)
    members[name] = made
    return made
  }

  private func subjectCount(_ policy: Int) -> Int {
    input.dataset.tables[input.ruleSet.policies[policy].subject].count
  }

  private mutating func itemRivalry(of key: ItemPeriod, on day: Day) -> RivalryBitmaps {
    let policy = input.ruleSet.policies[key.id.policy]
    guard let contest = Contest(policy.combination), policy.items.count > 1 else {
      return RivalryBitmaps(subjectCount: subjectCount(key.id.policy))
    }
    let keys = input.ruleSet.itemPeriods(ofPolicy: key.id.policy, on: day)
    let name = RivalryKey(units: keys, days: policy.combinationScope?.days(on: day))
    if let known = itemRivalries[name] { return known[key.id.item] }
    let rivals = keys.map { member($0, policy.combinationScope, on: day) }
    let made = RivalryBitmaps.all(
      rivals, contest, scope: input.subjects(of: policy.subject), blocks: policy.combination != .topUp
    ) { worth(of: keys[$0], $1) }
    itemRivalries[name] = made
    return made[key.id.item]
  }

  private mutating func policyRivalry(of key: ItemPeriod, on day: Day) -> RivalryBitmaps {
    let policy = input.ruleSet.policies[key.id.policy]
    guard let group = input.ruleSet.exclusiveGroup(ofPolicy: key.id.policy) else {
      return RivalryBitmaps(subjectCount: subjectCount(key.id.policy))
    }
    let keys = group.policies.map { input.ruleSet.itemPeriods(ofPolicy: $0, on: day) }
    let position = group.policies.firstIndex(of: key.id.policy) ?? 0
    let name = RivalryKey(units: keys, days: group.scope?.days(on: day))
    if let known = policyRivalries[name] { return known[position] }
    let scope = input.subjects(of: policy.subject)
    let items = keys.map { $0.map { member($0, group.scope, on: day) } }
    let rivals = items.map { GroupMember($0, subjectCount: scope.count) }
    let made = RivalryBitmaps.all(rivals, group.contest, scope: scope, blocks: group.blocks) {
      index, subjects in
      policyWorth(keys[index], items[index], subjects)
    }
    policyRivalries[name] = made
    return made[position]
  }

  private func worth(of key: ItemPeriod, _ subjects: [Int]) -> [Amount] {
    let item = input.item(key.id)
    guard let units = decided[key], let space = spaces[key.id] else {
      return Array(repeating: .zero, count: subjects.count)
    }
    var records: [Int] = []
    var ends: [Int] = []
    for subject in subjects {
      space.forEachUnit(of: subject) { if units.outcome[$0] != .no { records.append($0) } }
      ends.append(records.count)
    }
    var amounts = Array(repeating: Amount.unknown, count: records.count)
    if case .amount = item.benefit, !records.isEmpty {
      amounts = matcher.worths(of: key.id, records: records, at: units.judged.at)
      if item.worth == nil { amounts = zip(records, amounts).map { units.granted[$0] ?? $1 } }
    }
    var start = 0
    return ends.map { end in
      defer { start = end }
      return Worth.item(item, (start..<end).map { (units.outcome[records[$0]], amounts[$0]) })
    }
  }

  private func policyWorth(
    _ keys: [ItemPeriod], _ items: [GroupMember], _ subjects: [Int]
  ) -> [Amount] {
    guard let policy = keys.first.map({ input.ruleSet.policies[$0.id.policy] }) else { return [] }
    let worths = keys.map { worth(of: $0, subjects) }
    return subjects.enumerated().map { position, subject in
      let contenders = items.indices.map {
        Contender(outcome: items[$0].outcome(of: subject), worth: worths[$0][position])
      }
      return Worth.policy(contenders, policy.combination)
    }
  }
}
