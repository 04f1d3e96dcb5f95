import Foundation

/// An editor at the other end of `yingxiang lsp`.
final class EditorClient {
  typealias Message = [String: Any]

  struct Ended: Error {}

  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private var buffer = Data()
  private var lastID = 0
  let root: String

  init(rules: String, _ arguments: String...) throws {
    root = rules
    process.executableURL = try Command.path(of: .yingxiang)
    process.arguments = ["lsp", "--rules", rules, "--language", "zh"] + arguments
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  deinit { if process.isRunning { process.terminate() } }

  func uri(_ name: String) -> String { URL(fileURLWithPath: root + "/" + name).absoluteString }

  // MARK: Messages

  func sendRaw(_ data: Data) { try? input.fileHandleForWriting.write(contentsOf: data) }

  func send(_ message: Message) throws {
    let body = try JSONSerialization.data(withJSONObject: message)
    sendRaw(Data("Content-Length: \(body.count)\r\n\r\n".utf8) + body)
  }

  func notify(_ method: String, _ params: Message) throws {
    try send(["jsonrpc": "2.0", "method": method, "params": params])
  }

  /// The number of the request.
  @discardableResult func ask(_ method: String, _ params: Message) throws -> Int {
    lastID += 1
    try send(["jsonrpc": "2.0", "id": lastID, "method": method, "params": params])
    return lastID
  }

  /// The next message of the server.
  func receive() throws -> Message {
    while true {
      if let message = try next() { return message }
      let data = output.fileHandleForReading.availableData
      if data.isEmpty { throw Ended() }
      buffer.append(data)
    }
  }

  private func next() throws -> Message? {
    guard let end = buffer.range(of: Data("\r\n\r\n".utf8)) else { return nil }
    let header = String(decoding: buffer[buffer.startIndex..<end.lowerBound], as: UTF8.self)
    guard let length = Int(header.drop { !$0.isNumber }), buffer.endIndex - end.upperBound >= length
    else { return nil }
    let body = Data(buffer[end.upperBound..<end.upperBound + length])
    buffer = Data(buffer[(end.upperBound + length)...])
    return try JSONSerialization.jsonObject(with: body) as? Message
  }

  /// The answer to a request, and what came before it.
  func answer(to id: Int) throws -> (reply: Message, before: [Message]) {
    var before: [Message] = []
    while true {
      let message = try receive()
      if message["id"] as? Int == id { return (message, before) }
      before.append(message)
    }
  }

  func request(_ method: String, _ params: Message) throws -> Message {
    try answer(to: ask(method, params)).reply
  }

  /// Diagnostics that follow a change of this version of a document.
  func diagnostics(of name: String, version: Int) throws -> [Message] {
    var messages: [Message] = []
    while true {
      let message = try receive()
      messages.append(message)
      let params = message["params"] as? Message
      if params?["uri"] as? String == uri(name), params?["version"] as? Int == version { break }
    }
    // Those of one check come together, before the next answer.
    let (_, rest) = try answer(to: ask("textDocument/documentHighlight", position(name, 0, 0)))
    return messages + rest
  }

  // MARK: Steps

  func initialize() throws -> Message {
    let reply = try request("initialize", ["processId": NSNull(), "capabilities": [:], "rootUri": NSNull()])
    try notify("initialized", [:])
    return reply
  }

  func position(_ name: String, _ line: Int, _ character: Int) -> Message {
    ["textDocument": ["uri": uri(name)], "position": ["line": line, "character": character]]
  }

  func open(_ name: String, _ text: String, version: Int = 1) throws -> [Message] {
    try notify(
      "textDocument/didOpen",
      [
        "textDocument": ["uri": uri(name), "languageId": "yingxiang", "version": version, "text": text]
      ])
    return try diagnostics(of: name, version: version)
  }

  func change(_ name: String, version: Int, _ changes: [Message]) throws -> [Message] {
    try notify(
      "textDocument/didChange",
      ["textDocument": ["uri": uri(name), "version": version], "contentChanges": changes])
    return try diagnostics(of: name, version: version)
  }

  /// Its exit code.
  func end(shutDown: Bool = true) throws -> Int32 {
    if shutDown { _ = try request("shutdown", [:]) }
    try notify("exit", [:])
    process.waitUntilExit()
    return process.terminationStatus
  }

  func hangUp() -> Int32 {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
