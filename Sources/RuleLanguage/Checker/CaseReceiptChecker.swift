/// `享受 { 期 2026-02；金额 50元；项 “…”；行 “…”；状态 已发；日期 2026-03-05；申请日期 2026-01-10；批准日期 2026-02-01；政策
/// 名称 }` in a worked case.
extension Checker {
  private static let receiptWords = ["期", "金额", "项", "行", "状态", "日期", "申请日期", "批准日期", "政策"]
  private static let statusNames: [String: Case.Receipt.Status] = [
    "已发": .paid, "在册": .enrolled, "停发": .stopped, "退汇": .returned, "追缴": .recovered,
    "受理中": .processing, "已批准": .approved,
  ]

  /// One receipt; of a span of months or years one each. Empty for 享受 无 and 享受 不详, and where
  /// something is wrong, which is reported.
  mutating func receipts(
    _ entry: CaseEntrySyntax, policy: Policy, subject: String?
  ) -> [Case.Receipt] {
    guard let block = entry.block else {
      if entry.atoms.count != 2 || !isWord(entry.atoms.last, ["无", "不详"]) {
        error(
          "receipt-entry", entry.range, zh: "享受后面要 无、不详 或 { … }", en: "享受 takes 无, 不详 or { … }",
          remedyZh: "写 享受 { 期 2026-02；金额 50元 }", remedyEn: "write 享受 { 期 2026-02；金额 50元 }")
      }
      return []
    }
    if entry.atoms.count > 1 { misplaced(entry.atoms[1], beside: "享受") }
    if let inner = block.first(where: { $0.block != nil }) {
      misplaced(inner.atoms.first ?? entry.atoms[0], beside: "享受")
    }
    var texts: [String: String] = [:]
    var places: [String: SourceRange] = [:]
    var periods: [Period?] = [nil]
    var amount: Number?
    var days: [String: Day] = [:]
    var status = Case.Receipt.Status.paid
    var atoms = block.flatMap(\.atoms)[...]
    while let head = atoms.popFirst() {
      guard case .name(let path) = head.kind, path.parts.count == 1, let value = atoms.popFirst(),
        Self.receiptWords.contains(path.parts[0].text)
      else {
        error(
          "receipt-entry", head.range, zh: "享受里写 \(Self.receiptWords.joined(separator: "、"))，后面跟着值",
          en: "a receipt holds \(Self.receiptWords.joined(separator: ", ")), each with its value",
          remedyZh: "写 享受 { 期 2026-02；金额 50元 }", remedyEn: "write 享受 { 期 2026-02；金额 50元 }")
        return []
      }
      places[path.parts[0].text] = value.range
      noteReceipt(path.parts[0].text, value, of: policy)
      switch (path.parts[0].text, value.kind) {
      case ("期", _):
        guard let span = span(value) else {
          error(
            "receipt-period", value.range, zh: "期要是年月、年或季，或 2026-01 至 2026-06",
            en: "a period is a month, a year or a quarter, or a span of them",
            remedyZh: "写 期 2026-02、期 2026年、期 “2026Q1” 或 期 2026-01 至 2026-06",
            remedyEn: "write 期 2026-02, 期 2026年, 期 “2026Q1” or 期 2026-01 至 2026-06")
          return []
        }
        periods = span
      case ("金额", .literal(let literal)):
        guard case .number(let n, .money, _) = literal.value else { return wrong(value, "金额") }
        amount = n
      case ("日期", .literal(let literal)), ("申请日期", .literal(let literal)),
        ("批准日期", .literal(let literal)):
        guard case .day(let day) = literal.value else { return wrong(value, path.parts[0].text) }
        days[path.parts[0].text] = day
      case ("状态", .name(let name)):
        let written = name.parts.map(\.text).joined()
        guard let named = Self.statusNames[written] ?? Case.Receipt.Status(rawValue: written) else {
          unknownName(name.parts[0], kind: ("享受的状态", "status of a receipt"), among: Self.statusNames.keys)
          return []
        }
        status = named
      case ("项", .literal(let literal)), ("行", .literal(let literal)), ("政策", .literal(let literal)):
        switch literal.value {
        case .text(let text): texts[path.parts[0].text] = text
        case .number(_, _, let raw): texts[path.parts[0].text] = raw
        default: return wrong(value, path.parts[0].text)
        }
      case ("项", .name(let name)), ("行", .name(let name)), ("政策", .name(let name)):
        texts[path.parts[0].text] = name.parts.map(\.text).joined(separator: "/")
      default: return wrong(value, path.parts[0].text)
      }
    }
    guard knows(texts, places, policy: policy) else { return [] }
    return periods.map { period in
      Case.Receipt(
        subject: subject ?? "", policy: texts["政策"] ?? policy.name, item: texts["项"] ?? "",
        row: texts["行"] ?? "", period: period, amount: amount, status: status, date: days["日期"],
        applied: days["申请日期"], approved: days["批准日期"])
    }
  }

