import Casework
import RuleLanguage
import Testing

/// Limits over receipts and over what is due for earlier periods: both evaluations say the same of random
/// receipts, and no limit is ever passed.
struct LimitAgreementTests {
  private static let limits = [
    "限次 3次 每年", "限次 2次 终身", "期限 最长 4个月", "合计封顶 250元 每年", "合计封顶 310元 终身",
    "合计封顶 130元", "分期 { 第1期 30%；第2期 30%；第3期 40% }",
  ]

  private func text(_ limit: String, seed: UInt64, twoItems: Bool) -> String {
    var random = Seeded(seed)
    let statuses = ["已发", "已发", "已发", "受理中", "退汇"]
    var cases = ""
    for number in 0..<12 {
      var receipts = ""
      for _ in 0..<random.below(4) {
        let month = random.below(7)
        let period = month == 0 ? "2025-12" : "2026-0\(month)"
        let item = twoItems && random.chance(80) ? "项 “\(random.chance(50) ? "甲" : "乙")”；" : ""
        let when = random.chance(90) ? "期 \(period)；" : ""
        let amount = random.chance(90) ? "金额 \(random.below(3) * 50 + 50)元；" : ""
        receipts += "享受 { \(item)\(when)\(amount)状态 \(random.pick(statuses)) }；"
      }
      let known = random.chance(70) ? "常住地 甲地；" : ""
      let asked = (1...6).map { "应 期 2026-0\($0) 符合" }.joined(separator: "；")
      cases += """
          用例 “\(number)” { 基准日 2026-06-15；户籍地 甲地；甲项 \(random.chance(60) ? "是" : "不详")；\(known)\(receipts)\(asked) }

        """
    }
    let items =
      twoItems
      ? "待遇项 “甲” { 待遇 100元 }  待遇项 “乙” { 条件 { （一）是 甲项 }  待遇 60元 }" : "待遇 100元"
    return """
      代码表 地 { [甲地, 乙地] }
      实体 人 { 来源 公安  公开；键 编号 文本；甲项 是否 追溯；户籍地 代码 地；常住地 代码 地 追溯 }
      政策 津贴 { 依据 “手算”  对象 人  发放 每月  补发 自 满足当月 起，限 当年
        条件 { （一）常住地 = 甲地 }
        \(items)
        \(limit)
      \(cases)}
      台账 津贴台账 { 政策 [津贴] }
      """
  }

  @Test(arguments: limits, [UInt64](1...6))
  func bothEvaluationsAgree(_ limit: String, _ seed: UInt64) {
    for twoItems in [false, true] where !(twoItems && limit.hasPrefix("分期")) {
      let source = text(limit, seed: seed, twoItems: twoItems)
      let (ruleSet, diagnostics) = Checker.check([SourceFile(path: "a.rule", text: source)], attachments: [:])
      let errors = diagnostics.filter { $0.severity == .error }
      #expect(errors.isEmpty, "\(errors.map(\.message.chinese))")
      for result in CaseRunner(ruleSet).run().results {
        let failures = result.failures.filter { $0.kind == .disagreement }
        #expect(
          failures.isEmpty, "\(limit) seed \(seed) case \(result.name): \(failures.map(\.message.chinese))")
      }
    }
  }
}
