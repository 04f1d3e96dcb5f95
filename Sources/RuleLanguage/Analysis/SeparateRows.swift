/// Two clauses that each ask for some record of the same relation: one member may meet the first and
/// another one the second, though the notice usually means one who meets both.
enum SeparateRows {
  static func lint(_ policy: Policy, in ruleSet: RuleSet) -> [Diagnostic] {
    let groups = [policy.conditions] + policy.items.map(\.conditions)
    return groups.flatMap { group in group.quantity == .all ? lint(group.clauses, in: ruleSet) : [] }
  }

  private struct Rows: Hashable {
    let view: Int
    let hops: [Hop]
  }

  private static func lint(_ clauses: [Clause], in ruleSet: RuleSet) -> [Diagnostic] {
    var first: [Rows: Clause] = [:]
    var result: [Diagnostic] = []
    for clause in clauses {
      guard case .exists(let query) = clause.expression.kind, query.filter != nil else { continue }
      let rows = Rows(view: query.view, hops: query.hops)
      guard let other = first[rows] else {
        first[rows] = clause
        continue
      }
      let name = ruleSet.views[query.view].name
      result.append(
        Diagnostic(
          "separate-rows", .note, at: clause.range,
          Message(
            zh: "这一条和\(other.label)各问一次“\(name)”，可以由不同的记录分别满足",
            en: "this and \(other.label) each ask for some row of `\(name)`, and different rows may meet them"
          ),
          remedy: Message(
            zh: "说的是同一条记录，就写进同一个 存在 \(name) { … }",
            en: "put both into one 存在 \(name) { … } if one row is meant"),
          related: [.init(range: other.range, message: Message(zh: "另一条在这里", en: "the other one"))]))
    }
    return result
  }
}
