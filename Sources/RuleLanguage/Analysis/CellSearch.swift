/// Looks for cells in which conditions come to what is asked, trying one variable after another and
/// leaving what can no longer succeed.
struct CellSearch {
  enum Answer: Equatable {
    /// A cell for each variable; `nil` where any will do.
    case found([Int?])
    /// No record can be such.
    case impossible
    /// The budget was spent before it was decided.
    case notDecided
  }

  /// Steps that one question may take; a step looks at every condition once.
  static let budget = 20_000

  let space: CellSpace
  private let goals: [(condition: CellSpace.Condition, wanted: Outcomes)]
  private var steps: Int

  private init(_ space: CellSpace, _ goals: [(CellSpace.Condition, Outcomes)], budget: Int) {
    self.space = space
    self.goals = goals
    steps = budget
  }

  static func find(
    _ goals: [(CellSpace.Condition, Outcomes)], in space: CellSpace, budget: Int = budget
  ) -> Answer {
    var search = CellSearch(space, goals, budget: budget)
    var chosen: [Int?] = Array(repeating: nil, count: space.variables.count)
    return search.extend(&chosen)
  }

  private mutating func extend(_ chosen: inout [Int?]) -> Answer {
    guard steps > 0 else { return .notDecided }
    steps -= 1
    var open: Int?
    for goal in goals {
      let outcomes = space.outcomes(goal.condition, chosen)
      if outcomes.isDisjoint(with: goal.wanted) { return .impossible }
      if open == nil, !outcomes.isSubset(of: goal.wanted) {
        open = space.openVariable(goal.condition, chosen)
      }
    }
    guard let open else { return .found(chosen) }
    for cell in space.cells[open].indices {
      chosen[open] = cell
      let answer = extend(&chosen)
      if answer != .impossible { return answer }
    }
    chosen[open] = nil
    return .impossible
  }
}
