import Casework
import Matching
import RuleLanguage

/// A small rule set with every way of combining benefits: monthly and yearly ones, one decided per
/// certificate, 取最高, 择一, 相加 with a cap, and two 互斥 groups.
enum World {
  static let person: TableID = 0
  static let certificate: TableID = 1
  static let enrolment: TableID = 2
  static let certificates = 0
  static let enrolments = 1

  enum PersonField {
    static let (key, born, isLocal, income, died, spouse, registered) = (0, 1, 2, 3, 4, 5, 6)
  }
  enum CertificateField { static let (key, grade, issued) = (0, 1, 2) }
  enum EnrolmentField { static let (month, isActive) = (0, 1) }

  static let tables: [Table] = {
    var person = Table(id: 0, name: "个人", kind: .entity, range: Rules.here)
    person.fields = [
      field("编号", .text), field("出生日期", .day, isRetroactive: true), field("本地户籍", .truth),
      field("月收入", .number(.money), isRetroactive: true),
      field("死亡日期", .day, isOptional: true, isRetroactive: true),
      field("配偶", .reference(0), isOptional: true), field("登记日期", .day),
    ]
    person.key = [0]
    person.endField = PersonField.died
    person.startField = PersonField.registered
    var certificate = Table(
      id: 1, name: "证书", kind: .relation(Relation(owner: 0, completeness: .complete(from: nil))),
      range: Rules.here)
    certificate.fields = [field("证号", .text), field("等级", .number(.none)), field("核发日期", .day)]
    certificate.key = [0]
    var relation = Relation(owner: 0, completeness: .complete(from: day("2020-01-01")))
    relation.freshnessDays = 31
    var enrolment = Table(id: 2, name: "参保", kind: .relation(relation), range: Rules.here)
    enrolment.fields = [field("月份", .month), field("正常", .truth)]
    enrolment.key = [0]
    return [person, certificate, enrolment]
  }()

  private static func field(
    _ name: String, _ type: ValueType, isOptional: Bool = false, isRetroactive: Bool = false
  ) -> Field {
    Field(
      name: name, type: type, sources: ["\(name)来源"], isOptional: isOptional,
      isRetroactive: isRetroactive, range: Rules.here)
  }

  static func ruleSet(policies: [Policy]) -> RuleSet {
    var ruleSet = RuleSet()
    ruleSet.tables = tables
    ruleSet.views = [
      RelationView(name: "证书", table: certificate, entity: person, link: .owner),
      RelationView(name: "参保", table: enrolment, entity: person, link: .owner),
    ]
    ruleSet.definitions = definitions
    ruleSet.parameters = parameters
    ruleSet.figures = figures + sharedFigures
    ruleSet.policies = policies
    return ruleSet
  }

  // MARK: Conditions

  static func of(_ field: Int, hops: [Hop] = []) -> Expression {
    Rules.expression(
      .path(Path(frame: person, hops: hops, table: person, field: field)),
      tables[person].fields[field].type)
  }
  static func row(_ field: Int) -> Expression {
    Rules.expression(
      .path(Path(frame: certificate, hops: [], table: certificate, field: field)),
      tables[certificate].fields[field].type)
  }
  static let isLocal = of(PersonField.isLocal)
  static let decisionDay = Rules.expression(.moment(.decisionDay), .day)
  static let age = Rules.expression(
    .elapsed(.years, from: of(PersonField.born), to: decisionDay), .number(.years))

  static func compare(_ a: Expression, _ comparison: Comparison, _ b: Expression) -> Expression {
    Rules.expression(.compare(comparison, a, b))
  }
  static func isAged(_ years: Int64) -> Expression {
    compare(age, .greaterOrEqual, Rules.constant(.number(Number(years)), .number(.years)))
  }
  static func earns(_ comparison: Comparison, _ yuan: Int64) -> Expression {
    compare(of(PersonField.income), comparison, Rules.yuan(yuan))
  }
  static func hasGrade(_ grade: Int64) -> Expression {
    compare(row(CertificateField.grade), .greaterOrEqual, number(grade))
  }
  static func number(_ value: Int64) -> Expression {
    Rules.constant(.number(Number(value)), .number(.none))
  }
  static func either(_ condition: Expression, _ then: Int64, _ otherwise: Int64) -> Expression {
    Rules.expression(
      .conditional(condition, then: Rules.yuan(then), otherwise: Rules.yuan(otherwise)), .number(.money))
  }
  static let enrolledMonths = Rules.expression(
    .count(Query(view: enrolments, hops: [], filter: nil, span: .ever)), .number(.none))

