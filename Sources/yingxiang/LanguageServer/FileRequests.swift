import RuleLanguage

/// Requests about a whole file, and fixes.
extension LanguageSession {
  mutating func documentSymbols(_ params: JSONValue) throws(RequestError) -> JSONValue {
    let analysis = analysed()
    let file = try file(params, in: analysis.files)
    return .array(analysis.outline(ofFile: file).map { symbol($0, in: analysis.files) })
  }

  private mutating func symbol(_ entry: OutlineEntry, in files: [SourceFile]) -> JSONValue {
    var members: [String: JSONValue] = [
      // A name must not be empty.
      "name": .string(entry.name.isEmpty ? "—" : entry.name), "kind": .int(entry.kind.number),
      "range": range(entry.range, in: files), "selectionRange": range(entry.nameRange, in: files),
    ]
    if !entry.detail.isEmpty { members["detail"] = .string(entry.detail) }
    if !entry.children.isEmpty {
      members["children"] = .array(entry.children.map { symbol($0, in: files) })
    }
    return .object(members)
  }

  /// `null` for a file with errors: it stays as it is, and its errors are shown already.
  mutating func formatting(_ params: JSONValue) throws(RequestError) -> JSONValue {
    let files = folder.current().files
    let file = try file(params, in: files)
    let old = files[file].text
    let (new, diagnostics) = format(files[file])
    if diagnostics.contains(where: { $0.severity == .error }) { return .null }
    if new == old { return [] }
    let (before, after) = (lines(old), lines(new))
    let head = zip(before, after).prefix { $0 == $1 }.count
    let shorter = min(before.count, after.count) - head
    let tail = min(shorter, zip(before.reversed(), after.reversed()).prefix { $0 == $1 }.count)
    func bytes(_ lines: some Sequence<Substring>) -> Int { lines.reduce(0) { $0 + $1.utf8.count } }
    let lower = bytes(before.prefix(head))
    let upper = old.utf8.count - bytes(before.suffix(tail))
    let changed = after.dropFirst(head).dropLast(tail).joined()
    return [
      [
        "range": range(SourceRange(file: file, lower: lower, upper: upper), in: files),
        "newText": .string(changed),
      ]
    ]
  }

  /// Each with its end.
  private func lines(_ text: String) -> [Substring] {
    var result: [Substring] = []
    var rest = text[...]
    while let end = rest.firstIndex(where: \.isNewline) {
      let next = rest.index(after: end)
      result.append(rest[..<next])
      rest = rest[next...]
    }
    return rest.isEmpty ? result : result + [rest]
  }

  mutating func semanticTokens(_ params: JSONValue) throws(RequestError) -> JSONValue {
    let analysis = analysed()
    let file = try file(params, in: analysis.files)
    let positions = positions(ofFile: file, in: analysis.files)
    let kinds = SemanticToken.Kind.allCases
    var data: [JSONValue] = []
    var last = TextPosition(line: 0, character: 0)
    for token in analysis.semanticTokens(ofFile: file) {
      let (start, end) = (
        positions.position(at: token.range.lower), positions.position(at: token.range.upper)
      )
      guard start.line == end.line, end.character > start.character,
        let kind = kinds.firstIndex(of: token.kind)
      else { continue }
      let column = start.line == last.line ? start.character - last.character : start.character
      data += [
        .int(start.line - last.line), .int(column), .int(end.character - start.character), .int(kind),
        .int(token.isDeclaration ? 1 : 0),
      ]
      last = start
    }
    return ["data": .array(data)]
  }

  mutating func codeActions(_ params: JSONValue) throws(RequestError) -> JSONValue {
    let analysis = analysed()
    let file = try file(params, in: analysis.files)
    let positions = positions(ofFile: file, in: analysis.files)
    guard let start = params["range"]?["start"].flatMap(TextPosition.init),
      let end = params["range"]?["end"].flatMap(TextPosition.init)
    else { throw RequestError(.invalidParams, "a range has two positions") }
    let (lower, upper) = (positions.offset(at: start), positions.offset(at: end))
    var actions: [JSONValue] = []
    for found in analysis.diagnostics
    where found.range.file == file && found.range.lower <= upper && lower <= found.range.upper {
      guard let fix = fix(found, in: analysis) else { continue }
      actions.append([
        "title": .string(fix.title), "kind": "quickfix", "isPreferred": true,
        "diagnostics": [diagnostic(found, in: analysis.files)],
        "edit": workspaceEdit([fix.change], in: analysis.files),
      ])
    }
    return .array(actions)
  }

  private func fix(_ diagnostic: Diagnostic, in analysis: EditorAnalysis) -> (
    title: String, change: TextChange
  )? {
    if let fixIt = diagnostic.fixIt {
      return (
        fixIt.message.text(language), TextChange(range: fixIt.range, replacement: fixIt.replacement)
      )
    }
    guard let meant = diagnostic.meant else { return nil }
    let change = TextChange(
      range: diagnostic.range, replacement: analysis.written(meant, at: diagnostic.range))
    return (say("改为“\(meant)”", "change to `\(meant)`"), change)
  }
}
