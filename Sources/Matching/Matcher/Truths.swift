import RuleLanguage

/// Three-valued answers of one block, 64 records a word. `yes` is a subset of `known`; bits past the
/// block's count mean nothing until ``masked(_:)``.
package struct Truths: Sendable {
  package var yes: [UInt64]
  package var known: [UInt64]

  package init(yes: [UInt64], known: [UInt64]) {
    self.yes = yes
    self.known = known
  }

  package init(_ truth: Truth, words: Int) {
    yes = Array(repeating: truth == .yes ? ~0 : 0, count: words)
    known = Array(repeating: truth == .unknown ? 0 : ~0, count: words)
  }

  /// By record.
  package init(count: Int, _ truth: (Int) -> Truth) {
    yes = Array(repeating: 0, count: (count + 63) / 64)
    known = yes
    for word in yes.indices {
      var (y, k): (UInt64, UInt64) = (0, 0)
      for bit in 0..<min(64, count - word * 64) {
        switch truth(word * 64 + bit) {
        case .yes:
          y |= 1 << UInt64(bit)
          k |= 1 << UInt64(bit)
        case .no: k |= 1 << UInt64(bit)
        case .unknown: break
        }
      }
      (yes[word], known[word]) = (y, k)
    }
  }

  @inline(__always)
  package subscript(index: Int) -> Truth {
    let bit = UInt64(index & 63)
    guard known[index >> 6] >> bit & 1 == 1 else { return .unknown }
    return yes[index >> 6] >> bit & 1 == 1 ? .yes : .no
  }

  package mutating func formAnd(_ other: Truths) {
    for i in yes.indices {
      let no = (known[i] & ~yes[i]) | (other.known[i] & ~other.yes[i])
      yes[i] &= other.yes[i]
      known[i] = yes[i] | no
    }
  }

  package mutating func formOr(_ other: Truths) {
    for i in yes.indices {
      let no = (known[i] & ~yes[i]) & (other.known[i] & ~other.yes[i])
      yes[i] |= other.yes[i]
      known[i] = yes[i] | no
    }
  }

  package var negated: Truths {
    var result = self
    for i in yes.indices { result.yes[i] = known[i] & ~yes[i] }
    return result
  }

  /// Every one of the first `count` records is certainly no: no conjunct can change that.
  package func isAllNo(_ count: Int) -> Bool { Truths.isFull(count) { known[$0] & ~yes[$0] } }
  package func isAllYes(_ count: Int) -> Bool { Truths.isFull(count) { yes[$0] } }

  package static func isFull(_ count: Int, _ word: (Int) -> UInt64) -> Bool {
    for i in 0..<count >> 6 where word(i) != ~0 { return false }
    let rest = UInt64(count & 63)
    guard rest != 0 else { return true }
    let mask = (UInt64(1) << rest) - 1
    return word(count >> 6) & mask == mask
  }

  /// Takes these answers over for some records, by position.
  package mutating func scatter(_ other: Truths, to positions: [Int]) {
    for (index, position) in positions.enumerated() {
      let (word, bit) = (position >> 6, UInt64(1) << UInt64(position & 63))
      yes[word] = other[index] == .yes ? yes[word] | bit : yes[word] & ~bit
      known[word] = other[index] == .unknown ? known[word] & ~bit : known[word] | bit
    }
  }

  package func masked(_ count: Int) -> Truths {
    Truths(yes: Truths.masked(yes, count), known: Truths.masked(known, count))
  }

  /// Clears the bits past `count`.
  package static func masked(_ words: [UInt64], _ count: Int) -> [UInt64] {
    let rest = UInt64(count & 63)
    guard rest != 0, !words.isEmpty else { return words }
    var result = words
    result[count >> 6] &= (UInt64(1) << rest) - 1
    return result
  }
}

/// Values of one block: one for all records, or one each.
enum Cells: Sendable {
  case uniform(Scalar)
  case each([Scalar])

  @inline(__always)
  subscript(index: Int) -> Scalar {
    switch self {
    case .uniform(let scalar): scalar
    case .each(let scalars): scalars[index]
    }
  }
}
