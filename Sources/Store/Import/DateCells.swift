import RuleLanguage

/// Days, months, years and periods as people write them.
package enum DateCells {
  /// The parts of `2026-03-01`, `2026/3/1`, `20260301`, `2026年3月1日` and of what is left of them
  /// without day, or without month and day.
  package struct Parts {
    var year = 0
    var month: Int?
    var day: Int?
  }

  private static let yearMark = Array("年".utf8)
  private static let monthMark = Array("月".utf8)
  private static let dayMark = Array("日".utf8)

  package static func scan(_ text: Span<UInt8>) -> Parts? {
    var index = 0
    func number(_ longest: Int) -> (value: Int, digits: Int) {
      var value = 0
      let start = index
      while index < text.count, index - start < longest, text[index] >= 48, text[index] <= 57 {
        value = value * 10 + Int(text[index]) - 48
        index += 1
      }
      return (value, index - start)
    }
    func take(_ mark: [UInt8]) -> Bool {
      guard index + mark.count <= text.count else { return false }
      for offset in mark.indices where text[index + offset] != mark[offset] { return false }
      index += mark.count
      return true
    }
    let (first, digits) = number(8)
    switch digits {
    case 8 where index == text.count:
      return Parts(year: first / 10_000, month: first / 100 % 100, day: first % 100)
    case 6 where index == text.count: return Parts(year: first / 100, month: first % 100)
    case 4: break
    default: return nil
    }
    var parts = Parts(year: first)
    if index == text.count { return parts }
    if take(yearMark) {
      if index == text.count { return parts }
      let month = number(2)
      guard month.digits > 0, take(monthMark) else { return nil }
      parts.month = month.value
      if index == text.count { return parts }
      let day = number(2)
      guard day.digits > 0, take(dayMark), index == text.count else { return nil }
      parts.day = day.value
      return parts
    }
    let separator = text[index]
    guard separator == UInt8(ascii: "-") || separator == UInt8(ascii: "/") else { return nil }
    index += 1
    let month = number(2)
    guard month.digits > 0 else { return nil }
    parts.month = month.value
    if index == text.count { return parts }
    guard text[index] == separator else { return nil }
    index += 1
    let day = number(2)
    guard day.digits > 0, index == text.count else { return nil }
    parts.day = day.value
    return parts
  }

  package static func day(
    _ text: Span<UInt8>, into row: inout RowBuffer, at column: Int
  ) -> QualityFinding.Reason? {
    guard let parts = scan(text.extracting(..<endWithoutMidnight(text))), let month = parts.month,
      let day = parts.day
    else { return .notDay }
    guard Day(year: parts.year, month: month, day: day) != nil else { return .noSuchDay }
    row.setText(column) { bytes in
      append(parts.year, 4, to: &bytes)
      bytes.append(UInt8(ascii: "-"))
      append(month, 2, to: &bytes)
      bytes.append(UInt8(ascii: "-"))
      append(day, 2, to: &bytes)
    }
    return nil
  }

  private static let midnight = Array("00:00:00".utf8)

  /// Databases export days as `2026-03-01 00:00:00`.
  private static func endWithoutMidnight(_ text: Span<UInt8>) -> Int {
    guard text.count > 9, equals(text.extracting((text.count - 8)...), midnight) else { return text.count }
    let separator = text[text.count - 9]
    let isTime = separator == UInt8(ascii: " ") || separator == UInt8(ascii: "T")
    return isTime ? text.count - 9 : text.count
  }

  package static func month(
    _ text: Span<UInt8>, into row: inout RowBuffer, at column: Int
  ) -> QualityFinding.Reason? {
    guard let parts = scan(text), let month = parts.month, parts.day == nil else { return .notMonth }
    guard (1...12).contains(month), parts.year > 0 else { return .outOfRange }
    row.setText(column) { appendMonth(parts.year, month, to: &$0) }
    return nil
  }

  package static func year(
    _ text: Span<UInt8>, into row: inout RowBuffer, at column: Int
  ) -> QualityFinding.Reason? {
    guard let parts = scan(text), parts.month == nil, parts.year > 0 else { return .notYear }
    row.set(column, Int64(parts.year))
    return nil
  }

  private static let quarterMarks = ["季度", "季"].map { Array($0.utf8) }

  /// A month, a year, or a quarter: `2026Q1`, `2026年第1季度`, `2026年1季度`.
  package static func period(
    _ text: Span<UInt8>, into row: inout RowBuffer, at column: Int
  ) -> QualityFinding.Reason? {
    if let parts = scan(text) {
      guard parts.day == nil, parts.year > 0 else { return .notPeriod }
      guard let month = parts.month else {
        row.setText(column) { append(parts.year, 4, to: &$0) }
        return nil
      }
      guard (1...12).contains(month) else { return .notPeriod }
      row.setText(column) { appendMonth(parts.year, month, to: &$0) }
      return nil
    }
    guard text.count >= 6, let year = scan(text.extracting(..<4)), year.year > 0 else { return .notPeriod }
    var rest = 4
    var isWord = false
    if text[4] == UInt8(ascii: "Q") || text[4] == UInt8(ascii: "q") {
      rest = 5
    } else if text.count > 7, equals(text.extracting(4..<7), yearMark) {
      isWord = true
      rest = text.count > 10 && equals(text.extracting(7..<10), Array("第".utf8)) ? 10 : 7
    } else {
      return .notPeriod
    }
    let quarter = text[rest]
    guard (49...52).contains(quarter) else { return .notPeriod }
    var isEnd = !isWord && rest + 1 == text.count
    for mark in quarterMarks where isWord && equals(text.extracting((rest + 1)...), mark) { isEnd = true }
    guard isEnd else { return .notPeriod }
    row.setText(column) { bytes in
      append(year.year, 4, to: &bytes)
      bytes.append(UInt8(ascii: "Q"))
      bytes.append(quarter)
    }
    return nil
  }

  private static func appendMonth(_ year: Int, _ month: Int, to bytes: inout [UInt8]) {
    append(year, 4, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    append(month, 2, to: &bytes)
  }

  private static func append(_ value: Int, _ digits: Int, to bytes: inout [UInt8]) {
    var unit = digits == 4 ? 1000 : 10
    while unit > 0 {
      bytes.append(UInt8(48 + value / unit % 10))
      unit /= 10
    }
  }
}
