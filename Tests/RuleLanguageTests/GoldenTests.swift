import RuleLanguage
import Testing

struct GoldenTests {
  @Test(arguments: Golden.names(in: "good"))
  func goodFilesParseWithoutComplaint(_ name: String) throws {
    let golden = try Golden("good", name)
    let (tree, diagnostics) = parse(golden.file)
    let shown = DiagnosticRenderer(files: [golden.file]).render(diagnostics)
    #expect(shown.isEmpty)
    try golden.check(syntaxDump(tree))
  }

  @Test(arguments: Golden.names(in: "bad"))
  func mistakesAreExplained(_ name: String) throws {
    let golden = try Golden("bad", name)
    let diagnostics = parse(golden.file).diagnostics
    #expect(!diagnostics.isEmpty)
    let chinese = DiagnosticRenderer(files: [golden.file]).render(diagnostics)
    let english = DiagnosticRenderer(files: [golden.file], language: .english)
    let sentences = diagnostics.map { english.render($0).split(separator: "\n")[0] + "\n" }.joined()
    try golden.check(chinese + "\n" + sentences)
  }

  /// Applying what the diagnostics offer never makes a file worse, and mends most mistakes outright.
  @Test func fixesMend() throws {
    var total = (before: 0, after: 0)
    for golden in try Golden.all(in: "bad") {
      let before = parse(golden.file).diagnostics.filter { $0.severity == .error }
      let fixIts = before.compactMap(\.fixIt).sorted { $0.range.lower > $1.range.lower }
      if fixIts.count < before.count { continue }
      var bytes = Array(golden.file.text.utf8)
      for fixIt in fixIts {
        bytes.replaceSubrange(fixIt.range.lower..<fixIt.range.upper, with: fixIt.replacement.utf8)
      }
      let mended = SourceFile(path: golden.file.path, text: String(decoding: bytes, as: UTF8.self))
      let after = parse(mended).diagnostics.filter { $0.severity == .error }
      #expect(after.count <= before.count, "\(DiagnosticRenderer(files: [mended]).render(after))")
      total.before += before.count
      total.after += after.count
    }
    #expect(total.before > 30)
    #expect(total.after * 5 < total.before, "\(total)")
  }

  @Test func thereAreEnoughMistakes() {
    #expect(Golden.names(in: "bad").count >= 20)
  }
}
