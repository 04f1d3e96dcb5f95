import Matching
import RuleLanguage
import Testing

/// 逐条 items: one decision per row.
@Suite struct ExplainerRowTests {
  private typealias Person = Registry.Person
  private typealias Certificate = Registry.Certificate

  /// （一）the holder lives here; per certificate: （一）bachelor or better, （二）issued after the
  /// holder became unemployed; a doctor's is worth 2000元, others 1000元.
  private var policy: Policy {
    var policy = Policies.policy([Policies.clause("（一）", Policies.lives)])
    let degree = Registry.field(Certificate.degree, of: Certificate.table)
    let issued = Registry.field(Certificate.issued, of: Certificate.table)
    let dismissed = Registry.field(Person.dismissed, hops: [.owner], from: Certificate.table)
    let isDoctor = degree.compared(.equal, Policies.code(Registry.Degree.doctor, of: 1))
    let amount = Expression(
      .conditional(isDoctor, then: money(2000), otherwise: money(1000)), .number(.money), Registry.nowhere)
    var item = Item(
      name: "证书补贴", benefit: .amount(amount), frequency: .once, range: Registry.nowhere)
    item.perRow = Item.PerRow(view: Certificate.view, alias: "证书")
    item.conditions = ClauseGroup(
      quantity: .all,
      clauses: [
        Policies.clause("（一）", degree.atLeast(Policies.code(Registry.Degree.bachelor, of: 1))),
        Policies.clause("（二）", issued.compared(.greater, dismissed)),
      ])
    policy.items = [item]
    return policy
  }
  private let item = ItemID(policy: 0, item: 0)

  private func explainer(
    _ person: [Int: Cell] = [:], _ certificates: [(degree: Cell, issued: Cell)],
    _ fill: (inout DatasetBuilder) -> Void = { _ in }
  ) -> Explainer {
    var rules = Registry.rules
    rules.policies = [policy]
    let unemployed: [Int: Cell] = [Person.dismissed: .value(.day(day(2025, 6, 1)))]
    return Explainer(
      rules,
      Registry.dataset(unemployed.merging(person) { $1 }) { builder in
        for (index, certificate) in certificates.enumerated() {
          builder.add(
            row: Certificate.table, owner: "甲", key: "Z\(index)",
            [Certificate.degree: certificate.degree, Certificate.issued: certificate.issued])
        }
        fill(&builder)
      })
  }
  private let doctor = Cell.value(.code(Registry.Degree.doctor))
  private let bachelor = Cell.value(.code(Registry.Degree.bachelor))
  private let college = Cell.value(.code(Registry.Degree.college))
  private let later = Cell.value(.day(day(2025, 6, 2)))
  private let before = Cell.value(.day(day(2025, 6, 1)))
  private let at = JudgedAt(current: day(2026, 3, 31))

  @Test func eachRowIsDecidedByItself() {
    let explainer = explainer(
      [:], [(doctor, later), (bachelor, later), (college, later), (bachelor, before), (.unknown, later)])
    let decisions = (0..<5).map { explainer.decide(item, record: $0, at: at) }
    #expect(decisions.map(\.outcome) == [.yes, .yes, .no, .no, .unknown])
    #expect(decisions[0].amount.exact == 200_000)
    #expect(decisions[1].amount.exact == 100_000)
    #expect(decisions[2].nearMiss == "待遇项“证书补贴”条件（一）")
    #expect(decisions[3].failing == ["待遇项“证书补贴”条件（二）"])
    #expect(decisions[4].missing == [MissingInput(name: "等级", sources: ["人社"])])
    #expect(decisions[4].amount == Amount(low: 100_000, high: 200_000))
  }

  @Test func theOwnersClausesHoldForEveryRow() {
    let away = explainer([Person.home: .value(.code(Registry.Place.guangzhou))], [(doctor, later)])
    #expect(away.decide(item, record: 0, at: at).failing == ["条件（一）"])
    #expect(away.decide(item, record: 0, at: at).nearMiss == "条件（一）")
    let unknown = explainer([Person.home: .unknown, Person.dismissed: .unknown], [(doctor, later)])
    #expect(unknown.decide(item, record: 0, at: at).missing.map(\.name) == ["户籍地", "失业日期"])
    let dead = explainer([Person.death: .value(.day(day(2026, 1, 1)))], [(doctor, later)])
    #expect(dead.decide(item, record: 0, at: at).failing == ["终止"])
  }

  @Test func rowsWhoseOwnerIsNotLoadedAreUndetermined() {
    let explainer = explainer([:], []) { builder in
      builder.add(
        row: Certificate.table, owner: "丙", key: "Z",
        [Certificate.degree: .value(.code(Registry.Degree.doctor))])
    }
    let decision = explainer.decide(item, record: 0, at: at)
    #expect(decision.outcome == .unknown)
    #expect(decision.trace.first?.outcome == .unknown)
  }

  @Test func theOwnersOutcomeIsThatOfAnyRow() {
    let some = explainer([:], [(college, later), (doctor, later), (bachelor, later)])
    let decision = some.decideOwner(item, subject: 0, at: at)
    #expect(decision.outcome == .yes)
    #expect(decision.amount == Amount(low: 300_000, high: 300_000))
    #expect(decision.trace.map(\.path).filter { $0.hasSuffix("逐条 技能证书") }.count == 3)
    let perhaps = explainer([:], [(bachelor, later), (.unknown, later)])
    #expect(perhaps.decideOwner(item, subject: 0, at: at).outcome == .yes)
    #expect(
      perhaps.decideOwner(item, subject: 0, at: at).amount == Amount(low: 100_000, high: 300_000))
  }

  @Test func theOwnersOutcomeWithoutAnyTrueRow() {
    let none = explainer([:], []).decideOwner(item, subject: 0, at: at)
    #expect(none.outcome == .no)
    #expect(none.amount.exact == 0)
    #expect(none.failing == ["待遇项“证书补贴”逐条 技能证书"])
    let failing = explainer([:], [(college, later), (bachelor, before)])
    let all = failing.decideOwner(item, subject: 0, at: at)
    #expect(all.outcome == .no)
    #expect(all.failing == ["待遇项“证书补贴”条件（一）", "待遇项“证书补贴”条件（二）"])
    let open = explainer([:], [(college, later)]).decideOwner(
      item, subject: 0, at: JudgedAt(current: day(2027, 6, 1)))
    #expect(open.outcome == .unknown)
    #expect(open.missing == [MissingInput(name: "技能证书", sources: ["人社"])])
    let unknown = explainer([:], [(college, later), (.unknown, later)])
    #expect(unknown.decideOwner(item, subject: 0, at: at).missing.map(\.name) == ["等级"])
    let away = explainer([Person.home: .value(.code(Registry.Place.guangzhou))], [])
    let decision = away.decideOwner(item, subject: 0, at: JudgedAt(current: day(2027, 6, 1)))
    #expect(decision.outcome == .no)
    #expect(decision.failing == ["条件（一）"])
  }

  @Test func otherItemsAreTheirOwnersAnyway() {
    var rules = Registry.rules
    rules.policies = [Policies.oldAge]
    let explainer = Explainer(rules, Registry.dataset())
    #expect(explainer.decideOwner(item, subject: 0, at: at).amount.exact == 5000)
    #expect(explainer.rows(ofView: Certificate.view, entity: 0) == [])
  }
}
