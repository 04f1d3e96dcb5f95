import Matching
import RuleLanguage
import Testing

import Store

/// A dataset in terms of cells, to compare two of them whatever their storage.
func describe(_ dataset: Dataset, _ rules: RuleSet) -> [String] {
  var lines: [String] = []
  for (table, data) in zip(rules.tables, dataset.tables) {
    for row in 0..<data.count {
      var cells = [data.keys[row]]
      if !data.owners.isEmpty { cells.append(String(data.owners[row])) }
      for column in data.columns {
        guard let column else { continue }
        let isText = column.type == .text
        let raw = column.raw(row)
        cells.append(
          !column.known[row]
            ? "?" : !column.present[row] ? "none" : isText ? dataset.texts.texts[Int(raw)] : String(raw))
      }
      lines.append(table.name + ": " + cells.joined(separator: " | "))
    }
  }
  return lines
}

extension StoreFile {
  /// The dataset without segments: record by record, through the builder of worked cases.
  func datasetByRows(_ rules: RuleSet, fields: [Set<Int>]) throws -> Dataset {
    var builder = DatasetBuilder(rules)
    for layout in try layouts(rules) {
      let table = layout.table
      let names = table.fields.indices.map { layout.column($0) }.joined(separator: ", ")
      let owner =
        table.relation.map { relation in
          let entity = rules.tables[relation.owner]
          return "(SELECT \(quoted(entity.fields[entity.key[0]].name)) FROM \(quoted(entity.name)) o "
            + "WHERE o._id = t._owner)"
        } ?? "''"
      let words = (0..<layout.noneWords).map { TableLayout.noneColumn($0) }.joined(separator: ", ")
      try database.query("SELECT \(owner), \(names), \(words) FROM \(layout.name) t ORDER BY _id") { row in
        var cells: [Int: Cell] = [:]
        for (index, field) in table.fields.enumerated() {
          if row.isNull(index + 1) {
            let isNone = layout.noneBits[index].map { bit in
              row.integer(1 + table.fields.count + bit / 63) >> (bit % 63) & 1 == 1
            }
            cells[index] = isNone == true && field.isOptional ? Cell.none : .unknown
          } else {
            cells[index] = value(row, index + 1, field.type, rules).map { .value($0) } ?? .unknown
          }
        }
        let key = table.key.map { row.text($0 + 1) }.joined(separator: "/")
        if table.relation == nil {
          builder.add(entity: table.id, key: key, cells)
        } else {
          builder.add(row: table.id, owner: row.text(0), key: key, cells)
        }
      }
    }
    var dataset = builder.build()
    for (table, wanted) in fields.enumerated() {
      for field in rules.tables[table].fields.indices where !wanted.contains(field) {
        dataset.tables[table].columns[field] = nil
      }
    }
    return dataset
  }

  private func value(_ row: Statement, _ column: Int, _ type: ValueType, _ rules: RuleSet) -> Value? {
    switch type {
    case .truth: .truth(row.integer(column) == 1)
    case .number(.none): Number(decimal: row.text(column)).map { .number($0) }
    case .number: .number(Number(row.integer(column)))
    case .day:
      parts(row.text(column), 3).flatMap { Day(year: $0[0], month: $0[1], day: $0[2]).map { .day($0) } }
    case .month:
      parts(row.text(column), 2).map { .month(YearMonth(year: $0[0], month: $0[1])) }
    case .year: .year(Int(row.integer(column)))
    case .code(let list): rules.codeLists[list].ordinal(ofCode: row.text(column)).map { .code($0) }
    case .text: .text(row.text(column))
    case .reference: .reference(row.text(column))
    }
  }
}

private func parts(_ text: String, _ count: Int) -> [Int]? {
  let parts = text.split(separator: "-").compactMap { Int($0) }
  return parts.count == count ? parts : nil
}

@Suite struct SegmentTests {
  let rules = fixture()
  let scratch = Scratch()
  var all: [Set<Int>] { rules.tables.map { Set($0.fields.indices) } }

  private func expectEqual(
    _ store: StoreFile, _ fields: [Set<Int>], _ comment: Comment,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let segments = describe(try store.dataset(for: rules, fields: fields), rules)
    let rows = describe(try store.datasetByRows(rules, fields: fields), rules)
    #expect(segments == rows, comment, sourceLocation: sourceLocation)
  }

