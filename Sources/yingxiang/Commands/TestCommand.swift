import ArgumentParser
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "test", abstract: "运行用例")
  func run() throws {}
}
