import Matching
import RuleLanguage
import Testing

import Store

@Suite struct ImportTests {
  let rules = fixture()
  let scratch = Scratch()
  let people = ImportTarget.table(Tables.person)
  let monthly = ImportTarget.table(Tables.monthly)
  let a = identityNumber(1)
  let b = identityNumber(2)
  let c = identityNumber(3)

  private func names(_ store: StoreFile) throws -> [String] {
    var names: [String] = []
    try store.database.query("SELECT 姓名 FROM 个人 ORDER BY _id") { names.append($0.optionalText(0) ?? "-") }
    return names
  }

  private func full(skipRejects: Bool = false) -> ImportOptions {
    var options = ImportOptions()
    options.mode = .full
    options.skipRejects = skipRejects
    return options
  }

  @Test func targetsByName() {
    #expect(ImportTarget(named: "个人", in: rules) == people)
    #expect(ImportTarget(named: "人员", in: rules) == people)
    #expect(ImportTarget(named: "民政台账", in: rules) == .ledger("民政台账"))
    #expect(ImportTarget(named: "核实结论", in: rules) == .verifications)
    #expect(ImportTarget(named: "别的", in: rules) == nil)
  }

  @Test func insertUpdateAndNothing() throws {
    let store = try scratch.open()
    var report = try store.importText(
      "身份证号,姓名\n\(a),甲\n\(b),乙\n", into: people, of: rules, scratch)
    #expect((report.lines, report.inserted, report.updated, report.unchanged) == (2, 2, 0, 0))
    let version = try store.dataVersion()
    report = try store.importText("身份证号,姓名\n\(a),甲\n\(b),乙\n", into: people, of: rules, scratch)
    #expect((report.inserted, report.updated, report.unchanged, report.deleted) == (0, 0, 2, 0))
    #expect(try store.dataVersion() == version)
    report = try store.importText(
      "身份证号,姓名\n\(b),丙\n\(c),丁\n\(a),甲\n", into: people, of: rules, scratch)
    #expect((report.inserted, report.updated, report.unchanged) == (1, 1, 1))
    #expect(try names(store) == ["甲", "丙", "丁"])
    #expect(try store.dataVersion() == version + 1)
  }

  @Test func fullImportDeletesWhatTheFileLacks() throws {
    let store = try scratch.open()
    _ = try store.importText(
      "身份证号,姓名\n\(a),甲\n\(b),乙\n\(c),丙\n", into: people, of: rules, scratch)
    _ = try store.importText(
      "个人,月份,险种\n\(a),2026-01,养老\n\(b),2026-01,养老\n\(b),2026-02,养老\n", into: monthly, of: rules,
      scratch)
    let report = try store.importText(
      "身份证号,姓名\n\(c),丙\n\(a),甲甲\n", into: people, of: rules, scratch, options: full())
    #expect((report.deleted, report.deletedWithOwner, report.updated, report.unchanged) == (1, 2, 1, 1))
    #expect(try names(store) == ["甲甲", "丙"])
  }

  @Test func numbersOfDeletedRecordsAreNotGivenAgain() throws {
    let store = try scratch.open()
    _ = try store.importText("身份证号\n\(a)\n\(b)\n", into: people, of: rules, scratch)
    let old = try store.opaqueKey(table: "个人", key: b)
    _ = try store.importText("身份证号\n\(a)\n", into: people, of: rules, scratch, options: full())
    _ = try store.importText("身份证号\n\(c)\n", into: people, of: rules, scratch)
    #expect(try store.opaqueKey(table: "个人", key: c) != old)
    #expect(try store.record(opaqueKey: old ?? "") == nil)
  }

  /// A column that the file does not have says nothing; a blank cell does.
  @Test func missingColumnsKeepWhatTheyHad() throws {
    let store = try scratch.open()
    _ = try store.importText("身份证号,姓名,死亡日期,补贴\n\(a),甲,,5\n", into: people, of: rules, scratch)
    _ = try store.importText("身份证号,补贴\n\(a),无\n", into: people, of: rules, scratch)
    _ = try store.importText("身份证号,备注\n\(b),不详\n", into: people, of: rules, scratch)
    let table = try store.dataset(for: rules, fields: [[1, 4, 12, 13], [], [], []]).tables[0]
    func state(_ field: Int, _ row: Int) -> String {
      guard let column = table.columns[field] else { return "not loaded" }
      return column.present[row] ? "value" : column.known[row] ? "none" : "unknown"
    }
    #expect([1, 4, 12, 13].map { state($0, 0) } == ["value", "none", "none", "unknown"])
    #expect([1, 4, 12, 13].map { state($0, 1) } == ["unknown", "unknown", "unknown", "unknown"])
  }

