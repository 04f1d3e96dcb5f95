import Matching
import RuleLanguage

/// What an import leaves behind besides its records: numbers given, chunks changed, triggers.
extension Database {
  /// The first number that no record of the table has or had.
  package func nextID(_ layout: ImportLayout) throws -> Int64 {
    let present = try integer("SELECT max(_id) FROM \(layout.table)").map { $0 + 1 } ?? 1
    guard let declared = layout.declared else { return present }
    let given = try integer("SELECT next_id FROM _table WHERE id = ?", .integer(declared.id)) ?? 1
    return max(present, given)
  }

  /// Relations whose rows belong to the table's records, as SQL writes them.
  package func dependents(of layout: TableLayout) throws -> [String] {
    var names: [String] = []
    try query("SELECT name FROM _table WHERE owner = ? ORDER BY id", .text(layout.table.name)) {
      names.append(quoted($0.text(0)))
    }
    return names
  }

  package func count(_ tables: [String]) throws -> Int {
    try tables.reduce(0) { try $0 + Int(integer("SELECT count(*) FROM \($1)") ?? 0) }
  }

  package func finishImport(_ layout: ImportLayout, _ writer: RowWriter, _ report: ImportReport) throws {
    if report.inserted + report.updated + report.deleted > 0 {
      try execute("UPDATE _state SET data_version = data_version + 1")
    }
    guard let declared = layout.declared else { return }
    let id = declared.id
    for chunk in writer.changedChunks.sorted() {
      try run(
        "INSERT INTO _chunk VALUES(?, ?, 1) ON CONFLICT(tbl, chunk) DO UPDATE SET version = version + 1",
        .integer(id), .integer(chunk))
    }
    try run(
      "UPDATE _table SET next_id = ?, inserted = inserted + ?, deleted = deleted + ? WHERE id = ?",
      .integer(writer.nextID), .integer(report.inserted > 0 ? 1 : 0),
      .integer(report.deleted > 0 ? 1 : 0), .integer(id))
  }

  package func applyCoverage(_ options: ImportOptions, to kind: CoverageKind, _ name: String) throws {
    guard let covers = options.covers else { return }
    let before = options.mode == .delta ? try coverage(of: kind, name) : Coverage()
    try setCoverage(
      Coverage(from: covers.from ?? before.from, to: covers.to ?? before.to), of: kind, name)
  }
}
