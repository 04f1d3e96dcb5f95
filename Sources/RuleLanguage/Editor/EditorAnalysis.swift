/// The files of a rule folder, each parsed. A value; each change of a text makes another one, which takes
/// over what stayed the same.
public struct ParsedFolder: Sendable {
  public let files: [SourceFile]
  public let attachments: [String: String]
  let parsed: [ParsedFile]

  struct ParsedFile: Sendable {
    let tree: FileSyntax
    let diagnostics: [Diagnostic]
  }

  public init(
    files: [SourceFile], attachments: [String: String], reusing previous: ParsedFolder? = nil
  ) {
    self.files = files
    self.attachments = attachments
    parsed = files.indices.map { index in
      if let previous, previous.files.indices.contains(index), previous.files[index] == files[index] {
        return previous.parsed[index]
      }
      let (tree, diagnostics) = parse(files[index], index: index)
      return ParsedFile(tree: tree, diagnostics: diagnostics)
    }
  }
}

/// A rule folder as an editor sees it: checked, with every name and what it stands for.
public struct EditorAnalysis: Sendable {
  public let folder: ParsedFolder
  public let ruleSet: RuleSet
  /// In the order of the files and their texts.
  public let diagnostics: [Diagnostic]
  /// In the order of the files and their texts, one a place.
  public let uses: [NameUse]
  private let places: [Symbol: [Int]]

  public var files: [SourceFile] { folder.files }
  var parsed: [ParsedFolder.ParsedFile] { folder.parsed }

  /// Never fails: what is wrong is in ``diagnostics``.
  public init(_ folder: ParsedFolder) {
    self.folder = folder
    let parsed = folder.parsed
    var checker = Checker(files: folder.files, attachments: folder.attachments)
    checker.recorder = NameRecorder()
    checker.diagnostics = parsed.flatMap(\.diagnostics)
    checker.check(parsed.flatMap(\.tree.declarations))
    checker.sortDiagnostics()
    ruleSet = checker.ruleSet
    diagnostics = checker.diagnostics
    uses = checker.recorder?.finished() ?? []
    var places: [Symbol: [Int]] = [:]
    for (index, use) in uses.enumerated() { places[use.symbol, default: []].append(index) }
    self.places = places
  }

  // MARK: Names

  /// The name that a cursor at this UTF-8 offset touches; of two neighbours the one that begins there.
  public func use(file: Int, at offset: Int) -> NameUse? {
    var low = 0
    var high = uses.count
    while low < high {
      let middle = (low + high) / 2
      if (uses[middle].range.file, uses[middle].range.lower) <= (file, offset) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return uses[..<low].reversed().prefix(4).first { $0.range.touches(file: file, offset: offset) }
  }

  /// Where a name is declared; `nil` for codes of CSV files and names of the language.
  public func declaration(of symbol: Symbol) -> SourceRange? {
    let all = references(to: symbol)
    if case .exclusiveGroup = symbol { return all.first?.range }
    return all.first(where: \.isDeclaration)?.range
  }

  /// Every place of a name, its declaration included, in the order of the text.
  public func references(to symbol: Symbol) -> [NameUse] { (places[symbol] ?? []).map { uses[$0] } }

  /// Where an editor goes for a name: to its declaration, or to the code list that a code's CSV is named in.
  public func definition(of symbol: Symbol) -> SourceRange? {
    if let declared = declaration(of: symbol) { return declared }
    switch symbol {
    case .code(let list, _): return declaration(of: .codeList(list))
    case .field(let table, _): return declaration(of: .table(table))
    default: return nil
    }
  }

  public func text(of range: SourceRange) -> String {
    guard files.indices.contains(range.file) else { return "" }
    let utf8 = files[range.file].text.utf8
    let lower = utf8.index(utf8.startIndex, offsetBy: min(range.lower, utf8.count))
    let upper = utf8.index(utf8.startIndex, offsetBy: min(range.upper, utf8.count))
    return String(files[range.file].text[lower..<upper])
  }

  /// The declaration that bears a name at this place.
  func declarationSyntax(at name: SourceRange) -> DeclarationSyntax? {
    guard parsed.indices.contains(name.file) else { return nil }
    return parsed[name.file].tree.declarations.first { $0.name.range == name }
  }
}

extension DeclarationSyntax {
  public var name: NameSyntax {
    switch self {
    case .entity(let syntax): syntax.name
    case .relation(let syntax): syntax.name
    case .reverse(let syntax): syntax.name
    case .codeList(let syntax): syntax.name
    case .codeSet(let syntax): syntax.name
    case .parameter(let syntax): syntax.name
    case .definition(let syntax): syntax.name
    case .ledger(let syntax): syntax.name
    case .lifeEvent(let syntax): syntax.name
    case .policy(let syntax): syntax.name
    case .table(let syntax): syntax.name
    }
  }

  public var range: SourceRange {
    switch self {
    case .entity(let syntax): syntax.range
    case .relation(let syntax): syntax.range
    case .reverse(let syntax): syntax.range
    case .codeList(let syntax): syntax.range
    case .codeSet(let syntax): syntax.range
    case .parameter(let syntax): syntax.range
    case .definition(let syntax): syntax.range
    case .ledger(let syntax): syntax.range
    case .lifeEvent(let syntax): syntax.range
    case .policy(let syntax): syntax.range
    case .table(let syntax): syntax.range
    }
  }
}
