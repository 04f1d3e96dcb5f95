import Matching
import RuleLanguage
import Testing

import Store

@Suite struct SchemaTests {
  let scratch = Scratch()

  @Test func tablesAreReadableByAnyTool() throws {
    let store = try scratch.open()
    let rules = fixture()
    let a = identityNumber(1)
    _ = try store.importText(
      "身份证号,姓名,户籍地,出生日期,年收入,比率,残疾,首缴月,死亡日期\n\(a),甲,芗城区,1946/3/1,1万元,5.5%,是,202601,\n",
      into: .table(0), of: rules, scratch)
    var cells: [String] = []
    try store.database.query(
      """
      SELECT 身份证号, 姓名, 户籍地, 出生日期, 年收入, typeof(年收入), 比率, 残疾, 首缴月, 死亡日期 IS NULL, _none
        FROM 个人
      """
    ) { row in cells = (0..<11).map(row.text) }
    #expect(
      cells == [a, "甲", "350602", "1946-03-01", "1000000", "integer", "0.055", "1", "2026-01", "1", "1"])
  }

  @Test func adoptingAgainChangesNothing() throws {
    let store = try scratch.open()
    try store.adopt(fixture())
    let before = try store.dump()
    try store.adopt(fixture())
    #expect(try store.dump() == before)
  }

  @Test func newFieldsAndTablesAreAdded() throws {
    let store = try scratch.open()
    var rules = fixture()
    _ = try store.importText("身份证号,姓名\n\(identityNumber(1)),甲\n", into: .table(0), of: rules, scratch)
    _ = try store.dataset(for: rules, fields: [[1], [], [], []])
    // In front, so that every index moves.
    rules.tables[0].fields.insert(field("民族", .text, optional: true), at: 0)
    rules.tables[0].key = [1]
    var extra = Table(id: 4, name: "家庭", kind: .entity, range: nowhere)
    extra.fields = [field("户号", .text)]
    extra.key = [0]
    rules.tables.append(extra)
    let data = try store.dataset(for: rules, fields: [[0, 2], [], [], [], [0]])
    #expect(data.tables[0].count == 1)
    #expect(data.tables[0].columns[0]?.known[0] == false)
    #expect(data.tables[0].columns[2].map { data.texts.texts[Int($0.raw(0))] } == "甲")
    #expect(data.tables[4].count == 0)
    let report = try store.importText(
      "身份证号,民族\n\(identityNumber(1)),无\n", into: .table(0), of: rules, scratch)
    #expect(report.updated == 1)
    let none = try store.dataset(for: rules, fields: [[0, 5], [], [], [], []]).tables[0].columns[0]
    #expect(none?.known[0] == true && none?.present[0] == false)
  }

  /// A field that may no longer be none, or now may be: the bits of old imports do not speak for it.
  @Test func optionalityFollowsTheDeclaration() throws {
    let store = try scratch.open()
    var rules = fixture()
    _ = try store.importText(
      "身份证号,死亡日期,出生日期\n\(identityNumber(1)),,\n", into: .table(0), of: rules, scratch)
    func known(_ field: Int) throws -> Bool? {
      try store.dataset(for: rules, fields: [[3, 4], [], [], []]).tables[0].columns[field]?.known[0]
    }
    #expect(try known(4) == true)
    rules.tables[0].fields[4].isOptional = false
    rules.tables[0].fields[3].isOptional = true
    #expect(try known(4) == false)
    #expect(try known(3) == false)
    rules.tables[0].fields[4].isOptional = true
    #expect(try known(4) == true)
  }

  @Test func moreOptionalFieldsThanOneWordHolds() throws {
    let store = try scratch.open()
    var rules = RuleSet()
    var table = Table(id: 0, name: "宽", kind: .entity, range: nowhere)
    table.fields = [field("键", .text)] + (0..<150).map { field("栏\($0)", .year, optional: true) }
    table.key = [0]
    rules.tables = [table]
    let header = (["键"] + (0..<150).map { "栏\($0)" }).joined(separator: ",")
    // Every third is none, every third unknown.
    let cells = (0..<150).map { ["无", "不详", "2026"][$0 % 3] }.joined(separator: ",")
    _ = try store.importText("\(header)\nk,\(cells)\n", into: .table(0), of: rules, scratch)
    let columns = try store.dataset(for: rules, fields: [Set(1...150)]).tables[0].columns
    for index in 0..<150 {
      #expect(columns[index + 1]?.known[0] == (index % 3 != 1), "\(index)")
      #expect(columns[index + 1]?.present[0] == (index % 3 == 2), "\(index)")
    }
  }

  @Test func changesThatContradictTheStore() throws {
    let store = try scratch.open()
    try store.adopt(fixture())
    func problem(_ change: (inout RuleSet) -> Void) -> SchemaConflict.Problem? {
      var rules = fixture()
      change(&rules)
      do {
        try store.adopt(rules)
      } catch StoreError.schema(let conflict) {
        return conflict.problem
      } catch {}
      return nil
    }
    let type = problem { $0.tables[0].fields[3] = field("出生日期", .month) }
    #expect(type == .changed(.type, from: "day", to: "month"))
    #expect(problem { $0.tables[1].key = [0] } == .changed(.key, from: "月份,险种", to: "月份"))
    let kind = problem { $0.tables[1].kind = .entity }
    #expect(kind == .changed(.kind, from: "relation", to: "entity"))
    let owner = problem {
      $0.tables[1].kind = .relation(Relation(owner: 2, completeness: .incomplete))
    }
    #expect(owner == .changed(.owner, from: "个人", to: "企业"))
    let reserved = problem { $0.tables[0].fields.append(field("_id", .text)) }
    #expect(reserved == .unusableName)
    let folded = problem {
      $0.tables[0].fields += [field("abc", .text), field("ABC", .text)]
    }
    #expect(folded == .unusableName)
  }

  @Test func namesWithQuotes() throws {
    let store = try scratch.open()
    var rules = RuleSet()
    var table = Table(id: 0, name: "a\"b", kind: .entity, range: nowhere)
    table.fields = [field("c\"; DROP", .text)]
    table.key = [0]
    rules.tables = [table]
    #expect(
      try store.importText("\"c\"\"; DROP\"\nx\n", into: .table(0), of: rules, scratch).inserted == 1)
    #expect(try store.dataset(for: rules, fields: [[0]]).tables[0].keys == ["x"])
  }
}
