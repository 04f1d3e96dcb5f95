import RuleLanguage

/// The SQL that makes and changes declared tables.
package enum TableDefinitions {
  package static func create(_ table: Table, in ruleSet: RuleSet) -> String {
    var parts = ["_id INTEGER PRIMARY KEY"]
    if let relation = table.relation {
      let owner = quoted(ruleSet.tables[relation.owner].name)
      parts.append("_owner INTEGER NOT NULL REFERENCES \(owner)(_id) ON DELETE CASCADE")
    }
    parts.append("_none INTEGER NOT NULL DEFAULT 0")
    for (index, field) in table.fields.enumerated() {
      parts.append(
        column(field) + (table.key.contains(index) ? " NOT NULL" : "")
          + (field.mayBeEmpty ? " DEFAULT ''" : ""))
    }
    let key = (table.relation == nil ? [] : ["_owner"]) + table.key.map { quoted(table.fields[$0].name) }
    parts.append("UNIQUE(\(key.joined(separator: ", ")))")
    return "CREATE TABLE \(quoted(table.name))(\(parts.joined(separator: ", "))) STRICT"
  }

  package static func column(_ field: Field) -> String {
    "\(quoted(field.name)) \(field.type.isStoredAsInteger ? "INTEGER" : "TEXT")"
  }

  /// Marks chunks as changed when another program edits the records. An import drops them and counts
  /// by itself, in the same transaction. (`INSERT OR REPLACE` by another program escapes them.)
  package static func createTriggers(_ layout: TableLayout) -> [String] {
    let id = layout.id
    func mark(_ row: String) -> String {
      """
      INSERT INTO _chunk VALUES(\(id), \(row)._id >> \(Chunk.shift), 1)
        ON CONFLICT(tbl, chunk) DO UPDATE SET version = version + 1;
      UPDATE _state SET data_version = data_version + 1;
      """
    }
    let keys = layout.table.key.map { "OLD.\(layout.column($0)) IS NOT NEW.\(layout.column($0))" }
    let rekeyed = (keys + ["OLD._id <> NEW._id"]).joined(separator: " OR ")
    return [
      """
      CREATE TRIGGER \(trigger(layout, "insert")) AFTER INSERT ON \(layout.name) BEGIN
        \(mark("NEW"))
        UPDATE _table SET inserted = inserted + 1, next_id = max(next_id, NEW._id + 1)
          WHERE id = \(id);
      END
      """,
      """
      CREATE TRIGGER \(trigger(layout, "update")) AFTER UPDATE ON \(layout.name) BEGIN
        \(mark("OLD")) \(mark("NEW"))
        UPDATE _table SET inserted = inserted + 1, deleted = deleted + 1,
          next_id = max(next_id, NEW._id + 1) WHERE id = \(id) AND (\(rekeyed));
      END
      """,
      """
      CREATE TRIGGER \(trigger(layout, "delete")) AFTER DELETE ON \(layout.name) BEGIN
        \(mark("OLD"))
        UPDATE _table SET deleted = deleted + 1 WHERE id = \(id);
      END
      """,
    ]
  }

  package static func dropTriggers(_ layout: TableLayout) -> [String] {
    ["insert", "update", "delete"].map { "DROP TRIGGER IF EXISTS \(trigger(layout, $0))" }
  }

  private static func trigger(_ layout: TableLayout, _ event: String) -> String {
    quoted("_\(layout.table.name)_\(event)")
  }
}

/// The unit in which column segments are cached: the records whose `_id` shares its upper bits.
package enum Chunk {
  package static let shift: Int64 = 16
  package static let size: Int64 = 1 << shift
}
