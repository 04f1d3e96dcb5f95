import Matching
import RuleLanguage

/// A receipt as a row of its ledger's relation; see ``ReceiptField``.
package struct ReceiptLine {
  /// By ``ReceiptField``.
  package private(set) var cells: [Cell]

  init(_ record: ReceiptRecord, item: String?) {
    cells = Array(repeating: .unknown, count: ReceiptField.allCases.count)
    self[.policy] = .value(.text(record.policy))
    if let item { self[.item] = .value(.text(item)) }
    if let row = record.row {
      self[.row] = .value(.text(row))
      let slash = row.firstIndex(of: "/")
      self[.rowOwner] = slash.map { .value(.text(String(row[..<$0]))) } ?? .none
    }
    let status = ReceiptField.statuses.firstIndex(of: record.status.chinese)
    self[.status] = status.map { .value(.code($0)) } ?? .unknown
    if let date = record.date { self[.date] = .value(.day(date)) }
  }

  package subscript(field: ReceiptField) -> Cell {
    get { cells[field.rawValue] }
    set { cells[field.rawValue] = newValue }
  }

  mutating func set(_ field: ReceiptField, _ day: Day?) {
    self[field] = day.map { .value(.day($0)) } ?? .unknown
  }

  mutating func set(_ field: ReceiptField, _ count: Int?) {
    self[field] = count.map { .value(.number(Number(Int64($0)))) } ?? .unknown
  }

  mutating func set(_ field: ReceiptField, fen: Int64?) {
    self[field] = fen.map { .value(.number(Number($0))) } ?? .unknown
  }

  mutating func set(_ field: ReceiptField, _ truth: Truth) {
    self[field] = truth == .unknown ? .unknown : .value(.truth(truth == .yes))
  }
}
