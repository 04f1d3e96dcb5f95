import RuleLanguage
import Testing

/// What the analysis by finite cells finds in a policy's text, and what it must leave alone.
struct LintTests {
  private func lint(
    conditions: String, exclusions: String = "", header: String = "有效期 自 2025-01-01 起，长期",
    more: String = "", day: Day? = nil
  ) -> [Diagnostic] {
    let text = """
      代码表 区划 { 350000 福建省 { 350600 漳州市 { 350602 芗城区；350625 长泰区 }；350800 龙岩市 } }
      代码表 学历 { 次序 从高到低 [博士，硕士，本科] }
      实体 人 { 来源 公安  公开；键 编号 文本；甲项 是否；出生日期 日期；收入 金额；户籍地 代码 区划；
        人数 整数；最高学历 代码 学历 可无；登记日期 日期 可无；死亡日期 日期 可无；残疾等级 文本 敏感；终止 死亡日期 }
      关系 事件 属于 人 { 键 [编号]；编号 文本；发生日期 日期；数额 金额；类别 文本；时点 发生日期；来源 民政  内部；完整 }
      关系 任职 属于 人 { 键 [编号]；编号 文本；起 日期；止 日期 可无；有效期 起 至 止；来源 人社  内部；不完整 }
      标签 老人 属于 人 = 周岁(出生日期) 不低于 60周岁
      政策 津贴 { 依据 “手算”  \(header)  对象 人
        条件 全部满足 { \(conditions) }  \(exclusions.isEmpty ? "" : "排除 { \(exclusions) }")  待遇 50元
        \(more)
        用例 “一” { 基准日 2026-06-30；应 待核实 } }
      台账 津贴台账 { 政策 全部 }
      """
    let (ruleSet, diagnostics) = Checker.check([SourceFile(path: "a.rule", text: text)], attachments: [:])
    let errors = diagnostics.filter { $0.severity == .error }
    #expect(errors.isEmpty, "\(errors.map(\.message.english))")
    return ruleSet.lint(on: day)
  }

  /// Without the notes on links, which every text here lacks.
  private func ids(_ conditions: String, _ exclusions: String = "") -> [String] {
    lint(conditions: conditions, exclusions: exclusions).map(\.id).filter { $0 != "missing-links" }
  }

  @Test(arguments: [
    ("（一）人数 高于 5 且 人数 低于 3", "never-true"),
    ("（一）人数 高于 5 且 人数 低于 6", "never-true"),
    ("（一）户籍地 属于 漳州市 且 户籍地 属于 龙岩市", "never-true"),
    ("（一）最高学历 不低于 硕士 且 最高学历 = 本科", "never-true"),
    ("（一）收入 为 无", "never-true"),
    ("（一）计数(事件) 低于 0", "never-true"),
    ("（一）登记日期 不早于 2025-01-01 且 登记日期 早于 2024-01-01", "never-true"),
    ("（一）不存在 任职 于 判定日 时", "never-certain"),
    ("（一）计数(任职) 不超过 3", "never-certain"),
    ("（一）全部 任职 满足 { 起 早于 2020-01-01 }", "never-certain"),
    ("（一）人数 高于 5 或 人数 低于 6", "never-false"),
    ("（一）人数 高于 5；（二）人数 不低于 5", "implied-clause"),
    ("（一）户籍地 属于 芗城区；（二）户籍地 属于 漳州市", "implied-clause"),
    ("（一）是 老人；（二）周岁(出生日期) 不低于 50周岁", "implied-clause"),
    ("（一）人数 高于 5；（二）人数 低于 3", "nobody-eligible"),
    ("（一）周岁(出生日期) 低于 60周岁；（二）是 老人", "nobody-eligible"),
  ])
  func finds(_ conditions: String, _ id: String) {
    #expect(Set(ids(conditions)) == [id])
  }

  @Test(arguments: [
    "（一）收入 高于 5元 且 收入 低于 6元",
    "（一）人数 高于 5 且 人数 低于 7",
    "（一）户籍地 属于 漳州市；（二）户籍地 不属于 芗城区",
    "（一）存在 任职 于 判定日 时",
    "（一）计数(任职) 不少于 1",
    "（一）不存在 事件 于 上年度",
    "（一）登记日期 为 无 或 登记日期 早于 2020-01-01",
    "（一）判定日 早于 2020-01-01 或 收入 低于 5元",
    "（一）周岁(出生日期) 在 60周岁 至 80周岁；（二）最高学历 不低于 硕士",
    "（一）户籍地 不为 无",
    "（一）至少1项满足 { 1. 人数 高于 5；2. 人数 低于 3 }",
    "（一）收入 低于 人数 × 100元；（二）收入 高于 人数 × 50元",
  ])
  func leavesAlone(_ conditions: String) {
    #expect(ids(conditions).isEmpty)
  }