  private func personLine(_ serial: Int, _ random: inout Random) -> String {
    func one(_ choices: [String]) -> String { choices.randomElement(using: &random) ?? "" }
    func number(_ range: ClosedRange<Int>) -> String { String(Int.random(in: range, using: &random)) }
    return [
      identityNumber(serial), one(["张三", "李四", "王五" + number(0...999), ""]),
      one(["芗城区", "350603", "3502", "x", ""]), one(["1946-03-01", "2000-02-30", "19991231", ""]),
      one(["", "不详", "2026-01-0" + number(1...9)]), one([number(0...9), number(-5...99_999_999) + "万元", ""]),
      one(["5.5%", "0.000001", "-7.25", ""]), one(["是", "否", ""]), one(["2020", "99", ""]),
      one(["2020-0" + number(1...9), ""]), one(["3年", "-2", ""]),
      one(["", identityNumber(Int.random(in: 0..<60, using: &random)), "不详"]), one(["", "0", "12.34"]),
      one(["", "无", "长备注" + number(0...3)]), one(["", "是"]), one(["", "350602"]),
      one(["", "2021-12"]), one(["", "2025"]),
    ].joined(separator: ",")
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func segmentsEqualRowsAfterRandomEdits(seed: UInt64) throws {
    var random = Random(seed: seed)
    let store = try scratch.open()
    let people = rules.tables[0].fields.map(\.name).joined(separator: ",")
    var options = ImportOptions()
    options.skipRejects = true
    for round in 0..<12 {
      let comment: Comment = "seed \(seed), round \(round)"
      options.mode = Int.random(in: 0..<4, using: &random) == 0 ? .full : .delta
      switch Int.random(in: 0..<5, using: &random) {
      case 0, 1:
        let serials = Array(0..<60).shuffled(using: &random).prefix(Int.random(in: 0..<40, using: &random))
        let lines = serials.map { personLine($0, &random) }
        _ = try store.importText(
          ([people] + lines).joined(separator: "\n"), into: .table(0), of: rules, scratch, options: options)
      case 2:
        let lines = (0..<40).map { _ in
          "\(identityNumber(Int.random(in: 0..<60, using: &random))),2026-0\(Int.random(in: 1...9, using: &random)),"
            + "\(Int.random(in: 1...3, using: &random)),\(Int.random(in: 0..<300, using: &random)),"
        }
        _ = try store.importText(
          "个人,月份,险种,金额,单位\n" + lines.joined(separator: "\n"), into: .table(1), of: rules, scratch,
          options: options)
      case 3:
        // Another program's edits, in every table.
        let edits = [
          "UPDATE 个人 SET 年收入 = 7 WHERE _id % 3 = 0", "DELETE FROM 个人 WHERE _id % 7 = 1",
          "UPDATE 个人 SET 身份证号 = 身份证号 || '改' WHERE _id % 11 = 2", "DELETE FROM 社保月缴 WHERE _id % 5 = 0",
          "INSERT INTO 个人(身份证号, 姓名) SELECT '新' || \(round), '外来'",
          "UPDATE 个人 SET 出生日期 = '乱写', 户籍地 = '乱写' WHERE _id % 13 = 3",
        ]
        try store.adopt(rules)
        for edit in edits where Bool.random(using: &random) { try store.database.execute(edit) }
      default:
        // Load some of the fields only, so that segments are of different age.
        try expectEqual(store, rules.tables.map { Set($0.fields.indices.prefix(4)) }, comment)
      }
      try expectEqual(store, all, comment)
    }
  }

  /// More records than one chunk holds, with holes, and bit sets that do not end at a word.
  @Test func severalChunks() throws {
    let store = try scratch.open()
    try store.adopt(rules)
    try store.database.execute(
      """
      WITH RECURSIVE n(i) AS (SELECT 20 UNION ALL SELECT i + 20 FROM n WHERE i < 140000)
        INSERT INTO 个人(_id, 身份证号, 姓名, 年收入, 死亡日期, _none, 配偶)
        SELECT i, 'k' || i, 'n' || (i % 70), iif(i % 3 = 0, NULL, i * iif(i > 131072, 1000000, 1)),
          NULL, iif(i % 7 = 0, 1, 0), iif(i % 11 = 0, 'k' || (i * 7 % 150000), NULL) FROM n
          WHERE i % 17 <> 3;
      INSERT INTO 社保月缴(_id, _owner, 月份, 险种, 金额)
        SELECT p._id, o._id, '2026-0' || (p._id % 9 + 1), '1', p._id FROM 个人 p
          JOIN 个人 o ON o._id = p._id * 31 % 7001 * 20 WHERE true ON CONFLICT DO NOTHING;
      """)
    let fields: [Set<Int>] = [[0, 1, 4, 5, 11], [0, 1, 2], [], []]
    try expectEqual(store, fields, "built")
    try expectEqual(store, fields, "read back")
    let data = try store.dataset(for: rules, fields: fields)
    #expect(data.tables[0].count > 6000 && data.tables[1].count > 3000)
    #expect(data.tables[1].owners == data.tables[1].owners.sorted())
    func stamps() throws -> [String] {
      var stamps: [String] = []
      try store.database.query("SELECT tbl, field, chunk, version, id FROM _segment ORDER BY 1, 2, 3") {
        row in
        stamps.append((0..<5).map(row.text).joined(separator: " "))
      }
      return stamps
    }
    let before = try stamps()
    try store.database.execute("UPDATE 个人 SET 年收入 = -1 WHERE _id = 70000")
    try expectEqual(store, fields, "one record changed")
    let changed = Set(try stamps()).subtracting(before)
    // Only the middle chunk of the people: id, key and the five fields.
    #expect(changed.count == 7)
    #expect(changed.allSatisfy { $0.hasPrefix("1 ") && $0.split(separator: " ")[2] == "1" })
  }

  @Test func aChunkWithoutRecordsGoes() throws {
    let store = try scratch.open()
    try store.adopt(rules)
    try store.database.execute(
      "INSERT INTO 个人(_id, 身份证号) VALUES(1, 'a'), (70000, 'b'), (140000, 'c')")
    try expectEqual(store, all, "three chunks")
    try store.database.execute("DELETE FROM 个人 WHERE _id = 70000")
    try expectEqual(store, all, "two chunks")
    #expect(try store.database.integer("SELECT count(*) FROM _chunk") == 2)
    #expect(try store.database.integer("SELECT count(*) FROM _segment WHERE chunk = 1") == 0)
    try store.database.execute("INSERT INTO 个人(_id, 身份证号) VALUES(70000, 'd')")
    try expectEqual(store, all, "three again")
  }

  /// A reference that led nowhere finds its target when it comes, and loses it when it goes.
  @Test func referencesFollowTheirTargets() throws {
    let store = try scratch.open()
    let (a, b) = (identityNumber(1), identityNumber(2))
    func spouse() throws -> Int64? {
      try store.dataset(for: rules, fields: [[11], [], [], []]).tables[0].columns[11]?.raw(0)
    }
    func people(_ lines: String, _ mode: ImportOptions.Mode) throws {
      var options = ImportOptions()
      options.mode = mode
      _ = try store.importText("身份证号,配偶\n" + lines, into: .table(0), of: rules, scratch, options: options)
    }
    try people("\(a),\(b)", .delta)
    #expect(try spouse() == -1)
    try people("\(b),\(a)", .delta)
    #expect(try spouse() == 1)
    try people("\(a),\(b)", .full)
    #expect(try spouse() == -1)
    try people("\(identityNumber(3)),", .delta)
    try people("\(b),", .delta)
    #expect(try spouse() == 2)
  }

  /// Gone and back between two loads, under another number, while the rows that point to it stay as they are.
  @Test func aTargetThatComesBackIsFoundAgain() throws {
    let store = try scratch.open()
    let (a, code, other) = (identityNumber(1), "91350100M000100Y43", "91110000101623741K")
    func companies(_ codes: [String]) throws {
      var options = ImportOptions()
      options.mode = .full
      _ = try store.importText(
        (["统一社会信用代码"] + codes).joined(separator: "\n"), into: .table(Tables.company), of: rules, scratch,
        options: options)
    }
    func employer() throws -> Int64? {
      try store.dataset(for: rules, fields: [[], [3], [], []]).tables[1].columns[3]?.raw(0)
    }
    _ = try store.importText("身份证号\n\(a)\n", into: .table(0), of: rules, scratch)
    try companies([code, other])
    _ = try store.importText(
      "个人,月份,险种,单位\n\(a),2026-01,1,\(code)\n", into: .table(1), of: rules, scratch)
    #expect(try employer() == 0)
    try companies([other])
    try companies([other, code])
    #expect(try employer() == 1)
    try companies([other])
    #expect(try employer() == -1)
  }

  /// Ordinals of codes move when the list gains a code.
  @Test func codesFollowTheirList() throws {
    let store = try scratch.open()
    _ = try store.importText(
      "身份证号,户籍地\n\(identityNumber(1)),350603\n", into: .table(0), of: rules, scratch)
    func code(_ rules: RuleSet) throws -> Int64? {
      try store.dataset(for: rules, fields: [[2], [], [], []]).tables[0].columns[2]?.raw(0)
    }
    #expect(try code(rules) == 3)
    var changed = rules
    let items = [("11", "北京市", nil)] + rules.codeLists[0].entries.map { ($0.code, $0.name, String?.none) }
    changed.codeLists[0] = CodeList(
      id: 0, name: "行政区划", items: items, successors: [:], range: nowhere)
    #expect(try code(changed) == 4)
    #expect(try code(rules) == 3)
    // Lost without a successor: unknown, not another code.
    changed.codeLists[0] = CodeList(
      id: 0, name: "行政区划", items: items.filter { $0.0 != "350603" }, range: nowhere)
    #expect(
      try store.dataset(for: changed, fields: [[2], [], [], []]).tables[0].columns[2]?.known[0] == false)
  }

