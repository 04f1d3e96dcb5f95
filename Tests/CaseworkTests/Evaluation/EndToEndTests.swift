import Casework
import Matching
import RuleLanguage
import Store
import Testing

/// Small populations whose lists were worked out by hand.
struct EndToEndTests {
  private func person(
    _ born: String?, local: Bool? = true, income: Int64? = 3000, died: String? = nil
  ) -> [Int: Cell] {
    var cells: [Int: Cell] = [:]
    if let born { cells[World.PersonField.born] = .value(.day(day(born))) }
    if let local { cells[World.PersonField.isLocal] = .value(.truth(local)) }
    if let income { cells[World.PersonField.income] = .value(.number(Number(income * 100))) }
    if let died { cells[World.PersonField.died] = .value(.day(day(died))) }
    return cells
  }

  private func certificate(_ grade: Int64?, _ issued: String) -> [Int: Cell] {
    var cells: [Int: Cell] = [World.CertificateField.issued: .value(.day(day(issued)))]
    if let grade { cells[World.CertificateField.grade] = .value(.number(Number(grade))) }
    return cells
  }

  private func evaluate(
    _ policy: Policy, asOf: String, horizon: Int = 0, receipts: [Receipt] = [],
    coverage: ReceiptCoverage? = nil, verifications: [Verification] = [],
    _ fill: (inout DatasetBuilder) -> Void
  ) -> Evaluation {
    var ruleSet = World.ruleSet(policies: [policy])
    ruleSet.ledgers = [Rules.ledger()]
    var builder = DatasetBuilder(ruleSet)
    builder.setCoverage(Coverage(to: day(asOf)), of: World.certificate)
    fill(&builder)
    let ledger = ReceiptLedger(
      name: "台账", coverage: coverage ?? ReceiptCoverage(to: day(asOf)), receipts: receipts)
    return Evaluation(
      EvaluationInput(
        ruleSet: ruleSet, dataset: builder.build(), ledgers: [ledger], verifications: verifications,
        asOf: day(asOf), horizonDays: horizon))
  }

  private func names(_ evaluation: Evaluation, _ list: FindingList) -> [String] {
    evaluation.findings(on: [list]).map { finding in
      let unit = finding.unit
      let place = [unit.subject, unit.row, unit.period].filter { !$0.isEmpty }.joined(separator: "/")
      return finding.amount.map { "\(place) \($0)" } ?? place
    }
  }

  @Test func `each certificate is a decision of its own`() {
    let evaluation = evaluate(
      World.perCertificate, asOf: "2026-05-14",
      receipts: [
        Receipt(policy: "技能补贴", subject: "甲", row: "证2", status: .paid, date: day("2026-02-01")),
        Receipt(policy: "技能补贴", subject: "乙", row: "证5", status: .paid, date: day("2026-02-01")),
      ]
    ) { builder in
      builder.add(entity: World.person, key: "甲", person("1990-01-01"))
      builder.add(row: World.certificate, owner: "甲", key: "证1", certificate(3, "2025-01-01"))
      builder.add(row: World.certificate, owner: "甲", key: "证2", certificate(4, "2025-06-01"))
      builder.add(row: World.certificate, owner: "甲", key: "证3", certificate(2, "2025-06-01"))
      builder.add(row: World.certificate, owner: "甲", key: "证4", certificate(nil, "2025-06-01"))
      builder.add(entity: World.person, key: "乙", person("1990-01-01"))
      builder.add(row: World.certificate, owner: "乙", key: "证5", certificate(3, "2024-12-31"))
      builder.add(entity: World.person, key: "丙", person("1990-01-01"))
      builder.add(entity: World.person, key: "丁", person("1990-01-01", local: nil))
      builder.add(row: World.certificate, owner: "丁", key: "证6", certificate(5, "2026-01-01"))
      builder.add(row: World.certificate, owner: "丁", key: "证7", certificate(5, "2026-01-01"))
    }
    // Grade 3 times 500 yuan; certificate 2 is paid, 3 is below the grade, 5 was issued too early.
    #expect(names(evaluation, .entitled) == ["甲/证1 150000"])
    // A one-off benefit that was paid is over and done.
    #expect(names(evaluation, .unentitled) == [])
    #expect(names(evaluation, .undetermined) == ["甲/证4", "丁/证6", "丁/证7"])
    #expect(names(evaluation, .nearMiss) == ["甲/证3"])
    let groups = evaluation.undeterminedGroups()
    #expect(groups.map { $0.missing.map(\.name) }.contains(["本地户籍"]))
    #expect(groups.map(\.units) == [2, 1])
    #expect(groups.map(\.subjects) == [1, 1])
    #expect(groups[0].sources == ["本地户籍来源"])
    let counts = evaluation.counts()[0]
    #expect(counts.subjects[.undetermined] == 2)
    #expect(counts.units[.undetermined] == 3)
    #expect(counts.receiving == 2)
    #expect(evaluation.nearMissGroups().map(\.units) == [1])
    #expect(evaluation.findings(on: [.nearMiss])[0].clause == "待遇项“证书补贴”条件（一）")
  }

