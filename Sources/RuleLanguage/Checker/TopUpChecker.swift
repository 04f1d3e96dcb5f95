/// 补差: the highest is due, less what was received from the others of the group.
extension Checker {
  /// Once all policies are known.
  mutating func applyTopUps() {
    for index in ruleSet.policies.indices {
      let policy = ruleSet.policies[index]
      if policy.combination == .topUp {
        for place in policy.items.indices {
          let others = policy.items.indices.filter { $0 != place }
          topUp(
            policy: index, item: place, among: others.map { (index, policy.items[$0].name) },
            in: policy.combinationScope)
        }
      }
      guard let group = policy.exclusiveGroup else { continue }
      let members = ruleSet.policies.indices.filter {
        ruleSet.policies[$0].exclusiveGroup?.name == group.name
          && ruleSet.policies[$0].subject == policy.subject
      }
      guard let first = members.first, let choice = ruleSet.policies[first].exclusiveGroup?.choice else {
        continue
      }
      if (choice == .topUp) != (group.choice == .topUp) {
        error(
          "mixed-choices", policy.range, zh: "互斥组“\(group.name)”里有的取补差，有的不是",
          en: "some members of group `\(group.name)` take 补差, and some do not",
          remedyZh: "同组的写成一样", remedyEn: "write the same choice in all")
      }
      let scope = ruleSet.policies[first].exclusiveGroup?.scope
      if scope != group.scope {
        error(
          "mixed-scopes", policy.range, zh: "互斥组“\(group.name)”里有的写了每年或终身，有的不一样",
          en: "members of group `\(group.name)` name different spans", remedyZh: "同组的写成一样",
          remedyEn: "write the same span in all")
      }
      guard choice == .topUp else { continue }
      for place in policy.items.indices {
        let others = members.filter { $0 != index }
        topUp(policy: index, item: place, among: others.map { ($0, nil) }, in: scope)
      }
    }
  }

  private mutating func topUp(
    policy index: Int, item place: Int, among others: [(policy: Int, item: String?)],
    in scope: LimitScope?
  ) {
    let policy = ruleSet.policies[index]
    let item = policy.items[place]
    guard case .amount(let due) = item.benefit, !others.isEmpty else { return }
    let range = due.range
    guard let own = unitReceipts(of: item, in: policy, range) else { return }
    var received: Expression?
    for other in others {
      guard var source = receiptSource(of: ruleSet.policies[other.policy], hops: own.source.hops) else {
        continue
      }
      source.item = other.item
      let sum = own.inOwnPeriod(source, scope, range)
      received = received.map { Expression(.arithmetic(.add, $0, sum), sum.type, range) } ?? sum
    }
    guard let received else { return }
    let left = Expression(.arithmetic(.subtract, due, received), due.type, range)
    let nothing = Expression(.constant(.number(.zero)), due.type, range)
    let rest = Expression(.extreme(.largest, [nothing, left]), due.type, range)
    let paid = own.isPaid(range)
    let amount = Expression(.conditional(paid, then: due, otherwise: rest), due.type, range)
    let isSpent = Expression(
      .and([
        Expression(.not(paid), .truth, range),
        Expression(.compare(.lessOrEqual, left, nothing), .truth, range),
      ]), .truth, range)
    ruleSet.policies[index].items[place].worth = item.worth ?? due
    ruleSet.policies[index].items[place].benefit = .amount(amount)
    let prefix = policy.items.count > 1 ? item.limitPrefix : ""
    ruleSet.policies[index].items[place].exclude([clause(prefix + Keyword.topUp.chinese, isSpent, range)])
  }
}
