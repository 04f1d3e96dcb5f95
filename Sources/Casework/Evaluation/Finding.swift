import Matching
import RuleLanguage

/// One unit on one list.
public struct Finding: Hashable, Sendable {
  public let unit: UnitKey
  public let list: FindingList
  /// Fen due for the period; `nil` where it is not decided, not money, or the unit is not entitled to
  /// it (only 应享未享 and 即将符合 have one). Of 应退未退 what was paid and is to be given back (追回).
  public let amount: Int64?
  /// Fen that a benefit comes to which is not money (减免, 额度, 抵扣 …); never summed with amounts.
  public let figure: Int64?
  /// Of 待核实, what would decide it: inputs, `台账 …`, `互斥 …`, `合并`. Empty where nothing that could
  /// be supplied would (a division by zero).
  public let missing: [MissingInput]
  /// Of 差一项, the clause that stands in the way: `条件（二）`. Of 应退未退 the clause of 追回.
  public let clause: String?
  /// The last day of 申领期限, for what could still be claimed (应享未享, 待核实, 即将符合).
  public let due: Day?
  /// Who pays which part of a known amount (出资).
  public let funding: PartedAmount?
  /// Who is paid instead of the subject (领取).
  public let payees: PartedAmount?

  public init(
    unit: UnitKey, list: FindingList, amount: Int64? = nil, figure: Int64? = nil,
    missing: [MissingInput] = [],
    clause: String? = nil, due: Day? = nil, funding: PartedAmount? = nil,
    payees: PartedAmount? = nil
  ) {
    self.funding = funding
    self.payees = payees
    self.due = due
    self.unit = unit
    self.list = list
    self.amount = amount
    self.figure = figure
    self.missing = missing
    self.clause = clause
  }
}

extension Finding {
  /// On 应退未退; `dueBack`: because what was paid is to be given back.
  init(unit: UnitKey, list: FindingList, dueBack: DueBack?) {
    self.init(
      unit: unit, list: list, amount: dueBack?.amount, clause: dueBack?.clauses.joined(separator: "、"))
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
