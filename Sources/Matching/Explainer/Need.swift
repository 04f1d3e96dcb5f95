import RuleLanguage

/// What must become known so that an unknown condition can take a wanted truth.
struct Need {
  var inputs: InputSet
  /// Knowing the inputs can help; division by zero, say, has none that could.
  var canHelp: Bool

  static let nothing = Need(inputs: InputSet(), canHelp: true)

  init(inputs: InputSet, canHelp: Bool) {
    self.inputs = inputs
    self.canHelp = canHelp
  }

  /// An atom needs all that it reads and does not know.
  init(atom inputs: InputSet) {
    self.init(inputs: inputs, canHelp: !inputs.isEmpty)
  }

  /// All of these.
  static func all(_ needs: [Need]) -> Need {
    needs.reduce(into: nothing) { result, need in
      result.inputs.formUnion(need.inputs)
      result.canHelp = result.canHelp && need.canHelp
    }
  }

  /// The `n` cheapest of these, in the order of the text.
  static func cheapest(_ n: Int, of needs: [Need]) -> Need {
    let byCost = needs.indices.sorted { (needs[$0].cost, $0) < (needs[$1].cost, $1) }
    return all(byCost.prefix(n).sorted().map { needs[$0] })
  }

  /// Fewest names first; what cannot help comes last.
  var cost: Int { canHelp ? inputs.count : .max }
}

extension Evaluator {
  /// The smallest set of missing inputs with which this unknown condition could become `target`; ties
  /// go to the text's order. Where a number of parts must hold, all that may decide it.
  func need(_ expression: Expression, _ scope: Scope, toBe target: Bool) -> Need {
    switch expression.kind {
    case .and(let parts): junction(parts, scope, toBe: target, needsAll: target)
    case .or(let parts): junction(parts, scope, toBe: target, needsAll: !target)
    case .not(let inner): need(inner, scope, toBe: !target)
    case .atLeast(let n, let parts): atLeast(n, parts, scope, toBe: target)
    case .exactly(_, let parts): exactly(parts, scope)
    case .conditional(let condition, let then, let otherwise) where expression.type == .truth:
      choice(condition, then, otherwise, scope, toBe: target)
    case .definition(let index, let hops) where expression.type == .truth:
      definition(index, hops, scope, toBe: target)
    default: Need(atom: unknownInputs(expression, scope))
    }
  }

  /// Of a choice that is open: what it goes by, and what the way that could come to `target` needs.
  private func choice(
    _ condition: Expression, _ then: Expression, _ otherwise: Expression, _ scope: Scope,
    toBe target: Bool
  ) -> Need {
    let applies = truth(condition, scope.frame)
    var ways: [Need] = []
    for (part, isChosen) in [(then, true), (otherwise, false)] where applies != Truth(!isChosen) {
      let chosen = applies == .unknown ? need(condition, scope, toBe: isChosen) : .nothing
      switch truth(part, scope.frame) {
      case .unknown: ways.append(.all([chosen, need(part, scope, toBe: target)]))
      case Truth(target): ways.append(chosen)
      default: break
      }
    }
    return .cheapest(1, of: ways)
  }

  private func needs(_ parts: [Expression], _ scope: Scope, toBe target: Bool) -> [Need] {
    parts.filter { truth($0, scope.frame) == .unknown }.map { need($0, scope, toBe: target) }
  }

  private func junction(
    _ parts: [Expression], _ scope: Scope, toBe target: Bool, needsAll: Bool
  ) -> Need {
    let needs = needs(parts, scope, toBe: target)
    return needsAll ? .all(needs) : .cheapest(1, of: needs)
  }

  /// Of two or more, any that is open may be the one that the number turns on.
  private func atLeast(_ n: Int, _ parts: [Expression], _ scope: Scope, toBe target: Bool) -> Need {
    if n <= 1 { return junction(parts, scope, toBe: target, needsAll: !target) }
    return .all(needs(parts, scope, toBe: target))
  }

  private func exactly(_ parts: [Expression], _ scope: Scope) -> Need {
    .all(needs(parts, scope, toBe: true) + needs(parts, scope, toBe: false))
  }

  private func definition(
    _ index: Int, _ hops: [Hop], _ scope: Scope, toBe target: Bool
  ) -> Need {
    switch follow(hops, from: scope) {
    case .record(let reached): return need(ruleSet.definitions[index].expression, reached, toBe: target)
    case .unknown(let reference):
      var inputs = InputSet()
      inputs.insert(reference)
      return Need(atom: inputs)
    case .none: return .nothing
    }
  }
}