  @Test func discardedSegmentsAreMadeAnew() throws {
    let store = try scratch.open()
    _ = try store.importText("身份证号\n\(identityNumber(1))\n", into: .table(0), of: rules, scratch)
    try expectEqual(store, all, "before")
    try store.discardSegments()
    #expect(try store.database.integer("SELECT count(*) FROM _segment") == 0)
    try expectEqual(store, all, "after")
  }

  @Test func tablesThatAreNotWantedAreEmpty() throws {
    let store = try scratch.open()
    let a = identityNumber(1)
    _ = try store.importText("身份证号\n\(a)\n", into: .table(0), of: rules, scratch)
    _ = try store.importText("个人,月份,险种\n\(a),2026-01,1\n", into: .table(1), of: rules, scratch)
    let data = try store.dataset(for: rules, fields: [[], [], [], []], tables: [0])
    #expect(data.tables.map(\.count) == [1, 0, 0, 0])
    #expect(try store.dataset(for: rules, fields: [[], [], [], []]).tables[1].keys == ["2026-01/1"])
  }

  @Test func damagedSegmentIsAnError() throws {
    let store = try scratch.open()
    _ = try store.importText("身份证号\n\(identityNumber(1))\n", into: .table(0), of: rules, scratch)
    try expectEqual(store, all, "before")
    try store.database.execute("UPDATE _segment SET data = substr(data, 1, 9)")
    #expect(throws: StoreError.corrupt("segment")) { try store.dataset(for: rules, fields: all) }
  }

