import Matching
import RuleLanguage
import Testing

import Store

/// A ledger as rules read it: loaded from the store, and closed while it is fresh.
@Suite struct LedgerRelationTests {
  private static let text = """
    实体 个人 { 键 身份证号 文本；甲项 是否；来源 公安 }
    台账 民政台账 { 政策 [月补, “省级补助”]；层级 个人；新鲜 31天；来源 民政 }
    政策 月补 { 依据 “测试” 对象 个人 发放 每月 条件 { （一）是 甲项 } 待遇 100元 }
    政策 未享受 { 依据 “测试” 对象 个人 条件 { （一）非 已享受(月补) } }
    政策 未满三月 { 依据 “测试” 对象 个人 条件 { （一）享受月数(月补) 低于 3个月 } }
    政策 本年未补 { 依据 “测试” 对象 个人 条件 { （一）非 已享受(“省级补助” 于 当年) } }
    """
  private let scratch = Scratch()
  private let rules: RuleSet

  init() {
    let checked = Checker.check([SourceFile(path: "a.rule", text: Self.text)])
    #expect(!checked.diagnostics.contains { $0.severity == .error })
    rules = checked.ruleSet
  }

  private func day(_ text: String) -> Day { Day(text: text) ?? Day(number: 0) }

  private func imported(covers from: String?, _ to: String?) throws -> Dataset {
    let store = try scratch.open()
    _ = try store.importText("身份证号,甲项\np1,是\np2,是\np3,是\n", into: .table(0), of: rules, scratch)
    var options = ImportOptions()
    options.covers = to.map { (from: from.map(day), to: day($0)) }
    let report = try store.importText(
      """
      政策,主体,期,状态,金额,日期
      月补,p2,2025-11,已发,100元,2025-11-20
      月补,p2,2025-12,已发,100元,2025-12-20
      月补,p2,2026-01,已发,100元,2026-01-20
      月补,p2,2026-01,退汇,100元,2026-01-25
      省级补助,p3,,已发,500元,2026-02-03
      月补,p9,2026-01,已发,100元,2026-01-20
      """, into: #require(ImportTarget(named: "民政台账", in: rules)), of: rules, scratch, options: options)
    #expect(report.quality.isEmpty)
    return try store.dataset(for: rules, fields: Program(rules).neededFields)
  }

  /// Of p1, p2, p3, by both evaluators.
  private func outcomes(_ dataset: Dataset, _ policy: String, asOf: String) -> String {
    let index = rules.policies.firstIndex { $0.name == policy } ?? 0
    let (id, at) = (ItemID(policy: index, item: 0), JudgedAt(current: day(asOf)))
    let explainer = Explainer(rules, dataset)
    let matched = Matcher(Program(rules), rules, dataset).outcomes(of: [id], at: at)[0].outcome
    return (0..<3).map { person in
      let outcome = explainer.decide(id, record: person, at: at).outcome
      #expect(matched[person] == outcome)
      return outcome == .yes ? "是" : outcome == .no ? "否" : "？"
    }.joined()
  }

  @Test func `receipts count, returned ones do not`() throws {
    let dataset = try imported(covers: nil, "2026-02-28")
    #expect(outcomes(dataset, "未享受", asOf: "2026-03-10") == "是否是")
    // 2025-11 and 2025-12; the January payment came back.
    #expect(outcomes(dataset, "未满三月", asOf: "2026-03-10") == "是是是")
    #expect(outcomes(dataset, "本年未补", asOf: "2026-03-10") == "是是否")
    #expect(outcomes(dataset, "本年未补", asOf: "2027-01-05") == "？？？")
  }

  @Test func `a ledger is closed as long as it is fresh`() throws {
    let dataset = try imported(covers: nil, "2026-02-28")
    // 31 days after 28 February are up on 31 March.
    #expect(outcomes(dataset, "未享受", asOf: "2026-03-31") == "是否是")
    #expect(outcomes(dataset, "未享受", asOf: "2026-04-01") == "？否？")
    #expect(outcomes(dataset, "本年未补", asOf: "2026-03-31") == "是是否")
    #expect(outcomes(dataset, "本年未补", asOf: "2026-04-01") == "？？否")
  }

  @Test func `before its coverage nothing is known`() throws {
    let dataset = try imported(covers: "2026-01-01", "2026-02-28")
    #expect(outcomes(dataset, "未享受", asOf: "2026-03-10") == "？否？")
    #expect(outcomes(dataset, "本年未补", asOf: "2026-03-10") == "是是否")
  }

  @Test func `without an import nothing is known`() throws {
    let dataset = try imported(covers: nil, nil)
    #expect(outcomes(dataset, "未享受", asOf: "2026-03-10") == "？否？")
  }
}
