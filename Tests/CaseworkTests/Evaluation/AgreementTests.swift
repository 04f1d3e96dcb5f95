import Casework
import Matching
import RuleLanguage
import Testing

/// Random worlds; a failure names its seed.
struct AgreementTests {
  static let seeds: [UInt64] = [1, 2, 3, 20_260_514, 78, 4_294_967_291]

  private func sorted(_ findings: [Finding]) -> [Finding] {
    findings.sorted { ($0.unit, $0.list) < ($1.unit, $1.list) }
  }

  private func lines(_ findings: [Finding]) -> [String] {
    sorted(findings).map { finding in
      let unit = finding.unit
      let name = [unit.policy, unit.item, unit.subject, unit.row, unit.period].joined(separator: "|")
      let missing = finding.missing.map(\.name).joined(separator: "、")
      return
        "\(name) \(finding.list) \(finding.amount.map(String.init) ?? "-") [\(missing)] \(finding.clause ?? "") \(finding.due?.text ?? "")"
    }
  }

  /// Few enough that a shared capacity can be decided.
  static let smallSeeds = [UInt64](101...130)
  static let smallCount = 14
  static func small(_ seed: UInt64) -> EvaluationInput {
    RandomWorld(seed: seed, count: smallCount, receipts: 3).input()
  }

  @Test(arguments: smallSeeds)
  func `so they do of few`(seed: UInt64) { compare(Self.small(seed), seed) }

  @Test(arguments: seeds)
  func `the bitmaps say what one unit at a time says`(seed: UInt64) {
    let plain = compare(RandomWorld(seed: seed, count: 80).input(), seed)
    // The world is rich enough to mean something.
    for list in FindingList.allCases {
      #expect(plain.contains { $0.contains(" \(list) ") }, "seed \(seed): nobody on \(list)")
    }
  }

  @discardableResult
  private func compare(_ input: EvaluationInput, _ seed: UInt64) -> [String] {
    let fast = lines(Evaluation(input).findings(on: Set(FindingList.allCases)))
    let plain = lines(ReferenceEvaluation(input).findings())
    let difference = fast.difference(from: plain).map { change in
      switch change {
      case .insert(_, let line, _): "bitmaps only: \(line)"
      case .remove(_, let line, _): "reference only: \(line)"
      }
    }
    #expect(difference.isEmpty, "seed \(seed): \(difference.prefix(8))")
    return plain
  }

  /// Each selection serves some, turns some away, and cannot tell of some.
  @Test func `random worlds try every selection`() {
    var seen: [String: Set<Truth>] = [:]
    for seed in Self.smallSeeds {
      let input = Self.small(seed)
      let reference = ReferenceEvaluation(input)
      for (index, policy) in input.ruleSet.policies.enumerated() {
        for selection in policy.items.flatMap(\.selections) {
          let name = selection.kind.chinese
          for subject in 0..<Self.smallCount {
            for unit in reference.units(ofPolicy: index, subject: subject) {
              if unit.situation.lists.contains(.entitled) { seen[name, default: []].insert(.yes) }
              if unit.decision.failing.contains(where: { $0.hasSuffix(name) }) {
                seen[name, default: []].insert(.no)
              }
              if unit.decision.missing.map(\.name) == [name] { seen[name, default: []].insert(.unknown) }
            }
          }
        }
      }
    }
    for kind in Selection.Kind.allCases {
      #expect(seen[kind.chinese]?.count == 3, "\(kind.chinese): \(seen[kind.chinese] ?? [])")
    }
  }

  @Test(arguments: seeds)
  func `partitions together are the whole`(seed: UInt64) {
    let world = RandomWorld(seed: seed, count: 90)
    let whole = Evaluation(world.input())
    let inputs = (0..<3).map { part in
      world.input { index in (index &* 2_654_435_761) % 3 == part }
    }
    let claims = inputs.map { Evaluation.claims($0) }
    let parts = inputs.indices.map { part in
      var input = inputs[part]
      for other in inputs.indices where other != part { input.claimsElsewhere.add(claims[other]) }
      return Evaluation(input)
    }
    let all = Set(FindingList.allCases)
    #expect(
      sorted(whole.findings(on: all)) == sorted(parts.flatMap { $0.findings(on: all) }), "seed \(seed)")
    var counts = parts[0].counts()
    for part in parts.dropFirst() {
      for (index, other) in part.counts().enumerated() { counts[index].add(other) }
    }
    #expect(whole.counts() == counts, "seed \(seed)")
  }

  @Test(arguments: seeds)
  func `figures are those of the findings`(seed: UInt64) {
    let evaluation = Evaluation(RandomWorld(seed: seed, count: 80).input())
    let findings = evaluation.findings(on: Set(FindingList.allCases))
    for counts in evaluation.counts() {
      for list in FindingList.allCases {
        let own = findings.filter { $0.list == list && $0.unit.policy == counts.policy }
        #expect(counts.units[list] == own.count)
        #expect(counts.subjects[list] == Set(own.map(\.unit.subject)).count)
      }
    }
    let undetermined = findings.filter { $0.list == .undetermined }
    let groups = evaluation.undeterminedGroups()
    #expect(groups.reduce(0) { $0 + $1.units } == undetermined.count)
    for group in groups {
      let names = Set(group.missing.map(\.name))
      let own = undetermined.filter {
        $0.unit.policy == group.policy && Set($0.missing.map(\.name)) == names
      }
      #expect(group.units == own.count, "seed \(seed)")
      #expect(group.subjects == Set(own.map(\.unit.subject)).count, "seed \(seed)")
    }
    let nearMisses = findings.filter { $0.list == .nearMiss }
    #expect(evaluation.nearMissGroups().reduce(0) { $0 + $1.units } == nearMisses.count)
  }
}
