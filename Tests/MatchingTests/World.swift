import Matching
import RuleLanguage

let nowhere = SourceRange(file: 0, lower: 0, upper: 0)

/// The declarations that random rule sets stand on: every field type, references to others and to
/// itself, relations of each completeness, and views from both sides.
enum World {
  static let regions = 0
  static let grades = 1

  static let person = 0
  static let enterprise = 1
  static let pay = 2
  static let award = 3
  static let loan = 4

  enum Person {
    static let birth = 1
    static let region = 2
    static let grade = 3
    static let spouse = 8
    static let employer = 9
    static let end = 10
    static let start = 11
    static let checked = 12
  }

  /// Views.
  static let pays = 0
  static let awards = 1
  static let staff = 2
  static let loans = 3
  static let loansOfPerson = 4

  static func declarations(_ random: inout SplitMix64, dates: Dates) -> RuleSet {
    var ruleSet = RuleSet()
    ruleSet.codeLists = [
      CodeList(
        id: regions, name: "区划",
        items: [
          ("1", "甲省", nil), ("11", "甲市", "1"), ("111", "甲县", "11"), ("112", "乙县", "11"),
          ("12", "乙市", "1"), ("2", "乙省", nil), ("21", "丙市", "2"),
        ], range: nowhere),
      CodeList(
        id: grades, name: "学历", items: [("a", "小学", nil), ("b", "高中", nil), ("c", "本科", nil)],
        ranks: ["a": 1, "b": 3, "c": 2], range: nowhere),
    ]
    ruleSet.tables = [people(&random), enterprises(&random)]
    ruleSet.tables.append(payments(completeness(&random, dates)))
    ruleSet.tables.append(awards(completeness(&random, dates)))
    ruleSet.tables.append(loans(completeness(&random, dates, owner: enterprise)))
    ruleSet.views = [
      RelationView(name: "社保月缴", table: pay, entity: person, link: .owner),
      RelationView(name: "证书", table: award, entity: person, link: .owner),
      RelationView(name: "员工", table: pay, entity: enterprise, link: .field(5)),
      RelationView(name: "贷款", table: loan, entity: enterprise, link: .owner),
      RelationView(name: "担保", table: loan, entity: person, link: .field(3)),
    ]
    ruleSet.parameters = parameters(dates)
    return ruleSet
  }

  private static func completeness(
    _ random: inout SplitMix64, _ dates: Dates, owner: TableID = person
  ) -> Relation {
    let choices: [Relation.Completeness] = [
      .complete(from: nil), .complete(from: nil), .complete(from: dates.coverageFrom), .incomplete,
      .whenChecked(ownerField: owner == person ? Person.checked : 1),
    ]
    var relation = Relation(owner: owner, completeness: random.one(of: choices))
    relation.freshnessDays = random.one(of: [0, 1, 31])
    relation.holdsReceipts = random.one(of: [true, false, false])
    return relation
  }

  private static func field(
    _ name: String, _ type: ValueType, optional: Bool = false, retroactive: Bool = false
  ) -> Field {
    Field(name: name, type: type, isOptional: optional, isRetroactive: retroactive, range: nowhere)
  }

  private static func people(_ random: inout SplitMix64) -> Table {
    var table = Table(id: person, name: "个人", kind: .entity, range: nowhere)
    table.fields = [
      field("身份证号", .text),
      field("出生日期", .day, retroactive: true),
      field("户籍地", .code(regions)),
      field("学历", .code(grades), optional: true, retroactive: true),
      field("收入", .number(.money), optional: true, retroactive: true),
      field("比率", .number(.none)),
      field("低保", .truth, optional: true),
      field("姓名", .text),
      field("配偶", .reference(person), optional: true, retroactive: true),
      field("单位", .reference(enterprise), optional: true),
      field("死亡日期", .day, optional: true, retroactive: true),
      field("起始日期", .day, retroactive: true),
      field("核对日期", .day, optional: true, retroactive: true),
      field("登记月", .month),
      field("毕业年", .year, optional: true, retroactive: true),
      field("本地", .truth, retroactive: true),
    ]
    table.key = [0]
    table.endField = random.chance(70) ? Person.end : nil
    table.startField = random.chance(50) ? Person.start : nil
    return table
  }

