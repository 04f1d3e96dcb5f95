/// Turns what the probe found into candidates.
struct CompletionList {
  private let checker: Checker
  private let probe: CompletionProbe
  private let written: String
  private var found: [Completion] = []
  private var labels: Set<String> = []

  init(_ checker: Checker, _ probe: CompletionProbe, written: String) {
    self.checker = checker
    self.probe = probe
    self.written = written
  }

  private var ruleSet: RuleSet { checker.ruleSet }

  /// What begins with the word first, then what holds it; in the order in which it was found.
  var sorted: [Completion] {
    if written.isEmpty { return found }
    let begins = found.filter { $0.label.hasPrefix(written) || $0.insertion.hasPrefix(written) }
    return begins + found.filter { !begins.contains($0) }
  }

  mutating func collect() {
    for (list, above) in probe.codes { addCodes(of: list, below: above) }
    for (frame, expected) in probe.frames { addNames(in: frame, expecting: expected) }
    for table in probe.members { addMembers(of: table) }
    for table in probe.relations {
      addViews(of: table)
      addFields(of: table) { if case .reference = $0 { true } else { false } }
    }
    for (kind, names) in probe.names {
      for name in names { add(name, self.kind(of: name), kind) }
    }
    for keyword in probe.keywords { add(keyword) }
    if probe.beginsValue {
      for keyword in Parser.valueWords { add(keyword) }
    }
  }

  // MARK: Names

  private mutating func addNames(in frame: Frame, expecting expected: ValueType?) {
    if let bindings = checker.bindings {
      for name in bindings.keys.sorted() { add(name, .name, Message(zh: "对照的参数", en: "input of the table")) }
    }
    addMembers(of: frame.table)
    if let alias = frame.alias { add(alias, .name, Message(zh: "这一行", en: "this row")) }
    for asker in [frame] + frame.asker {
      if let alias = asker.alias { add(alias, .name, Message(zh: "外层那一行", en: "the row outside")) }
    }
    for parameter in ruleSet.parameters {
      let keys = parameter.keyLists.map { ruleSet.codeLists[$0].name } + (parameter.isByYear ? ["年"] : [])
      let type = checker.name(of: parameter.type)
      let inside = keys.joined(separator: ", ")
      add(
        parameter.name, .parameter,
        Message(zh: "参数(\(inside)) \(type.zh)", en: "parameter (\(inside)): \(type.en)"))
    }
    for name in checker.tableFunctions.keys.sorted() {
      let inputs = checker.tableFunctions[name]?.inputs.map(\.name).joined(separator: ", ") ?? ""
      add(name, .function, Message(zh: "对照(\(inputs))", en: "table (\(inputs))"))
    }
  }

  private mutating func addMembers(of table: TableID) {
    addFields(of: table) { _ in true }
    for (name, index) in (checker.definitionIDs[table] ?? [:]).sorted(by: { $0.value < $1.value }) {
      let type = checker.definitionTypes[index]
      let word = checker.name(of: type)
      add(
        name, type == .truth ? .tag : .measure,
        type == .truth
          ? Message(zh: "标签", en: "tag") : Message(zh: "指标 \(word.zh)", en: "measure: \(word.en)"))
    }
    addViews(of: table)
  }

  private mutating func addFields(of table: TableID, where accepts: (ValueType) -> Bool) {
    for field in ruleSet.tables[table].fields where accepts(field.type) {
      let type = checker.name(of: field.type)
      let source = field.sources.isEmpty ? "" : "（\(field.sources.joined(separator: "、"))）"
      add(
        field.name, .field,
        Message(zh: "\(ruleSet.tables[table].name) \(type.zh)\(source)", en: "\(type.en)\(source)"))
    }
  }

  private mutating func addViews(of table: TableID) {
    for view in ruleSet.views where view.entity == table {
      add(
        view.name, .relation,
        Message(zh: "\(ruleSet.tables[table].name)的关系", en: "relation of \(ruleSet.tables[table].name)"))
    }
  }

