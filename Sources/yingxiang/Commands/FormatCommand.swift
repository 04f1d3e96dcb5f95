import ArgumentParser
import Foundation
import RuleLanguage
import Store

struct FormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt", abstract: "排版规则文件 (format rule files in place).")

  @Argument(help: "The rule folder, or one rule file.")
  var rules: String

  @Flag(help: "Change nothing; exit 1 where a file is not formatted.")
  var check = false

  @Option(help: "Convert keywords: zh or en. Names stay as written.")
  var spelling: Language?

  @OptionGroup var languageOptions: LanguageOptions

  func run() throws {
    let language = languageOptions.chosen
    let rules = try LoadedRules(path: rules, language)
    let syntaxErrors = RuleLanguage.parse(rules.folder.files).diagnostics.filter { $0.severity == .error }
    if !syntaxErrors.isEmpty {
      rules.show(syntaxErrors, language)
      throw Exit.errors
    }
    var changed: [String] = []
    for file in rules.folder.files {
      let formatted = Formatter.format(file, spelling: spelling)
      guard formatted != file.text else { continue }
      changed.append(file.path)
      if check { continue }
      do {
        try formatted.write(toFile: file.path, atomically: true, encoding: .utf8)
      } catch {
        Terminal.printError(
          language == .chinese ? "写不了“\(file.path)”：\(error)" : "cannot write `\(file.path)`: \(error)")
        throw Exit.outside
      }
    }
    for path in changed { Terminal.print(path) }
    if check && !changed.isEmpty { throw Exit.errors }
  }
}
