/// A construct's name, for messages.
package typealias Wanted = Message

extension Message {
  package static func wanted(_ chinese: String, _ english: String) -> Message {
    Message(zh: chinese, en: english)
  }
}

extension SyntaxMessages {
  private static func replace(_ range: SourceRange, with text: String) -> Diagnostic.FixIt {
    .init(
      message: Message(zh: "改成“\(text)”", en: "replace with “\(text)”"), range: range, replacement: text)
  }

  // MARK: Unexpected tokens

  package static func expected(_ wanted: Wanted, found: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "unexpected-word", at: range,
      Message(
        zh: "这里应当写\(wanted.chinese)，写的却是“\(found)”。",
        en: "Expected \(wanted.english) here, found “\(found)”."))
  }

  package static func expectedAtEnd(_ wanted: Wanted, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "unexpected-end", at: range,
      Message(
        zh: "写到这里就断了，还缺\(wanted.chinese)。", en: "The text ends here, but \(wanted.english) is still missing.")
    )
  }

  package static func leftOver(_ found: String, after construct: Wanted, at range: SourceRange) -> Diagnostic
  {
    Diagnostic(
      "unexpected-word", at: range,
      Message(
        zh: "\(construct.chinese)到这里已经写完，后面不能再写“\(found)”。",
        en: "\(construct.english) is complete here; “\(found)” cannot follow it."),
      remedy: Message(
        zh: "另起一条就换行，或用“；”隔开；名称由几个词组成时用「」括起来。",
        en: "Start a new line or write “；” for the next one; quote a name of several words with 「」."))
  }

  package static func glued(_ run: String, separated: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "missing-space", at: range,
      Message(
        zh: "“\(run)”连在一起写，会被看成一个名称。",
        en: "“\(run)” is written without spaces, so it reads as one name."),
      remedy: Message(
        zh: "词与词之间空一格：\(separated)。如果它就是一个名称，写成「\(run)」。",
        en: "Put spaces between the words: \(separated). If it is one name, write 「\(run)」."),
      fixIt: replace(range, with: separated))
  }

  package static func reserved(
    _ word: String, wanted: Wanted, isNaming: Bool, at range: SourceRange
  ) -> Diagnostic {
    if !isNaming {
      return Diagnostic(
        "reserved-word", at: range,
        Message(
          zh: "这里应当写\(wanted.chinese)，写的却是关键字“\(word)”。",
          en: "Expected \(wanted.english) here, found the keyword “\(word)”."),
        remedy: Message(
          zh: "在它前面补上\(wanted.chinese)，或删去它；它若真是一个名称，写成「\(word)」。",
          en: "Write \(wanted.english) before it, or remove it; if it is a name, write 「\(word)」."))
    }
    return Diagnostic(
      "reserved-word", at: range,
      Message(
        zh: "这里应当写\(wanted.chinese)，而“\(word)”是关键字，不能直接当名称用。",
        en: "Expected \(wanted.english) here, and “\(word)” is a keyword, not a name."),
      remedy: Message(zh: "它若是名称，写成「\(word)」。", en: "If it is a name, write 「\(word)」."),
      fixIt: replace(range, with: "「\(word)」"))
  }

  package static func tooDeep(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "too-deep", at: range,
      Message(zh: "括号一层套一层，超过了64层。", en: "Brackets are nested more than 64 deep."),
      remedy: Message(zh: "把里层写成“标签”或“指标”，再引用它的名称。", en: "Name the inner part with 标签 or 指标 and refer to it.")
    )
  }

  package static func tooLong(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "too-long", at: range,
      Message(zh: "一个算式里的运算超过了200个。", en: "One expression has more than 200 operators in a row."),
      remedy: Message(zh: "拆成几个“指标”。", en: "Split it into several 指标."))
  }

  package static func foreignWord(_ word: String, meant: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "foreign-word", at: range,
      Message(zh: "规则里不写“\(word)”。", en: "The rule language does not use “\(word)”."),
      remedy: Message(zh: "写“\(meant)”。", en: "Write “\(meant)”."), fixIt: replace(range, with: meant))
  }

  // MARK: Declarations and headers

  package static func unknownDeclaration(_ found: String, closest: String?, at range: SourceRange)
    -> Diagnostic
  {
    var diagnostic = Diagnostic(
      "unknown-declaration", at: range,
      Message(zh: "不认识的声明“\(found)”。", en: "“\(found)” does not start a declaration."),
      remedy: Message(
        zh: "声明以 政策、标签、指标、实体、关系、代码表、集合、参数、台账 之一开头。",
        en: "A declaration starts with 政策, 标签, 指标, 实体, 关系, 代码表, 集合, 参数 or 台账."))
    if let closest { diagnostic.fixIt = replace(range, with: closest) }
    return diagnostic
  }

  package static func unknownHeader(
    _ found: String, in construct: Wanted, known: [String], closest: String?, at range: SourceRange
  ) -> Diagnostic {
    let list = known.joined(separator: "、")
    var diagnostic = Diagnostic(
      "unknown-header", at: range,
      Message(
        zh: "\(construct.chinese)里没有“\(found)”这一项。", en: "\(construct.english) has no entry “\(found)”."),
      remedy: Message(
        zh: closest.map { "是不是“\($0)”？可以写的有：\(list)。" } ?? "可以写的有：\(list)。",
        en: closest.map { "Did you mean “\($0)”? Known entries: \(list)." } ?? "Known entries: \(list)."))
    if let closest { diagnostic.fixIt = replace(range, with: closest) }
    return diagnostic
  }

  package static func headerElsewhere(
    _ found: String, in construct: Wanted, known: [String], at range: SourceRange
  ) -> Diagnostic {
    let list = known.joined(separator: "、")
    return Diagnostic(
      "unknown-header", at: range,
      Message(
        zh: "\(construct.chinese)里没有“\(found)”这一项。", en: "\(construct.english) has no entry “\(found)”."),
      remedy: Message(
        zh: "“\(found)”写在政策里；各项不同的，分成几个政策。\(construct.chinese)里可以写的有：\(list)。",
        en:
          "“\(found)” belongs to a policy; where items differ, write several policies. Known entries: \(list)."
      ))
  }

  package static func unknownChoice(
    _ found: String, of construct: Wanted, known: [String], closest: String?, at range: SourceRange
  ) -> Diagnostic {
    let list = known.joined(separator: "、")
    var diagnostic = Diagnostic(
      "unknown-choice", at: range,
      Message(
        zh: "\(construct.chinese)不能写“\(found)”。", en: "“\(found)” is not a choice for \(construct.english)."),
      remedy: Message(
        zh: closest.map { "是不是“\($0)”？可以写：\(list)。" } ?? "可以写：\(list)。",
        en: closest.map { "Did you mean “\($0)”? Choices: \(list)." } ?? "Choices: \(list)."))
    if let closest { diagnostic.fixIt = replace(range, with: closest) }
    return diagnostic
  }

  package static func duplicateHeader(_ word: String, at range: SourceRange, first: SourceRange) -> Diagnostic
  {
    Diagnostic(
      "duplicate-header", at: range,
      Message(zh: "“\(word)”写了两次。", en: "“\(word)” is written twice."),
      remedy: Message(zh: "留一个。", en: "Keep one of them."),
      related: [.init(range: first, message: Message(zh: "第一次写在这里", en: "first written here"))])
  }

  package static func missingType(of field: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "missing-type", at: range,
      Message(zh: "“\(field)”后面没有写类型。", en: "“\(field)” has no type."),
      remedy: Message(
        zh: "写上类型：文本、整数、小数、比率、金额、日期、年月、年、是否、代码 某代码表、[甲, 乙]、指向 某实体。",
        en: "Write a type: 文本, 整数, 小数, 比率, 金额, 日期, 年月, 年, 是否, 代码 LIST, [甲, 乙] or 指向 ENTITY."))
  }

  // MARK: Clauses

  package static func mixedAndOr(at range: SourceRange, and: SourceRange, or: SourceRange) -> Diagnostic {
    Diagnostic(
      "mixed-and-or", at: range,
      Message(
        zh: "“且”和“或”混在一起，读法不止一种。", en: "“且” and “或” are mixed, which can be read in more than one way."),
      remedy: Message(
        zh: "给先算的部分加括号，或写成分条：任一满足 { … } 、全部满足 { … }。",
        en: "Put brackets around what belongs together, or write clauses: 任一满足 { … }, 全部满足 { … }."),
      related: [
        .init(range: and, message: Message(zh: "这里是“且”", en: "“且” here")),
        .init(range: or, message: Message(zh: "这里是“或”", en: "“或” here")),
      ])
  }

  package static func unlabelled(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "missing-label", .warning, at: range,
      Message(
        zh: "同一组里别的条有编号，这一条没有，说明理由和用例的“因”都指不到它。",
        en: "Its siblings have labels, this clause has none, so no reason can point to it."),
      remedy: Message(zh: "在条的开头写编号，如（一）。", en: "Write a label such as （一） before it."))
  }

  package static func unlabelledChange(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "missing-label", at: range,
      Message(
        zh: "版本里改的条要写编号，否则不知道改的是哪一条。", en: "A changed clause needs the label of the clause that it replaces."),
      remedy: Message(zh: "在条的开头写编号，如（二）；新增的条用新的编号。", en: "Write its label, or a new one for a new clause."))
  }

  package static func notByVersion(
    _ word: String, changes: [String], isFrequency: Bool, at range: SourceRange
  ) -> Diagnostic {
    let (zh, en) =
      isFrequency
      ? (
        "写 删去 待遇项 “原来的”，新增 待遇项 “新的” { 发放 … }；没有分项的，另写一个政策，用有效期分开。",
        "Write 删去 待遇项 “OLD” and 新增 待遇项 “NEW” { 发放 … }, or another policy with its own 有效期."
      )
      : (
        "另写一个政策，用有效期分开。版本里可以改的是：\(changes.joined(separator: "、"))。",
        "Write another policy with its own 有效期. A version changes \(changes.joined(separator: ", "))."
      )
    return Diagnostic(
      "not-by-version", at: range,
      Message(zh: "“\(word)”不能随版本变。", en: "“\(word)” cannot change by version."),
      remedy: Message(zh: zh, en: en))
  }

  package static func duplicateLabel(_ label: String, at range: SourceRange, first: SourceRange) -> Diagnostic
  {
    Diagnostic(
      "duplicate-label", at: range,
      Message(zh: "编号“\(label)”用了两次。", en: "The label “\(label)” is used twice."),
      remedy: Message(zh: "同一组里每条的编号各不相同。", en: "Give each clause of a group its own label."),
      related: [.init(range: first, message: Message(zh: "第一次用在这里", en: "first used here"))])
  }

  package static func emptyGroup(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "empty-group", at: range,
      Message(zh: "花括号里一条也没有写。", en: "There is no clause inside the braces."),
      remedy: Message(zh: "写上条件，或把整项删去。", en: "Write a clause or remove the group."))
  }

  package static func notACondition(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "not-a-condition", at: range,
      Message(
        zh: "“\(name)”只是一个名称，没有说明判断什么。", en: "“\(name)” is only a name; it does not say what to test."),
      remedy: Message(
        zh: "标签或是否字段写“是 \(name)”；其他写出比较，如“\(name) = …”。",
        en: "Write “是 \(name)” for a tag or a truth field, or a comparison such as “\(name) = …”."),
      fixIt: replace(range, with: "是 \(name)"))
  }

  package static func missingExists(
    _ name: String, _ next: String, at range: SourceRange, insertion: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      "missing-exists", at: range,
      Message(
        zh: "“\(name)”后面写了“\(next)”，像是在查记录，前面却没有写怎样看。",
        en: "“\(name)” is followed by “\(next)” like a query, but nothing says how to look at its rows."),
      remedy: Message(
        zh: "有没有记录写“存在 \(name) …”，没有写“不存在 \(name) …”。",
        en: "Write “存在 \(name) …” or “不存在 \(name) …”."),
      fixIt: .init(message: Message(zh: "补上“存在”", en: "insert “存在”"), range: insertion, replacement: "存在 "))
  }

  package static func outcomeMissing(_ word: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "unknown-choice", at: range,
      Message(
        zh: "“应”后面只有“\(word)”，没有写结果。", en: "“应” is followed by “\(word)” alone, without an outcome."),
      remedy: Message(
        zh: "结果只有三种：符合、不符合、待核实；“\(word)”若是主体的名称，写“应 \(word) 符合”。",
        en: "The outcomes are 符合, 不符合 and 待核实; if “\(word)” is a subject, write “应 \(word) 符合”."))
  }

  package static func commaAfterClause(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "comma-after-clause", at: range,
      Message(zh: "条与条之间不用逗号、顿号。", en: "Clauses are not separated by commas."),
      remedy: Message(
        zh: "换行，或用“；”；几个值写成 [甲, 乙]。", en: "Start a new line or write “；”; write several values as [甲, 乙]."),
      fixIt: replace(range, with: "；"))
  }

  package static func commaAfterLabel(_ label: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "label-format", at: range,
      Message(zh: "编号不写成“\(label)、”。", en: "Labels are not written “\(label)、”."),
      remedy: Message(zh: "写成“（一）”、“1.”或“(a)”。", en: "Write “（一）”, “1.” or “(a)”."),
      fixIt: replace(
        range, with: label.allSatisfy(\.isNumber) && label.allSatisfy(\.isASCII) ? "\(label). " : "（\(label)）"
      ))
  }

  package static func listWithoutBrackets(
    _ values: [String], isCompared: Bool, at range: SourceRange
  ) -> Diagnostic {
    let list = "[\(values.joined(separator: ", "))]"
    return Diagnostic(
      "list-needs-brackets", at: range,
      Message(zh: "几个值没有用方括号括起来。", en: "Several values are not in square brackets."),
      remedy: Message(zh: "写成“属于 \(list)”。", en: "Write “属于 \(list)”."),
      fixIt: replace(range, with: isCompared ? "属于 \(list)" : list))
  }

  // MARK: Comparisons and ranges

  package static func missingComparison(
    _ left: String, _ right: String, at range: SourceRange, instead: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      "missing-comparison", at: range,
      Message(
        zh: "“\(left)”和“\(right)”之间没有写怎样比较。", en: "There is no comparison between “\(left)” and “\(right)”."),
      remedy: instead.map { Message(zh: "写“\($0)”。", en: "Write “\($0)”.") }
        ?? Message(
          zh: "写“不低于”“超过”“低于”“不超过”“=”，范围写“在 80 至 89”“在 80 以上”。",
          en: "Write 不低于, 超过, 低于, 不超过 or =; a range is “在 80 至 89” or “在 80 以上”."),
      fixIt: instead.map { replace(range, with: $0) })
  }

  package static func isForEquals(at range: SourceRange, word: String, value: String) -> Diagnostic {
    let sign = word == "不是" || word == "不为" ? "≠" : "="
    return Diagnostic(
      "is-for-equals", at: range,
      Message(
        zh: "“\(word)”不用来比较两个值。",
        en: "“\(word)” does not compare two values."),
      remedy: Message(
        zh: "写“\(sign) \(value)”；“是”后面只写标签（如：是 低保对象），“为”后面只写“无”。",
        en: "Write “\(sign) \(value)”; 是 takes a tag (是 低保对象), 为 only 无."),
      fixIt: replace(range, with: sign))
  }

  package static func chainedComparison(_ instead: String?, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "chained-comparison", at: range,
      Message(zh: "一次只能比较两个值。", en: "Only two values can be compared at a time."),
      remedy: Message(
        zh: "范围写“\(instead ?? "x 在 a 至 b")”，或用“且”连接两个比较。",
        en: "Write “\(instead ?? "x 在 a 至 b")”, or join two comparisons with 且."))
  }

  package static func contradictoryBound(
    _ word: String, _ mark: String, instead: String, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      "contradictory-bound", at: range,
      Message(
        zh: "“\(word)”与“（\(mark)）”矛盾。", en: "“\(word)” contradicts “（\(mark)）”."),
      remedy: Message(
        zh: "“以上”“以下”“不低于”“不超过”含本数，“超过”“低于”“不满”不含本数；这里写“\(instead)”。",
        en: "以上, 以下, 不低于, 不超过 include the figure; 超过, 低于, 不满 do not. Write “\(instead)”."),
      fixIt: replace(range, with: instead))
  }

  package static func dashRange(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "dash-range", at: range,
      Message(zh: "减号是做减法，不表示范围。", en: "A minus sign subtracts; it does not make a range."),
      remedy: Message(zh: "范围写“80 至 89”。", en: "Write a range as “80 至 89”."),
      fixIt: replace(range, with: " 至 "))
  }

  package static func notARange(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "not-a-range", at: range,
      Message(zh: "“在”后面要写范围或一段时间。", en: "在 takes a range or a span of time."),
      remedy: Message(
        zh: "写“在 80 至 89”“在 80 以上”“在 近2年”；某个值写“= …”，地区等代码写“属于 …”。",
        en: "Write “在 80 至 89”, “在 80 以上” or “在 近2年”; use = for one value, 属于 for a code."))
  }

  package static func notABand(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "not-a-band", at: range,
      Message(zh: "超额累进的一档要写范围。", en: "A band of a marginal scale is a range."),
      remedy: Message(
        zh: "写“不超过 100万元：3%”“超过 100万元 至 300万元：2%”“超过 300万元：1%”。",
        en: "Write “不超过 100万元：3%”, “超过 100万元 至 300万元：2%” and “超过 300万元：1%”."))
  }

  package static func monthsReversed(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "months-reversed", at: range,
      Message(
        zh: "几月至几月是同一年里的月份，要从早到晚，在 1月 到 12月 之间。",
        en: "The months run within one year, from 1月 to 12月, the earlier one first."),
      remedy: Message(
        zh: "跨年的写年份：2025-09 至 2026-01。", en: "Across years, write the years: 2025-09 至 2026-01."))
  }

  package static func slashDivision(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "slash-division", at: range,
      Message(zh: "“/”只用来写地区等代码的路径，不做除法。", en: "“/” writes code paths; it does not divide."),
      remedy: Message(zh: "写“÷”或“除以”。", en: "Write “÷” or “除以”."), fixIt: replace(range, with: " ÷ "))
  }

  // MARK: Windows, queries, tables

  package static func momentNeedsWord(at range: SourceRange, insertion: SourceRange) -> Diagnostic {
    Diagnostic(
      "moment-needs-word", at: range,
      Message(zh: "“于”后面是某一天时，没有写“时”。", en: "A day after 于 needs 时."),
      remedy: Message(
        zh: "某天的状态写“于 基准日 时”；一段时间写“于 近12个月”“于 2025-01 至 2025-06”。",
        en: "Write “于 基准日 时” for the state on a day, “于 近12个月” or “于 2025-01 至 2025-06” for a span."),
      fixIt: .init(message: Message(zh: "补上“时”", en: "insert “时”"), range: insertion, replacement: " 时"))
  }

  package static func recentNeedsUnit(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "recent-needs-unit", at: range,
      Message(zh: "“近”后面要写多长时间。", en: "近 takes a length of time."),
      remedy: Message(zh: "写“近12个月”“近3个年度”“近3年”“近30日”。", en: "Write 近12个月, 近3个年度, 近3年 or 近30日."))
  }

  package static func ambiguousFilter(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "ambiguous-filter", at: range,
      Message(
        zh: "“其中 …”后面又接“且”“或”，分不清是不是还在说这一行。",
        en: "After 其中 …, 且 or 或 may belong to the row's condition or not."),
      remedy: Message(
        zh: "把对行的条件放进花括号：存在 房产 { … } 且 …。", en: "Put the row's condition in braces: 存在 房产 { … } 且 …."))
  }

  package static func tableWidth(expected: Int, found: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "table-width", at: range,
      Message(
        zh: "对照表的这一行有\(found)个键，表头有\(expected)个。",
        en: "This row has \(found) keys; the table has \(expected) inputs."),
      remedy: Message(zh: "每行的键与表头一样多；不限的写“任意”。", en: "Write as many keys as inputs; 任意 for any value."))
  }

  package static func missingColon(at range: SourceRange, insertion: SourceRange) -> Diagnostic {
    Diagnostic(
      "missing-colon", at: range,
      Message(zh: "这一行的键和值之间没有冒号。", en: "There is no colon between the row's keys and its value."),
      remedy: Message(zh: "写成“键：值”。", en: "Write “key：value”."),
      fixIt: .init(message: Message(zh: "补上“：”", en: "insert “：”"), range: insertion, replacement: "："))
  }

  package static func rowAfterRest(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "row-after-rest", at: range,
      Message(zh: "“其余”后面还有一行。", en: "A row follows 其余."),
      remedy: Message(zh: "“其余”写在最后，只写一次。", en: "Write 其余 once, as the last row."))
  }

  package static func secondOutcome(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "second-outcome", at: range,
      Message(zh: "一个“应”只写一个结果。", en: "One 应 states one outcome."),
      remedy: Message(zh: "另写一行“应 …”。", en: "Write another line with 应."))
  }
}
