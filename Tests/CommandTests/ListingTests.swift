import Testing

/// A 资格 writes a list, the list is imported, and another policy sees it.
@Suite struct ListingTests {
  private static let text = """
    实体 居民 { 来源 公安  内部；键 编号 文本；月收入 金额 }
    关系 边缘名单 属于 居民 {
      键 [类别，起日]；类别 [城市，农村]；起日 日期；止日 日期 可无
      有效期 起日 至 止日；来源 民政；完整；新鲜 45天
    }
    台账 账 { 政策 全部；新鲜 45天；来源 民政 }
    政策 边缘认定 {
      依据 “某民发〔2024〕1号”  对象 居民
      条件 { （一）月收入 低于 1000元 }
      待遇 资格 “低保边缘家庭” 列入 边缘名单 { 类别 = 农村 } 有效 12个月
      推送 { 时机 发现即推  标题 “边缘家庭”  正文 “您好” }
      用例 “符合” { 基准日 2026-11-22；月收入 999元；应 符合 }
    }
    政策 取暖补助 {
      依据 “某民发〔2024〕2号”  对象 居民
      条件 { （一）存在 边缘名单 于 判定日 时 }
      待遇 200元
      用例 “不在名单” { 基准日 2026-11-22；应 不符合 }
    }
    """

  @Test func aListIsWrittenAndRead() throws {
    let village = try Village(Self.text)
    #expect(try village.importing("居民.csv", "编号,月收入\nR1,900\nR2,1000\nR3,\n").status == 0)
    let ledger = "政策,项目,主体,行,期,状态,金额,日期\n"
    #expect(try village.importing("账.csv", ledger, "--covers", "..2026-11-20").status == 0)
    let list = "编号,类别,起日,止日\n"
    #expect(try village.importing("边缘名单.csv", list, "--covers", "..2026-11-20").status == 0)
    let masking = village.sweepArguments("一").filter { $0 != "--unmask" }
    #expect(try Command.run(Command.path(of: .yingxiang), masking).status == 0)
    let masked = rows(try village.scratch.text("一/lists/边缘名单.csv"))
    #expect(masked.count == 1)
    #expect(masked[0]["编号"] != "R1")
    #expect(try village.sweep("二").status == 0)
    let written = try village.scratch.text("二/lists/边缘名单.csv")
    #expect(written == list + "R1,农村,2026-11-22,2027-11-22\n")
    // The same sweep has not seen it.
    func heated(_ out: String) throws -> [String] {
      try village.result(out).rawFindings().compactMap {
        $0["policy"] == "取暖补助" && $0["list"] == "entitled" ? $0["subject"] : nil
      }
    }
    #expect(try heated("二").isEmpty)
    #expect(
      try village.importing("边缘名单.csv", written, "--covers", "..2026-11-22", "--mode", "delta").status == 0)
    #expect(try village.sweep("三").status == 0)
    #expect(try heated("三").count == 1)
    #expect(try village.scratch.text("三/lists/边缘名单.csv") == list)
  }
}
