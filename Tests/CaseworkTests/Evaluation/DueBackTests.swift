import Casework
import Matching
import RuleLanguage
import Store
import Testing

/// 追回: what was paid is to be given back, worked out by hand.
struct DueBackTests {
  private static let text = """
    实体 企业 { 来源 市监  公开；键 代码 文本；迁出日期 日期 可无；注册地 文本 }
    台账 账 { 政策 [落户奖，年度奖] ；层级 企业 }
    政策 落户奖 { 依据 “手算”  对象 企业  有效期 自 2020-01-01 起
      待遇 1000元
      追回 { （一）迁出日期 在 自 发放日 起 60个月内；（二）注册地 = “外地” }
      用例 “一” { 基准日 2026-06-30；应 符合 } }
    政策 年度奖 { 依据 “手算”  对象 企业  发放 每年  有效期 自 2020-01-01 起
      待遇 500元
      追回 { 迁出日期 在 自 发放日 起 12个月内 }
      用例 “一” { 基准日 2026-06-30；应 符合 } }
    """

  private func findings(
    _ receipts: [Receipt], moved: String?, place: String = "本地"
  ) -> [String] {
    let (ruleSet, diagnostics) = Checker.check(
      [SourceFile(path: "a.rule", text: Self.text)], attachments: [:])
    #expect(diagnostics.filter { $0.severity == .error }.isEmpty)
    var builder = DatasetBuilder(ruleSet)
    var cells: [Int: Cell] = [2: .value(.text(place))]
    if let moved { cells[1] = .value(.day(day(moved))) }
    builder.add(entity: 0, key: "甲", cells)
    builder.add(entity: 0, key: "乙", [1: .value(.day(day("2026-01-01"))), 2: .value(.text("本地"))])
    let table = ruleSet.receiptTables[0]
    builder.setCoverage(Coverage(from: day("2020-01-01"), to: day("2026-06-30")), of: table.table)
    let records = receipts.map {
      ReceiptRecord(
        policy: $0.policy, item: $0.item, subject: $0.subject, row: $0.row,
        period: $0.period.flatMap { Period(text: $0) }, status: $0.status, amountFen: $0.amount, date: $0.date
      )
    }
    for policy in ruleSet.policies {
      let own = records.filter { $0.policy == policy.name }
      let lines = ReceiptLines.all(
        of: own, ruleSet.programmes[policy.name], coverageTo: day("2026-06-30"))
      for (index, line) in lines.enumerated() {
        builder.add(
          row: table.table, owner: "甲", key: "\(policy.name)\(index)",
          Dictionary(uniqueKeysWithValues: line.cells.enumerated().map { ($0, $1) }))
      }
    }
    let ledger = ReceiptLedger(
      name: "账", coverage: ReceiptCoverage(from: day("2020-01-01"), to: day("2026-06-30")), receipts: receipts
    )
    let input = EvaluationInput(
      ruleSet: ruleSet, dataset: builder.build(), ledgers: [ledger], asOf: day("2026-06-30"))
    func lines(_ findings: [Finding]) -> [String] {
      findings.map { "\($0.unit.policy) \($0.unit.subject) \($0.amount ?? -1) \($0.clause ?? "")" }.sorted()
    }
    let fast = lines(Evaluation(input).findings(on: [.unentitled]))
    #expect(fast == lines(ReferenceEvaluation(input).findings().filter { $0.list == .unentitled }))
    return fast
  }

  private func paid(_ policy: String, _ date: String, _ fen: Int64, period: String? = nil) -> Receipt {
    Receipt(
      policy: policy, subject: "甲", period: period, status: .paid, amount: fen, date: day(date))
  }

  @Test func `the amount is what was paid, the reason the clause`() {
    let once = paid("落户奖", "2022-03-01", 100_000)
    #expect(findings([once], moved: "2026-05-01") == ["落户奖 甲 100000 追回（一）"])
    #expect(findings([once], moved: "2027-03-02") == [])
    #expect(findings([once], moved: nil, place: "外地") == ["落户奖 甲 100000 追回（二）"])
    #expect(
      findings([once], moved: "2026-05-01", place: "外地") == ["落户奖 甲 100000 追回（一）、追回（二）"])
    #expect(findings([], moved: "2026-05-01", place: "外地") == [])
  }

  @Test func `of several payments those count of which a clause holds`() {
    // Moved within twelve months of the second and the third, not of the first.
    let years = [
      paid("年度奖", "2023-06-01", 50_000, period: "2023"), paid("年度奖", "2024-06-01", 40_000, period: "2024"),
      paid("年度奖", "2025-01-01", 30_000, period: "2025"),
    ]
    #expect(findings(years, moved: "2025-05-31") == ["年度奖 甲 70000 追回"])
    let back = Receipt(
      policy: "年度奖", subject: "甲", period: "2024", status: .recovered, date: day("2025-12-01"))
    #expect(findings(years + [back], moved: "2025-05-31") == ["年度奖 甲 30000 追回"])
  }
}