  @Test func `two unpaid months are two findings, each on its own day`() {
    // Turns 80 on 2026-03-31; 90 on 2026-04-02. Payments are known up to the end of March.
    let paid = { (who: String, month: String) in
      Receipt(policy: "高龄津贴", subject: who, period: month, status: .paid, date: day("2026-03-10"))
    }
    let evaluation = evaluate(
      World.aged, asOf: "2026-04-15", horizon: 30,
      receipts: [
        paid("丙", "2026-01"), paid("丙", "2026-02"), paid("丙", "2026-03"), paid("丁", "2026-01"),
        paid("丁", "2026-02"), paid("丁", "2026-03"),
      ], coverage: ReceiptCoverage(to: day("2026-03-31"))
    ) { builder in
      builder.add(entity: World.person, key: "甲", person("1946-03-31"))
      builder.add(entity: World.person, key: "乙", person("1936-04-02"))
      builder.add(entity: World.person, key: "丙", person("1940-01-01"))
      builder.add(entity: World.person, key: "丁", person("1940-01-01", died: "2026-03-05"))
      builder.add(entity: World.person, key: "戊", person("1946-05-15"))
      builder.add(entity: World.person, key: "己", person("1946-05-16"))
    }
    // Local residence keeps no history, so that months before the current one are to be verified.
    #expect(names(evaluation, .entitled) == ["甲/2026-04 5000", "乙/2026-04 10000"])
    #expect(
      names(evaluation, .undetermined) == [
        "乙/2026-01", "丙/2026-01", "丁/2026-01", "乙/2026-02", "丙/2026-02", "丁/2026-02", "甲/2026-03",
        "乙/2026-03", "丙/2026-03", "丁/2026-03",
      ])
    // Beyond the ledger's last day 丁 still counts as paid, having been paid for March without a stop.
    #expect(names(evaluation, .unentitled) == ["丁/2026-04"])
    #expect(names(evaluation, .upcoming) == ["戊/2026-04 5000"])
    #expect(evaluation.counts()[0].receiving == 2)
  }

  @Test func `with history every unpaid month is found`() {
    var policy = World.aged
    policy.conditions = Rules.all(Rules.clause("（二）", World.isAged(80)))
    let evaluation = evaluate(
      policy, asOf: "2026-04-15",
      receipts: [
        Receipt(policy: "高龄津贴", subject: "甲", period: "2026-01", status: .paid),
        Receipt(policy: "高龄津贴", subject: "甲", period: "2026-03", status: .paid),
        Receipt(policy: "高龄津贴", subject: "甲", period: "2026-03", status: .returned),
        Receipt(policy: "高龄津贴", subject: "乙", period: "2026-02", status: .processing),
      ], coverage: ReceiptCoverage(to: day("2026-03-31")),
      verifications: [
        Verification(policy: "高龄津贴", subject: "丁", outcome: .deceased, date: day("2026-04-01")),
        Verification(policy: "高龄津贴", subject: "甲", outcome: .confirmed, date: day("2026-04-01")),
      ]
    ) { builder in
      builder.add(entity: World.person, key: "甲", person("1936-02-28"))
      builder.add(entity: World.person, key: "乙", person("1946-02-28", income: nil))
      builder.add(entity: World.person, key: "丙", person("1946-02-28"))
      builder.add(entity: World.person, key: "丁", person("1940-01-01"))
    }
    // 甲 turns 90 on the last day of February: 100 yuan from then on.
    #expect(
      names(evaluation, .entitled) == [
        "甲/2026-02 10000", "丙/2026-02 5000", "甲/2026-03 10000", "丙/2026-03 5000", "甲/2026-04 10000",
        "丙/2026-04 5000",
      ])
    #expect(names(evaluation, .undetermined) == ["乙/2026-03", "乙/2026-04"])
    #expect(evaluation.counts()[0].subjects[.entitled] == 2)
    #expect(evaluation.counts()[0].units[.entitled] == 6)
  }

  @Test func `of several items only the one worth most is due`() {
    let fill = { (builder: inout DatasetBuilder) in
      // 600 a year against 40 a month below 75 and 60 from 75 on.
      builder.add(entity: World.person, key: "甲", self.person("1955-01-01", income: 1000))
      builder.add(entity: World.person, key: "乙", self.person("1940-01-01", income: 1000))
      builder.add(entity: World.person, key: "丙", self.person("1955-01-01", income: nil))
      builder.add(entity: World.person, key: "丁", self.person("1940-01-01", income: nil))
    }
    var policy = World.yearly
    policy.backPay = nil
    let evaluation = evaluate(policy, asOf: "2026-05-14", fill)
    let findings = evaluation.findings(on: [.entitled, .undetermined]).map {
      "\($0.unit.subject) \($0.unit.item) \($0.list)"
    }
    #expect(
      findings == [
        "甲 低收入补助 entitled", "丙 低收入补助 undetermined", "乙 老年补助 entitled", "丁 老年补助 entitled",
        "丙 老年补助 undetermined",
      ])
    #expect(evaluation.findings(on: [.undetermined]).last?.missing.map(\.name) == ["合并"])
    let received = evaluate(
      policy, asOf: "2026-05-14",
      receipts: [Receipt(policy: "生活补助", item: "低收入补助", subject: "乙", period: "2026", status: .paid)],
      coverage: ReceiptCoverage(from: day("2025-01-01"), to: day("2026-04-30")), fill)
    #expect(!received.findings(on: Set(FindingList.allCases)).contains { $0.unit.subject == "乙" })
  }

  @Test func `what is due together keeps below the cap`() {
    let evaluation = evaluate(World.capped, asOf: "2026-05-14") { builder in
      builder.add(entity: World.person, key: "甲", person("1940-01-01"))
      builder.add(entity: World.person, key: "乙", person("1940-01-01", income: 2000))
      builder.add(entity: World.person, key: "丙", person("1950-01-01", local: false))
      builder.add(entity: World.person, key: "丁", person("1940-01-01", income: nil))
    }
    // 90 and 50 yuan under a cap of 100, or of 120 below 3,000 yuan of income.
    let amounts = evaluation.findings(on: [.entitled]).map {
      "\($0.unit.subject) \($0.unit.item) \($0.amount.map(String.init) ?? "?")"
    }
    #expect(
      amounts == [
        "甲 助餐 9000", "乙 助餐 9000", "丙 助餐 7000", "丁 助餐 9000", "甲 助浴 1000", "乙 助浴 3000", "丁 助浴 ?",
      ])
  }
}
