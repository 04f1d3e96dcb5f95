import RuleLanguage

/// `check --readiness`: each policy's grade of delivery, as declared and as its text bears, and the
/// clauses in the way.
struct ReadinessTable {
  private let ruleSet: RuleSet
  private let language: Language

  init(_ ruleSet: RuleSet, _ language: Language) {
    self.ruleSet = ruleSet
    self.language = language
  }

  func show() {
    let isChinese = language == .chinese
    var counts: [Policy.Grade: Int] = [:]
    for policy in ruleSet.policies {
      let readiness = Readiness(of: policy, in: ruleSet)
      counts[readiness.grade, default: 0] += 1
      Terminal.print(
        isChinese
          ? "\(policy.name)：写的是\(readiness.declared.chinese)，能做到\(readiness.grade.chinese)"
          : "\(policy.name): declared \(readiness.declared.chinese), bears \(readiness.grade.chinese)")
      for obstacle in readiness.obstacles {
        let text = obstacle.message.text(language)
        Terminal.print(
          isChinese
            ? "    至多\(obstacle.grade.chinese)　\(text)" : "    at most \(obstacle.grade.chinese): \(text)")
      }
    }
    let grades: [Policy.Grade] = [.automatic, .oneClick, .fastApply, .pushOnly]
    Terminal.print(grades.map { "\($0.chinese) \(counts[$0] ?? 0)" }.joined(separator: "，"))
  }
}
