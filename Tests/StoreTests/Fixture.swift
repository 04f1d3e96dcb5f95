import Foundation
import Matching
import RuleLanguage

import Store

let nowhere = SourceRange(file: 0, lower: 0, upper: 0)

/// A directory that goes away with the test.
final class Scratch {
  let path: String
  init() {
    path = NSTemporaryDirectory() + "store-test-" + UUID().uuidString
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }
  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { path + "/" + name }

  func write(_ name: String, _ text: String) throws -> String { try write(name, bytes: Array(text.utf8)) }

  func write(_ name: String, bytes: [UInt8]) throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: file(name)))
    return file(name)
  }

  func open(_ name: String = "data.sqlite") throws -> StoreFile {
    try StoreFile(path: file(name), busyTimeout: 50)
  }
}

/// SplitMix64: the same sequence for the same seed everywhere.
struct Random: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

func field(
  _ name: String, _ type: ValueType, optional: Bool = false, aliases: [String] = []
) -> Field {
  Field(name: name, aliases: aliases, type: type, isOptional: optional, range: nowhere)
}

enum Tables {
  static let person = 0
  static let monthly = 1
  static let company = 2
  static let job = 3
}

/// People with monthly insurance payments and jobs at companies.
func fixture() -> RuleSet {
  var rules = RuleSet()
  rules.codeLists = [
    CodeList(
      id: 0, name: "行政区划",
      items: [
        ("35", "福建省", nil), ("3506", "漳州市", "35"), ("350602", "芗城区", "3506"),
        ("350603", "龙文区", "3506"), ("3502", "厦门市", "35"), ("320302", "鼓楼区", nil),
        ("350102", "鼓楼区", nil),
      ], successors: ["350625": "350603"], range: nowhere),
    CodeList(
      id: 1, name: "险种", items: [("1", "养老", nil), ("2", "失业", nil), ("3", "无", nil)], range: nowhere),
  ]
  var person = Table(id: Tables.person, name: "个人", kind: .entity, range: nowhere)
  person.aliases = ["人员"]
  person.fields = [
    field("身份证号", .text, aliases: ["证件号码"]), field("姓名", .text), field("户籍地", .code(0)),
    field("出生日期", .day), field("死亡日期", .day, optional: true),
    field("年收入", .number(.money), aliases: ["收入"]), field("比率", .number(.none)),
    field("残疾", .truth), field("入学年份", .year), field("首缴月", .month),
    field("工龄", .number(.years)), field("配偶", .reference(Tables.person), optional: true),
    field("补贴", .number(.money), optional: true), field("备注", .text, optional: true),
    field("标记", .truth, optional: true), field("区域", .code(0), optional: true),
    field("参保月", .month, optional: true), field("毕业年份", .year, optional: true),
  ]
  person.key = [0]
  var monthly = Table(
    id: Tables.monthly, name: "社保月缴",
    kind: .relation(Relation(owner: Tables.person, completeness: .complete(from: nil))), range: nowhere)
  monthly.fields = [
    field("月份", .month), field("险种", .code(1)), field("金额", .number(.money)),
    field("单位", .reference(Tables.company), optional: true),
  ]
  monthly.key = [0, 1]
  var company = Table(id: Tables.company, name: "企业", kind: .entity, range: nowhere)
  company.fields = [field("统一社会信用代码", .text), field("名称", .text)]
  company.key = [0]
  var job = Table(
    id: Tables.job, name: "任职",
    kind: .relation(Relation(owner: Tables.company, completeness: .incomplete)), range: nowhere)
  job.fields = [field("身份证号", .reference(Tables.person)), field("起", .day)]
  job.key = [0]
  rules.tables = [person, monthly, company, job]
  rules.ledgers = [
    Ledger(
      name: "民政台账", policies: ["高龄津贴"], coversAllPolicies: false, level: .person,
      freshnessDays: 40, sources: [], range: nowhere)
  ]
  var policy = Policy(name: "高龄津贴", title: "高龄津贴", subject: Tables.person, range: nowhere)
  policy.items = [Item(name: "津贴", benefit: .none, frequency: .monthly, range: nowhere)]
  rules.policies = [policy]
  return rules
}

/// A valid identity number, one for each `serial` below 8,000,000.
func identityNumber(_ serial: Int) -> String {
  let day = 1 + serial / 1000 % 28
  let month = 1 + serial / 28_000 % 12
  let year = 1940 + serial / 336_000
  func padded(_ value: Int, _ width: Int) -> String {
    String(String(value + 1_000_000).suffix(width))
  }
  let body = "350602\(year)\(padded(month, 2))\(padded(day, 2))\(padded(serial % 1000, 3))"
  for last in "0123456789X" where CheckDigits.identityNumber(body + String(last)) == .valid {
    return body + String(last)
  }
  return body
}

extension StoreFile {
  /// Everything in the tables that other programs may read, to compare contents.
  func dump() throws -> [String] {
    var tables: [String] = []
    try database.query(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('_segment') ORDER BY name"
    ) { tables.append($0.text(0)) }
    var lines: [String] = []
    for table in tables {
      var columns = 0
      try database.query("SELECT count(*) FROM pragma_table_info('\(table)')") {
        columns = Int($0.integer(0))
      }
      try database.query("SELECT * FROM \(quoted(table)) ORDER BY 1, 2") { row in
        let cells = (0..<columns).map { row.optionalText($0) ?? "NULL" }
        lines.append(table + ": " + cells.joined(separator: " | "))
      }
    }
    return lines
  }

  func importText(
    _ text: String, into target: ImportTarget, of rules: RuleSet, _ scratch: Scratch,
    options: ImportOptions = ImportOptions()
  ) throws -> ImportReport {
    try importCSV(try scratch.write("in.csv", text), into: target, of: rules, options: options)
  }
}
