/// Spans of time as notices write them: `近三年`, `上一年度`, `前三季度`, `最近1年`.
extension Parser {
  private static let spans: [String: (write: String, window: Window)] = [
    "今年": ("当年", .year(offset: 0)), "今年度": ("当年", .year(offset: 0)), "当年度": ("当年", .year(offset: 0)),
    "本年": ("当年", .year(offset: 0)), "本年内": ("当年", .year(offset: 0)), "当年内": ("当年", .year(offset: 0)),
    "去年": ("上年度", .year(offset: -1)), "上年": ("上年度", .year(offset: -1)),
    "上一年": ("上年度", .year(offset: -1)), "上一年度": ("上年度", .year(offset: -1)),
    "上一个年度": ("上年度", .year(offset: -1)), "去年度": ("上年度", .year(offset: -1)),
    "前年": ("前年度", .year(offset: -2)), "当月": ("本月", .month(offset: 0)), "这个月": ("本月", .month(offset: 0)),
    "本月内": ("本月", .month(offset: 0)), "上个月": ("上月", .month(offset: -1)),
    "上一月": ("上月", .month(offset: -1)), "上一个月": ("上月", .month(offset: -1)),
    "当季": ("本季度", .quarter(offset: 0)), "当季度": ("本季度", .quarter(offset: 0)),
    "本季": ("本季度", .quarter(offset: 0)), "上季": ("上季度", .quarter(offset: -1)),
    "上一季度": ("上季度", .quarter(offset: -1)), "上个季度": ("上季度", .quarter(offset: -1)),
    "上一学年": ("上学年", .schoolYear(offset: -1)), "当学年": ("本学年", .schoolYear(offset: 0)),
    "前两季度": ("上半年", .monthsOfYear(1, 6, offset: 0)), "前二季度": ("上半年", .monthsOfYear(1, 6, offset: 0)),
    "前两个季度": ("上半年", .monthsOfYear(1, 6, offset: 0)),
    "前三季度": ("1月 至 9月", .monthsOfYear(1, 9, offset: 0)),
    "前三个季度": ("1月 至 9月", .monthsOfYear(1, 9, offset: 0)),
    "一至三季度": ("1月 至 9月", .monthsOfYear(1, 9, offset: 0)),
    "上半年度": ("上半年", .monthsOfYear(1, 6, offset: 0)), "下半年度": ("下半年", .monthsOfYear(7, 12, offset: 0)),
    "全年": ("当年", .year(offset: 0)),
  ]

  /// A span that is reported, and read as what it means.
  mutating func noticeWindow() -> WindowSyntax? {
    guard current.kind == .word, !isReported[index] else { return nil }
    if let found = Parser.spans[current.text], peek().punctuation != .dot {
      let place = current.range
      report(SyntaxMessages.noticeWindow(current.text, write: found.write, at: place))
      advance()
      return WindowSyntax(kind: .fixed(found.window), range: place)
    }
    return writtenRecent() ?? splitRecent()
  }

  /// `前三季度` after `上年度`.
  mutating func noticePart(_ offset: Int) -> WindowSyntax? {
    guard current.kind == .word, let found = Parser.spans[current.text],
      case .monthsOfYear(let first, let last, _) = found.window
    else { return nil }
    let place = current.range
    report(SyntaxMessages.noticeWindow(current.text, write: found.write, at: place))
    advance()
    return WindowSyntax(kind: .fixed(.monthsOfYear(first, last, offset: offset)), range: place)
  }

  /// `近三年`, `最近五年内`, `过去十二个月` in one word.
  private mutating func writtenRecent() -> WindowSyntax? {
    let text = current.text
    guard let prefix = ["最近", "过去", "近", "前"].first(where: { text.hasPrefix($0) }) else { return nil }
    var rest = String(text.dropFirst(prefix.count))
    for suffix in ["以内", "以来", "内", "来"] where rest.hasSuffix(suffix) {
      rest = String(rest.dropLast(suffix.count))
      break
    }
    if rest.hasSuffix("年度"), !rest.hasSuffix("个年度") { rest = rest.dropLast(2) + "个年度" }
    guard let figure = HanFigures.figure(rest) else { return nil }
    let digits = figure.prefix { $0.isNumber }
    guard let window = recent(Int(digits) ?? 0, String(figure.dropFirst(digits.count))) else { return nil }
    let place = current.range
    advance()
    reportRecent(prefix, text, figure, window, at: place)
    return WindowSyntax(kind: .fixed(window), range: place)
  }

  /// `最近1年`, `过去 12个月`, `近 3 年`: the word, then the figure.
  private mutating func splitRecent() -> WindowSyntax? {
    guard ["最近", "过去", "前"].contains(current.text), peek().kind == .number, !peek().startsLine,
      let count = Int(peek().text), let window = recent(count, peek().unit)
    else { return nil }
    let (start, prefix) = (index, current.text)
    advance()
    let figure = text(current.range)
    advance()
    _ = take(.inside)
    let place = range(from: start)
    reportRecent(prefix, text(place), figure, window, at: place)
    return WindowSyntax(kind: .fixed(window), range: place)
  }

