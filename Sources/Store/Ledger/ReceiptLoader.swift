import Matching
import RuleLanguage

/// Loads a ledger's relation from the store's receipts.
struct ReceiptLoader {
  private let ruleSet: RuleSet
  private let receipts: ReceiptTable
  private let database: Database

  init(_ ruleSet: RuleSet, _ receipts: ReceiptTable, _ database: Database) {
    self.ruleSet = ruleSet
    self.receipts = receipts
    self.database = database
  }

  /// - Parameter owners: keys of the subjects, by ordinal.
  func load(_ fields: Set<Int>, owners: [String], _ texts: inout TextPool) throws -> TableData {
    let coverage = try receipts.ledger.map { try database.coverage(of: .ledger, $0) } ?? Coverage()
    let ordinals = Dictionary(
      owners.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { a, _ in a })
    let wanted = fields.sorted()
    var columns = wanted.map { ReceiptColumn(ruleSet.tables[receipts.table].fields[$0].type) }
    var rowOwners: [Int32] = []
    var group: [ReceiptRecord] = []
    func flush(_ texts: inout TextPool) {
      guard let first = group.first else { return }
      let programme = ruleSet.programmes[first.policy]
      let subject = programme?.subject ?? receipts.entity
      let holder = ruleSet.receiptTable(of: first.policy, subject: subject)
      if holder?.table == receipts.table, let owner = ordinals[first.subject] {
        for line in ReceiptLines.all(of: group, programme, coverageTo: coverage.to) {
          for (index, field) in wanted.enumerated() { columns[index].append(line.cells[field], &texts) }
          rowOwners.append(owner)
        }
      }
      group.removeAll(keepingCapacity: true)
    }
    try database.forEachReceipt { record in
      if let first = group.first, first.policy != record.policy || first.subject != record.subject {
        flush(&texts)
      }
      group.append(record)
    }
    flush(&texts)
    let order = OwnerOrder(rowOwners, ownerCount: owners.count)
    var all = [Column?](repeating: nil, count: ruleSet.tables[receipts.table].fields.count)
    for (column, field) in zip(columns, wanted) { all[field] = order.sorted(column.column) }
    return TableData(
      keys: order.owners.indices.map { String($0 + 1) }, columns: all, owners: order.owners,
      coverage: coverage)
  }
}

/// A column on its way.
private struct ReceiptColumn {
  private let type: ValueType
  private let scale: Int64
  private var values: [Int64] = []
  private var known: [Bool] = []
  private var present: [Bool] = []

  init(_ type: ValueType) {
    self.type = type
    scale = Column.scale(for: type)
  }

  mutating func append(_ cell: Cell, _ texts: inout TextPool) {
    known.append(cell != .unknown)
    guard case .value(let value) = cell else {
      values.append(0)
      present.append(false)
      return
    }
    present.append(true)
    values.append(stored(value, &texts))
  }

  private func stored(_ value: Value, _ texts: inout TextPool) -> Int64 {
    switch value {
    case .truth(let truth): truth ? 1 : 0
    case .number(let number): number.roundedHalfUp * scale
    case .day(let day): Int64(day.number)
    case .month(let month): Int64(month.index)
    case .year(let year): Int64(year)
    case .code(let ordinal): Int64(ordinal)
    case .text(let text): Int64(texts.intern(text))
    case .reference: -1
    }
  }

  var column: Column {
    var (known, present) = (Bitmap(count: values.count), Bitmap(count: values.count))
    for index in values.indices {
      known[index] = self.known[index]
      present[index] = self.present[index]
    }
    return Column(type: type, scale: scale, storage: .wide(values), known: known, present: present)
  }
}
