/// Tight loops over a column's storage. Bit i of a result belongs to element `start + i`; bits past
/// `count` are zero.
package enum Kernels {
  /// Elements between two bounds, both inclusive. Bounds outside the element's type are clamped;
  /// an empty interval selects nothing.
  package static func inside<T: FixedWidthInteger & SignedInteger>(
    _ values: [T], from start: Int, count: Int, lower: Int64, upper: Int64
  ) -> [UInt64] {
    precondition(start >= 0 && count >= 0 && start + count <= values.count, "a block beyond its column")
    let words = (count + 63) / 64
    guard lower <= upper, lower <= Int64(T.max), upper >= Int64(T.min) else {
      return [UInt64](repeating: 0, count: words)
    }
    let low = T(clamping: lower)
    let high = T(clamping: upper)
    return unsafe values.withUnsafeBufferPointer { source in
      let base = unsafe UnsafeBufferPointer(rebasing: source[start..<start + count])
      return unsafe [UInt64](unsafeUninitializedCapacity: words) { out, written in
        unsafe pack(base, low, high, into: out)
        written = words
      }
    }
  }

  /// Compares into bytes, which the compiler vectorises, then gathers 8 bytes to 8 bits with a multiply.
  @inline(__always)
  private static func pack<T: FixedWidthInteger & SignedInteger>(
    _ values: UnsafeBufferPointer<T>, _ low: T, _ high: T, into out: UnsafeMutableBufferPointer<UInt64>
  ) {
    let whole = values.count / 64
    unsafe withUnsafeTemporaryAllocation(byteCount: 64, alignment: 64) { scratch in
      let bytes = unsafe scratch.bindMemory(to: UInt8.self)
      for word in 0..<whole {
        for i in 0..<64 {
          let value = unsafe values[word &* 64 &+ i]
          unsafe bytes[i] = (value >= low ? 1 : 0) & (value <= high ? 1 : 0)
        }
        var bits: UInt64 = 0
        for group in 0..<8 {
          let eight = unsafe UInt64(
            littleEndian: scratch.load(fromByteOffset: group &* 8, as: UInt64.self))
          bits |= ((eight &* 0x0102_0408_1020_4080) &>> 56) &<< UInt64(group &* 8)
        }
        unsafe out[word] = bits
      }
    }
    let rest = values.count & 63
    guard rest != 0 else { return }
    var bits: UInt64 = 0
    for i in 0..<rest {
      let value = unsafe values[whole &* 64 &+ i]
      if value >= low && value <= high { bits |= 1 << UInt64(i) }
    }
    unsafe out[whole] = bits
  }

  /// Elements whose bit in `members` is set; an element outside `members` is not.
  package static func member<T: FixedWidthInteger & SignedInteger>(
    _ values: [T], from start: Int, count: Int, of members: [Bool]
  ) -> [UInt64] {
    precondition(start >= 0 && count >= 0 && start + count <= values.count, "a block beyond its column")
    var words = [UInt64](repeating: 0, count: (count + 63) / 64)
    for word in words.indices {
      var bits: UInt64 = 0
      let first = start + word * 64
      for i in 0..<min(64, start + count - first) {
        let index = Int(truncatingIfNeeded: values[first + i])
        if index >= 0, index < members.count, members[index] { bits |= 1 << UInt64(i) }
      }
      words[word] = bits
    }
    return words
  }

  /// Whether any bit of `range` is set.
  package static func hasBit(_ words: [UInt64], in range: Range<Int>) -> Bool {
    var found = false
    forEachWord(range) { word, mask in if words[word] & mask != 0 { found = true } }
    return found
  }

  package static func population(_ words: [UInt64], in range: Range<Int>) -> Int {
    var count = 0
    forEachWord(range) { word, mask in count += (words[word] & mask).nonzeroBitCount }
    return count
  }

  @inline(__always)
  private static func forEachWord(_ range: Range<Int>, _ body: (Int, UInt64) -> Void) {
    guard !range.isEmpty else { return }
    let (first, last) = (range.lowerBound >> 6, (range.upperBound - 1) >> 6)
    for word in first...last {
      var mask = ~UInt64(0)
      if word == first { mask &= ~0 << UInt64(range.lowerBound & 63) }
      if word == last { mask &= ~0 >> UInt64(63 - (range.upperBound - 1) & 63) }
      body(word, mask)
    }
  }
}
