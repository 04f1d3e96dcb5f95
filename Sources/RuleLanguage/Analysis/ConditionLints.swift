/// What cannot be right about a policy's conditions, whoever they are asked of: clauses that nothing
/// meets or that everything meets, clauses that others imply, and conditions that contradict.
struct ConditionLints {
  private var space: CellSpace
  private let policy: Policy
  private(set) var found: [Diagnostic] = []

  /// One clause, taken apart.
  private struct Lowered {
    let clause: Clause
    let condition: CellSpace.Condition
    let variables: Set<Int>
  }

  /// On whatever day: what only a date rules out today may have held before.
  static func lint(_ policy: Policy, in ruleSet: RuleSet) -> [Diagnostic] {
    var result: [Diagnostic] = []
    var whole = ConditionLints(policy, ruleSet)
    whole.lint(
      [(policy.conditions, policy.exclusions)]
        + policy.items.filter { $0.perRow == nil }.map {
          ($0.conditions, $0.exclusions)
        })
    result += whole.found
    for item in policy.items where item.perRow != nil {
      var rows = ConditionLints(policy, ruleSet)
      rows.lint([(item.conditions, item.exclusions)])
      result += rows.found
    }
    return result
  }

  private init(_ policy: Policy, _ ruleSet: RuleSet) {
    self.policy = policy
    space = CellSpace(ruleSet)
  }

  /// The first pair is the policy's; each other one is an item's, which holds besides.
  private mutating func lint(_ groups: [(conditions: ClauseGroup, exclusions: ClauseGroup)]) {
    let lowered = groups.map { (lower($0.conditions), lower($0.exclusions)) }
    let leaves = groups.map { lowerLeaves($0.conditions, []) + lowerLeaves($0.exclusions, []) }
    space.close()
    for leaf in leaves.joined() { lintAlone(leaf) }
    guard found.isEmpty else { return }
    for (index, group) in groups.enumerated() {
      let own = group.conditions.quantity == .all ? lowered[index].0 : []
      let outer = index > 0 && groups[0].conditions.quantity == .all ? lowered[0].0 : []
      let exclusions = index > 0 ? lowered[0].1 + lowered[index].1 : lowered[index].1
      lintTogether(own, within: outer, excluded: exclusions)
    }
  }

  private mutating func lower(_ group: ClauseGroup) -> [Lowered] {
    var result: [Lowered] = []
    for clause in group.clauses where clause.place == nil { result.append(lower(clause)) }
    return result
  }

  private mutating func lower(_ clause: Clause) -> Lowered {
    let condition = space.condition(clause.expression)
    return Lowered(clause: clause, condition: condition, variables: space.variables(of: condition))
  }

  private mutating func lowerLeaves(_ group: ClauseGroup, _ result: [Lowered]) -> [Lowered] {
    var result = result
    for clause in group.clauses where clause.place == nil && clause.versions.isEmpty {
      if case .group(let inner) = clause.body {
        result = lowerLeaves(inner, result)
      } else {
        result.append(lower(clause))
      }
    }
    return result
  }

  private mutating func lintAlone(_ leaf: Lowered) {
    switch CellSearch.find([(leaf.condition, .yes)], in: space) {
    case .impossible: report(LintMessages.neverTrue(leaf.clause, openRelation: openRelation(leaf)))
    case .notDecided: report(LintMessages.notDecided(leaf.clause.range))
    case .found: break
    }
    if comparesFigures(leaf), openRelation(leaf) == nil,
      CellSearch.find([(leaf.condition, .no)], in: space) == .impossible
    {
      report(LintMessages.neverFalse(leaf.clause))
    }
  }

  /// Other clauses that are always true ask that something be known: `户籍地 不为 无`.
  private func comparesFigures(_ leaf: Lowered) -> Bool {
    space.atoms.contains { atom in
      if case .compare = atom.test { leaf.variables.contains(atom.variable) } else { false }
    }
  }

  /// The relation without coverage that keeps a clause from ever being certain.
  private func openRelation(_ leaf: Lowered) -> String? {
    for variable in leaf.variables {
      if let query = space.variables[variable].term.countedRows, space.isOpenEnded(query) {
        return space.ruleSet.views[query.view].name
      }
    }
    return nil
  }

  private mutating func lintTogether(_ own: [Lowered], within outer: [Lowered], excluded: [Lowered]) {
    let all = outer + own
    let wanted = all.map { ($0.condition, Outcomes.yes) } + excluded.map { ($0.condition, Outcomes.no) }
    switch CellSearch.find(wanted, in: space) {
    case .impossible: return report(LintMessages.nobody(policy, excluded: !excluded.isEmpty))
    case .notDecided: return report(LintMessages.notDecided(policy.range))
    case .found: break
    }
    for (index, clause) in all.enumerated().dropFirst(outer.count) {
      let others = all.enumerated().filter {
        $0.offset != index && !$0.element.variables.isDisjoint(with: clause.variables)
      }.map(\.element)
      guard !others.isEmpty else { continue }
      let goals =
        others.map { ($0.condition, Outcomes.yes) } + [(clause.condition, Outcomes([.no, .unknown]))]
      if CellSearch.find(goals, in: space) == .impossible {
        report(LintMessages.implied(clause.clause, by: others.map(\.clause)))
      }
    }
  }

  private mutating func report(_ diagnostic: Diagnostic) {
    if !found.contains(diagnostic) { found.append(diagnostic) }
  }
}