  private static func enterprises(_ random: inout SplitMix64) -> Table {
    var table = Table(id: enterprise, name: "企业", kind: .entity, range: nowhere)
    table.fields = [
      field("信用代码", .text),
      field("成立日期", .day, retroactive: true),
      field("注册地", .code(regions)),
      field("人数", .number(.none), optional: true, retroactive: true),
      field("母公司", .reference(enterprise), optional: true, retroactive: true),
      field("守信", .truth, retroactive: true),
      field("注销日期", .day, optional: true, retroactive: true),
    ]
    table.key = [0]
    table.endField = random.chance(50) ? 6 : nil
    table.startField = random.chance(50) ? 1 : nil
    return table
  }

  private static func payments(_ declared: Relation) -> Table {
    var relation = declared
    relation.timeField = 1
    var table = Table(id: pay, name: "缴费", kind: .relation(relation), range: nowhere)
    table.fields = [
      field("编号", .text),
      field("月份", .month),
      field("险种", .code(grades)),
      field("金额", .number(.money), optional: true),
      field("日期", .day),
      field("单位", .reference(enterprise), optional: true),
    ]
    table.key = [0]
    return table
  }

  private static func awards(_ declared: Relation) -> Table {
    var relation = declared
    relation.timeField = 1
    var table = Table(id: award, name: "证书", kind: .relation(relation), range: nowhere)
    table.fields = [
      field("编号", .text),
      field("起", .day),
      field("止", .day, optional: true),
      field("有效", .truth, optional: true),
      field("分值", .number(.none)),
    ]
    table.key = [0]
    return table
  }

  private static func loans(_ declared: Relation) -> Table {
    var relation = declared
    relation.timeField = 1
    var table = Table(id: loan, name: "贷款", kind: .relation(relation), range: nowhere)
    table.fields = [
      field("编号", .text),
      field("日期", .day),
      field("金额", .number(.money)),
      field("担保人", .reference(person), optional: true),
      field("年份", .year),
    ]
    table.key = [0]
    return table
  }

  private static func parameters(_ dates: Dates) -> [Parameter] {
    func entry(_ keys: [Int?], _ from: Day, _ value: Value?) -> Parameter.Entry {
      Parameter.Entry(keys: keys, from: from, value: value, range: nowhere)
    }
    let early = dates.asOf.adding(years: -30)
    let thisYear = YearMonth(year: dates.asOf.year, month: 1).firstDay
    return [
      Parameter(
        name: "低保标准", keyLists: [regions], type: .number(.money), isInherited: true,
        isByYear: false,
        entries: [
          entry([0], early, .number(Number(100))), entry([2], early, .number(Number(3))),
          entry([2], dates.asOf, .number(Number(2))), entry([5], early, nil),
          entry([1], dates.asOf.adding(days: 1), .number(Number(-1))),
        ], sources: [], range: nowhere),
      Parameter(
        name: "平均工资", keyLists: [], type: .number(.money), isInherited: false, isByYear: true,
        entries: [
          entry([], thisYear, .number(Number(2))),
          entry([], thisYear.adding(years: -1), .number(Number(1))),
        ], sources: [], range: nowhere),
      Parameter(
        name: "起算日", keyLists: [regions, grades], type: .day, isInherited: false, isByYear: false,
        entries: [
          entry([nil, 0], early, .day(dates.asOf)), entry([2, nil], early, .day(early)),
          entry([0, 1], early, .day(dates.coverageFrom)),
        ], sources: [], range: nowhere),
      Parameter(
        name: "基数", keyLists: [], type: .number(.none), isInherited: false, isByYear: false,
        entries: [
          entry([], early, .number(Number(1))), entry([], dates.asOf, .number(Number(2))),
        ], sources: [], range: nowhere),
    ]
  }
}
