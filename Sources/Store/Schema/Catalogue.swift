import Crypto
import RuleLanguage

extension StoreFile {
  /// Makes the store's tables fit the declarations: new tables and fields are added, what is no longer
  /// declared stays as it is. Cheap when nothing has changed.
  ///
  /// - Throws: ``StoreError/schema(_:)`` where a stored table contradicts its declaration.
  public func adopt(_ ruleSet: RuleSet) throws {
    let declarations = Self.declarations(ruleSet)
    var adopted = ""
    try database.query("SELECT declarations FROM _state") { adopted = $0.text(0) }
    if adopted == declarations { return }
    try Self.checkNames(ruleSet)
    try database.transaction(.immediate) {
      for table in ruleSet.storedTables { try adopt(table, in: ruleSet) }
      try database.run("UPDATE _state SET declarations = ?", .text(declarations))
    }
  }

  /// By ``TableID``; the rule set has been adopted.
  package func layouts(_ ruleSet: RuleSet) throws -> [TableLayout] {
    try ruleSet.tables.map { table in
      if table.relation?.holdsReceipts == true {
        return TableLayout(id: 0, table: table, fieldIDs: [], noneBits: [])
      }
      guard let id = try database.integer("SELECT id FROM _table WHERE name = ?", .text(table.name))
      else { preconditionFailure("the rule set was not adopted") }
      var fields: [String: (id: Int64, bit: Int?)] = [:]
      try database.query("SELECT name, id, none_bit FROM _field WHERE tbl = ?", .integer(id)) {
        fields[$0.text(0)] = ($0.integer(1), $0.optionalInteger(2).map(Int.init))
      }
      return TableLayout(
        id: id, table: table, fieldIDs: table.fields.map { fields[$0.name]?.id ?? 0 },
        noneBits: table.fields.map { fields[$0.name]?.bit })
    }
  }

  private static func declarations(_ ruleSet: RuleSet) -> String {
    var hash = SHA256()
    func add(_ text: String) {
      hash.update(data: Array(text.utf8))
      hash.update(data: [0])
    }
    for table in ruleSet.storedTables {
      for part in [table.name, kind(table), owner(table, in: ruleSet), key(table)] { add(part) }
      for field in table.fields {
        add("\(field.name) \(field.type.catalogueName(in: ruleSet)) \(field.isOptional)")
      }
      add("")
    }
    return hexadecimal(hash.finalize())
  }

  private static func kind(_ table: Table) -> String {
    table.relation == nil ? "entity" : "relation"
  }
  private static func owner(_ table: Table, in ruleSet: RuleSet) -> String {
    table.relation.map { ruleSet.tables[$0.owner].name } ?? ""
  }
  private static func key(_ table: Table) -> String {
    table.key.map { table.fields[$0].name }.joined(separator: ",")
  }

  private func adopt(_ table: Table, in ruleSet: RuleSet) throws {
    let declared = (Self.kind(table), Self.owner(table, in: ruleSet), Self.key(table))
    var stored: (id: Int64, kind: String, owner: String, key: String)?
    try database.query("SELECT id, kind, owner, key FROM _table WHERE name = ?", .text(table.name)) {
      stored = ($0.integer(0), $0.text(1), $0.text(2), $0.text(3))
    }
    if let stored, stored.key == Self.keyWithoutOptional(table), stored.key != declared.2 {
      try widenKey(of: table, id: stored.id, to: declared.2, in: ruleSet)
    } else if let stored {
      let aspects: [(SchemaConflict.Aspect, String, String)] = [
        (.kind, stored.kind, declared.0), (.owner, stored.owner, declared.1),
        (.key, stored.key, declared.2),
      ]
      for (aspect, from, to) in aspects where from != to {
        throw StoreError.schema(
          SchemaConflict(table: table.name, problem: .changed(aspect, from: from, to: to)))
      }
    } else {
      try database.run(
        "INSERT INTO _table(name, kind, owner, key) VALUES(?, ?, ?, ?)", .text(table.name),
        .text(declared.0), .text(declared.1), .text(declared.2))
      try database.execute(TableDefinitions.create(table, in: ruleSet))
    }
    let isNew = stored == nil
    guard let id = try database.integer("SELECT id FROM _table WHERE name = ?", .text(table.name))
    else { preconditionFailure("a table vanished from the catalogue") }
    try adoptFields(of: table, id: id, isNew: isNew, in: ruleSet)
  }

  private func adoptFields(of table: Table, id: Int64, isNew: Bool, in ruleSet: RuleSet) throws {
    var stored: [String: (type: String, bit: Int?)] = [:]
    try database.query("SELECT name, type, none_bit FROM _field WHERE tbl = ?", .integer(id)) {
      stored[$0.text(0)] = ($0.text(1), $0.optionalInteger(2).map(Int.init))
    }
    var highest = stored.values.compactMap(\.bit).max()
    let wordsBefore = TableLayout.words(for: highest)
    for field in table.fields {
      let type = field.type.catalogueName(in: ruleSet)
      if let known = stored[field.name] {
        guard known.type == type else {
          let problem = SchemaConflict.Problem.changed(.type, from: known.type, to: type)
          throw StoreError.schema(
            SchemaConflict(table: table.name, field: field.name, problem: problem))
        }
      } else {
        if !isNew {
          try database.execute(
            "ALTER TABLE \(quoted(table.name)) ADD COLUMN \(TableDefinitions.column(field))")
        }
        try database.run(
          "INSERT INTO _field(tbl, name, type) VALUES(?, ?, ?)", .integer(id), .text(field.name),
          .text(type))
      }
      if field.isOptional, stored[field.name]?.bit == nil {
        let bit = highest.map { $0 + 1 } ?? 0
        highest = bit
        try database.run(
          "UPDATE _field SET none_bit = ? WHERE tbl = ? AND name = ?", .integer(Int64(bit)),
          .integer(id), .text(field.name))
      }
    }
    for word in wordsBefore..<max(wordsBefore, TableLayout.words(for: highest)) {
      try database.execute(
        "ALTER TABLE \(quoted(table.name)) ADD COLUMN \(TableLayout.noneColumn(word)) "
          + "INTEGER NOT NULL DEFAULT 0")
    }
    if isNew {
      let layout = TableLayout(id: id, table: table, fieldIDs: [], noneBits: [])
      for sql in TableDefinitions.createTriggers(layout) { try database.execute(sql) }
    }
  }

  /// SQLite folds ASCII case, keeps `sqlite_` to itself, and this store keeps `_`.
  private static func checkNames(_ ruleSet: RuleSet) throws {
    func check(_ names: [String], _ conflict: (Int) -> SchemaConflict) throws {
      var seen: Set<String> = []
      for (index, name) in names.enumerated() {
        let folded = String(
          decoding: name.utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
        let isReserved = folded.isEmpty || folded.hasPrefix("_") || folded.hasPrefix("sqlite_")
        if isReserved || name.utf8.contains(0) || !seen.insert(folded).inserted {
          throw StoreError.schema(conflict(index))
        }
      }
    }
    let tables = ruleSet.storedTables
    try check(tables.map(\.name)) { SchemaConflict(table: tables[$0].name, problem: .unusableName) }
    for table in tables {
      try check(table.fields.map(\.name)) {
        SchemaConflict(table: table.name, field: table.fields[$0].name, problem: .unusableName)
      }
    }
  }
}

extension RuleSet {
  /// Tables of their own in the store; what a ledger's relation shows are the store's receipts.
  fileprivate var storedTables: [Table] { tables.filter { $0.relation?.holdsReceipts != true } }
}

package func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(
    decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}