  static func declare(_ name: String, _ items: [Item], _ conditions: Clause...) -> Policy {
    var policy = Policy(name: name, title: name, subject: person, range: Rules.here)
    policy.items = items
    policy.department = "民政局"
    policy.conditions = ClauseGroup(quantity: .all, clauses: conditions)
    return policy
  }

  // MARK: The policies

  static let policies: [Policy] = [
    aged, care, perCertificate, yearly, choice, capped, loan, grant, insured, mixed,
    bestCertificates, ownSpouse, quota, budget, pooled, ranked, shared, chosen,
    portion, proRata, cappedItem, yearlyPrize, monthlyPrize,
  ]

  static let aged: Policy = {
    var policy = declare(
      "高龄津贴", [Rules.item("", .amount(either(isAged(90), 100, 50)), .monthly)],
      Rules.clause("（一）", isLocal), Rules.clause("（二）", isAged(80)))
    policy.exclusions = Rules.any(Rules.clause("（一）", earns(.greater, 9000)))
    policy.backPay = Policy.BackPay(limit: .thisYear)
    policy.paysThroughEndMonth = true
    policy.exclusiveGroup = Policy.ExclusiveGroup(name: "老年补贴", choice: .highest)
    return policy
  }()

  static let care: Policy = {
    var policy = declare(
      "护理补贴", [Rules.item("", .amount(either(earns(.less, 3000), 80, 20)), .monthly)],
      Rules.clause("（一）", isAged(70)),
      Rules.clause("（二）", Rules.expression(.not(earns(.greater, 6000)))))
    policy.validFrom = day("2026-02-10")
    policy.backPay = Policy.BackPay(limit: .unlimited)
    policy.judgesAnyDay = true
    policy.exclusiveGroup = Policy.ExclusiveGroup(name: "老年补贴", choice: .highest)
    return policy
  }()

  static let perCertificate: Policy = {
    var item = Rules.item(
      "证书补贴",
      .amount(
        Rules.expression(
          .arithmetic(.multiply, row(CertificateField.grade), Rules.yuan(500)), .number(.money))))
    item.perRow = Item.PerRow(view: certificates, alias: "证书")
    item.conditions = Rules.all(
      Rules.clause("（一）", hasGrade(3)),
      Rules.clause(
        "（二）",
        compare(
          row(CertificateField.issued), .greaterOrEqual, Rules.constant(.day(day("2025-01-01")), .day))))
    return declare("技能补贴", [item], Rules.clause("", isLocal))
  }()

  static let yearly: Policy = {
    var low = Rules.item("低收入补助", .amount(Rules.yuan(600)), .yearly)
    low.conditions = Rules.all(Rules.clause("（一）", earns(.less, 2000)))
    var old = Rules.item("老年补助", .amount(either(isAged(75), 60, 40)), .monthly)
    old.conditions = Rules.all(Rules.clause("（一）", isAged(70)))
    var policy = declare("生活补助", [low, old], Rules.clause("（一）", isLocal))
    policy.combination = .highest
    policy.backPay = Policy.BackPay(limit: .thisYear)
    return policy
  }()

  static let choice: Policy = {
    var first = Rules.item("实物", .nonMoney(kind: "实物", text: "爱心包"))
    first.conditions = Rules.all(Rules.clause("（一）", earns(.less, 2500)))
    var second = Rules.item("现金", .amount(Rules.yuan(200)))
    second.exclusions = Rules.any(Rules.clause("（一）", Rules.expression(.isNone(of(PersonField.spouse)))))
    var policy = declare("节日慰问", [first, second], Rules.clause("（一）", isAged(60)))
    policy.combination = .first
    return policy
  }()

