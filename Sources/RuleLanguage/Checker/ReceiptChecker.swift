/// What has been received, as queries over the ledgers' relations.
extension Checker {
  /// `已享受(高龄津贴)`, `享受金额(“省级补贴” 项 “…” 于 当年)`.
  mutating func receipts(
    _ name: NameSyntax, _ arguments: [ArgumentSyntax], _ range: SourceRange, in frame: Frame
  ) -> Expression? {
    guard arguments.count == 1, let programme = programme(arguments[0].expression) else {
      error(
        "wrong-arguments", name.range, zh: "“\(name.text)”的写法是 \(name.text)(政策名 项 “…” 于 窗口)",
        en: "`\(name.text)` is written \(name.text)(POLICY 项 “…” 于 WINDOW)")
      return nil
    }
    let argument = arguments[0]
    let isOwn =
      programme.text == currentPolicy && (argument.item == nil || argument.item?.text == currentItem)
    if readsFigures, name.text == "享受金额", isOwn {
      diagnose(
        "own-receipts-in-amount", .warning, range,
        zh: "待遇里减去本政策自己领过的：发过一笔就算领过了，减下来的不会再列出来",
        en:
          "the amount takes off what this policy itself paid: once paid, a unit is not listed again for the rest",
        remedyZh: "从低到高补差额的写 合并 补差；各期合起来有上限的写 合计封顶 100万元 每年（或 终身）",
        remedyEn: "write 合并 补差 to top up, or 合计封顶 N元 每年 (or 终身) for a limit over all periods")
    }
    guard let source = receiptSource(programme, item: argument.item, in: frame) else { return nil }
    var parts: [Expression] = []
    var window: CheckedWindow?
    if let written = argument.window {
      guard let checked = self.window(written, in: frame) else { return nil }
      if checked.isState, name.text != "已享受" {
        error(
          "state-of-receipts", written.range, zh: "“\(name.text)”要一个窗口，不是一天",
          en: "`\(name.text)` takes a window, not a day", remedyZh: "写 于 当年", remedyEn: "write 于 当年")
        return nil
      }
      window = checked
      let view = ruleSet.views[source.table.view]
      let from = checked.from.asked(onto: view, hops: source.hops)
      let to = checked.to.asked(onto: view, hops: source.hops)
      parts.append(
        checked.isState ? source.continues(on: from, range) : source.falls(from: from, to: to, range))
    } else {
      parts.append(source.isNotLater(range))
    }
    if let filter = argument.filter {
      let row = Frame(
        rowOf: ruleSet.views[source.table.view], alias: argument.alias?.text, askedFrom: frame)
      guard let condition = truth(filter, in: row) else { return nil }
      parts.append(condition)
    }
    let query = source.query(parts, span: window.map { .window(from: $0.from, to: $0.to) }, range)
    switch name.text {
    case "已享受": return Expression(.exists(query), .truth, range)
    case "享受次数": return source.sum(.times, query, range)
    case "享受金额": return source.sum(.amount, query, range)
    default: return source.sum(source.item == nil ? .policyMonths : .months, query, range)
    }
  }

  private func programme(_ expression: ExpressionSyntax) -> NameSyntax? {
    switch expression.kind {
    case .path(let names) where names.count == 1: return names[0]
    case .literal(let literal):
      if case .text(let text) = literal.value { return NameSyntax(text: text, range: literal.range) }
    default: break
    }
    return nil
  }

  /// The receipts of a programme that the record's subject has; an error where no ledger holds them.
  mutating func receiptSource(
    _ name: NameSyntax, item: TextSyntax?, in frame: Frame
  ) -> ReceiptSource? {
    if probe?.asks(name, ("政策", "policy"), ruleSet.programmes.keys) == true { return nil }
    let programme = ruleSet.programmes[name.text]
    if recorder != nil {
      let isOurs = programme != nil
      note(name, isOurs ? .policy(name.text) : .programme(name.text))
      if let item { recorder?.note(item.inside, .item(item.text, of: name.text)) }
    }
    if let programme, programme.subject != frame.entity {
      let (own, here) = (ruleSet.tables[programme.subject].name, ruleSet.tables[frame.entity].name)
      error(
        "receipts-elsewhere", name.range, zh: "“\(name.text)”发给\(own)，这里是\(here)",
        en: "`\(name.text)` is given to \(own), and this is about \(here)",
        remedyZh: "先写成\(own)的标签或指标，再经过指向它的字段引用",
        remedyEn: "make it a tag or measure of \(own), and reach that through a reference")
      return nil
    }
    guard let table = receiptTable(of: name.text, subject: frame.entity) else {
      let known = Array(ruleSet.programmes.keys) + ruleSet.receiptTables.flatMap(\.programmes)
      let closest = Suggestion.closest(to: name.text, among: Set(known).sorted())
      error(
        "unknown-programme", name.range, zh: "没有台账管着叫“\(name.text)”的政策",
        en: "no ledger holds a policy named `\(name.text)`",
        remedyZh: closest.map { "是不是“\($0)”？" } ?? "外部的项目写进一个台账的 政策 […]，名称放在“…”里",
        remedyEn: closest.map { "did you mean `\($0)`?" } ?? "list an external programme, in quotes, in a 台账")
      return nil
    }
    if let item, let programme, !programme.items.contains(where: { $0.name == item.text }) {
      unknownName(
        NameSyntax(text: item.text, range: item.range), kind: ("待遇项", "item"),
        among: programme.items.map(\.name))
      return nil
    }
    return ReceiptSource(
      programme: name.text, item: item?.text, table: table, rows: ruleSet.tables[table.table],
      hops: frame.link.map { [$0] } ?? [], validFrom: programme?.validFrom)
  }
}
