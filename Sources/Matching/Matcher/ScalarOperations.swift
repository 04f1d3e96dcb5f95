import RuleLanguage

extension Scalar {
  /// `ranks`: of an ordered code list, which order comparisons go by.
  static func compare(_ comparison: Comparison, _ a: Scalar, _ b: Scalar, ranks: [Int]?) -> Truth {
    if a.state == .unknown || b.state == .unknown { return .unknown }
    switch comparison {
    case .equal: return equal(a, b)
    case .notEqual: return !equal(a, b)
    default: break
    }
    if a.state == .none || b.state == .none { return .no }
    if let ranks {
      return Truth(comparison.holds(ranks[Int(a.raw)], ranks[Int(b.raw)]))
    }
    return switch comparison {
    case .less: less(a, b)
    case .greater: less(b, a)
    case .lessOrEqual: !less(b, a)
    default: !less(a, b)
    }
  }

  private static func equal(_ a: Scalar, _ b: Scalar) -> Truth {
    if a.state == .none || b.state == .none { return Truth(a.state == b.state) }
    if a.isValue && b.isValue { return Truth(a.low == b.low) }
    return less(a, b) == .yes || less(b, a) == .yes ? .no : .unknown
  }

  private static func less(_ a: Scalar, _ b: Scalar) -> Truth {
    if a.hasHigh, b.hasLow, a.high < b.low { return .yes }
    if a.hasLow, b.hasHigh, a.low >= b.high { return .no }
    return .unknown
  }

  static func arithmetic(_ arithmetic: Arithmetic, _ a: Scalar, _ b: Scalar) -> Scalar {
    guard let x = a.number, let y = b.number else { return interval(arithmetic, a, b) }
    return switch arithmetic {
    case .add: Scalar(x.adding(y))
    case .subtract: Scalar(x.subtracting(y))
    case .multiply: Scalar(x.multiplied(by: y))
    }
  }

  /// Where a figure has a range: the lowest and highest that the result can be. Products only of figures
  /// that are certainly not negative.
  private static func interval(_ arithmetic: Arithmetic, _ a: Scalar, _ b: Scalar) -> Scalar {
    if a.state == .none || b.state == .none || (a.state == .unknown && b.state == .unknown) {
      return .unknown
    }
    func ends(_ x: Number?, _ y: Number?, _ result: (Number, Number) -> Number?) -> Number? {
      if let x, let y { result(x, y) } else { nil }
    }
    switch arithmetic {
    case .add:
      return .range(
        ends(a.lowEnd, b.lowEnd) { $0.adding($1) }, ends(a.highEnd, b.highEnd) { $0.adding($1) })
    case .subtract:
      return .range(
        ends(a.lowEnd, b.highEnd) { $0.subtracting($1) }, ends(a.highEnd, b.lowEnd) { $0.subtracting($1) })
    case .multiply:
      guard let x = a.lowEnd, let y = b.lowEnd, x >= .zero, y >= .zero else { return .unknown }
      return .range(x.multiplied(by: y), ends(a.highEnd, b.highEnd) { $0.multiplied(by: $1) })
    }
  }

  static func divide(_ a: Scalar, _ b: Scalar, whenZero: Scalar?) -> Scalar {
    guard let x = a.number, let y = b.number else { return .unknown }
    if y == .zero { return whenZero ?? .unknown }
    return Scalar(x.divided(by: y))
  }

  /// On intervals; `extreme` of values that are no numbers needs them all.
  static func extreme(_ extreme: Extreme, _ operands: [Scalar]) -> Scalar {
    guard let first = operands.first, !operands.contains(where: { $0.state == .none }) else {
      return .unknown
    }
    var (low, high) = (first.lowEnd, first.highEnd)
    for operand in operands.dropFirst() {
      if extreme == .largest {
        low = highest(low, operand.lowEnd, openWins: false)
        high = highest(high, operand.highEnd, openWins: true)
      } else {
        low = lowest(low, operand.lowEnd, openWins: true)
        high = lowest(high, operand.highEnd, openWins: false)
      }
    }
    return range(low, high)
  }

