import ArgumentParser
import Foundation

struct Yingxiang: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "yingxiang",
    abstract: "应享：找出应享未享的人和企业 (find who is entitled but not receiving).",
    subcommands: [
      CheckCommand.self, FormatCommand.self, TestCommand.self, ImportCommand.self, SweepCommand.self,
      ExplainCommand.self, LanguageServerCommand.self,
    ])
}

@main
enum Main {
  /// As `Yingxiang.main()`, but wrong usage exits with 2 instead of the 64 of sysexits.
  static func main() {
    do {
      var command = try Yingxiang.parseAsRoot()
      try command.run()
    } catch {
      if Yingxiang.exitCode(for: error) == .validationFailure {
        Terminal.printError(Yingxiang.fullMessage(for: error))
        exit(Exit.usage.rawValue)
      }
      Yingxiang.exit(withError: error)
    }
  }
}
