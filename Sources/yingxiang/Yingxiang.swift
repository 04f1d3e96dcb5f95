import ArgumentParser

@main
struct Yingxiang: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "yingxiang",
    abstract: "应享：找出应享未享的人和企业 (find who is entitled but not receiving).",
    subcommands: [
      CheckCommand.self, FormatCommand.self, TestCommand.self, ImportCommand.self, SweepCommand.self,
      ExplainCommand.self,
    ])
}
