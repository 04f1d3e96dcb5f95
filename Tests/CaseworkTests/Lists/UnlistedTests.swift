import Casework
import RuleLanguage
import Testing

/// Eligible and on no list: a case that expects a list is told why not.
struct UnlistedTests {
  private func failures(_ benefit: String, _ entries: String, _ expected: String) -> [String] {
    let text = """
      实体 人 { 来源 公安  公开；键 编号 文本；甲项 是否 }
      政策 津贴 { 依据 “手算”  对象 人  有效期 自 2020-01-01 起
        条件 { （一）是 甲项 }
        \(benefit)
        用例 “一” { 基准日 2026-06-30；甲项 是；\(entries)应 \(expected) } }
      台账 津贴台账 { 政策 [津贴] }
      """
    let (ruleSet, diagnostics) = Checker.check([SourceFile(path: "a.rule", text: text)], attachments: [:])
    #expect(diagnostics.filter { $0.severity == .error }.isEmpty)
    return CaseRunner(ruleSet).run().results.flatMap(\.failures).map(\.message.chinese)
  }

  private let two = "待遇项 “高” { 待遇 100元 }  待遇项 “低” { 待遇 50元 }  合并 取最高"

  @Test func theReasonIsNamed() {
    #expect(
      failures("待遇 50元", "享受 { 金额 50元 }；", "符合，列入 应享未享")
        == ["本例：应 应享未享，实为 不列入（已经发过（一次性））"])
    #expect(
      failures(two, "", "项 “低” 符合，列入 应享未享")
        == ["本例：应 应享未享，实为 不列入（只给一个，给待遇项“高”）"])
    #expect(
      failures(two, "享受 { 项 “低”；金额 50元 }；", "项 “高” 符合，列入 应享未享")
        == ["本例：应 应享未享，实为 不列入（已经领过待遇项“低”，只能给一个）"])
    #expect(
      failures("待遇 50元", "享受 { 状态 受理中 }；", "符合，列入 应享未享")
        == ["本例：应 应享未享，实为 不列入（正在办理）"])
  }
}
