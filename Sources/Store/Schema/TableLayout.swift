import RuleLanguage

/// A declared table as the store keeps it: an ordinary SQLite table under the declared names.
///
/// `_id` numbers the records in order of arrival and is never used again; `_owner` of a relation row is
/// its owner's `_id`. A cell without a value is NULL: known to be none where the field's bit in `_none`
/// (`_none1` … after 63 fields) is set and the field may be none, else unknown.
package struct TableLayout {
  /// The store's number for the table; stable, unlike ``TableID``.
  package let id: Int64
  package let table: Table
  /// By field index.
  package let fieldIDs: [Int64]
  package let noneBits: [Int?]

  package static let bitsPerWord = 63

  package static func noneColumn(_ word: Int) -> String { word == 0 ? "_none" : "_none\(word)" }

  package var noneWords: Int { TableLayout.words(for: noneBits.compactMap { $0 }.max()) }

  package static func words(for highestBit: Int?) -> Int { (highestBit ?? 0) / bitsPerWord + 1 }

  package var name: String { quoted(table.name) }
  package func column(_ field: Int) -> String { quoted(table.fields[field].name) }
}

extension ValueType {
  package var isStoredAsInteger: Bool {
    switch self {
    case .truth, .year: true
    case .number(let unit): unit != .none
    case .day, .month, .code, .text, .reference: false
    }
  }

  /// How the catalogue writes the type; a field whose type changes is an error.
  package func catalogueName(in ruleSet: RuleSet) -> String {
    switch self {
    case .truth: "truth"
    case .number(.none): "number"
    case .number(.money): "money"
    case .number(.days): "days"
    case .number(.months): "months"
    case .number(.years): "years"
    case .day: "day"
    case .month: "month"
    case .year: "year"
    case .code(let list): "code \(ruleSet.codeLists[list].name)"
    case .text: "text"
    case .reference(let table): "reference \(ruleSet.tables[table].name)"
    }
  }
}
