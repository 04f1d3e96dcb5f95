/// Wording of everything that the lexer and the parser report.
package enum SyntaxMessages {}

extension SyntaxMessages {
  private static func insert(_ text: String, at range: SourceRange, zh: String, en: String)
    -> Diagnostic.FixIt
  {
    .init(message: Message(zh: zh, en: en), range: range, replacement: text)
  }

  private static func replace(_ range: SourceRange, with text: String) -> Diagnostic.FixIt {
    .init(
      message: Message(zh: "改成“\(text)”", en: "replace with “\(text)”"), range: range, replacement: text)
  }

  // MARK: Words

  package static func missingSpaceBeforeFigure(
    word: String, at range: SourceRange, insertion: SourceRange
  ) -> Diagnostic {
    let separated = GluedWords.separated(word)
    let wordRange = SourceRange(file: range.file, lower: range.lower, upper: insertion.lower)
    return Diagnostic(
      "missing-space", at: range,
      Message(
        zh: "“\(word)”后面紧接数字，分不清是一个名称还是两个词。",
        en: "“\(word)” runs into a figure, which reads as one name or as two words."),
      remedy: Message(
        zh: "中间空一格；如果数字是名称的一部分，用「」把整个名称括起来。",
        en: "Write a space between them, or quote the whole name with 「」."),
      fixIt: separated.map { replace(wordRange, with: $0 + " ") }
        ?? insert(" ", at: insertion, zh: "空一格", en: "insert a space"))
  }

