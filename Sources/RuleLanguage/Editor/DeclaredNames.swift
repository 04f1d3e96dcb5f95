/// The places that declare names, after everything has been checked.
extension Checker {
  mutating func noteDeclarations(_ declarations: [DeclarationSyntax]) {
    guard recorder != nil else { return }
    for declaration in declarations {
      switch declaration {
      case .codeList(let syntax): noteDeclared(syntax)
      case .codeSet(let syntax):
        if codeSets[syntax.name.text] != nil { declared(syntax.name, .codeSet(syntax.name.text)) }
        noteList(syntax.list)
      case .entity(let syntax): noteDeclared(syntax.name, syntax.fields, syntax.range)
      case .relation(let syntax):
        noteDeclared(syntax.name, syntax.fields, syntax.range)
        noteTable(syntax.owner)
      case .reverse(let syntax):
        noteTable(syntax.relation)
        if let index = viewIDs[syntax.name.text] { declared(syntax.name, symbol(ofView: index)) }
      case .parameter(let syntax):
        for list in syntax.keyLists { noteList(list) }
        guard let index = parameterIDs[syntax.name.text] else { continue }
        noteInlineCodes(syntax.type, named: syntax.name.text)
        if ruleSet.parameters[index].range == syntax.range { declared(syntax.name, .parameter(index)) }
      case .table(let syntax): noteDeclared(syntax)
      case .definition(let syntax): noteDeclared(syntax)
      case .ledger(let syntax): noteDeclared(syntax)
      case .lifeEvent(let syntax):
        declared(syntax.name, .lifeEvent(syntax.name.text))
        for policy in syntax.policies { notePolicy(policy) }
      case .policy(let syntax): noteDeclared(syntax)
      }
    }
  }

  private mutating func declared(_ name: NameSyntax, _ symbol: Symbol) {
    recorder?.note(name.range, symbol, isDeclaration: true)
  }

  private mutating func noteList(_ name: NameSyntax) {
    if let list = codeListIDs[name.text] { note(name, .codeList(list)) }
  }

  private mutating func notePolicy(_ name: NameSyntax) {
    if policySyntaxes[name.text] != nil { note(name, .policy(name.text)) }
  }

  private mutating func noteDeclared(_ syntax: CodeListSyntax) {
    guard let list = codeListIDs[syntax.name.text], ruleSet.codeLists[list].range == syntax.range else {
      return
    }
    declared(syntax.name, .codeList(list))
    func ordinal(_ name: NameSyntax) -> Int? {
      ruleSet.codeLists[list].ordinal(ofCode: name.text)
        ?? ruleSet.codeLists[list].ordinals(named: name.text).first
    }
    func declare(_ entries: [CodeListSyntax.Entry]) {
      for entry in entries {
        if let ordinal = ordinal(entry.code) {
          if entry.code.range != entry.name.range { note(entry.code, .code(list, ordinal)) }
          declared(entry.name, .code(list, ordinal))
        }
        declare(entry.children)
      }
    }
    declare(syntax.entries)
    for name in syntax.order {
      guard let ordinal = ordinal(name) else { continue }
      if syntax.entries.isEmpty, syntax.file == nil {
        declared(name, .code(list, ordinal))
      } else {
        note(name, .code(list, ordinal))
      }
    }
  }

  private mutating func noteInlineCodes(_ type: TypeSyntax, named name: String) {
    guard case .inlineCodes(let codes) = type.kind, let list = codeListIDs[name] else { return }
    for code in codes {
      if let ordinal = ruleSet.codeLists[list].ordinal(ofCode: code.text) {
        declared(code, .code(list, ordinal))
      }
    }
  }

  private mutating func noteDeclared(_ name: NameSyntax, _ fields: [FieldSyntax], _ range: SourceRange) {
    guard let table = tableIDs[name.text], ruleSet.tables[table].range == range else { return }
    declared(name, .table(table))
    for field in fields {
      guard let index = ruleSet.tables[table].field(named: field.name.text),
        ruleSet.tables[table].fields[index].range == field.range
      else { continue }
      declared(field.name, .field(table, index))
      noteInlineCodes(field.type, named: "\(name.text).\(field.name.text)")
    }
  }

  private mutating func noteDeclared(_ syntax: TableDeclarationSyntax) {
    let name = syntax.name.text
    guard let function = tableFunctions[name], function.syntax.range == syntax.range else { return }
    declared(syntax.name, .tableFunction(name))
    noteInlineCodes(syntax.type, named: name)
    for input in syntax.inputs {
      declared(input.name, .input(input.name.text, of: name))
      noteInlineCodes(input.type, named: "\(name).\(input.name.text)")
    }
  }

  private mutating func noteDeclared(_ syntax: DefinitionSyntax) {
    guard let table = tableIDs[syntax.table.text] else { return }
    note(syntax.table, .table(table))
    guard let index = definitionIDs[table]?[syntax.name.text], ruleSet.definitions.indices.contains(index),
      ruleSet.definitions[index].range == syntax.range
    else { return }
    declared(syntax.name, .definition(index))
    if let type = syntax.type { noteInlineCodes(type, named: "\(syntax.table.text).\(syntax.name.text)") }
  }

  private mutating func noteDeclared(_ syntax: LedgerSyntax) {
    declared(syntax.name, tableIDs[syntax.name.text].map { .table($0) } ?? .ledger(syntax.name.text))
    for policy in syntax.policies { notePolicy(policy) }
    for programme in syntax.programmes { declared(programme, .programme(programme.text)) }
  }

  private mutating func noteDeclared(_ syntax: PolicySyntax) {
    let policy = syntax.name.text
    guard policySyntaxes[policy]?.range == syntax.range else { return }
    declared(syntax.name, .policy(policy))
    if let subject = syntax.subject { noteTable(subject) }
    if let group = syntax.exclusive?.group { note(group, .exclusiveGroup(group.text)) }
    for item in syntax.items {
      recorder?.note(item.name.inside, .item(item.name.text, of: policy), isDeclaration: true)
    }
    for item in syntax.versions.flatMap(\.items).compactMap(\.item) {
      recorder?.note(item.inside, .item(item.text, of: policy))
    }
  }
}

extension TextSyntax {
  /// The span between its quotes.
  var inside: SourceRange {
    let quotes = range.length - text.utf8.count
    guard quotes > 0, quotes % 2 == 0 else { return range }
    return SourceRange(file: range.file, lower: range.lower + quotes / 2, upper: range.upper - quotes / 2)
  }
}
