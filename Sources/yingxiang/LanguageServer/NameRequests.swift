import RuleLanguage

/// Requests about the name at a place.
extension LanguageSession {
  mutating func completion(_ params: JSONValue) throws(RequestError) -> JSONValue {
    // Needs no check of the text as it is, which is broken at this place most of the time.
    let folder = self.folder.current()
    let (file, offset) = try place(params, in: folder.files)
    let found = folder.completions(file: file, at: offset)
    let range = range(found.replaced, in: folder.files)
    let items = found.items.enumerated().map { index, item -> JSONValue in
      [
        "label": .string(item.label), "kind": .int(item.kind.number),
        "detail": .string(item.detail.text(language)), "sortText": .string(String(10000 + index)),
        "textEdit": ["range": range, "newText": .string(item.insertion)],
      ]
    }
    return ["isIncomplete": .bool(found.isCut), "items": .array(items)]
  }

  mutating func hover(_ params: JSONValue) throws(RequestError) -> JSONValue {
    let analysis = analysed()
    let (file, offset) = try place(params, in: analysis.files)
    guard let hover = analysis.hover(file: file, at: offset, asOf: asOf, language) else { return .null }
    return [
      "contents": ["kind": "markdown", "value": .string(hover.text)],
      "range": range(hover.range, in: analysis.files),
    ]
  }

  mutating func definition(_ params: JSONValue) throws(RequestError) -> JSONValue {
    let analysis = analysed()
    let (file, offset) = try place(params, in: analysis.files)
    guard let use = analysis.use(file: file, at: offset), let target = analysis.definition(of: use.symbol)
    else { return .null }
    return location(target, in: analysis.files)
  }

  mutating func references(_ params: JSONValue) throws(RequestError) -> JSONValue {
    let analysis = analysed()
    let (file, offset) = try place(params, in: analysis.files)
    guard let use = analysis.use(file: file, at: offset) else { return [] }
    let withDeclaration = params["context"]?["includeDeclaration"]?.bool ?? true
    return .array(
      analysis.references(to: use.symbol).filter { withDeclaration || !$0.isDeclaration }.map {
        location($0.range, in: analysis.files)
      })
  }

  mutating func highlights(_ params: JSONValue) throws(RequestError) -> JSONValue {
    let analysis = analysed()
    let (file, offset) = try place(params, in: analysis.files)
    guard let use = analysis.use(file: file, at: offset) else { return [] }
    return .array(
      analysis.references(to: use.symbol).filter { $0.range.file == file }.map {
        ["range": range($0.range, in: analysis.files), "kind": $0.isDeclaration ? 3 : 2]
      })
  }

  mutating func prepareRename(_ params: JSONValue) throws(RequestError) -> JSONValue {
    let analysis = analysed()
    let (file, offset) = try place(params, in: analysis.files)
    do {
      let use = try analysis.renameable(file: file, at: offset)
      return [
        "range": range(use.range, in: analysis.files), "placeholder": .string(analysis.unquoted(use.range)),
      ]
    } catch {
      throw RequestError(.requestFailed, error.message.text(language))
    }
  }

  mutating func rename(_ params: JSONValue) throws(RequestError) -> JSONValue {
    let analysis = analysed()
    let (file, offset) = try place(params, in: analysis.files)
    guard let name = params["newName"]?.string else {
      throw RequestError(.invalidParams, "a new name is needed")
    }
    do {
      return workspaceEdit(try analysis.rename(file: file, at: offset, to: name), in: analysis.files)
    } catch {
      throw RequestError(.requestFailed, error.message.text(language))
    }
  }

  mutating func workspaceEdit(_ changes: [TextChange], in files: [SourceFile]) -> JSONValue {
    var edits: [String: [JSONValue]] = [:]
    for change in changes {
      edits[folder.uri(ofPath: files[change.range.file].path), default: []].append([
        "range": range(change.range, in: files), "newText": .string(change.replacement),
      ])
    }
    return ["changes": .object(edits.mapValues { .array($0) })]
  }
}
