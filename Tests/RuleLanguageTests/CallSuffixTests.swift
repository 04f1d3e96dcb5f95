import RuleLanguage
import Testing

/// What follows an argument and is not taken is an error: dropped, it would change who is let in.
struct CallSuffixTests {
  private func errors(_ condition: String, benefit: String = "50元") -> [Diagnostic] {
    let text = """
      实体 人 { 来源 公安  公开；键 编号 文本；甲项 是否；出生日期 日期；收入 金额 }
      关系 事件 属于 人 { 键 [编号]；编号 文本；发生日期 日期；月份 年月；数额 金额；时点 发生日期；来源 民政  内部；完整 }
      参数 上限 金额 { 自 2020-01-01 16000元 }
      对照 档(额：金额) 金额 { 0元 以上：10元；其余：0元 }
      政策 津贴 { 依据 “手算”  对象 人  条件 { （一）\(condition) }  待遇 \(benefit)
        用例 “一” { 基准日 2026-06-30；甲项 是；应 符合 } }
      台账 津贴台账 { 政策 [津贴] }
      """
    return Checker.check([SourceFile(path: "a.rule", text: text)], attachments: [:])
      .diagnostics.filter { $0.severity == .error }
  }

  private static let suffixes = [
    "其中 数额 高于 0元", "{ 数额 高于 0元 }", "于 上年度", "项 “一”", "按 数额", "截至 上月", "任意一段", "第2条",
  ]

  /// Each function with the suffixes that it takes, by index.
  @Test(arguments: [
    ("周岁(出生日期$) 不低于 1周岁", []), ("年数(出生日期, 判定日$) 不低于 1年", []), ("月数(出生日期$) 不低于 1个月", []),
    ("天数(出生日期$) 不低于 1日", []), ("第几年(出生日期$) 不低于 1年", []), ("涉及月数(出生日期, 判定日$) 不低于 1个月", []),
    ("年份(出生日期$) = 2000年", []), ("月份于(出生日期$) = 2000-01", []), ("月初(出生日期$) 早于 判定日", []),
    ("月末(出生日期$) 早于 判定日", []), ("取整(收入$) 高于 1元", []), ("四舍五入(收入, 1元$) 高于 1元", []),
    ("已知(收入$)", []), ("缺失(收入$)", []), ("依次抵扣(收入, 收入$) 高于 1元", []), ("最大(收入, 1元$) 高于 1元", []),
    ("档(收入$) 高于 1元", []),
    ("计数(事件$) 不低于 1", [0, 1, 2]), ("合计(事件.数额$) 高于 1元", [0, 1, 2]),
    ("平均(事件.数额$) 高于 1元", [0, 1, 2]), ("最大(事件.数额$) 高于 1元", [0, 1, 2]),
    ("最小(事件.数额$) 高于 1元", [0, 1, 2]), ("最近(事件.数额$) 高于 1元", [0, 1, 2, 4, 7]),
    ("最早(事件.数额$) 高于 1元", [0, 1, 2, 4, 7]), ("累计月数(事件.月份$) 不低于 1个月", [0, 1, 2]),
    ("已享受(津贴$)", [0, 1, 2]), ("享受次数(津贴$) 不低于 1", [0, 1, 2]),
  ])
  func onlyTheSuffixesThatAFunctionTakes(_ call: String, _ taken: [Int]) {
    #expect(errors(call.replacing("$", with: "")).isEmpty)
    for (index, suffix) in Self.suffixes.enumerated() {
      let ids = errors(call.replacing("$", with: " " + suffix)).map(\.id)
      if taken.contains(index) {
        #expect(!ids.contains("suffix-not-taken"), "\(call) \(suffix): \(ids)")
      } else if !(call.contains("津贴") && index == 3) {
        #expect(ids.contains("suffix-not-taken"), "\(call) \(suffix): \(ids)")
      }
    }
  }

  @Test func everyFunctionHasAForm() {
    #expect(CallForm.missing.isEmpty)
  }

  @Test(arguments: ["名次(收入 按 甲项)", "名次(收入 其中 甲项 = 是)"])
  func aRankHasNoGroups(_ rank: String) {
    let found = errors("是 甲项", benefit: "若 \(rank) 不超过 2 则 50元 否则 20元")
    #expect(found.map(\.id).contains("suffix-not-taken"))
    #expect(found[0].message.chinese.contains("名次"))
    #expect(found[0].remedy?.chinese.contains("名次(x") == true)
  }

  @Test(arguments: [
    ("计数(事件 其中 数额 高于 1元 其中 数额 高于 2元) 不低于 1", "suffix-twice"),
    ("计数(事件 于 上年度 { 数额 高于 1元 } 于 当年) 不低于 1", "suffix-twice"),
    ("首次达到(事件.数额 于 上年度, 10元 于 当年)", "suffix-twice"),
    ("连续月数(事件.月份 截至 上月 任意一段) 不低于 1个月", "two-runs"),
    ("最近(事件.数额 第0条) 高于 1元", "row-number"), ("最近(事件.数额 第1.5条) 高于 1元", "row-number"),
  ])
  func nothingIsChosenInSilence(_ condition: String, _ id: String) {
    #expect(errors(condition).map(\.id).contains(id))
  }
}
