import RuleLanguage
import Testing

struct PolicyPairTests {
  private func contained(_ first: String, _ second: String, items: String = "待遇 50元") -> [String] {
    let text = """
      代码表 区划 { 350600 漳州市 { 350602 芗城区 }；350800 龙岩市 }
      实体 人 { 来源 公安  公开；键 编号 文本；甲项 是否；乙项 是否；收入 金额；户籍地 代码 区划 }
      政策 甲 { 依据 “手算”  有效期 自 2025-01-01 起，长期  对象 人  条件 全部满足 { \(first) }  \(items)
        用例 “一” { 基准日 2026-06-30；应 待核实 } }
      政策 乙 { 依据 “手算”  有效期 自 2025-01-01 起，长期  对象 人  条件 全部满足 { \(second) }  待遇 60元
        用例 “一” { 基准日 2026-06-30；应 待核实 } }
      台账 津贴台账 { 政策 全部 }
      """
    let (ruleSet, diagnostics) = Checker.check([SourceFile(path: "a.rule", text: text)], attachments: [:])
    #expect(diagnostics.allSatisfy { $0.severity != .error })
    return ruleSet.lint(on: nil).filter { $0.id == "contained-policy" }.map(\.message.chinese)
  }

  @Test func theNarrowerPolicyIsNamed() {
    let found = contained("（一）户籍地 属于 芗城区；（二）是 甲项", "（一）户籍地 属于 漳州市")
    #expect(found == ["符合“甲”条件的，都符合“乙”的条件"])
    #expect(contained("（一）收入 低于 5元", "（一）收入 低于 6元；（二）是 甲项").isEmpty)
    #expect(contained("（一）是 甲项", "（一）是 乙项").isEmpty)
    #expect(contained("（一）收入 低于 5元", "（一）收入 低于 5元").count == 2)
  }

  @Test func itemsNarrowToo() {
    let items = "待遇项 “一” { 条件 { （一）是 甲项 } 待遇 50元 }"
    #expect(contained("（一）收入 低于 5元", "（一）是 甲项", items: items) == ["符合“甲”条件的，都符合“乙”的条件"])
    #expect(contained("（一）收入 低于 5元", "（一）收入 低于 5元", items: items).count == 1)
  }
}
