import RuleLanguage

/// A record, by the names that people use.
public struct RecordName: Hashable, Sendable {
  public let table: String
  public let key: String
  public init(table: String, key: String) {
    self.table = table
    self.key = key
  }
}

extension StoreFile {
  /// A name for an entity's record that says nothing about it, for files and addresses that others see:
  /// letters for the table, then a number. Stable while the record exists and never given to another
  /// one. `nil` where there is no such record.
  public func opaqueKey(table: String, key: String) throws -> String? {
    try opaqueKeys(table: table, keys: [key])[0]
  }

  /// Opaque keys of many records, in the order of `keys`.
  public func opaqueKeys(table: String, keys: [String]) throws -> [String?] {
    guard let found = try database.keyedTable(named: table) else { return keys.map { _ in nil } }
    let statement = try database.prepare(
      "SELECT _id FROM \(quoted(found.name)) WHERE \(quoted(found.key)) = ?")
    return try keys.map { key in
      try statement.bind(1, .text(key))
      defer { statement.reset() }
      return try statement.step() ? letters(found.id) + String(statement.integer(0)) : nil
    }
  }

  /// The record that an opaque key stands for; `nil` for any other text.
  public func record(opaqueKey: String) throws -> RecordName? {
    let prefix = opaqueKey.prefix { $0.isASCII && $0.isUppercase }
    let digits = opaqueKey.dropFirst(prefix.count)
    guard let table = number(prefix), let id = Int64(digits), String(id) == digits,
      let found = try database.keyedTable(numbered: table)
    else { return nil }
    var record: RecordName?
    try database.query(
      "SELECT \(quoted(found.key)) FROM \(quoted(found.name)) WHERE _id = ?", .integer(id)
    ) { record = RecordName(table: found.name, key: $0.text(0)) }
    return record
  }

  /// 1 is A, 26 Z, 27 AA.
  private func letters(_ number: Int64) -> String {
    let last = String(UnicodeScalar(UInt8(65 + (number - 1) % 26)))
    return number > 26 ? letters((number - 1) / 26) + last : last
  }

  private func number(_ letters: Substring) -> Int64? {
    guard (1...8).contains(letters.utf8.count) else { return nil }
    return letters.utf8.reduce(0) { $0 * 26 + Int64($1) - 64 }
  }
}

extension Database {
  package typealias KeyedTable = (id: Int64, name: String, key: String)

  package func keyedTable(named name: String) throws -> KeyedTable? {
    try keyedTable("name = ?", .text(name))
  }
  package func keyedTable(numbered id: Int64) throws -> KeyedTable? { try keyedTable("id = ?", .integer(id)) }

  /// An entity of the catalogue with its key field.
  private func keyedTable(_ condition: String, _ value: SQLValue) throws -> KeyedTable? {
    var found: KeyedTable?
    try query("SELECT id, name, key FROM _table WHERE kind = 'entity' AND \(condition)", value) {
      found = ($0.integer(0), $0.text(1), $0.text(2))
    }
    return found
  }
}
