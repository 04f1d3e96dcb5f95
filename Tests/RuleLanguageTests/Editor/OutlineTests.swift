import RuleLanguage
import Testing

struct OutlineTests {
  @Test func theParts() {
    let analysis = EditorFixture().analysis
    #expect(analysis.outline(ofFile: 0).map(\.name).prefix(4) == ["行政区划", "学历", "试点", "个人"])
    #expect(analysis.outline(ofFile: 0)[3].children.map(\.name).contains("配偶"))
    let policy = analysis.outline(ofFile: 1)[0]
    #expect(policy.name == "津贴" && policy.detail == "高龄津贴")
    #expect(policy.children.map(\.name) == ["条件（一）", "条件（二）", "证书补贴", "缺"])
    #expect(policy.children[2].children.count == 2)
  }

  /// An editor refuses an outline whose names lie outside of their entries.
  @Test func namesLieInside() {
    func check(_ entries: [OutlineEntry], in outer: SourceRange?) {
      for entry in entries {
        #expect(entry.range.lower <= entry.nameRange.lower && entry.nameRange.upper <= entry.range.upper)
        check(entry.children, in: entry.range)
      }
    }
    for file in 0...1 { check(EditorFixture().analysis.outline(ofFile: file), in: nil) }
  }

  @Test func colours() {
    let analysis = EditorFixture("政策 津贴 {", became: "# 说明\n政策 津贴 {").analysis
    let tokens = analysis.semanticTokens(ofFile: 1)
    func kind(_ text: String) -> SemanticToken.Kind? {
      tokens.first { analysis.text(of: $0.range) == text }?.kind
    }
    #expect(kind("# 说明") == .comment)
    #expect(kind("政策") == .keyword && kind("津贴") == .namespace)
    #expect(kind("户籍地") == .property && kind("漳州市") == .enumMember && kind("上限") == .parameter)
    #expect(kind("本证") == .variable && kind("“一号文”") == .string && kind("2026-03-31") == .number)
    for (a, b) in zip(tokens, tokens.dropFirst()) { #expect(a.range.upper <= b.range.lower) }
  }
}
