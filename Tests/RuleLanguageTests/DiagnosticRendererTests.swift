import RuleLanguage
import Testing

struct DiagnosticRendererTests {
  private let file = SourceFile(path: "低保.rule", text: "\u{FEFF}政策 甲 {\r\n\t户籍地 属于 漳州\r\n}\r\n")

  private func diagnostic(_ lower: Int, _ upper: Int) -> Diagnostic {
    let range = SourceRange(file: 0, lower: lower, upper: upper)
    return Diagnostic(
      "unknown-name", at: range, Message(zh: "没有“漳州”。", en: "No “漳州”."),
      remedy: Message(zh: "写漳州市。", en: "Write 漳州市."),
      fixIt: .init(message: Message(zh: "改", en: "replace"), range: range, replacement: "漳州市"))
  }

  @Test func underlinesWideCharacters() {
    let lower = Array(file.text.utf8).count - "漳州\r\n}\r\n".utf8.count
    let text = DiagnosticRenderer(files: [file]).render(diagnostic(lower, lower + 6))
    #expect(
      text == """
        低保.rule:2:9: 错误: 没有“漳州”。 [unknown-name]
            2 |     户籍地 属于 漳州
              |                 ~~~~
          改法: 写漳州市。
          可改为: 改
              |     户籍地 属于 漳州市

        """)
  }

  @Test func speaksEnglishAndColours() {
    let renderer = DiagnosticRenderer(files: [file], language: .english, usesColor: true)
    let text = renderer.render(diagnostic(3, 9))
    #expect(text.contains("\u{1B}[1m低保.rule:1:1:\u{1B}[0m \u{1B}[1;31merror:\u{1B}[0m"))
    #expect(text.contains("remedy: Write 漳州市."))
  }

  @Test func anEmptySpanIsACaret() {
    let text = DiagnosticRenderer(files: [file]).render(diagnostic(3, 3))
    #expect(text.contains("      | ^\n"))
  }

  @Test func linesEndInEveryStyle() {
    let index = LineIndex("a\nb\r\nc\rd")
    #expect(index.lineCount == 4)
    #expect((0..<4).map { index.text(ofLine: $0).text } == ["a", "b", "c", "d"])
    #expect(index.position(at: 7) == (4, 1))
  }
}
