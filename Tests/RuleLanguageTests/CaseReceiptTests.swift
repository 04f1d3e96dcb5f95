import RuleLanguage
import Testing

/// `享受 { … }` in worked cases: what cannot be read is said, and never left out in silence.
struct CaseReceiptTests {
  private func receipts(_ entry: String) -> (receipts: [Case.Receipt], ids: [String]) {
    let text = """
      实体 人 { 来源 公安  公开；键 编号 文本；甲项 是否 }
      关系 年报 属于 人 { 键 [年度]；年度 年；收入 金额；时点 年度；来源 税务  公开；完整 }
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
    ("享受 { 政策 津帖；期 2026-02 }", "unknown-name"), ("享受 { 项 “甲”；期 2026-02 }", "unknown-name"),
    ("享受 { 行 “甲”；期 2026-02 }", "receipt-row"), ("享受 2026-02", "receipt-entry"),
    ("享受 2026-02 { 金额 50元 }", "case-value-outside"),
  ])
  func whatCannotBeReadIsAnError(_ entry: String, _ id: String) {
    let found = receipts(entry)
    #expect(found.ids == [id])
    if id != "case-value-outside" { #expect(found.receipts.isEmpty) }
  }

  /// Each error names the place, and where a name is close to a known one, that.
  @Test(arguments: [
    ("年报 2025年 { 收入 3元 }", "case-value-outside"), ("年报 { 甲 { 收入 3元 } }", "case-value-outside"),
    ("甲项 是 { 收入 3元 }", "case-value"), ("年报 { 年度 2025 }", "notice-wording"),
  ])
  func norIsAValueLeftOut(_ entry: String, _ id: String) {
    #expect(receipts(entry).ids == [id])
  }

  @Test func theRowsOfTheCaseAreKnown() {
    func warnings(_ row: String) -> [Diagnostic] {
      let text = """
        实体 人 { 来源 公安  公开；键 编号 文本；甲项 是否 }
        关系 证书 属于 人 { 键 [证号]；证号 文本；来源 人社  公开；完整 }
        政策 津贴 { 依据 “手算”  对象 人  待遇项 “证” { 逐条 证书  条件 { （一）本人.甲项 = 是 }  待遇 50元 }
          用例 “一” { 基准日 2026-06-30；甲项 是；证书 { 证号 “Z001” }；享受 { 行 “\(row)”；金额 50元 }；应 符合 } }
        台账 津贴台账 { 政策 [津贴] }
        """
      return Checker.check([SourceFile(path: "a.rule", text: text)], attachments: [:]).diagnostics
        .filter { $0.id == "receipt-of-absent-row" }
    }
    #expect(warnings("Z001").isEmpty)
    #expect(warnings("Z002").count == 1)
  }
}
