import RuleLanguage

/// What is known of an expression's value over one record.
public enum Evaluated: Hashable, Sendable {
  case unknown
  /// Known to be none.
  case none
  case value(Value)
  /// A number that lies between these ends, both included; `nil` is an open end. At least one end is
  /// there, and the ends differ: see ``number(from:to:)``.
  case range(low: Number?, high: Number?)

  /// The number between two ends: a value where they meet, unknown where both are open.
  public static func number(from low: Number?, to high: Number?) -> Evaluated {
    if low == nil && high == nil { return .unknown }
    if let low, low == high { return .value(.number(low)) }
    return .range(low: low, high: high)
  }

  static func number(_ number: Number) -> Evaluated { .value(.number(number)) }
  static func count(_ count: Int) -> Evaluated { .number(Number(Int64(count))) }

  init(_ truth: Truth) {
    switch truth {
    case .yes: self = .value(.truth(true))
    case .no: self = .value(.truth(false))
    case .unknown: self = .unknown
    }
  }

  /// A value or none: nothing more to learn.
  public var isSettled: Bool {
    switch self {
    case .value, .none: true
    case .unknown, .range: false
    }
  }

  /// The one number that it is.
  public var number: Number? {
    if case .value(.number(let number)) = self { number } else { nil }
  }

  var day: Day? {
    if case .value(.day(let day)) = self { day } else { nil }
  }

  /// The ends between which the number lies; both open where it is unknown or not a number.
  var bounds: (low: Number?, high: Number?) {
    switch self {
    case .value(.number(let number)): (number, number)
    case .range(let low, let high): (low, high)
    default: (nil, nil)
    }
  }

  /// As a condition: none is no.
  var truth: Truth {
    switch self {
    case .value(.truth(let value)): Truth(value)
    case .none: .no
    case .unknown: .unknown
    case .value, .range: preconditionFailure("a checked condition is a truth")
    }
  }

  /// What holds of both: the least that is known when it may be either.
  func hull(_ other: Evaluated) -> Evaluated {
    if self == other { return self }
    if self == .none || other == .none { return .unknown }
    let (a, b) = (bounds, other.bounds)
    return .number(
      from: Evaluated.bothEnds(a.low, b.low, min), to: Evaluated.bothEnds(a.high, b.high, max))
  }

  private static func bothEnds(
    _ a: Number?, _ b: Number?, _ choose: (Number, Number) -> Number
  ) -> Number? {
    guard let a, let b else { return nil }
    return choose(a, b)
  }
}

extension Sequence<Evaluated> {
  /// The hull of all; `nil` of nothing.
  func hull() -> Evaluated? {
    var result: Evaluated?
    for next in self { result = result?.hull(next) ?? next }
    return result
  }
}
