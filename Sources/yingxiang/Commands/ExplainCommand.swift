import ArgumentParser
import Casework
import Foundation
import Matching
import RuleLanguage
import Store

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "说明一个对象为什么 (every clause for one subject, with values and basis).")

  @Option(help: "The rule folder.")
  var rules: String

  @Option(help: "The store file.")
  var store: String

  @Option(help: "The subject: its key, or the opaque key of a findings file.")
  var subject: String

  @Option(help: "One policy by its id; default: every policy of the subject's kind.")
  var policy: String?

  @Option(name: .customLong("as-of"), help: "The as-of date (基准日), YYYY-MM-DD.")
  var asOf: DayArgument

  @Option(help: "即将符合 looks this many days ahead.")
  var horizon = 0

  @Option(help: "text or json.")
  var format = OutputFormat.text

  @Flag(help: "Show sensitive values.")
  var unmask = false

  @OptionGroup var languageOptions: LanguageOptions

  enum OutputFormat: String, ExpressibleByArgument { case text, json }

  func run() throws {
    let language = languageOptions.chosen
    let rules = try LoadedRules(checked: rules, language)
    if let policy, rules.ruleSet.policy(named: policy) == nil {
      Terminal.printError(language == .chinese ? "没有叫“\(policy)”的政策" : "no policy is named `\(policy)`")
      throw Exit.usage
    }
    let store = try OpenStore(path: store, language)
    do {
      let key = try store.file.record(opaqueKey: subject)?.key ?? subject
      let sweep = Sweep(
        store: store.file, ruleSet: rules.ruleSet, ruleSetHash: "", asOf: asOf.day, horizonDays: horizon)
      let explanations = Explanation.all(of: key, policy: policy, in: try sweep.input())
      guard !explanations.isEmpty else {
        Terminal.printError(
          language == .chinese
            ? "没有这个对象，或没有适用于它的政策：\(subject)" : "no such subject, or no policy for it: \(subject)")
        throw Exit.errors
      }
      switch format {
      case .json: Terminal.print(ExplanationJSON.text(explanations, unmask: unmask, language))
      case .text:
        let words = DecisionText(language: language, unmasked: unmask)
        Terminal.print(
          explanations.flatMap(words.lines).joined(separator: "\n"))
      }
    } catch let error as StoreError {
      throw store.failed(error)
    }
  }
}
