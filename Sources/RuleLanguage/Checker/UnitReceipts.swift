/// The receipts of a policy as one of its units sees them: its own must not change its own judgement.
struct UnitReceipts {
  var source: ReceiptSource
  /// What is due for earlier periods and not paid; `nil` where only the current period is decided.
  var dues: ReceiptSource?
  /// `nil`: the policy has one item.
  let ownItem: String?
  /// The key of the unit's row, over the row; `nil` for items that do not decide per row.
  let ownRow: Expression?
  let frequency: Frequency
  /// Months count once for all items, so that the own period of every item is left out.
  var itemsShareMonths = false

  /// Whether what was received before, or by others, is at least the limit. What came later counts
  /// too, unless the unit is paid itself: then it came first. `filter`: of these receipts only.
  func reach(
    _ limit: Expression, _ value: ReceiptField, _ scope: LimitScope,
    among filter: (ReceiptSource) -> [Expression] = { _ in [] },
    _ range: SourceRange
  ) -> Expression {
    let (scoped, span) = source.scoped(scope, frequency, range)
    let parts = scoped + filter(source)
    func isReached(_ filter: Expression, _ due: Expression? = nil) -> Expression {
      var sum = source.sum(value, source.query(parts + [filter], span: span, range), range)
      if let due { sum = Expression(.arithmetic(.add, sum, due), sum.type, range) }
      return Expression(.compare(.greaterOrEqual, sum, limit), .truth, range)
    }
    let due = dues.map { dues in
      let (parts, span) = dues.scoped(scope, frequency, range)
      let own = parts + filter(dues) + isEarlierDue(dues, range)
      return dues.sum(value, dues.query(own, span: span, range), range)
    }
    let others = isReached(isOther(range), due)
    guard frequency != .once else { return others }
    let paid = isPaid(range)
    return Expression(
      .or([
        isReached(isEarlier(range)),
        Expression(.and([others, Expression(.not(paid), .truth, range)]), .truth, range),
      ]), .truth, range)
  }

  /// How often the same item and row was paid before. Where earlier periods are decided too: while it is
  /// not paid itself, what was paid for later ones came first, and so did what is due for earlier ones.
  func timesBefore(_ range: SourceRange) -> Expression {
    func times(_ source: ReceiptSource, _ when: [Expression]) -> Expression {
      let own = [isOwnItem(range, in: source), isOwnRow(range, in: source)].compactMap(\.self)
      return source.sum(.times, source.query(own + when, range), range)
    }
    let earlier = times(
      source, [source.compare(.to, .less, UnitReceipts.start(frequency, range), range)])
    guard let dues, let period = isOwnPeriod(range) else { return earlier }
    let others = times(source, [Expression(.not(period), .truth, range)])
    let due = times(dues, isEarlierDue(dues, range))
    let all = Expression(.arithmetic(.add, others, due), earlier.type, range)
    return Expression(.conditional(isPaid(range), then: earlier, otherwise: all), earlier.type, range)
  }

  private func isEarlierDue(_ dues: ReceiptSource, _ range: SourceRange) -> [Expression] {
    if frequency == .once { return [] }
    return [dues.compare(.to, .less, UnitReceipts.end(frequency, range), range)]
  }

  func isPaid(_ range: SourceRange) -> Expression {
    Expression(.exists(source.query([isOwn(range)], range)), .truth, range)
  }

  /// What another source gave for the unit's period, or while that is not paid yet, what it goes on
  /// giving; to a one-off unit, all that it ever gave, or gave in the year.
  func inOwnPeriod(_ other: ReceiptSource, _ scope: LimitScope?, _ range: SourceRange) -> Expression {
    if frequency == .once {
      let (parts, span) = other.scoped(scope ?? .lifetime, frequency, range)
      return other.sum(.amount, other.query(parts, span: span, range), range)
    }
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

  /// Of the unit's item and row, in whatever period.
  func ofUnit(_ range: SourceRange) -> [Expression] {
    [isOwnItem(range), isOwnRow(range)].compactMap(\.self)
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

  private func isOwnItem(_ range: SourceRange, in other: ReceiptSource? = nil) -> Expression? {
    ownItem.map {
      (other ?? source).compare(.item, .equal, Expression(.constant(.text($0)), .text, range), range)
    }
  }

  func isOwnRow(_ range: SourceRange, in other: ReceiptSource? = nil) -> Expression? {
    ownRow.map { (other ?? source).compare(.row, .equal, Expression(.outer($0), .text, range), range) }
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
  /// The receipts of the year that is judged, of the last few, or all.
  func scoped(
    _ scope: LimitScope, _ frequency: Frequency, _ range: SourceRange
  ) -> (filter: [Expression], span: Query.Span?) {
    let (from, to): (Expression, Expression)
    switch scope {
    case .lifetime: return ([], nil)
    case .year:
      let year = Window.year(offset: 0)
      from = Expression(.moment(.windowStart(year)), .day, range)
      to = Expression(.moment(.windowEnd(year)), .day, range)
    case .recent(let count, let unit):
      // Whole periods: the one that is judged is the last.
      let isOnce = frequency == .once
      to = isOnce ? Expression(.moment(.decisionDay), .day, range) : UnitReceipts.end(frequency, range)
      func shifted(_ day: Expression, _ n: Int, _ unit: DurationUnit) -> Expression {
        let number = Expression(.constant(.number(Number(Int64(n)))), .number(.none), range)
        return Expression(.addDuration(day, number, unit), .day, range)
      }
      from =
        isOnce ? shifted(shifted(to, -count, unit), 1, .days) : shifted(shifted(to, 1, .days), -count, unit)
    }
    return ([falls(from: from, to: to, range)], .window(from: from, to: to))
  }
}
