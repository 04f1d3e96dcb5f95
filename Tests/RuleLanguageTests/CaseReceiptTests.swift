import RuleLanguage
import Testing

/// `享受 { … }` in worked cases: what cannot be read is said, and never left out in silence.
struct CaseReceiptTests {
  private func receipts(_ entry: String) -> (receipts: [Case.Receipt], ids: [String]) {
    let text = """
      实体 人 { 来源 公安  公开；键 编号 文本；甲项 是否 }
      政策 津贴 { 依据 “手算”  对象 人  发放 每月  条件 { （一）是 甲项 }  待遇 50元
        用例 “一” { 基准日 2026-06-30；甲项 是；\(entry)；应 符合 } }
      台账 津贴台账 { 政策 [津贴] }
      """
    let (ruleSet, diagnostics) = Checker.check([SourceFile(path: "a.rule", text: text)], attachments: [:])
    return (
      ruleSet.policies.first?.cases.first?.receipts ?? [],
      diagnostics.filter { $0.severity == .error }.map(\.id)
    )
  }

  @Test func aSpanIsOneReceiptEach() {
    let months = receipts("享受 { 期 2025-11 至 2026-02；金额 50元 }")
    #expect(months.ids.isEmpty)
    #expect(months.receipts.map { $0.period?.text } == ["2025-11", "2025-12", "2026-01", "2026-02"])
    #expect(months.receipts.allSatisfy { $0.amount == Number(5000) && $0.status == .paid })
    #expect(receipts("享受 { 期 2024年 至 2025年 }").receipts.map { $0.period?.text } == ["2024", "2025"])
    #expect(receipts("享受 { 金额 50元 }").receipts.map(\.period) == [nil])
  }

  @Test(arguments: [
    ("享受 { 期 2026-02 至 2026-01 }", "receipt-period"), ("享受 { 期 2026-02-01 }", "receipt-period"),
    ("享受 { 期限 2026-02 }", "receipt-entry"), ("享受 { 金额 50 }", "receipt-value"),
    ("享受 { 日期 2026-02 }", "receipt-value"), ("享受 { 状态 发了 }", "unknown-name"),
  ])
  func whatCannotBeReadIsAnError(_ entry: String, _ id: String) {
    let found = receipts(entry)
    #expect(found.ids == [id])
    #expect(found.receipts.isEmpty)
  }
}
