/// Collects one field of one chunk and writes it as a BLOB:
///
///     byte 0     bytes per value: 0 (every value is 0), 1, 2, 4 or 8
///     byte 1     bit 0: every cell is known; bit 1: every cell has a value
///     bytes 4-7  number of cells
///     then       a word of 64 bits for each 64 cells, for known and for present, unless all are;
///                the values; for texts their number, where each ends (4 bytes each), and their bytes
///
/// All numbers are little-endian, values signed.
package struct SegmentEncoder {
  private var values: [Int64] = []
  private var known: [UInt64] = []
  private var present: [UInt64] = []
  private var texts = ByteTable()
  private var keys: (bytes: [UInt8], ends: [Int32]) = ([], [])
  package private(set) var unresolved = 0

  package init() {}

  package var count: Int { values.count }

  package mutating func append(_ value: Int64) { append(value, known: true, present: true) }
  package mutating func appendNone() { append(0, known: true, present: false) }
  package mutating func appendUnknown() { append(0, known: false, present: false) }

  package mutating func append(text: Span<UInt8>) { append(Int64(texts.insert(text))) }

  package mutating func appendUnresolved() {
    unresolved += 1
    append(0)
  }

  /// Keys are all different, so they are listed and not looked up.
  package mutating func append(key: [UInt8]) {
    keys.bytes.append(contentsOf: key)
    keys.ends.append(Int32(keys.bytes.count))
    append(0)
  }

  private mutating func append(_ value: Int64, known isKnown: Bool, present isPresent: Bool) {
    let bit = UInt64(values.count & 63)
    if bit == 0 {
      known.append(0)
      present.append(0)
    }
    known[known.count - 1] |= (isKnown ? 1 : 0) << bit
    present[present.count - 1] |= (isPresent ? 1 : 0) << bit
    values.append(value)
  }

  package func encoded() -> [UInt8] {
    let low = values.min() ?? 0
    let high = values.max() ?? 0
    func fits<Narrow: FixedWidthInteger>(_ type: Narrow.Type) -> Bool {
      low >= Int64(Narrow.min) && high <= Int64(Narrow.max)
    }
    let width =
      low == 0 && high == 0
      ? 0 : fits(Int8.self) ? 1 : fits(Int16.self) ? 2 : fits(Int32.self) ? 4 : 8
    func population(_ words: [UInt64]) -> Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }
    let allKnown = population(known) == count
    let allPresent = population(present) == count
    var bytes: [UInt8] = [UInt8(width), (allKnown ? 1 : 0) | (allPresent ? 2 : 0), 0, 0]
    bytes.reserveCapacity(16 + count * width + count / 4 + texts.bytes.count + keys.bytes.count)
    append([UInt32(count)], to: &bytes)
    if !allKnown { append(known, to: &bytes) }
    if !allPresent { append(present, to: &bytes) }
    switch width {
    case 1: append(values.map { Int8($0) }, to: &bytes)
    case 2: append(values.map { Int16($0) }, to: &bytes)
    case 4: append(values.map { Int32($0) }, to: &bytes)
    case 8: append(values, to: &bytes)
    default: break
    }
    let (ends, content) = keys.ends.isEmpty ? (texts.ends, texts.bytes) : (keys.ends, keys.bytes)
    append([UInt32(ends.count)], to: &bytes)
    append(ends, to: &bytes)
    bytes.append(contentsOf: content)
    return bytes
  }

  private func append<Value: FixedWidthInteger & BitwiseCopyable>(
    _ values: [Value], to bytes: inout [UInt8]
  ) {
    let ordered = Value(1).littleEndian == 1 ? values : values.map(\.littleEndian)
    unsafe ordered.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
  }
}
