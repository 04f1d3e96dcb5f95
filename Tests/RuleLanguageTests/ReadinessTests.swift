import RuleLanguage
import Testing

struct ReadinessTests {
  private func ruleSet(
    _ condition: String, header: String = "有效期 自 2025-01-01 起，长期", benefit: String = "待遇 50元",
    ledger: String = "台账 津贴台账 { 政策 全部 }"
  ) -> RuleSet {
    let text = """
      实体 人 { 来源 公安  公开；键 编号 文本；甲项 是否；登记日期 日期 }
      关系 任职 属于 人 { 键 [编号]；编号 文本；起 日期；止 日期 可无；有效期 起 至 止；来源 人社  内部；不完整 }
      标签 有工作 属于 人 = 存在 任职 于 判定日 时
      政策 津贴 { 依据 “手算”  \(header)  对象 人  条件 { （一）\(condition) }  \(benefit)
        用例 “一” { 基准日 2026-06-30；应 待核实 } }
      \(ledger)
      """
    let (ruleSet, diagnostics) = Checker.check([SourceFile(path: "a.rule", text: text)], attachments: [:])
    #expect(diagnostics.allSatisfy { $0.severity != .error }, "\(diagnostics.map(\.message.english))")
    return ruleSet
  }

  private func grade(_ ruleSet: RuleSet) -> Policy.Grade {
    Readiness(of: ruleSet.policies[0], in: ruleSet).grade
  }

  @Test func dataAloneBearTheBestGrade() {
    #expect(grade(ruleSet("是 甲项")) == .automatic)
  }

  @Test func eachObstacleHasItsGrade() {
    #expect(grade(ruleSet("是 甲项", header: "")) == .oneClick)
    let claim = "待遇 50元  申领期限 自 登记日期 起 12个月内 逾期 视为放弃"
    #expect(grade(ruleSet("是 甲项", benefit: claim)) == .oneClick)
    #expect(grade(ruleSet("须认定 “确有困难”")) == .fastApply)
    #expect(grade(ruleSet("存在 任职 于 判定日 时")) == .fastApply)
    #expect(grade(ruleSet("是 有工作")) == .fastApply)
    #expect(grade(ruleSet("是 甲项", benefit: "待遇 待定")) == .fastApply)
    #expect(grade(ruleSet("是 甲项", benefit: "")) == .pushOnly)
    #expect(grade(ruleSet("是 甲项", ledger: "")) == .pushOnly)
  }

  @Test func promisingMoreIsAnError() {
    let header = "有效期 自 2025-01-01 起，长期  兑现 免申即享"
    func errors(_ condition: String) -> [String] {
      ruleSet(condition, header: header).lint(on: nil).filter { $0.severity == .error }.map(\.message.chinese)
    }
    #expect(errors("是 甲项").isEmpty)
    let found = errors("须认定 “确有困难”")
    #expect(found.count == 1)
    #expect(found.first?.contains("（一）须认定 “确有困难”") == true)
  }
}
