import Matching
import RuleLanguage

/// One column of a table as it is cached: a declared field, or one of three that every table has.
package struct SegmentField {
  package enum Kind {
    /// The record's number within its chunk, less 32,768, so that it takes two bytes.
    case id
    /// `_id` of a relation row's owner.
    case owner
    /// Key fields joined by `/`.
    case key([Int])
    /// Truth, year, money and durations: the stored integer.
    case integer
    case decimal, day, month
    case code(CodeIndex)
    /// Index into the segment's own texts.
    case text
    /// `_id` of the record that the key names, 0 where there is none.
    case reference(TableID)
  }

  package let id: Int64
  package let kind: Kind
  /// Index into the table's fields; −1 for the three.
  package let field: Int
  /// A segment made under another signature is made anew.
  package let signature: String
  package let noneBit: Int?

  package static func id() -> SegmentField {
    SegmentField(id: -1, kind: .id, field: -1, signature: "", noneBit: nil)
  }
  package static func owner() -> SegmentField {
    SegmentField(id: -2, kind: .owner, field: -1, signature: "", noneBit: nil)
  }
  package static func key(_ table: Table) -> SegmentField {
    SegmentField(id: -3, kind: .key(table.key), field: -1, signature: "", noneBit: nil)
  }

  /// The field, where it may be none, reads its bit; the signature says so, for the bits are kept when a
  /// declaration changes.
  package init(_ field: Int, of layout: TableLayout, codes: CodeIndexes) {
    let declared = layout.table.fields[field]
    self.field = field
    id = layout.fieldIDs[field]
    noneBit = declared.isOptional ? layout.noneBits[field] : nil
    var signature = declared.isOptional ? "optional" : ""
    switch declared.type {
    case .truth, .year: kind = .integer
    case .number(let unit): kind = unit == .none ? .decimal : .integer
    case .day: kind = .day
    case .month: kind = .month
    case .code(let list):
      kind = .code(codes[list])
      signature += " " + codes[list].signature
    case .text: kind = .text
    case .reference(let target): kind = .reference(target)
    }
    self.signature = signature
  }

  private init(id: Int64, kind: Kind, field: Int, signature: String, noneBit: Int?) {
    self.id = id
    self.kind = kind
    self.field = field
    self.signature = signature
    self.noneBit = noneBit
  }
}
