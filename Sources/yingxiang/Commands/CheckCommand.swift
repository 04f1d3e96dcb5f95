import ArgumentParser
import RuleLanguage
import Store

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "检查规则文件夹 (parse, resolve and type-check a rule folder).")

  @Argument(help: "The rule folder, or one rule file.")
  var rules: String

  @Option(
    name: .customLong("as-of"),
    help: "Also check what depends on this date (YYYY-MM-DD): parameters without a value, policies that end.")
  var asOf: DayArgument?

  @Flag(help: "Show notes too.")
  var notes = false

  @Flag(help: "How far each policy can be delivered without an application, and what stands in the way.")
  var readiness = false

  @OptionGroup var languageOptions: LanguageOptions

  func run() throws {
    let language = languageOptions.chosen
    let rules = try LoadedRules(path: rules, language)
    var diagnostics = rules.diagnostics
    if !rules.hasErrors { diagnostics += rules.ruleSet.lint(on: asOf?.day) }
    rules.show(diagnostics.filter { notes || $0.severity != .note }, language)
    if readiness && !rules.hasErrors { ReadinessTable(rules.ruleSet, language).show() }
    let errors = diagnostics.filter { $0.severity == .error }.count
    let warnings = diagnostics.filter { $0.severity == .warning }.count
    let policies = rules.ruleSet.policies.count
    let cases = rules.ruleSet.policies.reduce(0) { $0 + $1.cases.count }
    Terminal.print(
      language == .chinese
        ? "\(rules.folder.files.count) 个文件，\(policies) 项政策，\(cases) 个用例：\(errors) 个错误，\(warnings) 个警告"
        : "\(rules.folder.files.count) files, \(policies) policies, \(cases) cases: \(errors) errors, \(warnings) warnings"
    )
    if errors > 0 { throw Exit.errors }
  }
}
