import Foundation
import Testing

/// `yingxiang lsp` as an editor speaks with it.
@Suite struct LanguageServerTests {
  private static let sessions = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Sessions")

  private func client(_ scratch: Scratch, _ arguments: String...) throws -> EditorClient {
    try EditorClient(rules: scratch.path("rules"), "--as-of", Village.asOf)
  }

  private func village() throws -> Scratch { try Village().scratch }

  /// Each session with what the server says beside it. RECORD writes it anew and fails.
  @Test(arguments: ["村", "两个文件"]) func session(_ name: String) throws {
    let script = try String(
      contentsOf: Self.sessions.appendingPathComponent("\(name).session"), encoding: .utf8)
    let scratch = Scratch()
    // Files first, each under its name, then the steps.
    let parts = script.components(separatedBy: "=== ")
    for part in parts.dropFirst() {
      let head = part.prefix { $0 != "\n" }
      var text = String(part.dropFirst(head.count + 1))
      if head.contains("CRLF") { text = text.replacing("\n", with: "\r\n") }
      if head.contains("BOM") { text = "\u{FEFF}" + text }
      try scratch.write("rules/" + head.split(separator: " ")[0], text)
    }
    if parts.count == 1 { try scratch.write("rules/村.rule", Village.text) }
    let client = try client(scratch)
    var editor = EditorScript(client, scratch)
    try editor.play(parts[0])
    #expect(try client.end() == 0)
    let file = Self.sessions.appendingPathComponent("\(name).replies")
    if ProcessInfo.processInfo.environment["RECORD"] != nil {
      try editor.transcript.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("recorded \(name).replies; run again without RECORD")
      return
    }
    let expected = try? String(contentsOf: file, encoding: .utf8)
    #expect(expected == editor.transcript, "\(name).replies differs:\n\(editor.transcript)")
  }

  private func code(_ message: EditorClient.Message) -> Int? {
    (message["error"] as? EditorClient.Message)?["code"] as? Int
  }

