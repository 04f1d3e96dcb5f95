/// Finds lines and columns of a text. A line ends with LF, CR or CRLF.
public struct LineIndex: Sendable {
  private let bytes: [UInt8]
  /// Offset at which each line starts.
  private let starts: [Int]

  public init(_ text: String) {
    bytes = Array(text.utf8)
    var starts = [0]
    for (offset, byte) in bytes.enumerated() {
      let isReturn = byte == 0x0D && (offset + 1 >= bytes.count || bytes[offset + 1] != 0x0A)
      if byte == 0x0A || isReturn { starts.append(offset + 1) }
    }
    self.starts = starts
  }

  public var lineCount: Int { starts.count }

  /// Zero-based line of an offset. O(log n).
  public func line(at offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// One-based line and column; the column counts characters.
  public func position(at offset: Int) -> (line: Int, column: Int) {
    let line = line(at: offset)
    let start = starts[line]
    let end = min(max(offset, start), bytes.count)
    var text = String(decoding: bytes[start..<end], as: UTF8.self)
    if line == 0, text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    return (line + 1, text.count + 1)
  }

  /// A line's text without its end, and the offset at which it starts.
  public func text(ofLine line: Int) -> (text: String, start: Int) {
    let start = starts[line]
    var end = line + 1 < starts.count ? starts[line + 1] : bytes.count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return (String(decoding: bytes[start..<end], as: UTF8.self), start)
  }
}
