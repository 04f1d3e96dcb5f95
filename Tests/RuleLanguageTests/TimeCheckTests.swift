import RuleLanguage
import Testing

/// What applications, transitions, versions and decisions of rows may not say.
struct TimeCheckTests {
  private static let declarations = """
    实体 人 { 键 证号 文本；监护人 指向 人 可无；登记 日期；甲项 是否 }
    关系 证书 属于 人 { 键 [编号]；编号 文本；核发 日期；完整 }
    关系 活动 属于 人 { 键 [场次]；场次 整数；时间 日期；完整 }
    台账 发放 { 政策 全部；层级 个人 }
    """

  private func problems(_ policy: String, beside: String = "") -> [String] {
    let text = "\(Self.declarations)\n\(beside)\n政策 甲 { 依据 “某”；对象 人\n\(policy)\n}"
    let diagnostics = Checker.check([SourceFile(path: "甲.rule", text: text)]).diagnostics
    let general = ["type-mismatch", "unexpected-end"]
    for diagnostic in diagnostics where diagnostic.severity == .error && !general.contains(diagnostic.id) {
      #expect(diagnostic.remedy != nil, "\(diagnostic.message.chinese)")
    }
    return diagnostics.filter { $0.severity == .error }.map(\.id)
  }

  @Test func `an application is that of a policy`() {
    #expect(problems("条件 { （一）申请日 不早于 2026-01-01 }") == [])
    #expect(problems("条件 { （一）存在 证书 { 核发 不晚于 批准日 } }") == [])
    #expect(problems("待遇项 “乙” { 逐条 证书  条件 { （一）核发 不晚于 申请日 }  待遇 1元 }") == [])
    #expect(
      problems("条件 { （一）是 新人 }", beside: "标签 新人 属于 人 = 登记 晚于 申请日")
        == ["application-outside-policy"])
    #expect(problems("待遇项 “乙” { 逐条 活动  条件 { （一）时间 不晚于 申请日 }  待遇 1元 }") == [])
  }

  @Test func `a transition follows an end`() {
    #expect(problems("有效期 至 2026-12-31\n过渡 至 登记 + 36个月 { （一）是 甲项 }") == [])
    #expect(problems("废止 自 2026-12-31 起\n过渡 { （一）是 甲项 }") == [])
    #expect(problems("有效期 自 2020-01-01 起\n过渡 { （一）是 甲项 }") == ["transition-without-end"])
    #expect(problems("有效期 至 2026-12-31\n过渡 至 甲项 { （一）是 甲项 }") == ["type-mismatch"])
    #expect(problems("有效期 至 2026-12-31\n过渡 至 2027-12-31") == ["unexpected-end"])
    #expect(problems("待遇 1元\n版本 自 2026-01-01 { 过渡 至 2027-12-31 { （一）是 甲项 }  待遇 2元 }") == [])
  }

  @Test func `what a version may change`() {
    let before = "发放 每年\n限次 1次 终身\n申领期限 至 2026-12-31 逾期 仍受理\n互斥 组 取 最高\n待遇 1元\n"
    func version(_ change: String) -> [String] { problems(before + "版本 自 2026-01-01 { \(change) }") }
    #expect(version("限次 2次 终身\n申领期限 至 2027-12-31 逾期 视为放弃\n领取 监护人\n出资 { 市级 100% }") == [])
    #expect(version("删去 限次\n删去 申领期限\n删去 互斥") == [])
    #expect(version("互斥 别组 取 最先") == [])
    #expect(version("发放 每月") == ["not-by-version"])
    #expect(version("合并 取最高") == ["not-by-version"])
    #expect(version("删去 期限") == ["nothing-to-withdraw"])
    #expect(version("待遇 资格 “某”") == ["version-of-benefit"])
    #expect(version("互斥 组 取 补差") == ["group-of-top-ups"])
    #expect(problems(before + "版本 按 登记 自 2026-01-01 { 删去 互斥 }") == ["group-by-event"])
    #expect(problems("待遇 1元\n版本 自 2026-01-01 { 删去 申领期限 }") == ["nothing-to-withdraw"])
    #expect(problems("待遇 1元\n版本 自 2026-01-01 { 删去 互斥 }") == ["nothing-to-withdraw"])
  }

  @Test func `items come and go`() {
    let items = "待遇项 “乙” { 待遇 1元 }\n待遇项 “丙” { 待遇 2元 }\n"
    #expect(problems(items + "版本 自 2026-01-01 { 删去 待遇项 “乙”；新增 待遇项 “丁” { 待遇 3元 } }") == [])
    #expect(problems(items + "版本 自 2026-01-01 { 删去 待遇项 “戊” }") == ["unknown-name"])
    #expect(problems(items + "版本 自 2026-01-01 { 新增 待遇项 “乙” { 待遇 3元 } }") == ["duplicate-name"])
    #expect(problems("待遇 1元\n版本 自 2026-01-01 { 新增 待遇项 “丁” { 待遇 3元 } }") == ["benefit-beside-items"])
  }

  @Test func `decisions about rows`() {
    func item(_ clause: String, rows: String = "证书") -> String {
      "待遇项 “乙” { 逐条 \(rows)  条件 { （一）\(clause) }  待遇 1元 }"
    }
    #expect(problems(item("须认定 “属实” 有效 12个月 由 鉴定中心")) == [])
    #expect(problems("条件 { （一）须认定 “属实” }\n" + item("须认定 “属实”")) == ["decision-of-rows"])
    #expect(problems(item("须认定 “属实”", rows: "活动")) == ["decision-over-rows"])
    #expect(problems("条件 { （一）存在 证书 { 须认定 “属实” } }") == ["decision-outside-policy"])
    let decided = item("须认定 “属实”") + "\n条件 { （一）须认定 “在岗” }\n"
    func example(_ entry: String) -> [String] {
      problems(decided + "用例 “一” { 基准日 2026-01-01；\(entry)；应 不列入 }")
    }
    #expect(example("认定 “属实” 行 “Z1” 是 于 2025-12-01；认定 “在岗” 是 于 2025-12-01") == [])
    #expect(example("认定 “属实” 是 于 2025-12-01") == ["decision-row"])
    #expect(example("认定 “在岗” 行 “Z1” 是 于 2025-12-01") == ["decision-row"])
  }
}
