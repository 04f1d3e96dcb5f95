import RuleLanguage
import Testing

/// What is read on another day than it seems to be, and amounts that take off what they paid themselves.
struct StateWarningTests {
  private func warnings(condition: String = "是 甲项", benefit: String = "50元", more: String = "") -> [String] {
    let text = """
      实体 人 { 来源 公安  公开；键 编号 文本；甲项 是否；毕业日期 日期；收入 金额
        残疾 [甲级, 乙级] 可无 }
      关系 房产 属于 人 { 键 [房号]；房号 文本；取得日期 日期；转出日期 日期 可无；有效期 取得日期 至 转出日期；来源 民政  内部；完整 }
      关系 亲属 属于 人 { 键 [关系号]；关系号 文本；成员 指向 人；起日 日期；止日 日期 可无；有效期 起日 至 止日；来源 民政  内部；完整 }
      指标 住房套数 属于 人 整数 = 计数(房产 于 判定日 时)
      标签 有残疾 属于 人 = 残疾 = 甲级
      政策 津贴 { 依据 “手算”  对象 人  发放 每月
        条件 { （一）\(condition) }  \(more.isEmpty ? "待遇 \(benefit)" : more)
        用例 “一” { 基准日 2026-06-30；甲项 是；应 符合 } }
      政策 别的 { 依据 “手算”  对象 人  发放 每月  条件 { （一）是 甲项 }  待遇 50元
        用例 “一” { 基准日 2026-06-30；甲项 是；应 符合 } }
      台账 津贴台账 { 政策 [津贴, 别的] }
      """
    let found = Checker.check([SourceFile(path: "a.rule", text: text)], attachments: [:]).diagnostics
    #expect(found.filter { $0.severity == .error }.isEmpty, "\(condition) \(benefit) \(found.map(\.id))")
    return found.filter { $0.severity == .warning }.map(\.id)
  }

  @Test(arguments: [
    ("合计(亲属.成员.住房套数 于 毕业日期 时) 不超过 1", ["state-at-decision-day"]),
    ("存在 亲属 于 毕业日期 时 { 成员.住房套数 不超过 1 }", ["state-at-decision-day"]),
    ("合计(亲属.成员.住房套数 于 判定日 时) 不超过 1", []),
    ("存在 亲属 于 毕业日期 时 { 是 成员.有残疾 }", []),
    ("住房套数 不超过 1 且 存在 亲属 于 毕业日期 时", []),
  ])
  func aMeasureKeepsToTheDecisionDay(_ condition: String, _ expected: [String]) {
    #expect(warnings(condition: condition) == expected)
  }

  @Test(arguments: [
    ("收入 - 享受金额(津贴 于 当年)", ["own-receipts-in-amount"]), ("收入 - 享受金额(别的 于 当年)", []),
    ("50元", []),
  ])
  func anAmountThatTakesOffItsOwnReceipts(_ benefit: String, _ expected: [String]) {
    #expect(warnings(benefit: benefit) == expected)
    #expect(warnings(more: "待遇项 “一” { 待遇 \(benefit) }") == expected)
  }

  @Test(arguments: [("一", ["own-receipts-in-amount"]), ("二", [])])
  func anAmountThatTakesOffAnotherItem(_ item: String, _ expected: [String]) {
    let items = "待遇项 “一” { 待遇 收入 - 享受金额(津贴 项 “\(item)”) }；待遇项 “二” { 待遇 5元 }；合并 相加"
    #expect(warnings(more: items) == expected)
  }

  /// A key that may be known none says what then.
  @Test(arguments: [
    ("对照 残疾 { 甲级：50元；乙级：20元 }", ["table-key-none"]), ("对照 残疾 { 甲级：50元；乙级：20元；无：10元 }", []),
    ("对照 残疾 { 甲级：50元；其余：10元 }", []), ("对照 残疾 { 甲级：50元；其余 不予 }", []),
    ("对照 残疾 { 任意：50元 }", []), ("对照 收入 { 不超过 5元：50元；超过 5元：20元 }", []),
  ])
  func aTableWhoseKeyMayBeNone(_ benefit: String, _ expected: [String]) {
    let text = """
      实体 人 { 来源 公安  公开；键 编号 文本；甲项 是否；收入 金额；残疾 [甲级, 乙级] 可无 }
      政策 津贴 { 依据 “手算”  对象 人  发放 每月  条件 { （一）是 甲项 }  待遇 \(benefit)
        用例 “一” { 基准日 2026-06-30；甲项 是；应 符合 } }
      台账 津贴台账 { 政策 [津贴] }
      """
    let found = Checker.check([SourceFile(path: "a.rule", text: text)], attachments: [:]).diagnostics
    #expect(found.filter { $0.severity == .error }.map(\.id) == expected)
  }
}
