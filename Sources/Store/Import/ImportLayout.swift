import RuleLanguage

/// What a file for one target may hold and where it is stored.
package struct ImportLayout {
  package struct Column {
    enum Role {
      /// Its own column of the table.
      case field
      /// The key of the record that owns the row; stored as `_owner`.
      case owner
    }
    var role = Role.field
    let name: String
    /// Headers that mean it, besides `name`, the better ones first.
    var aliases: [String] = []
    /// The column in the table.
    var column = ""
    let format: CellFormat
    var isKey = false
    /// Must be in the file, with a value on every line.
    var isRequired = false
    var isOptional = false
    var noneBit: Int?
  }

  /// As SQL writes it.
  package let table: String
  package var columns: [Column]
  /// The declared table, for change counters.
  package var declared: TableLayout?
  /// The table that owns the rows, and its key column.
  package var owner: (table: String, key: String)?
  /// Receipts: the ledger, on every row.
  package var ledger: String?

  /// Matches a file's header: for each column the cell that holds it, or `nil` where the file has none.
  package func match(_ header: [String]) throws(HeaderMismatch) -> [Int?] {
    var cells = [Int?](repeating: nil, count: columns.count)
    var problems: [ImportError.HeaderProblem] = []
    let assigned = header.map { name in
      columns.firstIndex { $0.role == .field && $0.name == name }
        ?? columns.firstIndex { $0.role == .field && $0.aliases.contains(name) }
    }
    for (cell, name) in header.enumerated() {
      // A header that names the owner may also be the row's own field; then the field has it.
      let column = assigned[cell] ?? columns.firstIndex { $0.role == .owner && $0.names.contains(name) }
      guard let column else {
        problems.append(.unknownColumn(name))
        continue
      }
      if cells[column] != nil { problems.append(.duplicateColumn(columns[column].name)) }
      cells[column] = cell
    }
    for (index, column) in columns.enumerated() where column.isRequired && cells[index] == nil {
      problems.append(.missingColumn(column.name))
    }
    if !problems.isEmpty { throw HeaderMismatch(problems: problems) }
    return cells
  }
}

package struct HeaderMismatch: Error {
  package let problems: [ImportError.HeaderProblem]
}

extension ImportLayout {
  /// By the first name of each column; those that a file must have first.
  package var acceptedHeaders: [String] {
    columns.filter(\.isRequired).map(\.name) + columns.filter { !$0.isRequired }.map(\.name)
  }
}

extension ImportLayout.Column {
  package var names: [String] { [name] + aliases }
}

extension ImportLayout {
  package init(_ layout: TableLayout, in ruleSet: RuleSet, codes: CodeIndexes) {
    let table = layout.table
    self.table = layout.name
    declared = layout
    columns = []
    if let relation = table.relation {
      let owner = ruleSet.tables[relation.owner]
      guard let key = owner.key.first else { preconditionFailure("\(owner.name) has no key") }
      let field = owner.fields[key]
      columns.append(
        Column(
          role: .owner, name: owner.name, aliases: [field.name] + owner.aliases + field.aliases,
          format: CellFormat(field, in: ruleSet, codes: codes), isRequired: true))
      self.owner = (quoted(owner.name), quoted(field.name))
    }
    for (index, field) in table.fields.enumerated() {
      let isKey = table.key.contains(index)
      columns.append(
        Column(
          name: field.name, aliases: field.aliases, column: quoted(field.name),
          format: CellFormat(field, in: ruleSet, codes: codes), isKey: isKey,
          isRequired: isKey && !field.mayBeEmpty,
          isOptional: field.isOptional && !isKey, noneBit: layout.noneBits[index]))
    }
  }

  package static func receipts(of ledger: String) -> ImportLayout {
    ImportLayout(
      table: "_receipt",
      columns: [
        Column(
          name: "政策", aliases: ["policy"], column: "policy", format: .text(.plain), isKey: true,
          isRequired: true),
        Column(
          name: "项目", aliases: ["项", "待遇项", "item"], column: "item", format: .text(.plain), isKey: true),
        Column(
          name: "主体", aliases: ["subject"], column: "subject", format: .text(.subjectKey), isKey: true,
          isRequired: true),
        Column(name: "行", aliases: ["row"], column: "row", format: .text(.plain), isKey: true),
        Column(name: "期", aliases: ["period"], column: "period", format: .period, isKey: true),
        Column(
          name: "状态", aliases: ["status"], column: "status",
          format: words(ReceiptRecord.Status.allCases.map { ($0.chinese, $0.rawValue) }), isKey: true,
          isRequired: true),
        Column(name: "金额", aliases: ["amount"], column: "amount", format: .money),
        Column(name: "日期", aliases: ["date"], column: "date", format: .day, isKey: true),
        Column(name: "申请日期", aliases: ["applied_on"], column: "applied", format: .day),
        Column(name: "批准日期", aliases: ["approved_on"], column: "approved", format: .day),
      ], ledger: ledger)
  }

  package static var verifications: ImportLayout {
    ImportLayout(
      table: "_verification",
      columns: [
        Column(
          name: "主体", aliases: ["subject"], column: "subject", format: .text(.subjectKey), isKey: true,
          isRequired: true),
        Column(name: "政策", aliases: ["policy"], column: "policy", format: .text(.plain), isKey: true),
        Column(
          name: "结论", aliases: ["outcome"], column: "outcome",
          format: words(VerificationRecord.Outcome.allCases.map { ($0.chinese, $0.rawValue) }),
          isRequired: true),
        Column(name: "日期", aliases: ["date"], column: "date", format: .day, isKey: true, isRequired: true),
        Column(name: "有效至", aliases: ["valid_until"], column: "valid_until", format: .day),
      ])
  }

  /// In Chinese, or by the name under which they are stored.
  private static func words(_ words: [(chinese: String, stored: String)]) -> CellFormat {
    .word(
      words.flatMap { word in
        let stored = Array(word.stored.utf8)
        let lower = stored.map { (65...90).contains($0) ? $0 + 32 : $0 }
        return [(written: Array(word.chinese.utf8), stored: stored), (written: lower, stored: stored)]
      })
  }
}
