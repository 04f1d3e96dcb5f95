import Matching
import RuleLanguage

/// A small world of checked values: persons, enterprises, and relations of every completeness.
enum Registry {
  static let nowhere = SourceRange(file: 0, lower: 0, upper: 0)

  enum Person {
    static let table = 0
    static let id = 0
    static let birth = 1
    static let death = 2
    static let home = 3
    static let income = 4
    static let spouse = 5
    static let degree = 6
    static let disabled = 7
    static let rooms = 8
    static let checked = 9
    static let dismissed = 10
    static let savings = 11
    static let region = 12
  }
  /// 社保月缴, complete from 2011-07-01, fresh for 31 days.
  enum Insurance {
    static let table = 1
    static let view = 0
    static let kind = 0
    static let month = 1
    static let base = 2
  }
  enum Firm {
    static let table = 2
    static let founded = 1
  }
  /// 任职, complete from 2015-01-01, fresh for 31 days; 员工 is its reverse.
  enum Job {
    static let table = 3
    static let view = 1
    static let reverse = 2
    static let firm = 0
    static let start = 1
    static let pay = 2
  }
  /// 房产, incomplete.
  enum House {
    static let table = 4
    static let view = 3
    static let region = 1
  }
  /// 收入核对, closed for those whose check is done.
  enum Check {
    static let table = 5
    static let view = 4
    static let amount = 1
  }
  /// 技能证书, complete from ever, fresh for 400 days.
  enum Certificate {
    static let table = 6
    static let view = 5
    static let degree = 1
    static let issued = 2
  }

  enum Place {
    static let zhangzhou = 0
    static let xiangcheng = 1
    static let longwen = 2
    static let guangzhou = 3
    static let all = CodeSet(list: 0, ranges: [0..<3])
  }
  enum Degree {
    static let doctor = 0
    static let bachelor = 1
    static let college = 2
  }
  static let pension = 0
  static let unemployment = 1

  private static let tables = [person, insurance, firm, job, house, check, certificate]

  static let rules: RuleSet = {
    var rules = RuleSet()
    rules.codeLists = [places, degrees, kinds]
    rules.tables = tables
    rules.views = [
      RelationView(name: "社保月缴", table: 1, entity: 0, link: .owner),
      RelationView(name: "任职", table: 3, entity: 0, link: .owner),
      RelationView(name: "员工", table: 3, entity: 2, link: .field(Job.firm)),
      RelationView(name: "房产", table: 4, entity: 0, link: .owner),
      RelationView(name: "收入核对", table: 5, entity: 0, link: .owner),
      RelationView(name: "技能证书", table: 6, entity: 0, link: .owner),
    ]
    rules.parameters = [standard, rate]
    rules.definitions = [
      Definition(
        name: "高龄", table: 0, expression: age.atLeast(number(80, .years)), range: nowhere)
    ]
    return rules
  }()

  private static var places: CodeList {
    CodeList(
      id: 0, name: "行政区划",
      items: [
        ("350600", "漳州市", nil), ("350602", "芗城区", "350600"), ("350603", "龙文区", "350600"),
        ("440100", "广州市", nil),
      ], range: nowhere)
  }
  private static var degrees: CodeList {
    CodeList(
      id: 1, name: "学历", items: [("1", "博士研究生", nil), ("2", "大学本科", nil), ("3", "大学专科", nil)],
      ranks: ["1": 3, "2": 2, "3": 1], range: nowhere)
  }
  private static var kinds: CodeList {
    CodeList(id: 2, name: "险种", items: [("1", "养老", nil), ("2", "失业", nil)], range: nowhere)
  }

