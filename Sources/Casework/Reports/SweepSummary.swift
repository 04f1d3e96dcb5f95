import Matching
import RuleLanguage
import Foundation

/// `summary.json`: the same input gives the same bytes. Keys are stable.
public struct SweepSummary: Codable, Hashable, Sendable {
  public struct PolicyLine: Codable, Hashable, Sendable {
    public let id: String
    public let name: String
    /// Name of the subjects' entity.
    public let entity: String
    /// Distinct subjects on each list; a subject with several items or periods counts once.
    public let entitled: Int
    public let undetermined: Int
    public let unentitled: Int
    public let upcoming: Int
    public let nearMiss: Int
    /// Undetermined units (not subjects) for which only a person's decision is missing.
    public let decisionOnlyUnits: Int
    /// Distinct subjects who certainly receive it in the current period.
    public let receiving: Int
    /// Units of decision (item, row and period apart) on the same lists.
    public let units: Units
  }

  public struct LifeEventLine: Codable, Hashable, Sendable {
    public let id: String
    public let name: String
    public let policies: [String]
    public let entitled: Int
  }

  public struct Units: Codable, Hashable, Sendable {
    public let entitled: Int
    public let undetermined: Int
    public let unentitled: Int
    public let upcoming: Int
    public let nearMiss: Int
  }

  public let asOf: String
  public let horizonDays: Int
  /// SHA-256 of the normalised rule set.
  public let ruleSet: String
  /// Records by entity.
  public let subjects: [String: Int]
  public let policies: [PolicyLine]
  /// 一件事: distinct subjects of one kind who are entitled to something of it.
  public let lifeEvents: [LifeEventLine]

  public init(_ evaluation: Evaluation, _ undetermined: [UndeterminedGroup], ruleSetHash: String) {
    let input = evaluation.input
    asOf = input.asOf.text
    horizonDays = input.horizonDays
    ruleSet = ruleSetHash
    var subjects: [String: Int] = [:]
    for policy in input.ruleSet.policies {
      subjects[input.ruleSet.tables[policy.subject].name] = input.dataset.tables[policy.subject].count
    }
    self.subjects = subjects
    lifeEvents = input.ruleSet.lifeEvents.map { event in
      LifeEventLine(
        id: event.name, name: event.title, policies: event.policies,
        entitled: evaluation.entitledSubjects(ofPolicies: Set(event.policies)))
    }
    policies = zip(input.ruleSet.policies, evaluation.counts()).map { policy, counts in
      PolicyLine(
        id: policy.name, name: policy.title, entity: input.ruleSet.tables[policy.subject].name,
        entitled: counts.subjects[.entitled] ?? 0, undetermined: counts.subjects[.undetermined] ?? 0,
        unentitled: counts.subjects[.unentitled] ?? 0, upcoming: counts.subjects[.upcoming] ?? 0,
        nearMiss: counts.subjects[.nearMiss] ?? 0,
        decisionOnlyUnits: undetermined.reduce(0) {
          $0 + ($1.policy == policy.name && $1.missing.areDecisionsOnly ? $1.units : 0)
        },
        receiving: counts.receiving,
        units: Units(
          entitled: counts.units[.entitled] ?? 0, undetermined: counts.units[.undetermined] ?? 0,
          unentitled: counts.units[.unentitled] ?? 0, upcoming: counts.units[.upcoming] ?? 0,
          nearMiss: counts.units[.nearMiss] ?? 0))
    }
  }

  public var json: Data { Self.encode(self) }

  static func encode(_ value: some Encodable) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return ((try? encoder.encode(value)) ?? Data()) + Data("\n".utf8)
  }
}

/// `timings.json`: milliseconds of each step. Apart from the summary, since it differs every time.
public struct SweepTimings: Codable, Sendable {
  public var load = 0.0
  public var evaluate = 0.0
  public var materialise = 0.0
  public var persist = 0.0
  public init() {}
  public var json: Data { SweepSummary.encode(self) }
}
