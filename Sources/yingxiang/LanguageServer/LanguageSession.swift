import Foundation
import RuleLanguage
import Store

/// The state of one editor's connection. Messages in, messages out; nothing here reads or writes streams.
struct LanguageSession {
  let language: Language
  /// For what depends on a day.
  let asOf: Day?
  var folder: EditorFolder
  /// Texts have changed since diagnostics were last published.
  private(set) var isDirty = false
  private(set) var isShutDown = false
  private var isInitialized = false
  private var analysis: EditorAnalysis?
  private var positions: [Int: TextPositions] = [:]
  /// What each file was last told.
  private var published: [String: JSONValue] = [:]

  init(_ folder: EditorFolder, asOf: Day?, _ language: Language) {
    self.folder = folder
    self.asOf = asOf
    self.language = language
  }

  func say(_ zh: String, _ en: String) -> String { language == .chinese ? zh : en }

  // MARK: Messages

  mutating func handle(_ message: JSONValue) -> [JSONValue] {
    let id = message["id"]
    guard let method = message["method"]?.string else {
      let isReply = message["result"] != nil || message["error"] != nil
      return isReply ? [] : [Reply.error(id, .invalidRequest, "a message has a method")]
    }
    let params = message["params"] ?? .null
    guard let id, id != .null else { return notified(method, params) }
    do {
      return [Reply.result(id, try result(method, params))]
    } catch {
      return [Reply.error(id, error.code, error.message)]
    }
  }

  private mutating func result(_ method: String, _ params: JSONValue) throws(RequestError) -> JSONValue {
    if isShutDown { throw RequestError(.invalidRequest, "the server has been shut down") }
    if method == "initialize" {
      if isInitialized { throw RequestError(.invalidRequest, "initialized already") }
      isInitialized = true
      isDirty = true
      return LanguageSession.capabilities
    }
    guard isInitialized else { throw RequestError(.notInitialized, "not initialized") }
    switch method {
    case "shutdown":
      isShutDown = true
      isDirty = false
      return .null
    case "textDocument/completion": return try completion(params)
    case "textDocument/hover": return try hover(params)
    case "textDocument/definition": return try definition(params)
    case "textDocument/references": return try references(params)
    case "textDocument/documentHighlight": return try highlights(params)
    case "textDocument/prepareRename": return try prepareRename(params)
    case "textDocument/rename": return try rename(params)
    case "textDocument/documentSymbol": return try documentSymbols(params)
    case "textDocument/formatting": return try formatting(params)
    case "textDocument/codeAction": return try codeActions(params)
    case "textDocument/semanticTokens/full": return try semanticTokens(params)
    default: throw RequestError(.methodNotFound, "no method \(method)")
    }
  }

  private mutating func notified(_ method: String, _ params: JSONValue) -> [JSONValue] {
    guard isInitialized, !isShutDown else { return [] }
    do throws(RequestError) {
      try apply(method, params)
      return []
    } catch {
      return [
        Reply.notification("window/logMessage", ["type": 2, "message": .string(error.message)])
      ]
    }
  }

  private mutating func apply(_ method: String, _ params: JSONValue) throws(RequestError) {
    switch method {
    case "textDocument/didOpen":
      let path = try path(params)
      guard let document = params["textDocument"], let text = document["text"]?.string else {
        throw RequestError(.invalidParams, "a document has a text")
      }
      folder.open(
        path,
        EditorFolder.Document(
          uri: document["uri"]?.string ?? "", version: document["version"]?.int, text: text))
    case "textDocument/didChange":
      try folder.change(
        try path(params), version: params["textDocument"]?["version"]?.int,
        params["contentChanges"]?.array ?? [])
    case "textDocument/didClose":
      folder.close(try path(params))
      try reload()
    case "textDocument/didSave", "workspace/didChangeWatchedFiles": try reload()
    default: return
    }
    changed()
  }

  private mutating func changed() {
    isDirty = true
    analysis = nil
    positions = [:]
  }

  private mutating func reload() throws(RequestError) {
    do {
      try folder.reload()
    } catch {
      changed()
      throw RequestError(.requestFailed, error.message.text(language))
    }
  }

  // MARK: Places

  func path(_ params: JSONValue) throws(RequestError) -> String {
    guard let uri = params["textDocument"]?["uri"]?.string else {
      throw RequestError(.invalidParams, "a document has a uri")
    }
    guard let path = folder.path(ofURI: uri) else {
      throw RequestError(
        .invalidParams, say("“\(uri)”不在规则文件夹里", "`\(uri)` is not in the rule folder"))
    }
    return path
  }

  mutating func analysed() -> EditorAnalysis {
    if let analysis { return analysis }
    let result = EditorAnalysis(folder.current())
    analysis = result
    return result
  }