  private static var person: Table {
    var table = Table(id: 0, name: "个人", kind: .entity, range: nowhere)
    table.fields = [
      declared("身份证号", .text, "公安", sensitivity: .sensitive),
      declared("出生日期", .day, "公安", isRetroactive: true),
      declared("死亡日期", .day, "公安", isOptional: true, isRetroactive: true),
      declared("户籍地", .code(0), "公安"),
      declared("月收入", .number(.money), "税务", isOptional: true),
      declared("配偶", .reference(0), "民政", isOptional: true),
      declared("学历", .code(1), "教育"),
      declared("残疾", .truth, "残联", sensitivity: .sensitive),
      declared("房间数", .number(.none), "住建"),
      declared("核对完成日期", .day, "民政", isOptional: true),
      declared("失业日期", .day, "人社", isOptional: true),
      declared("存款", .number(.money), "银行"),
      declared("区划", .code(0), "公安"),
    ]
    table.key = [0]
    table.endField = Person.death
    table.startField = Person.birth
    return table
  }
  private static var insurance: Table {
    relation(
      1, "社保月缴", .complete(from: day(2011, 7, 1)), freshness: 31,
      [
        declared("险种", .code(2), "人社"), declared("月份", .month, "人社"),
        declared("基数", .number(.money), "医保", isOptional: true),
      ])
  }
  private static var firm: Table {
    var table = Table(id: 2, name: "企业", kind: .entity, range: nowhere)
    table.fields = [declared("统一代码", .text, "市监"), declared("成立日期", .day, "市监")]
    table.key = [0]
    table.startField = Firm.founded
    return table
  }
  private static var job: Table {
    relation(
      3, "任职", .complete(from: day(2015, 1, 1)), freshness: 31,
      [
        declared("单位", .reference(2), "人社"), declared("起", .day, "人社"),
        declared("工资", .number(.money), "税务"),
      ])
  }
  private static var house: Table {
    relation(
      4, "房产", .incomplete, freshness: 0,
      [declared("编号", .text, "住建"), declared("区划", .code(0), "住建")])
  }
  private static var check: Table {
    relation(
      5, "收入核对", .whenChecked(ownerField: Person.checked), freshness: 0,
      [declared("月份", .month, "民政"), declared("金额", .number(.money), "民政")])
  }
  private static var certificate: Table {
    relation(
      6, "技能证书", .complete(from: nil), freshness: 400,
      [
        declared("编号", .text, "人社"), declared("等级", .code(1), "人社"),
        declared("核发日期", .day, "人社"),
      ])
  }

  private static var standard: Parameter {
    func entry(_ code: Int, _ from: Day, _ yuan: Int64) -> Parameter.Entry {
      Parameter.Entry(
        keys: [code], from: from, value: .number(Number(yuan * 100)), range: nowhere)
    }
    return Parameter(
      name: "低保标准", keyLists: [0], type: .number(.money), isInherited: true, isByYear: false,
      entries: [
        entry(Place.zhangzhou, day(2025, 7, 1), 800), entry(Place.xiangcheng, day(2025, 7, 1), 1020),
        entry(Place.xiangcheng, day(2026, 7, 1), 1080),
      ], sources: ["民政"], range: nowhere)
  }
  private static var rate: Parameter {
    Parameter(
      name: "失业率", keyLists: [], type: .number(.none), isInherited: false, isByYear: true,
      entries: [
        Parameter.Entry(
          keys: [], from: day(2024, 1, 1), value: .number(decimal("0.055")), range: nowhere),
        Parameter.Entry(keys: [], from: day(2025, 1, 1), value: nil, range: nowhere),
      ], sources: ["统计"], range: nowhere)
  }

  private static func declared(
    _ name: String, _ type: ValueType, _ source: String, sensitivity: Sensitivity = .inner,
    isOptional: Bool = false, isRetroactive: Bool = false
  ) -> Field {
    Field(
      name: name, type: type, sources: [source], sensitivity: sensitivity, isOptional: isOptional,
      isRetroactive: isRetroactive, range: nowhere)
  }

  private static func relation(
    _ id: TableID, _ name: String, _ completeness: Relation.Completeness, freshness: Int,
    _ fields: [Field]
  ) -> Table {
    var relation = Relation(owner: 0, completeness: completeness)
    relation.freshnessDays = freshness
    var table = Table(id: id, name: name, kind: .relation(relation), range: nowhere)
    table.fields = fields
    table.key = [0, 1]
    return table
  }

  /// 周岁(出生日期).
  static var age: Expression {
    Expression(
      .elapsed(.years, from: field(Person.birth), to: decisionDay), .number(.years), nowhere)
  }
  static var decisionDay: Expression { Expression(.moment(.decisionDay), .day, nowhere) }

