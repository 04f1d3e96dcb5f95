import Foundation

/// Plays a session that is written down line by line, and writes down what the server says:
///
///     open 村.rule
///     hover 村.rule 户籍地 属于‸ 漳州市
///     change 村.rule 漳州市 => 漳洲市
///
/// A place is the first occurrence of a piece of the text, at its `‸`. `change` is one incremental edit.
struct EditorScript {
  private let client: EditorClient
  private let scratch: Scratch
  private var texts: [String: String] = [:]
  private var versions: [String: Int] = [:]
  private(set) var transcript = ""

  init(_ client: EditorClient, _ scratch: Scratch) {
    self.client = client
    self.scratch = scratch
  }

  struct Misspelt: Error { let line: String }

  mutating func play(_ script: String) throws {
    for line in script.split(separator: "\n") where !line.hasPrefix("#") {
      transcript += "> \(line)\n"
      let words = line.split(separator: " ", maxSplits: 2).map(String.init)
      for message in try step(words, String(line)) { transcript += shown(message) }
      transcript += "\n"
    }
  }

  private mutating func step(_ words: [String], _ line: String) throws -> [EditorClient.Message] {
    guard let verb = words.first else { return [] }
    if verb == "initialize" { return [try client.initialize()] }
    guard words.count > 1 else { throw Misspelt(line: line) }
    let name = words[1]
    let rest = words.count > 2 ? words[2] : ""
    let document: EditorClient.Message = ["textDocument": ["uri": client.uri(name)]]
    func ask(_ method: String, _ params: EditorClient.Message) throws -> [EditorClient.Message] {
      let (reply, before) = try client.answer(to: client.ask(method, params))
      return before + [reply]
    }
    switch verb {
    case "open":
      let text = try scratch.text("rules/\(name)")
      texts[name] = text
      versions[name] = 1
      return try client.open(name, text)
    case "close":
      try client.notify("textDocument/didClose", document)
      texts[name] = nil
      return []
    case "change":
      let parts = rest.components(separatedBy: " => ")
      guard parts.count == 2, let range = texts[name]?.ranges(of: parts[0]).first else {
        throw Misspelt(line: line)
      }
      let (start, end) = (place(name, range.lowerBound), place(name, range.upperBound))
      texts[name]?.replaceSubrange(range, with: parts[1])
      versions[name, default: 1] += 1
      return try client.change(
        name, version: versions[name] ?? 1, [["range": ["start": start, "end": end], "text": parts[1]]])
    case "symbols": return try ask("textDocument/documentSymbol", document)
    case "colours": return try ask("textDocument/semanticTokens/full", document)
    case "format":
      return try ask(
        "textDocument/formatting",
        document.merging(["options": ["tabSize": 2, "insertSpaces": true]]) { first, _ in first })
    case "fix":
      let at = try position(name, rest, line)
      return try ask(
        "textDocument/codeAction",
        document.merging(["range": ["start": at, "end": at], "context": ["diagnostics": []]]) { first, _ in
          first
        })
    case "rename":
      let parts = rest.components(separatedBy: " => ")
      guard parts.count == 2 else { throw Misspelt(line: line) }
      return try ask(
        "textDocument/rename",
        document.merging(["position": try position(name, parts[0], line), "newName": parts[1]]) { first, _ in
          first
        })
    default:
      let methods = [
        "hover": "hover", "complete": "completion", "define": "definition", "references": "references",
        "highlight": "documentHighlight", "renameable": "prepareRename",
      ]
      guard let method = methods[verb] else { throw Misspelt(line: line) }
      var params = document.merging(["position": try position(name, rest, line)]) { first, _ in first }
      if verb == "references" { params["context"] = ["includeDeclaration": true] }
      return try ask("textDocument/\(method)", params)
    }
  }

  // MARK: Places

  private func position(_ name: String, _ piece: String, _ line: String) throws -> EditorClient.Message {
    let parts = piece.components(separatedBy: "‸")
    guard parts.count == 2, let range = texts[name]?.ranges(of: parts.joined()).first,
      let text = texts[name]
    else { throw Misspelt(line: line) }
    return place(name, text.index(range.lowerBound, offsetBy: parts[0].count))
  }

  private func place(_ name: String, _ index: String.Index) -> EditorClient.Message {
    let before = (texts[name] ?? "")[..<index].split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return ["line": before.count - 1, "character": before.last?.utf16.count ?? 0]
  }

  // MARK: Transcript

  private func shown(_ message: EditorClient.Message) -> String {
    let kept = message.filter { !["jsonrpc", "id"].contains($0.key) }
    guard
      let data = try? JSONSerialization.data(
        withJSONObject: kept, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    else { return "?" }
    let text = String(decoding: data, as: UTF8.self)
      .replacing(client.uri(""), with: "FOLDER/").replacing(client.root, with: "FOLDER")
    return compact(text.removingPercentEncoding ?? text) + "\n"
  }

  /// Positions, and short lists of numbers, on one line.
  private func compact(_ text: String) -> String {
    var result = text
    let patterns = [
      (#/\{\s*"character" : (\d+),\s*"line" : (\d+)\s*\}/#, { (a: Substring, b: Substring) in "\(b):\(a)" })
    ]
    for (pattern, shown) in patterns {
      result = result.replacing(pattern) { shown($0.output.1, $0.output.2) }
    }
    result = result.replacing(#/\{\s*"end" : (\d+:\d+),\s*"start" : (\d+:\d+)\s*\}/#) {
      "\"\($0.output.2)-\($0.output.1)\""
    }
    return result.replacing(#/\n\s+(-?\d+,?)/#) { " \($0.output.1)" }
  }
}
