import Foundation
import Testing

/// check, fmt, test and explain, as people meet them.
@Suite struct ToolTests {
  @Test func checkCounts() throws {
    let village = try Village()
    let checked = try Command.yingxiang("check", village.rules)
    #expect(checked.status == 0)
    #expect(checked.output.contains("1 个文件，2 项政策，4 个用例：0 个错误，0 个警告"), "\(checked.output)")
    let english = try Command.yingxiang("check", village.rules, "--language", "en")
    #expect(
      english.output.contains("1 files, 2 policies, 4 cases: 0 errors, 0 warnings"), "\(english.output)")
  }

  @Test func formatting() throws {
    let village = try Village()
    #expect(try Command.yingxiang("fmt", "--check", village.rules).status == 0)
    let untidy = Village.text.replacing("  部门 民政局", with: "      部门    民政局")
    try village.scratch.write("rules/村.rule", untidy)
    let found = try Command.yingxiang("fmt", "--check", village.rules)
    #expect(found.status == 1)
    #expect(found.output.contains("村.rule"))
    #expect(try village.scratch.text("rules/村.rule") == untidy)
    #expect(try Command.yingxiang("fmt", village.rules).status == 0)
    #expect(try village.scratch.text("rules/村.rule") == Village.text)
    // There and back again.
    #expect(try Command.yingxiang("fmt", "--spelling", "en", village.rules).status == 0)
    #expect(try village.scratch.text("rules/村.rule").contains("policy 老年津贴"))
    #expect(try Command.yingxiang("test", village.rules).status == 0)
    #expect(try Command.yingxiang("fmt", "--spelling", "zh", village.rules).status == 0)
    #expect(try village.scratch.text("rules/村.rule") == Village.text)
  }

  @Test func cases() throws {
    let village = try Village()
    let passed = try Command.yingxiang("test", village.rules)
    #expect(passed.status == 0)
    #expect(passed.output.contains("4 个用例：4 个通过，0 个不通过"), "\(passed.output)")
    let one = try Command.yingxiang("test", village.rules, "--policy", "困难补助")
    #expect(one.output.contains("2 个用例：2 个通过"), "\(one.output)")
    #expect(try Command.yingxiang("test", village.rules, "--policy", "没有的").status == 2)

    try village.scratch.write("rules/村.rule", Village.text.replacing("符合，待遇 50元", with: "符合，待遇 60元"))
    let failed = try Command.yingxiang("test", village.rules)
    #expect(failed.status == 1)
    #expect(failed.output.contains("4 个用例：3 个通过，1 个不通过"), "\(failed.output)")
    #expect(failed.errors.contains("村.rule:") && failed.errors.contains("80岁当天"), "\(failed.errors)")
  }

  private func explained(_ village: Village, _ more: String...) throws -> CommandResult {
    try Command.run(
      Command.path(of: .yingxiang),
      ["explain", "--rules", village.rules, "--store", village.store, "--as-of", Village.asOf] + more)
  }

  private func oneResident() throws -> Village {
    let village = try Village()
    #expect(
      try village.importing(
        "居民.csv", "编号,姓名,出生日期,死亡日期,户籍地,月收入\nR1,甲,1936-05-01,,芗城区,640.50\nR2,乙,1980-01-01,,龙岩市,\n"
      ).status == 0)
    #expect(
      try village.importing(
        "名单.csv", "编号,批号,批准日期,停发日期\nR1,P1,2025-01-01,\nR2,P2,2025-01-01,\n", "--covers", "..2026-11-20"
      ).status
        == 0)
    #expect(
      try village.importing("津贴台账.csv", "政策,主体,期,状态,金额\n老年津贴,R1,2026-10,已发,50\n", "--covers", "..2026-10-31")
        .status == 0)
    return village
  }

  @Test func explainText() throws {
    let village = try oneResident()
    let both = try explained(village, "--subject", "R1")
    #expect(both.status == 0)
    for word in [
      "【老年津贴】 2026-11：符合，50元", "✓ 条件（一） 户籍地 属于 漳州市　依据 第三条", "户籍地：芗城区（公安）",
      "【困难补助】 2026-11：符合，359.50元　列入：应享未享", "依据：某民发〔2022〕3号",
    ] {
      #expect(both.output.contains(word), "\(word): \(both.output)")
    }
    // Sensitive values only where they are asked for.
    #expect(!both.output.contains("640.5元"))
    #expect(both.output.contains("1000元 - 月收入 = ＊＊＊"), "\(both.output)")
    let open = try explained(village, "--subject", "R1", "--unmask").output
    #expect(open.contains("月收入：640.5元") && open.contains("1000元 - 月收入 = 359.5元"), "\(open)")
    #expect(open.contains("80 至 99：50元 = 50元"), "\(open)")

    let other = try explained(village, "--subject", "R2", "--policy", "困难补助")
    #expect(other.output.contains("待核实") && other.output.contains("补上这些就能判定：月收入"), "\(other.output)")
    #expect(!other.output.contains("老年津贴"))
  }

  @Test func explainJSON() throws {
    struct Line: Decodable {
      struct Clause: Decodable {
        let path, text, outcome: String
      }
      struct Missing: Decodable { let name: String }
      let policy, period, outcome, receiving: String
      let lists: [String]
      let amountFen: Int?
      let failing: [String]
      let missing: [Missing]
      let clauses: [Clause]
    }
    let village = try oneResident()
    let result = try explained(village, "--subject", "R1", "--format", "json")
    #expect(result.status == 0)
    let lines = try JSONDecoder().decode([Line].self, from: Data(result.output.utf8))
    #expect(lines.map(\.policy) == ["老年津贴", "困难补助"])
    #expect(lines.map(\.outcome) == ["yes", "yes"])
    #expect(lines.map(\.receiving) == ["yes", "no"])
    #expect(lines.map(\.amountFen) == [5000, 35950])
    #expect(lines.map(\.lists) == [[], ["entitled"]])
    #expect(lines[0].clauses.first?.path == "条件（一）")

    let other = try explained(village, "--subject", "R2", "--format", "json", "--policy", "困难补助")
    let line = try #require(try JSONDecoder().decode([Line].self, from: Data(other.output.utf8)).first)
    #expect(line.outcome == "unknown")
    #expect(line.missing.map(\.name) == ["月收入"])
  }

  @Test func explainNobody() throws {
    let village = try oneResident()
    let nobody = try explained(village, "--subject", "R9")
    #expect(nobody.status == 1)
    #expect(nobody.errors.contains("R9"))
    #expect(try explained(village, "--subject", "R1", "--policy", "没有的").status == 2)
  }
}
