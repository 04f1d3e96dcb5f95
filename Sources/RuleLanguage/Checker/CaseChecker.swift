extension Checker {
  /// A worked case, its words matched to fields, rows and expectations.
  mutating func `case`(_ syntax: CaseSyntax, policy: Policy) -> Case? {
    guard let literal = syntax.asOf, case .day(let asOf) = literal.value else {
      error(
        "case-without-date", syntax.name.range, zh: "用例“\(syntax.name.text)”没有写基准日，不知道算到哪一天",
        en: "case `\(syntax.name.text)` has no as-of date to be judged on",
        remedyZh: "在花括号里写 基准日 2026-03-31", remedyEn: "add 基准日 DATE inside the braces")
      return nil
    }
    var main = Case.Subject(name: "本例", table: policy.subject, cells: [:], rows: [:])
    var others: [Case.Subject] = []
    var receipts: [Case.Receipt] = []
    var receiptsUnknown = false
    for entry in syntax.entries {
      guard case .name(let head)? = entry.atoms.first?.kind, head.parts.count == 1 else {
        error("case-entry", entry.range, zh: "用例的一项要以字段或关系的名字开头", en: "a case entry begins with a name")
        continue
      }
      let word = head.parts[0]
      if word.text == "享受" {
        receipts += self.receipts(entry, policy: policy, subject: nil)
        receiptsUnknown = receiptsUnknown || isWord(entry.atoms.last, ["不详"])
      } else if let table = tableIDs[word.text], ruleSet.tables[table].relation == nil,
        let block = entry.block
      {
        var name = word.text
        note(word, .table(table))
        if entry.atoms.count > 1, case .name(let path) = entry.atoms[1].kind {
          name = path.parts[0].text
          recorder?.declareLocal(path.parts[0], in: syntax.range)
        }
        if entry.atoms.count > 2 { misplaced(entry.atoms[2], beside: word.text) }
        var subject = Case.Subject(name: name, table: table, cells: [:], rows: [:])
        for inner in block {
          if case .name(let path)? = inner.atoms.first?.kind, path.parts[0].text == "享受" {
            receipts += self.receipts(inner, policy: policy, subject: name)
            receiptsUnknown = receiptsUnknown || isWord(inner.atoms.last, ["不详"])
          } else {
            fill(inner, into: &subject)
          }
        }
        others.append(subject)
      } else {
        fill(entry, into: &main)
      }
    }
    let mainIsUsed =
      !main.cells.isEmpty || !main.rows.isEmpty || !others.contains { $0.table == policy.subject }
    let subjects = (mainIsUsed ? [main] : []) + others
    let defaultName = mainIsUsed ? main.name : others.first { $0.table == policy.subject }?.name ?? main.name
    if syntax.expectations.isEmpty, !isMisread(syntax.range) {
      error(
        "case-without-expectation", syntax.name.range, zh: "用例没有写“应”，验不出对错",
        en: "the case expects nothing, so it proves nothing",
        remedyZh: "写 应 符合、应 不符合 因 条件（一） 或 应 待核实 缺 [字段]",
        remedyEn: "write 应 符合, 应 不符合 因 条件（一） or 应 待核实 缺 [FIELD]")
    }
    reportAbsentRows(receipts, subjects, of: policy, syntax.name.range)
    var horizon = 0
    if let literal = syntax.horizon, case .number(let n, _, _) = literal.value { horizon = Int(n.floor) }
    return Case(
      name: syntax.name.text, asOf: asOf, horizonDays: horizon, subjects: subjects,
      parameters: syntax.parameters.compactMap { override($0) },
      receipts: receipts.map { named($0, defaultName) }, receiptsUnknown: receiptsUnknown,
      expectations: syntax.expectations.compactMap {
        expectation($0, policy: policy, subjects: subjects, main: defaultName)
      },
      range: syntax.range)
  }

  private func named(_ receipt: Case.Receipt, _ name: String) -> Case.Receipt {
    guard receipt.subject.isEmpty else { return receipt }
    return Case.Receipt(
      subject: name, policy: receipt.policy, item: receipt.item, row: receipt.row,
      period: receipt.period, amount: receipt.amount, status: receipt.status, date: receipt.date,
      applied: receipt.applied, approved: receipt.approved)
  }

  func isWord(_ atom: CaseAtomSyntax?, _ words: Set<String>) -> Bool {
    guard case .name(let path)? = atom?.kind, path.parts.count == 1 else { return false }
    return words.contains(path.parts[0].text)
  }

  private mutating func fill(_ entry: CaseEntrySyntax, into subject: inout Case.Subject) {
    guard case .name(let head)? = entry.atoms.first?.kind else {
      error("case-entry", entry.range, zh: "用例的一项要以字段或关系的名字开头", en: "a case entry begins with a name")
      return
    }
    let word = head.parts[0]
    if word.text == "认定", (4...5).contains(entry.atoms.count) { return fillDecision(entry, into: &subject) }
    if let field = ruleSet.tables[subject.table].field(named: word.text) {
      note(word, .field(subject.table, field))
      if entry.block != nil {
        error(
          "case-value", entry.range, zh: "字段“\(word.text)”后面要一个值，不是花括号",
          en: "field `\(word.text)` takes a value, not braces", remedyZh: "写 \(word.text) 值",
          remedyEn: "write \(word.text) VALUE")
        return
      }
      guard entry.atoms.count == 2,
        let cell = cell(entry.atoms[1], type: ruleSet.tables[subject.table].fields[field].type, reports: true)
      else {
        if entry.atoms.count != 2 { manyValues(entry, word, of: subject.table) }
        return
      }
      subject.cells[field] = cell
    } else if let view = view(word.text, of: subject.table) {
      note(word, view: view)
      if let block = entry.block {
        if entry.atoms.count > 1 { misplaced(entry.atoms[1], beside: word.text) }
        let rows = block.flatMap { self.rows($0, of: view) }
        if case .rows(let before)? = subject.rows[view] {
          subject.rows[view] = .rows(before + rows)
        } else {
          subject.rows[view] = .rows(rows)
        }
      } else if isWord(entry.atoms.last, ["不详"]) {
        subject.rows[view] = .unknown
      } else if isWord(entry.atoms.last, ["无"]) {
        subject.rows[view] = Case.Rows.none
      } else {
        error(
          "case-rows", entry.range, zh: "关系“\(word.text)”后面要 无、不详 或 { 行 }",
          en: "relation `\(word.text)` takes 无, 不详 or { rows }",
          remedyZh: "写 \(word.text) 无，或 \(word.text) { 字段 值 字段 值 }",
          remedyEn: "write \(word.text) 无 or \(word.text) { FIELD VALUE }")
      }
    } else {
      unknownMember(word, of: subject.table)
    }
  }

  /// A value before the braces belongs to no row.
  mutating func misplaced(_ atom: CaseAtomSyntax, beside name: String) {
    let text = sourceText(atom.range)
    error(
      "case-value-outside", atom.range, zh: "“\(text)”写在花括号外面，不知道是什么的值",
      en: "`\(text)` stands outside of the braces and belongs to nothing",
      remedyZh: "写进花括号里，连同字段名：\(name) { 字段 \(text) … }",
      remedyEn: "write it inside, with its field: \(name) { FIELD \(text) … }")
  }

  /// `身份证号 “1” 姓名 “张”`: fields of a subject are entries of their own.
  private mutating func manyValues(_ entry: CaseEntrySyntax, _ word: NameSyntax, of table: TableID) {
    let next = entry.atoms.dropFirst(2).first { atom in
      guard case .name(let path) = atom.kind, path.parts.count == 1 else { return false }
      return ruleSet.tables[table].field(named: path.parts[0].text) != nil
    }
    guard let next, entry.block == nil, case .name(let path) = next.kind else {
      return error(
        "case-value", entry.range, zh: "字段“\(word.text)”后面要一个值",
        en: "field `\(word.text)` takes one value",
        remedyZh: "写 \(word.text) 值；没有写 \(word.text) 无，不知道写 \(word.text) 不详",
        remedyEn: "write \(word.text) VALUE, \(word.text) 无 or \(word.text) 不详")
    }
    let name = path.parts[0].text
    let before = entry.atoms.last { $0.range.upper <= next.range.lower }
    notice(
      next.range, zh: "“\(word.text)”和“\(name)”是两个字段，中间要隔开。",
      en: "`\(word.text)` and `\(name)` are two fields and need a separator",
      write: "“；”或换行：\(word.text) …；\(name) …", fix: "；",
      fixing: before.map {
        SourceRange(file: next.range.file, lower: $0.range.upper, upper: next.range.lower)
      })
  }

  private mutating func override(_ syntax: CaseParameterSyntax) -> Case.ParameterOverride? {
    guard let index = parameterIDs[syntax.name.text] else {
      unknownName(syntax.name, kind: ("参数", "parameter"), among: parameterIDs.keys)
      return nil
    }
    note(syntax.name, .parameter(index))
    let parameter = ruleSet.parameters[index]
    guard syntax.keys.count >= parameter.keyLists.count else {
      let lists = parameter.keyLists.map { ruleSet.codeLists[$0].name }.joined(separator: "，")
      error(
        "parameter-keys", syntax.range, zh: "参数的键不够", en: "too few keys",
        remedyZh: "写 参数 \(parameter.name)（\(lists)） = 值，不限的键写 任意",
        remedyEn: "write 参数 \(parameter.name)(\(lists)) = VALUE, 任意 for any")
      return nil
    }
    var keys: [Int?] = []
    for (path, list) in zip(syntax.keys, parameter.keyLists) {
      if path.parts.count == 1, path.parts[0].text == Keyword.anyKey.chinese {
        keys.append(nil)
        continue
      }
      guard let ordinal = code(path, in: list) else { return nil }
      keys.append(ordinal)
    }
    guard let value = constantValue(syntax.value, type: parameter.type) else { return nil }
    checkBounds(value, keys: keys, on: nil, parameter.entries, parameter.name, syntax.range)
    return Case.ParameterOverride(parameter: index, keys: keys, value: value)
  }

  private mutating func expectation(
    _ syntax: ExpectationSyntax, policy: Policy, subjects: [Case.Subject], main: String
  ) -> Case.Expectation? {
    let subject = syntax.subject?.text ?? main
    if let name = syntax.subject, !subjects.contains(where: { $0.name == name.text }) {
      unknownName(name, kind: ("用例里的主体", "subject of the case"), among: subjects.map(\.name))
      return nil
    }
    if let item = syntax.item, !policy.items.contains(where: { $0.name == item.text }) {
      unknownName(
        NameSyntax(text: item.text, range: item.range), kind: ("待遇项", "item"), among: policy.items.map(\.name)
      )
      return nil
    }
    noteNames(syntax, of: policy)
    var amount: Number?
    if let written = syntax.amount {
      guard case .number(let n)? = constantValue(written, type: .number(.money)) else { return nil }
      amount = n
    }
    var list: String?
    if let name = syntax.list {
      list = Self.listNames[name.text]
      if list == nil { unknownName(name, kind: ("名单", "list"), among: Self.listNames.keys) }
    }
    var result = Case.Expectation(
      subject: subject, item: syntax.item?.text ?? "", row: syntax.row?.text ?? "",
      period: syntax.period.map { period($0) } ?? "", outcome: syntax.outcome,
      because: syntax.because?.text, missing: syntax.missing?.map { $0.map(\.text).joined(separator: ".") },
      amount: amount, list: list, range: syntax.range)
    result.funding = parts(syntax.funding, of: policy.items.flatMap(\.funding.all))
    result.payees = parts(syntax.payees, of: policy.items.flatMap(\.payees.all))
    return result
  }

  private mutating func parts(_ syntax: [SplitPartSyntax]?, of splits: [Split?]) -> [Case.Part]? {
    guard let syntax else { return nil }
    return syntax.compactMap { part in
      let name = part.name.map(\.text).joined(separator: ".")
      let known = splits.compactMap(\.self).flatMap(\.parts).map(\.name)
      guard known.contains(name) else {
        unknownName(NameSyntax(text: name, range: part.name[0].range), kind: ("一方", "part"), among: known)
        return nil
      }
      guard let written = part.share,
        case .number(let fen)? = constantValue(written, type: .number(.money))
      else {
        if part.share == nil { error("case-value", part.range, zh: "这里要写金额", en: "an amount is needed") }
        return nil
      }
      return Case.Part(name: name, fen: fen.roundedHalfUp)
    }
  }

  static let listNames: [String: String] = [
    "应享未享": "entitled", "待核实": "undetermined", "应退未退": "unentitled", "即将符合": "upcoming",
    "差一项": "near_miss", "none": "none", "不列入": "none",
  ]

  func period(_ literal: LiteralSyntax) -> String {
    switch literal.value {
    case .month(let month): month.text
    case .year(let year): Period.year(year).text
    case .day(let day): day.text
    case .number(_, _, let raw): raw
    case .text(let text): text
    case .truth: ""
    }
  }
}
