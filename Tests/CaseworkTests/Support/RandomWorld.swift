import Casework
import Matching
import RuleLanguage
import Store

/// SplitMix64: the same seed gives the same world everywhere.
struct Seeded {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
  mutating func pick<T>(_ values: [T]) -> T { values[below(values.count)] }
}

/// A random population of ``World`` with ledgers and verifications, kept as records so that any part
/// of it can be built into a dataset.
struct RandomWorld {
  struct Person {
    let key: String
    let spouse: String?
    let cells: [Int: Cell]
    let certificates: [(key: String, cells: [Int: Cell])]
    let months: [(key: String, cells: [Int: Cell])]
  }

  let asOf: Day
  var ruleSet = World.ruleSet(policies: World.policies)
  private(set) var persons: [Person] = []
  private(set) var ledgers: [ReceiptLedger] = []
  private(set) var verifications: [Verification] = []

  /// `receipts`: how many of a hundred have some, of each policy.
  init(seed: UInt64, count: Int, receipts: Int = 22) {
    var random = Seeded(seed)
    asOf = day(random.pick(["2026-05-14", "2026-03-31", "2026-07-01"]))
    for index in 0..<count { persons.append(Self.person(index, of: count, asOf, &random)) }
    limitClaims("技能补贴", from: World.CertificateField.issued, months: 17)
    limitClaims("护理补贴", from: World.PersonField.registered, months: 63)
    makeLedgers(&random, receipts)
    makeVerifications(&random)
  }

  /// 申领期限 from a day of the unit's own record.
  private mutating func limitClaims(_ policy: String, from field: Int, months: Int64) {
    guard let index = ruleSet.policies.firstIndex(where: { $0.name == policy }) else { return }
    for item in ruleSet.policies[index].items.indices {
      let perRow = ruleSet.policies[index].items[item].perRow
      let table = perRow.map { ruleSet.views[$0.view].table } ?? ruleSet.policies[index].subject
      let start = Rules.expression(
        .path(Path(frame: table, hops: [], table: table, field: field)), .day)
      let length = Rules.constant(.number(Number(months)), .number(.months))
      ruleSet.policies[index].items[item].claimPeriod = ClaimPeriod(
        due: Rules.expression(.addDuration(start, length, .months), .day), lapses: true, text: "")
    }
  }

  private static func person(_ index: Int, of count: Int, _ asOf: Day, _ random: inout Seeded) -> Person {
    func maybe(_ percent: Int, _ value: Value) -> Cell { random.chance(percent) ? .value(value) : .unknown }
    let ages = [58, 60, 69, 70, 70, 75, 75, 80, 80, 85, 90, 95]
    let born = asOf.adding(years: -random.pick(ages)).adding(days: random.below(110) - 60)
    let income = random.pick([1500, 1999, 2400, 2900, 3500, 5500, 6500, 9500])
    var cells: [Int: Cell] = [
      World.PersonField.born: maybe(88, .day(born)),
      World.PersonField.isLocal: maybe(88, .truth(random.chance(75))),
      World.PersonField.income: maybe(82, .number(Number(Int64(income) * 100))),
      World.PersonField.registered: maybe(80, .day(day(random.pick(["2010-01-01", "2021-05-01"])))),
    ]
    if random.chance(12) {
      cells[World.PersonField.died] =
        random.chance(20) ? .unknown : .value(.day(asOf.adding(days: -random.below(160))))
    }
    var spouse: String?
    switch random.below(4) {
    case 0: cells[World.PersonField.spouse] = .unknown
    case 1: cells[World.PersonField.spouse] = Cell.none
    default:
      let key = "人\(random.below(count))"
      spouse = key
      cells[World.PersonField.spouse] = .value(.reference(key))
    }
    let certificates = (0..<random.below(4)).map { number in
      (
        key: "证\(index)-\(number)",
        cells: [
          World.CertificateField.key: Cell.value(.text("证\(index)-\(number)")),
          World.CertificateField.grade: maybe(85, .number(Number(Int64(random.below(3)) + 2))),
          World.CertificateField.issued: maybe(
            85, .day(day(random.pick(["2024-12-31", "2025-01-01", "2026-02-02"])))),
        ]
      )
    }
    let months = (0..<random.below(4)).map { number in
      let month = asOf.month.adding(-number)
      return (
        key: month.text,
        cells: [
          World.EnrolmentField.month: Cell.value(.month(month)),
          World.EnrolmentField.isActive: maybe(60, .truth(random.chance(70))),
        ]
      )
    }
    return Person(
      key: "人\(index)", spouse: spouse, cells: cells, certificates: certificates, months: months)
  }

