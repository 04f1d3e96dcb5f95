/// What may follow an argument of a call.
enum CallSuffix: CaseIterable {
  case filter, alias, window, item, order, groups, ending, anyRun, nth

  var keyword: Keyword {
    switch self {
    case .filter: .whereFilter
    case .alias: .recordedAs
    case .window: .during
    case .item: .itemOf
    case .order: .by
    case .groups: .each
    case .ending: .endingAt
    case .anyRun: .anyRun
    case .nth: .nth
    }
  }

  /// As it is shown, with what follows it.
  fileprivate var text: String {
    switch self {
    case .filter: "其中 …"
    case .alias: "记作 …"
    case .window: "于 …"
    case .item: "项 “…”"
    case .order: "按 …"
    case .groups: "每 …"
    case .ending: "截至 …"
    case .anyRun: "任意一段"
    case .nth: "第n条"
    }
  }
}

/// How a function is written, and which suffixes it takes.
package struct CallForm {
  let usage: String
  let suffixes: Set<CallSuffix>
  var remedy: (zh: String, en: String)?

  init(_ usage: String, _ suffixes: Set<CallSuffix> = [], remedy: (zh: String, en: String)? = nil) {
    self.usage = usage
    self.suffixes = suffixes
    self.remedy = remedy
  }

  private static let rows: Set<CallSuffix> = [.filter, .alias, .window]
  private static let onDay = (
    zh: "要到某一天的，把那一天写成第二个：年数(起日, 止日)", en: "give the other day as a second argument: 年数(from, to)"
  )

  /// Every function of the language; see ``Checker/functionNames``.
  static let all: [String: CallForm] = [
    "周岁": CallForm("周岁(出生日期[, 某日])", remedy: onDay),
    "年数": CallForm("年数(起日[, 止日])", remedy: onDay),
    "月数": CallForm("月数(起日[, 止日])", remedy: onDay),
    "天数": CallForm("天数(起日[, 止日])", remedy: onDay),
    "第几年": CallForm("第几年(起日[, 止日])", remedy: onDay),
    "涉及月数": CallForm("涉及月数(起日, 止日)"),
    "年份": CallForm("年份(日期)"), "月份于": CallForm("月份于(日期)"),
    "月初": CallForm("月初(日期)"), "月末": CallForm("月末(日期)"),
    "季初": CallForm("季初(日期)"), "季末": CallForm("季末(日期)"),
    "年初": CallForm("年初(日期)"), "年末": CallForm("年末(日期)"),
    "取整": CallForm(
      "取整(x)", remedy: ("取到别的单位写 四舍五入(x, 100元)", "for another unit write 四舍五入(x, 100元)")),
    "四舍五入": CallForm("四舍五入(x, 1元)"),
    "已知": CallForm("已知(x)"), "缺失": CallForm("缺失(x)"),
    "依次抵扣": CallForm("依次抵扣(额度, 税甲, 税乙)"),
    "符合": CallForm("符合(政策名)"), "待遇金额": CallForm("待遇金额(政策名)"),
    "名次": CallForm(
      "名次(x 每 注册地)", [.groups],
      remedy: (
        "名次在全部符合的、或一组之内符合的里面排；只让一部分排名的，把条件写进 条件",
        "a rank is among all who are eligible, or those of one group; put what limits them into 条件"
      )),
    "计数": CallForm("计数(关系 其中 … 于 …)", rows),
    "合计": CallForm(
      "合计(关系.字段 其中 … 于 …)", rows,
      remedy: (
        "只要其中一条的值，写 最近(关系.字段 按 日期 第2条)", "for the value of one row write 最近(relation.field 按 DATE 第2条)"
      )),
    "平均": CallForm("平均(关系.字段 其中 … 于 …)", rows),
    "最大": CallForm("最大(关系.字段 其中 … 于 …)", rows), "最小": CallForm("最小(关系.字段 其中 … 于 …)", rows),
    "最近": CallForm("最近(关系.字段 其中 … 于 … 按 日期 第2条)", rows.union([.order, .nth])),
    "最早": CallForm("最早(关系.字段 其中 … 于 … 按 日期 第2条)", rows.union([.order, .nth])),
    "累计月数": CallForm("累计月数(关系 其中 … 于 …)", rows),
    "连续月数": CallForm("连续月数(关系 其中 … 截至 上月)", rows.union([.ending, .anyRun])),
    "连续年数": CallForm("连续年数(关系 其中 … 截至 上年度)", rows.union([.ending, .anyRun])),
    "同比增长率": CallForm("同比增长率(关系.字段 其中 … 于 上年度)", rows),
    "首次": CallForm("首次(关系 其中 … 于 上年度)", rows),
    "首次达到": CallForm("首次达到(关系.字段, 1000万元 其中 … 于 上年度)", rows),
    "已享受": CallForm("已享受(政策名 项 “…” 于 窗口)", rows.union([.item])),
    "享受次数": CallForm("享受次数(政策名 项 “…” 于 窗口)", rows.union([.item])),
    "享受金额": CallForm("享受金额(政策名 项 “…” 于 窗口)", rows.union([.item])),
    "享受月数": CallForm("享受月数(政策名 项 “…” 于 窗口)", rows.union([.item])),
  ]
}

