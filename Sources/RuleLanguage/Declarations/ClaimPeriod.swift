/// 申领期限 of an item, over the record that the item's own clauses are over.
public struct ClaimPeriod: Sendable {
  /// The last day on which a claim is in time; none where its period has not begun.
  public let due: Expression
  /// The claim is in time, if it is made now: today, or at the end of the horizon.
  public let isOpen: Expression
  /// 视为放弃: past it nothing is due. Otherwise (仍受理) a late claim is only noted.
  public let lapses: Bool
  /// Each period has its own last day; else one claim holds for all of them.
  public let isOfPeriod: Bool
  /// As written.
  public let text: String

  public init(due: Expression, lapses: Bool, text: String) {
    self.due = due
    self.lapses = lapses
    self.text = text
    isOfPeriod = due.readsMoment
    let range = due.range
    let days: [Moment] = [.asOf, .decisionDay]
    let now = Expression(
      .extreme(.largest, days.map { Expression(.moment($0), .day, range) }), .day, range)
    isOpen = Expression(
      .or([
        Expression(.isNone(due), .truth, range),
        Expression(.compare(.lessOrEqual, now, due), .truth, range),
      ]), .truth, range)
  }
}

extension Expression {
  fileprivate var readsMoment: Bool { isMoment || operands.contains(where: \.readsMoment) }
}
