import RuleLanguage

/// A fixed-length set of ordinals, 64 to a word. Bits past `count` are always zero.
public struct Bitmap: Hashable, Sendable {
  public let count: Int
  public var words: [UInt64]

  public init(count: Int, filled: Bool = false) {
    self.count = count
    words = Array(repeating: filled ? ~0 : 0, count: (count + 63) / 64)
    if filled { clearTail() }
  }

  mutating func clearTail() {
    let rest = count & 63
    if rest != 0 { words[words.count - 1] &= (1 << UInt64(rest)) - 1 }
  }

  @inlinable public subscript(index: Int) -> Bool {
    get { words[index >> 6] >> UInt64(index & 63) & 1 == 1 }
    set {
      let bit = UInt64(1) << UInt64(index & 63)
      if newValue { words[index >> 6] |= bit } else { words[index >> 6] &= ~bit }
    }
  }

  public mutating func formIntersection(_ other: Bitmap) {
    precondition(count == other.count, "bitmaps of different lengths")
    for i in words.indices { words[i] &= other.words[i] }
  }
  public mutating func formUnion(_ other: Bitmap) {
    precondition(count == other.count, "bitmaps of different lengths")
    for i in words.indices { words[i] |= other.words[i] }
  }
  public mutating func subtract(_ other: Bitmap) {
    precondition(count == other.count, "bitmaps of different lengths")
    for i in words.indices { words[i] &= ~other.words[i] }
  }
  public func intersection(_ other: Bitmap) -> Bitmap {
    var result = self
    result.formIntersection(other)
    return result
  }
  public func union(_ other: Bitmap) -> Bitmap {
    var result = self
    result.formUnion(other)
    return result
  }
  public func subtracting(_ other: Bitmap) -> Bitmap {
    var result = self
    result.subtract(other)
    return result
  }
  public var complement: Bitmap {
    var result = self
    for i in words.indices { result.words[i] = ~words[i] }
    if count > 0 { result.clearTail() }
    return result
  }

  public var isEmpty: Bool { words.allSatisfy { $0 == 0 } }
  /// Number of members. O(count / 64).
  public var population: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// Members in ascending order.
  public func forEach(_ body: (Int) throws -> Void) rethrows {
    for (w, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        try body(w << 6 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
  }

  public var members: [Int] {
    var result: [Int] = []
    result.reserveCapacity(population)
    forEach { result.append($0) }
    return result
  }
}

/// Three-valued outcomes of many records: `yes` where certainly true, `known` where certain at all;
/// `yes` is a subset of `known`.
public struct TruthBitmap: Hashable, Sendable {
  public var yes: Bitmap
  public var known: Bitmap
  public init(yes: Bitmap, known: Bitmap) {
    self.yes = yes
    self.known = known
  }
  public init(count: Int, _ value: Truth) {
    yes = Bitmap(count: count, filled: value == .yes)
    known = Bitmap(count: count, filled: value != .unknown)
  }
  public subscript(index: Int) -> Truth {
    get { known[index] ? (yes[index] ? .yes : .no) : .unknown }
    set {
      yes[index] = newValue == .yes
      known[index] = newValue != .unknown
    }
  }
  public var no: Bitmap { known.subtracting(yes) }
  public var unknown: Bitmap { known.complement }
}
