import RuleLanguage

/// All that decides which lists a unit is on.
public struct UnitSituation: Hashable, Sendable {
  /// On the unit's decision day.
  public var outcome: Truth
  public var receipt: ReceiptState
  /// A verification keeps findings of this policy and subject back.
  public var isSuppressed: Bool
  /// Exactly one clause stands in the way.
  public var isNearMiss: Bool
  /// At as-of plus horizon; `no` for earlier periods.
  public var future: Truth
  public var rivalry: Rivalry
  /// 追回: what was paid is to be given back.
  public var isDueBack = false

  public init(
    outcome: Truth, receipt: ReceiptState, isSuppressed: Bool = false, isNearMiss: Bool = false,
    future: Truth = .no, rivalry: Rivalry = .none
  ) {
    self.outcome = outcome
    self.receipt = receipt
    self.isSuppressed = isSuppressed
    self.isNearMiss = isNearMiss
    self.future = future
    self.rivalry = rivalry
  }

  /// The lists of LANGUAGE section 7.
  ///
  /// What is received is judged as if it stood alone. The rest of its 合并 or 互斥 group is blocked by a
  /// certain receipt (or by one that is in process), and made undetermined by an unknown one.
  public var lists: FindingLists {
    if isDueBack { return .unentitled }
    if receipt.isInProcess { return [] }
    if receipt.receiving == .yes {
      if receipt.isOver { return [] }
      switch outcome {
      case .no: return .unentitled
      case .unknown: return isSuppressed ? [] : .undetermined
      case .yes: return []
      }
    }
    if rivalry.receiving == .yes { return [] }
    let isFree = receipt.receiving == .no && rivalry.receiving == .no
    if outcome == .no {
      var lists: FindingLists = []
      if isFree, future == .yes, !isSuppressed { lists.insert(.upcoming) }
      if isFree, isNearMiss { lists.insert(.nearMiss) }
      return lists
    }
    if isSuppressed || rivalry.standing == .superseded { return [] }
    if outcome == .yes, isFree, rivalry.standing == .standing { return .entitled }
    return .undetermined
  }
}

/// How a unit stands among the items and policies that exclude it.
public struct Rivalry: Hashable, Sendable {
  public var standing: Standing
  /// Whether another member of the group is received; `yes` also for one that is in process.
  public var receiving: Truth

  public init(standing: Standing, receiving: Truth) {
    self.standing = standing
    self.receiving = receiving
  }

  /// Nobody contends.
  public static let none = Rivalry(standing: .standing, receiving: .no)

  /// Under both: within its policy, and among policies.
  public func joined(with other: Rivalry) -> Rivalry {
    Rivalry(standing: max(standing, other.standing), receiving: receiving || other.receiving)
  }
}

/// The end of a contest for one contender; the worse one holds where there are two contests.
public enum Standing: Int8, Hashable, Sendable, Comparable {
  /// The winner, or not in a contest.
  case standing
  /// The winner cannot be told.
  case undecided
  /// Another one is due instead.
  case superseded

  public static func < (a: Standing, b: Standing) -> Bool { a.rawValue < b.rawValue }
}
