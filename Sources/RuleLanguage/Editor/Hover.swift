/// What an editor shows about a place, as Markdown.
public struct Hover: Sendable {
  public let text: String
  public let range: SourceRange
}

extension EditorAnalysis {
  /// `asOf`: the day for what depends on one; without it that is said.
  public func hover(file: Int, at offset: Int, asOf: Day?, _ language: Language) -> Hover? {
    if let use = use(file: file, at: offset) {
      let card = HoverCard(self, asOf: asOf, language).card(of: use.symbol, at: use.range)
      if !card.isEmpty { return Hover(text: card, range: use.range) }
    }
    guard let token = keywordToken(file: file, at: offset), let keyword = token.keyword else { return nil }
    let row = KeywordTable.row(keyword)
    let also = row.also.isEmpty ? "" : "（\(row.also.joined(separator: " "))）"
    let spelling = language == .chinese ? "英文写法" : "in English"
    return Hover(
      text: "**\(keyword.chinese)**\(also)　\(keyword.meaning.text(language))\n\n\(spelling) `\(row.english)`",
      range: token.range)
  }

  /// The token at a place, if it was read as a keyword.
  private func keywordToken(file: Int, at offset: Int) -> Token? {
    guard files.indices.contains(file) else { return nil }
    var parser = Parser(files[file], file: file)
    _ = parser.declarations()
    for (index, token) in parser.tokens.enumerated().reversed()
    where token.range.lower <= offset && offset <= token.range.upper && token.range.length > 0 {
      guard token.keyword != nil else { continue }
      let isSpelled = parser.isKeyword[index] || token.keyword?.isReserved == true
      return isSpelled ? token : nil
    }
    return nil
  }
}

/// The text about one symbol.
struct HoverCard {
  private let analysis: EditorAnalysis
  private let asOf: Day?
  private let language: Language

  init(_ analysis: EditorAnalysis, asOf: Day?, _ language: Language) {
    self.analysis = analysis
    self.asOf = asOf
    self.language = language
  }

  private var ruleSet: RuleSet { analysis.ruleSet }

  private func say(_ zh: String, _ en: String) -> String { language == .chinese ? zh : en }

  func card(of symbol: Symbol, at range: SourceRange) -> String {
    switch symbol {
    case .codeList(let list): codeList(ruleSet.codeLists[list])
    case .code(let list, let ordinal): code(ordinal, of: ruleSet.codeLists[list])
    case .codeSet(let name): declared(name, say("集合", "code set"), symbol)
    case .table(let table): self.table(ruleSet.tables[table])
    case .reverse(let view): declared(ruleSet.views[view].name, say("关系", "relation"), symbol)
    case .field(let table, let field):
      self.field(ruleSet.tables[table].fields[field], of: ruleSet.tables[table])
    case .parameter(let index): parameter(ruleSet.parameters[index])
    case .definition(let index):
      ruleSet.definitions.indices.contains(index)
        ? declared(
          ruleSet.definitions[index].name,
          say("\(ruleSet.tables[ruleSet.definitions[index].table].name)的标签或指标", "tag or measure"), symbol)
        : ""
    case .tableFunction(let name): declared(name, say("对照", "table"), symbol)
    case .input(let name, let table): "**\(name)**　" + say("对照 \(table) 的参数", "input of table \(table)")
    case .policy(let name): policy(name)
    case .item(let name, let policy): "**\(name)**　" + say("\(policy)的待遇项", "item of \(policy)")
    case .programme(let name): "**\(name)**　" + say("规则库以外的项目", "a programme outside of the rule set")
    case .ledger(let name): declared(name, say("台账", "ledger"), symbol)
    case .lifeEvent(let name): declared(name, say("一件事", "life event"), symbol)
    case .exclusiveGroup(let name): "**\(name)**　" + say("互斥组", "exclusive group")
    case .local: "**\(analysis.text(of: range))**　" + say("这一处的名字", "a name of this place")
    }
  }

  /// A name, and its declaration as it is written.
  private func declared(_ name: String, _ kind: String, _ symbol: Symbol) -> String {
    let head = "**\(name)**　\(kind)"
    guard let place = analysis.declaration(of: symbol), let syntax = analysis.declarationSyntax(at: place)
    else {
      return head
    }
    return head + "\n\n" + excerpt(syntax.range)
  }

  private func excerpt(_ range: SourceRange) -> String {
    let lines = analysis.text(of: range).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let shown = lines.prefix(16) + (lines.count > 16 ? ["…"] : [])
    return "```yingxiang\n\(shown.joined(separator: "\n"))\n```"
  }

  // MARK: Data

  private func type(_ type: ValueType) -> String {
    let word = Checker(naming: ruleSet).name(of: type)
    return say(word.zh, word.en)
  }

  private func field(_ field: Field, of table: Table) -> String {
    var lines = ["**\(field.name)**　" + say("\(table.name)的字段", "field of \(table.name)")]
    lines.append(say("类型：", "type: ") + type(field.type))
    if !field.sources.isEmpty { lines.append(say("来源：", "source: ") + field.sources.joined(separator: "、")) }
    lines.append(say("敏感级：", "sensitivity: ") + say(field.sensitivity.chinese, field.sensitivity.rawValue))
    lines.append(
      field.isOptional
        ? say("可无：空白是已知没有", "可无: a blank is known to be none")
        : say("空白是不知道", "a blank is unknown"))
    if case .code(let list) = field.type, ruleSet.codeLists[list].entries.count <= 24 {
      lines.append(ruleSet.codeLists[list].entries.map(\.name).joined(separator: "、"))
    }
    return lines.joined(separator: "\n\n")
  }

