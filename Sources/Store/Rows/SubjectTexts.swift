import RuleLanguage

extension StoreFile {
  /// What some records hold, as people read it: codes by name, money in yuan, truth as 是 and 否. For what
  /// a dataset should not carry, such as names and telephone numbers.
  ///
  /// - Parameter fields: indexes of declared fields of the entity.
  /// - Returns: by key, then by position in `fields`; `nil` where unknown or none, or where there is no
  ///   such record.
  public func texts(
    of ruleSet: RuleSet, table: TableID, keys: [String], fields: [Int]
  ) throws -> [[String?]] {
    try adopt(ruleSet)
    let declared = ruleSet.tables[table]
    guard let key = declared.key.first, declared.relation == nil else {
      preconditionFailure("\(declared.name) is not an entity")
    }
    let statement = try database.prepare(
      "SELECT \(selection(declared, fields)) FROM \(quoted(declared.name)) "
        + "WHERE \(quoted(declared.fields[key].name)) = ?")
    return try keys.map { key in
      try statement.bind(1, .text(key))
      defer { statement.reset() }
      guard try statement.step() else { return fields.map { _ in nil } }
      return row(statement, declared, fields, ruleSet)
    }
  }

  /// The rows of one owner in a relation, in order of arrival: key as in ``TableData/keys``, and fields as
  /// in ``texts(of:table:keys:fields:)``.
  public func rowTexts(
    of ruleSet: RuleSet, table: TableID, owner: String, fields: [Int]
  ) throws -> [(key: String, texts: [String?])] {
    try adopt(ruleSet)
    let declared = ruleSet.tables[table]
    guard let relation = declared.relation, let ownerKey = ruleSet.tables[relation.owner].key.first else {
      preconditionFailure("\(declared.name) is not a relation")
    }
    let entity = ruleSet.tables[relation.owner]
    let statement = try database.prepare(
      "SELECT \(selection(declared, fields + declared.key)) FROM \(quoted(declared.name)) WHERE _owner = "
        + "(SELECT _id FROM \(quoted(entity.name)) WHERE \(quoted(entity.fields[ownerKey].name)) = ?) "
        + "ORDER BY _id")
    try statement.bind(1, .text(owner))
    var rows: [(String, [String?])] = []
    while try statement.step() {
      let key = declared.key.indices.map { statement.text(fields.count + $0) }.joined(separator: "/")
      rows.append((key, row(statement, declared, fields, ruleSet)))
    }
    return rows
  }

  private func selection(_ table: Table, _ fields: [Int]) -> String {
    fields.isEmpty ? "1" : fields.map { quoted(table.fields[$0].name) }.joined(separator: ", ")
  }

  private func row(
    _ statement: Statement, _ table: Table, _ fields: [Int], _ ruleSet: RuleSet
  ) -> [String?] {
    fields.enumerated().map { index, field in
      statement.isNull(index) ? nil : display(statement, index, table.fields[field].type, ruleSet)
    }
  }

  private func display(
    _ statement: Statement, _ column: Int, _ type: ValueType, _ ruleSet: RuleSet
  ) -> String {
    switch type {
    case .truth: return statement.integer(column) == 0 ? "否" : "是"
    case .number(.money):
      let fen = statement.integer(column)
      let cents = String(fen.magnitude % 100)
      return "\(fen < 0 ? "-" : "")\(fen.magnitude / 100).\(cents.count < 2 ? "0" : "")\(cents)"
    case .code(let list):
      let code = statement.text(column)
      let entries = ruleSet.codeLists[list]
      return entries.ordinal(ofCode: code).map { entries.entries[$0].name } ?? code
    default: return statement.text(column)
    }
  }
}
