/// Wording for caps, ranges, joined clauses and headers that notices write otherwise.
extension SyntaxMessages {
  package static func capWord(
    _ word: String, meant: Keyword, at range: SourceRange, fixing place: SourceRange
  ) -> Diagnostic {
    let isCap = meant == .cappedAt
    return notice(
      range, zh: "金额的\(isCap ? "上限" : "下限")不写“\(word)”。",
      en: "The \(isCap ? "most" : "least") of an amount is not written “\(word)”.",
      write: meant.chinese, fix: place == range ? meant.chinese : " " + meant.chinese, fixing: place)
  }

  /// `超过 5万元 不超过 10万元`.
  package static func secondBound(_ write: String, fix: String, at range: SourceRange, fixing: SourceRange)
    -> Diagnostic
  {
    notice(
      range, zh: "范围的两端之间没有写“至”。", en: "A range needs “至” between its two ends.", write: write, fix: fix,
      fixing: fixing)
  }

  /// `满 70周岁：` as a key.
  package static func reachedKey(_ word: String, _ figure: String, at range: SourceRange) -> Diagnostic {
    notice(
      range, zh: "对照表的键不写“\(word)”。", en: "A table key is not written with “\(word)”.",
      write: "\(figure) 以上", fix: "\(figure) 以上")
  }

  /// `不低于 1亿元以上`.
  package static func redundantBound(
    _ word: String, _ side: String, contradicts: Bool, at range: SourceRange
  ) -> Diagnostic {
    notice(
      range, zh: contradicts ? "“\(word)”和“\(side)”矛盾。" : "前面已经写了“\(word)”，后面不再写“\(side)”。",
      en: contradicts ? "“\(word)” contradicts “\(side)”." : "“\(side)” repeats “\(word)”.",
      write: contradicts ? "含本数的用“不低于”“不超过”，不含的用“超过”“低于”" : "“\(word)”，删去“\(side)”",
      fix: contradicts ? nil : "")
  }

  /// `60周岁以上` alone.
  package static func sideWithoutValue(
    _ figure: String, _ side: String, isAge: Bool, at range: SourceRange
  ) -> Diagnostic {
    let isMore = side == "以上"
    return notice(
      range, zh: "“\(figure)\(side)”没有说是什么的。", en: "“\(figure)\(side)” does not say of what.",
      write: isAge
        ? isMore ? "年满 \(figure)" : "周岁（出生日期） 不超过 \(figure)"
        : "字段 \(isMore ? "不低于" : "不超过") \(figure)", fix: isAge && isMore ? "年满 \(figure)" : nil)
  }

  package static func exclusivePerYear(_ word: String, at range: SourceRange) -> Diagnostic {
    notice(
      range, zh: "互斥 不写“\(word)”：按期发放的就是每一期的，一次性的不分年。",
      en: "互斥 has no “\(word)”: of periodic benefits it is each period, of one-off ones all years.",
      write: "互斥 组名 取 最高",
      also: Message(
        zh: "同一年度就高的，写成一项政策里的几个待遇项，合并 取最高", en: "for the highest of a year, make them items with 合并 取最高"))
  }

  package static func limitedUnlimited(at range: SourceRange) -> Diagnostic {
    notice(
      range, zh: "不限 前面不写“限”。", en: "不限 is not preceded by 限.", write: "补发 自 满足当月 起，不限", fix: "不限")
  }

  package static func leadingJoin(_ word: String, isOr: Bool, fixes: Bool, at range: SourceRange)
    -> Diagnostic
  {
    notice(
      range, zh: "一条的开头不写“\(word)”：条与条之间怎样连接，由花括号前面的“全部满足”“任一满足”说明。",
      en: "A clause does not begin with “\(word)”: 全部满足 or 任一满足 before the braces joins the clauses.",
      write: isOr ? "任一满足 { … }，把可选的几条放在里面" : "这一条本身，删去“\(word)”", fix: fixes ? "" : nil)
  }

  package static func groupWord(_ word: String, write: String, fixes: Bool, at range: SourceRange)
    -> Diagnostic
  {
    notice(
      range, zh: "分条的方式不写“\(word)”。", en: "Clauses are not combined with “\(word)”.", write: write,
      also: Message(
        zh: "可以写 全部满足、任一满足、至少2项满足、恰有1项满足", en: "choices: 全部满足, 任一满足, 至少2项满足, 恰有1项满足"),
      fix: fixes ? write : nil)
  }

  package static func perHeadTimes(_ word: String, at range: SourceRange) -> Diagnostic {
    notice(
      range, zh: "限次 本来就是一个主体的次数，不写“\(word)”。", en: "限次 is already per subject, without “\(word)”.",
      write: "限次 1次 终身 或 限次 1次 每年")
  }

  package static func timesWithoutScope(_ times: String, at range: SourceRange) -> Diagnostic {
    notice(
      range, zh: "限次 没有写是一年几次，还是一共几次。", en: "限次 does not say whether it is per year or in all.",
      write: "限次 \(times) 每年 或 限次 \(times) 终身")
  }

  package static func filteredRows(_ relation: String, _ filter: String, at range: SourceRange) -> Diagnostic
  {
    notice(
      range, zh: "“逐条”后面只写关系的名称，要哪些行写在条件里。",
      en: "逐条 takes the name of a relation only; which rows is a condition.",
      write: "逐条 \(relation)，下一行 条件 { （一）\(filter) }")
  }

  package static func orderWord(_ word: String, meant: String, at range: SourceRange) -> Diagnostic {
    notice(
      range, zh: "先后不写“\(word)”。", en: "The order is not written “\(word)”.", write: meant, fix: meant)
  }

  package static func exceptPart(
    _ write: String, _ word: String, fixes: Bool, at range: SourceRange
  ) -> Diagnostic {
    notice(
      range, zh: "“属于”后面不写“\(word)”：除去的部分另写一个条件。",
      en: "“\(word)” cannot follow 属于: what is left out is a condition of its own.", write: write,
      fix: fixes ? write : nil)
  }

  package static func ambiguousDivision(_ left: String, at range: SourceRange) -> Diagnostic {
    notice(
      range, zh: "“除”看不出谁除以谁。", en: "“除” does not say which one divides the other.",
      write: "\(left) ÷ … 或 … ÷ \(left)")
  }

  package static func otherAge(_ write: String, at range: SourceRange) -> Diagnostic {
    notice(
      range, zh: "“年满”只说主体自己；别人的年龄写“周岁”。",
      en: "年满 is about the subject alone; another person's age is 周岁.", write: write, fix: write)
  }

  package static func perForeign(_ unit: String, amount: String, at range: SourceRange) -> Diagnostic {
    notice(
      range, zh: "金额里不写“\(unit)”。", en: "An amount does not say “\(unit)”.",
      write: "× \(amount)（前面的字段是外币的数）或 ÷ 1\(unit.dropFirst()) × \(amount)（前面是金额）")
  }

  package static func receivedCall(_ policy: String, isNegated: Bool, at range: SourceRange) -> Diagnostic {
    let write = (isNegated ? "非 " : "") + "已享受（\(policy)）"
    return notice(
      range, zh: "政策的名称要放在“已享受”后面的括号里。", en: "The policy stands in brackets after 已享受.",
      write: write, fix: write)
  }
}
