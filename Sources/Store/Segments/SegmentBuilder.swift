import RuleLanguage

/// Reads the records of a chunk and encodes some of their fields.
package final class SegmentBuilder {
  package let fields: [SegmentField]
  private let statement: Statement
  /// Result column of each field's first value, and how many words of `_none` precede them.
  private var columns: [Int] = []

  package init(
    _ fields: [SegmentField], layout: TableLayout, layouts: [TableLayout], in database: Database
  ) throws {
    self.fields = fields
    var selected = ["t._id"] + (0..<layout.noneWords).map { "t.\(TableLayout.noneColumn($0))" }
    var joins = ""
    for (index, field) in fields.enumerated() {
      columns.append(selected.count)
      switch field.kind {
      case .id: break
      case .owner: selected.append("t._owner")
      case .key(let key): selected += key.map { "t.\(layout.column($0))" }
      case .reference(let target):
        let table = layouts[target]
        guard let key = table.table.key.first else { preconditionFailure("an entity without key") }
        selected += ["t.\(layout.column(field.field))", "r\(index)._id"]
        joins +=
          " LEFT JOIN \(table.name) r\(index) ON r\(index).\(table.column(key)) = t.\(layout.column(field.field))"
      default: selected.append("t.\(layout.column(field.field))")
      }
    }
    statement = try database.prepare(
      "SELECT \(selected.joined(separator: ", ")) FROM \(layout.name) t\(joins) "
        + "WHERE t._id >= ? AND t._id < ? ORDER BY t._id")
  }

  package func build(_ chunk: Int64) throws -> [SegmentEncoder] {
    var encoders = fields.map { _ in SegmentEncoder() }
    try statement.bind([.integer(chunk << Chunk.shift), .integer((chunk + 1) << Chunk.shift)])
    while try statement.step() {
      for index in fields.indices { encode(fields[index], columns[index], &encoders[index]) }
    }
    return encoders
  }

  private func encode(_ field: SegmentField, _ column: Int, _ encoder: inout SegmentEncoder) {
    switch field.kind {
    case .id: encoder.append(statement.integer(0) & (Chunk.size - 1) - Chunk.size / 2)
    case .owner: encoder.append(statement.integer(column))
    case .key(let key):
      var bytes: [UInt8] = []
      for part in key.indices {
        if part > 0 { bytes.append(UInt8(ascii: "/")) }
        unsafe statement.withText(column + part) { unsafe bytes.append(contentsOf: $0) }
      }
      encoder.append(key: bytes)
    default:
      guard statement.isNull(column) else {
        encodeValue(field, column, &encoder)
        return
      }
      let isNone = field.noneBit.map {
        statement.integer(1 + $0 / TableLayout.bitsPerWord) >> ($0 % TableLayout.bitsPerWord) & 1 == 1
      }
      if isNone == true { encoder.appendNone() } else { encoder.appendUnknown() }
    }
  }

  private func encodeValue(_ field: SegmentField, _ column: Int, _ encoder: inout SegmentEncoder) {
    switch field.kind {
    case .integer: encoder.append(statement.integer(column))
    case .reference:
      if statement.isNull(column + 1) {
        encoder.appendUnresolved()
      } else {
        encoder.append(statement.integer(column + 1))
      }
    default:
      unsafe statement.withText(column) { bytes in
        let text = unsafe Span(_unsafeElements: bytes)
        if case .text = field.kind {
          encoder.append(text: text)
        } else if let value = stored(text, field.kind) {
          encoder.append(value)
        } else {
          // Not as this store writes it: another program's edit, or a code that the list has lost.
          encoder.appendUnknown()
        }
      }
    }
  }

  private func stored(_ text: Span<UInt8>, _ kind: SegmentField.Kind) -> Int64? {
    switch kind {
    case .decimal: NumberCells.millionths(text)
    case .day:
      DateCells.scan(text).flatMap { parts in
        parts.month.flatMap { month in
          parts.day.flatMap { Day(year: parts.year, month: month, day: $0).map { Int64($0.number) } }
        }
      }
    case .month:
      DateCells.scan(text).flatMap { parts in
        parts.month.map { Int64(YearMonth(year: parts.year, month: $0).index) }
      }
    case .code(let index): index.ordinal(text).map(Int64.init)
    default: nil
    }
  }
}
