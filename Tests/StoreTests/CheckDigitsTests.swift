import Store
import Testing

@Suite struct CheckDigitsTests {
  @Test(arguments: ["11010519491231002X", "11010519491231002X".replacing("X", with: "X")])
  func validIdentityNumber(_ number: String) {
    #expect(CheckDigits.identityNumber(number) == .valid)
  }

  @Test func everyOtherCheckCharacterIsWrong() {
    for last in "0123456789" {
      #expect(CheckDigits.identityNumber("11010519491231002\(last)") == .wrongCheckDigit)
    }
  }

  @Test func everyChangedDigitIsNoticed() {
    let valid = Array("11010519491231002X")
    for position in [0, 1, 2, 3, 4, 5, 14, 15, 16] {
      for digit in "0123456789" where digit != valid[position] {
        var changed = valid
        changed[position] = digit
        #expect(CheckDigits.identityNumber(String(changed)) == .wrongCheckDigit)
      }
    }
  }

  @Test func shapes() {
    #expect(CheckDigits.identityNumber("110105491231002") == .oldForm)
    #expect(CheckDigits.identityNumber("11010519491231002x") == .malformed)
    #expect(CheckDigits.identityNumber("1101051949123100") == .malformed)
    #expect(CheckDigits.identityNumber("11010519491231002XX") == .malformed)
    #expect(CheckDigits.identityNumber("1101051949123100AX") == .malformed)
    #expect(CheckDigits.identityNumber("") == .malformed)
    #expect(CheckDigits.identityNumber("110105194902300028") == .impossibleBirthDate)
  }

  @Test(arguments: ["91350100M000100Y43", "91110000101623741K", "911101066976941872"])
  func validCreditCode(_ code: String) {
    #expect(CheckDigits.creditCode(code) == .valid)
  }

  @Test(arguments: ["91350211M0000XUF46", "91310115MA1H8R7C6D"])
  func wrongCreditCode(_ code: String) {
    #expect(CheckDigits.creditCode(code) == .wrongCheckDigit)
  }

  /// The one of the vectors whose right check character is known.
  @Test func creditCodeThatShouldEndInR() {
    #expect(CheckDigits.creditCode("91350211M0000XUF4R") == .valid)
  }

  @Test(arguments: ["I", "O", "S", "V", "Z", "a", "-", "无"])
  func letterThatTheStandardLacks(_ letter: String) {
    #expect(CheckDigits.creditCode("9135010\(letter)M000100Y43") == .malformed)
  }
}
