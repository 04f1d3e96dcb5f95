import Matching
import RuleLanguage

extension RuleSet {
  /// Every item of every policy, in the order of the text.
  var itemIDs: [ItemID] {
    policies.enumerated().flatMap { policy, declared in
      declared.items.indices.map { ItemID(policy: policy, item: $0) }
    }
  }

  /// The periods of a policy's items that contain a day: those that are compared with each other.
  func itemPeriods(ofPolicy policy: Int, on day: Day) -> [ItemPeriod] {
    policies[policy].items.enumerated().map { index, item in
      ItemPeriod(
        id: ItemID(policy: policy, item: index), period: Period(item.frequency, containing: day))
    }
  }

  /// The policies that exclude each other with this one, itself included, in the order of the text;
  /// `nil` where there are no others. Only policies for the same kind of subject can. Where they do not
  /// choose alike, the first one's choice holds for all.
  func exclusiveGroup(ofPolicy policy: Int) -> ExclusiveGroup? {
    guard let group = policies[policy].exclusiveGroup else { return nil }
    let members = policies.indices.filter {
      policies[$0].exclusiveGroup?.name == group.name && policies[$0].subject == policies[policy].subject
    }
    guard members.count > 1, let first = policies[members[0]].exclusiveGroup else { return nil }
    return ExclusiveGroup(
      policies: members, contest: Contest(first.choice), blocks: first.choice != .topUp, scope: first.scope)
  }
}

/// Policies that exclude each other.
struct ExclusiveGroup {
  let policies: [Int]
  let contest: Contest
  /// What is received of one bars the rest.
  let blocks: Bool
  /// Where it was received; see ``Policy/combinationScope``.
  let scope: LimitScope?
}

extension LimitScope {
  /// The days of the span that a decision day is in; `nil`: all.
  func days(on day: Day) -> ClosedRange<Day>? {
    let window: Window
    switch self {
    case .lifetime: return nil
    case .year: window = .year(offset: 0)
    case .recent(let count, let unit): window = .rolling(count, unit)
    }
    let bounds = window.bounds(on: day)
    return bounds.first...bounds.last
  }
}
