import RuleLanguage

/// Check digits of the two numbers by which people and enterprises are known.
public enum CheckDigits {
  public enum Verdict: Hashable, Sendable {
    case valid
    /// A resident identity number of 15 digits, as issued before 1999; it has no check digit.
    case oldForm
    /// Not 18 characters of the standard's alphabet.
    case malformed
    /// The birth date inside an identity number is no calendar day.
    case impossibleBirthDate
    case wrongCheckDigit
  }

  /// GB 11643: 17 digits and a check character, `X` in upper case.
  public static func identityNumber(_ text: some StringProtocol) -> Verdict {
    identityNumber(Array(text.utf8).span)
  }

  /// GB 32100-2015: 18 characters of digits and capitals without I, O, S, V, Z.
  public static func creditCode(_ text: some StringProtocol) -> Verdict {
    creditCode(Array(text.utf8).span)
  }

  package static func identityNumber(_ bytes: Span<UInt8>) -> Verdict {
    var sum = 0
    for index in 0..<min(bytes.count, 17) {
      guard let digit = digit(bytes[index]) else { return .malformed }
      // 2^(17−i) mod 11
      sum += digit * (1 << (17 - index) % 11)
    }
    if bytes.count == 15 { return .oldForm }
    guard bytes.count == 18 else { return .malformed }
    let last = bytes[17]
    guard digit(last) != nil || last == UInt8(ascii: "X") else { return .malformed }
    func number(_ range: Range<Int>) -> Int {
      range.reduce(0) { $0 * 10 + Int(bytes[$1]) - 48 }
    }
    let birth = Day(year: number(6..<10), month: number(10..<12), day: number(12..<14))
    if birth == nil { return .impossibleBirthDate }
    let remainder = sum % 11
    let expected =
      switch remainder {
      case 0: UInt8(ascii: "1")
      case 1: UInt8(ascii: "0")
      case 2: UInt8(ascii: "X")
      default: UInt8(48 + 12 - remainder)
      }
    return last == expected ? .valid : .wrongCheckDigit
  }

  package static func creditCode(_ bytes: Span<UInt8>) -> Verdict {
    guard bytes.count == 18 else { return .malformed }
    var sum = 0
    var weight = 1
    for index in 0..<17 {
      guard let value = creditValue(bytes[index]) else { return .malformed }
      sum += value * weight
      weight = weight * 3 % 31
    }
    guard let last = creditValue(bytes[17]) else { return .malformed }
    return last == (31 - sum % 31) % 31 ? .valid : .wrongCheckDigit
  }

  private static func digit(_ byte: UInt8) -> Int? {
    (48...57).contains(byte) ? Int(byte) - 48 : nil
  }

  private static func creditValue(_ byte: UInt8) -> Int? {
    if let digit = digit(byte) { return digit }
    guard (UInt8(ascii: "A")...UInt8(ascii: "Y")).contains(byte) else { return nil }
    // The capitals in order, with I, O, S and V left out (Z is past the end).
    var value = Int(byte) - 65 + 10
    for missing in "IOSV".utf8 {
      if byte == missing { return nil }
      if byte > missing { value -= 1 }
    }
    return value
  }
}
