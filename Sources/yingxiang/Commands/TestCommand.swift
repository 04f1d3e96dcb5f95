import ArgumentParser
import Casework
import RuleLanguage
import Store

struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "运行用例 (run the cases in the rule files; report clauses that no case tries).")

  @Argument(help: "The rule folder, or one rule file.")
  var rules: String

  @Option(help: "Only the cases of this policy.")
  var policy: String?

  @Flag(help: "List the clauses that no case makes true, and those that none makes false.")
  var coverage = false

  @OptionGroup var languageOptions: LanguageOptions

  func run() throws {
    let language = languageOptions.chosen
    let isChinese = language == .chinese
    let rules = try LoadedRules(checked: rules, language)
    if let policy, rules.ruleSet.policy(named: policy) == nil {
      Terminal.printError(isChinese ? "没有叫“\(policy)”的政策" : "no policy is named `\(policy)`")
      throw Exit.usage
    }
    let runner = CaseRunner(rules.ruleSet)
    let line = ProgressLine(isChinese ? "用例" : "cases")
    var results: [CaseResult] = []
    var clauses: [PolicyClauseCoverage] = []
    let policies = rules.ruleSet.policies
    for (index, each) in policies.enumerated() where policy == nil || each.name == policy {
      let (own, covered) = runner.run(policy: index)
      results += own
      clauses.append(covered)
      line.show(done: index + 1, total: policies.count)
    }
    for result in results {
      rules.show(
        result.failures.map { failure in
          Diagnostic(
            "case-\(failure.kind.rawValue)", at: failure.range,
            Message(
              zh: "\(result.policy)，用例“\(result.name)”：\(failure.message.chinese)",
              en: "\(result.policy), case `\(result.name)`: \(failure.message.english)"))
        }, language)
    }
    if coverage { for covered in clauses { show(covered, isChinese) } }
    let failed = results.filter { !$0.passed }.count
    let all = clauses.reduce(0) { $0 + $1.clauses.count }
    let both = clauses.reduce(0) { $0 + $1.clauses.filter { $0.wasTrue && $0.wasFalse }.count }
    Terminal.print(
      isChinese
        ? "\(results.count) 个用例：\(results.count - failed) 个通过，\(failed) 个不通过；\(all) 条条款，真假都试过的 \(both) 条"
        : "\(results.count) cases: \(results.count - failed) passed, \(failed) failed; of \(all) clauses \(both) were seen true and false"
    )
    if failed > 0 { throw Exit.errors }
  }

  private func show(_ covered: PolicyClauseCoverage, _ isChinese: Bool) {
    if !covered.neverTrue.isEmpty {
      Terminal.print(
        (isChinese ? "\(covered.policy)：没有用例使其成立：" : "\(covered.policy): never true: ")
          + covered.neverTrue.joined(separator: "、"))
    }
    if !covered.neverFalse.isEmpty {
      Terminal.print(
        (isChinese ? "\(covered.policy)：没有用例使其不成立：" : "\(covered.policy): never false: ")
          + covered.neverFalse.joined(separator: "、"))
    }
  }
}
