extension Checker {
  /// One written row; a range of months stands for one row a month.
  mutating func rows(_ entry: CaseEntrySyntax, of view: Int) -> [[Int: Case.Cell]] {
    let table = ruleSet.views[view].table
    var row: [Int: Case.Cell] = [:]
    var months: (field: Int, first: YearMonth, last: YearMonth)?
    var index = 0
    if let inner = entry.block?.first, let head = inner.atoms.first ?? entry.atoms.first {
      misplaced(head, beside: ruleSet.views[view].name)
      return []
    }
    while index < entry.atoms.count {
      let atom = entry.atoms[index]
      index += 1
      if case .name(let path) = atom.kind, path.parts.count == 1, index < entry.atoms.count,
        let field = ruleSet.tables[table].field(named: path.parts[0].text), row[field] == nil
      {
        note(path.parts[0], .field(table, field))
        let value = entry.atoms[index]
        index += 1
        if let span = monthSpan(value), ruleSet.tables[table].fields[field].type == .month {
          months = (field, span.0, span.1)
        } else if let cell = cell(value, type: ruleSet.tables[table].fields[field].type, reports: true) {
          row[field] = cell
        }
      } else if let span = monthSpan(atom), let field = free(row, in: table, accepting: { $0 == .month }) {
        months = (field, span.0, span.1)
      } else if case .name(let path) = atom.kind, path.parts.count == 1,
        path.parts[0].text == ruleSet.tables[ruleSet.tables[table].relation?.owner ?? 0].name,
        index < entry.atoms.count, case .name(let owner) = entry.atoms[index].kind
      {
        index += 1
        noteTable(path.parts[0])
        recorder?.noteLocal(owner.parts[0].text, owner.parts[0].range)
        row[Path.ownerField] = .value(.reference(owner.parts[0].text))
      } else if !assign(atom, to: &row, in: table) {
        if case .name(let path) = atom.kind, probe?.asks(path.parts[0], memberOf: table) == true { continue }
        error(
          "case-row-value", atom.range, zh: "看不出这个值是“\(ruleSet.views[view].name)”的哪个字段",
          en: "this value fits no field of `\(ruleSet.views[view].name)`",
          remedyZh: "写出字段名，如 \(ruleSet.tables[table].fields.first?.name ?? "字段") 值",
          remedyEn: "name the field before it")
      }
    }
    guard let months else { return [row] }
    return (months.first.index...max(months.first.index, months.last.index)).map { month in
      var copy = row
      copy[months.field] = .value(.month(YearMonth(index: month)))
      return copy
    }
  }

  private func monthSpan(_ atom: CaseAtomSyntax) -> (YearMonth, YearMonth)? {
    guard case .range(let a, let b) = atom.kind, case .literal(let first) = a.kind,
      case .literal(let last) = b.kind, case .month(let from) = first.value,
      case .month(let to) = last.value
    else { return nil }
    return (from, to)
  }

  private func free(
    _ row: [Int: Case.Cell], in table: TableID, accepting: (ValueType) -> Bool
  ) -> Int? {
    ruleSet.tables[table].fields.indices.first {
      row[$0] == nil && accepting(ruleSet.tables[table].fields[$0].type)
    }
  }

  /// The first free field that can hold the value: codes before references before texts.
  private mutating func assign(
    _ atom: CaseAtomSyntax, to row: inout [Int: Case.Cell], in table: TableID
  ) -> Bool {
    func rank(_ type: ValueType) -> Int {
      switch type {
      case .code: 0
      case .reference: 2
      case .text: 3
      default: 1
      }
    }
    let candidates = ruleSet.tables[table].fields.indices.filter { row[$0] == nil }.sorted {
      let (a, b) = (ruleSet.tables[table].fields[$0].type, ruleSet.tables[table].fields[$1].type)
      return (rank(a), $0) < (rank(b), $1)
    }
    for field in candidates {
      if let cell = cell(atom, type: ruleSet.tables[table].fields[field].type, reports: false),
        case .value = cell
      {
        row[field] = cell
        return true
      }
    }
    return false
  }

