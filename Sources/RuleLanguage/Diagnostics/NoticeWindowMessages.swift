/// Wording for spans of time that notices write otherwise.
extension SyntaxMessages {
  package static func noticeWindow(_ written: String, write: String, at range: SourceRange) -> Diagnostic {
    notice(
      range, zh: "“\(written)”不是规则里的时间写法。", en: "“\(written)” is not how a span of time is written.",
      write: write, fix: write)
  }

  /// `前三年`: the three years before today, or the three calendar years before this one.
  package static func ambiguousYears(_ written: String, _ figure: Int, at range: SourceRange) -> Diagnostic {
    notice(
      range, zh: "“\(written)”可以是往回\(figure)年，也可以是前\(figure)个日历年。",
      en: "“\(written)” may be the last \(figure) years to the day, or \(figure) calendar years.",
      write: "近\(figure)年（往回数到日）或 近\(figure)个年度（日历年）")
  }

  package static func bareYearWindow(_ year: Int, at range: SourceRange) -> Diagnostic {
    notice(
      range, zh: "“\(year)年”是一年，不是一段时间。", en: "“\(year)年” is a year, not a span of days.",
      write: "\(year)-01-01 至 \(year)-12-31",
      also: Message(zh: "“年”字段写 字段 = \(year)年", en: "a field of type 年 is compared with = \(year)年"),
      fix: "\(year)-01-01 至 \(year)-12-31")
  }

  /// `出生日期 在 1950年1月1日 以后`.
  package static func sideOfDay(
    _ word: String, day: String, meant: String, exclusive: String, isClear: Bool, at range: SourceRange
  ) -> Diagnostic {
    notice(
      range, zh: "“在 … \(word)”不是规则里的写法。", en: "“在 … \(word)” is not how days are compared.",
      write: "\(meant) \(day)",
      also: Message(zh: "不含当天写 \(exclusive) \(day)", en: "without the day itself: \(exclusive) \(day)"),
      fix: isClear ? "\(meant) \(day)" : nil)
  }

  /// `在 毕业日期 后 3年内`.
  package static func spanAfter(_ written: String, write: String, at range: SourceRange) -> Diagnostic {
    notice(
      range, zh: "“\(written)”没有写“自 … 起”。", en: "“\(written)” needs “自 … 起”.", write: write, fix: write)
  }

  /// `户籍地 在 漳州市`.
  package static func withinCode(
    _ left: String, _ code: String, isNegated: Bool, fixes: Bool, at range: SourceRange, word: SourceRange
  ) -> Diagnostic {
    let (zh, instead) = isNegated ? ("不在", "不属于") : ("在", "属于")
    return notice(
      range, zh: "“\(zh)”后面要写范围或一段时间，“\(code)”都不是。",
      en: "“\(zh)” takes a range or a span of time, and “\(code)” is neither.",
      write: "\(left) \(instead) \(code)",
      also: Message(
        zh: "某一天写“= …”，某天的状态写“于 … 时”", en: "use = for one day, 于 … 时 for a state"),
      fix: fixes ? instead : nil, fixing: word)
  }
}
