import RuleLanguage

/// The numbers by which people and enterprises are known, with right check digits.
enum Numbers {
  /// GB 11643: region, birth date, sequence (odd for men), check character.
  static func identity(region: String, birth: Day, sequence: Int) -> String {
    let (year, month, day) = birth.parts
    let body = region + pad(year, 4) + pad(month, 2) + pad(day, 2) + pad(sequence, 3)
    var sum = 0
    for (index, digit) in body.utf8.enumerated() { sum += (Int(digit) - 48) * (1 << (17 - index) % 11) }
    return body + String(Array("10X98765432")[sum % 11])
  }

  private static let creditAlphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)

  /// GB 32100: category, region, organisation code with its own check character (GB 11714), check character.
  static func credit(category: String, region: String, serial: Int) -> String {
    var organisation = Array("MA".utf8)
    var rest = serial
    var digits: [UInt8] = []
    for _ in 0..<6 {
      digits.append(creditAlphabet[rest % 31])
      rest /= 31
    }
    organisation += digits.reversed()
    organisation.append(organisationCheck(organisation))
    var code = Array((category + region).utf8) + organisation
    var sum = 0
    var weight = 1
    for byte in code {
      sum += (creditAlphabet.firstIndex(of: byte) ?? 0) * weight
      weight = weight * 3 % 31
    }
    code.append(creditAlphabet[(31 - sum % 31) % 31])
    return String(decoding: code, as: UTF8.self)
  }

  private static func organisationCheck(_ body: [UInt8]) -> UInt8 {
    let weights = [3, 7, 9, 10, 5, 8, 4, 2]
    var sum = 0
    for (byte, weight) in zip(body, weights) {
      sum += (byte < 58 ? Int(byte) - 48 : Int(byte) - 55) * weight
    }
    switch 11 - sum % 11 {
    case 10: return UInt8(ascii: "X")
    case 11: return UInt8(ascii: "0")
    case let digit: return UInt8(48 + digit)
    }
  }

  /// The same number with a wrong check character.
  static func misread(_ number: String) -> String {
    let last = number.last == "7" ? "3" : "7"
    return number.dropLast() + last
  }

  static func pad(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