  private func kind(of name: String) -> Completion.Kind {
    if checker.policySyntaxes[name] != nil { return .policy }
    if checker.viewIDs[name] != nil { return .relation }
    if checker.tableIDs[name] != nil { return .entity }
    if checker.parameterIDs[name] != nil { return .parameter }
    if checker.codeListIDs[name] != nil { return .code }
    return Checker.functionNames.contains(name) ? .function : .name
  }

  // MARK: Codes

  /// Those whose name or code holds what is written; the upper ones where nothing is.
  private mutating func addCodes(of list: CodeListID, below above: [String]) {
    let codes = ruleSet.codeLists[list]
    for (name, set) in checker.codeSets.sorted(by: { $0.key < $1.key })
    where set.list == list && above.isEmpty {
      add(name, .codeSet, Message(zh: "\(codes.name)的集合", en: "set of \(codes.name)"))
    }
    var inside: [Range<Int>] = []
    if let last = above.last {
      inside = codes.ordinals(named: last).map { codes.subtree(of: $0) }
    }
    var rest: [Int] = []
    for (ordinal, entry) in codes.entries.enumerated() {
      if !above.isEmpty, !inside.contains(where: { $0.contains(ordinal) && $0.lowerBound != ordinal }) {
        continue
      }
      if written.isEmpty || entry.name.hasPrefix(written) || entry.code.hasPrefix(written) {
        if written.isEmpty, above.isEmpty, codes.ancestors(of: ordinal).count > 1 { continue }
        addCode(ordinal, of: codes, isAlone: above.isEmpty)
      } else if entry.name.contains(written) {
        rest.append(ordinal)
      }
      if found.count > ParsedFolder.mostCompletions { return }
    }
    for ordinal in rest.prefix(ParsedFolder.mostCompletions) {
      addCode(ordinal, of: codes, isAlone: above.isEmpty)
    }
  }

  private mutating func addCode(_ ordinal: Int, of codes: CodeList, isAlone: Bool) {
    let entry = codes.entries[ordinal]
    let path = codes.path(to: ordinal).map(Self.written)
    let isUnique = codes.ordinals(named: entry.name).count == 1
    let insertion = isUnique || !isAlone ? Self.written(entry.name) : path.joined(separator: "/")
    let place = path.dropLast().joined(separator: "/")
    let detail = (entry.code == entry.name ? "" : entry.code + " ") + (place.isEmpty ? codes.name : place)
    append(
      Completion(
        label: entry.name, kind: .code, detail: Message(zh: detail, en: detail), insertion: insertion))
  }

  // MARK: Adding

  private mutating func add(_ keyword: Keyword) {
    let isFunction = Parser.functions.contains(keyword)
    append(
      Completion(
        label: keyword.chinese, kind: isFunction ? .function : .keyword, detail: keyword.meaning,
        insertion: keyword.chinese))
  }

  private mutating func add(_ name: String, _ kind: Completion.Kind, _ detail: Message) {
    append(Completion(label: name, kind: kind, detail: detail, insertion: Self.written(name)))
  }

  private mutating func append(_ completion: Completion) {
    if completion.label == CompletionProbe.marker { return }
    if labels.insert(completion.insertion).inserted { found.append(completion) }
  }

  /// A name in 「」 where it needs them.
  static func written(_ name: String) -> String {
    let source = SourceFile(path: "", text: name)
    let tokens = Lexer.lex(source, file: 0)
    let isWord =
      tokens.tokens.count == 2 && tokens.diagnostics.isEmpty && tokens.tokens[0].kind == .word
      && tokens.tokens[0].keyword?.isReserved != true
    return isWord ? name : "「\(name)」"
  }
}

extension CodeList {
  /// Names from the root down to a code.
  public func path(to ordinal: Int) -> [String] {
    (ancestors(of: ordinal).reversed() + [ordinal]).map { entries[$0].name }
  }
}

extension Parser {
  /// Words that begin a value or stand for one.
  static let valueWords: [Keyword] = KeywordTable.rows.map(\.keyword).filter {
    functions.contains($0) || placeWords.contains($0) || [.ifWord, .table, .firstOf, .highestOf].contains($0)
  }
}