  /// A receipt of a policy, an item or a row that there is not would be nobody's.
  private mutating func knows(
    _ texts: [String: String], _ places: [String: SourceRange], policy: Policy
  ) -> Bool {
    func name(_ word: String) -> NameSyntax? {
      guard let text = texts[word], let range = places[word] else { return nil }
      return NameSyntax(text: text, range: range)
    }
    if let other = name("政策"), policySyntaxes[other.text] == nil {
      let external = Set(ruleSet.receiptTables.flatMap(\.programmes))
      if external.contains(other.text) { return true }
      unknownName(other, kind: ("政策", "policy"), among: external.union(policySyntaxes.keys))
      return false
    }
    guard let syntax = policySyntaxes[texts["政策"] ?? policy.name] else { return true }
    if let item = name("项"), !syntax.items.contains(where: { $0.name.text == item.text }) {
      unknownName(item, kind: ("待遇项", "item"), among: syntax.items.map(\.name.text))
      return false
    }
    if let row = name("行"), syntax.items.allSatisfy({ $0.perRow == nil }) {
      error(
        "receipt-row", row.range, zh: "政策“\(syntax.name.text)”没有逐条的待遇项，发放记录没有行",
        en: "policy `\(syntax.name.text)` has no item per row, so a receipt has no row",
        remedyZh: "删去 行", remedyEn: "remove 行")
      return false
    }
    return true
  }

  /// Receipts of rows that the case does not have: right only for a row that has left the data.
  mutating func reportAbsentRows(
    _ receipts: [Case.Receipt], _ subjects: [Case.Subject], of policy: Policy, _ range: SourceRange
  ) {
    let views = policy.items.compactMap(\.perRow?.view)
    var known: Set<String> = []
    for view in views {
      let table = ruleSet.tables[ruleSet.views[view].table]
      guard ruleSet.views[view].link == .owner, table.key.count == 1 else { return }
      for case .rows(let rows)? in subjects.map({ $0.rows[view] }) {
        for row in rows {
          switch row[table.key[0]] {
          case .value(.text(let text)), .value(.reference(let text)): known.insert(text)
          default: return
          }
        }
      }
    }
    for receipt in receipts
    where receipt.policy == policy.name && !receipt.row.isEmpty && !known.contains(receipt.row) {
      let meant = Suggestion.closest(to: receipt.row, among: known.sorted())
      diagnose(
        "receipt-of-absent-row", .note, range,
        zh: "这个用例里没有行“\(receipt.row)”：这一笔只算已经不在数据里的那一行的",
        en: "the case has no row `\(receipt.row)`: the receipt counts for a row that has left the data",
        remedyZh: meant.map { "是不是“\($0)”？" }, remedyEn: meant.map { "did you mean `\($0)`?" })
    }
  }

  private mutating func wrong(_ value: CaseAtomSyntax, _ word: String) -> [Case.Receipt] {
    error(
      "receipt-value", value.range, zh: "享受的“\(word)”不能这样写",
      en: "this is no value for `\(word)` of a receipt",
      remedyZh: "金额写 50元，日期写 2026-03-05，项、行写 “名称”，状态写 已发、在册、停发……",
      remedyEn: "an amount is 50元, a day 2026-03-05, an item or row “NAME”, a status 已发, 在册, 停发 …")
    return []
  }

  private func period(_ value: CaseAtomSyntax) -> Period? {
    guard case .literal(let literal) = value.kind else { return nil }
    return switch literal.value {
    case .month(let month): .month(month)
    case .year(let year): .year(year)
    case .text(let text): Period(text: text)
    default: nil
    }
  }

  private func span(_ value: CaseAtomSyntax) -> [Period]? {
    guard case .range(let from, let to) = value.kind else { return period(value).map { [$0] } }
    switch (period(from), period(to)) {
    case (.month(let first)?, .month(let last)?) where first <= last:
      return (first.index...last.index).map { .month(YearMonth(index: $0)) }
    case (.year(let first)?, .year(let last)?) where first <= last: return (first...last).map { .year($0) }
    default: return nil
    }
  }
}
