import Matching
import RuleLanguage

extension ReferenceEvaluation {
  /// Units of one policy and subject with what 合计封顶 leaves of their amounts: an item's own before its
  /// policy's.
  func settled(_ units: [ReviewedUnit], policy index: Int, subject: Int) -> [ReviewedUnit] {
    let policy = input.ruleSet.policies[index]
    var result = units
    for (item, declared) in policy.items.enumerated() {
      guard let cap = declared.cap else { continue }
      let prefix = policy.items.count > 1 ? declared.pathPrefix : ""
      settle(&result, by: cap, declared.capScope, prefix, policy, subject) { $0.id.item == item }
    }
    if let cap = policy.totalCap {
      settle(&result, by: cap, policy.capScope, "", policy, subject) { _ in true }
    }
    return result
  }

  private func settle(
    _ result: inout [ReviewedUnit], by cap: Expression, _ scope: LimitScope?, _ prefix: String,
    _ policy: Policy, _ subject: Int, _ isConcerned: (ReviewedUnit) -> Bool
  ) {
    let units = result
    func limit(_ at: JudgedAt) -> Amount {
      explainer.amount(of: cap, table: policy.subject, record: subject, at: at)
    }
    var groups: [CapGroup: [Int]] = [:]
    for (place, unit) in units.enumerated() where isConcerned(unit) {
      guard case .amount = input.item(unit.id).benefit else { continue }
      let period = Period(text: unit.key.period) ?? .once
      groups[CapGroup(period, unit.at, scope), default: []].append(place)
    }
    let text = "合计封顶 \(input.ruleSet.sourceText(cap.range))"
    for members in groups.values {
      let claims = members.compactMap { place in
        claim(units[place], scope).map { (place: place, claim: $0) }
      }
      let shares = CapShares.shares(claims.map(\.claim), of: limit(units[members[0]].at))
      for (placed, share) in zip(claims, shares) where placed.claim.standing != .received {
        result[placed.place].cap(to: share, prefix, text, isCertain: placed.claim.standing == .certain)
      }
      let upcoming = members.filter { units[$0].situation.lists.contains(.upcoming) }
      let future = CapShares.shares(
        upcoming.map { CapShares.Claim(amount: units[$0].future?.amount ?? .unknown, standing: .certain) },
        of: limit(input.future))
      for (place, share) in zip(upcoming, future) {
        result[place].future = result[place].future?.capped(to: share, prefix, text, outcome: .yes)
      }
    }
  }

  private func claim(_ unit: ReviewedUnit, _ scope: LimitScope?) -> CapShares.Claim? {
    let receipt = unit.situation.receipt
    if receipt.receiving == .yes || receipt.isInProcess {
      guard scope == nil else { return nil }
      let period = Period(text: unit.key.period) ?? .once
      let amount = receipts.heldAmount(
        of: unit.id, row: input.item(unit.id).perRow.map { _ in unit.key.row }, period: period, receipt,
        subject: unit.key.subject)
      return CapShares.Claim(amount: amount, standing: .received)
    }
    let lists = unit.situation.lists
    if lists.contains(.entitled) {
      return CapShares.Claim(amount: unit.decision.amount, standing: .certain)
    }
    return lists.contains(.undetermined)
      ? CapShares.Claim(amount: unit.decision.amount, standing: .possible) : nil
  }
}

extension ReviewedUnit {
  fileprivate mutating func cap(to share: Amount, _ prefix: String, _ text: String, isCertain: Bool) {
    var outcome = decision.outcome
    switch share.isAboveZero {
    case .yes: break
    case .no:
      outcome = .no
      situation.outcome = .no
      situation.future = .no
      situation.isNearMiss = false
    case .unknown where isCertain:
      outcome = .unknown
      situation.outcome = .unknown
    case .unknown: break
    }
    decision = decision.capped(to: share, prefix, text, outcome: outcome)
  }
}

extension Decision {
  /// With what the cap leaves of the amount, and the step that says so.
  fileprivate func capped(
    to share: Amount, _ prefix: String, _ text: String, outcome: Truth
  ) -> Decision {
    let name = prefix + Keyword.totalCap.chinese
    let step = ClauseTrace(
      path: name, text: "\(text)：封顶前 \(amount.text)，封顶后 \(share.text)", basis: nil,
      outcome: share.isAboveZero, values: [], children: [])
    let isCutOff = outcome == .no && self.outcome != .no
    let isOpen = outcome == .unknown && self.outcome == .yes
    return Decision(
      outcome: outcome, amount: share,
      missing: isCutOff ? [] : isOpen ? [MissingInput(name: Keyword.totalCap.chinese, sources: [])] : missing,
      failing: isCutOff ? [name] : failing, nearMiss: nearMiss, trace: trace + [step], quality: quality,
      due: due)
  }
}

extension Amount {
  fileprivate var text: String {
    if let exact { return Message.money(exact).chinese }
    let ends = [low, high].map { $0.map { Message.money($0).chinese } ?? "不详" }
    return ends.joined(separator: " 至 ")
  }
}
