import RuleLanguage

extension Evaluator {
  /// A result of exact arithmetic: beyond 64 bits it is unknown, and that is noted.
  private func exact(_ result: Number?) -> Evaluated {
    if let result { return .number(result) }
    note(.overflow)
    return .unknown
  }

  func sum(_ numbers: some Sequence<Number>) -> Number? {
    var total = Number.zero
    for number in numbers {
      guard let next = total.adding(number) else {
        note(.overflow)
        return nil
      }
      total = next
    }
    return total
  }

  func arithmetic(
    _ operation: Arithmetic, _ a: Expression, _ b: Expression, _ frame: Frame
  ) -> Evaluated {
    let (left, right) = (evaluate(a, frame), evaluate(b, frame))
    if let left = left.number, let right = right.number {
      switch operation {
      case .add: return exact(left.adding(right))
      case .subtract: return exact(left.subtracting(right))
      case .multiply: return exact(left.multiplied(by: right))
      }
    }
    if left == .none || right == .none { return .unknown }
    return between(operation, left.bounds, right.bounds)
  }

  private typealias Bounds = (low: Number?, high: Number?)

  /// On intervals: what no figure between the ends can fall below, or rise above.
  private func between(_ operation: Arithmetic, _ a: Bounds, _ b: Bounds) -> Evaluated {
    func combine(_ x: Number?, _ y: Number?, _ result: (Number, Number) -> Number?) -> Number? {
      if let x, let y { result(x, y) } else { nil }
    }
    switch operation {
    case .add:
      return .number(
        from: combine(a.low, b.low) { $0.adding($1) }, to: combine(a.high, b.high) { $0.adding($1) })
    case .subtract:
      return .number(
        from: combine(a.low, b.high) { $0.subtracting($1) },
        to: combine(a.high, b.low) { $0.subtracting($1) })
    case .multiply:
      // Of figures that may be negative nothing is said.
      guard let x = a.low, let y = b.low, !x.isNegative, !y.isNegative else { return .unknown }
      return .number(from: x.multiplied(by: y), to: combine(a.high, b.high) { $0.multiplied(by: $1) })
    }
  }

  func divide(
    _ a: Expression, _ b: Expression, _ whenZero: Expression?, _ frame: Frame
  ) -> Evaluated {
    let (left, right) = (evaluate(a, frame).number, evaluate(b, frame).number)
    guard let left, let right else { return .unknown }
    return quotient(left, right, whenZero: whenZero.map { evaluate($0, frame) })
  }

  func quotient(_ a: Number, _ b: Number, whenZero: Evaluated? = nil) -> Evaluated {
    if b != .zero { return exact(a.divided(by: b)) }
    if let whenZero { return whenZero }
    note(.divisionByZero)
    return .unknown
  }

  func floor(_ inner: Expression, _ frame: Frame) -> Evaluated {
    evaluate(inner, frame).number.map { .number(Number($0.floor)) } ?? .unknown
  }

  func round(_ inner: Expression, _ step: Number, _ frame: Frame) -> Evaluated {
    guard let number = evaluate(inner, frame).number else { return .unknown }
    return exact(number.divided(by: step).flatMap { Number($0.roundedHalfUp).multiplied(by: step) })
  }

  func extreme(
    _ which: Extreme, _ parts: [Expression], _ type: ValueType, _ frame: Frame
  ) -> Evaluated {
    let operands = parts.map { evaluate($0, frame) }
    if case .number = type {
      return operands.contains(.none) ? .unknown : extreme(which, of: operands)
    }
    let values = operands.compactMap { if case .value(let value) = $0 { value } else { nil } }
    return values.count < operands.count ? .unknown : extreme(which, of: values, type) ?? .unknown
  }

  /// Of numbers on intervals: an operand of which nothing is known still leaves one end.
  func extreme(_ which: Extreme, of operands: [Evaluated]) -> Evaluated {
    let lows = operands.map { $0.bounds.low }
    let highs = operands.map { $0.bounds.high }
    switch which {
    case .largest:
      return .number(
        from: lows.compactMap(\.self).max(),
        to: highs.contains(nil) ? nil : highs.compactMap(\.self).max())
    case .smallest:
      return .number(
        from: lows.contains(nil) ? nil : lows.compactMap(\.self).min(),
        to: highs.compactMap(\.self).min())
    }
  }

  /// Of known values, dates say; `nil` of none.
  func extreme(_ which: Extreme, of values: [Value], _ type: ValueType) -> Evaluated? {
    let ordered = { (a: Value, b: Value) in self.position(of: a, type) < self.position(of: b, type) }
    let chosen = which == .largest ? values.max(by: ordered) : values.min(by: ordered)
    return chosen.map { .value($0) }
  }
}
