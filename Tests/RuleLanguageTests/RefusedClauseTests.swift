import RuleLanguage
import Testing

/// A clause or an amount that is not understood is an error: left out, it would let everybody in.
struct RefusedClauseTests {
  private func errors(condition: String, benefit: String = "50元") -> [String] {
    let text = """
      实体 人 { 来源 公安  公开；键 编号 文本；甲项 是否；出生日期 日期；收入 金额 }
      关系 事件 属于 人 { 键 [编号]；编号 文本；发生日期 日期；数额 金额；时点 发生日期；来源 民政  内部；完整 }
      政策 津贴 { 依据 “手算”  对象 人  条件 { （一）\(condition) }  待遇 \(benefit)
        用例 “一” { 基准日 2026-06-30；甲项 是；应 符合 } }
      台账 津贴台账 { 政策 [津贴] }
      """
    return Checker.check([SourceFile(path: "a.rule", text: text)], attachments: [:])
      .diagnostics.filter { $0.severity == .error }.map(\.id)
  }

  @Test func theRightTextHasNone() {
    #expect(errors(condition: "存在 事件 于 2025-01 至 2025-06").isEmpty)
  }

  @Test(arguments: [
    "存在 事件 于 1 至 2", "存在 事件 于 收入 至 判定日", "存在 事件 于 （出生日期 + 收入） 至 判定日", "收入 在 上月",
    "事件", "收入", "存在 事件 { 数额 = 出生日期 }", "最近(事件.数额) = 上月", "首次(事件 于 5)",
    "同比增长率(事件 于 上年度) 高于 5%", "连续年数(事件.数额 截至 上年度) 不低于 2", "符合(没有的政策)", "甲项 于 收入 时 = 是",
    "超额累进(出生日期) { 不超过 100元：3%；超过 100元：5% } 高于 0元", "已享受(津贴 于 3)", "依次抵扣(收入) 高于 0元",
  ])
  func neverLeftOut(_ condition: String) {
    #expect(!errors(condition: condition).isEmpty)
  }

  @Test(arguments: ["出生日期", "收入 + 出生日期", "收入 × 收入", "分摊 100元 按 出生日期", "待遇额", "9元/㎡"])
  func norIsAnAmount(_ benefit: String) {
    #expect(!errors(condition: "是 甲项", benefit: benefit).isEmpty)
  }
}
