import Matching
import RuleLanguage

/// Joins the segments of one field into a column.
package struct ColumnAssembler {
  private var narrow: [Int32] = []
  private var wide: [Int64] = []
  private var isWide = false
  private var known = BitAppender()
  private var present = BitAppender()
  /// The texts of the segments in turn, and where each segment's begin.
  package private(set) var texts: [String] = []
  package private(set) var textStarts: [(cell: Int, text: Int)] = []

  package var count: Int { isWide ? wide.count : narrow.count }

  package init(capacity: Int) { narrow.reserveCapacity(capacity) }

  package mutating func append(segment: UnsafeRawBufferPointer) throws {
    var reader = unsafe SegmentReader(segment)
    let width = try Int(reader.read(UInt8.self))
    let flags = try reader.read(UInt8.self)
    _ = try reader.read(UInt16.self)
    let count = try Int(reader.read(UInt32.self))
    let words = (count + 63) / 64
    try known.append(flags & 1 != 0 ? nil : reader.words(words), count: count)
    try present.append(flags & 2 != 0 ? nil : reader.words(words), count: count)
    textStarts.append((self.count, texts.count))
    switch width {
    case 0: appendZeros(count)
    case 1: try append(reader.values(Int8.self, count))
    case 2: try append(reader.values(Int16.self, count))
    case 4: try append(reader.values(Int32.self, count))
    case 8:
      if !isWide {
        isWide = true
        wide = narrow.map(Int64.init)
        narrow = []
      }
      try wide.append(contentsOf: reader.values(Int64.self, count))
    default: throw StoreError.corrupt("segment")
    }
    try reader.texts(into: &texts)
  }

  private mutating func appendZeros(_ count: Int) {
    if isWide {
      wide.append(contentsOf: repeatElement(0, count: count))
    } else {
      narrow.append(contentsOf: repeatElement(0, count: count))
    }
  }

  private mutating func append<Narrow: FixedWidthInteger>(_ values: [Narrow]) {
    if isWide {
      wide.append(contentsOf: values.lazy.map { Int64($0) })
    } else {
      narrow.append(contentsOf: values.lazy.map { Int32(truncatingIfNeeded: $0) })
    }
  }

  /// The values so far, widened.
  package var integers: [Int64] { isWide ? wide : narrow.map(Int64.init) }

  package func column(_ type: ValueType) -> Column {
    Column(
      type: type, scale: Column.scale(for: type), storage: isWide ? .wide(wide) : .narrow(narrow),
      known: known.bitmap, present: present.bitmap)
  }

  /// With each present value replaced.
  package func column(_ type: ValueType, mapping: (Int, Int64) -> Int32) -> Column {
    var mapped = [Int32](repeating: 0, count: count)
    let bitmap = present.bitmap
    let values = integers
    bitmap.forEach { mapped[$0] = mapping($0, values[$0]) }
    return Column(
      type: type, scale: 1, storage: .narrow(mapped), known: known.bitmap, present: bitmap)
  }
}

/// Joins bit sets of any length.
package struct BitAppender {
  private var words: [UInt64] = []
  private var count = 0

  package init() {}

  /// `nil` stands for ones throughout. Bits past `count` are zero.
  package mutating func append(_ added: [UInt64]?, count addedCount: Int) {
    let shift = UInt64(count & 63)
    let wordCount = (addedCount + 63) / 64
    for index in 0..<wordCount {
      let rest = addedCount - index * 64
      let word = added?[index] ?? (rest < 64 ? (1 << UInt64(rest)) - 1 : ~0)
      if shift == 0 {
        words.append(word)
      } else {
        words[words.count - 1] |= word << shift
        words.append(word >> (64 - shift))
      }
    }
    count += addedCount
    let needed = (count + 63) / 64
    if words.count > needed { words.removeLast(words.count - needed) }
  }

  package var bitmap: Bitmap {
    var bitmap = Bitmap(count: count)
    bitmap.words = words
    return bitmap
  }
}

/// Reads a segment from front to back.
@safe package struct SegmentReader {
  private let bytes: UnsafeRawBufferPointer
  private var position = 0

  package init(_ bytes: UnsafeRawBufferPointer) { unsafe self.bytes = bytes }

  private mutating func take(_ count: Int) throws -> Int {
    guard count >= 0, unsafe count <= bytes.count - position else { throw StoreError.corrupt("segment") }
    defer { position += count }
    return position
  }

  package mutating func read<Value: FixedWidthInteger & BitwiseCopyable>(_ type: Value.Type) throws -> Value {
    let start = try take(MemoryLayout<Value>.size)
    return unsafe Value(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: type))
  }

  package mutating func values<Value: FixedWidthInteger & BitwiseCopyable>(
    _ type: Value.Type, _ count: Int
  ) throws -> [Value] {
    let start = try take(count * MemoryLayout<Value>.size)
    return unsafe [Value](unsafeUninitializedCapacity: count) { buffer, initialized in
      let source = unsafe UnsafeRawBufferPointer(
        rebasing: bytes[start..<start + count * MemoryLayout<Value>.size])
      unsafe UnsafeMutableRawBufferPointer(buffer).copyMemory(from: source)
      initialized = count
    }
  }

  package mutating func words(_ count: Int) throws -> [UInt64] { try values(UInt64.self, count) }

  package mutating func texts(into texts: inout [String]) throws {
    let count = try Int(read(UInt32.self))
    let ends = try values(Int32.self, count)
    let start = try take(Int(ends.last ?? 0))
    var lower = 0
    texts.reserveCapacity(texts.count + count)
    for end in ends {
      let upper = Int(end)
      guard upper >= lower else { throw StoreError.corrupt("segment") }
      let slice = unsafe UnsafeRawBufferPointer(rebasing: bytes[(start + lower)..<(start + upper)])
      texts.append(unsafe String(decoding: slice, as: UTF8.self))
      lower = upper
    }
  }
}
