import Matching
import RuleLanguage

/// One unit on one list.
public struct Finding: Hashable, Sendable {
  public let unit: UnitKey
  public let list: FindingList
  /// Fen due for the period; `nil` where it is not decided, not money, or the unit is not entitled to
  /// it (only 应享未享 and 即将符合 have one).
  public let amount: Int64?
  /// Of 待核实, what would decide it: inputs, `台账 …`, `互斥 …`, `合并`. Empty where nothing that could
  /// be supplied would (a division by zero).
  public let missing: [MissingInput]
  /// Of 差一项, the clause that stands in the way: `条件（二）`.
  public let clause: String?
  /// The last day of 申领期限, for what could still be claimed (应享未享, 待核实, 即将符合).
  public let due: Day?
  /// Key of the payee where the policy names another than the subject: empty where it is not known or there is none.
  public let payee: String?
  /// Who pays; `nil` where the rules do not say, without shares where it is not known which version counts.
  public let funding: Funding?

  public init(
    unit: UnitKey, list: FindingList, amount: Int64? = nil, missing: [MissingInput] = [],
    clause: String? = nil, due: Day? = nil, payee: String? = nil,
    funding: Funding? = nil
  ) {
    self.funding = funding
    self.payee = payee
    self.due = due
    self.unit = unit
    self.list = list
    self.amount = amount
    self.missing = missing
    self.clause = clause
  }
}

/// Figures of one policy. Those of partitions add up to those of the whole.
public struct PolicyCounts: Hashable, Sendable {
  public let policy: String
  /// Distinct subjects, all items and periods together.
  public private(set) var subjects: [FindingList: Int]
  /// Units of decision.
  public private(set) var units: [FindingList: Int]
  /// Distinct subjects that certainly receive it in the current period.
  public private(set) var receiving: Int

  init(policy: String, subjects: [FindingList: Int], units: [FindingList: Int], receiving: Int) {
    self.policy = policy
    self.subjects = subjects
    self.units = units
    self.receiving = receiving
  }

  /// Of the same policy over other subjects.
  public mutating func add(_ other: PolicyCounts) {
    precondition(policy == other.policy, "counts of different policies")
    subjects.merge(other.subjects, uniquingKeysWith: +)
    units.merge(other.units, uniquingKeysWith: +)
    receiving += other.receiving
  }
}

/// The undetermined units of a policy that wait for the same inputs.
public struct UndeterminedGroup: Hashable, Sendable {
  public let policy: String
  /// By name.
  public let missing: [MissingInput]
  public let subjects: Int
  public let units: Int

  /// Departments that could supply them, each once.
  public var sources: [String] {
    var result: [String] = []
    for source in missing.flatMap(\.sources) where !result.contains(source) { result.append(source) }
    return result
  }
}

/// The near misses of an item that fail the same clause.
public struct NearMissGroup: Hashable, Sendable {
  public let policy: String
  public let item: String
  /// `条件（二）`.
  public let clause: String
  public let subjects: Int
  public let units: Int
}
