import Matching
import RuleLanguage
import Testing

import Store

/// Applications in a ledger, and decisions about rows, from import to both evaluators.
@Suite struct DecisionStoreTests {
  private static let text = """
    实体 个人 { 键 身份证号 文本；甲项 是否 }
    关系 证书 属于 个人 { 键 [编号]；编号 文本；核发 日期；完整 }
    台账 民政台账 { 政策 [月补]；层级 个人；新鲜 31天；来源 民政 }
    政策 月补 { 依据 “测试” 对象 个人 条件 { （一）申请日 早于 2026-02-01 } 待遇 100元 }
    政策 证补 { 依据 “测试” 对象 个人 待遇项 “证书” { 逐条 证书 条件 { （一）须认定 “属实” } 待遇 1元 } }
    """
  private let scratch = Scratch()
  private let rules: RuleSet

  init() {
    let checked = Checker.check([SourceFile(path: "a.rule", text: Self.text)])
    #expect(!checked.diagnostics.contains { $0.severity == .error })
    rules = checked.ruleSet
  }

  private func day(_ text: String) -> Day { Day(text: text) ?? Day(number: 0) }

  /// By both evaluators, on 2026-03-10.
  private func outcomes(_ dataset: Dataset, policy: Int, count: Int) -> String {
    let (id, at) = (ItemID(policy: policy, item: 0), JudgedAt(current: day("2026-03-10")))
    let explainer = Explainer(rules, dataset)
    let matched = Matcher(Program(rules), rules, dataset).outcomes(of: [id], at: at)[0].outcome
    return (0..<count).map { record in
      let outcome = explainer.decide(id, record: record, at: at).outcome
      #expect(matched[record] == outcome)
      return outcome == .yes ? "是" : outcome == .no ? "否" : "？"
    }.joined()
  }

  @Test func `a ledger may date applications`() throws {
    let store = try scratch.open()
    _ = try store.importText("身份证号\np1\np2\np3\np4\n", into: .table(0), of: rules, scratch)
    var options = ImportOptions()
    options.covers = (from: nil, to: day("2026-03-01"))
    let ledger = try #require(ImportTarget(named: "民政台账", in: rules))
    // p1 applied in January, p2 in February, p3 nobody knows when, p4 has not applied.
    _ = try store.importText(
      """
      政策,主体,状态,申请日期,批准日期
      月补,p1,受理中,2026-01-31,
      月补,p2,已批准,2026-02-01,2026-02-20
      月补,p3,受理中,,
      """, into: ledger, of: rules, scratch, options: options)
    let dataset = try store.dataset(for: rules, fields: Program(rules).neededFields)
    #expect(outcomes(dataset, policy: 0, count: 4) == "是否？否")
    let records = try store.receipts(ledger: "民政台账").records
    #expect(records.map(\.applied) == [day("2026-01-31"), day("2026-02-01"), nil])
    #expect(records.map(\.approved) == [nil, day("2026-02-20"), nil])
  }

  private let decided = """
    身份证号,政策,事项,行,结论,日期
    p1,证补,属实,Z1,是,2026-03-01
    p1,证补,属实,Z2,否,2026-03-01
    p2,证补,属实,,是,2026-03-01
    """

  private func stored() throws -> StoreFile {
    let store = try scratch.open()
    _ = try store.importText("身份证号\np1\np2\n", into: .table(0), of: rules, scratch)
    _ = try store.importText(
      "身份证号,编号,核发\np1,Z1,2025-01-01\np1,Z2,2025-01-01\np2,Z1,2025-01-01\n", into: .table(1),
      of: rules, scratch)
    return store
  }

  @Test func `decisions name their row`() throws {
    let store = try stored()
    let target = try #require(ImportTarget(named: "个人认定", in: rules))
    #expect(try store.importText(decided, into: target, of: rules, scratch).inserted == 3)
    #expect(try store.importText(decided, into: target, of: rules, scratch).unchanged == 3)
    let dataset = try store.dataset(for: rules, fields: Program(rules).neededFields)
    // A decision that names no row is about none.
    #expect(outcomes(dataset, policy: 1, count: 3) == "是否？")
    let short = "身份证号,政策,事项,结论,日期\np2,证补,属实,是,2026-03-01\n"
    #expect(try store.importText(short, into: target, of: rules, scratch).unchanged == 1)
  }

  @Test func `an older store gets the column`() throws {
    let store = try stored()
    try store.adopt(rules)
    try store.database.execute(
      """
      DROP TABLE 个人认定;
      CREATE TABLE 个人认定(_id INTEGER PRIMARY KEY,
        _owner INTEGER NOT NULL REFERENCES 个人(_id) ON DELETE CASCADE, _none INTEGER NOT NULL DEFAULT 0,
        政策 TEXT NOT NULL, 事项 TEXT NOT NULL, 结论 INTEGER, 日期 TEXT NOT NULL,
        UNIQUE(_owner, 政策, 事项, 日期)) STRICT;
      INSERT INTO 个人认定 VALUES(1, 2, 0, '证补', '属实', 1, '2026-03-01');
      UPDATE _table SET key = '政策,事项,日期', next_id = 2 WHERE name = '个人认定';
      DELETE FROM _field WHERE name = '行';
      UPDATE _state SET declarations = '';
      """)
    let target = try #require(ImportTarget(named: "个人认定", in: rules))
    let report = try store.importText(decided, into: target, of: rules, scratch)
    #expect(report.inserted == 2 && report.unchanged == 1)
    let dataset = try store.dataset(for: rules, fields: Program(rules).neededFields)
    #expect(outcomes(dataset, policy: 1, count: 3) == "是否？")
  }
}
