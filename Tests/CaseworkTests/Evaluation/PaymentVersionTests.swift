import Casework
import Matching
import RuleLanguage
import Testing

/// Who pays, and who is paid, by the version in force.
struct PaymentVersionTests {
  private func findings(_ change: String, asOf: String) -> [Finding] {
    let text = """
      实体 人 { 键 证号 文本；监护人 指向 人 可无；登记 日期 }
      台账 账 { 政策 全部；层级 个人；新鲜 45天 }
      政策 甲 {
        依据 “测试”  对象 人  待遇 100元
        出资 { 市级 50%；区级 50% }
        版本 \(change)
      }
      """
    let checked = Checker.check([SourceFile(path: "甲.rule", text: text)])
    #expect(!checked.diagnostics.contains { $0.severity == .error })
    let rules = checked.ruleSet
    var builder = DatasetBuilder(rules)
    builder.add(
      entity: 0, key: "甲", [1: .value(.reference("乙")), 2: .value(.day(day("2026-03-01")))])
    builder.add(entity: 0, key: "乙", [1: .none, 2: .value(.day(day("2026-02-28")))])
    builder.add(entity: 0, key: "丙", [:])
    let ledger = ReceiptLedger(name: "账", coverage: ReceiptCoverage(to: day(asOf)), receipts: [])
    let input = EvaluationInput(
      ruleSet: rules, dataset: builder.build(), ledgers: [ledger], asOf: day(asOf))
    let fast = Evaluation(input).findings(on: [.entitled])
    #expect(fast == ReferenceEvaluation(input).findings().filter { $0.list == .entitled })
    return fast
  }

  private func shares(_ finding: Finding) -> [Int64] {
    finding.funding?.parts.compactMap(\.fen) ?? []
  }

  private func payee(_ finding: Finding) -> String? { finding.payees?.parts.first?.key }

  @Test func `shares change on a day`() {
    let change = "自 2026-03-01 { 出资 { 市级 30%；区级 70% }  领取 监护人 }"
    let before = findings(change, asOf: "2026-02-28")
    #expect(before.map(shares) == [[5000, 5000], [5000, 5000], [5000, 5000]])
    #expect(before.map(payee) == [nil, nil, nil])
    let after = findings(change, asOf: "2026-03-01")
    #expect(after.map(shares) == [[3000, 7000], [3000, 7000], [3000, 7000]])
    // One has a guardian, one has none, of one it is not known.
    #expect(after.map(payee) == ["乙", "", ""])
  }

  @Test func `a version by an event is each one's own`() {
    let change = "按 登记 自 2026-03-01 { 出资 { 市级 30%；区级 70% }  领取 监护人 }"
    let found = findings(change, asOf: "2026-06-30")
    // Nobody knows when the third one was registered, so nobody knows who pays.
    #expect(found.map(shares) == [[3000, 7000], [5000, 5000], []])
    #expect(found.map(payee) == ["乙", nil, ""])
    #expect(found.map { $0.funding?.obstacle } == [nil, nil, .version])
    #expect(found.last?.funding?.missing.map(\.name) == ["登记"])
  }
}
