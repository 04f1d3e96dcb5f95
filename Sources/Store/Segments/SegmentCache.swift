import RuleLanguage

/// The segments of one table: which are out of date, making them anew, and reading them.
///
/// Records are chunked by `_id`, so a deletion changes one chunk and shifts no other; a chunk has as many
/// cells as it has records left. Relation rows are cached in the same order and sorted by owner when
/// they are loaded, so that rows may arrive in any order.
package struct SegmentCache {
  package let database: Database
  package let layout: TableLayout
  /// All tables, for the targets of references.
  package let layouts: [TableLayout]

  /// Chunk → its change counter.
  package func chunks() throws -> [(chunk: Int64, version: Int64)] {
    var chunks: [(Int64, Int64)] = []
    try database.query(
      "SELECT chunk, version FROM _chunk WHERE tbl = ? ORDER BY chunk", .integer(layout.id)
    ) { chunks.append(($0.integer(0), $0.integer(1))) }
    return chunks
  }

  /// Membership counters of the table that a reference leads to.
  private func membership(_ field: SegmentField) throws -> (inserted: Int64, deleted: Int64) {
    guard case .reference(let target) = field.kind else { return (0, 0) }
    var result: (Int64, Int64) = (0, 0)
    try database.query(
      "SELECT inserted, deleted FROM _table WHERE id = ?", .integer(layouts[target].id)
    ) { result = ($0.integer(0), $0.integer(1)) }
    return result
  }

  /// By chunk, the fields whose segment is missing or out of date.
  package func stale(_ fields: [SegmentField]) throws -> [(chunk: Int64, fields: [SegmentField])] {
    let chunks = try chunks()
    let positions = Dictionary(
      chunks.enumerated().map { ($1.chunk, $0) }, uniquingKeysWith: { first, _ in first })
    var stale = chunks.map { (chunk: $0.chunk, fields: [SegmentField]()) }
    for field in fields {
      let membership = try membership(field)
      var isFresh = [Bool](repeating: false, count: chunks.count)
      try database.query(
        """
        SELECT chunk, version, signature, inserted, deleted, unresolved FROM _segment
          WHERE tbl = ? AND field = ?
        """, .integer(layout.id), .integer(field.id)
      ) {
        guard let position = positions[$0.integer(0)] else { return }
        // A resolved reference stays right until its target goes and comes again.
        let mayResolveAnew =
          $0.integer(3) != membership.inserted
          && ($0.integer(5) > 0 || $0.integer(4) != membership.deleted)
        isFresh[position] =
          $0.integer(1) == chunks[position].version && $0.text(2) == field.signature && !mayResolveAnew
      }
      for position in chunks.indices where !isFresh[position] { stale[position].fields.append(field) }
    }
    return stale.filter { !$0.fields.isEmpty }
  }

  /// Makes segments from the records. In a writing transaction.
  package func rebuild(_ stale: [(chunk: Int64, fields: [SegmentField])]) throws {
    let versions = Dictionary(
      try chunks().map { ($0.chunk, $0.version) }, uniquingKeysWith: { first, _ in first })
    var builder: SegmentBuilder?
    for (chunk, fields) in stale {
      if builder?.fields.map(\.id) != fields.map(\.id) {
        builder = try SegmentBuilder(fields, layout: layout, layouts: layouts, in: database)
      }
      guard let builder, let version = versions[chunk] else { continue }
      let encoders = try builder.build(chunk)
      if encoders.allSatisfy({ $0.count == 0 }) {
        try database.run(
          "DELETE FROM _segment WHERE tbl = ? AND chunk = ?", .integer(layout.id), .integer(chunk))
        try database.run(
          "DELETE FROM _chunk WHERE tbl = ? AND chunk = ?", .integer(layout.id), .integer(chunk))
        continue
      }
      for (field, encoder) in zip(fields, encoders) {
        let membership = try membership(field)
        try database.run(
          """
          INSERT INTO _segment(tbl, field, chunk, version, signature, inserted, deleted, unresolved, data)
            VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT(tbl, field, chunk) DO UPDATE SET version = excluded.version,
              signature = excluded.signature, inserted = excluded.inserted,
              deleted = excluded.deleted, unresolved = excluded.unresolved, data = excluded.data
          """, .integer(layout.id), .integer(field.id), .integer(chunk), .integer(version),
          .text(field.signature), .integer(membership.inserted), .integer(membership.deleted),
          .integer(Int64(encoder.unresolved)), .blob(encoder.encoded()))
      }
    }
  }

  /// All segments of a field, joined. They have been made before.
  package func load(_ field: SegmentField, capacity: Int) throws -> ColumnAssembler {
    var assembler = ColumnAssembler(capacity: capacity)
    try database.query(
      "SELECT data FROM _segment WHERE tbl = ? AND field = ? ORDER BY chunk", .integer(layout.id),
      .integer(field.id)
    ) { row in
      try unsafe row.withBlob(0) { try unsafe assembler.append(segment: $0) }
    }
    return assembler
  }

  /// `_id` by ordinal.
  package func loadIDs() throws -> [Int64] {
    var ids: [Int64] = []
    try database.query(
      "SELECT chunk, data FROM _segment WHERE tbl = ? AND field = ? ORDER BY chunk",
      .integer(layout.id), .integer(SegmentField.id().id)
    ) { row in
      var assembler = ColumnAssembler(capacity: Int(Chunk.size))
      try unsafe row.withBlob(1) { try unsafe assembler.append(segment: $0) }
      let first = row.integer(0) << Chunk.shift + Chunk.size / 2
      ids.append(contentsOf: assembler.integers.map { first + $0 })
    }
    return ids
  }
}
