import Foundation

/// Cuts a stream of bytes into messages: `Content-Length: n`, an empty line, n bytes.
struct MessageFraming {
  enum Piece {
    case message(Data)
    /// What stood before the next message made no sense.
    case malformed(String)
  }

  /// Longer than any rule folder; more is a mistake in the header.
  static let longest = 256 << 20
  private static let longestHeader = 16 << 10
  private static let separator = Data("\r\n\r\n".utf8)

  private var buffer = Data()

  mutating func append(_ data: Data) { buffer.append(data) }

  mutating func next() -> Piece? {
    guard let end = buffer.range(of: MessageFraming.separator) else {
      guard buffer.count > MessageFraming.longestHeader else { return nil }
      buffer.removeAll()
      return .malformed("no Content-Length header")
    }
    let header = String(decoding: buffer[buffer.startIndex..<end.lowerBound], as: UTF8.self)
    guard let length = MessageFraming.length(header) else {
      buffer = Data(buffer[end.upperBound...])
      return .malformed("no Content-Length header")
    }
    guard buffer.endIndex - end.upperBound >= length else { return nil }
    let body = Data(buffer[end.upperBound..<end.upperBound + length])
    buffer = Data(buffer[(end.upperBound + length)...])
    return .message(body)
  }

  private static func length(_ header: String) -> Int? {
    for line in header.split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased().trimmingCharacters(in: .whitespaces) == "content-length"
      else { continue }
      guard let length = Int(parts[1].trimmingCharacters(in: .whitespaces)), (0...longest).contains(length)
      else { return nil }
      return length
    }
    return nil
  }

  static func framed(_ body: Data) -> Data { Data("Content-Length: \(body.count)\r\n\r\n".utf8) + body }
}
