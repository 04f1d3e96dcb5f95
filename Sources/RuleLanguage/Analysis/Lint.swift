import Dispatch
import Synchronization

extension RuleSet {
  /// What is likely wrong with a rule set that has no errors: warnings and notes, in the order of the
  /// text. `day`: the as-of date, for what depends on a day; `comparingPolicies`: also each policy with
  /// every other one.
  public func lint(on day: Day?, comparingPolicies: Bool = true) -> [Diagnostic] {
    let byPolicy = Mutex([[Diagnostic]](repeating: [], count: policies.count))
    let chunk = 64
    DispatchQueue.concurrentPerform(iterations: (policies.count + chunk - 1) / chunk) { part in
      for index in part * chunk..<min(policies.count, (part + 1) * chunk) {
        let found = lint(policies[index], on: day)
        if !found.isEmpty { byPolicy.withLock { $0[index] = found } }
      }
    }
    var result = byPolicy.withLock { $0.flatMap(\.self) }
    if let day { result += parametersWithoutValue(on: day) }
    // Their shared space of values takes memory by policies times values; larger sets want a leaner one.
    if comparingPolicies, policies.count <= 500, let first = policies.first {
      let pairs = PolicyPairs.contained(in: self)
      result += pairs.diagnostics
      if pairs.count.open > 0 { result.append(LintMessages.pairs(pairs.count, at: first.range)) }
    }
    return result.sorted {
      ($0.range.file, $0.range.lower, $0.id) < ($1.range.file, $1.range.lower, $1.id)
    }
  }

  private func lint(_ policy: Policy, on day: Day?) -> [Diagnostic] {
    ConditionLints.lint(policy, in: self) + MetadataLints.lint(policy, in: self, on: day)
      + ParameterGaps.lint(policy, in: self) + SeparateRows.lint(policy, in: self)
      + Readiness(of: policy, in: self).lint(policy)
  }
}
