/// Wording for what a notice says one way and the language another. The fix is given only where it
/// cannot change the meaning.
extension SyntaxMessages {
  package static func notice(
    _ range: SourceRange, zh: String, en: String, write: String, also: Message? = nil, fix: String? = nil,
    fixing place: SourceRange? = nil
  ) -> Diagnostic {
    Diagnostic(
      "notice-wording", at: range, Message(zh: zh, en: en),
      remedy: Message(
        zh: "写 \(write)" + (also.map { "；\($0.chinese)" } ?? ""),
        en: "write \(write)" + (also.map { "; \($0.english)" } ?? "")),
      fixIt: fix.map { fix in
        let shown = fix.hasPrefix("“") ? " \(fix)" : "“\(fix)”"
        let text =
          fix.isEmpty
          ? Message(zh: "删去它", en: "remove it") : Message(zh: "改成\(shown)", en: "replace with \(shown)")
        return .init(message: text, range: place ?? range, replacement: fix)
      })
  }

  package static func hanFigure(_ word: String, figure: String, at range: SourceRange) -> Diagnostic {
    notice(
      range, zh: "“\(word)”是汉字写的数。", en: "“\(word)” is a figure in Han characters.", write: figure,
      fix: figure)
  }

  /// `1000元的80%`.
  package static func ofForTimes(
    _ figure: String, at range: SourceRange, fixing place: SourceRange, isGlued: Bool
  ) -> Diagnostic {
    notice(
      range, zh: "“的”不做乘法。", en: "“的” does not multiply.", write: "× \(figure)",
      fix: (isGlued ? " " : "") + "× \(figure)",
      fixing: place)
  }

  package static func andAbove(_ word: String, meant: String, at range: SourceRange) -> Diagnostic {
    notice(
      range, zh: "“\(meant)”已经含本数，不写“\(word)”。",
      en: "“\(meant)” includes the figure; it is not written “\(word)”.",
      write: meant, fix: meant)
  }

  package static func percentagePoints(_ figure: String, at range: SourceRange) -> Diagnostic {
    notice(
      range, zh: "“\(figure)个百分点”是比率。", en: "“\(figure)个百分点” is a ratio.", write: "\(figure)%",
      also: Message(zh: "提高几个百分点写 比率 + \(figure)%", en: "to raise a ratio, add \(figure)%"), fix: "\(figure)%"
    )
  }

  package static func bareQuarter(_ text: String, at range: SourceRange) -> Diagnostic {
    notice(
      range, zh: "季度的期要放在引号里。", en: "A quarter's period is in quotes.", write: "“\(text)”",
      fix: "“\(text)”")
  }

  /// `1月1日 至 3月31日`: days of every year.
  package static func daysOfEveryYear(
    _ text: String, months: String, isWhole: Bool, fixes place: SourceRange?, at range: SourceRange
  ) -> Diagnostic {
    notice(
      range, zh: "“\(text)”没有写年份。", en: "“\(text)” has no year.", write: "判定日 在 \(months)",
      also: isWhole
        ? Message(zh: "只一年的写全日期，如 2026-01-01 至 2026-03-31", en: "for one year, write whole dates")
        : Message(
          zh: "每年的窗口只能是整月；只一年的写全日期，如 2026-01-01 至 2026-03-31",
          en: "a window of every year is whole months; for one year, write whole dates"),
      fix: place == nil ? nil : months, fixing: place)
  }
}
