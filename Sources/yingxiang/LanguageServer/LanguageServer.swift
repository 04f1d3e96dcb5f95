import Foundation
import RuleLanguage

/// Messages in, messages out, until `exit` or the end of input. What has arrived is handled first; the
/// rules are checked when nothing is waiting, so that fast typing costs one check.
struct LanguageServer {
  private var session: LanguageSession
  private let inbox = Inbox()
  private var framing = MessageFraming()
  private var waiting: [JSONValue] = []
  private var isClosed = false

  init(_ session: LanguageSession) { self.session = session }

  /// The exit code: 0 after `shutdown`, otherwise 1.
  mutating func run() -> Int32 {
    while true {
      receive(waiting: waiting.isEmpty && !session.isDirty)
      if !waiting.isEmpty {
        let message = waiting.removeFirst()
        if message["method"]?.string == "exit" { break }
        send(session.handle(message))
      } else if session.isDirty {
        send(session.publish())
      } else if isClosed {
        break
      }
    }
    return session.isShutDown ? 0 : 1
  }

  private mutating func receive(waiting blocks: Bool) {
    guard !isClosed else { return }
    guard let data = inbox.take(waiting: blocks) else {
      isClosed = true
      return
    }
    if data.isEmpty { return }
    framing.append(data)
    while let piece = framing.next() {
      switch piece {
      case .malformed(let reason): send([Reply.error(nil, .parseError, reason)])
      case .message(let body):
        do {
          let message = try JSONValue(parsing: body)
          if !cancels(message) { self.waiting.append(message) }
        } catch {
          send([Reply.error(nil, .parseError, "not JSON")])
        }
      }
    }
  }

  /// Answers a request that has not been begun, where this message takes it back.
  private mutating func cancels(_ message: JSONValue) -> Bool {
    guard message["method"]?.string == "$/cancelRequest" else { return false }
    if let id = message["params"]?["id"],
      let index = waiting.firstIndex(where: { $0["id"] == id && $0["method"] != nil })
    {
      waiting.remove(at: index)
      send([Reply.error(id, .requestCancelled, "cancelled")])
    }
    return true
  }

  private func send(_ messages: [JSONValue]) {
    for message in messages {
      try? FileHandle.standardOutput.write(contentsOf: MessageFraming.framed(message.text))
    }
  }
}

/// Messages of the server.
enum Reply {
  enum Code: Int {
    case parseError = -32700
    case invalidRequest = -32600
    case methodNotFound = -32601
    case invalidParams = -32602
    case notInitialized = -32002
    case requestFailed = -32803
    case requestCancelled = -32800
  }

  static func result(_ id: JSONValue, _ result: JSONValue) -> JSONValue {
    ["jsonrpc": "2.0", "id": id, "result": result]
  }

  static func error(_ id: JSONValue?, _ code: Code, _ message: String) -> JSONValue {
    [
      "jsonrpc": "2.0", "id": id ?? .null,
      "error": ["code": .int(code.rawValue), "message": .string(message)],
    ]
  }

  static func notification(_ method: String, _ params: JSONValue) -> JSONValue {
    ["jsonrpc": "2.0", "method": .string(method), "params": params]
  }
}

/// Why a request is answered with an error.
struct RequestError: Error {
  let code: Reply.Code
  let message: String
  init(_ code: Reply.Code, _ message: String) {
    self.code = code
    self.message = message
  }
}