  private func table(_ table: Table) -> String {
    guard let relation = table.relation else { return "**\(table.name)**　" + say("实体", "entity") }
    let owner = ruleSet.tables[relation.owner].name
    let coverage =
      switch relation.completeness {
      case .complete, .held: say("完整：没有记录就是没有", "complete: no record means none")
      case .whenChecked: say("只对核对过的完整", "complete where it was checked")
      case .incomplete: say("不完整：没有记录是不知道", "incomplete: no record means unknown")
      }
    let fields = table.fields.map { "\($0.name) \(type($0.type))" }.joined(separator: "；")
    return "**\(table.name)**　" + say("\(owner)的关系", "relation of \(owner)") + "\n\n\(coverage)\n\n\(fields)"
  }

  private func codeList(_ list: CodeList) -> String {
    "**\(list.name)**　" + say("代码表，\(list.entries.count) 个代码", "code list of \(list.entries.count) codes")
      + (list.isOrdered ? say("，有次序", ", ordered") : "")
  }

  private func code(_ ordinal: Int, of list: CodeList) -> String {
    let entry = list.entries[ordinal]
    let below = list.subtree(of: ordinal).count - 1
    return "**\(entry.name)**　\(list.name)" + (entry.code == entry.name ? "" : " `\(entry.code)`") + "\n\n"
      + list.path(to: ordinal).joined(separator: "/")
      + (below > 0 ? say("\n\n下级 \(below) 个", "\n\n\(below) codes below it") : "")
  }

  private func policy(_ name: String) -> String {
    guard let policy = ruleSet.policy(named: name) else { return "**\(name)**　" + say("政策", "policy") }
    var lines = ["**\(name)**　\(policy.title)"]
    if !policy.department.isEmpty { lines.append(policy.department) }
    lines.append(
      say("依据：", "basis: ")
        + (policy.basis.isEmpty ? say("没有写", "none") : policy.basis.joined(separator: "；")))
    return lines.joined(separator: "\n\n")
  }

  // MARK: Parameters

  private func parameter(_ parameter: Parameter) -> String {
    let keys =
      parameter.keyLists.map { ruleSet.codeLists[$0].name } + (parameter.isByYear ? [say("年", "year")] : [])
    let inside = keys.isEmpty ? "" : "(\(keys.joined(separator: ", ")))"
    var lines = [
      "**\(parameter.name)\(inside)**　"
        + say("参数，\(type(parameter.type))", "parameter, \(type(parameter.type))")
    ]
    if !parameter.sources.isEmpty {
      lines.append(say("来源：", "source: ") + parameter.sources.joined(separator: "、"))
    }
    guard let asOf else {
      lines.append(
        say("没有给 --as-of，不知道哪一天的值在用", "no --as-of was given, so the values in force are not shown"))
      return lines.joined(separator: "\n\n")
    }
    let values = inForce(parameter, on: asOf)
    lines.append(say("\(asOf.text) 的值：", "on \(asOf.text):") + (values.isEmpty ? say("没有", " none") : ""))
    lines += values.prefix(30).map { "- \($0)" }
    if values.count > 30 { lines.append(say("……共 \(values.count) 个", "… \(values.count) in all")) }
    return lines[..<min(lines.count, 3)].joined(separator: "\n\n")
      + lines.dropFirst(3).map { "\n" + $0 }.joined()
  }

  /// One line a key, of the latest entry on or before the day; of 按年度 the year's own.
  private func inForce(_ parameter: Parameter, on day: Day) -> [String] {
    var latest: [(keys: [Int?], entry: Parameter.Entry)] = []
    for entry in parameter.entries where entry.from <= day {
      if parameter.isByYear, entry.from.year != day.year { continue }
      if let index = latest.firstIndex(where: { $0.keys == entry.keys }) {
        if latest[index].entry.from <= entry.from { latest[index].entry = entry }
      } else {
        latest.append((entry.keys, entry))
      }
    }
    return latest.map { keys, entry in
      let names = zip(keys, parameter.keyLists).map { key, list in
        key.map { ruleSet.codeLists[list].entries[$0].name } ?? Keyword.anyKey.chinese
      }
      let since = say("自 \(entry.from.text)", "since \(entry.from.text)")
      let head = names.isEmpty ? "" : names.joined(separator: ", ") + "："
      return "\(head)\(value(entry, parameter.type))（\(since)）"
    }
  }

  private func value(_ entry: Parameter.Entry, _ type: ValueType) -> String {
    func number(_ number: Number) -> String {
      guard case .number(let unit) = type else { return number.plainText }
      switch unit {
      case .money: return (number.divided(by: Number(100)) ?? number).plainText + "元"
      case .days: return number.plainText + "日"
      case .months: return number.plainText + "个月"
      case .years: return number.plainText + "年"
      case .none: return number.plainText
      }
    }
    switch entry.value {
    case nil:
      let bounds = entry.bounds.map { " 介于 \(number($0.lowerBound)) 与 \(number($0.upperBound))" } ?? ""
      return Keyword.pending.chinese + bounds
    case .number(let figure): return number(figure)
    case .truth(let truth): return truth ? "是" : "否"
    case .day(let day): return day.text
    case .month(let month): return month.text
    case .year(let year): return "\(year)年"
    case .text(let text), .reference(let text): return text
    case .code(let ordinal):
      if case .code(let list) = type { return ruleSet.codeLists[list].entries[ordinal].name }
      return ""
    }
  }
}

extension Checker {
  /// Knows the names of types only.
  fileprivate init(naming ruleSet: RuleSet) {
    self.init(files: [], attachments: [:])
    self.ruleSet = ruleSet
  }
}

extension Sensitivity {
  fileprivate var chinese: String {
    switch self {
    case .open: Keyword.open.chinese
    case .inner: Keyword.inner.chinese
    case .sensitive: Keyword.sensitive.chinese
    }
  }
}
