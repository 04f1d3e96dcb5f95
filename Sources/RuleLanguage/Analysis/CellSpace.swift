/// Conditions over one record, taken apart into tests of values, and the finite cells that the tests'
/// constants cut. Values that are not compared with one another count as independent, so the cells hold
/// at least every record that can exist: what is impossible here is impossible.
struct CellSpace: Sendable {
  /// A condition over the tests of a space.
  indirect enum Condition: Sendable {
    case constant(Truth)
    case atom(Int)
    case not(Condition)
    case all([Condition])
    case any([Condition])
    case counting(Int, exactly: Bool, [Condition])
  }

  let ruleSet: RuleSet
  /// The decision day where it is known; otherwise what depends on it is left open.
  let day: Day?
  private(set) var variables: [CellVariable] = []
  private var indexes: [CellVariable: Int] = [:]
  private(set) var atoms: [(variable: Int, test: CellTest)] = []
  private var atomIndexes: [[Int: CellTest]: Int] = [:]

  /// Set by ``close()``: the cells of each variable, and each atom's answer in each of its variable's.
  private(set) var cells: [[Cell]] = []
  private(set) var answers: [[Truth]] = []
  private(set) var possible: [Outcomes] = []

  init(_ ruleSet: RuleSet, on day: Day? = nil) {
    self.ruleSet = ruleSet
    self.day = day
  }

  mutating func atom(_ variable: CellVariable, _ test: CellTest) -> Condition {
    let index = indexes[variable] ?? variables.count
    if index == variables.count {
      variables.append(variable)
      indexes[variable] = index
    }
    if let known = atomIndexes[[index: test]] { return .atom(known) }
    atomIndexes[[index: test]] = atoms.count
    atoms.append((index, test))
    return .atom(atoms.count - 1)
  }

  /// Cuts the cells. No condition can be added afterwards.
  mutating func close() {
    var tests: [[CellTest]] = Array(repeating: [], count: variables.count)
    for atom in atoms { tests[atom.variable].append(atom.test) }
    cells = variables.indices.map { index in
      let variable = variables[index]
      return domain(of: variable).cells(tests[index], of: variable, list: list(of: variable))
    }
    answers = atoms.map { atom in
      let list = list(of: variables[atom.variable])
      return cells[atom.variable].map { restricted(atom.test.truth(in: $0, list: list), atom) }
    }
    possible = answers.map { $0.reduce(into: Outcomes()) { $0.insert(Outcomes($1)) } }
  }

  private func list(of variable: CellVariable) -> CodeList? {
    if case .code(let list) = variable.term.type { ruleSet.codeLists[list] } else { nil }
  }

  /// Rows that nobody is sure to hold all of prove only that there are some.
  private func restricted(_ truth: Truth, _ atom: (variable: Int, test: CellTest)) -> Truth {
    let variable = variables[atom.variable]
    guard variable.other == nil, let query = variable.term.countedRows, isOpenEnded(query) else {
      return truth
    }
    switch (variable.term.kind, atom.test, truth) {
    case (.exists, _, .no), (.forAll, _, .yes): return .unknown
    case (.count, .compare(.greater, _), .no), (.count, .compare(.greaterOrEqual, _), .no): return .unknown
    case (.count, .compare(.less, _), .yes), (.count, .compare(.lessOrEqual, _), .yes): return .unknown
    case (.count, .compare(.equal, _), .yes), (.count, .compare(.notEqual, _), .no): return .unknown
    default: return truth
    }
  }

  func isOpenEnded(_ query: Query) -> Bool {
    ruleSet.tables[ruleSet.views[query.view].table].relation?.completeness == .incomplete
  }

  private func domain(of variable: CellVariable) -> CellDomain {
    let mayBeNone = variable.term.mayBeNone(in: ruleSet) || variable.other?.mayBeNone(in: ruleSet) ?? false
    return CellDomain(
      isWhole: variable.term.isWhole(in: ruleSet), least: variable.term.isCount ? .zero : nil,
      mayBeNone: mayBeNone, mayBeUnknown: true)
  }

  /// What a condition can come to. `chosen`: the cell of each variable, or nil.
  func outcomes(_ condition: Condition, _ chosen: [Int?]) -> Outcomes {
    switch condition {
    case .constant(let truth): Outcomes(truth)
    case .atom(let atom):
      chosen[atoms[atom].variable].map { Outcomes(answers[atom][$0]) } ?? possible[atom]
    case .not(let inner): !outcomes(inner, chosen)
    case .all(let parts): parts.reduce(.yes) { $0 && outcomes($1, chosen) }
    case .any(let parts): parts.reduce(.no) { $0 || outcomes($1, chosen) }
    case .counting(let n, let exactly, let parts):
      Outcomes.counting(n, exactly: exactly, of: parts.map { outcomes($0, chosen) })
    }
  }

  /// The first variable that is still open where the condition is not settled.
  func openVariable(_ condition: Condition, _ chosen: [Int?]) -> Int? {
    switch condition {
    case .constant: return nil
    case .atom(let atom):
      let variable = atoms[atom].variable
      return chosen[variable] == nil && !possible[atom].isSettled ? variable : nil
    case .not(let inner): return openVariable(inner, chosen)
    case .all(let parts), .any(let parts), .counting(_, _, let parts):
      for part in parts where !outcomes(part, chosen).isSettled {
        if let variable = openVariable(part, chosen) { return variable }
      }
      return nil
    }
  }

  func variables(of condition: Condition) -> Set<Int> {
    switch condition {
    case .constant: []
    case .atom(let atom): [atoms[atom].variable]
    case .not(let inner): variables(of: inner)
    case .all(let parts), .any(let parts), .counting(_, _, let parts):
      parts.reduce(into: []) { $0.formUnion(variables(of: $1)) }
    }
  }
}
