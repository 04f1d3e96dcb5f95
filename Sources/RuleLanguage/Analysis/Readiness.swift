/// How far a policy can be delivered without an application, as far as its text says: 免申即享 takes a
/// beneficiary, a finding, an amount and a term that data alone decide (隽政办发〔2022〕6号).
public struct Readiness: Sendable {
  /// What keeps a policy from being delivered better than `grade`.
  public struct Obstacle: Sendable {
    public let grade: Policy.Grade
    public let range: SourceRange
    public let message: Message
  }

  public let declared: Policy.Grade
  /// In the order of the text.
  public let obstacles: [Obstacle]

  /// The best grade that the text bears.
  public var grade: Policy.Grade { obstacles.map(\.grade).min() ?? .automatic }

  public init(of policy: Policy, in ruleSet: RuleSet) {
    declared = policy.grade
    var survey = ReadinessSurvey(ruleSet: ruleSet)
    survey.look(at: policy)
    obstacles = survey.obstacles.sorted { ($0.range.lower, $0.grade) < ($1.range.lower, $1.grade) }
  }

  /// An error where the text promises more than it bears.
  func lint(_ policy: Policy) -> [Diagnostic] {
    guard let worst = obstacles.filter({ $0.grade < declared }).min(by: { $0.grade < $1.grade }) else {
      return []
    }
    return [
      Diagnostic(
        "grade-too-high", at: worst.range,
        Message(
          zh: "“\(policy.name)”写的是\(declared.chinese)，只能做到\(worst.grade.chinese)：\(worst.message.chinese)",
          en:
            "`\(policy.name)` declares \(declared.chinese) but bears \(worst.grade.chinese): \(worst.message.english)"
        ),
        remedy: Message(
          zh: "兑现 改成 \(grade.chinese)，或去掉这个障碍", en: "declare 兑现 \(grade.chinese), or remove the obstacle"))
    ]
  }
}

extension Policy.Grade: Comparable {
  /// A better grade is greater.
  public static func < (a: Policy.Grade, b: Policy.Grade) -> Bool { a.rank < b.rank }
  private var rank: Int {
    switch self {
    case .pushOnly: 0
    case .fastApply: 1
    case .oneClick: 2
    case .automatic: 3
    }
  }
}

private struct ReadinessSurvey {
  let ruleSet: RuleSet
  var obstacles: [Readiness.Obstacle] = []

  mutating func look(at policy: Policy) {
    if ruleSet.ledger(forPolicy: policy.name) == nil {
      add(.pushOnly, policy.range, zh: "没有台账，不知道谁已经在享受", en: "no ledger says who receives it")
    }
    if policy.validFrom == nil && policy.validTo == nil {
      add(.oneClick, policy.range, zh: "没有写有效期，不知道文件是不是还有效", en: "no validity says that it is in force")
    }
    look(at: policy.conditions)
    look(at: policy.exclusions)
    for item in policy.items {
      look(at: item.conditions)
      look(at: item.exclusions)
      look(at: item.benefit, item.range)
      if item.claimPeriod != nil {
        add(.oneClick, item.range, zh: "要在申领期限内申领", en: "it must be claimed within a period")
      }
    }
  }

  private mutating func look(at benefit: Benefit, _ range: SourceRange) {
    switch benefit {
    case .amount, .nonMoney: break
    case .pending: add(.fastApply, range, zh: "标准待定，不知道给多少", en: "the amount is still to be set")
    case .none: add(.pushOnly, range, zh: "没有写待遇", en: "no benefit is stated")
    }
  }

  private mutating func look(at group: ClauseGroup) {
    for clause in group.clauses {
      if case .group(let inner) = clause.body {
        look(at: inner)
      } else {
        look(at: clause)
      }
    }
  }

  private mutating func look(at clause: Clause) {
    let name = clause.label.isEmpty ? clause.text : "\(clause.label)\(clause.text)"
    if let matter = decisions(in: clause.expression).first {
      add(
        .fastApply, clause.range, zh: "\(name)：“\(matter)”要由人认定",
        en: "\(name): a person must decide “\(matter)”")
    } else if let relation = openRelation(in: clause.expression) {
      add(
        .fastApply, clause.range, zh: "\(name)：“\(relation)”的记录不完整，有的人只能待核实",
        en: "\(name): the records of `\(relation)` are incomplete")
    }
  }

  private func decisions(in expression: Expression) -> [String] {
    var result: [String] = []
    queries(in: expression) { query in
      if let matter = ruleSet.decision(askedBy: query) { result.append(matter.name) }
    }
    return result
  }

  private func openRelation(in expression: Expression) -> String? {
    var result: String?
    queries(in: expression) { query in
      let view = ruleSet.views[query.view]
      if ruleSet.tables[view.table].relation?.completeness == .incomplete { result = result ?? view.name }
    }
    return result
  }

  /// Of the expression and of the tags and measures that it uses.
  private func queries(in expression: Expression, _ body: (Query) -> Void) {
    var pending = [expression]
    var seen: Set<Int> = []
    while let next = pending.popLast() {
      next.forEach { part in
        if let query = part.query { body(query) }
        if case .definition(let index, _) = part.kind, seen.insert(index).inserted {
          pending.append(ruleSet.definitions[index].expression)
        }
      }
    }
  }

  private mutating func add(_ grade: Policy.Grade, _ range: SourceRange, zh: String, en: String) {
    obstacles.append(.init(grade: grade, range: range, message: Message(zh: zh, en: en)))
  }
}
