import Casework
import Matching
import RuleLanguage
import Testing

/// A one-off benefit without a day on which its policy began: a ledger that reaches back to a subject's own
/// beginning knows that nothing was paid before.
struct OneOffCoverageTests {
  private func input(from: String?, to: String = "2026-05-31") -> EvaluationInput {
    let policy = World.declare(
      "一次奖励", [Rules.item("", .amount(Rules.yuan(100)))], Rules.clause("", World.isLocal))
    var ruleSet = World.ruleSet(policies: [policy])
    ruleSet.ledgers = [Rules.ledger()]
    var builder = DatasetBuilder(ruleSet)
    for (key, start) in [("甲", "2010-01-01"), ("乙", "2009-12-31"), ("丙", nil)] {
      var cells: [Int: Cell] = [World.PersonField.isLocal: .value(.truth(true))]
      if let start { cells[World.PersonField.registered] = .value(.day(day(start))) }
      builder.add(entity: World.person, key: key, cells)
    }
    let ledger = ReceiptLedger(
      name: "台账", coverage: ReceiptCoverage(from: from.map(day), to: day(to)), receipts: [])
    return EvaluationInput(
      ruleSet: ruleSet, dataset: builder.build(), ledgers: [ledger], asOf: day("2026-05-31"))
  }

  private func lists(_ input: EvaluationInput) -> [String: FindingList] {
    let fast = Evaluation(input).findings(on: Set(FindingList.allCases))
    let plain = ReferenceEvaluation(input).findings()
    #expect(Set(fast) == Set(plain))
    return Dictionary(uniqueKeysWithValues: fast.map { ($0.unit.subject, $0.list) })
  }

  @Test func theSubjectsBeginningIsEnough() {
    #expect(lists(input(from: "2010-01-01")) == ["甲": .entitled, "乙": .undetermined, "丙": .undetermined])
    #expect(lists(input(from: nil)) == ["甲": .entitled, "乙": .entitled, "丙": .entitled])
    // 31 days fresh: a ledger that ended in March says nothing of May.
    #expect(
      lists(input(from: "2010-01-01", to: "2026-03-31"))
        == ["甲": .undetermined, "乙": .undetermined, "丙": .undetermined])
  }

  @Test(arguments: [("", ["one-off-without-validity"]), ("有效期 自 2024-01-01 起", []), ("发放 每月", [])])
  func theCheckWarnsOfIt(_ line: String, _ expected: [String]) {
    let text = """
      实体 人 { 来源 公安  公开；键 编号 文本；甲项 是否 }
      政策 津贴 { 依据 “手算”  对象 人
        \(line)
        条件 { （一）是 甲项 }  待遇 50元
        用例 “一” { 基准日 2026-06-30；甲项 是；应 符合 } }
      台账 津贴台账 { 政策 [津贴] }
      """
    let found = Checker.check([SourceFile(path: "a.rule", text: text)], attachments: [:]).diagnostics
    #expect(found.map(\.id).filter { $0 == "one-off-without-validity" } == expected)
  }
}