extension Checker {
  /// Whether all that follows the arguments is taken, once; reports what is not.
  mutating func takesSuffixes(_ name: NameSyntax, _ arguments: [ArgumentSyntax]) -> Bool {
    let isOwn = parameterIDs[name.text] != nil || tableFunctions[name.text] != nil
    guard let form = isOwn ? CallForm("\(name.text)(…)") : CallForm.all[name.text] else { return true }
    // 最大(a, b) is no query.
    let isPlain = ["最大", "最小"].contains(name.text) && arguments.count > 1
    let (taken, usage) = isPlain ? ([], "\(name.text)(a, b)") : (form.suffixes, form.usage)
    var seen: Set<CallSuffix> = []
    var isFine = true
    for argument in arguments {
      for (suffix, range) in argument.suffixes {
        if !taken.contains(suffix) {
          refuse(suffix, range, of: name, taken, usage, form.remedy)
          isFine = false
        } else if !seen.insert(suffix).inserted {
          repeated(range)
          isFine = false
        }
      }
      for range in argument.repeated {
        repeated(range)
        isFine = false
      }
      if argument.anywhere, let ending = argument.endingAt, taken.contains(.ending) {
        error(
          "two-runs", ending.range, zh: "“截至”和“任意一段”只能写一个", en: "a run is either 截至 or 任意一段",
          remedyZh: "删去一个", remedyEn: "remove one")
        isFine = false
      }
      if let nth = argument.nth, !nth.isPlace {
        error(
          "row-number", nth.range, zh: "第几条要是 1、2、3 这样的数", en: "the number of a row is 1, 2, 3 …",
          remedyZh: "写 第2条", remedyEn: "write 第2条")
        isFine = false
      }
    }
    return isFine
  }

  private mutating func refuse(
    _ suffix: CallSuffix, _ range: SourceRange, of name: NameSyntax, _ taken: Set<CallSuffix>,
    _ usage: String, _ remedy: (zh: String, en: String)?
  ) {
    let list = CallSuffix.allCases.filter(taken.contains).map(\.text).joined(separator: "、")
    let word = suffix.keyword.chinese
    error(
      "suffix-not-taken", range,
      zh: "“\(name.text)”里不能写“\(word)”：它" + (list.isEmpty ? "后面什么也不接" : "只接 \(list)"),
      en: "`\(name.text)` does not take `\(word)`: it takes " + (list.isEmpty ? "nothing of the kind" : list),
      remedyZh: "写 \(usage)" + (remedy.map { "；\($0.zh)" } ?? ""),
      remedyEn: "write \(usage)" + (remedy.map { "; \($0.en)" } ?? ""))
  }

  private mutating func repeated(_ range: SourceRange) {
    error(
      "suffix-twice", range, zh: "同一样写了两次，不知道用哪一个", en: "this is written twice, and only one can hold",
      remedyZh: "合成一个，如 其中 { 甲；乙 }", remedyEn: "make it one, such as 其中 { a; b }")
  }
}

extension ArgumentSyntax {
  /// Those that are written, each with its place.
  var suffixes: [(CallSuffix, SourceRange)] {
    let written: [(CallSuffix, SourceRange?)] = [
      (.filter, filter?.range), (.alias, alias?.range), (.window, window?.range), (.item, item?.range),
      (.order, order?.range), (.groups, groups.first?.range), (.ending, endingAt?.range),
      (.anyRun, anywhere ? range : nil),
      (.nth, nth?.range),
    ]
    return written.compactMap { suffix, range in range.map { (suffix, $0) } }
  }
}

extension LiteralSyntax {
  /// 1, 2, 3 …
  fileprivate var isPlace: Bool {
    if case .number(let n, _, _) = value { n.isInteger && n >= .one } else { false }
  }
}

extension CallForm {
  /// Functions without a form; 超额累进 is read by a grammar of its own.
  package static var missing: [String] {
    Checker.functionNames.filter { all[$0] == nil && $0 != Keyword.marginal.chinese }
  }
}
