/// One piece of text in the place of another.
public struct TextChange: Hashable, Sendable {
  public let range: SourceRange
  public let replacement: String
  public init(range: SourceRange, replacement: String) {
    self.range = range
    self.replacement = replacement
  }
}

/// Why something cannot be renamed.
public struct RenameRefusal: Error, Sendable {
  public let message: Message
  init(_ zh: String, _ en: String) { message = Message(zh: zh, en: en) }
}

extension EditorAnalysis {
  /// The name at a place and its span without quotes, if it can be renamed.
  public func renameable(file: Int, at offset: Int) throws(RenameRefusal) -> NameUse {
    guard let use = use(file: file, at: offset) else {
      throw RenameRefusal(
        "这里没有可以改名的名称；关键字不能改名", "there is no name to rename here; keywords cannot be renamed")
    }
    switch use.symbol {
    case .code(let list, _) where declaration(of: use.symbol) == nil:
      let name = ruleSet.codeLists[list].name
      throw RenameRefusal("代码表“\(name)”的代码写在 CSV 文件里，不能在这里改名", "the codes of `\(name)` come from a CSV file")
    case .programme(let name):
      throw RenameRefusal(
        "“\(name)”是规则库以外的项目，发放记录里用的是这个名称", "`\(name)` is a programme outside of the rule set")
    case .exclusiveGroup: break
    default:
      if declaration(of: use.symbol) == nil {
        throw RenameRefusal("这个名称不是在规则文件里声明的，不能改名", "this name is not declared in a rule file")
      }
    }
    let text = unquoted(use.range)
    if case .code(let list, let ordinal) = use.symbol, ruleSet.codeLists[list].entries[ordinal].name != text {
      throw RenameRefusal("这里写的是代码，不是名称，不能改名", "this is a code, not its name")
    }
    return use
  }

  /// Every change that gives the name at a place another one, in all files. Refused where the rules
  /// would then say something else.
  public func rename(
    file: Int, at offset: Int, to newName: String
  ) throws(RenameRefusal) -> [TextChange] {
    let use = try renameable(file: file, at: offset)
    let old = unquoted(use.range)
    try check(newName)
    if newName == old { return [] }
    let changes = references(to: use.symbol).filter { unquoted($0.range) == old }.map {
      TextChange(range: $0.range, replacement: written(newName, at: $0.range))
    }
    try verify(changes)
    return changes
  }

  private func check(_ name: String) throws(RenameRefusal) {
    if KeywordTable.keyword(spelled: name) != nil {
      throw RenameRefusal("“\(name)”是关键字，不能当名称", "`\(name)` is a keyword")
    }
    let isPlain =
      !name.isEmpty
      && name.unicodeScalars.allSatisfy {
        !$0.isNewline && !$0.isBlank && !"「」“”\"#{}[]".unicodeScalars.contains($0)
      }
    if !isPlain {
      throw RenameRefusal("名称不能是空的，里面不能有空格、引号、括号和 #", "a name holds no blanks, quotes, brackets or #")
    }
  }

  /// The same rules must come out: as many errors, and every name standing for what it stood for.
  private func verify(_ changes: [TextChange]) throws(RenameRefusal) {
    var byFile: [Int: [TextChange]] = [:]
    for change in changes { byFile[change.range.file, default: []].append(change) }
    var renamed = files
    for (file, changes) in byFile {
      renamed[file] = SourceFile(path: files[file].path, text: applying(changes, to: files[file].text))
    }
    let after = EditorAnalysis(
      ParsedFolder(files: renamed, attachments: folder.attachments, reusing: folder))
    func errors(_ analysis: EditorAnalysis) -> [Diagnostic] {
      analysis.diagnostics.filter { $0.severity == .error }
    }
    let before = Dictionary(grouping: errors(self), by: \.id)
    let now = Dictionary(grouping: errors(after), by: \.id)
    for diagnostic in errors(after) where now[diagnostic.id]?.count ?? 0 > before[diagnostic.id]?.count ?? 0 {
      throw RenameRefusal(
        "改成这个名称会出错：\(diagnostic.message.chinese)", "with that name: \(diagnostic.message.english)")
    }
    // Places keep their order, and places of one symbol stay places of one symbol.
    var mapped: [Symbol: SourceRange] = [:]
    for (old, new) in zip(uses, after.uses) {
      guard let first = references(to: old.symbol).first?.range,
        let newFirst = after.references(to: new.symbol).first?.range
      else { continue }
      if let known = mapped[old.symbol], known != newFirst { throw collision(first) }
      mapped[old.symbol] = newFirst
      if old.isDeclaration != new.isDeclaration { throw collision(first) }
    }
    if uses.count != after.uses.count || Set(mapped.values).count != mapped.count {
      throw collision(changes.first?.range)
    }
  }

  private func collision(_ range: SourceRange?) -> RenameRefusal {
    let name = range.map { unquoted($0) } ?? ""
    return RenameRefusal(
      "这个名称已经有别的意思，改了以后规则会变（“\(name)”）", "that name means something else already (`\(name)`)")
  }

  // MARK: Quotes

  private static let quotes: [(open: String, close: String)] = [("「", "」"), ("“", "”"), ("\"", "\"")]

  public func unquoted(_ range: SourceRange) -> String {
    let text = text(of: range)
    for (open, close) in EditorAnalysis.quotes
    where text.hasPrefix(open) && text.hasSuffix(close) && text.count > 1 {
      return String(text.dropFirst().dropLast())
    }
    return text
  }

  /// In the quotes that stand there; else in 「」 where the name needs them. Inside a text as it is.
  public func written(_ name: String, at range: SourceRange) -> String {
    let text = text(of: range)
    for (open, close) in EditorAnalysis.quotes.dropFirst() where text.hasPrefix(open) {
      return open + name + close
    }
    if isInsideText(range) { return name }
    return CompletionList.written(name)
  }

  private func isInsideText(_ range: SourceRange) -> Bool {
    let before = SourceRange(file: range.file, lower: max(0, range.lower - 3), upper: range.lower)
    let head = text(of: before)
    return head.hasSuffix("“") || head.hasSuffix("\"") || head.hasSuffix("{")
  }
}

/// A text after changes that do not overlap.
public func applying(_ changes: [TextChange], to text: String) -> String {
  var result: [UInt8] = []
  let bytes = Array(text.utf8)
  var at = 0
  for change in changes.sorted(by: { $0.range.lower < $1.range.lower }) {
    let lower = min(max(change.range.lower, at), bytes.count)
    result += bytes[at..<lower]
    result += Array(change.replacement.utf8)
    at = min(max(change.range.upper, lower), bytes.count)
  }
  result += bytes[at...]
  return String(decoding: result, as: UTF8.self)
}
