import Foundation
import RuleLanguage
import Testing

/// Rule files with the result that is expected of them beside each: `x.rule`, `x.expected`. Set RECORD
/// in the environment to write the results anew; a run that records fails, so that none is accepted
/// unseen.
struct Golden {
  let name: String
  let file: SourceFile
  private let expected: URL

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Golden")

  static func names(in folder: String) -> [String] {
    let urls =
      (try? FileManager.default.contentsOfDirectory(
        at: Golden.folder.appendingPathComponent(folder), includingPropertiesForKeys: nil)) ?? []
    return urls.filter { $0.pathExtension == "rule" }
      .map { $0.deletingPathExtension().lastPathComponent }.sorted()
  }

  static func all(in folder: String) throws -> [Golden] {
    try names(in: folder).map { try Golden(folder, $0) }
  }

  init(_ folder: String, _ name: String) throws {
    self.name = name
    let base = Golden.folder.appendingPathComponent(folder)
    let text = try String(contentsOf: base.appendingPathComponent(name + ".rule"), encoding: .utf8)
    file = SourceFile(path: name + ".rule", text: text)
    expected = base.appendingPathComponent(name + ".expected")
  }

  func check(_ result: String) throws {
    if ProcessInfo.processInfo.environment["RECORD"] != nil {
      try result.write(to: expected, atomically: true, encoding: .utf8)
      Issue.record("recorded \(name).expected; run again without RECORD")
      return
    }
    let text = try? String(contentsOf: expected, encoding: .utf8)
    #expect(text == result, "\(name).expected differs")
  }
}
