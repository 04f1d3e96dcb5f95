import Matching
import RuleLanguage

/// Where an item's units lie: one to a subject, or one to a row that leads to a subject.
struct UnitSpace: Sendable {
  let subjectCount: Int
  let unitCount: Int
  /// Subject by row, −1 where it is none or not loaded; `nil` where units are subjects.
  private let owners: [Int32]?
  /// Rows by subject: those of s are `rows[offsets[s]..<offsets[s + 1]]`, ascending.
  private let offsets: [Int32]
  private let rows: [Int32]

  init(_ item: Item, subject: TableID, _ ruleSet: RuleSet, _ dataset: Dataset) {
    subjectCount = dataset.tables[subject].count
    guard let perRow = item.perRow else {
      unitCount = subjectCount
      (owners, offsets, rows) = (nil, [], [])
      return
    }
    let view = ruleSet.views[perRow.view]
    let owners = Self.owners(view, dataset.tables[view.table])
    var offsets = [Int32](repeating: 0, count: subjectCount + 1)
    for owner in owners where owner >= 0 { offsets[Int(owner) + 1] += 1 }
    for index in offsets.indices.dropFirst() { offsets[index] += offsets[index - 1] }
    var next = offsets
    var rows = [Int32](repeating: 0, count: Int(offsets[subjectCount]))
    for (row, owner) in owners.enumerated() where owner >= 0 {
      rows[Int(next[Int(owner)])] = Int32(row)
      next[Int(owner)] += 1
    }
    unitCount = owners.count
    self.owners = owners
    self.offsets = offsets
    self.rows = rows
  }

  private static func owners(_ view: RelationView, _ table: TableData) -> [Int32] {
    guard case .field(let field) = view.link else { return table.owners }
    guard let column = table.columns[field] else {
      preconditionFailure("the field that links a 逐条 row to its subject was not loaded")
    }
    return (0..<column.count).map { column.present[$0] ? Int32(column.raw($0)) : -1 }
  }

  var isPerRow: Bool { owners != nil }

  /// The subject that a unit is about; only of units that have one.
  func subject(of unit: Int) -> Int { owners.map { Int($0[unit]) } ?? unit }

  func forEachUnit(of subject: Int, _ body: (Int) -> Void) {
    guard owners != nil else { return body(subject) }
    for index in Int(offsets[subject])..<Int(offsets[subject + 1]) { body(Int(rows[index])) }
  }

  /// The subjects of whom at least one unit is in the set.
  func subjects(of units: Bitmap) -> Bitmap {
    guard let owners else { return units }
    var result = Bitmap(count: subjectCount)
    units.forEach { if owners[$0] >= 0 { result[Int(owners[$0])] = true } }
    return result
  }

  /// All units of these subjects.
  func units(of subjects: Bitmap) -> Bitmap {
    guard owners != nil else { return subjects }
    var result = Bitmap(count: unitCount)
    subjects.forEach { subject in forEachUnit(of: subject) { result[$0] = true } }
    return result
  }
}