  private static func sample(_ type: ValueType) -> String? {
    switch type {
    case .truth: "是"
    case .number(.money): "500元"
    case .day: "2026-03-01"
    case .month: "2026-03"
    case .year: "2025年"
    case .text: "“文字”"
    case .number, .code, .reference: nil
    }
  }

  /// The cell that an atom writes for a field of this type.
  mutating func cell(_ atom: CaseAtomSyntax, type: ValueType, reports: Bool) -> Case.Cell? {
    if isWord(atom, ["无"]) { return Case.Cell.none }
    if isWord(atom, ["不详"]) { return .unknown }
    switch (atom.kind, type) {
    case (.name(let path), .truth) where ["是", "否"].contains(path.parts[0].text):
      return .value(.truth(path.parts[0].text == "是"))
    case (.name(let path), .code(let list)):
      let before = diagnostics
      if let ordinal = code(path, in: list) { return .value(.code(ordinal)) }
      if !reports { diagnostics = before }
      return nil
    case (.name(let path), .reference):
      if let name = path.parts.first, path.parts.count == 1 { recorder?.noteLocal(name.text, name.range) }
      return .value(.reference(path.parts.map(\.text).joined(separator: "/")))
    case (.name(let path), .text): return .value(.text(path.parts.map(\.text).joined(separator: "/")))
    case (.literal(let literal), .reference):
      if case .text(let key) = literal.value { return .value(.reference(key)) }
      if case .number(_, _, let raw) = literal.value { return .value(.reference(raw)) }
    case (.literal(let literal), .text):
      if case .text(let text) = literal.value { return .value(.text(text)) }
      if case .number(_, .none, let raw) = literal.value, !raw.isEmpty { return .value(.text(raw)) }
    case (.literal(let literal), _):
      if let checked = constant(literal, expecting: type), let same = adapted(checked, to: type),
        case .constant(let value) = same.kind
      {
        return .value(value)
      }
      if case .text(let text) = literal.value, case .code(let list) = type,
        let ordinal = ruleSet.codeLists[list].ordinal(ofCode: text)
          ?? ruleSet.codeLists[list].ordinals(named: text).first
      {
        return .value(.code(ordinal))
      }
    default: break
    }
    if reports { badCell(atom, type) }
    return nil
  }

  private mutating func badCell(_ atom: CaseAtomSyntax, _ type: ValueType) {
    let want = name(of: type)
    if case .literal(let literal) = atom.kind {
      switch (literal.value, type) {
      case (.number(_, .none, let raw), .code(let list)):
        // Says which code took its place.
        _ = code(
          CodePathSyntax(parts: [NameSyntax(text: raw, range: atom.range)], range: atom.range), in: list)
        return
      case (.number(let n, .none, let raw), .year) where n.isInteger && raw.count == 4:
        return notice(
          atom.range, zh: "“\(raw)”是数，这里要年。", en: "`\(raw)` is a number, and a year is wanted",
          write: "\(raw)年", fix: "\(raw)年")
      case (.number(_, .none, let raw), .number(.money)):
        return error(
          "case-value", atom.range, zh: "这里要\(want.zh)", en: "expected \(want.en)",
          remedyZh: "写单位，如 \(raw)元、\(raw)万元", remedyEn: "write the unit, such as \(raw)元")
      default: break
      }
    }
    let examples: [ValueType: String] = [
      .day: "2026-03-01", .month: "2026-03", .year: "2026年", .truth: "是 或 否", .number(.money): "500元",
      .number(.none): "3", .number(.months): "12个月", .number(.years): "3年", .number(.days): "30日",
    ]
    let example = examples[type] ?? "“…”"
    error(
      "case-value", atom.range, zh: "这里要\(want.zh)", en: "expected \(want.en)",
      remedyZh: "写 \(example)；没有写 无，不知道写 不详", remedyEn: "write \(example), 无 for none or 不详 for unknown")
  }
}
