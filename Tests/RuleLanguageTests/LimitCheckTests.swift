import RuleLanguage
import Testing

/// What limits, instalments, spans and 追回 may not say.
struct LimitCheckTests {
  private static let declarations = """
    实体 人 { 来源 公安；键 证号 文本；年限 整数；迁出 日期 可无 }
    实体 企业 { 来源 市监；键 代码证 文本；注册地 文本 }
    关系 房产 属于 人 { 键 [房号]；房号 文本；楼层 整数；转出 日期 可无；完整 }
    关系 任职 属于 人 { 键 [编号]；编号 文本；单位 指向 企业；完整 }
    关系 员工 = 任职 反向 单位
    """

  private func problems(_ body: String, of subject: String = "人") -> [Diagnostic] {
    let text =
      "\(Self.declarations)\n政策 乙 { 依据 “某”；对象 \(subject)\n\(body)\n用例 “一” { 基准日 2026-01-01；应 不列入 } }"
    let (_, diagnostics) = Checker.check([SourceFile(path: "甲.rule", text: text)], attachments: [:])
    return diagnostics.filter { $0.severity == .error }
  }

  private func ids(_ body: String, of subject: String = "人") -> [String] {
    problems(body, of: subject).map(\.id)
  }

  @Test func `terms are months, of what is paid by period`() {
    #expect(ids("发放 每月\n期限 最长 （年限 × 1个月）\n待遇 1元") == [])
    #expect(ids("发放 每月\n期限 最长 3年\n待遇 1元") == [])
    #expect(ids("发放 每月\n期限 最长 若 年限 超过 5 则 24个月 否则 12个月\n待遇 1元") == [])
    #expect(ids("发放 每月\n期限 最长 年限\n待遇 1元") == ["term-months"])
    #expect(ids("发放 每月\n期限 最长 迁出\n待遇 1元") == ["term-months"])
    #expect(ids("期限 最长 36个月\n待遇 1元") == ["term-without-period"])
    #expect(ids("发放 每月\n待遇项 “房” { 逐条 房产 记作 房\n期限 最长 （房.楼层 × 1个月）\n待遇 1元 }") == [])
    #expect(
      ids("发放 每月\n待遇项 “员” { 逐条 员工 记作 员\n期限 最长 36个月\n待遇 1元 }", of: "企业") == [])
    for problem in problems("发放 每月\n期限 最长 年限\n待遇 1元") { #expect(problem.remedy != nil) }
  }

  @Test func `over several periods a limit goes by the row's key`() {
    func item(_ limit: String) -> String { "发放 每年\n待遇项 “房” { 逐条 房产 记作 房\n\(limit)\n待遇 1元 }" }
    #expect(ids(item("限次 3次 终身 按 [房.房号]")) == [])
    #expect(ids(item("限次 3次 近5年 按 房.房号")) == [])
    #expect(ids(item("限次 3次 终身 按 [房.楼层]")) == ["limit-keys"])
    let remedy = problems(item("限次 3次 终身 按 [房.楼层]")).first?.remedy
    #expect(remedy?.chinese == "写 按 [房号]")
    func staff(_ limit: String) -> String { "发放 每年\n待遇项 “员” { 逐条 员工 记作 员\n\(limit)\n待遇 1元 }" }
    #expect(ids(staff("限次 3次 终身 按 [人.证号，员.编号]"), of: "企业") == [])
    #expect(ids(staff("限次 3次 终身 按 [人.证号]"), of: "企业") == [])
    #expect(ids(staff("限次 3次 终身 按 [员.编号]"), of: "企业") == ["limit-keys"])
    #expect(
      problems(staff("限次 3次 终身 按 [员.编号]"), of: "企业").first?.remedy?.chinese
        == "写 按 [人.证号，编号]，或 按 [人.证号]")
  }

  @Test func `instalments are shares of one`() {
    func parts(_ shares: String) -> [String] { ids("发放 每年\n待遇 1元\n分期 { \(shares) }") }
    #expect(parts("第1期 1/3；第2期 1/3；第3期 1/3") == [])
    #expect(parts("第1期 1/2；第2期 50%") == [])
    #expect(parts("第1期 1/3；第2期 1/3") == ["instalment-total"])
    #expect(parts("第1期 1/0；第2期 1/3") == ["instalment-share"])
    #expect(parts("第1期 1个月；第2期 1/3") == ["instalment-share"])
    #expect(ids("发放 每年\n待遇 1元\n分期 { 第1期 1/2；第2期 1/2 } 封顶 年限") == ["type-mismatch"])
  }

  @Test func `spans are of what excludes`() {
    func items(_ combine: String) -> String { "合并 \(combine)\n待遇项 “甲” { 待遇 1元 }\n待遇项 “乙” { 待遇 2元 }" }
    #expect(ids(items("取最高 每年")) == [])
    #expect(ids(items("补差 终身")) == [])
    #expect(ids(items("相加 每年")) == ["combination-scope"])
    #expect(ids("互斥 组 取 最高 每年\n待遇 1元 }\n政策 丙 { 依据 “某”；对象 人\n互斥 组 取 最高\n待遇 2元") == ["mixed-scopes"])
  }

  @Test func `places are whole or a share, a budget scales what nothing else shares out`() {
    #expect(ids("名额 20% 按 年限 降序\n待遇 1元") == [])
    #expect(ids("名额 20% 进一 每 [证号，迁出] 每年 按 [年限 降序，迁出 升序]\n待遇 1元") == [])
    #expect(ids("名额 120% 按 年限\n待遇 1元") == ["selection-capacity"])
    #expect(ids("名额 0% 按 年限\n待遇 1元") == ["selection-capacity"])
    #expect(ids("名额 2 按 [年限，证号]\n待遇 1元") == ["selection-order"])
    #expect(ids("待遇 对照 名次（年限 每 证号） { 1：2元；其余 不予 }") == [])
    #expect(ids("预算 100元 同比例\n待遇 1元") == [])
    #expect(ids("预算 100元 每年 同比例 待核实 不计\n待遇 1元") == [])
    #expect(ids("预算 100元 同比例\n名额 3 按 年限\n待遇 1元") == [])
    #expect(ids("预算 100元 同比例\n预算 50元 按 年限\n待遇 1元") == ["pro-rata-beside-others"])
    #expect(ids("预算 100元 同比例\n待遇 分摊 100元 按 年限") == ["pro-rata-beside-others"])
    #expect(ids("预算 100元 同比例\n待遇 资格 “某”") == ["selection-without-amount"])
    #expect(ids("预算 100元 每年 同比例\n发放 每月\n待遇 1元") == ["selection-span"])
  }

  @Test func `what is clawed back is money`() {
    #expect(ids("待遇 1元\n追回 { （一）迁出 在 自 发放日 起 60个月内 }") == [])
    #expect(ids("待遇项 “房” { 逐条 房产 记作 房\n待遇 1元\n追回 { 房.转出 不早于 发放日 } }") == [])
    #expect(ids("待遇 资格 “某”\n追回 { 迁出 不早于 发放日 }") == ["clawback-of-no-amount"])
    #expect(ids("待遇 1元\n条件 { 迁出 不早于 发放日 }").contains { $0.hasPrefix("unknown") })
    #expect(ids("待遇项 “甲” { 待遇 资格 “某”\n合计封顶 1元 }") == ["cap-of-no-amount"])
    #expect(ids("待遇项 “甲” { 待遇 1元\n合计封顶 100元 每年 }") == [])
  }
}
