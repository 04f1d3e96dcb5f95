import RuleLanguage
import Testing

/// What a selection may not say.
struct SelectionCheckTests {
  private static let declarations = """
    代码表 学历 { 次序 从高到低 [本科, 专科] }
    代码表 区划 { 1 东市；2 西市 }
    实体 人 { 来源 公安；键 证号 文本；学历 代码 学历；户籍 代码 区划；得分 整数；登记 日期 }
    关系 证书 属于 人 { 键 [编号]；编号 文本；核发 日期；完整 }
    参数 指标数 整数 { 自 2020-01-01 5 }
    参数 区指标(区划) 整数 { 自 2020-01-01 { 任意：5 } }
    """

  private func problems(_ selection: String, perRow: Bool = false, rest: String = "待遇 100元") -> [String] {
    let item = perRow ? "待遇项 “甲” { 逐条 证书\n\(selection)\n\(rest) }" : "\(selection)\n\(rest)"
    let text = "\(Self.declarations)\n政策 乙 { 依据 “某”；对象 人\n\(item)\n用例 “一” { 基准日 2026-01-01；应 不列入 } }"
    let files = [SourceFile(path: "甲.rule", text: text)]
    let (_, diagnostics) = Checker.check(files, attachments: [:])
    return diagnostics.filter { $0.severity == .error }.map(\.id)
  }

  @Test func `what is sound is accepted`() {
    #expect(problems("名额 50 按 得分 降序 并列 同名次") == [])
    #expect(problems("名额 指标数 每年 按 学历 降序") == [])
    #expect(problems("预算 500万元 按 登记") == [])
    #expect(problems("唯一 证号") == [])
    #expect(problems("唯一 本人.证号 归 核发 最晚者", perRow: true) == [])
    #expect(problems("最多 3条 每年 按 核发\n限次 1次 终身 按 [编号, 核发]", perRow: true) == [])
    #expect(problems("名额 5 每年 按 得分", rest: "待遇 1元；发放 每年") == [])
    #expect(problems("合计封顶 500元 按 户籍 归 登记 最早者\n合计封顶 100元") == [])
    #expect(problems("合计封顶 500元 每年 按 [编号, 核发] 归 核发 最晚者", perRow: true) == [])
  }

  @Test func `figures over all units are for benefits`() {
    func amount(_ benefit: String) -> [String] { problems("", rest: "待遇 \(benefit)") }
    #expect(amount("对照 名次(得分) { 1：800元；2 至 3：700元；其余 不予 }") == [])
    #expect(amount("分摊 500万元 按 得分") == [])
    #expect(amount("分摊 500万元 按 得分 待核实 不计") == [])
    #expect(amount("1元\n条件 名次(得分) 不超过 3") == ["rank-outside-benefit"])
    #expect(amount("名次(名次(得分)) × 1元") == ["rank-outside-benefit"])
    #expect(amount("名次(登记) × 1元") == ["type-mismatch"])
    #expect(amount("名次(得分, 得分) × 1元") == ["wrong-arguments"])
    #expect(amount("计数(证书 其中 名次(得分) = 1) × 1元") == ["rank-outside-benefit"])
    #expect(amount("分摊 500 按 得分") == ["type-mismatch"])
    #expect(amount("分摊 得分 × 1元 按 得分") == ["selection-capacity"])
    #expect(amount("分摊 500元 按 得分\n名额 5 按 得分") == [])
    #expect(amount("名次(得分) × 1元\n唯一 户籍 归 登记 最早者") == [])
    #expect(amount("分摊 500元 按 得分\n预算 5元 按 得分") == ["selection-beside-figures"])
    #expect(
      amount("分摊 500元 按 得分\n合计封顶 5元 按 户籍 归 登记 最早者") == ["selection-beside-figures"])
  }

  @Test func `what cannot be is refused`() {
    #expect(problems("名额 50 按 户籍") == ["selection-order"])
    #expect(problems("名额 50") == ["selection-without-order"])
    #expect(problems("名额 0 按 得分") == ["selection-capacity"])
    #expect(problems("名额 得分 按 得分") == ["selection-capacity"])
    #expect(problems("名额 区指标(户籍) 按 得分") == ["selection-capacity"])
    #expect(problems("预算 500 按 得分") == ["type-mismatch"])
    #expect(problems("预算 500万元 按 得分", rest: "待遇 资格 “某”") == ["selection-without-amount"])
    #expect(problems("预算 500万元 按 得分 并列 同名次") == ["selection-ties"])
    #expect(problems("合计封顶 500元 按 户籍") == ["selection-without-order"])
    #expect(problems("合计封顶 500 按 户籍 归 登记 最早者") == ["type-mismatch"])
    #expect(problems("合计封顶 500元 按 户籍 归 登记 最早者", rest: "待遇 资格 “某”") == ["selection-without-amount"])
    #expect(problems("合计封顶 500元", perRow: true) == [])
    #expect(problems("合计封顶 500元\n合计封顶 100元") == ["duplicate-header"])
    #expect(problems("最多 3条 每年 按 得分") == ["selection-without-rows"])
    #expect(problems("限次 1次 终身 按 得分") == ["selection-without-rows"])
    #expect(problems("名额 5 终身 按 得分", rest: "待遇 1元；发放 每月") == ["selection-span"])
    #expect(problems("名额 5 每年 按 得分", rest: "待遇 1元；发放 每月") == ["selection-span"])
  }
}