  static let capped: Policy = {
    let meals = Rules.item("助餐", .amount(either(isAged(80), 90, 70)), .monthly)
    var baths = Rules.item("助浴", .amount(Rules.yuan(50)), .monthly)
    baths.conditions = Rules.all(Rules.clause("（一）", isLocal))
    var policy = declare("居家服务", [meals, baths], Rules.clause("（一）", isAged(75)))
    policy.totalCap = either(earns(.less, 3000), 120, 100)
    return policy
  }()

  static let loan: Policy = {
    var policy = declare(
      "创业贷款", [Rules.item("", .pending)], Rules.clause("（一）", earns(.less, 5000)),
      Rules.clause("（二）", Rules.expression(.not(isAged(60)))))
    policy.exclusiveGroup = Policy.ExclusiveGroup(name: "创业", choice: .earliest)
    return policy
  }()

  static let grant: Policy = {
    var policy = declare(
      "创业补贴", [Rules.item("", .amount(Rules.yuan(1000)))], Rules.clause("（一）", isLocal),
      Rules.clause(
        "（二）",
        compare(of(PersonField.income, hops: [.field(PersonField.spouse)]), .less, Rules.yuan(5000))))
    policy.exclusiveGroup = Policy.ExclusiveGroup(name: "创业", choice: .earliest)
    policy.validTo = day("2026-12-31")
    return policy
  }()

  static let insured: Policy = declare(
    "参保奖励", [Rules.item("", .amount(Rules.yuan(300)), .yearly)],
    Rules.clause("（一）", compare(enrolledMonths, .greaterOrEqual, number(2))),
    Rules.clause("（二）", isLocal))

  /// A tag of the spouse, a parameter that ends, a table, and rows that do not say everything.
  static let mixed: Policy = {
    let activeRows = Query(
      view: enrolments, hops: [],
      filter: Rules.expression(
        .path(Path(frame: enrolment, hops: [], table: enrolment, field: EnrolmentField.isActive)), .truth),
      span: .window(
        from: Rules.expression(.moment(.windowStart(.months(3, includingCurrent: false))), .day),
        to: Rules.expression(.moment(.windowEnd(.months(3, includingCurrent: false))), .day)))
    let wellOff = Rules.expression(.definition(0, hops: [.field(PersonField.spouse)]), .truth)
    let standard = Rules.expression(
      .parameter(0, keys: [], at: Rules.expression(.yearOf(of(PersonField.registered)), .year)),
      .number(.money))
    let amount = Rules.expression(
      .table(
        TableExpression(
          choice: .first,
          rows: [
            TableExpression.Row(condition: isAged(80), value: standard),
            TableExpression.Row(condition: earns(.less, 2500), value: Rules.yuan(70)),
          ], otherwise: .denied)), .number(.money))
    var item = Rules.item("综合", .amount(amount), .quarterly)
    item.conditions = ClauseGroup(
      quantity: .atLeast(2),
      clauses: [
        Rules.clause("（一）", Rules.expression(.exists(activeRows))), Rules.clause("（二）", isLocal),
        Rules.clause("（三）", isAged(65)),
      ])
    var policy = declare("综合奖励", [item])
    policy.exclusions = Rules.any(Rules.clause("（一）", wellOff))
    policy.backPay = Policy.BackPay(limit: .thisYear)
    return policy
  }()

  static let definitions = [
    Definition(
      name: "宽裕", table: person,
      expression: Rules.expression(.and([earns(.greater, 6000), isLocal])), range: Rules.here)
  ]

  static let parameters = [
    Parameter(
      name: "奖励标准", keyLists: [], type: .number(.money), isInherited: false, isByYear: true,
      entries: [
        Parameter.Entry(
          keys: [], from: day("2021-01-01"), value: .number(Number(8800)), range: Rules.here)
      ], sources: ["人社局"], range: Rules.here)
  ]
}
