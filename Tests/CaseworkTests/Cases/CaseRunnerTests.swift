import Casework
import Matching
import RuleLanguage
import Store
import Testing

struct CaseRunnerTests {
  private let born1946: [Int: Case.Cell] = [
    World.PersonField.born: .value(.day(day("1946-03-31"))),
    World.PersonField.isLocal: .value(.truth(true)),
    World.PersonField.income: .value(.number(Number(300_000))),
  ]

  private func run(_ policy: Policy, _ cases: Case..., others: [Policy] = []) -> CaseReport {
    var policy = policy
    policy.cases = cases
    return CaseRunner(World.ruleSet(policies: others + [policy])).run()
  }

  private func kinds(_ report: CaseReport) -> [[CaseFailure.Kind]] {
    report.results.map { $0.failures.map(\.kind) }
  }

  @Test func `what the case expects is met`() {
    var unknown = born1946
    unknown[World.PersonField.isLocal] = nil
    var rich = born1946
    rich[World.PersonField.income] = .value(.number(Number(1_000_000)))
    let report = run(
      World.aged,
      Case(
        "当月", asOf: "2026-03-31", [Case.person(born1946)], expect: [.init(.yes, yuan: 50, list: "entitled")]),
      Case(
        "差一天", asOf: "2026-03-30", horizon: 30, [Case.person(born1946)],
        expect: [
          .init(.no, because: "条件(二)", yuan: 0, list: "upcoming"), .init(list: "near_miss"),
        ]),
      Case(
        "户籍未知", asOf: "2026-03-31", [Case.person(unknown)],
        expect: [.init(.unknown, missing: ["本地户籍"], list: "undetermined")]),
      Case(
        "收入高", asOf: "2026-03-31", [Case.person(rich)],
        expect: [.init(.no, because: "排除（一）", list: "none")]),
      Case(
        "已发", asOf: "2026-03-31", [Case.person(born1946)],
        receipts: [.init(.paid, period: period("2026-03"))], expect: [.init(.yes, list: "none")]),
      Case(
        "台账不详", asOf: "2026-03-31", [Case.person(born1946)], receiptsUnknown: true,
        expect: [.init(.yes, list: "undetermined")]),
      Case(
        "不该发", asOf: "2026-04-15", [Case.person(rich)],
        receipts: [.init(.paid, period: period("2026-03"))],
        expect: [
          .init(.no, list: "unentitled"), .init(.no, period: "2026-02", because: "条件（二）"),
        ]))
    #expect(report.results.flatMap(\.failures).map(\.message.chinese) == [])
    #expect(report.passed)
    #expect(report.results.map(\.name).count == 7)
  }

  @Test func `what is not met is told in both languages`() {
    let report = run(
      World.aged,
      Case(
        "错", asOf: "2026-03-30", [Case.person(born1946)],
        expect: [.init(.yes, because: "条件（一）", missing: ["月收入"], yuan: 60, list: "entitled")]))
    #expect(kinds(report) == [[.outcome, .because, .missing, .amount, .list]])
    let messages = report.results[0].failures.map(\.message)
    #expect(messages[0].chinese == "甲：应 符合，实为 不符合（因 条件（二））")
    #expect(messages[0].english == "甲：expected eligible, found ineligible (by 条件（二）)")
    #expect(messages[3].chinese == "甲：应 60元，实为 0元")
    #expect(messages[4].chinese == "甲：应 应享未享，实为 差一项")
  }

  @Test func `names that the case does not have are told`() {
    let report = run(
      World.aged,
      Case(
        "错", asOf: "2026-03-31", [Case.person(born1946)],
        expect: [
          .init(.yes, of: "乙"), .init(.yes, item: "餐补"), .init(.yes, period: "2025-12"),
          .init(.yes, row: "证1"),
        ]))
    #expect(kinds(report) == [[.unknownName, .unknownName, .unknownName, .unknownName]])
  }

  @Test func `rows are given, none, unknown, or follow their coverage`() {
    func certificate(_ key: String, _ grade: Int64) -> [Int: Case.Cell] {
      [
        World.CertificateField.key: .value(.text(key)),
        World.CertificateField.grade: .value(.number(Number(grade))),
        World.CertificateField.issued: .value(.day(day("2025-06-01"))),
      ]
    }
    func with(_ rows: Case.Rows?) -> [Case.Subject] {
      [Case.person(born1946, rows: rows.map { [World.certificates: $0] } ?? [:])]
    }
    let report = run(
      World.perCertificate,
      Case(
        "两证", asOf: "2026-05-14", with(.rows([certificate("甲证", 3), certificate("乙证", 2)])),
        expect: [
          .init(.yes, yuan: 1500, list: "entitled"), .init(.yes, row: "甲证", yuan: 1500),
          .init(.no, row: "乙证", because: "条件（一）", list: "near_miss"),
        ]),
      Case("无", asOf: "2026-05-14", with(.some(.none)), expect: [.init(.no, yuan: 0, list: "none")]),
      Case("未提", asOf: "2026-05-14", with(nil), expect: [.init(.no)]),
      Case("不详", asOf: "2026-05-14", with(.unknown), expect: [.init(.unknown, missing: ["证书"])]),
      Case(
        "已发一证", asOf: "2026-05-14", with(.rows([certificate("甲证", 3), certificate("乙证", 3)])),
        receipts: [.init(.paid, row: "甲证")],
        expect: [.init(row: "甲证", list: "none"), .init(row: "乙证", list: "entitled")]))
    #expect(report.results.flatMap(\.failures).map(\.message.chinese) == [])
  }

