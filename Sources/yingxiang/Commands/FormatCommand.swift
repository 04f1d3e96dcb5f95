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
    let keywords: Spelling =
      switch spelling {
      case nil: .kept
      case .chinese: .chinese
      case .english: .english
      }
    var changed: [String] = []
    var broken = false
    for file in rules.folder.files {
      let (formatted, diagnostics) = format(file, spelling: keywords)
      if diagnostics.contains(where: { $0.severity == .error }) {
        broken = true
        rules.show(
          RuleLanguage.parse(rules.folder.files).diagnostics.filter {
            $0.severity == .error && rules.folder.files[$0.range.file].path == file.path
          }, language)
        continue
      }
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
    if broken || (check && !changed.isEmpty) { throw Exit.errors }
  }
}
