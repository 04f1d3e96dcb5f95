extension Checker {
  mutating func declare(_ syntax: ParameterSyntax) {
    guard parameterIDs[syntax.name.text] == nil else {
      return duplicate(syntax.name, kind: ("参数", "parameter"))
    }
    var lists: [CodeListID] = []
    for name in syntax.keyLists {
      guard let list = codeListIDs[name.text] else {
        return unknownName(name, kind: ("代码表", "code list"), among: codeListIDs.keys)
      }
      lists.append(list)
    }
    guard let type = type(syntax.type, inlineName: syntax.name.text) else { return }
    var entries: [Parameter.Entry] = []
    for entry in syntax.entries {
      if let checked = self.entry(entry, lists: lists, type: type, isByYear: syntax.isByYear) {
        entries.append(checked)
      }
    }
    if let file = syntax.file { entries += read(file, lists: lists, type: type) }
    if entries.isEmpty {
      error(
        "parameter-without-value", syntax.range, zh: "参数“\(syntax.name.text)”一个值也没有",
        en: "parameter `\(syntax.name.text)` has no value",
        remedyZh: "写 自 日期 值；还没公布就写 待定", remedyEn: "write 自 DATE VALUE, or 待定 while it is not set")
    }
    entries = settled(entries, of: syntax.name)
    rejectDuplicates(entries, of: syntax.name)
    parameterIDs[syntax.name.text] = ruleSet.parameters.count
    ruleSet.parameters.append(
      Parameter(
        name: syntax.name.text, keyLists: lists, type: type, isInherited: syntax.isInherited,
        isByYear: syntax.isByYear, entries: entries, sources: syntax.sources.map(\.text),
        range: syntax.range))
  }

  private mutating func entry(
    _ syntax: ParameterSyntax.Entry, lists: [CodeListID], type: ValueType, isByYear: Bool
  ) -> Parameter.Entry? {
    guard let from = firstDay(syntax.from) else {
      error("not-a-day", syntax.from.range, zh: "这里要日期或年", en: "expected a day or a year")
      return nil
    }
    if isByYear, case .day = syntax.from.value {
      diagnose(
        "by-year-date", .warning, syntax.from.range, zh: "按年度的参数写年份，如 2024年",
        en: "a 按年度 parameter is keyed by a year")
    }
    guard syntax.keys.count == lists.count else {
      error(
        "parameter-keys", syntax.range, zh: "这里要 \(lists.count) 个键，写了 \(syntax.keys.count) 个",
        en: "expected \(lists.count) keys, found \(syntax.keys.count)")
      return nil
    }
    var keys: [Int?] = []
    for (path, list) in zip(syntax.keys, lists) {
      if let path {
        guard let ordinal = code(path, in: list) else { return nil }
        keys.append(ordinal)
      } else {
        keys.append(nil)
      }
    }
    guard let written = syntax.value else {
      var bounds: ClosedRange<Number>?
      if let written = syntax.bounds {
        guard let checked = self.bounds(written, type: type, syntax.range) else { return nil }
        bounds = checked
      }
      return Parameter.Entry(keys: keys, from: from, value: nil, bounds: bounds, range: syntax.range)
    }
    guard let value = constantValue(written, type: type) else { return nil }
    return Parameter.Entry(keys: keys, from: from, value: value, range: syntax.range)
  }

  /// A constant of this type, as parameters and worked cases take.
  mutating func constantValue(_ syntax: ExpressionSyntax, type: ValueType) -> Value? {
    let nowhere = Frame(entity: 0)
    guard !ruleSet.tables.isEmpty,
      let checked = expression(syntax, in: nowhere, expecting: type), let same = adapted(checked, to: type)
    else {
      if case .literal(let literal) = syntax.kind, let found = constant(literal, expecting: type) {
        typeMismatch(found, expected: type)
      }
      return nil
    }
    guard case .constant(let value) = same.kind else {
      error("not-a-constant", syntax.range, zh: "这里要一个确定的值", en: "expected a constant")
      return nil
    }
    return value
  }

  /// A CSV with the columns 自 (or 年), one per key list, and 值.
  private mutating func read(
    _ file: TextSyntax, lists: [CodeListID], type: ValueType
  ) -> [Parameter.Entry] {
    guard let table = attachment(file) else { return [] }
    let columns = lists.map { table.column(ruleSet.codeLists[$0].name) }
    guard let from = table.column("自") ?? table.column("年"), let value = table.column("值"),
      !columns.contains(where: { $0 == nil })
    else {
      error(
        "missing-column", file.range,
        zh: "文件“\(file.text)”要有这些列：自、\(lists.map { ruleSet.codeLists[$0].name }.joined(separator: "、"))、值",
        en: "file `\(file.text)` needs the columns 自, one per key list, and 值")
      return []
    }
    var entries: [Parameter.Entry] = []
    for (number, row) in table.rows.enumerated() where row.count == table.header.count {
      let keys = zip(columns, lists).map { column, list -> Int?? in
        let text = row[column ?? 0]
        if text.isEmpty || text == "任意" { return .some(nil) }
        let codes = ruleSet.codeLists[list]
        return codes.ordinal(ofCode: text).map { .some($0) }
          ?? (codes.ordinals(named: text).count == 1 ? .some(codes.ordinals(named: text)[0]) : nil)
      }
      guard let start = AttachmentValue.day(row[from]), !keys.contains(where: { $0 == nil }),
        let cell = AttachmentValue.value(row[value], type: type)
      else {
        error(
          "bad-parameter-row", file.range, zh: "文件“\(file.text)”第 \(number + 2) 行读不懂",
          en: "file `\(file.text)`, line \(number + 2) cannot be read")
        continue
      }
      entries.append(
        Parameter.Entry(keys: keys.map { $0 ?? nil }, from: start, value: cell, range: file.range))
    }
    return entries
  }

  private mutating func rejectDuplicates(_ entries: [Parameter.Entry], of name: NameSyntax) {
    var seen: [[Int?]: Set<Day>] = [:]
    for entry in entries where !seen[entry.keys, default: []].insert(entry.from).inserted {
      error(
        "duplicate-parameter-value", entry.range, zh: "参数“\(name.text)”在 \(entry.from.text) 有两个值",
        en: "parameter `\(name.text)` has two values from \(entry.from.text)")
    }
  }
}

/// Cells of parameter files.
enum AttachmentValue {
  static func day(_ text: String) -> Day? {
    let parts = text.split(separator: "-").map { Int($0) }
    guard let year = parts.first ?? nil, !parts.contains(where: { $0 == nil }) else { return nil }
    return Day(
      year: year, month: parts.count > 1 ? parts[1] ?? 0 : 1, day: parts.count > 2 ? parts[2] ?? 0 : 1)
  }

  /// Money in yuan; ratios may end in %.
  static func value(_ text: String, type: ValueType) -> Value? {
    switch type {
    case .number(.money):
      let bare = text.hasSuffix("元") ? text.dropLast() : text[...]
      return Number(decimal: bare).flatMap { $0.multiplied(by: Number(100)) }.map { .number($0) }
    case .number:
      if text.hasSuffix("%") {
        return Number(decimal: text.dropLast()).flatMap { $0.divided(by: Number(100)) }.map { .number($0) }
      }
      return Number(decimal: text).map { .number($0) }
    case .day: return day(text).map { .day($0) }
    default: return nil
    }
  }
}
