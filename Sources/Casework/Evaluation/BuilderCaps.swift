import Matching
import RuleLanguage

extension EvaluationBuilder {
  /// What 合计封顶 leaves of each amount, and of whom it leaves nothing: they come off the lists. An item's
  /// own cap comes before its policy's.
  mutating func settleCaps(_ units: inout [JudgedUnits]) {
    for policy in input.ruleSet.policies.indices {
      let declared = input.ruleSet.policies[policy]
      for item in declared.items.indices where declared.items[item].cap != nil {
        settleCap(of: policy, item: item, declared.items[item].capScope, &units)
      }
      if declared.totalCap != nil { settleCap(of: policy, item: nil, declared.capScope, &units) }
    }
  }

  /// `item` nil: of all items together.
  private mutating func settleCap(
    of policy: Int, item: Int?, _ scope: LimitScope?, _ units: inout [JudgedUnits]
  ) {
    var groups: [CapGroup: [Int]] = [:]
    for index in units.indices where units[index].id.policy == policy {
      if let item, units[index].id.item != item { continue }
      guard case .amount = input.item(units[index].id).benefit else { continue }
      groups[CapGroup(units[index].period, units[index].at, scope), default: []].append(index)
    }
    for members in groups.values {
      settle(members, of: policy, item, scope, &units)
      settleUpcoming(members, of: policy, item, &units)
    }
  }

  private func caps(_ policy: Int, _ item: Int?, _ subjects: [Int], _ at: JudgedAt) -> [Amount] {
    item.map { matcher.caps(ofItem: ItemID(policy: policy, item: $0), records: subjects, at: at) }
      ?? matcher.totalCaps(ofPolicy: policy, records: subjects, at: at)
  }

  /// A claim with the place of its unit.
  private typealias Placed = (unit: Int, record: Int, claim: CapShares.Claim)

  private mutating func settle(
    _ members: [Int], of policy: Int, _ item: Int?, _ scope: LimitScope?, _ units: inout [JudgedUnits]
  ) {
    var claims: [Int: [Placed]] = [:]
    for index in members {
      let own = units[index]
      let receipts = receipts(of: ItemPeriod(id: own.id, period: own.period))
      let held = own.receiving.union(receipts.inProcess.intersection(own.scope))
      if scope == nil {
        for record in held.members {
          let claim = CapShares.Claim(amount: heldAmount(record, own, receipts), standing: .received)
          claims[own.space.subject(of: record), default: []].append((index, record, claim))
        }
      }
      let records = own.entitled.union(own.undetermined).subtracting(held).members
      let amounts = matcher.amounts(of: own.id, records: records, at: own.at)
      for (record, amount) in zip(records, amounts) {
        let standing = own.entitled[record] ? CapShares.Standing.certain : .possible
        claims[own.space.subject(of: record), default: []].append(
          (
            index, record,
            CapShares.Claim(amount: own.capped[record] ?? own.granted[record] ?? amount, standing: standing)
          ))
      }
    }
    let subjects = claims.keys.sorted()
    guard let at = members.first.map({ units[$0].at }), !subjects.isEmpty else { return }
    let caps = caps(policy, item, subjects, at)
    for (subject, cap) in zip(subjects, caps) {
      let own = claims[subject] ?? []
      for (placed, share) in zip(own, CapShares.shares(own.map(\.claim), of: cap))
      where placed.claim.standing != .received {
        units[placed.unit].cap(placed.record, to: share, isCertain: placed.claim.standing == .certain)
      }
    }
  }

  private func heldAmount(_ record: Int, _ units: JudgedUnits, _ receipts: ReceiptBitmaps) -> Amount {
    let item = input.item(units.id)
    let policy = input.ruleSet.policies[units.id.policy]
    let subject = input.dataset.tables[policy.subject].keys[units.space.subject(of: record)]
    let state = ReceiptState(
      receiving: receipts.receiving[record], isInProcess: receipts.inProcess[record])
    return reader.index.heldAmount(
      of: units.id, row: item.perRow.map { _ in input.rowKey(record, of: item) }, period: units.period,
      state, subject: subject)
  }

  private func settleUpcoming(_ members: [Int], of policy: Int, _ units: inout [JudgedUnits]) {
    var claims: [Int: [Placed]] = [:]
    for index in members {
      let own = units[index]
      let records = own.upcoming.members
      let amounts = matcher.amounts(of: own.id, records: records, at: input.future)
      for (record, amount) in zip(records, amounts) {
        claims[own.space.subject(of: record), default: []].append(
          (
            index, record,
            CapShares.Claim(
              amount: own.cappedFuture[record] ?? own.futureGranted[record] ?? amount, standing: .certain)
          ))
      }
    }
    let subjects = claims.keys.sorted()
    if subjects.isEmpty { return }
    let caps = caps(policy, item, subjects, input.future)
    for (subject, cap) in zip(subjects, caps) {
      let own = claims[subject] ?? []
      for (placed, share) in zip(own, CapShares.shares(own.map(\.claim), of: cap)) {
        units[placed.unit].cappedFuture[placed.record] = share
      }
    }
  }
}

extension JudgedUnits {
  fileprivate mutating func cap(_ record: Int, to share: Amount, isCertain: Bool) {
    capped[record] = share
    switch share.isAboveZero {
    case .yes: return
    case .no:
      entitled[record] = false
      undetermined[record] = false
      outcome[record] = .no
    case .unknown where isCertain:
      entitled[record] = false
      undetermined[record] = true
      outcome[record] = .unknown
      uncapped[record] = true
    case .unknown: break
    }
  }
}

extension Amount {
  var isAboveZero: Truth {
    if let low, low > 0 { return .yes }
    if let high, high <= 0 { return .no }
    return .unknown
  }
}

extension ReceiptIndex {
  /// Fen that a unit has received, or is about to, for a period.
  func heldAmount(
    of id: ItemID, row: String?, period: Period, _ state: ReceiptState, subject: String
  ) -> Amount {
    let entries = entries(ofPolicy: id.policy)[subject] ?? []
    let fen = holding(of: id, row: row, period: period, within: nil, state, entries).fen
    return Amount(low: fen.low, high: fen.high)
  }
}
