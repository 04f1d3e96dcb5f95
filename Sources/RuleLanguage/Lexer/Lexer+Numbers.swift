extension Lexer {
  /// A figure with its unit, or a date. What is left of the run after the unit is a token of its own.
  package mutating func lexNumber() {
    let start = position
    if lexDate() { return }
    var raw = digits()
    lexThousands(start, &raw)
    if half() == ".", let next = peek(1), next.isDigit {
      position += 1
      raw += "." + digits()
    }
    let afterDigits = position
    if lexPercentagePoints(start, raw) { return checkRest(start, afterDigits) }
    if let next = peek(), let unit = UnitTable.longest(in: scalars[position...]),
      !(next.startsIdentifier && identifierContinues(after: unit.name))
    {
      position += unit.name.unicodeScalars.count
      if unit.name == "年" && isYear(raw) && peek() != "内" {
        add(.number, from: start, text: raw, literal: .year(Int(raw) ?? 0), unit: unit.name)
      } else {
        addFigure(start, raw, unit.name + price(after: unit.meaning), unit.meaning)
      }
    } else if let next = peek(), next.startsIdentifier {
      return lexQuarter(from: start) ? () : lexMixedName(from: start)
    } else if lexBareTenThousands(start, raw) || lexBareMonth(start, raw) {
      // Reported there.
    } else {
      addFigure(start, raw, "", .scaled(by: 1, over: 1, .none))
    }
    checkRest(start, afterDigits)
  }

  private mutating func digits() -> String {
    let start = position
    while let next = peek(), next.isDigit { position += 1 }
    return halfWidthText(start, position)
  }

  private func identifierContinues(after unit: String) -> Bool {
    peek(unit.unicodeScalars.count)?.continuesIdentifier ?? false
  }

  private func isYear(_ raw: String) -> Bool {
    raw.utf8.count == 4 && Int(raw).map { (1900...2999).contains($0) } == true
  }

  /// `1,000元` is read as a thousand, and reported.
  private mutating func lexThousands(_ start: Int, _ raw: inout String) {
    let inList = openBrackets.last == .openBracket || openBrackets.last == .openParen
    let from = position
    var joined = raw
    var groups = 0
    while scalars.indices.contains(position), scalars[position] == "," || scalars[position] == "，" {
      let group = (1...3).compactMap { peek($0) }
      guard raw.utf8.count <= 3, group.count == 3, group.allSatisfy(\.isDigit), peek(4)?.isDigit != true
      else {
        break
      }
      if inList, group.contains(where: { $0.halfWidth != "0" }) { break }
      position += 4
      joined += halfWidthText(position - 3, position)
      groups += 1
    }
    guard groups > 0 else {
      position = from
      return
    }
    raw = joined
    diagnostics.append(
      SyntaxMessages.thousandsSeparator(joined, at: range(start, position)))
  }

  /// `/㎡` after an amount of money; it is part of the figure.
  private mutating func price(after meaning: UnitTable.Meaning) -> String {
    guard case .scaled(_, _, .money) = meaning else { return "" }
    let start = position
    while let length = UnitTable.perUnit(in: scalars[position...]) { position += length }
    return halfWidthText(start, position)
  }

  private mutating func addFigure(_ start: Int, _ raw: String, _ unit: String, _ meaning: UnitTable.Meaning) {
    var value = Number(decimal: raw)
    var kind = Unit.none
    switch meaning {
    case .calendarYear:
      if isYear(raw), unit == "年度" {
        return add(.number, from: start, text: raw, literal: .year(Int(raw) ?? 0), unit: unit)
      }
      kind = .years
    case .foreign(let factor, _): value = value.flatMap { $0.multiplied(by: Number(factor)) }
    case .scaled(let factor, let over, let scaledUnit):
      kind = scaledUnit
      value = value.flatMap { number in
        Number(Int128(factor), over: Int128(over)).flatMap { number.multiplied(by: $0) }
      }
    }
    if value == nil {
      diagnostics.append(SyntaxMessages.figureTooLarge(raw, at: range(start, position)))
    }
    add(.number, from: start, text: raw, literal: .number(value ?? .zero, kind, raw: raw), unit: unit)
  }

  /// `500万`: most likely a sum of money without its 元.
  private mutating func lexBareTenThousands(_ start: Int, _ raw: String) -> Bool {
    guard let next = peek(), next.isHan else { return false }
    for name in ["万亿", "千万", "百万", "万", "亿"]
    where sourceText(position, min(position + name.unicodeScalars.count, scalars.count)) == name {
      position += name.unicodeScalars.count
      diagnostics.append(
        SyntaxMessages.bareTenThousands(
          sourceText(start, position), at: range(start, position), insertion: range(position, position)))
      guard let unit = UnitTable.longest(in: (name + "元").unicodeScalars.map { $0 }) else { return false }
      addFigure(start, raw, unit.name, unit.meaning)
      return true
    }
    return false
  }

  /// `3月`: neither three months nor a date.
  private mutating func lexBareMonth(_ start: Int, _ raw: String) -> Bool {
    guard peek() == "月" else { return false }
    position += 1
    let afterMonth = position
    if peek()?.isDigit == true {
      _ = digits()
      if peek() == "日" || peek() == "号" { position += 1 } else { position = afterMonth }
    }
    if position > afterMonth {
      reportDayWithoutYear(from: start)
    } else if !endsMonthRange && !startsMonthRange {
      diagnostics.append(SyntaxMessages.bareMonth(raw, at: range(start, position)))
    }
    add(
      .number, from: start, text: raw, literal: .number(Number(decimal: raw) ?? .zero, .months, raw: raw),
      unit: "月")
    return true
  }

  /// After `1月` in `1月 至 9月`.
  private var startsMonthRange: Bool {
    var ahead = 0
    func skipBlanks() { while peek(ahead)?.isBlank == true { ahead += 1 } }
    skipBlanks()
    if peek(ahead) == "至" {
      ahead += 1
    } else if peek(ahead) == "t", peek(ahead + 1) == "o", peek(ahead + 2)?.isBlank == true {
      ahead += 2
    } else {
      return false
    }
    skipBlanks()
    let figure = ahead
    while peek(ahead)?.isDigit == true { ahead += 1 }
    return ahead > figure && ahead - figure <= 2 && peek(ahead) == "月" && peek(ahead + 1)?.isDigit != true
  }

  /// Before `9月` in `1月 至 9月`.
  private var endsMonthRange: Bool {
    guard tokens.count >= 2, tokens[tokens.count - 1].keyword == .to else { return false }
    return tokens[tokens.count - 2].kind == .number && tokens[tokens.count - 2].unit == "月"
  }

  /// What follows a figure in the same run must be a keyword.
  private mutating func checkRest(_ start: Int, _ afterDigits: Int) {
    guard let next = peek(), next.isHan else { return }
    let rest = sourceText(position, hanRunEnd(position))
    if Lexer.redundantAnd[rest] != nil || Lexer.sidesOfDay.contains(rest)
      || beginsMultiple(position, hanRunEnd(position))
    {
      return
    }
    if KeywordTable.keyword(spelled: rest) != nil { return }
    diagnostics.append(
      SyntaxMessages.missingSpaceAfterFigure(
        figure: sourceText(start, position), hasUnit: position > afterDigits, rest: rest,
        at: range(start, hanRunEnd(position)), insertion: range(position, position)))
  }

  // MARK: Dates

  /// `2026-03-01`, `2026-03`, `2026年3月1日`, `2026年3月`; `2026/3/1` and `2026.3.1` are read and reported.
  private mutating func lexDate() -> Bool {
    let start = position
    let year = digits()
    guard year.utf8.count == 4, let y = Int(year), let separator = half() else {
      position = start
      return false
    }
    var month: Int?
    var day: Int?
    var isForeign = false
    switch separator {
    case "-", "/", ".":
      month = shortFigure(after: separator)
      if month != nil { day = shortFigure(after: separator) }
      if separator != "-" {
        isForeign = true
        if day == nil { month = nil }
      }
    case "年":
      position += 1
      let m = digits()
      guard (1...2).contains(m.utf8.count), peek() == "月" else { break }
      position += 1
      month = Int(m)
      let afterMonth = position
      let d = digits()
      if (1...2).contains(d.utf8.count), peek() == "日" || peek() == "号" {
        position += 1
        day = Int(d)
      } else {
        position = afterMonth
      }
    default: break
    }
    guard let month else {
      position = start
      return false
    }
    addDate(start, y, month, day, isForeign: isForeign)
    checkRest(start, start)
    return true
  }

  private mutating func shortFigure(after separator: Unicode.Scalar) -> Int? {
    let start = position
    guard half() == separator, peek(1)?.isDigit == true else { return nil }
    position += 1
    let figure = digits()
    if figure.utf8.count <= 2, peek().map({ !$0.startsIdentifier }) ?? true { return Int(figure) }
    position = start
    return nil
  }

  private mutating func addDate(_ start: Int, _ year: Int, _ month: Int, _ day: Int?, isForeign: Bool) {
    let place = range(start, position)
    let written = sourceText(start, position)
    guard (1...9999).contains(year), (1...12).contains(month) else {
      diagnostics.append(SyntaxMessages.noSuchMonth(written, at: place))
      return add(.number, from: start, text: written, literal: .month(YearMonth(year: 2000, month: 1)))
    }
    guard let day else {
      return add(.number, from: start, text: written, literal: .month(YearMonth(year: year, month: month)))
    }
    guard let date = Day(year: year, month: month, day: day) else {
      let last = Day.daysInMonth(year: year, month: month)
      diagnostics.append(
        SyntaxMessages.noSuchDay(written, year: year, month: month, lastDay: last, at: place))
      let nearest = YearMonth(year: year, month: month).lastDay
      return add(.number, from: start, text: written, literal: .day(nearest))
    }
    if isForeign { diagnostics.append(SyntaxMessages.foreignDate(written, date, at: place)) }
    add(.number, from: start, text: written, literal: .day(date))
  }
}