  private mutating func makeLedgers(_ random: inout Seeded, _ percent: Int) {
    ruleSet.ledgers = [
      Rules.ledger("老年台账", policies: ["高龄津贴", "护理补贴", "生活补助"], freshness: 31),
      Rules.ledger(
        "其他台账",
        policies: [
          "技能补贴", "节日慰问", "居家服务", "创业贷款", "参保奖励", "综合奖励", "优证奖励", "配偶照料", "高龄名额", "低收入预算", "收入排名", "证书分摊",
          "分组名额", "同比例", "项封顶", "年奖", "月奖",
          "同级封顶", "选后排名",
        ]),
    ]
    var receipts: [String: [Receipt]] = [:]
    for person in persons {
      for policy in ruleSet.policies where random.chance(percent) {
        let ledger = ["高龄津贴", "护理补贴", "生活补助"].contains(policy.name) ? "老年台账" : "其他台账"
        for _ in 0...random.below(3) {
          receipts[ledger, default: []].append(receipt(person, policy, &random))
        }
      }
    }
    let month = asOf.month
    ledgers = [
      ReceiptLedger(
        name: "老年台账",
        coverage: ReceiptCoverage(
          from: random.chance(50) ? nil : month.adding(-3).firstDay, to: month.adding(-1).lastDay),
        receipts: receipts["老年台账"] ?? []),
      ReceiptLedger(
        name: "其他台账", coverage: ReceiptCoverage(to: asOf.adding(days: -random.below(40))),
        receipts: receipts["其他台账"] ?? []),
    ]
  }

  private func receipt(_ person: Person, _ policy: Policy, _ random: inout Seeded) -> Receipt {
    let item = policy.items[random.below(policy.items.count)]
    let statuses: [ReceiptStatus] = [
      .paid, .paid, .paid, .enrolled, .stopped, .returned, .recovered, .processing,
    ]
    let paidFor = Period(item.frequency, containing: asOf.adding(months: -random.below(5)))
    var row: String?
    if item.perRow != nil, let certificate = person.certificates.first, random.chance(80) {
      row = certificate.key
    }
    return Receipt(
      policy: policy.name, item: random.chance(85) ? item.name : nil, subject: person.key, row: row,
      period: random.chance(85) ? paidFor.text : nil, status: random.pick(statuses),
      amount: random.chance(80) ? 4000 : nil,
      date: random.chance(75) ? asOf.adding(days: -random.below(150)) : nil)
  }

  private mutating func makeVerifications(_ random: inout Seeded) {
    for person in persons where random.chance(15) {
      verifications.append(
        Verification(
          policy: random.pick(ruleSet.policies).name, subject: person.key,
          outcome: random.pick(Verification.Outcome.allCases),
          date: asOf.adding(days: -random.below(300))))
    }
  }

  /// These persons decided, with the spouses that they refer to loaded but not decided.
  func input(_ chosen: (Int) -> Bool = { _ in true }) -> EvaluationInput {
    var builder = DatasetBuilder(ruleSet)
    builder.setCoverage(Coverage(from: day("2020-01-01"), to: asOf), of: World.certificate)
    builder.setCoverage(Coverage(to: asOf.adding(days: -10)), of: World.enrolment)
    let own = persons.indices.filter(chosen)
    let ownKeys = Set(own.map { persons[$0].key })
    let needed = Set(own.compactMap { persons[$0].spouse })
    let loaded = persons.filter { ownKeys.contains($0.key) || needed.contains($0.key) }
    for person in loaded {
      builder.add(entity: World.person, key: person.key, person.cells)
      for row in person.certificates {
        builder.add(row: World.certificate, owner: person.key, key: row.key, row.cells)
      }
      for row in person.months {
        builder.add(row: World.enrolment, owner: person.key, key: row.key, row.cells)
      }
    }
    var scope = Bitmap(count: loaded.count)
    for (index, person) in loaded.enumerated() where ownKeys.contains(person.key) { scope[index] = true }
    return EvaluationInput(
      ruleSet: ruleSet, dataset: builder.build(), ledgers: ledgers, verifications: verifications,
      asOf: asOf, horizonDays: 40, scope: [World.person: scope])
  }
}
