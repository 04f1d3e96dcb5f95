import ArgumentParser
import Foundation
import RuleLanguage
import Store

struct LanguageServerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp", abstract: "编辑器的语言服务 (language server over standard input and output).")

  @Option(help: "The rule folder.")
  var rules: String

  @Option(
    name: .customLong("as-of"),
    help:
      "Show what is in force on this date (YYYY-MM-DD); without it nothing that depends on a date is shown.")
  var asOf: DayArgument?

  @Flag(help: "Taken for editors that pass it; there is no other way to connect.")
  var stdio = false

  @OptionGroup var languageOptions: LanguageOptions

  func run() throws {
    let language = languageOptions.chosen
    let folder: EditorFolder
    do {
      folder = try EditorFolder(path: rules)
    } catch {
      Terminal.printError(error.message.text(language))
      throw Exit.outside
    }
    var server = LanguageServer(LanguageSession(folder, asOf: asOf?.day, language))
    let code = server.run()
    if code != 0 { throw ExitCode(code) }
  }
}