  private func recent(_ count: Int, _ unit: String) -> Window? {
    guard count > 0 else { return nil }
    switch unit {
    case "个年度", "年度": return .calendarYears(count)
    case "个月", "个整月": return .months(count, includingCurrent: false)
    case "年", "周年": return .rolling(count, .years)
    case "日", "天": return .rolling(count, .days)
    default: return nil
    }
  }

  private mutating func reportRecent(
    _ prefix: String, _ written: String, _ figure: String, _ window: Window, at place: SourceRange
  ) {
    if prefix == "前", case .rolling(let count, .years) = window {
      return report(SyntaxMessages.ambiguousYears(written, count, at: place))
    }
    report(SyntaxMessages.noticeWindow(written, write: "近\(figure)", at: place))
  }

  /// `2025年`, where days are asked for.
  mutating func yearWindow(_ value: ExpressionSyntax) -> WindowSyntax? {
    guard case .literal(let literal) = value.kind, case .year(let year) = literal.value,
      let first = Day(year: year, month: 1, day: 1), let last = Day(year: year, month: 12, day: 31)
    else { return nil }
    report(SyntaxMessages.bareYearWindow(year, at: value.range))
    func day(_ day: Day) -> ExpressionSyntax {
      ExpressionSyntax(.literal(LiteralSyntax(value: .day(day), range: value.range)), value.range)
    }
    return WindowSyntax(kind: .between(day(first), day(last)), range: value.range)
  }

  private static let sides: [String: (meant: Keyword, spelling: String, exclusive: String, isClear: Bool)] = [
    "以后": (.greaterOrEqual, "不早于", "晚于", true), "之后": (.greaterOrEqual, "不早于", "晚于", false),
    "后": (.greaterOrEqual, "不早于", "晚于", false), "及以后": (.greaterOrEqual, "不早于", "晚于", true),
    "起": (.greaterOrEqual, "不早于", "晚于", true), "以来": (.greaterOrEqual, "不早于", "晚于", true),
    "以前": (.lessOrEqual, "不晚于", "早于", true), "之前": (.lessOrEqual, "不晚于", "早于", false),
    "前": (.lessOrEqual, "不晚于", "早于", false), "及以前": (.lessOrEqual, "不晚于", "早于", true),
    "止": (.lessOrEqual, "不晚于", "早于", true),
  ]

  /// After 在 and a value: `1950年1月1日 以后`, `毕业日期 后 3年内`.
  mutating func noticeSide(
    of value: ExpressionSyntax, within word: Int
  ) throws(Stumble) -> WithinSyntax? {
    guard current.kind == .word, !current.startsLine, let side = Parser.sides[current.text] else {
      return nil
    }
    let written = current.text
    let day = text(value.range)
    if peek().kind == .number, !peek().startsLine {
      let start = value.range
      advance()
      let length = try additive()
      _ = take(.inside)
      let whole = start.union(tokens[index - 1].range)
      let isAfter = side.meant == .greaterOrEqual
      let write = "自 \(day) \(isAfter ? "起" : "前") \(Parser.inMonths(length) ?? text(length.range))内"
      report(SyntaxMessages.spanAfter(text(whole), write: write, at: whole))
      return .window(
        WindowSyntax(kind: isAfter ? .after(value, length) : .before(value, length), range: whole))
    }
    advance()
    let isNegated = tokens[word].keyword == .notWithin
    let whole = (isNegated ? value.range : tokens[word].range).union(tokens[index - 1].range)
    report(
      SyntaxMessages.sideOfDay(
        written, day: day, meant: side.spelling, exclusive: side.exclusive,
        isClear: side.isClear && !isNegated,
        at: whole))
    let bound = RangeSyntax.Bound(value: value, isInclusive: true)
    return .range(
      side.meant == .greaterOrEqual
        ? RangeSyntax(lower: bound, upper: nil, range: value.range)
        : RangeSyntax(lower: nil, upper: bound, range: value.range))
  }

  /// `3年` as `36个月`.
  private static func inMonths(_ length: ExpressionSyntax) -> String? {
    guard case .literal(let literal) = length.kind, case .number(let n, .years, _) = literal.value,
      n.isInteger, n < Number(100)
    else { return nil }
    return "\(n.numerator * 12)个月"
  }

  /// `户籍地 在 漳州市`: neither a range nor a span.
  mutating func codeWithin(
    _ value: ExpressionSyntax, _ left: ExpressionSyntax?, within word: Int
  ) -> Stumble? {
    guard let left, case .path = left.kind, !isReported[index - 1] else { return nil }
    switch value.kind {
    case .codePath: break
    case .path(let names) where names.count == 1: break
    default: return nil
    }
    let code = text(value.range)
    let isRegion = code.last.map { "省市县区旗州盟镇乡".contains($0) } ?? false
    return fail(
      SyntaxMessages.withinCode(
        text(left.range), code, isNegated: tokens[word].keyword == .notWithin, fixes: isRegion,
        at: value.range, word: tokens[word].range))
  }
}