  /// Of dates and ordered codes: the first of the largest or smallest, unknown if any is.
  static func extreme(_ extreme: Extreme, ofValues operands: [Scalar], ranks: [Int]?) -> Scalar {
    guard var result = operands.first, operands.allSatisfy(\.isValue) else { return .unknown }
    for operand in operands.dropFirst() {
      let (a, b) = (operand.position(ranks), result.position(ranks))
      if extreme == .largest ? a > b : a < b { result = operand }
    }
    return result
  }

  /// Where the value stands in its type's order.
  func position(_ ranks: [Int]?) -> Number { ranks.map { Number(Int64($0[Int(raw)])) } ?? low }

  var floored: Scalar { number.map { Scalar(Number($0.floor)) } ?? .unknown }

  func rounded(to step: Number) -> Scalar {
    guard let number, let quotient = number.divided(by: step) else { return .unknown }
    return Scalar(Number(quotient.roundedHalfUp).multiplied(by: step))
  }

  /// Above 0; unknown for none.
  var positive: Truth {
    if hasLow, low > .zero { return .yes }
    if hasHigh, high <= .zero { return .no }
    return .unknown
  }

  /// Unknown outside the years 1 to 9999.
  static func add(_ start: Scalar, _ duration: Scalar, _ unit: DurationUnit) -> Scalar {
    if start.state == .unknown || duration.state == .unknown || duration.state == .range {
      return .unknown
    }
    if start.state == .none || duration.state == .none { return .none }
    let limit: UInt64 = unit == .years ? 10_000 : unit == .months ? 120_000 : 3_660_000
    guard let count = duration.number, count.isInteger, count.numerator.magnitude <= limit else {
      return .unknown
    }
    let n = Int(count.numerator)
    let day =
      switch unit {
      case .days: start.day.adding(days: n)
      case .months: start.day.adding(months: n)
      case .years: start.day.adding(years: n)
      }
    return (1...9999).contains(day.year) ? Scalar(raw: Int64(day.number)) : .unknown
  }

  static func elapsed(_ unit: DurationUnit, from: Scalar, to: Scalar) -> Scalar {
    if from.state == .unknown || to.state == .unknown { return .unknown }
    if from.state == .none || to.state == .none { return .none }
    let count =
      switch unit {
      case .days: Int(to.raw - from.raw)
      case .months: from.day.fullMonths(to: to.day)
      case .years: from.day.fullYears(to: to.day)
      }
    return Scalar(raw: Int64(count))
  }

  private func mapped(_ transform: (Scalar) -> Int64) -> Scalar {
    isValue ? Scalar(raw: transform(self)) : self
  }

  func yearOf(_ type: ValueType) -> Scalar {
    mapped { type == .day ? Int64($0.day.year) : type == .month ? Int64($0.month.year) : $0.raw }
  }
  func monthOf(_ type: ValueType) -> Scalar {
    mapped { type == .day ? Int64($0.day.month.index) : $0.raw }
  }
  func firstDay(_ type: ValueType) -> Scalar { bound(type) { $0.firstDay } }
  func lastDay(_ type: ValueType) -> Scalar {
    bound(type) { (type == .year ? $0.adding(11) : $0).lastDay }
  }

  /// A day of the month, or of the year that begins with it; unknown outside the calendar.
  private func bound(_ type: ValueType, _ day: (YearMonth) -> Day) -> Scalar {
    guard isValue else { return self }
    let year = type == .year ? Int(raw) : month.year
    guard (1...9999).contains(year) else { return .unknown }
    let first = type == .year ? YearMonth(year: year, month: 1) : month
    return Scalar(raw: Int64(day(first).number))
  }
}
