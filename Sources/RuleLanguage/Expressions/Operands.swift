extension Expression {
  /// The parts that are read over the same record, in the order of the text; none for leaves and for
  /// what looks at a relation's rows.
  public var operands: [Expression] {
    switch kind {
    case .constant, .path, .parameter, .definition, .moment, .figure, .outer: []
    case .exists, .forAll, .count, .aggregate, .pick, .distinctMonths, .streak: []
    case .and(let parts), .or(let parts), .atLeast(_, let parts), .exactly(_, let parts),
      .extreme(_, let parts):
      parts
    case .not(let inner), .inCodes(let inner, _), .isKnown(let inner), .isNone(let inner),
      .floor(let inner), .round(let inner, _), .yearOf(let inner), .monthOf(let inner),
      .firstDay(let inner), .lastDay(let inner):
      [inner]
    case .compare(_, let a, let b), .arithmetic(_, let a, let b), .addDuration(let a, let b, _),
      .elapsed(_, let a, let b):
      [a, b]
    case .divide(let a, let b, let whenZero): [a, b] + [whenZero].compactMap(\.self)
    case .conditional(let condition, let then, let otherwise): [condition, then, otherwise]
    case .table(let table): table.operands
    }
  }
}

extension TableExpression {
  fileprivate var operands: [Expression] {
    var parts = rows.flatMap { [$0.condition, $0.value] }
    if case .value(let expression) = otherwise { parts.append(expression) }
    return parts
  }
}

extension Expression {
  /// When a claim would be made that nobody has made yet: today, or at the end of the horizon.
  static func now(_ range: SourceRange) -> Expression {
    let days: [Moment] = [.asOf, .decisionDay]
    return Expression(.extreme(.largest, days.map { Expression(.moment($0), .day, range) }), .day, range)
  }

  var isNow: Bool { self == .now(range) }

  /// The rows that it looks at.
  var query: Query? {
    switch kind {
    case .exists(let query), .forAll(let query, _), .count(let query), .aggregate(_, let query, _),
      .pick(let query, _, _, _, _), .distinctMonths(let query, _), .streak(let query, _, _):
      query
    default: nil
    }
  }
}
