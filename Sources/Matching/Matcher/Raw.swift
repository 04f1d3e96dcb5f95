import RuleLanguage

/// A block's cells of one field as they are stored, with their states.
struct Raw: Sendable {
  enum Values: Sendable {
    case narrow([Int32], start: Int)
    case wide([Int64], start: Int)
  }
  let values: Values
  let known: [UInt64]
  let present: [UInt64]

  static func unknown(words: Int, count: Int) -> Raw {
    let empty = [UInt64](repeating: 0, count: words)
    return Raw(values: .wide([Int64](repeating: 0, count: count), start: 0), known: empty, present: empty)
  }

  /// A slice of a column; `start` is a multiple of 64.
  init(_ column: Column, start: Int, count: Int) {
    let words = start >> 6..<(start + count + 63) >> 6
    let known = Array(column.known.words[words])
    let present = Array(column.present.words[words])
    switch column.storage {
    case .narrow(let array): values = .narrow(array, start: start)
    case .wide(let array): values = .wide(array, start: start)
    }
    guard case .reference = column.type else {
      (self.known, self.present) = (known, present)
      return
    }
    // A reference to a record that is not loaded is as good as unknown.
    let loaded = Raw.inside(values, count: count, 0, .max)
    self.known = known.indices.map { known[$0] & (~present[$0] | loaded[$0]) }
    self.present = present.indices.map { present[$0] & loaded[$0] }
  }

  init(values: Values, known: [UInt64], present: [UInt64]) {
    self.values = values
    self.known = known
    self.present = present
  }

  /// Record by record, through ordinals; ``Snapshot/noTarget`` is none.
  init(_ column: Column, records: [Int32]) {
    var values = [Int64](repeating: 0, count: records.count)
    var known = [UInt64](repeating: 0, count: (records.count + 63) / 64)
    var present = known
    var isReference = false
    if case .reference = column.type { isReference = true }
    for (index, record) in records.enumerated() {
      let bit = UInt64(1) << UInt64(index & 63)
      if record < 0 {
        if record == Snapshot.noTarget { known[index >> 6] |= bit }
        continue
      }
      guard column.known[Int(record)] else { continue }
      if column.present[Int(record)] {
        let raw = column.raw(Int(record))
        if isReference && raw < 0 { continue }
        values[index] = raw
        present[index >> 6] |= bit
      }
      known[index >> 6] |= bit
    }
    self.init(values: .wide(values, start: 0), known: known, present: present)
  }

  /// Cells of another block, by position there.
  init(_ other: Raw, positions: [Int32]) {
    var values = [Int64](repeating: 0, count: positions.count)
    var known = [UInt64](repeating: 0, count: (positions.count + 63) / 64)
    var present = known
    for (index, position) in positions.enumerated() {
      let bit = UInt64(1) << UInt64(index & 63)
      if position < 0 {
        if position == Snapshot.noTarget { known[index >> 6] |= bit }
        continue
      }
      let place = Int(position)
      values[index] = other.value(place)
      if other.known[place >> 6] >> UInt64(place & 63) & 1 == 1 { known[index >> 6] |= bit }
      if other.present[place >> 6] >> UInt64(place & 63) & 1 == 1 { present[index >> 6] |= bit }
    }
    self.init(values: .wide(values, start: 0), known: known, present: present)
  }

  @inline(__always)
  func value(_ index: Int) -> Int64 {
    switch values {
    case .narrow(let array, let start): Int64(array[start + index])
    case .wide(let array, let start): array[start + index]
    }
  }

  func state(_ index: Int) -> Scalar.State {
    let bit = UInt64(index & 63)
    guard known[index >> 6] >> bit & 1 == 1 else { return .unknown }
    return present[index >> 6] >> bit & 1 == 1 ? .value : .none
  }

  static func inside(_ values: Values, count: Int, _ lower: Int64, _ upper: Int64) -> [UInt64] {
    switch values {
    case .narrow(let array, let start):
      Kernels.inside(array, from: start, count: count, lower: lower, upper: upper)
    case .wide(let array, let start):
      Kernels.inside(array, from: start, count: count, lower: lower, upper: upper)
    }
  }

  func members(_ set: [Bool], count: Int) -> [UInt64] {
    switch values {
    case .narrow(let array, let start): Kernels.member(array, from: start, count: count, of: set)
    case .wide(let array, let start): Kernels.member(array, from: start, count: count, of: set)
    }
  }
}
