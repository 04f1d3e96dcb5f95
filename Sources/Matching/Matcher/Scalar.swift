import RuleLanguage

/// One evaluated value: unknown, known to be none, a value, or a range of numbers.
///
/// Values that are no numbers are held as their column stores them (see ``Column``), in
/// `low.numerator`.
struct Scalar: Hashable, Sendable {
  enum State: UInt8, Sendable { case unknown, none, value, range }

  let state: State
  let hasLow: Bool
  let hasHigh: Bool
  let low: Number
  let high: Number

  private init(_ state: State, _ low: Number?, _ high: Number?) {
    self.state = state
    hasLow = low != nil
    hasHigh = high != nil
    self.low = low ?? .zero
    self.high = high ?? .zero
  }

  static let unknown = Scalar(.unknown, nil, nil)
  static let none = Scalar(.none, nil, nil)

  init(_ number: Number) { self.init(.value, number, number) }
  init(raw: Int64) { self.init(Number(raw)) }
  init(_ truth: Truth) { self = truth == .unknown ? .unknown : Scalar(raw: truth == .yes ? 1 : 0) }
  init(_ number: Number?) { self = number.map { Scalar($0) } ?? .unknown }

  /// `nil` is an open end. Equal ends are a value, two open ends unknown.
  static func range(_ low: Number?, _ high: Number?) -> Scalar {
    if low == nil && high == nil { return .unknown }
    if let low, low == high { return Scalar(low) }
    return Scalar(.range, low, high)
  }

  /// `nil` for texts and references, whose storage depends on the dataset.
  init?(_ value: Value) {
    switch value {
    case .truth(let truth): self.init(raw: truth ? 1 : 0)
    case .number(let number): self.init(number)
    case .day(let day): self.init(raw: Int64(day.number))
    case .month(let month): self.init(raw: Int64(month.index))
    case .year(let year): self.init(raw: Int64(year))
    case .code(let ordinal): self.init(raw: Int64(ordinal))
    case .text, .reference: return nil
    }
  }

  /// The inverse of ``init(_:)-(Value)``; `nil` where there is no single value.
  func value(as type: ValueType) -> Value? {
    guard state == .value else { return nil }
    return switch type {
    case .truth: .truth(raw != 0)
    case .number: .number(low)
    case .day: .day(day)
    case .month: .month(YearMonth(index: Int32(clamping: raw)))
    case .year: .year(Int(raw))
    case .code: .code(Int(raw))
    case .text, .reference: nil
    }
  }

  var raw: Int64 { low.numerator }
  var day: Day { Day(number: Int32(clamping: raw)) }
  var month: YearMonth { YearMonth(index: Int32(clamping: raw)) }
  var isValue: Bool { state == .value }
  var number: Number? { state == .value ? low : nil }
  /// Lower end; `nil` where open or not a number.
  var lowEnd: Number? { hasLow ? low : nil }
  var highEnd: Number? { hasHigh ? high : nil }

  /// As a truth: none is no.
  var truth: Truth {
    switch state {
    case .unknown, .range: .unknown
    case .none: .no
    case .value: Truth(raw != 0)
    }
  }

  /// What is certain of a value that is one of two.
  static func hull(_ a: Scalar, _ b: Scalar, isNumber: Bool) -> Scalar {
    if a == b { return a }
    guard isNumber, a.state.rawValue >= State.value.rawValue, b.state.rawValue >= State.value.rawValue
    else { return .unknown }
    return range(
      lowest(a.lowEnd, b.lowEnd, openWins: true), highest(a.highEnd, b.highEnd, openWins: true))
  }

  /// The smaller of two ends. `openWins`: an open end makes the result open, else it does not count.
  static func lowest(_ a: Number?, _ b: Number?, openWins: Bool) -> Number? {
    guard let a, let b else { return openWins ? nil : a ?? b }
    return min(a, b)
  }

  static func highest(_ a: Number?, _ b: Number?, openWins: Bool) -> Number? {
    guard let a, let b else { return openWins ? nil : a ?? b }
    return max(a, b)
  }
}
