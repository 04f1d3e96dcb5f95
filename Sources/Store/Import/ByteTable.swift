/// Distinct byte strings, numbered in the order in which they were first seen.
package struct ByteTable {
  package private(set) var bytes: [UInt8] = []
  /// Where each string ends in `bytes`.
  package private(set) var ends: [Int32] = []
  private var slots = [Int32](repeating: -1, count: 64)

  package var count: Int { ends.count }

  package func range(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
  }

  package func find(_ key: Span<UInt8>) -> Int? {
    let slot = slot(of: key)
    return slots[slot] < 0 ? nil : Int(slots[slot])
  }

  /// The string's number, new or known.
  package mutating func insert(_ key: Span<UInt8>) -> Int {
    let slot = slot(of: key)
    if slots[slot] >= 0 { return Int(slots[slot]) }
    slots[slot] = Int32(count)
    unsafe key.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    ends.append(Int32(bytes.count))
    if count * 2 > slots.count { grow() }
    return count - 1
  }

  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    for index in slots.indices { slots[index] = -1 }
  }

  /// FNV-1a, folded: the same on every machine and run.
  private func hash(_ key: Span<UInt8>) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in key.indices { hash = (hash ^ UInt64(key[index])) &* 0x100_0000_01b3 }
    return Int(truncatingIfNeeded: hash ^ (hash >> 29))
  }

  private func slot(of key: Span<UInt8>) -> Int {
    let mask = slots.count - 1
    var slot = hash(key) & mask
    while slots[slot] >= 0 && !equals(Int(slots[slot]), key) { slot = (slot + 1) & mask }
    return slot
  }

  private func equals(_ index: Int, _ key: Span<UInt8>) -> Bool {
    let range = range(index)
    guard range.count == key.count else { return false }
    for offset in key.indices where bytes[range.lowerBound + offset] != key[offset] { return false }
    return true
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    let all = bytes
    for index in ends.indices {
      let slot = slot(of: all.span.extracting(range(index)))
      slots[slot] = Int32(index)
    }
  }
}
