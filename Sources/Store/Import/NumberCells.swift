import RuleLanguage

/// Money, decimals and whole numbers as people write them.
package enum NumberCells {
  /// A plain decimal at the start of a cell: mantissa / 10^places.
  package struct Decimal {
    var mantissa: Int64 = 0
    var places = 0
    var isTooLong = false
    /// Past its last byte.
    var end = 0
  }

  /// Digits with an optional sign, point, and commas that set off groups of three.
  package static func scan(_ text: Span<UInt8>) -> Decimal? {
    var result = Decimal()
    var index = 0
    var isNegative = false
    if text[0] == UInt8(ascii: "-") || text[0] == UInt8(ascii: "+") {
      isNegative = text[0] == UInt8(ascii: "-")
      index = 1
    }
    var digits = 0
    var group = -1
    var isFraction = false
    // Zeros at the end of a fraction are held back: they do not make it longer.
    var zeros = 0
    func push(_ digit: Int64, _ result: inout Decimal) {
      let (scaled, overflow) = result.mantissa.multipliedReportingOverflow(by: 10)
      let (sum, carry) = scaled.addingReportingOverflow(isNegative ? -digit : digit)
      if overflow || carry { result.isTooLong = true } else { result.mantissa = sum }
    }
    while index < text.count {
      let byte = text[index]
      if byte >= 48 && byte <= 57 {
        digits += 1
        if isFraction {
          if byte == 48 {
            zeros += 1
          } else {
            for _ in 0..<min(zeros, 20) { push(0, &result) }
            push(Int64(byte) - 48, &result)
            result.places += zeros + 1
            zeros = 0
          }
        } else {
          push(Int64(byte) - 48, &result)
          if group >= 0 { group += 1 }
        }
      } else if byte == Byte.comma && !isFraction {
        guard group < 0 ? (1...3).contains(digits) : group == 3 else { return nil }
        group = 0
      } else if byte == UInt8(ascii: ".") && !isFraction && digits > 0 {
        isFraction = true
      } else {
        break
      }
      index += 1
    }
    guard digits > 0, group < 0 || group == 3 else { return nil }
    if isFraction && text[index - 1] == UInt8(ascii: ".") { return nil }
    result.end = index
    return result
  }

  /// mantissa × factor / 10^places where that is whole.
  private static func scaled(_ decimal: Decimal, by factor: Int128) -> Int128? {
    guard decimal.places <= 18 else { return nil }
    var divisor: Int128 = 1
    for _ in 0..<decimal.places { divisor *= 10 }
    let (quotient, remainder) = (Int128(decimal.mantissa) * factor).quotientAndRemainder(dividingBy: divisor)
    return remainder == 0 ? quotient : nil
  }

  private static let moneyUnits: [(suffix: [UInt8], fen: Int128)] = [
    ([], 100), (Array("元".utf8), 100), (Array("万元".utf8), 1_000_000),
    (Array("亿元".utf8), 10_000_000_000),
  ]

  package static func money(
    _ text: Span<UInt8>, into row: inout RowBuffer, at column: Int
  ) -> QualityFinding.Reason? {
    guard let decimal = scan(text) else { return .notMoney }
    let suffix = text.extracting(decimal.end...)
    for unit in moneyUnits where equals(suffix, unit.suffix) {
      if decimal.isTooLong { return decimal.places > 2 ? .fractionOfFen : .outOfRange }
      guard let fen = scaled(decimal, by: unit.fen) else { return .fractionOfFen }
      guard let stored = Int64(exactly: fen) else { return .outOfRange }
      row.set(column, stored)
      return nil
    }
    return .notMoney
  }

  package static func decimal(
    _ text: Span<UInt8>, into row: inout RowBuffer, at column: Int
  ) -> QualityFinding.Reason? {
    guard let decimal = scan(text) else { return .notNumber }
    let isPercent = decimal.end == text.count - 1 && text[decimal.end] == UInt8(ascii: "%")
    guard isPercent || decimal.end == text.count else { return .notNumber }
    if decimal.isTooLong { return decimal.places > 6 ? .tooManyDecimals : .outOfRange }
    guard let millionths = scaled(decimal, by: isPercent ? 10_000 : 1_000_000) else {
      return .tooManyDecimals
    }
    guard let stored = Int64(exactly: millionths) else { return .outOfRange }
    row.setText(column) { appendMillionths(stored, to: &$0) }
    return nil
  }

  /// A stored decimal in millionths.
  package static func millionths(_ text: Span<UInt8>) -> Int64? {
    guard !text.isEmpty, let decimal = scan(text), decimal.end == text.count, !decimal.isTooLong else {
      return nil
    }
    return scaled(decimal, by: 1_000_000).flatMap(Int64.init(exactly:))
  }

  /// Shortest exact decimal: `0.055`, `-12`.
  package static func appendMillionths(_ value: Int64, to bytes: inout [UInt8]) {
    let magnitude = value.magnitude
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    bytes.append(contentsOf: String(magnitude / 1_000_000).utf8)
    var rest = magnitude % 1_000_000
    if rest == 0 { return }
    bytes.append(UInt8(ascii: "."))
    var unit: UInt64 = 100_000
    while rest > 0 {
      bytes.append(UInt8(48 + rest / unit))
      rest %= unit
      unit /= 10
    }
  }

  private static let wholeSuffixes: [Unit: [[UInt8]]] = [
    .years: ["年", "周岁", "岁"].map { Array($0.utf8) }, .months: [Array("个月".utf8)],
    .days: ["日", "天"].map { Array($0.utf8) },
  ]

  package static func whole(
    _ text: Span<UInt8>, unit: Unit, into row: inout RowBuffer, at column: Int
  ) -> QualityFinding.Reason? {
    guard let decimal = scan(text) else { return .notNumber }
    let suffix = text.extracting(decimal.end...)
    if !suffix.isEmpty {
      var isKnown = false
      for word in wholeSuffixes[unit] ?? [] where equals(suffix, word) { isKnown = true }
      if !isKnown { return .notNumber }
    }
    if decimal.places > 0 { return .notWhole }
    if decimal.isTooLong { return .outOfRange }
    row.set(column, decimal.mantissa)
    return nil
  }
}
