import Testing

import RuleLanguage

struct ParserTests {
  private func dumped(_ text: String) -> String {
    let (tree, diagnostics) = parse(SourceFile(path: "a.rule", text: text))
    #expect(diagnostics.map(\.id) == [], "\(text)")
    return syntaxDump(tree)
  }

  private func ids(_ text: String) -> [String] {
    parse(SourceFile(path: "a.rule", text: text)).diagnostics.map(\.id)
  }

  private func condition(_ text: String) -> String { dumped("标签 甲 属于 个人 = " + text) }

  @Test(arguments: [
    ("a 不低于 1", "a >= 1"), ("a 不早于 2026年3月1日", "a ≥ 2026-03-01"), ("a 高于 1", "a > 1"),
    ("a 不足 1", "a < 1"), ("a 等于 1", "a = 1"), ("a 除以 b = 1", "a ÷ b = 1"),
    ("非 a = 1", "not a = 1"), ("是 b", "is b"), ("a 为 无", "a be none"),
    ("a 在 80 至 89", "a within 80 to 89"), ("a 属于 [甲、乙]", "a in [甲, 乙]"),
    ("a=1 且 b=2", "a = 1 and b = 2"), ("计数(x 其中 y = 1) > 2", "count(x {y = 1}) 超过 2"),
    ("存在 x { y = 1 }", "存在 x 其中 y = 1"), ("a 低于 当年", "a 低于 本年度"),
    ("(a = 1)", "a = 1"), ("全部满足 { a = 1；b = 2 }", "全部满足 {\na = 1\nb = 2\n}"),
    ("没有 = 1", "没有 = 1"), ("a 低于 80年", "a 低于 80周岁"),
  ])
  func spellingsMeanTheSame(_ a: String, _ b: String) {
    #expect(condition(a) == condition(b))
  }

  @Test(arguments: [
    ("a = 1 + 2 × 3", "a = 1 + (2 × 3)"), ("a = 1 - 2 - 3", "a = (1 - 2) - 3"),
    ("a + 1 封顶 5 = 2", "((a + 1) 封顶 5) = 2"), ("非 a = 1 且 b = 2", "(非 (a = 1)) 且 (b = 2)"),
    ("a = 若 b = 1 则 2 否则 3 + 4", "a = (若 b = 1 则 2 否则 (3 + 4))"),
    ("a = b ÷ c 分母为0 视为 0 + 1", "a = (b ÷ c 分母为0 视为 0) + 1"),
    ("存在 x { y = 1 } 且 z = 2", "(存在 x { y = 1 }) 且 (z = 2)"),
  ])
  func operatorsBind(_ a: String, _ b: String) {
    #expect(condition(a) == condition(b))
  }

  @Test func clausesEndWithTheirLine() {
    let separate = condition("全部满足 { a = 1\n b = 2 }")
    #expect(separate == condition("全部满足 { a = 1；b = 2 }"))
    #expect(separate != condition("全部满足 { a = 1\n 且 b = 2 }"))
    #expect(condition("全部满足 { a = 1\n 且 b = 2 }") == condition("全部满足 { a = 1 且 b = 2 }"))
    #expect(condition("全部满足 { a =\n 1 }") == condition("全部满足 { a = 1 }"))
  }

