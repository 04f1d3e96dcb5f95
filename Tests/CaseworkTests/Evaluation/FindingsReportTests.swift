import Casework
import Matching
import RuleLanguage
import Testing

/// findings.csv of a few people, its columns worked out by hand.
struct FindingsReportTests {
  private func lines(_ policies: String) throws -> [[String]] {
    let text = """
      实体 人 { 来源 公安；键 证号 文本；监护人 指向 人 可无；月收入 金额 }
      台账 账 { 政策 全部 }
      \(policies)
      """
    let (ruleSet, diagnostics) = Checker.check([SourceFile(path: "甲.rule", text: text)])
    #expect(diagnostics.filter { $0.severity == .error }.map(\.id) == [])
    let fields = ruleSet.tables[0].fields.map(\.name)
    let guardian = try #require(fields.firstIndex(of: "监护人"))
    let income = try #require(fields.firstIndex(of: "月收入"))
    var builder = DatasetBuilder(ruleSet)
    builder.add(
      entity: 0, key: "甲", [guardian: .value(.reference("乙")), income: .value(.number(Number(30_001)))])
    builder.add(entity: 0, key: "乙", [guardian: .none])
    let ledger = ReceiptLedger(name: "账", coverage: ReceiptCoverage(to: day("2026-06-30")), receipts: [])
    let input = EvaluationInput(
      ruleSet: ruleSet, dataset: builder.build(), ledgers: [ledger], asOf: day("2026-06-30"))
    let findings = Evaluation(input).findings(on: [.entitled])
    #expect(findings == ReferenceEvaluation(input).findings().filter { $0.list == .entitled })
    let csv = FindingsReport.csv([], others: findings, ruleSet) { finding in
      (finding.unit.subject, "", (finding.payees?.parts ?? []).map { $0.key == "" ? "不详" : $0.key ?? "" })
    }
    let rows = csv.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(rows[0].suffix(5) == ["shares", "payee", "kind", "benefit", "figure"])
    return rows.dropFirst().map { [$0[1], $0[3], $0[7]] + $0.suffix(5) }
  }

  @Test func `money and what is not money stand apart`() throws {
    let found = try lines(
      """
      政策 补贴 { 依据 “不详”  对象 人  条件 { （一）已知(月收入) }  待遇 月收入 × 10% }
      政策 额度 { 依据 “不详”  对象 人  待遇 额度 “贷款” 月收入 × 2 }
      政策 资格 { 依据 “不详”  对象 人  条件 { （一）已知(月收入) }  待遇 资格 “边缘家庭” }
      政策 另定 { 依据 “不详”  对象 人  条件 { （一）已知(月收入) }  待遇 待定 }
      政策 无待遇 { 依据 “不详”  对象 人  条件 { （一）已知(月收入) } }
      """)
    // A tenth of 300.01 yuan is 30.001; twice that is 600.02; the income of 乙 is not known.
    #expect(
      found == [
        ["补贴", "甲", "30.00", "", "", "金额", "", ""],
        ["额度", "甲", "", "", "", "额度", "贷款", "600.02"],
        ["额度", "乙", "", "", "", "额度", "贷款", ""],
        ["资格", "甲", "", "", "", "资格", "边缘家庭", ""],
        ["另定", "甲", "", "", "", "待定", "", ""],
        ["无待遇", "甲", "", "", "", "", "", ""],
      ])
  }

  @Test func `parts stand in their columns`() throws {
    let found = try lines(
      """
      政策 分担 { 依据 “不详”  对象 人  待遇 100.01元
        出资 { 市级 若 月收入 高于 0元 则 50% 否则 0%；区级 其余 } }
      政策 分领 { 依据 “不详”  对象 人  待遇 100.01元  领取 { 监护人 60%；本人 其余 } }
      政策 代领 { 依据 “不详”  对象 人  待遇 100.01元  领取 监护人 }
      """)
    // 50.005 each: the cent left over falls to the city. 60.006 and 40.004: to the guardian.
    #expect(
      found == [
        ["分担", "甲", "100.01", "市级 50.01；区级 50.00", "", "金额", "", ""],
        ["分担", "乙", "100.01", "不详", "", "金额", "", ""],
        ["分领", "甲", "100.01", "", "乙 60.01；甲 40.00", "金额", "", ""],
        ["分领", "乙", "100.01", "", "不详 60.01；乙 40.00", "金额", "", ""],
        ["代领", "甲", "100.01", "", "乙", "金额", "", ""],
        ["代领", "乙", "100.01", "", "不详", "金额", "", ""],
      ])
  }
}
