/// 过渡: subjects of whom the clauses hold keep what was in force before, up to a day.
public struct Transition: Sendable {
  public let conditions: ClauseGroup
  /// The last day; `nil`: without end. Where it is known to be none, nothing is kept.
  public let until: Expression?
  /// As written; empty without an end.
  public let untilText: String
  public let range: SourceRange

  public init(conditions: ClauseGroup, until: Expression?, untilText: String, range: SourceRange) {
    self.conditions = conditions
    self.until = until
    self.untilText = untilText
    self.range = range
  }

  /// The decision day is not past the end.
  public var isRunning: Expression? {
    until.map { until in
      let now = Expression(.moment(.decisionDay), .day, range)
      return Expression(.compare(.lessOrEqual, now, until), .truth, range)
    }
  }

  /// It holds on the decision day.
  public var applies: Expression {
    let clauses = conditions.expression(range)
    guard let isRunning else { return clauses }
    return Expression(.and([clauses, isRunning]), .truth, range)
  }
}
