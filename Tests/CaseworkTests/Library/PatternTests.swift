import Casework
import Foundation
import RuleLanguage
import Store
import Testing

/// Rules/句型.md: every sentence of a notice beside the rule text that stands in Patterns/*.rule, where
/// its cases prove it.
@Suite struct PatternTests {
  /// The sentences that the language cannot say yet; their rows give what to do instead.
  private let notYet: Set<Int>
  private let patterns: RuleFolder
  private let files: [SourceFile]
  private let attachments: [String: String]
  private let rows: [(number: Int, spans: [String])]

  init() throws {
    let common = try RuleFolder(path: repository.appendingPathComponent("Rules/公共").path)
    patterns = try RuleFolder(path: repository.appendingPathComponent("Tests/CaseworkTests/Patterns").path)
    files = common.files.filter { !$0.path.hasSuffix("台账.rule") } + patterns.files
    attachments = common.attachments
    let text = try String(contentsOf: repository.appendingPathComponent("Rules/句型.md"), encoding: .utf8)
    let parts = text.components(separatedBy: "## 现在还要另想办法的")
    let (said, unsaid) = (Self.rows(of: parts[0]), Self.rows(of: parts.count > 1 ? parts[1] : ""))
    rows = said + unsaid
    notYet = Set(unsaid.map(\.number))
  }

  private static func rows(of text: String) -> [(number: Int, spans: [String])] {
    text.split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard line.hasPrefix("| "), cells.count >= 3, let number = Int(cells[0]) else { return nil }
      let pieces = cells[2].components(separatedBy: "`").enumerated()
      return (number, pieces.filter { $0.offset % 2 == 1 }.map(\.element))
    }
  }

  @Test func everyPatternHolds() throws {
    let (ruleSet, diagnostics) = Checker.check(files, attachments: attachments)
    let serious = diagnostics.filter { $0.severity != .note }
    #expect(serious.isEmpty, "\(DiagnosticRenderer(files: files).render(serious))")
    let report = CaseRunner(ruleSet).run()
    let failed = report.results.flatMap { result in
      result.failures.map { "\(result.policy), \(result.name): \($0.message.english)" }
    }
    #expect(failed == [])
    for number in 1...77 where !notYet.contains(number) {
      let policy = try #require(ruleSet.policy(named: "句型\(number)"), "\(number)")
      let outcomes = Set<Truth>(policy.cases.flatMap(\.expectations).compactMap(\.outcome))
      #expect(outcomes == [.yes, .no, .unknown], "pattern \(number) is not tried all three ways")
    }
  }

  @Test func everyRowStandsInItsPolicy() throws {
    #expect(rows.map(\.number).sorted() == Array(1...77))
    for row in rows where !notYet.contains(row.number) {
      let file = try #require(patterns.files.first { $0.text.contains("政策 「句型\(row.number)」") })
      let policy = file.text.components(separatedBy: "\n政策 ").first { $0.hasPrefix("「句型\(row.number)」") }
      #expect(!row.spans.isEmpty)
      for span in row.spans {
        let isDeclaration = ["标签 ", "指标 ", "集合 ", "参数 "].contains { span.hasPrefix($0) }
        let place = canonical(isDeclaration ? file.text : policy ?? "")
        #expect(place.contains(canonical(span)), "pattern \(row.number): \(span)")
      }
    }
  }

  @Test func patternsAreFormatted() {
    for file in patterns.files { #expect(format(file).text == file.text, "\(file.path) is not formatted") }
  }

  /// Line breaks and `；` are the same between clauses.
  private func canonical(_ text: String) -> String {
    let lines = text.split(separator: "\n").map { line in
      String(line.firstIndex(of: "#").map { line[..<$0] } ?? line[...])
    }
    let words = lines.joined(separator: " ").replacing("；", with: " ").replacing("(", with: "（")
      .replacing(")", with: "）").replacing(",", with: "，")
    return words.split(separator: " ").joined(separator: " ")
  }
}
