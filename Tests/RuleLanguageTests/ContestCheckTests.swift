import RuleLanguage
import Testing

/// 互斥 and 合并 that cannot mean what they say, and names that mean two things.
struct ContestCheckTests {
  private func found(_ policies: String) -> [String] {
    let text = """
      实体 人 { 来源 公安；键 证号 文本；得分 整数；甲项 是否 }
      实体 企业 { 来源 市监；键 代码 文本；得分 整数 }
      关系 证书 属于 人 { 键 [编号]；编号 文本；颁证人 指向 人；核发 日期；完整 }
      \(policies)
      台账 总账 { 政策 全部 }
      """
    let diagnostics = Checker.check([SourceFile(path: "甲.rule", text: text)], attachments: [:]).diagnostics
    #expect(diagnostics.allSatisfy { $0.severity == .note || $0.remedy != nil })
    return diagnostics.filter { $0.severity != .note }.map(\.id)
  }

  private func policy(_ name: String, _ body: String, subject: String = "人") -> String {
    """
    政策 \(name) { 依据 “某”  对象 \(subject)  有效期 自 2020-01-01 起
    \(body)
    用例 “一” { 基准日 2026-01-01；应 不列入 } }
    """
  }

  private func pair(_ first: String, _ second: String, subject: String = "人") -> [String] {
    found(policy("甲", "待遇 1元\n\(first)") + "\n" + policy("乙", "待遇 2元\n\(second)", subject: subject))
  }

  @Test func `a group has at least two policies for one kind of subject`() {
    #expect(pair("互斥 组 取 最高", "互斥 组 取 最高") == [])
    #expect(found(policy("甲", "待遇 1元\n互斥 组 取 最高")) == ["lonely-group"])
    #expect(pair("互斥 组 取 最高", "互斥 另一组 取 最高") == ["lonely-group", "lonely-group"])
    #expect(pair("互斥 组 取 最高", "互斥 组 取 最高", subject: "企业") == ["lonely-group", "lonely-group"])
  }

  @Test func `a group chooses in one way`() {
    #expect(pair("互斥 组 取 最高", "互斥 组 取 最先") == ["group-contradiction"])
    #expect(pair("互斥 组 取 补差", "互斥 组 取 最高") == ["group-contradiction"])
    #expect(pair("互斥 组 取 最先", "互斥 组 取 最先") == [])
  }

  @Test func `a place may be lost where something else is taken`() {
    let items = "待遇项 “一等” { 待遇 2元；名额 1 按 得分 降序 }\n待遇项 “二等” { 待遇 1元；名额 2 按 得分 降序 }\n"
    #expect(found(policy("甲", items + "合并 取最高")) == ["place-lost-in-contest", "place-lost-in-contest"])
    #expect(found(policy("甲", items + "合并 相加")) == [])
    #expect(pair("名额 3 按 得分\n互斥 组 取 最高", "互斥 组 取 最高") == ["place-lost-in-contest"])
    #expect(pair("名额 3 按 得分", "") == [])
  }

  @Test func `what is topped up is paid alike, and to all of its units`() {
    #expect(pair("发放 每月\n互斥 组 取 补差", "发放 每月\n互斥 组 取 补差") == [])
    #expect(
      pair("互斥 组 取 补差", "发放 每月\n互斥 组 取 补差") == ["top-up-mixed-periods", "top-up-mixed-periods"])
    func rows(_ selection: String) -> [String] {
      let items = "待遇项 “一” { 待遇 1元 }\n待遇项 “二” { 逐条 证书\n\(selection)\n待遇 2元 }\n"
      return found(policy("甲", items + "合并 补差"))
    }
    #expect(rows("") == [])
    #expect(rows("最多 2条 按 核发") == ["top-up-beside-selection"])
    let items = "待遇项 “一” { 待遇 1元；发放 每年 }\n待遇项 “二” { 待遇 2元；发放 每月 }\n"
    #expect(found(policy("甲", items + "合并 相加")) == [])
    #expect(found(policy("甲", items + "合并 补差")) == [])
  }

  @Test func `an exclusion of those who are not`() {
    #expect(found(policy("甲", "待遇 1元\n排除 { （一）不是 甲项 }")) == ["double-negative"])
    #expect(found(policy("甲", "待遇 1元\n排除 { （一）任一满足 { 1. 不是 甲项；2. 得分 低于 5 } }")) == ["double-negative"])
    #expect(found(policy("甲", "待遇 1元\n排除 { （一）是 甲项 }")) == [])
    #expect(found(policy("甲", "待遇 1元\n条件 { （一）不是 甲项 }")) == [])
  }

  @Test func `a row is not named like one of its fields`() {
    func rows(_ alias: String) -> [String] {
      found(policy("甲", "待遇项 “一” { 逐条 证书 记作 \(alias)；待遇 1元 }"))
    }
    #expect(rows("颁证人") == ["alias-is-field"])
    #expect(rows("该证") == [])
    #expect(
      found(policy("甲", "待遇 1元\n条件 { （一）存在 证书 记作 核发 { 核发 不晚于 判定日 } }")) == ["alias-is-field"])
  }
}