  mutating func positions(ofFile file: Int, in files: [SourceFile]) -> TextPositions {
    if let known = positions[file] { return known }
    let result = folder.positions(of: files[file])
    positions[file] = result
    return result
  }

  mutating func range(_ range: SourceRange, in files: [SourceFile]) -> JSONValue {
    let positions = positions(ofFile: range.file, in: files)
    return [
      "start": positions.position(at: range.lower).json, "end": positions.position(at: range.upper).json,
    ]
  }

  mutating func location(_ range: SourceRange, in files: [SourceFile]) -> JSONValue {
    ["uri": .string(folder.uri(ofPath: files[range.file].path)), "range": self.range(range, in: files)]
  }

  /// The file and the UTF-8 offset that a request is about.
  mutating func place(_ params: JSONValue, in files: [SourceFile]) throws(RequestError) -> (
    file: Int, offset: Int
  ) {
    let file = try file(params, in: files)
    guard let position = params["position"].flatMap(TextPosition.init) else {
      throw RequestError(.invalidParams, "a position has a line and a character")
    }
    return (file, positions(ofFile: file, in: files).offset(at: position))
  }

  func file(_ params: JSONValue, in files: [SourceFile]) throws(RequestError) -> Int {
    let path = try path(params)
    guard let file = files.firstIndex(where: { $0.path == path }) else {
      throw RequestError(.invalidParams, say("没有规则文件“\(path)”", "there is no rule file `\(path)`"))
    }
    return file
  }

  // MARK: Diagnostics

  /// What has changed of the diagnostics of each file.
  mutating func publish() -> [JSONValue] {
    isDirty = false
    let analysis = analysed()
    var found = analysis.diagnostics
    if let asOf, !found.contains(where: { $0.severity == .error }) {
      found += analysis.ruleSet.parametersWithoutValue(on: asOf)
    }
    let byFile = Dictionary(grouping: found, by: \.range.file)
    var messages: [JSONValue] = []
    var told: Set<String> = []
    for (index, file) in analysis.files.enumerated() {
      let list = diagnostics(byFile[index] ?? [], in: analysis.files)
      told.insert(file.path)
      if let message = publish(file.path, list) { messages.append(message) }
    }
    for path in published.keys.sorted() where !told.contains(path) {
      if let message = publish(path, []) { messages.append(message) }
      published[path] = nil
    }
    return messages
  }

  private mutating func publish(_ path: String, _ list: [JSONValue]) -> JSONValue? {
    let document = folder.documents[path]
    let key = JSONValue.array(list + [document.map { .string("\($0.uri) \($0.version ?? 0)") } ?? .null])
    let before = published[path]
    published[path] = key
    // Nothing wrong, and nothing was said before.
    if before == key || (before == nil && list.isEmpty && document == nil) { return nil }
    var params: [String: JSONValue] = ["uri": .string(folder.uri(ofPath: path)), "diagnostics": .array(list)]
    if let version = document?.version { params["version"] = .int(version) }
    return Reply.notification("textDocument/publishDiagnostics", .object(params))
  }

  /// An editor is not given more of one file; that there are more is said.
  private static let mostDiagnostics = 1000

  private mutating func diagnostics(_ found: [Diagnostic], in files: [SourceFile]) -> [JSONValue] {
    var result = found.prefix(Self.mostDiagnostics).map { diagnostic($0, in: files) }
    guard let last = found.last, found.count > result.count else { return result }
    let rest = found.count - result.count
    result.append([
      "range": range(last.range, in: files), "severity": 1, "source": "yingxiang",
      "message": .string(say("另有 \(rest) 条没有列出", "\(rest) more are not listed")),
    ])
    return result
  }

  mutating func diagnostic(_ diagnostic: Diagnostic, in files: [SourceFile]) -> JSONValue {
    var text = diagnostic.message.text(language)
    if let remedy = diagnostic.remedy { text += "\n" + say("改法：", "remedy: ") + remedy.text(language) }
    let severity =
      switch diagnostic.severity {
      case .error: 1
      case .warning: 2
      case .note: 4
      }
    var members: [String: JSONValue] = [
      "range": range(diagnostic.range, in: files), "severity": .int(severity), "code": .string(diagnostic.id),
      "source": "yingxiang", "message": .string(text),
    ]
    if !diagnostic.related.isEmpty {
      members["relatedInformation"] = .array(
        diagnostic.related.map {
          ["location": location($0.range, in: files), "message": .string($0.message.text(language))]
        })
    }
    if diagnostic.id.hasPrefix("unused-") { members["tags"] = [1] }
    return .object(members)
  }
}
