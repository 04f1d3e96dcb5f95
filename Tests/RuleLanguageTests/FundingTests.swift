import RuleLanguage
import Testing

struct FundingTests {
  private func checked(_ part: String) -> (RuleSet, [String]) {
    let text = """
      实体 人 { 键 证号 文本；监护人 指向 人 可无；年龄 整数 }
      政策 甲 { 依据 “不详”  对象 人  待遇 100元  \(part) }
      """
    let (ruleSet, diagnostics) = Checker.check([SourceFile(path: "甲.rule", text: text)])
    return (ruleSet, diagnostics.filter { $0.severity == .error }.map(\.id))
  }

  private func split(_ fen: Int64, _ shares: String) -> [Int64]? {
    let split = checked("出资 { \(shares) }").0.policies.first?.items.first?.funding
    let divided = split?.divide(fen) { share in
      if case .constant(.number(let figure)) = share.kind { figure } else { nil }
    }
    return try? divided?.get()
  }

  @Test func theResidueFallsToTheFirst() {
    #expect(split(10_000, "市级 50%；区级 50%") == [5000, 5000])
    // 30% of 10001 is 3000.3, 20% is 2000.2.
    #expect(split(10_001, "省级 50%；市级 30%；区级 20%") == [5001, 3000, 2000])
    #expect(split(1, "市级 50%；区级 50%") == [1, 0])
    #expect(split(0, "市级 50%；区级 50%") == [0, 0])
    #expect(split(7, "市级 100%") == [7])
    // 10001 less 3333.33…: 6667.67; whole fen are 3333 and 6667.
    #expect(split(10_001, "省级 33.33%；区级 其余") == [3334, 6667])
    #expect(split(10_001, "区级 其余；省级 33.33%") == [6668, 3333])
  }

  @Test func aFixedAmountStays() {
    // 1000 yuan; 33.3% of 200001 fen is 66600.333, and 33400.667 are left.
    #expect(split(200_001, "市级 1000元；省级 33.3%；区级 其余") == [100_000, 66_601, 33_400])
    #expect(split(100_000, "市级 600元；区级 400元") == [60_000, 40_000])
    #expect(split(100_001, "市级 600元；区级 400元") == nil)
    #expect(split(99_999, "市级 1000元；区级 其余") == nil)
    #expect(split(100_000, "市级 1000元；区级 其余") == [100_000, 0])
  }

  @Test func sharesAreAWhole() {
    #expect(checked("出资 { 市级 50%；区级 40% }").1 == ["funding-not-whole"])
    #expect(checked("出资 { 市级 50%；市级 50% }").1 == ["duplicate-name"])
    #expect(checked("出资 { 市级 50元；区级 50% }").1 == ["funding-not-whole"])
    #expect(checked("出资 { 市级 60%；区级 50%；省级 其余 }").1 == ["funding-not-whole"])
    #expect(checked("出资 { 市级 50 ；区级 其余 }").1 == ["funding-share"])
    #expect(checked("出资 { 市级 -5%；区级 其余 }").1 == ["funding-share"])
    #expect(checked("出资 { 市级 若 年龄 低于 5 则 101% 否则 5%；区级 其余 }").1 == ["funding-share"])
    #expect(checked("出资 { 市级 若 年龄 低于 5 则 70% 否则 60%；区级 50% }").1 == ["funding-not-whole"])
    #expect(checked("出资 { 市级 若 年龄 低于 5 则 70% 否则 60%；区级 30% }").1 == [])
    #expect(checked("出资 { 市级 年龄；区级 其余 }").1 == [])
    #expect(checked("出资 { 市级 监护人；区级 其余 }").1 == ["funding-share"])
    #expect(checked("出资 { 市级 其余；区级 其余 }").1 == ["funding-two-rests"])
    #expect(checked("出资 { 市级 33.3%；区级 66.7% }").1 == [])
  }

  @Test func thePayeeIsARecord() {
    func payees(_ part: String) -> [String]? {
      checked(part).0.policies.first?.items.first?.payees?.parts.map(\.name)
    }
    #expect(payees("领取 监护人") == ["监护人"])
    #expect(payees("领取 本人") == nil)
    #expect(payees("领取 { 监护人 60%；本人 其余 }") == ["监护人", "本人"])
    #expect(checked("领取 { 监护人 60%；本人 50% }").1 == ["funding-not-whole"])
    #expect(checked("领取 { 监护人 60%；监护人 其余 }").1 == ["duplicate-name"])
    #expect(checked("领取 年龄").1 == ["payee-not-a-record"])
  }

  @Test func aPolicyWithoutALedgerIsAWarning() {
    let text = "实体 人 { 键 证号 文本 }\n政策 甲 { 依据 “不详”  对象 人 }"
    let diagnostics = Checker.check([SourceFile(path: "甲.rule", text: text)]).diagnostics
    #expect(diagnostics.contains { $0.id == "policy-without-ledger" && $0.severity == .warning })
  }

  @Test func lifeEventsNamePolicies() {
    let (ruleSet, errors) = checked("}\n一件事 出生 “出生一件事” { 政策 [甲]；任务 [“登记”, “参保”] ")
    #expect(errors == [])
    #expect(ruleSet.lifeEvents(ofPolicy: "甲").map(\.title) == ["出生一件事"])
    #expect(ruleSet.lifeEvents.first?.tasks == ["登记", "参保"])
    #expect(checked("}\n一件事 出生 { 政策 [乙] ").1 == ["unknown-name"])
    #expect(checked("}\n一件事 出生 { 任务 [“登记”] ").1 == ["life-event-without-policy"])
  }
}