  package static func missingSpaceAfterFigure(
    figure: String, hasUnit: Bool, rest: String, at range: SourceRange, insertion: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      "missing-space", at: range,
      hasUnit
        ? Message(
          zh: "“\(figure)”后面的“\(rest)”不是关键字，不能紧接着写。",
          en: "“\(rest)” after “\(figure)” is not a keyword, so it cannot follow directly.")
        : Message(
          zh: "“\(figure)\(rest)”里，数字后面不是认识的单位。",
          en: "In “\(figure)\(rest)” the figure is not followed by a known unit."),
      remedy: Message(
        zh: "数字（连同单位）与后面的词之间空一格；如果它是一个名称，写成「\(figure)\(rest)」。",
        en: "Write a space after the figure, or quote it as a name: 「\(figure)\(rest)」."),
      fixIt: insert(" ", at: insertion, zh: "空一格", en: "insert a space"))
  }

  package static func mixedName(_ text: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "name-needs-quotes", at: range,
      Message(
        zh: "名称“\(text)”里汉字、字母、数字混在一起，读不出它在哪里结束。",
        en: "The name “\(text)” mixes Han characters, letters and digits, so its end is not clear."),
      remedy: Message(zh: "用「」括起来。", en: "Quote it with 「」."),
      fixIt: replace(range, with: "「\(text)」"))
  }

  /// `1O00元`, `l00元`: letters that look like digits.
  package static func letterInFigure(_ text: String, figure: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "letter-in-figure", at: range,
      Message(
        zh: "“\(text)”像是数字，里面却有字母（O、o、l、I 不是 0、1）。",
        en: "“\(text)” looks like a figure but has letters in it (O, o, l and I are not 0 and 1)."),
      remedy: Message(
        zh: "写“\(figure)”；它若真是名称，写成「\(text)」。", en: "Write “\(figure)”; if it is a name, quote it: 「\(text)」."
      ),
      fixIt: replace(range, with: figure))
  }

  package static func emptyName(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "empty-name", at: range, Message(zh: "「」里没有名称。", en: "There is no name inside 「」."),
      remedy: Message(zh: "在「」里写上名称。", en: "Write the name between 「 and 」."))
  }

  package static func unclosedName(at range: SourceRange, insertion: SourceRange) -> Diagnostic {
    Diagnostic(
      "unclosed-quote", at: range,
      Message(zh: "名称的「在这一行没有合上。", en: "The quoted name is not closed on its line."),
      remedy: Message(zh: "名称后面写上」。", en: "Close it with 」."),
      fixIt: insert("」", at: insertion, zh: "补上」", en: "insert 」"))
  }

  // MARK: Texts and characters

  package static func unclosedText(at range: SourceRange, insertion: SourceRange, closing: String)
    -> Diagnostic
  {
    Diagnostic(
      "unclosed-quote", at: range,
      Message(zh: "文字的引号在这一行没有合上。", en: "The quoted text is not closed on its line."),
      remedy: Message(
        zh: "一段文字写在一行里，用“ 开头、” 结尾。", en: "Write a text on one line, from “ to ”."),
      fixIt: insert(closing, at: insertion, zh: "补上右引号", en: "insert the closing quote"))
  }

  package static func reversedQuotes(_ text: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "reversed-quotes", at: range,
      Message(zh: "引号写反了：文字以右引号开头。", en: "The quotes are reversed: the text opens with a closing quote."),
      remedy: Message(zh: "左边用“，右边用”。", en: "Open with “ and close with ”."),
      fixIt: replace(range, with: "“\(text)”"))
  }

  package static func foreignSign(_ sign: String, meant: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "foreign-sign", at: range,
      Message(zh: "规则里没有“\(sign)”这个符号。", en: "The rule language has no sign “\(sign)”."),
      remedy: Message(zh: "写“\(meant)”。", en: "Write “\(meant)”."),
      fixIt: replace(range, with: meant))
  }

  package static func badCharacter(_ scalar: Unicode.Scalar, at range: SourceRange) -> Diagnostic {
    let text = scalar.isBlank || scalar.value < 0x20 ? "U+" + hex(scalar.value) : String(Character(scalar))
    var remedy = Message(
      zh: "删去它；它若是名称的一部分，用「」括起名称。", en: "Remove it, or quote the name that it is part of with 「」.")
    var replacement: String?
    switch scalar {
    case "。":
      remedy = Message(
        zh: "一条写完换行，或用“；”隔开，不用句号。", en: "End a clause with a new line or “；”, not with a full stop.")
      replacement = "；"
    case "—", "–", "~", "～", "―":
      remedy = Message(zh: "范围写“80 至 89”。", en: "Write a range as “80 至 89”.")
      replacement = " 至 "
    case "‘", "’", "'", "『", "』", "《", "》":
      remedy = Message(zh: "文字放在“…”里，名称放在「…」里。", en: "Put texts in “…” and names in 「…」.")
    case "【", "】":
      remedy = Message(zh: "几个值写在 [ ] 里，条件的分组写在（ ）里。", en: "Put values in [ ] and grouped conditions in ( ).")
    case "①"..."⑳", "⑴"..."⒛", "㈠"..."㈩":
      remedy = Message(zh: "编号写成“（一）”、“1.”或“(a)”。", en: "Number clauses as “（一）”, “1.” or “(a)”.")
    case "%", "‰":
      remedy = Message(zh: "百分号紧接数字：5.5%。", en: "Write the percent sign directly after the figure: 5.5%.")
    case "&": replacement = "且"
    case "|": replacement = "或"
    case "!": replacement = "非"
    default: break
    }
    if let replacement, replacement.first != " ", scalar != "。" {
      remedy = Message(zh: "写“\(replacement)”。", en: "Write “\(replacement)”.")
    }
    return Diagnostic(
      "bad-character", at: range,
      replacement == " 至 "
        ? Message(zh: "“\(text)”不表示范围，这里不能写。", en: "“\(text)” makes no range here.")
        : Message(zh: "这里不能写“\(text)”。", en: "“\(text)” has no meaning here."), remedy: remedy,
      fixIt: replacement.map { replace(range, with: $0) })
  }

  private static func hex(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  // MARK: Figures

  package static func thousandsSeparator(_ figure: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "thousands-separator", at: range,
      Message(
        zh: "数字里不用逗号分节，逗号是用来隔开几项的。", en: "Figures have no thousands separators; a comma separates items."),
      remedy: Message(zh: "写“\(figure)”，或用万元、亿元。", en: "Write “\(figure)”, or use 万元, 亿元."),
      fixIt: replace(range, with: figure))
  }

  package static func figureTooLarge(_ figure: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "figure-too-large", at: range,
      Message(zh: "数字“\(figure)”太大，无法精确计算。", en: "The figure “\(figure)” is too large to compute exactly."),
      remedy: Message(zh: "检查是否多写了几位或单位写错。", en: "Check the number of digits and the unit."))
  }

  package static func bareTenThousands(_ figure: String, at range: SourceRange, insertion: SourceRange)
    -> Diagnostic
  {
    Diagnostic(
      "bare-ten-thousands", at: range,
      Message(
        zh: "“\(figure)”没有写单位，不知道是钱、人还是别的。", en: "“\(figure)” has no unit: money, people or something else?"),
      remedy: Message(
        zh: "金额写“\(figure)元”，人数写“\(figure)人”。", en: "Write “\(figure)元” for money, “\(figure)人” for people."),
      fixIt: insert("元", at: insertion, zh: "补上“元”", en: "insert “元”"))
  }

  package static func bareMonth(_ figure: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "bare-month", at: range,
      Message(
        zh: "“\(figure)月”可以是\(figure)个月，也可以是某年的\(figure)月份。",
        en: "“\(figure)月” may be \(figure) months or the month of a year."),
      remedy: Message(
        zh: "时长写“\(figure)个月”；月份连年份一起写“2026年\(figure)月”。",
        en: "Write “\(figure)个月” for a duration, “2026年\(figure)月” for a month."),
      fixIt: replace(range, with: "\(figure)个月"))
  }

  package static func dayWithoutYear(_ text: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "day-without-year", at: range,
      Message(zh: "“\(text)”没有写年份。", en: "“\(text)” has no year."),
      remedy: Message(zh: "写全日期，例如“2026年\(text)”。", en: "Write the whole date, such as “2026年\(text)”."))
  }

  package static func noSuchMonth(_ text: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "no-such-date", at: range,
      Message(zh: "“\(text)”：一年只有1到12月。", en: "“\(text)”: a year has months 1 to 12."),
      remedy: Message(zh: "改正月份，写成 2026-03 或 2026-03-01。", en: "Correct the month: 2026-03 or 2026-03-01."))
  }

  package static func noSuchDay(
    _ text: String, year: Int, month: Int, lastDay: Int, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      "no-such-date", at: range,
      Message(
        zh: "“\(text)”：\(year)年\(month)月只有\(lastDay)天。",
        en: "“\(text)”: month \(month) of \(year) has \(lastDay) days."),
      remedy: Message(
        zh: "改成这个月有的一天，最后一天是\(lastDay)日。", en: "Use a day of that month; the last one is \(lastDay)."))
  }

  package static func foreignDate(_ text: String, _ day: Day, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "date-format", at: range,
      Message(zh: "日期不写成“\(text)”。", en: "Dates are not written “\(text)”."),
      remedy: Message(zh: "写“\(day.text)”，或写“年月日”。", en: "Write “\(day.text)”, or with 年, 月, 日."),
      fixIt: replace(range, with: day.text))
  }

  // MARK: Brackets

  package static func unclosedBracket(
    _ sign: Punctuation, at range: SourceRange, insertion: SourceRange
  ) -> Diagnostic {
    let (opening, closing) = shown(sign)
    return Diagnostic(
      "unclosed-bracket", at: range,
      Message(zh: "“\(opening)”没有合上。", en: "“\(opening)” is not closed."),
      remedy: Message(zh: "在这一块结束的地方写“\(closing)”。", en: "Write “\(closing)” where the block ends."),
      fixIt: insert(
        sign == .openBrace ? " }" : closing, at: insertion, zh: "补上“\(closing)”", en: "insert “\(closing)”"))
  }

  package static func strayBracket(_ sign: Punctuation, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "stray-bracket", at: range,
      Message(zh: "多了一个“\(sign.rawValue)”，前面没有与它配对的括号。", en: "“\(sign.rawValue)” closes nothing."),
      remedy: Message(zh: "删去它，或补上前面的括号。", en: "Remove it, or write the bracket that it closes."),
      fixIt: .init(
        message: Message(zh: "删去“\(sign.rawValue)”", en: "remove “\(sign.rawValue)”"), range: range,
        replacement: ""))
  }

  private static func shown(_ sign: Punctuation) -> (String, String) {
    switch sign {
    case .openParen: ("（", "）")
    default: (sign.rawValue, sign.closing?.rawValue ?? "")
    }
  }
}
