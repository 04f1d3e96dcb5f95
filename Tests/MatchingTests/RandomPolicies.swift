import Matching
import RuleLanguage

/// A random rule set on the declarations of ``World``.
enum RandomPolicies {
  static func ruleSet(
    _ seed: UInt64, policies: Int, isMonotone: Bool = false, limitsClaims: Bool = false
  ) -> (ruleSet: RuleSet, dates: Dates) {
    var random = SplitMix64(seed: seed)
    let dates = Dates(&random)
    var ruleSet = World.declarations(&random, dates: dates)
    var expressions = RandomExpressions(random, dates, ruleSet)
    expressions.isMonotone = isMonotone
    let types: [ValueType] = [.truth, .truth, .number(.none), .number(.money), .day]
    for index in 0..<20 {
      let table = index % 5
      let expression = expressions.value(expressions.random.one(of: types), table, 2)
      expressions.definitions.append(
        Definition(name: "标签\(index)", table: table, expression: expression, range: nowhere))
    }
    ruleSet.definitions = expressions.definitions
    for index in 0..<policies {
      ruleSet.policies.append(policy(index, &expressions, limitsClaims))
    }
    return (ruleSet, dates)
  }

  private static func policy(
    _ index: Int, _ expressions: inout RandomExpressions, _ limitsClaims: Bool
  ) -> Policy {
    let subject = expressions.random.chance(70) ? World.person : World.enterprise
    let dates = expressions.dates
    var policy = Policy(name: "政策\(index)", title: "政策\(index)", subject: subject, range: nowhere)
    policy.conditions = group(subject, &expressions, count: 1 + expressions.random.below(2))
    policy.exclusions = exclusions(subject, &expressions)
    policy.judgesAnyDay = expressions.random.chance(12)
    policy.paysThroughEndMonth = expressions.random.chance(50)
    if expressions.random.chance(15) { policy.validFrom = dates.any(&expressions.random) }
    if expressions.random.chance(10) { policy.validTo = dates.any(&expressions.random) }
    if policy.validTo != nil, expressions.random.chance(50) {
      let until = expressions.random.chance(50) ? expressions.value(.day, subject, 2) : nil
      policy.transition = Transition(
        conditions: group(subject, &expressions, count: 1), until: until, untilText: "", range: nowhere)
    }
    if expressions.random.chance(30) {
      policy.totalCap = expressions.value(.number(.money), subject, 2)
    }
    for number in 0..<(1 + expressions.random.below(2)) {
      policy.items.append(item("待遇\(number)", subject, &expressions, limitsClaims))
    }
    return policy
  }

  private static func item(
    _ name: String, _ subject: TableID, _ expressions: inout RandomExpressions, _ limitsClaims: Bool
  ) -> Item {
    var frame = subject
    var perRow: Item.PerRow?
    if expressions.random.chance(25) {
      let views = expressions.ruleSet.views.indices.filter {
        expressions.ruleSet.views[$0].entity == subject
      }
      let view = expressions.random.one(of: views)
      perRow = Item.PerRow(view: view, alias: nil)
      frame = expressions.ruleSet.views[view].table
    }
    let benefit: Benefit
    switch expressions.random.below(10) {
    case 0: benefit = .none
    case 1: benefit = .pending
    case 2: benefit = .nonMoney(kind: "资格", text: "")
    case 3, 4, 5:
      let value = Value.number(Number(Int64(expressions.random.below(12)) * 50))
      benefit = .amount(expressions.expression(.constant(value), .number(.money)))
    case 6: benefit = .amount(expressions.value(.number(.money), frame, 3))
    case _ where expressions.isMonotone:
      benefit = .amount(expressions.value(.number(.money), frame, 3))
    default:
      // At least 1, so that the benefit does not settle the outcome too often.
      let one = expressions.expression(.constant(.number(.one)), .number(.money))
      let parts = [one, expressions.value(.number(.money), frame, 3)]
      benefit = .amount(expressions.expression(.extreme(.largest, parts), .number(.money)))
    }
    let frequency = expressions.random.one(of: Frequency.allCases)
    var item = Item(name: name, benefit: benefit, frequency: frequency, range: nowhere)
    item.perRow = perRow
    if expressions.random.chance(25) {
      item.conditions = group(frame, &expressions, count: expressions.random.below(3))
    }
    if expressions.random.chance(30) { item.exclusions = exclusions(frame, &expressions) }
    if limitsClaims, expressions.random.chance(20) {
      item.claimPeriod = ClaimPeriod(
        due: expressions.value(.day, frame, 2), lapses: expressions.random.chance(80), text: "")
    }
    return item
  }

  private static func exclusions(
    _ frame: TableID, _ expressions: inout RandomExpressions
  ) -> ClauseGroup {
    if expressions.random.chance(80) { return ClauseGroup(quantity: .any, clauses: []) }
    let clauses = clauses(frame, &expressions, count: 1 + expressions.random.below(2))
    return ClauseGroup(quantity: expressions.random.chance(60) ? .any : .all, clauses: clauses)
  }

  private static func group(
    _ frame: TableID, _ expressions: inout RandomExpressions, count: Int
  ) -> ClauseGroup {
    let clauses = clauses(frame, &expressions, count: count)
    switch expressions.random.below(9) {
    case 0, 1, 2: return ClauseGroup(quantity: .any, clauses: clauses)
    case 3: return ClauseGroup(quantity: .atLeast(expressions.random.below(3)), clauses: clauses)
    default: return ClauseGroup(quantity: .all, clauses: clauses)
    }
  }

  private static func clauses(
    _ frame: TableID, _ expressions: inout RandomExpressions, count: Int
  ) -> [Clause] {
    var clauses: [Clause] = []
    for index in 0..<count {
      let body: Clause.Body
      if expressions.random.chance(20) {
        let inner = [
          clause("甲", expressions.truth(frame, 2)), clause("乙", expressions.truth(frame, 1)),
        ]
        let quantity = expressions.random.one(of: [Quantity.any, .all, .atLeast(1)])
        body = .group(ClauseGroup(quantity: quantity, clauses: inner))
      } else {
        body = .expression(expressions.truth(frame, expressions.random.below(4)))
      }
      clauses.append(
        Clause(
          label: "（\(index + 1)）", heading: nil, body: body, basis: nil, text: "", range: nowhere))
    }
    return clauses
  }

  static func clause(_ label: String, _ expression: Expression) -> Clause {
    Clause(
      label: label, heading: nil, body: .expression(expression), basis: nil, text: "", range: nowhere)
  }
}
