import Matching
import RuleLanguage

/// A whole rule set decided over a dataset as of a date: who is on which list. Sets first; findings,
/// reasons and counts are made when asked for.
///
/// Nothing here looks beyond the subjects in scope and what they reach: the evaluations of disjoint
/// partitions together are that of the whole.
public struct Evaluation: Sendable {
  public let input: EvaluationInput
  /// Every item in every period that is decided, in the order of the text, earliest period first.
  public let units: [JudgedUnits]
  let matcher: Matcher

  public init(_ input: EvaluationInput) {
    let input = input.withDues().withFigures()
    self.input = input
    matcher = Matcher(Program(input.ruleSet), input.ruleSet, input.dataset)
    var builder = EvaluationBuilder(input, matcher)
    units = builder.build()
  }

  /// What the units in scope ask of capacities that they share with others. Partitions that are given
  /// each other's claims (``EvaluationInput/claimsElsewhere``) decide as the whole would.
  public static func claims(_ input: EvaluationInput) -> ClaimBook {
    let input = input.withDues()
    let matcher = Matcher(Program(input.ruleSet), input.ruleSet, input.dataset)
    var builder = EvaluationBuilder(input, matcher)
    var book = builder.claims()
    let before = input.beforeFigures
    var early = EvaluationBuilder(
      before, Matcher(Program(before.ruleSet), before.ruleSet, input.dataset), only: input.figureItems)
    book.add(early.claims())
    return book
  }

  /// Of some units, after the cap.
  func amounts(of records: [Int], in units: JudgedUnits) -> [Amount] {
    zip(records, matcher.amounts(of: units.id, records: records, at: units.at))
      .map { units.capped[$0] ?? units.granted[$0] ?? $1 }
  }

  /// The selections that leave open whether a unit is served.
  func unplaced(_ unit: Int, in units: JudgedUnits) -> [MissingInput] {
    zip(input.item(units.id).selections, units.unplaced).filter { $0.1[unit] }
      .map { MissingInput(name: $0.0.kind.chinese, sources: []) }
  }

  /// One entry a policy, in the order of the text.
  public func counts() -> [PolicyCounts] {
    input.ruleSet.policies.indices.map { counts(ofPolicy: $0) }
  }

  private func counts(ofPolicy policy: Int) -> PolicyCounts {
    let declared = input.ruleSet.policies[policy]
    let none = Bitmap(count: input.dataset.tables[declared.subject].count)
    let own = units.filter { $0.id.policy == policy }
    var subjects: [FindingList: Int] = [:]
    var unitCounts: [FindingList: Int] = [:]
    for list in FindingList.allCases {
      let members = own.map { (units: $0, members: $0.members(of: list)) }
      subjects[list] =
        members.reduce(into: none) { $0.formUnion($1.units.subjects(of: $1.members)) }
        .population
      unitCounts[list] = members.reduce(0) { $0 + $1.members.population }
    }
    let receiving = own.filter(\.isCurrent).reduce(into: none) {
      $0.formUnion($1.subjects(of: $1.receiving))
    }
    return PolicyCounts(
      policy: declared.name, subjects: subjects, units: unitCounts, receiving: receiving.population)
  }

  /// Distinct subjects on 应享未享 of any of these policies; those of different kinds add up.
  func entitledSubjects(ofPolicies names: Set<String>) -> Int {
    var found: [TableID: Bitmap] = [:]
    for units in units {
      let policy = input.ruleSet.policies[units.id.policy]
      guard names.contains(policy.name) else { continue }
      let none = Bitmap(count: input.dataset.tables[policy.subject].count)
      found[policy.subject, default: none].formUnion(units.subjects(of: units.entitled))
    }
    return found.values.reduce(0) { $0 + $1.population }
  }

  /// The unit's name, for findings, receipts and payments.
  public func key(of unit: Int, in units: JudgedUnits) -> UnitKey {
    let policy = input.ruleSet.policies[units.id.policy]
    let item = policy.items[units.id.item]
    return UnitKey(
      policy: policy.name, item: item.name,
      subject: input.dataset.tables[policy.subject].keys[units.space.subject(of: unit)],
      row: input.rowKey(unit, of: item), period: units.period.text)
  }
}
