/// How notices write figures: read as what they mean, and reported.
extension Lexer {
  static let redundantAnd = [
    "及以上": "以上", "或以上": "以上", "及其以上": "以上", "及以下": "以下", "或以下": "以下", "及其以下": "以下", "及以内": "以内",
  ]
  /// Words that people write right before a figure; the parser says what is wrong with them.
  static let beforeFigures: Set<String> = [
    "满", "达", "超", "每人", "每户", "每家", "每次", "每台", "每套", "每企业", "过去", "连续", "累计",
  ]

  /// After a day; the parser says what is wrong with them.
  static let sidesOfDay: Set<String> = ["以后", "以前", "之后", "之前", "及以后", "及以前", "以来"]

  /// The 的 of `1000元的80%`, `核定月收入的三分之二`: a multiplication.
  mutating func lexMultiple(from start: Int) -> Bool {
    guard beginsMultiple(start, position), let of = ofPlace(start, position) else { return false }
    let end = position
    if of > start {
      position = of
      let text = halfWidthText(start, of)
      add(.word, from: start, text: text, keyword: KeywordTable.keyword(spelled: text))
    }
    position = of + 1
    let figure = sourceText(of + 1, end)
    add(.sign, from: of, text: "×", keyword: .multiply)
    if figure.isEmpty {
      let figureEnd = skippedFigure(position)
      let shown = sourceText(figureEnd.lower, figureEnd.upper)
      diagnostics.append(
        SyntaxMessages.ofForTimes(
          shown, at: range(of, of + 1), fixing: range(of, figureEnd.upper),
          isGlued: of > 0 && !scalars[of - 1].isBlank))
    } else {
      diagnostics.append(
        SyntaxMessages.ofForTimes(
          HanFigures.figure(figure) ?? figure, at: range(of, end), fixing: range(of, end),
          isGlued: of > 0 && !scalars[of - 1].isBlank))
      position = end
      let value = HanFigures.fraction(figure) ?? .one
      add(.number, from: of + 1, text: figure, literal: .number(value, .none, raw: figure))
    }
    return true
  }

  /// Whether the Han run from `start` to `end` ends with 的 before a figure, or holds 的 and a fraction.
  func beginsMultiple(_ start: Int, _ end: Int) -> Bool {
    guard let of = ofPlace(start, end) else { return false }
    if of + 1 < end { return HanFigures.fraction(sourceText(of + 1, end)) != nil }
    var next = end
    while next < scalars.count, scalars[next].isBlank { next += 1 }
    return next < scalars.count && scalars[next].isDigit
  }

  private func ofPlace(_ start: Int, _ end: Int) -> Int? {
    (start..<end).last { scalars[$0] == "的" }
  }

  private func skippedFigure(_ from: Int) -> (lower: Int, upper: Int) {
    var lower = from
    while lower < scalars.count, scalars[lower].isBlank { lower += 1 }
    var upper = lower
    while upper < scalars.count, scalars[upper].isDigit || scalars[upper].halfWidth == "." { upper += 1 }
    if let unit = UnitTable.longest(in: scalars[upper...]) { upper += unit.name.unicodeScalars.count }
    return (lower, upper)
  }

  /// `5个百分点`.
  mutating func lexPercentagePoints(_ start: Int, _ raw: String) -> Bool {
    let unit = "个百分点"
    let end = position + unit.unicodeScalars.count
    guard end <= scalars.count, sourceText(position, end) == unit, let number = Number(decimal: raw),
      let ratio = number.multiplied(by: Number(1, over: 100) ?? .zero)
    else { return false }
    position = end
    diagnostics.append(SyntaxMessages.percentagePoints(raw, at: range(start, position)))
    add(.number, from: start, text: raw, literal: .number(ratio, .none, raw: raw), unit: "%")
    return true
  }

  /// `2026Q4` without its quotes.
  mutating func lexQuarter(from start: Int) -> Bool {
    guard position - start == 4, half() == "Q", let quarter = half(1), ("1"..."4").contains(quarter),
      peek(2)?.continuesIdentifier != true, peek(2)?.isHan != true
    else { return false }
    position += 2
    let text = halfWidthText(start, position)
    diagnostics.append(SyntaxMessages.bareQuarter(text, at: range(start, position)))
    add(.text, from: start, text: text)
    return true
  }

  /// `世界500强`: after a word, digits and a word that is no unit.
  var figureBelongsToName: Bool {
    var end = position
    while end < scalars.count, scalars[end].isDigit { end += 1 }
    guard end < scalars.count, scalars[end].isHan, UnitTable.longest(in: scalars[end...]) == nil else {
      return false
    }
    let rest = sourceText(end, hanRunEnd(end))
    let bare = ["万", "亿", "百", "千", "月", "年", "的"]
    return KeywordTable.keyword(spelled: rest) == nil && Lexer.redundantAnd[rest] == nil
      && !bare.contains { rest.hasPrefix($0) }
  }

  /// `1月1日 至 3月31日` once for both ends; a day alone for itself.
  mutating func reportDayWithoutYear(from start: Int) {
    if tokens.count >= 2, tokens[tokens.count - 1].keyword == .to, isDayOfYear(tokens[tokens.count - 2]) {
      return
    }
    guard let first = monthAndDay(start), let last = secondDay() else {
      return diagnostics.append(
        SyntaxMessages.dayWithoutYear(sourceText(start, position), at: range(start, position)))
    }
    let isWhole = first.day == 1 && last.day == Day.daysInMonth(year: 2026, month: last.month)
    let every = tokens.last?.text == "每年" ? tokens.last : nil
    let before = every == nil ? tokens.last : tokens.dropLast().last
    let asked = before?.keyword == .within ? tokens.dropLast(every == nil ? 1 : 2).last?.keyword : nil
    let isDecision = asked == .decisionDay || asked == .asOf
    let lower = every?.range.lower ?? offsets[start]
    let whole = SourceRange(file: file, lower: lower, upper: offsets[last.end])
    diagnostics.append(
      SyntaxMessages.daysOfEveryYear(
        sourceText(start, last.end), months: "\(first.month)月 至 \(last.month)月", isWhole: isWhole,
        fixes: isWhole && isDecision ? whole : nil, at: whole))
  }

  /// `3月31日`, which is longer than `3月`.
  private func isDayOfYear(_ token: Token) -> Bool {
    token.kind == .number && token.unit == "月"
      && token.range.upper - token.range.lower > token.text.utf8.count + "月".utf8.count
  }

  private func monthAndDay(_ start: Int) -> (month: Int, day: Int, end: Int)? {
    var place = start
    func figure() -> Int? {
      let lower = place
      while place < scalars.count, scalars[place].isDigit { place += 1 }
      return place - lower <= 2 ? Int(halfWidthText(lower, place)) : nil
    }
    guard let month = figure(), (1...12).contains(month), place < scalars.count, scalars[place] == "月" else {
      return nil
    }
    place += 1
    guard let day = figure(), place < scalars.count, scalars[place] == "日" || scalars[place] == "号" else {
      return nil
    }
    return (month, day, place + 1)
  }

  private func secondDay() -> (month: Int, day: Int, end: Int)? {
    var place = position
    while place < scalars.count, scalars[place].isBlank { place += 1 }
    guard place < scalars.count, scalars[place] == "至" else { return nil }
    place += 1
    while place < scalars.count, scalars[place].isBlank { place += 1 }
    return monthAndDay(place)
  }
}
