import RuleLanguage

/// A clause with its place in the policy: `条件（二）1.`, `待遇项“证书补贴”排除（一）`.
struct PlacedClause {
  let path: String
  let clause: Clause

  /// The clauses of a nested group, each with its place.
  var children: [PlacedClause] {
    switch clause.body {
    case .expression: []
    case .group(let group): PlacedClause.list(group.clauses, under: path)
    }
  }

  /// A clause without a label goes by its position, if it is not the only one.
  static func list(_ clauses: [Clause], under path: String) -> [PlacedClause] {
    PlacedLabels.of(clauses).map { label, clause in
      PlacedClause(path: clause.place ?? path + label, clause: clause)
    }
  }
}

extension ClauseGroup {
  /// The group's truth as one expression.
  var expression: Expression { expression(range) }

  private var range: SourceRange {
    guard let first = clauses.first?.range else { return SourceRange(file: 0, lower: 0, upper: 0) }
    return clauses.dropFirst().reduce(first) { $0.union($1.range) }
  }

  /// Conditions as they are told and flipped: one by one where all must hold, else as a whole.
  func placedConditions(under path: String) -> [PlacedClause] {
    // `topLevel` wraps a group that does not ask for all; the wrapper stands for the whole block.
    quantity == .all || clauses.isEmpty
      ? PlacedClause.list(clauses, under: path)
      : topLevel.map { PlacedClause(path: path, clause: $0) }
  }

  /// Exclusions likewise: one by one where any excludes.
  func placedExclusions(under path: String) -> [PlacedClause] {
    if quantity == .any || clauses.count <= 1 { return PlacedClause.list(clauses, under: path) }
    let whole = Clause(
      label: "", heading: nil, body: .group(self), basis: nil,
      text: clauses.map(\.text).joined(separator: "；"), range: range)
    return [PlacedClause(path: path, clause: whole)]
  }
}

extension ClauseGroup {
  /// Not a group that asks for some of no clauses: there is nothing in it to flip.
  var canBeMet: Bool {
    guard clauses.isEmpty else { return true }
    switch quantity {
    case .all: return true
    case .any: return false
    case .atLeast(let n): return n <= 0
    }
  }
}

extension Item {
  /// Before the paths of an item's own clauses.
  package var pathPrefix: String { name.isEmpty ? "待遇项" : "待遇项“\(name)”" }
}