  @Test func exclusionsCount() {
    #expect(ids("（一）户籍地 属于 芗城区", "（一）户籍地 属于 漳州市") == ["nobody-eligible"])
    #expect(ids("（一）户籍地 属于 漳州市", "（一）户籍地 属于 芗城区").isEmpty)
  }

  @Test func separateRowsAreAsked() {
    let found = ids("（一）存在 事件 { 数额 高于 5元 }；（二）存在 事件 { 类别 = “甲” }")
    #expect(found == ["separate-rows"])
    #expect(ids("（一）存在 事件 { 数额 高于 5元；类别 = “甲” }").isEmpty)
  }

  @Test func endsAreTold() throws {
    let header = "有效期 自 2025-01-01 至 2026-06-30"
    func ends(_ month: Int, _ day: Int) -> [String] {
      lint(conditions: "（一）是 甲项", header: header, day: Day(year: 2026, month: month, day: day)).map(\.id)
        .filter { $0.hasPrefix("policy-") }
    }
    #expect(ends(7, 1) == ["policy-expired"])
    #expect(ends(6, 30) == ["policy-expiring"])
    #expect(ends(4, 2) == ["policy-expiring"])
    #expect(ends(4, 1) == [])
  }

  @Test func messagesThatOthersReadRevealNothing() {
    func push(_ body: String, _ channels: String) -> [String] {
      lint(
        conditions: "（一）是 甲项",
        more: "推送 { 标题 “津贴”  正文 “\(body)”  渠道 [\(channels)]  收件人 本人 }"
      ).map(\.id).filter { $0 == "sensitive-message" }
    }
    #expect(push("您是低保对象", "短信") == ["sensitive-message"])
    #expect(push("您的等级是{残疾等级}", "个人中心，短信") == ["sensitive-message"])
    #expect(push("您是低保对象", "个人中心") == [])
    #expect(push("您可能符合一项津贴", "短信") == [])
  }

  @Test func parametersHaveAValueFromTheFirstDay() {
    func gaps(_ parameter: String, _ condition: String) -> [String] {
      let text = """
        代码表 区划 { 350000 福建省 { 350600 漳州市 { 350602 芗城区；350625 长泰区 }；350800 龙岩市 } }
        实体 人 { 来源 公安  公开；键 编号 文本；收入 金额；户籍地 代码 区划 }
        参数 标准\(parameter)
        政策 津贴 { 依据 “手算”  有效期 自 2025-01-01 起，长期  对象 人
          条件 全部满足 { （一）户籍地 属于 漳州市；（二）\(condition) }  待遇 50元
          用例 “一” { 基准日 2026-06-30；应 待核实 } }
        台账 津贴台账 { 政策 全部 }
        """
      let (ruleSet, diagnostics) = Checker.check([SourceFile(path: "a.rule", text: text)], attachments: [:])
      #expect(diagnostics.allSatisfy { $0.severity != .error })
      return ruleSet.lint(on: nil).filter { $0.id == "parameter-gap" }.map(\.message.chinese)
    }
    #expect(gaps(" 金额 { 自 2025-01-02 5元 }", "收入 低于 标准").count == 1)
    #expect(gaps(" 金额 { 自 2025-01-01 5元 }", "收入 低于 标准").isEmpty)
    #expect(gaps(" 金额 { 自 2025-01-01 待定 }", "收入 低于 标准").isEmpty)
    #expect(gaps("(区划) 金额 { 自 2025-01-01 { 漳州市：5元 } }", "收入 低于 标准(户籍地)").first?.contains("芗城区") == true)
    #expect(gaps("(区划) 金额 可继承 { 自 2025-01-01 { 漳州市：5元 } }", "收入 低于 标准(户籍地)").isEmpty)
    #expect(gaps("(区划) 金额 可继承 { 自 2025-06-01 { 漳州市：5元 } }", "收入 低于 标准(户籍地)").count == 1)
    #expect(gaps(" 金额 按年度 { 2023年 5元；2025年 5元 }", "收入 低于 标准(上年度)").first?.contains("2024") == true)
    #expect(gaps(" 金额 按年度 { 2024年 5元；2025年 5元 }", "收入 低于 标准(上年度)").isEmpty)
  }
}
