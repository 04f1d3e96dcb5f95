import Foundation

/// A small rule folder and its records: what most of the tests here need.
struct Village {
  let scratch = Scratch()
  let rules: String

  static let asOf = "2026-11-22"

  init(_ text: String = Village.text) throws {
    try scratch.write("rules/村.rule", text)
    rules = scratch.path("rules")
  }

  var store: String { scratch.path("village.store") }

  /// Two policies: one announced when found, one after verification.
  static let text = """
    代码表 行政区划 { 350600 漳州市 { 350602 芗城区；350603 龙文区 }；350800 龙岩市 }

    实体 居民 {
      来源 公安  内部
      键 编号 文本
      姓名 文本
      出生日期 日期 追溯
      死亡日期 日期 可无 追溯
      户籍地 代码 行政区划
      月收入 金额 敏感
      终止 死亡日期
      起始 出生日期
    }

    关系 名单 属于 居民 {
      键 [批号]
      批号 文本
      批准日期 日期
      停发日期 日期 可无
      有效期 批准日期 至 停发日期
      来源 民政
      完整
      新鲜 45天
    }

    台账 津贴台账 { 政策 [老年津贴，困难补助]；新鲜 45天；来源 民政 }

    政策 老年津贴 {
      名称 “老年津贴”
      部门 民政局
      依据 “某民发〔2021〕12号”
      对象 居民
      发放 每月

      条件 全部满足 {
        （一）户籍地 属于 漳州市  依据 “第三条”
        （二）年满 80周岁  依据 “第四条”
      }

      待遇 对照 周岁（出生日期） { 80 至 99：50元；100 以上：500元 }

      推送 { 时机 核实后推  标题 “老年津贴”  正文 “{姓名}您好。”  渠道 [个人中心]  收件人 本人 }

      用例 “80岁当天” {
        基准日 2026-11-22
        出生日期 1946-11-22；户籍地 芗城区
        应 符合，待遇 50元，列入 应享未享
      }
      用例 “差一天” {
        基准日 2026-11-21
        出生日期 1946-11-22；户籍地 芗城区
        应 不符合 因 条件（二）
      }
    }

    政策 困难补助 {
      名称 “困难补助”
      部门 民政局
      依据 “某民发〔2022〕3号”
      对象 居民
      发放 每月

      条件 全部满足 {
        （一）存在 名单 于 判定日 时
        （二）月收入 低于 1000元
      }

      待遇 1000元 - 月收入

      推送 { 时机 发现即推  标题 “困难补助”  正文 “{姓名}您好，每月{金额}。”  渠道 [个人中心]  收件人 本人 }

      用例 “差十元” {
        基准日 2026-11-22
        月收入 990元
        名单 { 批号 “A” 批准日期 2025-01-01 }
        应 符合，待遇 10元
      }
      用例 “收入不详” {
        基准日 2026-11-22
        名单 { 批号 “A” 批准日期 2025-01-01 }
        应 待核实 缺 [月收入]
      }
    }

    """

  /// `count` residents of all ages; every third is on the list; every seventh receives what is for the old.
  func files(_ count: Int) -> (residents: String, list: String, ledger: String) {
    var residents = "编号,姓名,出生日期,死亡日期,户籍地,月收入\n"
    var list = "编号,批号,批准日期,停发日期\n"
    var ledger = "政策,项目,主体,行,期,状态,金额,日期\n"
    for index in 0..<count {
      let key = "R\(100_000 + index)"
      let year = 1920 + index % 100
      let died = index % 23 == 5 ? "2026-09-\(10 + index % 20)" : ""
      let place = index % 11 == 3 ? "" : index % 5 == 4 ? "龙岩市" : "芗城区"
      let income = index % 13 == 6 ? "" : "\(index % 30 * 50)"
      residents += "\(key),村民\(index),\(year)-0\(1 + index % 9)-1\(index % 10),\(died),\(place),\(income)\n"
      if index % 3 == 0 { list += "\(key),P\(index),2025-01-01,\(index % 17 == 0 ? "2026-05-31" : "")\n" }
      if index % 7 == 0, year < 1946 { ledger += "老年津贴,,\(key),,2026-10,已发,50,2026-10-15\n" }
    }
    return (residents, list, ledger)
  }

  /// Loads that many residents; the results of the three imports.
  @discardableResult func load(_ count: Int) throws -> [CommandResult] {
    let files = files(count)
    try scratch.write("居民.csv", files.residents)
    try scratch.write("名单.csv", files.list)
    try scratch.write("津贴台账.csv", files.ledger)
    return [
      try Command.yingxiang("import", "--rules", rules, "--store", store, scratch.path("居民.csv")),
      try Command.yingxiang(
        "import", "--rules", rules, "--store", store, "--covers", "..2026-11-20", scratch.path("名单.csv")),
      try Command.yingxiang(
        "import", "--rules", rules, "--store", store, "--covers", "..2026-10-31", scratch.path("津贴台账.csv")),
    ]
  }

  func importing(_ name: String, _ text: String, _ more: String...) throws -> CommandResult {
    let file = try scratch.write(name, text)
    return try Command.run(
      Command.path(of: .yingxiang), ["import", "--rules", rules, "--store", store] + more + [file])
  }

  func sweepArguments(_ out: String, asOf: String = Village.asOf, store: String? = nil) -> [String] {
    [
      "sweep", "--rules", rules, "--store", store ?? self.store, "--as-of", asOf, "--horizon", "90",
      "--unmask",
      "--out", scratch.path(out),
    ]
  }

  func sweep(_ out: String, asOf: String = Village.asOf) throws -> CommandResult {
    try Command.run(Command.path(of: .yingxiang), sweepArguments(out, asOf: asOf))
  }

  func result(_ out: String) -> SweepFolder { SweepFolder(scratch.path(out)) }
}
