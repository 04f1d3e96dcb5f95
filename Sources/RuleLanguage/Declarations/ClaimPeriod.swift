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

  init(due: Expression, isOpen: Expression, lapses: Bool, isOfPeriod: Bool, text: String) {
    self.due = due
    self.isOpen = isOpen
    self.lapses = lapses
    self.isOfPeriod = isOfPeriod
    self.text = text
  }

  public init(due: Expression, lapses: Bool, text: String) {
    self.due = due
    self.lapses = lapses
    self.text = text
    isOfPeriod = due.readsMoment
    let range = due.range
    isOpen = Expression(
      .or([
        Expression(.isNone(due), .truth, range),
        Expression(.compare(.lessOrEqual, .now(range), due), .truth, range),
      ]), .truth, range)
  }
}

extension Expression {
  /// The day on which one would apply now is not the period's.
  fileprivate var readsMoment: Bool {
    if isMoment { return true }
    return !isNow && operands.contains(where: \.readsMoment)
  }
}
