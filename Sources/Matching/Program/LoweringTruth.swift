import RuleLanguage

extension Lowering {
  mutating func constant(_ value: Bool) -> NodeID {
    intern(.constant(.truth(value)), .truth, frame: Node.uniform)
  }

  /// Conjunction: flat, without repetitions, yes left out; one certain no decides.
  mutating func all(_ operands: [NodeID], frame: TableID) -> NodeID {
    var flat: [NodeID] = []
    for operand in operands {
      if case .and(let inner) = nodes[operand].operation {
        flat += inner.filter { !flat.contains($0) }
      } else if !isTrue(operand), !flat.contains(operand) {
        flat.append(operand)
      }
    }
    if flat.contains(where: isFalse) { return constant(false) }
    if flat.isEmpty { return constant(true) }
    return flat.count == 1 ? flat[0] : intern(.and(flat), .truth, frame: frame)
  }

  /// Disjunction: flat, without repetitions, no left out; one certain yes decides.
  mutating func any(_ operands: [NodeID], frame: TableID) -> NodeID {
    var flat: [NodeID] = []
    for operand in operands {
      if case .or(let inner) = nodes[operand].operation {
        flat += inner.filter { !flat.contains($0) }
      } else if !isFalse(operand), !flat.contains(operand) {
        flat.append(operand)
      }
    }
    if flat.contains(where: isTrue) { return constant(true) }
    if flat.isEmpty { return constant(false) }
    return flat.count == 1 ? flat[0] : intern(.or(flat), .truth, frame: frame)
  }

  mutating func negation(_ operand: NodeID, frame: TableID) -> NodeID {
    if isTrue(operand) { return constant(false) }
    if isFalse(operand) { return constant(true) }
    if case .not(let inner) = nodes[operand].operation { return inner }
    return intern(.not(operand), .truth, frame: frame)
  }

  mutating func threshold(_ n: Int, _ operands: [NodeID], frame: TableID) -> NodeID {
    if n <= 0 { return constant(true) }
    if n > operands.count { return constant(false) }
    return intern(.atLeast(n, operands), .truth, frame: frame)
  }

  /// The node answers yes, no or unknown, never none.
  func isTwoSided(_ node: NodeID) -> Bool { Program.isTwoSided(node, nodes) }

  /// A condition on a value that has no ranges, looking into tables and conditionals: it is certain
  /// where every value that may apply gives the same answer.
  mutating func overCandidates(
    _ node: NodeID, frame: TableID, _ test: (NodeID) -> Operation
  ) -> NodeID {
    switch nodes[node].operation {
    case .conditional(let condition, let then, let otherwise):
      let outcomes = [overCandidates(then, frame: frame, test)]
      let rest = overCandidates(otherwise, frame: frame, test)
      return intern(
        .agreement(conditions: [condition], outcomes: outcomes, otherwise: rest), .truth, frame: frame)
    case .table(.first, let conditions, let values, .value(let fallback)):
      let outcomes = values.map { overCandidates($0, frame: frame, test) }
      let rest = overCandidates(fallback, frame: frame, test)
      return intern(
        .agreement(conditions: conditions, outcomes: outcomes, otherwise: rest), .truth, frame: frame)
    default:
      let operation = test(node)
      return intern(folded(operation, .truth) ?? operation, .truth, frame: frame)
    }
  }

  mutating func overCandidates(
    _ a: NodeID, _ b: NodeID, frame: TableID, _ test: (NodeID, NodeID) -> Operation
  ) -> NodeID {
    guard isChoice(a) else { return overCandidates(b, frame: frame) { test(a, $0) } }
    switch nodes[a].operation {
    case .conditional(let condition, let then, let otherwise):
      let outcomes = [overCandidates(then, b, frame: frame, test)]
      let rest = overCandidates(otherwise, b, frame: frame, test)
      return intern(
        .agreement(conditions: [condition], outcomes: outcomes, otherwise: rest), .truth, frame: frame)
    case .table(_, let conditions, let values, .value(let fallback)):
      let outcomes = values.map { overCandidates($0, b, frame: frame, test) }
      let rest = overCandidates(fallback, b, frame: frame, test)
      return intern(
        .agreement(conditions: conditions, outcomes: outcomes, otherwise: rest), .truth, frame: frame)
    default: preconditionFailure("a choice is a conditional or a table")
    }
  }

  private func isChoice(_ node: NodeID) -> Bool {
    switch nodes[node].operation {
    case .conditional, .table(.first, _, _, .value): true
    default: false
    }
  }

  /// `amount > 0`, looking into tables and conditionals so that the amounts themselves need not be
  /// computed to know their sign.
  mutating func positive(_ amount: NodeID, frame: TableID) -> NodeID {
    switch nodes[amount].operation {
    case .constant(.number(let number)): return constant(number > .zero)
    case .conditional(let condition, let then, let otherwise):
      let outcomes = [positive(then, frame: frame)]
      return intern(
        .agreement(
          conditions: [condition], outcomes: outcomes,
          otherwise: positive(otherwise, frame: frame)), .truth, frame: frame)
    case .table(.first, let conditions, let values, let fallback) where fallback != .impossible:
      let outcomes = values.map { positive($0, frame: frame) }
      let otherwise: NodeID? =
        switch fallback {
        case .value(let node): positive(node, frame: frame)
        case .denied: constant(false)
        case .nothing, .impossible: nil
        }
      return intern(
        .agreement(conditions: conditions, outcomes: outcomes, otherwise: otherwise), .truth,
        frame: frame)
    default: return intern(.isPositive(amount), .truth, frame: frame)
    }
  }

  /// The constant that an operation on constants comes to. Texts and references are left alone:
  /// their storage depends on the dataset.
  func folded(_ operation: Operation, _ type: ValueType) -> Operation? {
    func scalar(_ node: NodeID) -> Scalar? {
      guard case .constant(let value) = nodes[node].operation else { return nil }
      return Scalar(value)
    }
    var result: Scalar?
    switch operation {
    case .compare(let comparison, let a, let b):
      if case .code = nodes[a].type { return nil }
      guard let x = scalar(a), let y = scalar(b) else { return nil }
      let truth = Scalar.compare(comparison, x, y, ranks: nil)
      return truth == .unknown ? nil : .constant(.truth(truth == .yes))
    case .arithmetic(let arithmetic, let a, let b):
      guard let x = scalar(a), let y = scalar(b) else { return nil }
      result = Scalar.arithmetic(arithmetic, x, y)
    case .divide(let a, let b, whenZero: nil):
      guard let x = scalar(a), let y = scalar(b) else { return nil }
      result = Scalar.divide(x, y, whenZero: nil)
    default: return nil
    }
    return result.flatMap { $0.value(as: type) }.map { .constant($0) }
  }
}
