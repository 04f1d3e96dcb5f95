import Casework
import Matching
import RuleLanguage
import Testing

/// Units that look alike to the rules but wait for different inputs.
struct ReasonTests {
  private func reasons(_ policy: Policy, _ fill: (inout DatasetBuilder) -> Void) -> [String: [String]] {
    let ruleSet = World.ruleSet(policies: [policy])
    var builder = DatasetBuilder(ruleSet)
    builder.setCoverage(Coverage(to: day("2026-05-31")), of: World.certificate)
    fill(&builder)
    let input = EvaluationInput(ruleSet: ruleSet, dataset: builder.build(), asOf: day("2026-05-31"))
    let findings = Evaluation(input).findings(on: [.undetermined])
    return Dictionary(
      uniqueKeysWithValues: findings.map { ($0.unit.subject, $0.missing.map(\.name)) })
  }

  @Test func `the rows of a closed relation say themselves what they lack`() {
    let recent = Rules.expression(
      .and([
        World.hasGrade(3),
        World.compare(
          World.row(World.CertificateField.issued), .greaterOrEqual,
          Rules.constant(.day(day("2025-01-01")), .day)),
      ]))
    let exists = Rules.expression(
      .exists(Query(view: World.certificates, hops: [], filter: recent, span: .ever)))
    let policy = World.declare("持证奖励", [Rules.item("", .none)], Rules.clause("", exists))
    let missing = reasons(policy) { builder in
      for key in ["甲", "乙", "丙"] { builder.add(entity: World.person, key: key, [:]) }
      builder.add(
        row: World.certificate, owner: "甲", key: "证1",
        [World.CertificateField.issued: .value(.day(day("2025-06-01")))])
      builder.add(
        row: World.certificate, owner: "乙", key: "证2",
        [World.CertificateField.grade: .value(.number(Number(4)))])
      builder.add(
        row: World.certificate, owner: "丙", key: "证3",
        [World.CertificateField.grade: .value(.number(Number(2)))])
    }
    #expect(missing == ["甲": ["证书.等级"], "乙": ["证书.核发日期"]])
  }

  @Test func `an earlier day of the period may take less`() {
    // Below 70 residence is enough; from 70 on the income counts too.
    let either = Rules.any(
      Rules.clause("1.", Rules.expression(.and([Rules.expression(.not(World.isAged(70))), World.isLocal]))),
      Rules.clause("2.", Rules.expression(.and([World.isLocal, World.earns(.less, 2000)]))))
    let clause = Clause(
      label: "（一）", heading: nil, body: .group(either), basis: nil, text: "", range: Rules.here)
    var policy = World.declare("过渡补助", [Rules.item("", .none, .monthly)], clause)
    policy.judgesAnyDay = true
    let fill = { (builder: inout DatasetBuilder) in
      for (key, born) in [("甲", "1956-05-10"), ("乙", "1956-04-10"), ("丙", "1956-05-20")] {
        builder.add(
          entity: World.person, key: key, [World.PersonField.born: .value(.day(day(born)))])
      }
    }
    #expect(
      reasons(policy, fill) == ["甲": ["本地户籍"], "乙": ["本地户籍", "月收入"], "丙": ["本地户籍"]])
    policy.judgesAnyDay = false
    #expect(Set(reasons(policy, fill).values) == [["本地户籍", "月收入"]])
  }

  @Test func `without a ledger nobody knows who receives it`() {
    let policy = World.declare("普惠", [Rules.item("", .none)], Rules.clause("", World.isLocal))
    let missing = reasons(policy) { builder in
      builder.add(
        entity: World.person, key: "甲", [World.PersonField.isLocal: .value(.truth(true))])
      builder.add(entity: World.person, key: "乙", [:])
    }
    #expect(missing == ["甲": ["台账"], "乙": ["本地户籍"]])
  }
}
