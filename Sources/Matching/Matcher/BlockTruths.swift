import RuleLanguage

extension Block {
  func computeTruths(_ id: NodeID) -> Truths {
    if table != Node.uniform, let plan = run.plans[id], let raw = raw(plan.field) {
      return plan.evaluate(raw, count: count)
    }
    switch nodes[id].operation {
    case .constant(.truth(let value)): return Truths(Truth(value), words: words)
    case .and(let operands):
      var result = truths(operands[0])
      for operand in operands.dropFirst() {
        if result.isAllNo(count) { break }
        result.formAnd(truths(operand))
      }
      return result
    case .or(let operands):
      var result = truths(operands[0])
      for operand in operands.dropFirst() {
        if result.isAllYes(count) { break }
        result.formOr(truths(operand))
      }
      return result
    case .not(let operand): return truths(operand).negated
    case .atLeast(let n, let operands):
      let operands = operands.map { truths($0) }
      return Truths(count: count) { i in Truth.atLeast(n, of: operands.lazy.map { $0[i] }) }
    case .exactly(let n, let operands):
      let operands = operands.map { truths($0) }
      return Truths(count: count) { i in Truth.exactly(n, of: operands.lazy.map { $0[i] }) }
    case .agreement(let conditions, let outcomes, let otherwise):
      return agreement(conditions, outcomes, otherwise)
    case .compare(let comparison, let a, let b):
      let (x, y) = (cells(a), cells(b))
      let ranks = ranks(nodes[a].type)
      return Truths(count: count) { Scalar.compare(comparison, x[$0], y[$0], ranks: ranks) }
    case .inCodes(let operand, let set):
      let cells = cells(operand)
      return Truths(count: count) {
        let cell = cells[$0]
        return switch cell.state {
        case .value: Truth(set.contains(Int(cell.raw)))
        case .none: .no
        case .unknown, .range: .unknown
        }
      }
    case .isKnown(let operand): return isKnown(operand)
    case .isNone(let operand): return isNone(operand)
    case .isPositive(let operand):
      let cells = cells(operand)
      return Truths(count: count) { cells[$0].positive }
    case .query(let query):
      switch query.result {
      case .exists: return exists(query)
      case .forAll(let condition): return forAll(query, condition)
      default: break
      }
    case .outer(let inner) where Program.isTwoSided(inner, nodes):
      let (truths, askers) = outer { $0.truths(inner) }
      return Truths(count: count) { truths[askers[$0]] }
    case .hop(let hop, let inner, let absence) where Program.isTwoSided(inner, nodes):
      return truths(hop, inner, absence)
    default: break
    }
    let cells = cells(id)
    return Truths(count: count) { cells[$0].truth }
  }

  func ranks(_ type: ValueType) -> [Int]? {
    guard case .code(let list) = type, snapshot.ruleSet.codeLists[list].isOrdered else { return nil }
    return snapshot.ruleSet.codeLists[list].ranks
  }

  private func isKnown(_ operand: NodeID) -> Truths {
    let all = [UInt64](repeating: ~0, count: words)
    if table != Node.uniform, !nodes[operand].isUniform, let raw = raw(operand) {
      return Truths(yes: raw.known, known: all)
    }
    let cells = cells(operand)
    return Truths(count: count) {
      let state = cells[$0].state
      return Truth(state == .value || state == .none)
    }
  }

  private func isNone(_ operand: NodeID) -> Truths {
    if table != Node.uniform, !nodes[operand].isUniform, let raw = raw(operand) {
      return Truths(yes: raw.known.indices.map { raw.known[$0] & ~raw.present[$0] }, known: raw.known)
    }
    let cells = cells(operand)
    return Truths(count: count) {
      let state = cells[$0].state
      return state == .unknown ? .unknown : Truth(state == .none)
    }
  }

  /// The cases that may apply to a record are those not ruled out before a certain one; the answer is
  /// certain where all of them give it.
  private func agreement(_ conditions: [NodeID], _ outcomes: [NodeID], _ otherwise: NodeID?) -> Truths {
    var open = [UInt64](repeating: ~0, count: words)
    var (yes, no) = (open, open)
    func join(_ mask: (Int) -> UInt64, _ outcome: Truths) {
      for i in open.indices {
        yes[i] &= ~mask(i) | outcome.yes[i]
        no[i] &= ~mask(i) | (outcome.known[i] & ~outcome.yes[i])
      }
    }
    for (condition, outcome) in zip(conditions, outcomes) {
      let condition = truths(condition)
      let possible = open.indices.map { open[$0] & ~(condition.known[$0] & ~condition.yes[$0]) }
      if !Truths.isFull(count, { ~possible[$0] }) { join({ possible[$0] }, truths(outcome)) }
      for i in open.indices { open[i] &= ~condition.yes[i] }
    }
    let last = otherwise.map { truths($0) } ?? Truths(.unknown, words: words)
    let rest = open
    join({ rest[$0] }, last)
    return Truths(yes: yes, known: yes.indices.map { yes[$0] | no[$0] })
  }

  private func truths(_ hop: Hop, _ inner: NodeID, _ absence: Absence) -> Truths {
    let targets = targets(hop)
    let none: Truth = absence == .yes ? .yes : absence == .unknown ? .unknown : .no
    if case .truths(let table)? = run.tabulated[inner] {
      return Truths(count: count) {
        targets[$0] >= 0 ? table[Int(targets[$0])] : targets[$0] == Snapshot.noTarget ? none : .unknown
      }
    }
    let there = targetBlock(hop)
    let truths = there.block.truths(inner)
    let positions = there.positions
    return Truths(count: count) {
      let position = positions[$0]
      return position >= 0
        ? truths[Int(position)] : position == Snapshot.noTarget ? none : .unknown
    }
  }
}
