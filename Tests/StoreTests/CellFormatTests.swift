import RuleLanguage
import Testing

import Store

@Suite struct CellFormatTests {
  /// What is stored, or why not. Unknown and none have names of their own.
  private func read(_ text: String, _ format: CellFormat, optional: Bool = false) -> String {
    var row = RowBuffer(columns: 1)
    let reason = format.read(Array(text.utf8).span, isOptional: optional, into: &row, at: 0)
    let stored: String =
      switch row.states[0] {
      case .unknown: "unknown"
      case .none: "none"
      case .integer: String(row.integers[0])
      case .text: row.text(0)
      }
    return reason.map { "\(stored) \($0.rawValue)" } ?? stored
  }

  @Test(arguments: [
    ("1234.56", "123456"), ("1234.56元", "123456"), ("1,234.56", "123456"), ("12,345,678元", "1234567800"),
    ("0", "0"), ("-3.5", "-350"), ("+3.50", "350"), ("1.5万元", "1500000"), ("1.23456万元", "1234560"),
    ("2.5亿元", "25000000000"), ("0.000001亿元", "10000"), ("1.230000", "123"), (" 8 ", "800"),
    ("　8　", "800"), ("92233720368547758.07", "9223372036854775807"),
    ("-92233720368547758.08", "-9223372036854775808"),
    ("92233720368547758.08", "unknown outOfRange"), ("99999999999999999999", "unknown outOfRange"),
    ("1.234", "unknown fractionOfFen"), ("0.001元", "unknown fractionOfFen"),
    ("1.2345678万元", "unknown fractionOfFen"), ("0.12345678901234567890123", "unknown fractionOfFen"),
    ("1,23", "unknown notMoney"), ("12,34,567", "unknown notMoney"), (",123", "unknown notMoney"),
    ("1234,567", "unknown notMoney"), ("1,234,", "unknown notMoney"), ("1.2.3", "unknown notMoney"),
    ("1.", "unknown notMoney"), (".5", "unknown notMoney"), ("元", "unknown notMoney"),
    ("5万", "unknown notMoney"), ("5 元", "unknown notMoney"), ("1e3", "unknown notMoney"),
    ("--1", "unknown notMoney"), ("", "unknown"), ("不详", "unknown"), ("无", "unknown cannotBeNone"),
  ])
  func money(_ text: String, _ stored: String) { #expect(read(text, .money) == stored) }

  @Test(arguments: [
    ("0.055", "0.055"), ("5.5%", "0.055"), ("100%", "1"), ("1.10", "1.1"), ("-0.5", "-0.5"),
    ("3", "3"), ("1,234.5", "1234.5"), ("0.123456", "0.123456"), ("0.1234560", "0.123456"),
    ("12.3456%", "0.123456"), ("0.0001%", "0.000001"), ("-0", "0"),
    ("9223372036854.775807", "9223372036854.775807"), ("9223372036854.775808", "unknown outOfRange"),
    ("0.1234567", "unknown tooManyDecimals"), ("12.34567%", "unknown tooManyDecimals"),
    ("0.12345678901234567890123", "unknown tooManyDecimals"),
    ("%", "unknown notNumber"), ("5.5%%", "unknown notNumber"), ("5.5元", "unknown notNumber"),
  ])
  func decimal(_ text: String, _ stored: String) { #expect(read(text, .decimal) == stored) }

  @Test(arguments: [
    ("12", "12"), ("12年", "12"), ("12岁", "12"), ("-1", "-1"), ("1.5", "unknown notWhole"),
    ("2.0", "2"), ("12个月", "unknown notNumber"), ("99999999999999999999", "unknown outOfRange"),
  ])
  func whole(_ text: String, _ stored: String) { #expect(read(text, .whole(.years)) == stored) }

  @Test(arguments: [
    ("2026-03-01", "2026-03-01"), ("2026/3/1", "2026-03-01"), ("2026-3-1", "2026-03-01"),
    ("20260301", "2026-03-01"), ("2026年3月1日", "2026-03-01"), ("2026年03月01日", "2026-03-01"),
    ("2024-02-29", "2024-02-29"), ("0001-01-01", "0001-01-01"), ("9999-12-31", "9999-12-31"),
    ("2026-03-01 00:00:00", "2026-03-01"), ("2026-03-01T00:00:00", "2026-03-01"),
    ("2026-03-01 08:00:00", "unknown notDay"),
    ("2026-02-30", "unknown noSuchDay"), ("2026年2月30日", "unknown noSuchDay"),
    ("20260230", "unknown noSuchDay"), ("2023-02-29", "unknown noSuchDay"),
    ("2026-13-01", "unknown noSuchDay"), ("2026-00-01", "unknown noSuchDay"),
    ("2026-01-00", "unknown noSuchDay"), ("0000-01-01", "unknown noSuchDay"),
    ("2026-03/01", "unknown notDay"), ("2026-03", "unknown notDay"), ("2026", "unknown notDay"),
    ("26-03-01", "unknown notDay"), ("2026-03-01x", "unknown notDay"), ("2026-003-01", "unknown notDay"),
    ("2026年3月1", "unknown notDay"), ("2026-03-", "unknown notDay"), ("三月", "unknown notDay"),
    ("00:00:00", "unknown notDay"), (" 00:00:00", "unknown notDay"),
  ])
  func day(_ text: String, _ stored: String) { #expect(read(text, .day) == stored) }

  @Test(arguments: [
    ("2026-03", "2026-03"), ("2026/3", "2026-03"), ("202603", "2026-03"), ("2026年3月", "2026-03"),
    ("2026-13", "unknown outOfRange"), ("2026-00", "unknown outOfRange"),
    ("2026", "unknown notMonth"), ("2026-03-01", "unknown notMonth"), ("2026-", "unknown notMonth"),
  ])
  func month(_ text: String, _ stored: String) { #expect(read(text, .month) == stored) }

  @Test(arguments: [
    ("2026", "2026"), ("2026年", "2026"), ("0000", "unknown notYear"), ("26", "unknown notYear"),
    ("2026-03", "unknown notYear"), ("20260", "unknown notYear"),
  ])
  func year(_ text: String, _ stored: String) { #expect(read(text, .year) == stored) }

  @Test(arguments: [
    ("2026-03", "2026-03"), ("202603", "2026-03"), ("2026年", "2026"), ("2026Q1", "2026Q1"),
    ("2026q4", "2026Q4"), ("2026年第2季度", "2026Q2"), ("2026年3季度", "2026Q3"),
    ("2026Q5", "unknown notPeriod"), ("2026Q0", "unknown notPeriod"), ("2026-13", "unknown notPeriod"),
    ("2026-03-01", "unknown notPeriod"), ("2026Q12", "unknown notPeriod"), ("2026年第", "unknown notPeriod"),
    ("每月", "unknown notPeriod"),
  ])
  func period(_ text: String, _ stored: String) { #expect(read(text, .period) == stored) }

  @Test(arguments: [
    ("是", "1"), ("否", "0"), ("1", "1"), ("0", "0"), ("true", "1"), ("FALSE", "0"), ("Y", "1"),
    ("n", "0"), ("2", "unknown notTruth"), ("有", "unknown notTruth"),
  ])
  func truth(_ text: String, _ stored: String) { #expect(read(text, .truth) == stored) }

  @Test(arguments: [
    ("350602", "350602"), ("芗城区", "350602"), ("350625", "350603 retiredCode"),
    ("鼓楼区", "unknown ambiguousName"), ("999999", "unknown unknownCode"), ("无", "unknown cannotBeNone"),
  ])
  func code(_ text: String, _ stored: String) {
    #expect(read(text, .code(CodeIndex(fixture().codeLists[0]))) == stored)
  }

  @Test func aCodeNamedNoneIsACode() {
    let format = CellFormat.code(CodeIndex(fixture().codeLists[1]))
    #expect(read("无", format, optional: true) == "3")
    #expect(read("", format, optional: true) == "none")
    #expect(read("不详", format, optional: true) == "unknown")
  }

  @Test func blankAndWords() {
    #expect(read("", .day, optional: true) == "none")
    #expect(read("无", .day, optional: true) == "none")
    #expect(read("不详", .day, optional: true) == "unknown")
    #expect(read("  ", .text(.plain)) == "unknown")
    #expect(read("无", .text(.plain)) == "无")
    #expect(read("无", .text(.plain), optional: true) == "none")
    #expect(read("2026-02-30", .day, optional: true) == "unknown noSuchDay")
  }

  @Test(arguments: [
    ("11010519491231002X", "11010519491231002X"), ("11010519491231002x", "11010519491231002X"),
    ("\t11010519491231002X", "11010519491231002X"),
    ("110105194912310021", "110105194912310021 wrongIdentityCheckDigit"),
    ("110105491231002", "110105491231002 oldIdentityNumber"), ("12", "12 malformedIdentityNumber"),
    ("110105194902300028", "110105194902300028 impossibleBirthDate"),
  ])
  func identityNumbers(_ text: String, _ stored: String) {
    #expect(read(text, .text(.identityNumber)) == stored)
    #expect(read(text, .reference(.text(.identityNumber))) == stored)
  }

  @Test(arguments: [
    ("91350100m000100y43", "91350100M000100Y43"),
    ("91350211M0000XUF46", "91350211M0000XUF46 wrongCreditCheckDigit"), ("1", "1 malformedCreditCode"),
  ])
  func creditCodes(_ text: String, _ stored: String) {
    #expect(read(text, .text(.creditCode)) == stored)
  }

  @Test(arguments: [
    ("11010519491231002x", "11010519491231002X"), ("91350100m000100y43", "91350100M000100Y43"),
    ("house-1x", "house-1x"),
  ])
  func subjectKeys(_ text: String, _ stored: String) {
    #expect(read(text, .text(.subjectKey)) == stored)
  }

  @Test func numericKeysAreReferredToByText() {
    #expect(read("2026年", .reference(.year)) == "2026")
    #expect(read("x", .reference(.year)) == "unknown notYear")
  }
}