  @Test func exactlyIsAtLeastAndNotMore() {
    #expect(
      condition("恰有1项满足 { a = 1；b = 2 }")
        == condition("至少1项满足 { a = 1；b = 2 } 且 非 至少2项满足 { a = 1；b = 2 }"))
  }

  @Test func contextualWordsStayNames() {
    #expect(ids("标签 名称 属于 个人 = 部门 = 层级 且 名称 = 期 且 不详 = 待定").isEmpty)
    #expect(ids("实体 个人 { 键 编号 文本；名称 文本；部门 文本；首次 是否；金额 金额 }").isEmpty)
    #expect(ids("政策 推送 { 部门 部门  主题 主题  对象 对象 }").isEmpty)
  }

  @Test func monthsAndDaysMakeWindows() {
    #expect(condition("d 在 2025-01 至 2025-06").contains("between"))
    #expect(condition("d 在 2025年 至 2026年").contains("RangeSyntax"))
    #expect(condition("d 在 近12个月含本月").contains("includingCurrent: true"))
    #expect(condition("d 在 近3个年度").contains("calendarYears"))
  }

  @Test func eachErrorIsReportedOnce() {
    let text = """
      政策 甲 {
        部们 民政局
        条件 {
          （一）a 大于 1
          （二）户籍地属于漳州市
          （三）b = 2 且 c = 3 或 d = 4
        }
        待遇 500万
      }
      标签 乙 属于 = 是 丙
      标签 丁 属于 个人 = 是 丙
      """
    #expect(
      ids(text) == [
        "unknown-header", "foreign-word", "missing-space", "mixed-and-or", "bare-ten-thousands",
        "unexpected-word",
      ])
  }

  @Test func damageStaysInItsClause() {
    let (tree, _) = parse(
      SourceFile(
        path: "a.rule",
        text: "政策 甲 { 对象 个人\n 条件 {\n（一）a = 1\n（二）= = =\n（三）c = 3 }\n 待遇 50元 }\n标签 乙 属于 个人 = 是 丙"))
    #expect(tree.declarations.count == 2)
    guard case .policy(let policy) = tree.declarations[0] else {
      Issue.record("no policy")
      return
    }
    #expect(policy.conditions?.clauses.map { $0.label?.text } == ["（一）", "（三）"])
    #expect(policy.benefit != nil)
  }

  @Test func missingBracesDoNotSwallowTheFile() {
    let (tree, diagnostics) = parse(
      SourceFile(path: "a.rule", text: "政策 甲 {\n  对象 个人\n  条件 {\n    a = 1\n\n政策 乙 {\n  对象 个人\n}\n"))
    #expect(tree.declarations.count == 2)
    #expect(diagnostics.map(\.id) == ["unclosed-bracket", "unclosed-bracket"])
  }

  @Test func casesReadAsWritten() {
    let (tree, diagnostics) = parse(
      SourceFile(
        path: "a.rule",
        text: "政策 甲 { 用例 “一” { 基准日 2026-03-31；社保月缴 { 失业 2022-01 至 2025-07 正常 }\n应 甲 不符合 因 条件(二)，待遇 无，不列入 } }")
    )
    #expect(diagnostics.isEmpty)
    guard case .policy(let policy)? = tree.declarations.first, let example = policy.cases.first,
      let expectation = example.expectations.first
    else {
      Issue.record("no case")
      return
    }
    #expect(example.asOf?.value == .day(Day(year: 2026, month: 3, day: 31)!))
    #expect(example.entries[0].block?.count == 1)
    #expect(example.entries[0].block?[0].atoms.count == 3)
    #expect(expectation.subject?.text == "甲")
    #expect(expectation.outcome == .no)
    #expect(expectation.because?.text == "条件（二）")
    #expect(expectation.list?.text == "none")
  }

  @Test func longFilesAndDeepNestingEndInAnError() {
    let nested = String(repeating: "(", count: 60) + "a = 1" + String(repeating: ")", count: 60)
    #expect(ids("标签 甲 属于 个人 = " + nested).isEmpty)
    let deep = String(repeating: "(", count: 100_000) + "a"
    #expect(ids("标签 甲 属于 个人 = " + deep).contains("too-deep"))
    let braces = String(repeating: "任一满足 { ", count: 5000)
    #expect(ids("政策 甲 { 条件 " + braces).contains("too-deep"))
    let chain = String(repeating: "1 + ", count: 5000) + "1"
    #expect(ids("标签 甲 属于 个人 = a = " + chain) == ["too-long"])
    for prefix in [
      "非 ", "存在 x 其中 ", "全部 x 满足 ", "若 ", "对照 ", "取最高 { ", "周岁(", "任一满足 { ", "[", "x 在 自 (",
    ] {
      let repeated = String(repeating: prefix, count: 5000)
      let isReported = ids("标签 甲 属于 个人 = " + repeated + "a = 1").contains("too-deep")
      #expect(isReported, "\(prefix)")
    }
    let rows = String(repeating: "甲 { ", count: 5000)
    let areReported = ids("政策 甲 { 用例 “一” { " + rows).contains("too-deep")
    #expect(areReported)
  }

  @Test func filesKeepTheirIndex() {
    let files = ["标签 甲 属于 个人 = 是 乙", "标签 甲 属于 个人 = 是"].map { SourceFile(path: "a.rule", text: $0) }
    let (trees, diagnostics) = parse(files)
    #expect(trees.map(\.file) == [0, 1])
    #expect(diagnostics.allSatisfy { $0.range.file == 1 })
  }
}
