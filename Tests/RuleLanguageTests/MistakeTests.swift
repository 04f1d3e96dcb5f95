import Foundation
import RuleLanguage
import Testing

/// The mistakes that officers make most: the wrong text, what is said of it, and the text that is right.
struct MistakeTests {
  private static let common = Golden.folder.appendingPathComponent("错误的公共")

  private func check(_ file: SourceFile) throws -> (files: [SourceFile], diagnostics: [Diagnostic]) {
    var attachments: [String: String] = [:]
    for name in ["regions.csv", "changes.csv"] {
      attachments[name] = try text(of: name)
    }
    let files = [SourceFile(path: "公共.rule", text: try text(of: "公共.rule")), file]
    // Each file is about one mistake; the policies around it are as short as can be.
    let diagnostics = Checker.check(files, attachments: attachments).diagnostics
    return (files, diagnostics.filter { $0.severity != .note })
  }

  private func text(of name: String) throws -> String {
    try String(contentsOf: Self.common.appendingPathComponent(name), encoding: .utf8)
  }

  @Test(arguments: Golden.names(in: "mistakes"))
  func mistakesAreExplained(_ name: String) throws {
    let golden = try Golden("mistakes", name)
    let (files, diagnostics) = try check(golden.file)
    #expect(!diagnostics.isEmpty)
    for diagnostic in diagnostics { #expect(diagnostic.remedy != nil, "\(diagnostic.message.chinese)") }
    let chinese = DiagnosticRenderer(files: files).render(diagnostics)
    let english = DiagnosticRenderer(files: files, language: .english)
    let sentences = diagnostics.map { english.render($0).split(separator: "\n")[0] + "\n" }.joined()
    try golden.check(chinese + "\n" + sentences)
  }

  @Test(arguments: Golden.names(in: "mistakes"))
  func theRightTextIsClean(_ name: String) throws {
    let (files, diagnostics) = try check(try Golden("mended", name).file)
    let shown = DiagnosticRenderer(files: files).render(diagnostics)
    #expect(shown.isEmpty)
  }

  /// The guide's table: the first mistake of each file, its line mended, and what is said of it.
  @Test func theGuideShowsThem() throws {
    let root = Golden.folder.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let guide = try String(contentsOf: root.appendingPathComponent("Rules/指南.md"), encoding: .utf8)
    for (index, name) in Golden.names(in: "mistakes").enumerated() {
      let row = try #require(
        guide.split(separator: "\n").first { $0.hasPrefix("| \(index + 1) | `") }, "\(name)")
      let cells = row.components(separatedBy: "`")
      try #require(cells.count == 5, "\(row)")
      let golden = try Golden("mistakes", name)
      let first = try #require(try check(golden.file).diagnostics.first)
      #expect(golden.file.text.contains(cells[1]), "\(name)")
      #expect(try Golden("mended", name).file.text.contains(cells[3]), "\(name)")
      #expect(cells[4] == " | \(first.message.chinese) |", "\(name)")
    }
  }

  @Test func thereAreTwenty() {
    #expect(Golden.names(in: "mistakes").count >= 20)
  }
}
