import RuleLanguage
import Testing

/// What is offered where years, months and days meet: never another length.
struct DurationRemedyTests {
  private func remedy(_ condition: String) -> String? {
    let text = """
      实体 人 { 来源 公安  公开；键 编号 文本；入伍日期 日期 }
      政策 津贴 { 依据 “手算”  对象 人  条件 { （一）\(condition) }  待遇 50元
        用例 “一” { 基准日 2026-06-30；应 不列入 } }
      台账 津贴台账 { 政策 [津贴] }
      """
    return Checker.check([SourceFile(path: "a.rule", text: text)], attachments: [:])
      .diagnostics.first { $0.id == "incomparable" }?.remedy?.chinese
  }

  @Test func `months beside years stay as long as they are`() {
    #expect(remedy("年数(入伍日期) 不低于 24个月") == "写 2年，或 月数(入伍日期) 不低于 24个月")
    #expect(remedy("周岁(入伍日期) 低于 216个月") == "写 18年，或 月数(入伍日期) 低于 216个月")
    // Not a whole number of years.
    #expect(remedy("年数(入伍日期) 不低于 18个月") == "写 月数(入伍日期) 不低于 18个月")
    #expect(remedy("24个月 不高于 年数(入伍日期)") == "写 2年，或 24个月 不高于 月数(入伍日期)")
  }

  @Test func `days are neither months nor years`() {
    #expect(remedy("天数(入伍日期) 不低于 3个月") == "写 月数(入伍日期) 不低于 3个月")
    #expect(remedy("天数(入伍日期) 不低于 2年") == "写 年数(入伍日期) 不低于 2年")
    #expect(remedy("月数(入伍日期) 不低于 90天") == "写 天数(入伍日期) 不低于 90天")
    #expect(remedy("第几年(入伍日期) 不低于 24个月") == "写 2年")
  }

  @Test func `years beside months are counted as months`() {
    #expect(remedy("月数(入伍日期) 不低于 2年") == nil)
  }
}
