/// Texts, and the numbers by which people and enterprises are known.
package enum TextCells {
  package static func read(
    _ text: Span<UInt8>, rule: CellFormat.TextRule, into row: inout RowBuffer, at column: Int
  ) -> QualityFinding.Reason? {
    switch rule {
    case .plain:
      row.setText(column, text)
      return nil
    case .subjectKey:
      row.setText(column) { bytes in
        for index in text.indices { bytes.append(upper(text[index])) }
      }
      if !isNumber(row.bytes.span.extracting(row.range(column))) { row.setText(column, text) }
      return nil
    case .identityNumber, .creditCode:
      row.setText(column) { bytes in
        for index in text.indices {
          let byte = text[index]
          let isFolded = rule == .creditCode || byte == UInt8(ascii: "x")
          bytes.append(isFolded ? upper(byte) : byte)
        }
      }
      return verdict(row.bytes.span.extracting(row.range(column)), rule)
    }
  }

  private static func isNumber(_ text: Span<UInt8>) -> Bool {
    CheckDigits.identityNumber(text) != .malformed || CheckDigits.creditCode(text) != .malformed
  }

  private static func upper(_ byte: UInt8) -> UInt8 { byte >= 97 && byte <= 122 ? byte - 32 : byte }

  private static func verdict(
    _ number: Span<UInt8>, _ rule: CellFormat.TextRule
  ) -> QualityFinding.Reason? {
    if rule == .identityNumber {
      return switch CheckDigits.identityNumber(number) {
      case .valid: nil
      case .oldForm: .oldIdentityNumber
      case .malformed: .malformedIdentityNumber
      case .impossibleBirthDate: .impossibleBirthDate
      case .wrongCheckDigit: .wrongIdentityCheckDigit
      }
    }
    return switch CheckDigits.creditCode(number) {
    case .valid: nil
    case .wrongCheckDigit: .wrongCreditCheckDigit
    case .malformed, .oldForm, .impossibleBirthDate: .malformedCreditCode
    }
  }
}
