/// What the checker tells of names, where it is asked to (``Checker/recorder``).
extension Checker {
  mutating func note(_ name: NameSyntax, _ symbol: Symbol) { recorder?.note(name.range, symbol) }

  mutating func note(_ name: NameSyntax, view index: Int) {
    if recorder != nil { note(name, symbol(ofView: index)) }
  }

  mutating func noteTable(_ name: NameSyntax) {
    if recorder != nil, let id = tableIDs[name.text] { note(name, .table(id)) }
  }

  func symbol(ofView index: Int) -> Symbol {
    let view = ruleSet.views[index]
    return view.link == .owner ? .table(view.table) : .reverse(index)
  }

  /// A code, and those above it that its path names.
  mutating func note(_ path: CodePathSyntax, _ list: CodeListID, _ ordinal: Int) {
    guard recorder != nil, let last = path.parts.last else { return }
    note(last, .code(list, ordinal))
    var chain = ruleSet.codeLists[list].ancestors(of: ordinal)[...]
    for part in path.parts.dropLast().reversed() {
      guard let hit = chain.firstIndex(where: { ruleSet.codeLists[list].entries[$0].name == part.text })
      else { return }
      note(part, .code(list, chain[hit]))
      chain = chain[(hit + 1)...]
    }
  }

  /// Every `{word}`, `“word”` … inside a span, the word without what stands around it.
  mutating func note(
    _ word: String, between open: String, and close: String, in range: SourceRange, _ symbol: Symbol
  ) {
    guard recorder != nil, ruleSet.files.indices.contains(range.file) else { return }
    let text = Array(ruleSet.files[range.file].text.utf8)
    let (head, body) = (Array(open.utf8), Array(word.utf8))
    let whole = head + body + Array(close.utf8)
    var at = range.lower
    while at + whole.count <= min(range.upper, text.count) {
      if text[at..<at + whole.count].elementsEqual(whole) {
        let start = at + head.count
        recorder?.note(
          SourceRange(file: range.file, lower: start, upper: start + body.count), symbol)
      }
      at += 1
    }
  }

  /// `缺 [配偶.出生日期]`, which may be of the subject or of a row that an item decides for.
  mutating func noteMissing(_ path: [NameSyntax], of policy: Policy) {
    guard recorder != nil, let first = path.first else { return }
    let prefix = Keyword.parameter.chinese + " "
    if path.count == 1, first.text.hasPrefix(prefix) {
      let name = String(first.text.dropFirst(prefix.count))
      if let index = parameterIDs[name] {
        note(name, between: "", and: "", in: first.range, .parameter(index))
      }
      return
    }
    let rows = policy.items.compactMap(\.perRow).map {
      Frame(rowOf: ruleSet.views[$0.view], alias: $0.alias, isPerRow: true)
    }
    for frame in [Frame(entity: policy.subject)] + rows {
      let before = diagnostics
      let resolved = follow(path, in: frame)
      diagnostics = before
      guard let resolved, resolved.rest.count == 1, let last = resolved.rest.first else { continue }
      if let field = ruleSet.tables[resolved.table].field(named: last.text) {
        return note(last, .field(resolved.table, field))
      }
      if let definition = definitionIDs[resolved.table]?[last.text] {
        return note(last, .definition(definition))
      }
      if let view = view(last.text, of: resolved.table) { return note(last, view: view) }
    }
  }
}

extension Checker {
  /// The names in an 应 of a case.
  mutating func noteNames(_ syntax: ExpectationSyntax, of policy: Policy) {
    guard recorder != nil else { return }
    if let subject = syntax.subject { recorder?.noteLocal(subject.text, subject.range) }
    if let item = syntax.item { recorder?.note(item.inside, .item(item.text, of: policy.name)) }
    if let because = syntax.because {
      for item in policy.items where !item.name.isEmpty {
        let symbol = Symbol.item(item.name, of: policy.name)
        note(item.name, between: "“", and: "”", in: because.range, symbol)
        note(item.name, between: "\"", and: "\"", in: because.range, symbol)
      }
    }
    for path in syntax.missing ?? [] { noteMissing(path, of: policy) }
  }
}

extension Checker {
  /// `项 “…”` and `政策 名称` in a receipt of a case.
  mutating func noteReceipt(_ word: String, _ value: CaseAtomSyntax, of policy: Policy) {
    guard recorder != nil else { return }
    switch (word, value.kind) {
    case ("政策", .name(let path)):
      if let name = path.parts.first, policySyntaxes[name.text] != nil { note(name, .policy(name.text)) }
    case ("项", .literal(let literal)):
      guard case .text(let text) = literal.value else { return }
      let item = TextSyntax(text: text, range: literal.range)
      recorder?.note(item.inside, .item(text, of: policy.name))
    default: break
    }
  }
}
