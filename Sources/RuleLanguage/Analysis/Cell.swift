/// A part of what a value can be, throughout which all conditions at hand answer the same.
enum Cell: Hashable, Sendable {
  /// No data.
  case unknown
  /// Known to be none.
  case none
  case point(Number)
  /// Strictly between two figures; `nil` is an open end.
  case between(Number?, Number?)
  /// All codes that the conditions do not tell from this one.
  case code(Int)
  case text(String)
  /// A text, or a record, that no condition names.
  case otherText
  case truth(Bool)
  /// How the first of two values stands to the second: `less`, `equal` or `greater`.
  case order(Comparison)
}

/// One thing that a condition asks of a value.
enum CellTest: Hashable, Sendable {
  case compare(Comparison, Number)
  case isCode(Int)
  case inCodes(CodeSet)
  /// Of an ordered list, by rank.
  case rank(Comparison, Number)
  case isText(String)
  case isKnown
  case isNone
  case holds
  case order(Comparison)

  /// What it answers throughout a cell. `list`: of codes, theirs.
  func truth(in cell: Cell, list: CodeList?) -> Truth {
    switch (self, cell) {
    case (.isKnown, _): Truth(cell != .unknown)
    case (_, .unknown): .unknown
    case (.isNone, _): Truth(cell == .none)
    case (.compare(.notEqual, _), .none): .yes
    case (_, .none): .no
    case (.compare(let comparison, let cut), .point(let value)): Truth(comparison.holds(value, cut))
    case (.compare(let comparison, let cut), .between(let low, _)):
      // No cut lies inside a cell, so one end tells on which side of this one it is.
      Truth(comparison.holds(low.map { $0 >= cut } ?? false ? 1 : -1, 0))
    case (.isCode(let ordinal), .code(let value)): Truth(ordinal == value)
    case (.inCodes(let set), .code(let value)):
      set.contains(value) ? .yes : set.overlaps(codesBelow: value, in: list) ? .unknown : .no
    case (.rank(let comparison, let rank), .code(let value)):
      Truth(comparison.holds(Number(Int64(list?.ranks[value] ?? 0)), rank))
    case (.isText(let text), .text(let value)): Truth(text == value)
    case (.isText, .otherText): .no
    case (.holds, .truth(let value)): Truth(value)
    case (.order(let comparison), .order(let order)):
      Truth(comparison.holds(order == .less ? -1 : order == .equal ? 0 : 1, 0))
    default: .unknown
    }
  }
}

extension CodeSet {
  /// A code above the set may stand for one inside it.
  fileprivate func overlaps(codesBelow ordinal: Int, in list: CodeList?) -> Bool {
    guard let below = list?.subtree(of: ordinal) else { return true }
    return ranges.contains { $0.overlaps(below) }
  }
}

/// Something that conditions ask about: a value, or two values side by side.
struct CellVariable: Hashable, Sendable {
  let term: Expression
  /// The other value, where two that are not constant are compared.
  let other: Expression?

  init(_ term: Expression, _ other: Expression? = nil) {
    self.term = term
    self.other = other
  }
}
