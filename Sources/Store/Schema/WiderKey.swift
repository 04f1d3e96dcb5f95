import RuleLanguage

extension StoreFile {
  /// The key of a table from before fields that may be empty became part of it.
  static func keyWithoutOptional(_ table: Table) -> String {
    table.key.map { table.fields[$0] }.filter { !$0.mayBeEmpty }.map(\.name).joined(separator: ",")
  }

  /// SQLite cannot change what is unique: the rows move to a new table, with the new fields empty.
  func widenKey(of table: Table, id: Int64, to key: String, in ruleSet: RuleSet) throws {
    let layout = TableLayout(id: id, table: table, fieldIDs: [], noneBits: [])
    let old = quoted("_\(table.name)_old")
    var known: [String] = []
    try database.query("SELECT name FROM _field WHERE tbl = ? ORDER BY id", .integer(id)) {
      known.append($0.text(0))
    }
    for sql in TableDefinitions.dropTriggers(layout) { try database.execute(sql) }
    try database.execute("ALTER TABLE \(layout.name) RENAME TO \(old)")
    try database.execute(TableDefinitions.create(table, in: ruleSet))
    let owner = table.relation == nil ? [] : ["_owner"]
    let columns = (["_id"] + owner + ["_none"] + known.map(quoted)).joined(separator: ", ")
    try database.execute("INSERT INTO \(layout.name)(\(columns)) SELECT \(columns) FROM \(old)")
    try database.execute("DROP TABLE \(old)")
    for sql in TableDefinitions.createTriggers(layout) { try database.execute(sql) }
    for field in table.fields where field.mayBeEmpty && !known.contains(field.name) {
      try database.run(
        "INSERT INTO _field(tbl, name, type) VALUES(?, ?, ?)", .integer(id), .text(field.name),
        .text(field.type.catalogueName(in: ruleSet)))
    }
    try database.run("UPDATE _table SET key = ? WHERE id = ?", .text(key), .integer(id))
  }
}
