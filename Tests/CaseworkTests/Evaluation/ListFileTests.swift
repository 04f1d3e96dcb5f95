import Casework
import Matching
import RuleLanguage
import Store
import Testing

/// 列入: the rows that a 资格 writes into a list.
struct ListFileTests {
  private static let declarations = """
    代码表 类别表 { 10 城市；20 农村 }
    实体 人 { 来源 公安；键 证号 文本；甲项 是否 }
    实体 企业 { 来源 市监；键 代码 文本 }
    关系 边缘名单 属于 人 {
      键 [类别, 起日]；类别 代码 类别表；起日 日期；止日 日期 可无；备注 文本 可无
      有效期 起日 至 止日；来源 民政；完整
    }
    关系 必止名单 属于 人 { 键 [起日]；起日 日期；止日 日期；有效期 起日 至 止日；来源 民政；完整 }
    关系 无期名单 属于 人 { 键 [编号]；编号 文本；来源 民政；完整 }
    关系 单位名单 属于 企业 { 键 [起日]；起日 日期；有效期 起日；来源 民政；完整 }
    台账 账 { 政策 全部 }
    """

  private func check(_ policies: String) -> (RuleSet, [String]) {
    let (ruleSet, diagnostics) = Checker.check([
      SourceFile(path: "甲.rule", text: "\(Self.declarations)\n\(policies)")
    ])
    return (ruleSet, diagnostics.filter { $0.severity == .error }.map(\.id))
  }

  private func files(
    _ benefit: String, push: String = "", verified: [String: Verification.Outcome] = [:],
    rows: [(owner: String, category: Int, from: String, to: String?)] = []
  ) throws -> [[String]] {
    let (ruleSet, errors) = check(
      "政策 边缘 { 依据 “不详”  对象 人  条件 { （一）是 甲项 }  待遇 资格 “边缘家庭” \(benefit)\n\(push) }")
    #expect(errors == [])
    var builder = DatasetBuilder(ruleSet)
    for (key, holds) in [("甲", true), ("乙", true), ("丙", false)] {
      builder.add(entity: 0, key: key, [1: .value(.truth(holds))])
    }
    builder.add(entity: 0, key: "丁", [:])
    let list = try #require(ruleSet.tables.firstIndex { $0.name == "边缘名单" })
    for row in rows {
      let to = row.to.map { Cell.value(.day(day($0))) } ?? .none
      builder.add(
        row: list, owner: row.owner, key: "\(row.category)/\(row.from)",
        [0: .value(.code(row.category)), 1: .value(.day(day(row.from))), 2: to, 3: .none])
    }
    let input = EvaluationInput(
      ruleSet: ruleSet, dataset: builder.build(), ledgers: [],
      verifications: verified.sorted { $0.key < $1.key }.map {
        Verification(policy: "边缘", subject: $0.key, outcome: $0.value, date: day("2026-05-01"))
      }, asOf: day("2026-05-31"))
    let file = try #require(Evaluation(input).listFiles().first)
    return [file.header] + file.rows.map { [$0.subject] + $0.cells }
  }

  private let header = ["证号", "类别", "起日", "止日"]

  @Test func `those who are confirmed are written`() throws {
    let found = try files(
      "列入 边缘名单 { 类别 = 农村 } 有效 12个月",
      verified: ["甲": .confirmed, "丙": .confirmed, "丁": .confirmed])
    // A year from 31 May, that day included; 乙 is not confirmed, 丙 not eligible, of 丁 it is not known.
    #expect(found == [header, ["甲", "20", "2026-05-31", "2027-05-31"]])
  }

  @Test func `on finding nobody needs to be confirmed`() throws {
    let found = try files(
      "列入 边缘名单 { 类别 = 城市；备注 = “系统” }", push: "推送 { 时机 发现即推  标题 “甲”  正文 “乙” }",
      verified: ["乙": .deceased])
    #expect(found == [header + ["备注"], ["甲", "10", "2026-05-31", "", "系统"]])
  }

  @Test func `who is on the list is not written again`() throws {
    func written(_ rows: [(owner: String, category: Int, from: String, to: String?)]) throws -> [String] {
      try files(
        "列入 边缘名单 { 类别 = 农村 } 有效 1年", verified: ["甲": .confirmed, "乙": .confirmed], rows: rows
      ).dropFirst().map { $0[0] }
    }
    #expect(try written([]) == ["甲", "乙"])
    // Up to its last day, and not the day after.
    #expect(try written([("甲", 1, "2025-01-01", "2026-05-31")]) == ["乙"])
    #expect(try written([("甲", 1, "2025-01-01", "2026-05-30")]) == ["甲", "乙"])
    #expect(try written([("甲", 1, "2026-06-01", nil)]) == ["甲", "乙"])
    #expect(try written([("乙", 1, "2026-05-31", nil)]) == ["甲"])
    // Another category is another row.
    #expect(try written([("甲", 0, "2025-01-01", nil)]) == ["甲", "乙"])
  }

  @Test func `a list that cannot be written is refused`() {
    func errors(_ benefit: String) -> [String] {
      check("政策 边缘 { 依据 “不详”  对象 人  待遇 \(benefit) }").1
    }
    #expect(errors("资格 “甲” 列入 边缘名单 { 类别 = 农村 }") == [])
    #expect(errors("资格 列入 边缘名单 { 类别 = 农村 } 有效 30日") == [])
    #expect(errors("减免 “甲” 列入 边缘名单 { 类别 = 农村 }") == ["listing-of-qualification"])
    #expect(errors("资格 “甲” 列入 边缘名单") == ["listing-key"])
    #expect(errors("资格 “甲” 列入 边缘名单 { 类别 = 农村；起日 = 基准日 }") == ["listing-field"])
    #expect(errors("资格 “甲” 列入 边缘名单 { 类别 = 农村；类别 = 城市 }") == ["listing-field"])
    #expect(errors("资格 “甲” 列入 边缘名单 { 类别 = 农村；备注 = 证号 }") == ["listing-field"])
    #expect(errors("资格 “甲” 列入 边缘名单 { 类别 = 5 }") == ["type-mismatch"])
    #expect(errors("资格 “甲” 列入 另一名单") == ["unknown-name"])
    #expect(errors("资格 “甲” 列入 单位名单") == ["listing-of-another"])
    #expect(errors("资格 “甲” 列入 无期名单 { 编号 = “1” }") == ["listing-without-validity"])
    #expect(errors("资格 “甲” 列入 必止名单") == ["listing-without-end"])
    #expect(errors("资格 “甲” 列入 必止名单 有效 12个月") == [])
    #expect(errors("资格 “甲” 列入 必止名单 有效 12") == ["type-mismatch"])
  }
}