  @Test(arguments: [0, 1, 63, 64, 65, 128, 200])
  func bitSetsJoin(first: Int) throws {
    var random = Random(seed: UInt64(first))
    var appender = BitAppender()
    var expected: [Bool] = []
    for count in [first, 1, 64, 0, 130, 7] {
      let bits = (0..<count).map { _ in Bool.random(using: &random) }
      var bitmap = Bitmap(count: count)
      for (index, bit) in bits.enumerated() { bitmap[index] = bit }
      appender.append(bitmap.words, count: count)
      appender.append(nil, count: count)
      expected += bits + bits.map { _ in true }
    }
    let joined = appender.bitmap
    #expect(joined.count == expected.count)
    #expect(expected.indices.allSatisfy { joined[$0] == expected[$0] })
    #expect(joined.population == expected.count { $0 })
  }

  @Test func valuesTakeTheNarrowestForm() throws {
    for (value, width) in [
      (Int64(0), 0), (127, 1), (-128, 1), (128, 2), (-32768, 2), (32768, 4), (Int64(Int32.min), 4),
      (Int64(Int32.max) + 1, 8), (.min, 8),
    ] {
      var encoder = SegmentEncoder()
      encoder.append(value)
      encoder.appendNone()
      encoder.appendUnknown()
      let bytes = encoder.encoded()
      #expect(Int(bytes[0]) == width)
      var assembler = ColumnAssembler(capacity: 0)
      try unsafe bytes.withUnsafeBytes { try unsafe assembler.append(segment: $0) }
      let column = assembler.column(.year)
      #expect((0..<3).map { column.known[$0] } == [true, true, false])
      #expect((0..<3).map { column.present[$0] } == [true, false, false])
      #expect(column.raw(0) == value)
    }
  }
}