  static func field(_ index: Int, of table: TableID = 0, hops: [Hop] = [], from frame: TableID? = nil)
    -> Expression
  {
    let path = Path(frame: frame ?? table, hops: hops, table: table, field: index)
    return Expression(.path(path), tables[table].fields[index].type, nowhere)
  }

  /// The data most tests start from: one person with everything known and no rows, every relation
  /// imported up to 2026-02-28.
  static func dataset(
    _ person: [Int: Cell] = [:], _ fill: (inout DatasetBuilder) -> Void = { _ in }
  ) -> Dataset {
    var builder = DatasetBuilder(rules)
    builder.add(entity: Person.table, key: "甲", known.merging(person) { $1 })
    for table in [Insurance.table, Job.table, House.table, Check.table, Certificate.table] {
      builder.setCoverage(Coverage(to: day(2026, 2, 28)), of: table)
    }
    fill(&builder)
    return builder.build()
  }

  /// Born on 1946-03-01, of 芗城区, without income or spouse.
  private static var known: [Int: Cell] {
    [
      Person.birth: .value(.day(day(1946, 3, 1))), Person.death: .none,
      Person.home: .value(.code(Place.xiangcheng)), Person.income: .none, Person.spouse: .none,
      Person.degree: .value(.code(Degree.bachelor)), Person.disabled: .value(.truth(false)),
      Person.rooms: .value(.number(Number(3))), Person.checked: .none,
      Person.dismissed: .none, Person.savings: .value(.number(Number(100_000))),
      Person.region: .value(.code(Place.xiangcheng)),
    ]
  }
}

func day(_ year: Int, _ month: Int, _ day: Int) -> Day {
  guard let result = Day(year: year, month: month, day: day) else { preconditionFailure("no such day") }
  return result
}

func day(_ text: String) -> Day {
  let parts = text.split(separator: "-").compactMap { Int($0) }
  return day(parts[0], parts[1], parts[2])
}

func month(_ text: String) -> YearMonth {
  let parts = text.split(separator: "-").compactMap { Int($0) }
  return YearMonth(year: parts[0], month: parts[1])
}

func decimal(_ text: String) -> Number {
  guard let number = Number(decimal: text) else { preconditionFailure("no number") }
  return number
}

func number(_ value: Int, _ unit: Unit = .none) -> Expression {
  Expression(.constant(.number(Number(Int64(value)))), .number(unit), Registry.nowhere)
}
func money(_ yuan: Int) -> Expression { number(yuan * 100, .money) }
func constant(_ day: Day) -> Expression { Expression(.constant(.day(day)), .day, Registry.nowhere) }
func constant(_ month: YearMonth) -> Expression {
  Expression(.constant(.month(month)), .month, Registry.nowhere)
}
func truth(_ kind: Expression.Kind) -> Expression { Expression(kind, .truth, Registry.nowhere) }

extension Expression {
  func compared(_ comparison: Comparison, _ other: Expression) -> Expression {
    truth(.compare(comparison, self, other))
  }
  func atLeast(_ other: Expression) -> Expression { compared(.greaterOrEqual, other) }
  func isOne(of codes: CodeSet) -> Expression { truth(.inCodes(self, codes)) }
  func with(_ type: ValueType) -> Expression { Expression(kind, type, range) }
}

extension Evaluated {
  static func integer(_ value: Int) -> Evaluated { .value(.number(Number(Int64(value)))) }
  static func range(_ low: Int?, _ high: Int?) -> Evaluated {
    .range(low: low.map { Number(Int64($0)) }, high: high.map { Number(Int64($0)) })
  }
  static func truth(_ value: Bool) -> Evaluated { .value(.truth(value)) }
  static func date(_ text: String) -> Evaluated { .value(.day(day(text))) }
}

/// The value of an expression over the first person on a day.
func value(
  _ expression: Expression, _ dataset: Dataset = Registry.dataset(), on date: String = "2026-03-15",
  at: JudgedAt? = nil, table: TableID = 0, record: Int = 0
) -> Evaluated {
  Explainer(Registry.rules, dataset).value(
    of: expression, table: table, record: record, at: at ?? JudgedAt(current: day(date)))
}
