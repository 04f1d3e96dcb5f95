import Dispatch
import Synchronization

/// Which policies' subjects are all subjects of another: often a copy that should be one policy with two
/// items, or a region written too wide.
struct PolicyPairs: Sendable {
  /// How many pairs were looked at, and how many the budget left open.
  struct Count: Sendable, Equatable {
    var decided = 0
    var open = 0
  }

  /// Pairs that are looked at in one run; the rest count as open.
  static let mostPairs = 200_000

  private let ruleSet: RuleSet
  private let space: CellSpace
  private let profiles: [Profile]

  /// A policy's conditions as one, and the values that they read.
  private struct Profile: Sendable {
    let policy: Int
    let condition: CellSpace.Condition
    let variables: Set<Int>
    /// Some of its items decide by their own rows, which says nothing of the subject alone.
    let decidesByRow: Bool
  }

  static func contained(in ruleSet: RuleSet) -> (diagnostics: [Diagnostic], count: Count) {
    var count = Count()
    var diagnostics: [Diagnostic] = []
    for subject in Set(ruleSet.policies.map(\.subject)).sorted() {
      let pairs = PolicyPairs(ruleSet, subject: subject)
      let found = pairs.run(upTo: mostPairs - count.decided - count.open)
      count.decided += found.count.decided
      count.open += found.count.open
      diagnostics += found.diagnostics
    }
    return (diagnostics, count)
  }

  private init(_ ruleSet: RuleSet, subject: TableID) {
    self.ruleSet = ruleSet
    var space = CellSpace(ruleSet)
    var conditions: [(policy: Int, condition: CellSpace.Condition)] = []
    for (index, policy) in ruleSet.policies.enumerated() where policy.subject == subject {
      conditions.append((index, space.eligibility(of: policy)))
    }
    space.close()
    self.space = space
    profiles = conditions.map { index, condition in
      Profile(
        policy: index, condition: condition, variables: space.variables(of: condition),
        decidesByRow: ruleSet.policies[index].items.contains { $0.perRow != nil })
    }
  }

  /// A policy can only contain another that reads all that it reads: any value that the inner one leaves
  /// open could rule its subject out of the outer one.
  private func candidates() -> [(inner: Profile, outer: Profile)] {
    var readers: [Int: [Profile]] = [:]
    for profile in profiles {
      for variable in profile.variables { readers[variable, default: []].append(profile) }
    }
    func popularity(_ variable: Int) -> (Int, Int) { (readers[variable]?.count ?? 0, variable) }
    var result: [(Profile, Profile)] = []
    for outer in profiles where !outer.decidesByRow {
      guard let rarest = outer.variables.min(by: { popularity($0) < popularity($1) }) else { continue }
      for inner in readers[rarest] ?? []
      where inner.policy != outer.policy && outer.variables.isSubset(of: inner.variables) {
        result.append((inner, outer))
      }
    }
    return result
  }

  private func run(upTo most: Int) -> (diagnostics: [Diagnostic], count: Count) {
    let pairs = candidates()
    let looked = min(max(most, 0), pairs.count)
    let found = Mutex<[Int: CellSearch.Answer]>([:])
    let chunk = 256
    DispatchQueue.concurrentPerform(iterations: (looked + chunk - 1) / chunk) { part in
      for index in part * chunk..<min(looked, (part + 1) * chunk) {
        let (inner, outer) = pairs[index]
        let answer = CellSearch.find(
          [(inner.condition, .yes), (outer.condition, Outcomes([.no, .unknown]))], in: space, budget: 2_000)
        if case .found = answer { continue }
        found.withLock { $0[index] = answer }
      }
    }
    var count = Count(decided: looked, open: pairs.count - looked)
    var diagnostics: [Diagnostic] = []
    for (index, answer) in found.withLock({ $0 }).sorted(by: { $0.key < $1.key }) {
      if answer == .notDecided {
        count.decided -= 1
        count.open += 1
      } else {
        let (inner, outer) = pairs[index]
        diagnostics.append(
          LintMessages.contained(ruleSet.policies[inner.policy], in: ruleSet.policies[outer.policy]))
      }
    }
    return (diagnostics, count)
  }
}

extension CellSpace {
  /// A policy's conditions hold, none of its exclusions, and those of one item; items that decide by rows
  /// ask nothing of the subject.
  mutating func eligibility(of policy: Policy) -> Condition {
    var items: [Condition] = []
    for item in policy.items {
      items.append(
        item.perRow == nil ? admitted(item.conditions, item.exclusions, item.range) : .constant(.yes))
    }
    return .all([admitted(policy.conditions, policy.exclusions, policy.range), .any(items)])
  }

  private mutating func admitted(
    _ conditions: ClauseGroup, _ exclusions: ClauseGroup, _ range: SourceRange
  ) -> Condition {
    let met = condition(conditions.expression(range))
    let excluded = condition(exclusions.expression(range))
    return .all([met, .not(excluded)])
  }
}
