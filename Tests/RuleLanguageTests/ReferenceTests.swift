import Foundation
import Testing

import RuleLanguage

/// The language reference says what the code does.
struct ReferenceTests {
  private let text: String

  init() throws {
    let root = Golden.folder.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    text = try String(contentsOf: root.appendingPathComponent("Rules/语言参考.md"), encoding: .utf8)
  }

  /// Each is a file, a part of a policy, or expressions.
  @Test func everyExampleParses() {
    let parts = text.components(separatedBy: "```")
    #expect(parts.count % 2 == 1)
    let examples = parts.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
    #expect(examples.count >= 9)
    for example in examples {
      let complaints = [("", ""), ("政策 甲 {", "}"), ("指标 甲 属于 个人 金额 = 全部满足 {", "}")].map { head, tail in
        let file = SourceFile(path: "语言参考.md", text: head + example + tail)
        return DiagnosticRenderer(files: [file]).render(parse(file).diagnostics)
      }
      #expect(complaints.contains(""), "\(example)\n\(complaints.min { $0.count < $1.count } ?? "")")
    }
  }

  @Test func everyKeywordIsListed() {
    for row in KeywordTable.rows {
      let also = row.also.map { "`\($0)`" }.joined(separator: " ")
      let line = "| `\(row.keyword.chinese)`\(row.isReserved ? " *" : "") | `\(row.english)` | \(also) |"
      #expect(text.contains(line), "\(line)")
    }
  }

  @Test func everyMistakeIsListed() throws {
    for golden in try Golden.all(in: "bad") {
      for diagnostic in parse(golden.file).diagnostics {
        #expect(text.contains("| `\(diagnostic.id)` |"), "\(diagnostic.id)")
      }
    }
  }
}
