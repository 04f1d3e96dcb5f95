import RuleLanguage
import Testing

import Store

@Suite struct RowsTests {
  let rules = fixture()
  let scratch = Scratch()

  @Test func displayTexts() throws {
    let store = try scratch.open()
    let (a, b) = (identityNumber(1), identityNumber(2))
    _ = try store.importText(
      "身份证号,姓名,户籍地,出生日期,年收入,残疾,补贴\n\(a),甲,350602,1946-03-01,-0.05,是,无\n\(b),,,,1234.5,否,\n",
      into: .table(0), of: rules, scratch)
    let texts = try store.texts(of: rules, table: 0, keys: [b, "x", a], fields: [1, 2, 3, 5, 7, 12])
    #expect(
      texts == [
        [nil, nil, nil, "1234.50", "否", nil], [nil, nil, nil, nil, nil, nil],
        ["甲", "芗城区", "1946-03-01", "-0.05", "是", nil],
      ])
    #expect(try store.texts(of: rules, table: 0, keys: [a], fields: []) == [[]])
  }

  @Test func rowsOfOneOwner() throws {
    let store = try scratch.open()
    let (a, b) = (identityNumber(1), identityNumber(2))
    _ = try store.importText("身份证号\n\(a)\n\(b)\n", into: .table(0), of: rules, scratch)
    _ = try store.importText(
      "个人,月份,险种,金额\n\(a),2026-02,失业,3\n\(b),2026-01,养老,5\n\(a),2026-01,养老,4\n", into: .table(1), of: rules,
      scratch)
    let rows = try store.rowTexts(of: rules, table: 1, owner: a, fields: [2, 1])
    #expect(rows.map(\.key) == ["2026-02/2", "2026-01/1"])
    #expect(rows.map(\.texts) == [["3.00", "失业"], ["4.00", "养老"]])
    #expect(try store.rowTexts(of: rules, table: 1, owner: "x", fields: []).isEmpty)
  }

  @Test func opaqueKeysLeadBothWays() throws {
    let store = try scratch.open()
    let keys = (1...3).map(identityNumber)
    _ = try store.importText(
      "身份证号\n" + keys.joined(separator: "\n"), into: .table(0), of: rules, scratch)
    let opaque = try store.opaqueKeys(table: "个人", keys: keys + ["x"])
    #expect(opaque == ["A1", "A2", "A3", nil])
    for (key, name) in zip(keys, opaque) {
      #expect(try store.record(opaqueKey: name ?? "") == RecordName(table: "个人", key: key))
    }
    for text in ["", "A", "1", "A9", "A01", "a1", "A-1", "B1", "ZZ1", "A1 ", "AAAAAAAAAA1"] {
      #expect(try store.record(opaqueKey: text) == nil, "\(text)")
    }
    #expect(try store.opaqueKey(table: "社保月缴", key: "x") == nil)
    #expect(try store.opaqueKey(table: "没有", key: "x") == nil)
  }
}