  @Test func mistakesOfTheClient() throws {
    let client = try client(try village())
    // Before initialize.
    #expect(code(try client.request("textDocument/hover", client.position("村.rule", 0, 0))) == -32002)
    _ = try client.initialize()
    #expect(code(try client.request("initialize", [:])) == -32600)
    #expect(code(try client.request("textDocument/nothing", [:])) == -32601)
    try client.notify("nothing/known", [:])
    #expect(code(try client.request("textDocument/hover", [:])) == -32602)
    #expect(
      code(try client.request("textDocument/hover", ["textDocument": ["uri": client.uri("村.rule")]]))
        == -32602)
    #expect(code(try client.request("textDocument/rename", client.position("村.rule", 0, 0))) == -32602)
    // Outside of the folder, not there, not a file.
    for uri in [
      "file:///elsewhere/a.rule", client.uri("没有.rule"), client.uri("../a.rule"), "untitled:1", "", "%",
    ] {
      let params: EditorClient.Message = [
        "textDocument": ["uri": uri], "position": ["line": 0, "character": 0],
      ]
      #expect(code(try client.request("textDocument/hover", params)) == -32602, "\(uri)")
    }
    // No JSON, no header, no method, a wrong length.
    func raw(_ text: String) throws -> Int? {
      client.sendRaw(Data(text.utf8))
      while true {
        let message = try client.receive()
        if message["error"] != nil { return code(message) }
      }
    }
    #expect(try raw("Content-Length: 5\r\n\r\n{\"a\":") == -32700)
    #expect(try raw("Content-Length: 2\r\n\r\n{}") == -32600)
    #expect(try raw("Content-Length: 4\r\n\r\nnull") == -32600)
    #expect(try raw("Hello: 1\r\n\r\n") == -32700)
    #expect(try raw("Content-Length: -1\r\n\r\n") == -32700)
    #expect(try raw("Content-Length: 99999999999999999999\r\n\r\n") == -32700)
    let deep = String(repeating: "[", count: 100_000)
    #expect(try raw("Content-Length: \(deep.utf8.count)\r\n\r\n\(deep)") == -32700)
    // It still answers.
    let reply = try client.request("textDocument/hover", client.position("村.rule", 0, 0))
    #expect(reply["result"] is EditorClient.Message)
    _ = try client.request("shutdown", [:])
    #expect(code(try client.request("textDocument/hover", client.position("村.rule", 0, 0))) == -32600)
    #expect(try client.end(shutDown: false) == 0)
  }

  @Test func theEnd() throws {
    let scratch = try village()
    #expect(try client(scratch).end(shutDown: false) == 1)
    #expect(try client(scratch).hangUp() == 1)
    let missing = try Command.yingxiang("lsp", "--rules", scratch.path("没有"))
    #expect(missing.status == 3 && missing.errors.contains("没有"))
    #expect(try Command.yingxiang("lsp").status == 2)
    #expect(
      try Command.yingxiang("lsp", "--rules", scratch.path("rules"), "--as-of", "2026-13-01").status == 2)
  }

  private func lines(_ messages: [EditorClient.Message], of uri: String) -> [Int]? {
    let params = messages.compactMap { $0["params"] as? EditorClient.Message }.last {
      $0["uri"] as? String == uri
    }
    let list = params?["diagnostics"] as? [EditorClient.Message]
    return list?.compactMap {
      (($0["range"] as? EditorClient.Message)?["start"] as? EditorClient.Message)?["line"] as? Int
    }
  }

  /// What is in the editor counts, not what is on disk; and in the end what is on disk.
  @Test func unsavedTexts() throws {
    let scratch = try village()
    let client = try client(scratch)
    _ = try client.initialize()
    #expect(lines(try client.open("村.rule", Village.text), of: client.uri("村.rule")) == [])
    // Not on disk at all: it takes the policy's name a second time.
    let more = "\n\n政策 老年津贴 { 依据 “不详”；对象 居民；待遇 1元 }\n"
    let found = try client.open("新.rule", more)
    #expect(lines(found, of: client.uri("新.rule")) == nil || lines(found, of: client.uri("村.rule")) != nil)
    let all = [client.uri("新.rule"), client.uri("村.rule")].flatMap { lines(found, of: $0) ?? [] }
    #expect(!all.isEmpty)
    try client.notify("textDocument/didClose", ["textDocument": ["uri": client.uri("新.rule")]])
    // A full text in the place of all.
    let broken = try client.change("村.rule", version: 2, [["text": Village.text + "政策 {"]])
    #expect(lines(broken, of: client.uri("村.rule"))?.isEmpty == false)
    try scratch.write("rules/另.rule", "标签 高龄 属于 居民 = 年满 八十\n")
    try client.notify("workspace/didChangeWatchedFiles", ["changes": []])
    let mended = try client.change("村.rule", version: 3, [["text": Village.text]])
    #expect(lines(mended, of: client.uri("另.rule")) == [0])
    #expect(try client.end() == 0)
  }

  /// Edits that arrive together are one check, and their positions follow each other.
  @Test func manyChangesAtOnce() throws {
    let client = try client(try village())
    _ = try client.initialize()
    _ = try client.open("村.rule", "")
    var changes: [EditorClient.Message] = []
    var line = 0
    for text in Village.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      let at = ["line": line, "character": 0]
      changes.append(["range": ["start": at, "end": at], "text": text + "\n"])
      line += 1
    }
    #expect(lines(try client.change("村.rule", version: 2, changes), of: client.uri("村.rule")) == [])
    let symbols = try client.request(
      "textDocument/documentSymbol", ["textDocument": ["uri": client.uri("村.rule")]])
    #expect((symbols["result"] as? [EditorClient.Message])?.count == 6)
  }

  @Test func aHugeDocument() throws {
    let client = try client(try village())
    _ = try client.initialize()
    let text = Village.text + String(repeating: "标签 甲 属于 居民 = 年满 80周岁  # 说明\n", count: 20_000)
    let found = try client.open("村.rule", text)
    #expect((lines(found, of: client.uri("村.rule"))?.count ?? 0) > 1000)
    let end = try client.request("textDocument/completion", client.position("村.rule", 15_000, 10))
    #expect(end["result"] is EditorClient.Message)
    #expect(try client.end() == 0)
  }
}
