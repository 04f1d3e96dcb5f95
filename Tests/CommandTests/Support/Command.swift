import Foundation
import Testing

/// What a program printed and how it ended.
struct CommandResult {
  let status: Int32
  let output: String
  let errors: String
  /// It was ended by a signal.
  let isKilled: Bool
}

/// The built programs, run as a user runs them.
enum Command {
  enum Program: String { case yingxiang, sampleCity = "sample-city" }

  struct Missing: Error, CustomStringConvertible {
    let program: String
    let places: [String]
    var description: String {
      "\(program) is not built; looked for it at \(places.joined(separator: ", ")). "
        + "Run: swift build -c release --product \(program)"
    }
  }

  /// The package's folder.
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static var examples: URL { root.appendingPathComponent("Examples", isDirectory: true) }

  /// Beside the tests' own executable, else where the package builds.
  static func path(of program: Program) throws -> URL {
    var folders = CommandLine.arguments.filter { $0.hasSuffix(".xctest") }
      .map { URL(fileURLWithPath: $0).deletingLastPathComponent() }
    if let own = Bundle.main.executableURL { folders.append(own.deletingLastPathComponent()) }
    for name in ["release", "debug"] {
      folders.append(root.appendingPathComponent(".build/\(name)", isDirectory: true))
    }
    let places = folders.map { $0.appendingPathComponent(program.rawValue) }
    guard let place = places.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) }) else {
      throw Missing(program: program.rawValue, places: places.map(\.path))
    }
    return place
  }

  static func yingxiang(_ arguments: String...) throws -> CommandResult {
    try run(path(of: .yingxiang), arguments)
  }

  static func run(_ program: URL, _ arguments: [String]) throws -> CommandResult {
    let running = try RunningCommand(program, arguments)
    return try running.wait()
  }
}

/// A program that has been started.
final class RunningCommand {
  private let process = Process()
  private let folder: URL

  var identifier: Int32 { process.processIdentifier }

  init(_ program: URL, _ arguments: [String]) throws {
    folder = Scratch().folder
    process.executableURL = program
    process.arguments = arguments
    var environment = ProcessInfo.processInfo.environment
    environment["LC_ALL"] = "C.UTF-8"
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try stream("out")
    process.standardError = try stream("err")
    try process.run()
  }

  private func stream(_ name: String) throws -> FileHandle {
    let file = folder.appendingPathComponent(name)
    try Data().write(to: file)
    return try FileHandle(forWritingTo: file)
  }

  func signal(_ number: Int32) { kill(identifier, number) }

  var isRunning: Bool { process.isRunning }

  func wait() throws -> CommandResult {
    process.waitUntilExit()
    defer { try? FileManager.default.removeItem(at: folder) }
    func text(_ name: String) throws -> String {
      String(decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
    }
    return CommandResult(
      status: process.terminationStatus, output: try text("out"), errors: try text("err"),
      isKilled: process.terminationReason == .uncaughtSignal)
  }
}
