import Foundation
import Testing

/// What people get wrong in rules and files: every mistake is named with its place, nothing is half done.
@Suite struct BadInputTests {
  @Test func everyErrorOfARuleFolderIsReported() throws {
    let village = try Village(
      Village.text.replacing("户籍地 属于 漳州市  依据", with: "户籍 属于 漳州市  依据")
        .replacing("月收入 低于 1000元", with: "月收入 低于 1000人"))
    try village.scratch.write("rules/二.rule", "政策 空 { 名称 “空” 对象 无此实体 }\n")
    let checked = try Command.yingxiang("check", village.rules)
    #expect(checked.status == 1)
    #expect(checked.errors.contains("村.rule:") && checked.errors.contains("二.rule:1:"))
    for word in ["户籍", "无此实体", "月收入"] { #expect(checked.errors.contains(word), "\(word): \(checked.errors)") }
    #expect(!checked.output.contains(" 0 个错误"))
    // The others refuse to run on such rules.
    #expect(try Command.yingxiang("test", village.rules).status == 1)
    #expect(try village.sweep("out").status == 1)
    #expect(!village.scratch.exists("out/findings.csv"))
  }

  @Test func rulesThatAreNotThereOrNotText() throws {
    let scratch = Scratch()
    let missing = try Command.yingxiang("check", scratch.path("nowhere"))
    #expect(missing.status == 3)
    #expect(missing.errors.contains(scratch.path("nowhere")))
    try scratch.write("empty/说明.txt", "没有规则")
    #expect(try Command.yingxiang("check", scratch.path("empty")).status == 3)
    try scratch.write("binary/坏.rule", Data([0xD5, 0xFE, 0xB2, 0xDF]))
    let binary = try Command.yingxiang("check", scratch.path("binary"))
    #expect(binary.status == 3)
    #expect(binary.errors.contains("坏.rule"))
  }

  struct BadFile: CustomTestStringConvertible, Sendable {
    let what: String
    let text: String
    /// All of these are said.
    let words: [String]
    var testDescription: String { what }
  }

  /// Files of which nothing at all can be imported.
  static let unreadable = [
    BadFile(what: "no key column", text: "姓名,出生日期\n甲,1940-01-01\n", words: ["居民.csv:1", "编号"]),
    BadFile(what: "unknown column", text: "编号,姓名,年纪\nR1,甲,80\n", words: ["居民.csv:1", "年纪"]),
    BadFile(what: "a column twice", text: "编号,姓名,姓名\nR1,甲,乙\n", words: ["居民.csv:1", "姓名", "两次"]),
    BadFile(what: "a quote that never ends", text: "编号,姓名\nR1,甲\nR2,\"乙\nR3,丙\n", words: ["居民.csv:3", "引号"]),
    BadFile(what: "no header", text: "", words: ["居民.csv", "表头"]),
  ]

  @Test(arguments: unreadable) func unreadableFile(_ file: BadFile) throws {
    let village = try Village()
    let imported = try village.importing("居民.csv", file.text)
    #expect(imported.status == 1)
    for word in file.words { #expect(imported.errors.contains(word), "\(word): \(imported.errors)") }
    try expectNobody(in: village)
  }

  /// Files with bad lines: none of the file is imported, unless that is asked for.
  static let rejected = [
    BadFile(what: "no key", text: "编号,姓名\nR1,甲\n,乙\n", words: ["3,", "编号"]),
    BadFile(what: "too few cells", text: "编号,姓名,户籍地\nR1,甲,芗城区\nR2,乙\n", words: ["3,", "3 列", "2 列"]),
    BadFile(what: "a broken quote", text: "编号,姓名\nR1,甲\nR2,\"乙\"丙\n", words: ["3,", "第 2 列引号"]),
    BadFile(what: "a NUL byte", text: "编号,姓名\nR1,甲\nR2,乙\u{0}\n", words: ["3,", "第 2 列含空字符"]),
    BadFile(what: "one key, two contents", text: "编号,姓名\nR1,甲\nR1,乙\n", words: ["3,", "键相同"]),
  ]

  @Test(arguments: rejected) func rejectedLines(_ file: BadFile) throws {
    let village = try Village()
    let imported = try village.importing("居民.csv", file.text)
    #expect(imported.status == 1)
    #expect(imported.output.contains("退回 1 行"), "\(imported.output)")
    let report = try village.scratch.text("居民.rejects.csv")
    for word in file.words { #expect(report.contains(word), "\(word): \(report)") }
    try expectNobody(in: village)

    let skipping = try village.importing("居民.csv", file.text, "--skip-rejects")
    #expect(skipping.status == 0)
    #expect(skipping.output.contains("新增 1"), "\(skipping.output)")
  }

  /// Cells that cannot be read become unknown and are reported by line and column.
  @Test func unreadableCells() throws {
    let village = try Village()
    let text = """
      编号,姓名,出生日期,户籍地,月收入
      R1,甲,1940年2月30日,芗城区,100
      R2,乙,1940-01-01,芗城县,92233720368547758.08
      R3,丙,1940-01-01,芗城区,一百
      R4,丁,1940-01-01,芗城区,0.001

      """
    let imported = try village.importing("居民.csv", text)
    #expect(imported.status == 0)
    #expect(imported.output.contains("新增 4") && imported.output.contains("数据质量 5 条"), "\(imported.output)")
    let findings = rows(try village.scratch.text("居民.quality.csv"))
    let places = findings.map {
      "\($0["line"] ?? "")/\($0["column"] ?? "")/\($0["field"] ?? "")/\($0["kind"] ?? "")"
    }
    #expect(
      places == [
        "2/3/出生日期/noSuchDay", "3/4/户籍地/unknownCode", "3/5/月收入/outOfRange", "4/5/月收入/notMoney",
        "5/5/月收入/fractionOfFen",
      ])
    // Unknown, so undetermined and not ineligible.
    #expect(try village.sweep("out").status == 0)
    let policy = try village.result("out").summary().policies.first { $0.id == "老年津贴" }
    #expect(policy?.undetermined == 4)
  }

  @Test func rowsWithoutAnOwner() throws {
    let village = try Village()
    #expect(try village.importing("居民.csv", "编号,姓名\nR1,甲\n").status == 0)
    let imported = try village.importing("名单.csv", "编号,批号,批准日期\nR1,P1,2025-01-01\nR9,P2,2025-01-01\n")
    #expect(imported.status == 1)
    #expect(try village.scratch.text("名单.rejects.csv").contains("R9"))
  }

  @Test func filesThatAreNotThere() throws {
    let village = try Village()
    let missing = try Command.yingxiang(
      "import", "--rules", village.rules, "--store", village.store, village.scratch.path("居民.csv"))
    #expect([1, 3].contains(missing.status))
    #expect(missing.errors.contains("居民.csv"))
    let unknown = try village.importing("访客.csv", "编号\nR1\n")
    #expect(unknown.status == 1)
    #expect(unknown.errors.contains("访客"))
    let utf16 = try village.scratch.write("居民.csv", Data([0xFF, 0xFE, 0x16, 0x7F]))
    let encoded = try Command.yingxiang("import", "--rules", village.rules, "--store", village.store, utf16)
    #expect(encoded.status == 1)
    #expect(encoded.errors.contains("UTF-16"))
  }

  /// 2 is wrong usage, whatever is wrong with it.
  @Test(arguments: [
    ["sweep"], ["nonsense"], ["sweep", "--as-of", "2026-02-30"], ["check"],
    ["import", "--covers", "2026..2025", "x.csv"],
    ["explain", "--format", "yaml"],
  ])
  func wrongUsage(_ arguments: [String]) throws {
    let result = try Command.run(Command.path(of: .yingxiang), arguments)
    #expect(result.status == 2, "\(arguments): \(result.errors)")
    #expect(!result.errors.isEmpty)
  }

  private func expectNobody(in village: Village) throws {
    #expect(try village.sweep("nobody").status == 0)
    #expect(try village.result("nobody").findings().isEmpty)
    #expect(
      try village.result("nobody").summary().policies.allSatisfy { $0.undetermined == 0 && $0.nearMiss == 0 })
  }
}
