import Foundation
import Testing

/// Rules/指南.md, followed from top to bottom as its reader follows it: its files are written, its
/// commands run, and what it says comes out of them comes out.
@Suite struct GuideTests {
  struct Block {
    /// `rule 练习/甲.rule`, `sh`, `text`, …
    let kind: String
    let name: String
    let text: String
  }

  private let blocks: [Block]

  init() throws {
    let guide = Command.root.appendingPathComponent("Rules/指南.md")
    let parts = try String(contentsOf: guide, encoding: .utf8).components(separatedBy: "```")
    #expect(parts.count % 2 == 1)
    blocks = parts.enumerated().filter { $0.offset % 2 == 1 }.map { _, part in
      let head = part.prefix { $0 != "\n" }
      let words = head.split(separator: " ", maxSplits: 1).map(String.init)
      return Block(
        kind: words.first ?? "", name: words.count > 1 ? words[1] : "",
        text: String(part.dropFirst(head.count + 1)))
    }
  }

  @Test func theReaderGetsThere() throws {
    let scratch = Scratch()
    let manager = FileManager.default
    try scratch.write("bin/empty", "")
    try manager.createSymbolicLink(
      atPath: scratch.path("bin/yingxiang"), withDestinationPath: try Command.path(of: .yingxiang).path)
    try manager.createSymbolicLink(
      atPath: scratch.path("Rules"), withDestinationPath: Command.root.appendingPathComponent("Rules").path)
    var output = ""
    var commands = 0
    var results = 0
    for block in blocks {
      switch block.kind {
      case "rule" where block.name != "片段", "csv": try scratch.write(block.name, block.text)
      case "sh":
        let script =
          "cd '\(scratch.path("."))'; export PATH='\(scratch.path("bin"))':$PATH; set -e\n" + block.text
        let result = try Command.run(URL(fileURLWithPath: "/bin/bash"), ["-c", script])
        output = squeezed(result.output + "\n" + result.errors)
        #expect((result.status == 0) == (block.name != "有错"), "\(block.text)\(result.output)\(result.errors)")
        commands += 1
      case "text" where !output.isEmpty && !isPicture(block.text):
        for line in block.text.split(separator: "\n") {
          #expect(output.contains(squeezed(String(line))), "\(line)\n\(output)")
          results += 1
        }
      default: break
      }
    }
    #expect(commands >= 8 && results >= 15)
  }

  /// What is shown in parts while it is explained stands in one of the whole files.
  @Test func partsStandInTheWhole() {
    let whole = squeezed(
      blocks.filter { $0.kind == "rule" && $0.name != "片段" }.map(\.text).joined(separator: "\n"))
    let excerpts = blocks.filter { $0.kind == "rule" && $0.name == "片段" }
    #expect(excerpts.count >= 4)
    for excerpt in excerpts {
      for line in excerpt.text.split(separator: "\n") {
        #expect(whole.contains(squeezed(String(line))), "\(line)")
      }
    }
  }

  private func isPicture(_ text: String) -> Bool { text.contains("─") }

  private func squeezed(_ text: String) -> String {
    text.split(whereSeparator: { $0.isWhitespace && $0 != "\u{3000}" }).joined(separator: " ")
  }
}
