/// The cells of one record as they will be stored, reused from record to record.
package struct RowBuffer {
  package enum State: UInt8 { case unknown, none, integer, text }

  package private(set) var states: [State]
  package private(set) var integers: [Int64]
  private var ranges: [Range<Int>]
  package private(set) var bytes: [UInt8] = []

  package init(columns: Int) {
    states = Array(repeating: .unknown, count: columns)
    integers = Array(repeating: 0, count: columns)
    ranges = Array(repeating: 0..<0, count: columns)
  }

  package mutating func clear() {
    for index in states.indices { states[index] = .unknown }
    bytes.removeAll(keepingCapacity: true)
  }

  package mutating func setUnknown(_ column: Int) { states[column] = .unknown }
  package mutating func setNone(_ column: Int) { states[column] = .none }
  package mutating func set(_ column: Int, _ value: Int64) {
    states[column] = .integer
    integers[column] = value
  }

  /// The bytes that `body` appends become the cell's text.
  package mutating func setText(_ column: Int, _ body: (inout [UInt8]) -> Void) {
    let start = bytes.count
    body(&bytes)
    ranges[column] = start..<bytes.count
    states[column] = .text
  }

  package mutating func setText(_ column: Int, _ text: Span<UInt8>) {
    let start = bytes.count
    unsafe text.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    ranges[column] = start..<bytes.count
    states[column] = .text
  }

  package func range(_ column: Int) -> Range<Int> { ranges[column] }
  package func text(_ column: Int) -> String { String(decoding: bytes[ranges[column]], as: UTF8.self) }

  /// The cell as text, whichever way it is stored.
  package func display(_ column: Int) -> String {
    states[column] == .integer ? String(integers[column]) : text(column)
  }
}
