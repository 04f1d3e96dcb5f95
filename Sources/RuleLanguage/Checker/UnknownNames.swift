/// What an unknown name most likely was meant to be.
extension Checker {
  /// An unknown name, with the closest known one.
  mutating func unknownName(
    _ name: NameSyntax, kind: (zh: String, en: String), among candidates: some Sequence<String>
  ) {
    if probe?.asks(name, kind, candidates) == true { return }
    // The parser has said already what is wrong with these words.
    if diagnostics.contains(where: { $0.range == name.range && $0.severity == .error }) { return }
    if reportsWording(name) { return }
    let known = candidates.sorted()
    let meant = Self.commonWords[name.text]
    let closest = meant == nil ? Suggestion.closest(to: name.text, among: known) : nil
    let few = known.isEmpty || known.count > 16 ? nil : known.joined(separator: "、")
    error(
      "unknown-name", name.range, zh: "没有叫“\(name.text)”的\(kind.zh)",
      en: "there is no \(kind.en) named `\(name.text)`",
      remedyZh: meant.map { "写 \($0)" } ?? closest.map { "是不是“\($0)”？" } ?? few.map { "有的是：\($0)" }
        ?? "查声明里用的是什么名称",
      remedyEn: meant.map { "write \($0)" } ?? closest.map { "did you mean `\($0)`?" }
        ?? few.map { "there are: \($0)" } ?? "look up its name in the declarations", meant: closest)
  }

  /// Figures in Han characters, and 的 for a dot.
  private mutating func reportsWording(_ name: NameSyntax) -> Bool {
    if let figure = HanFigures.figure(name.text) {
      report(SyntaxMessages.hanFigure(name.text, figure: figure, at: name.range))
      return true
    }
    let parts = name.text.split(separator: "的", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else { return false }
    notice(
      name.range, zh: "“\(name.text)”会被看成一个名称。", en: "`\(name.text)` reads as one name.",
      write: "\(parts[0]).\(parts[1])", also: Message(zh: "几分之几、几倍写 × ", en: "a share or multiple is ×"))
    return true
  }

  mutating func unknownMember(_ name: NameSyntax, of table: TableID) {
    if probe?.asks(name, memberOf: table) == true { return }
    if diagnostics.contains(where: { $0.range == name.range && $0.severity == .error }) { return }
    let kind = ruleSet.tables[table].name
    if Frame.ownerWords.contains(name.text) {
      return error(
        "unknown-name", name.range, zh: "“\(name.text)”后面要写哪个字段", en: "`\(name.text)` needs a field",
        remedyZh: "写 \(name.text).字段", remedyEn: "write \(name.text).FIELD")
    }
    if name.text.hasPrefix("连续") || name.text.hasPrefix("累计"), HanFigures.figure(name.text) == nil {
      return streakWords(name.text, "12个月", name.range, of: table)
    }
    if let rows = nonEmpty(rowsHolding(name.text, of: table)) {
      return error(
        "unknown-name", name.range, zh: "没有叫“\(name.text)”的\(kind)的字段、标签或关系，它是代码",
        en: "there is no field, tag or relation of \(kind) named `\(name.text)`; it is a code",
        remedyZh: "写 存在 \(rows.prefix(3).joined(separator: " 或 存在 "))",
        remedyEn: "write 存在 \(rows.prefix(3).joined(separator: " 或 存在 "))")
    }
    let fields = documentedFields(of: table)
    let definitions = definitionIDs[table].map { Array($0.keys) } ?? []
    let views = ruleSet.views.filter { $0.entity == table }.map(\.name)
    unknownName(
      name, kind: ("\(kind)的字段、标签或关系", "field, tag or relation of \(kind)"),
      among: fields + definitions + views)
  }

  private func nonEmpty(_ rows: [String]) -> [String]? { rows.isEmpty ? nil : rows }

  /// Of a ledger, the columns that the reference names.
  func documentedFields(of table: TableID) -> [String] {
    let fields = ruleSet.tables[table].fields.map(\.name)
    guard ruleSet.tables[table].relation?.holdsReceipts == true else { return fields }
    let inner: [ReceiptField] = [.policyMonths, .until, .share]
    return fields.filter { name in !inner.contains { $0.name == name } }
  }

  /// `本企业.成立日期` where the subject is a person.
  mutating func reportsOwner(_ first: NameSyntax, _ rest: String, in frame: Frame) -> Bool {
    let meant = ["本企业": "企业", "本单位": "企业", "本人": "个人", "本户": "家庭", "本家庭": "家庭"]
    guard let wanted = meant[first.text], let entity = tableIDs[wanted], entity != frame.entity else {
      return false
    }
    let here = ruleSet.tables[frame.entity].name
    var ways: [String] = []
    for field in ruleSet.tables[frame.entity].fields where field.type == .reference(entity) {
      ways.append("\(field.name).\(rest)")
    }
    for view in ruleSet.views where view.entity == frame.entity {
      let fields = ruleSet.tables[view.table].fields
      guard let field = fields.first(where: { $0.type == .reference(entity) }) else { continue }
      let at = ruleSet.tables[view.table].relation?.validFrom == nil ? "" : " 于 判定日 时"
      ways.append("存在 \(view.name)\(at) { \(field.name).\(rest) … }")
    }
    notice(
      first.range, zh: "这里的主体是\(here)，“\(first.text)”不是它。",
      en: "the subject here is \(here), which `\(first.text)` does not name.",
      write: ways.isEmpty ? "主体.字段" : ways.prefix(2).joined(separator: " 或 "))
    return true
  }
}
