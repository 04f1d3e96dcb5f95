/// The receipts of a policy as one of its units sees them: its own must not change its own judgement.
struct UnitReceipts {
  var source: ReceiptSource
  /// `nil`: the policy has one item.
  let ownItem: String?
  /// The key of the unit's row, over the row; `nil` for items that do not decide per row.
  let ownRow: Expression?
  let frequency: Frequency
  /// Months count once for all items, so that the own period of every item is left out.
  var itemsShareMonths = false

  /// Whether what was received before, or by others, is at least the limit. What came later counts
  /// too, unless the unit is paid itself: then it came first.
  func reach(
    _ limit: Expression, _ value: ReceiptField, _ scope: LimitScope, _ range: SourceRange
  ) -> Expression {
    let (parts, span) = source.scoped(scope, range)
    func isReached(_ filter: Expression) -> Expression {
      let sum = source.sum(value, source.query(parts + [filter], span: span, range), range)
      return Expression(.compare(.greaterOrEqual, sum, limit), .truth, range)
    }
    let others = isReached(isOther(range))
    guard frequency != .once else { return others }
    let paid = isPaid(range)
    return Expression(
      .or([
        isReached(isEarlier(range)),
        Expression(.and([others, Expression(.not(paid), .truth, range)]), .truth, range),
      ]), .truth, range)
  }

  /// How often the same item and row was paid for earlier periods.
  func timesBefore(_ range: SourceRange) -> Expression {
    let earlier = source.compare(.to, .less, UnitReceipts.start(frequency, range), range)
    let filter = [isOwnItem(range), isOwnRow(range), earlier].compactMap(\.self)
    return source.sum(.times, source.query(filter, range), range)
  }

  func isPaid(_ range: SourceRange) -> Expression {
    Expression(.exists(source.query([isOwn(range)], range)), .truth, range)
  }

  /// What another source gave for the unit's period, or while that is not paid yet, what it goes on
  /// giving; to a one-off unit, all that it ever gave.
  func inOwnPeriod(_ other: ReceiptSource, _ range: SourceRange) -> Expression {
    if frequency == .once { return other.sum(.amount, other.query([], range), range) }
    let (from, to) = (UnitReceipts.start(frequency, range), UnitReceipts.end(frequency, range))
    let query = other.query(
      [other.falls(from: from, to: to, range)], span: .window(from: from, to: to), range)
    let goesOn = other.query([other.continues(on: to, range)], span: .at(to), range)
    let sum = other.sum(.amount, query, range)
    return Expression(
      .conditional(
        Expression(.exists(query), .truth, range), then: sum, otherwise: other.sum(.amount, goesOn, range)),
      sum.type, range)
  }

  /// Lines that tell an application of the unit, dated by `column` no later than a day. Where each
  /// payment is an award of its own, those of other periods are not the unit's.
  func applications(
    _ column: ReceiptField, until day: Expression, isOfPeriod: Bool, _ range: SourceRange
  ) -> Query {
    let own = [
      isOwnItem(range), isOwnRow(range), isOfPeriod ? isOwnPeriod(range) : nil,
      source.compare(column, .lessOrEqual, day, range),
    ]
    return source.lines(own.compactMap(\.self), range)
  }

  // MARK: Which receipts

  private func isOwn(_ range: SourceRange) -> Expression {
    Expression(
      .and([isOwnItem(range), isOwnRow(range), isOwnPeriod(range)].compactMap(\.self)), .truth, range)
  }

  private func isOther(_ range: SourceRange) -> Expression {
    if itemsShareMonths, let period = isOwnPeriod(range) { return Expression(.not(period), .truth, range) }
    return Expression(.not(isOwn(range)), .truth, range)
  }

  /// Others, where they are of the same item only those of earlier periods.
  private func isEarlier(_ range: SourceRange) -> Expression {
    let before = source.compare(.to, .less, UnitReceipts.start(frequency, range), range)
    if itemsShareMonths { return before }
    let sameUnit = [isOwnItem(range), isOwnRow(range)].compactMap(\.self)
    if sameUnit.isEmpty { return before }
    let notSame = Expression(.not(Expression(.and(sameUnit), .truth, range)), .truth, range)
    return Expression(.or([notSame, before]), .truth, range)
  }

  private func isOwnItem(_ range: SourceRange) -> Expression? {
    ownItem.map {
      source.compare(.item, .equal, Expression(.constant(.text($0)), .text, range), range)
    }
  }

  private func isOwnRow(_ range: SourceRange) -> Expression? {
    ownRow.map { source.compare(.row, .equal, Expression(.outer($0), .text, range), range) }
  }

  private func isOwnPeriod(_ range: SourceRange) -> Expression? {
    if frequency == .once { return nil }
    return Expression(
      .and([
        source.compare(.from, .lessOrEqual, UnitReceipts.end(frequency, range), range),
        source.compare(.to, .greaterOrEqual, UnitReceipts.start(frequency, range), range),
      ]), .truth, range)
  }

  /// First and last day of the period that is judged.
  static func start(_ frequency: Frequency, _ range: SourceRange) -> Expression {
    Expression(.moment(.windowStart(window(frequency))), .day, range)
  }

  static func end(_ frequency: Frequency, _ range: SourceRange) -> Expression {
    Expression(.moment(.windowEnd(window(frequency))), .day, range)
  }

  private static func window(_ frequency: Frequency) -> Window {
    switch frequency {
    case .once, .yearly: .year(offset: 0)
    case .quarterly: .quarter(offset: 0)
    case .monthly: .month(offset: 0)
    }
  }
}

extension ReceiptSource {
  /// The receipts of the year that is judged, or all.
  func scoped(_ scope: LimitScope, _ range: SourceRange) -> (filter: [Expression], span: Query.Span?) {
    guard scope == .year else { return ([], nil) }
    let year = Window.year(offset: 0)
    let from = Expression(.moment(.windowStart(year)), .day, range)
    let to = Expression(.moment(.windowEnd(year)), .day, range)
    return ([falls(from: from, to: to, range)], .window(from: from, to: to))
  }
}
