/// An exact rational number. Every figure of a rule or a record is one of these: money counts fen,
/// ratios and decimals are exact, and nothing is rounded before the one stated rounding.
///
/// Always in lowest terms with a positive denominator, so equal numbers are equal bit by bit.
/// Arithmetic answers `nil` when the result leaves 64 bits; callers turn that into "unknown" with a
/// data-quality finding, never into a wrapped figure.
public struct Number: Hashable, Sendable {
  public let numerator: Int64
  public let denominator: Int64

  public static let zero = Number(0)
  public static let one = Number(1)

  public init(_ value: Int64) {
    numerator = value
    denominator = 1
  }

  /// `nil` for a zero denominator or a result beyond 64 bits.
  public init?(_ numerator: Int128, over denominator: Int128) {
    guard denominator != 0 else { return nil }
    var n = numerator
    var d = denominator
    if d < 0 {
      n = -n
      d = -d
    }
    let g = Number.greatestCommonDivisor(n < 0 ? -n : n, d)
    if g > 1 {
      n /= g
      d /= g
    }
    guard let n64 = Int64(exactly: n), let d64 = Int64(exactly: d) else { return nil }
    self.numerator = n64
    self.denominator = d64
  }

  private static func greatestCommonDivisor(_ a: Int128, _ b: Int128) -> Int128 {
    if a <= Int128(UInt64.max), b <= Int128(UInt64.max) {
      var x = UInt64(a)
      var y = UInt64(b)
      while y != 0 { (x, y) = (y, x % y) }
      return Int128(x)
    }
    var x = a
    var y = b
    while y != 0 { (x, y) = (y, x % y) }
    return x
  }

  public var isInteger: Bool { denominator == 1 }
  public var isNegative: Bool { numerator < 0 }

  public func adding(_ other: Number) -> Number? {
    if denominator == 1, other.denominator == 1 {
      let (sum, overflow) = numerator.addingReportingOverflow(other.numerator)
      return overflow ? nil : Number(sum)
    }
    let (a, b) = (Int128(numerator), Int128(other.numerator))
    let (c, d) = (Int128(denominator), Int128(other.denominator))
    return Number(a * d + b * c, over: c * d)
  }

  public func subtracting(_ other: Number) -> Number? {
    other.negated.flatMap { adding($0) }
  }

  public func multiplied(by other: Number) -> Number? {
    if denominator == 1, other.denominator == 1 {
      let (product, overflow) = numerator.multipliedReportingOverflow(by: other.numerator)
      return overflow ? nil : Number(product)
    }
    return Number(
      Int128(numerator) * Int128(other.numerator),
      over: Int128(denominator) * Int128(other.denominator))
  }

  /// `nil` for a zero divisor too: division by zero is unknown.
  public func divided(by other: Number) -> Number? {
    Number(
      Int128(numerator) * Int128(other.denominator),
      over: Int128(denominator) * Int128(other.numerator))
  }

  public var negated: Number? {
    numerator == .min ? nil : Number(-Int128(numerator), over: Int128(denominator))
  }

  /// The largest whole number not above this one.
  public var floor: Int64 {
    let quotient = numerator / denominator
    return numerator % denominator < 0 ? quotient - 1 : quotient
  }

  /// The smallest whole number not below this one.
  public var ceiling: Int64 {
    let quotient = numerator / denominator
    return numerator % denominator > 0 ? quotient + 1 : quotient
  }

  /// To a whole number, halves away from zero (四舍五入).
  public var roundedHalfUp: Int64 {
    let doubled = Int128(numerator) * 2
    let d = Int128(denominator)
    let shifted = numerator >= 0 ? doubled + d : doubled - d
    return Int64(shifted / (d * 2))
  }
}

extension Number: Comparable {
  public static func < (a: Number, b: Number) -> Bool {
    if a.denominator == b.denominator { return a.numerator < b.numerator }
    return Int128(a.numerator) * Int128(b.denominator) < Int128(b.numerator) * Int128(a.denominator)
  }
}

extension Number {
  /// Reads a plain decimal such as `-12.50`. `nil` for anything else, or beyond 64 bits.
  public init?(decimal text: some StringProtocol) {
    var digits: Int128 = 0
    var scale: Int128 = 1
    var seenPoint = false
    var seenDigit = false
    var negative = false
    for (index, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "-") where index == 0: negative = true
      case UInt8(ascii: "+") where index == 0: break
      case UInt8(ascii: ".") where !seenPoint: seenPoint = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        seenDigit = true
        digits = digits * 10 + Int128(byte - UInt8(ascii: "0"))
        if seenPoint { scale *= 10 }
        if digits > Int128(Int64.max) || scale > Int128(Int64.max) { return nil }
      default: return nil
      }
    }
    guard seenDigit else { return nil }
    self.init(negative ? -digits : digits, over: scale)
  }

  /// Shortest exact decimal where there is one, else `a/b`.
  public var plainText: String {
    if denominator == 1 { return String(numerator) }
    var scale: Int128 = 1
    for places in 1...18 {
      scale *= 10
      let scaled = Int128(numerator) * scale
      if scaled % Int128(denominator) == 0 {
        let whole = scaled / Int128(denominator)
        let magnitude = whole < 0 ? -whole : whole
        let fraction = String(magnitude % scale)
        let padded = String(repeating: "0", count: places - fraction.count) + fraction
        return "\(whole < 0 ? "-" : "")\(magnitude / scale).\(padded)"
      }
    }
    return "\(numerator)/\(denominator)"
  }
}
