extension Checker {
  mutating func arithmetic(
    _ op: Arithmetic, _ a: ExpressionSyntax, _ b: ExpressionSyntax, _ range: SourceRange,
    in frame: Frame, expecting expected: ValueType?
  ) -> Expression? {
    guard let x = expression(a, in: frame, expecting: op == .multiply ? nil : expected),
      let y = expression(b, in: frame)
    else { return nil }
    switch (x.type, y.type) {
    case (.day, .number(let unit)) where op != .multiply:
      return shifted(x, y, unit, op, range)
    case (.month, .number(let unit)) where op != .multiply:
      let first = Expression(.firstDay(x), .day, range)
      return shifted(first, adapted(y, to: .number(.months)) ?? y, unit == .none ? .months : unit, op, range)
        .map { Expression(.monthOf($0), .month, range) }
    case (.year, .number(let unit)) where op != .multiply:
      let first = Expression(.firstDay(x), .day, range)
      return shifted(first, y, unit == .none ? .years : unit, op, range)
        .map { Expression(.yearOf($0), .year, range) }
    case (.year, .year) where op == .subtract:
      let (later, earlier) = (sourceText(x.range), sourceText(y.range))
      error(
        "day-difference", range, zh: "年份不能相减", en: "years are not subtracted",
        remedyZh: "只看年份，写 \(earlier) + 3 不晚于 \(later)；满几年（看月日），写 年数(起日, 止日) 不低于 3年",
        remedyEn: "by the year alone: \(earlier) + 3 不晚于 \(later); by the day: 年数(from, to) 不低于 3年")
      return nil
    case (.day, .day), (.month, .month), (.year, .year):
      error(
        "day-difference", range, zh: "日期相减要写明单位", en: "a difference of days needs a unit",
        remedyZh: "写 天数(起, 止)、月数(起, 止) 或 年数(起, 止)",
        remedyEn: "write 天数(from, to), 月数(from, to) or 年数(from, to)")
      return nil
    case (.number(let left), .number(let right)) where op == .multiply:
      guard let unit = product(left, right) else {
        incomparable(x, y, range)
        return nil
      }
      return Expression(.arithmetic(.multiply, x, y), .number(unit), range)
    case (.number, .number):
      guard let both = unify(x, y, range) else { return nil }
      return Expression(.arithmetic(op, both.0, both.1), both.0.type, range)
    default:
      incomparable(x, y, range)
      return nil
    }
  }

  /// Money times a count or a number of months is money.
  func product(_ a: Unit, _ b: Unit) -> Unit? {
    if a == .none { return b }
    if b == .none { return a }
    if a == .money && b != .money { return .money }
    if b == .money && a != .money { return .money }
    return nil
  }

  private mutating func shifted(
    _ day: Expression, _ amount: Expression, _ unit: Unit, _ op: Arithmetic, _ range: SourceRange
  ) -> Expression? {
    guard let duration = duration(unit) else {
      error(
        "duration-unit", amount.range, zh: "日期加减要写 日、个月 或 年", en: "a day shifts by days, months or years",
        remedyZh: "如 12个月、30日、3年", remedyEn: "such as 12个月, 30日, 3年")
      return nil
    }
    let signed = op == .subtract ? negated(amount) : amount
    return Expression(.addDuration(day, signed, duration), .day, range)
  }

  func duration(_ unit: Unit) -> DurationUnit? {
    switch unit {
    case .days: .days
    case .months: .months
    case .years: .years
    case .none, .money: nil
    }
  }

  func negated(_ expression: Expression) -> Expression {
    if case .constant(.number(let n)) = expression.kind, let minus = n.negated {
      return Expression(.constant(.number(minus)), expression.type, expression.range)
    }
    let minusOne = Expression(.constant(.number(Number(-1))), .number(.none), expression.range)
    return Expression(.arithmetic(.multiply, expression, minusOne), expression.type, expression.range)
  }

  mutating func divide(
    _ a: ExpressionSyntax, _ b: ExpressionSyntax, _ zero: ExpressionSyntax?, _ range: SourceRange,
    in frame: Frame
  ) -> Expression? {
    guard let x = expression(a, in: frame), let y = expression(b, in: frame) else { return nil }
    guard case .number(let left) = x.type, case .number(let right) = y.type else {
      incomparable(x, y, range)
      return nil
    }
    if case .constant(.number(let n)) = y.kind, n == .zero {
      error("division-by-zero", range, zh: "除以零", en: "division by zero")
      return nil
    }
    let unit: Unit
    if left == right {
      unit = .none
    } else if right == .none {
      unit = left
    } else if left == .money {
      unit = .money
    } else if right != .money && left == .none {
      unit = .none
    } else {
      incomparable(x, y, range)
      return nil
    }
    var whenZero: Expression?
    if let zero {
      guard let value = expression(zero, in: frame, expecting: .number(unit)),
        let same = adapted(value, to: .number(unit))
      else { return nil }
      whenZero = same
    }
    return Expression(.divide(x, y, whenZero: whenZero), .number(unit), range)
  }
}
