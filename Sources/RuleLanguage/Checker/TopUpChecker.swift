/// 补差: the highest is due, less what was received from the others of the group.
extension Checker {
  /// Once all policies are known.
  mutating func applyTopUps() {
    for index in ruleSet.policies.indices {
      let policy = ruleSet.policies[index]
      let rivals = topUpRivals(of: policy, index)
      for place in policy.items.indices {
        let siblings = policy.combination == .topUp ? policy.items.indices.filter { $0 != place } : []
        let others = siblings.map {
          OtherBenefit(policy: index, item: policy.items[$0].name, scope: policy.combinationScope)
        }
        topUp(policy: index, item: place, among: rivals + others)
      }
    }
  }

  private struct OtherBenefit {
    let policy: Int
    /// `nil`: all items.
    let item: String?
    let scope: LimitScope?
  }

  /// The other policies of its group, where that takes 补差.
  private func topUpRivals(of policy: Policy, _ index: Int) -> [OtherBenefit] {
    guard let group = policy.exclusiveGroup else { return [] }
    let members = ruleSet.policies.indices.filter {
      ruleSet.policies[$0].exclusiveGroup?.name == group.name
        && ruleSet.policies[$0].subject == policy.subject
    }
    guard let first = members.first.flatMap({ ruleSet.policies[$0].exclusiveGroup }), first.choice == .topUp
    else { return [] }
    return members.filter { $0 != index }.map { OtherBenefit(policy: $0, item: nil, scope: first.scope) }
  }

  private mutating func topUp(policy index: Int, item place: Int, among others: [OtherBenefit]) {
    let policy = ruleSet.policies[index]
    let item = policy.items[place]
    guard case .amount(let due) = item.benefit, !others.isEmpty else { return }
    let range = due.range
    // Of several items that add up, or several rows, only one may take it off.
    let isSharedByItems = policy.items.count > 1 && policy.combination == .sum
    guard areOfOneKind(item, policy, others, isSharedByItems: isSharedByItems),
      let own = unitReceipts(of: item, in: policy, range)
    else { return }
    var received: Expression?
    for other in others {
      guard var source = receiptSource(of: ruleSet.policies[other.policy], hops: own.source.hops) else {
        continue
      }
      source.item = other.item
      let sum = own.inOwnPeriod(source, other.scope, range)
      received = received.map { Expression(.arithmetic(.add, $0, sum), sum.type, range) } ?? sum
    }
    guard var received else { return }
    let paid = own.isPaid(range)
    if isSharedByItems || item.perRow != nil {
      guard canShare(item, range) else { return }
      let deduction = Figure.Deduction(
        received: received, isPaid: paid, paid: own.paid(range), isSharedByItems: isSharedByItems)
      ruleSet.figures.append(Figure(kind: .deduction(deduction), value: due))
      let figure = ruleSet.figures.count - 1
      ruleSet.policies[index].items[place].figures.append(figure)
      received = Expression(.figure(figure), due.type, range)
    }
    let left = Expression(.arithmetic(.subtract, due, received), due.type, range)
    let nothing = Expression(.constant(.number(.zero)), due.type, range)
    let rest = Expression(.extreme(.largest, [nothing, left]), due.type, range)
    let amount = Expression(.conditional(paid, then: due, otherwise: rest), due.type, range)
    let isSpent = Expression(
      .and([
        Expression(.not(paid), .truth, range),
        Expression(.compare(.lessOrEqual, left, nothing), .truth, range),
      ]), .truth, range)
    ruleSet.policies[index].items[place].worth = due
    ruleSet.policies[index].items[place].benefit = .amount(amount)
    let prefix = policy.items.count > 1 ? item.limitPrefix : ""
    ruleSet.policies[index].items[place].exclude([clause(prefix + Keyword.topUp.chinese, isSpent, range)])
  }

  /// Of one-off and periodic benefits together it cannot be told from which period something is taken.
  private mutating func areOfOneKind(
    _ item: Item, _ policy: Policy, _ others: [OtherBenefit], isSharedByItems: Bool
  ) -> Bool {
    let rivals = others.flatMap { other in
      ruleSet.policies[other.policy].items.filter { other.item == nil || $0.name == other.item }
    }
    let isMixed =
      rivals.contains { ($0.frequency == .once) != (item.frequency == .once) }
      || (isSharedByItems && policy.items.contains { $0.frequency != item.frequency })
    if isMixed {
      error(
        "top-up-mixed-periods", item.range,
        zh: "补差的几项里，有一次性的也有按期发的，或者同一政策的几项发放不一样：说不清从哪一期减",
        en: "benefits of one 补差 are paid once and by period, or by different periods: "
          + "it cannot be told from which one to deduct",
        remedyZh: "发放写成一样；要自己算的，不写补差，在待遇里减 享受金额(…)",
        remedyEn: "pay them alike, or write the deduction yourself with 享受金额(…)")
    }
    return !isMixed
  }

  private mutating func canShare(_ item: Item, _ range: SourceRange) -> Bool {
    if item.figures.isEmpty, item.selections.isEmpty { return true }
    error(
      "top-up-beside-selection", range,
      zh: "几条或几项一起补差的，不能再写 唯一、限次、最多、名额、预算、名次、分摊：减在没给的那一条上就多给了",
      en: "where several units share a 补差, none may be left out by a selection or depend on all others",
      remedyZh: "把补差的写成不逐条的一项", remedyEn: "make what takes 补差 one item without 逐条")
    return false
  }
}