  @Test func whatWasNoneMayBecomeUnknown() throws {
    let store = try scratch.open()
    for (cell, known) in [("无", true), ("不详", false), ("5", true), ("", true)] {
      _ = try store.importText("身份证号,补贴\n\(a),\(cell)\n", into: people, of: rules, scratch)
      let column = try store.dataset(for: rules, fields: [[12], [], [], []]).tables[0].columns[12]
      #expect(column?.known[0] == known, "\(cell)")
      #expect(column?.present[0] == (cell == "5"), "\(cell)")
    }
  }

  @Test func aRejectedLineLeavesNothing() throws {
    let store = try scratch.open()
    _ = try store.importText("身份证号,姓名\n\(a),甲\n", into: people, of: rules, scratch)
    let before = try store.dump()
    let text = "身份证号,姓名\n\(a),改\n\(b),乙\n,丙\n\(c),丁,多\n"
    let report = try store.importText(text, into: people, of: rules, scratch)
    #expect(!report.isCommitted)
    #expect(report.rejects.map(\.line) == [4, 5])
    #expect(
      report.rejects.map(\.reason)
        == [.missing(field: "身份证号"), .wrongCellCount(expected: 2, found: 3)])
    #expect(report.rejects.map(\.raw) == [",丙", "\(c),丁,多"])
    #expect(try store.dump() == before)
    var options = ImportOptions()
    options.skipRejects = true
    let skipped = try store.importText(text, into: people, of: rules, scratch, options: options)
    #expect(skipped.isCommitted)
    #expect(try names(store) == ["改", "乙"])
  }

  @Test func duplicateKeys() throws {
    let store = try scratch.open()
    let text = "身份证号,姓名\n\(a),甲\n\(b),乙\n\(a),甲\n\(b),改\n"
    for attempt in 0..<2 {
      let report = try store.importText(
        text, into: people, of: rules, scratch, options: full(skipRejects: true))
      #expect(report.rejects.map(\.reason) == [.duplicateKey], "attempt \(attempt)")
      #expect(report.rejects.map(\.line) == [5], "attempt \(attempt)")
      #expect(report.inserted + report.unchanged == 3, "attempt \(attempt)")
      #expect(try names(store) == ["甲", "乙"], "attempt \(attempt)")
    }
  }

  /// A rejected line might have been any record's own, so none is deleted for its absence.
  @Test func rejectsWithholdDeletions() throws {
    let store = try scratch.open()
    _ = try store.importText("身份证号\n\(a)\n\(b)\n", into: people, of: rules, scratch)
    let report = try store.importText(
      "身份证号\n\(a)\n\"x\"y\n", into: people, of: rules, scratch, options: full(skipRejects: true))
    #expect(report.withheldDeletions)
    #expect(report.deleted == 0)
    #expect(try store.database.integer("SELECT count(*) FROM 个人") == 2)
  }

  @Test func relationRows() throws {
    let store = try scratch.open()
    _ = try store.importText("身份证号\n\(a)\n\(b)\n", into: people, of: rules, scratch)
    let report = try store.importText(
      """
      证件号码,月份,险种,金额
      \(a.lowercased()),202601,养老,100
      \(b),2026-01,1,1.5万元
      \(c),2026-01,养老,3
      \(a),2026-13,养老,3
      \(a),,养老,3
      无,2026-01,养老,3
      \(a),2026年1月,1,100元
      \(a),2026-01,养老,101
      """, into: monthly, of: rules, scratch, options: full(skipRejects: true))
    #expect((report.inserted, report.unchanged, report.rejected) == (2, 1, 5))
    #expect(report.rejects.map(\.line) == [4, 5, 6, 7, 9])
    #expect(
      report.rejects.map(\.reason) == [
        .noSuchOwner(key: c), .unreadable(field: "月份", .outOfRange), .missing(field: "月份"),
        .missing(field: "个人"), .duplicateKey,
      ])
  }

  /// 身份证号 is the row's own field in 任职; its owner goes by the table's name.
  @Test func ownFieldComesBeforeTheOwner() throws {
    let store = try scratch.open()
    let code = "91350100M000100Y43"
    _ = try store.importText("统一社会信用代码\n\(code)\n", into: .table(Tables.company), of: rules, scratch)
    let report = try store.importText(
      "企业,身份证号,起\n\(code),\(a),2026-01-01\n", into: .table(Tables.job), of: rules, scratch)
    #expect(report.inserted == 1)
  }

  @Test func headerProblemsAreAllReported() throws {
    let store = try scratch.open()
    let error = #expect(throws: ImportError.self) {
      try store.importText("姓名,收入,年收入,职业\n", into: people, of: rules, scratch)
    }
    #expect(
      error?.problem
        == .header([
          .duplicateColumn("年收入"), .unknownColumn("职业"), .missingColumn("身份证号"),
        ]))
    #expect(error?.acceptedHeaders.first == "身份证号")
    #expect(error?.message.chinese.contains("。可以写的表头有：身份证号、") == true)
    #expect(throws: ImportError.self) { try store.importText("", into: people, of: rules, scratch) }
  }

  @Test func qualityFindingsSayWhere() throws {
    let store = try scratch.open()
    let wrong = "110105194912310021"
    let report = try store.importText(
      """
      姓名,身份证号,户籍地,出生日期,年收入,比率
      "甲
      乙",\(a),350625,2026-02-30,五元,0.1234567
      丙,\(wrong),鼓楼区,,,
      """, into: people, of: rules, scratch)
    #expect(report.inserted == 2)
    #expect(
      report.quality.map { "\($0.line):\($0.column) \($0.field) \($0.value) \($0.reason.rawValue)" }
        == [
          "2:3 户籍地 350625 retiredCode", "2:4 出生日期 2026-02-30 noSuchDay", "2:5 年收入 五元 notMoney",
          "2:6 比率 0.1234567 tooManyDecimals", "4:2 身份证号 \(wrong) wrongIdentityCheckDigit",
          "4:3 户籍地 鼓楼区 ambiguousName",
        ].sorted { $0 < $1 })
    var stored: [String?] = []
    try store.database.query("SELECT 户籍地, 出生日期, 年收入, 比率 FROM 个人 ORDER BY _id LIMIT 1") { row in
      stored = (0..<4).map(row.optionalText)
    }
    #expect(stored == ["350603", nil, nil, nil])
  }

  @Test func gb18030File() throws {
    let store = try scratch.open()
    let header: [UInt8] = [0xC9, 0xED, 0xB7, 0xDD, 0xD6, 0xA4, 0xBA, 0xC5, 0x2C, 0xD0, 0xD5, 0xC3, 0xFB]
    let line = Array("\n\(a),".utf8) + [0xD5, 0xC5, 0xC8, 0xFD]
    let path = try scratch.write("gb.csv", bytes: header + line)
    #expect(try store.importCSV(path, into: people, of: rules).inserted == 1)
    #expect(try names(store) == ["张三"])
  }

  @Test func coverage() throws {
    let store = try scratch.open()
    _ = try store.importText("身份证号\n\(a)\n", into: people, of: rules, scratch)
    func day(_ text: String) -> Day? { Day(text: text) }
    func covered(_ mode: ImportOptions.Mode, _ covers: (Day?, Day?)?) throws -> Coverage {
      var options = ImportOptions()
      options.mode = mode
      options.covers = covers.map { (from: $0.0, to: $0.1) }
      _ = try store.importText("个人,月份,险种\n", into: monthly, of: rules, scratch, options: options)
      return try store.dataset(for: rules, fields: [[], [], [], []]).tables[Tables.monthly].coverage
    }
    #expect(try covered(.full, nil) == Coverage())
    #expect(
      try covered(.full, (day("2011-07-01"), day("2026-01-31")))
        == Coverage(from: day("2011-07-01"), to: day("2026-01-31")))
    #expect(
      try covered(.delta, (nil, day("2026-02-28")))
        == Coverage(from: day("2011-07-01"), to: day("2026-02-28")))
    #expect(try covered(.delta, nil).to == day("2026-02-28"))
    #expect(try covered(.full, (nil, day("2026-03-31"))) == Coverage(from: nil, to: day("2026-03-31")))
  }

  @Test func detailLimitKeepsCountsExact() throws {
    let store = try scratch.open()
    var options = ImportOptions()
    options.detailLimit = 2
    options.skipRejects = true
    var all: [Int] = []
    let path = try scratch.write(
      "many.csv", "身份证号,年收入\n" + (0..<5).map { "\(identityNumber($0)),x\n,1\n" }.joined())
    let report = try store.importCSV(path, into: people, of: rules, options: options) { _ in
    } onReject: {
      all.append($0.line)
    }
    #expect((report.quality.count, report.qualityCount) == (2, 5))
    #expect((report.rejects.count, report.rejected) == (2, 5))
    #expect(all == [3, 5, 7, 9, 11])
  }
}