  @Test func `a case sets parameters for its keys`() {
    var ruleSet = World.ruleSet(policies: [])
    let parameter = Parameter(
      name: "标准", keyLists: [], type: .number(.money), isInherited: false, isByYear: false,
      entries: [
        Parameter.Entry(
          keys: [], from: day("2025-01-01"), value: .number(Number(100_000)), range: Rules.here),
        Parameter.Entry(
          keys: [], from: day("2026-01-01"), value: .number(Number(200_000)), range: Rules.here),
      ], sources: ["民政局"], range: Rules.here)
    ruleSet.parameters = [parameter]
    let standard = Rules.expression(.parameter(0, keys: [], at: nil), .number(.money))
    var policy = World.declare(
      "低保", [Rules.item("", .none)],
      Rules.clause("", World.compare(World.of(World.PersonField.income), .lessOrEqual, standard)))
    let poor: [Int: Case.Cell] = [World.PersonField.income: .value(.number(Number(150_000)))]
    let override = Case.ParameterOverride(parameter: 0, keys: [], value: .number(Number(149_999)))
    policy.cases = [
      Case("照文", asOf: "2026-05-14", [Case.person(poor)], expect: [.init(.yes)]),
      Case("先前", asOf: "2025-05-14", [Case.person(poor)], expect: [.init(.no, because: "条件")]),
      Case(
        "另设", asOf: "2026-05-14", [Case.person(poor)], parameters: [override], expect: [.init(.no)]),
      Case(
        "另设先前", asOf: "2024-05-14", [Case.person(poor)], parameters: [override], expect: [.init(.no)]),
    ]
    ruleSet.policies = [policy]
    let report = CaseRunner(ruleSet).run()
    #expect(report.results.flatMap(\.failures).map(\.message.chinese) == [])
  }

  @Test func `policies that exclude each other are compared`() {
    var poor = born1946
    poor[World.PersonField.income] = .value(.number(Number(200_000)))
    let report = run(
      World.aged,
      Case("另一项更高", asOf: "2026-04-30", [Case.person(poor)], expect: [.init(.yes, list: "none")]),
      Case("此项更高", asOf: "2026-04-30", [Case.person(born1946)], expect: [.init(.yes, list: "entitled")]),
      Case(
        "另一项已享", asOf: "2026-04-30", [Case.person(born1946)],
        receipts: [.init(.paid, policy: "护理补贴", period: period("2026-04"))],
        expect: [.init(.yes, list: "none")]),
      others: [World.care])
    #expect(report.results.flatMap(\.failures).map(\.message.chinese) == [])
  }

  @Test func `several subjects refer to each other by name`() {
    let spouse: [Int: Case.Cell] = [World.PersonField.income: .value(.number(Number(400_000)))]
    var married = born1946
    married[World.PersonField.spouse] = .value(.reference("乙"))
    var single = born1946
    single[World.PersonField.spouse] = Case.Cell.none
    let report = run(
      World.grant,
      Case(
        "配偶", asOf: "2026-05-14", [Case.person("甲", married), Case.person("乙", spouse)],
        expect: [.init(.yes, yuan: 1000), .init(.no, of: "乙", because: "条件（二）")]),
      Case("未婚", asOf: "2026-05-14", [Case.person(single)], expect: [.init(.no, because: "条件（二）")]))
    #expect(report.results.flatMap(\.failures).map(\.message.chinese) == [])
  }

  @Test func `clauses that no case tries are told`() {
    let untried = run(World.aged).coverage[0]
    #expect(untried.clauses.map(\.path) == ["条件（一）", "条件（二）", "排除（一）"])
    #expect(untried.neverTrue == ["条件（一）", "条件（二）", "排除（一）"])
    let tried = run(
      World.aged, Case("当月", asOf: "2026-03-31", [Case.person(born1946)], expect: [.init(.yes)])
    ).coverage[0]
    #expect(tried.neverTrue == ["排除（一）"])
    #expect(tried.neverFalse == ["条件（一）", "条件（二）"])
    let rows = run(World.perCertificate).coverage[0]
    #expect(rows.clauses.map(\.path) == ["条件", "待遇项“证书补贴”条件（一）", "待遇项“证书补贴”条件（二）"])
  }
}
