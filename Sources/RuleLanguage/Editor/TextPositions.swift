/// A place as editors count: a line, and the UTF-16 units before it on that line, both from zero.
public struct TextPosition: Hashable, Comparable, Sendable {
  public var line: Int
  public var character: Int
  public init(line: Int, character: Int) {
    self.line = line
    self.character = character
  }
  public static func < (a: TextPosition, b: TextPosition) -> Bool {
    (a.line, a.character) < (b.line, b.character)
  }
}

/// Turns UTF-8 offsets of a text into positions and back. A line ends with LF, CR or CRLF.
public struct TextPositions: Sendable {
  private let bytes: [UInt8]
  private let starts: [Int]

  /// `hidesMark`: a byte-order mark at the beginning is not part of what the editor shows; the offset
  /// of its first position is then behind the mark.
  public init(_ text: String, hidesMark: Bool = false) {
    bytes = Array(text.utf8)
    let isMarked = hidesMark && bytes.starts(with: [0xEF, 0xBB, 0xBF])
    var starts = [isMarked ? 3 : 0]
    for (offset, byte) in bytes.enumerated() {
      let isReturn = byte == 0x0D && (offset + 1 >= bytes.count || bytes[offset + 1] != 0x0A)
      if byte == 0x0A || isReturn { starts.append(offset + 1) }
    }
    self.starts = starts
  }

  public var end: TextPosition { position(at: bytes.count) }

  /// An offset inside a character counts as its beginning.
  public func position(at offset: Int) -> TextPosition {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    let end = min(max(offset, starts[low]), bytes.count)
    var units = 0
    var index = starts[low]
    while index < end {
      let width = TextPositions.width(bytes[index])
      if index + width > end { break }
      units += width == 4 ? 2 : 1
      index += width
    }
    return TextPosition(line: low, character: units)
  }

  /// A position behind the end of its line is that end; one inside a pair of units is before the pair.
  public func offset(at position: TextPosition) -> Int {
    if position.line < 0 { return starts[0] }
    guard position.line < starts.count else { return bytes.count }
    var index = starts[position.line]
    let limit = position.line + 1 < starts.count ? starts[position.line + 1] : bytes.count
    var units = 0
    while index < limit, bytes[index] != 0x0A, bytes[index] != 0x0D {
      let width = TextPositions.width(bytes[index])
      units += width == 4 ? 2 : 1
      if units > position.character { break }
      index += width
    }
    return index
  }

  /// Bytes of the character that begins with this one.
  private static func width(_ byte: UInt8) -> Int {
    byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
  }
}
