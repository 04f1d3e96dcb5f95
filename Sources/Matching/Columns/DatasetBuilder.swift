import RuleLanguage

/// Builds a dataset record by record, for worked cases and tests. A sweep reads column segments
/// instead.
public struct DatasetBuilder {
  private struct PendingTable {
    var keys: [String] = []
    var owners: [String] = []
    var cells: [[Cell]]
    var coverage = Coverage()
  }

  private let ruleSet: RuleSet
  private var pending: [PendingTable]
  private var closed: [Int: Set<String>] = [:]
  private var open: [Int: Set<String>] = [:]

  public init(_ ruleSet: RuleSet) {
    self.ruleSet = ruleSet
    pending = ruleSet.tables.map { PendingTable(cells: Array(repeating: [], count: $0.fields.count)) }
  }

  /// Adds an entity record; fields that are not given are none where 可无, else unknown.
  public mutating func add(entity table: TableID, key: String, _ cells: [Int: Cell]) {
    pending[table].keys.append(key)
    append(cells, to: table)
    if let keyField = ruleSet.tables[table].key.first, cells[keyField] == nil {
      let last = pending[table].cells[keyField].count - 1
      pending[table].cells[keyField][last] = .value(.text(key))
    }
  }

  /// Adds a relation row.
  public mutating func add(row table: TableID, owner: String, key: String, _ cells: [Int: Cell]) {
    pending[table].keys.append(key)
    pending[table].owners.append(owner)
    append(cells, to: table)
  }

  public mutating func setCoverage(_ coverage: Coverage, of table: TableID) {
    pending[table].coverage = coverage
  }
  /// The entity has no further rows in this view, whatever the coverage.
  public mutating func close(view: Int, of key: String) { closed[view, default: []].insert(key) }
  /// Nothing is known of the entity's rows in this view, whatever the coverage.
  public mutating func open(view: Int, of key: String) { open[view, default: []].insert(key) }

  private mutating func append(_ cells: [Int: Cell], to table: TableID) {
    for (index, field) in ruleSet.tables[table].fields.enumerated() {
      pending[table].cells[index].append(cells[index] ?? (field.isOptional ? .none : .unknown))
    }
  }

  public func build() -> Dataset {
    var texts = TextPool()
    let ordinals = pending.map { table in
      Dictionary(table.keys.enumerated().map { ($1, $0) }, uniquingKeysWith: { a, _ in a })
    }
    var tables: [TableData] = []
    for (id, table) in ruleSet.tables.enumerated() {
      let source = pending[id]
      var order = Array(source.keys.indices)
      var owners: [Int32] = []
      let owner = table.relation?.owner
      if let owner {
        let unsorted = source.owners.map { Int32(ordinals[owner][$0] ?? -1) }
        order.sort { (unsorted[$0], $0) < (unsorted[$1], $1) }
        owners = order.map { unsorted[$0] }
      }
      let columns = table.fields.enumerated().map { index, field -> Column? in
        Self.column(order.map { source.cells[index][$0] }, type: field.type, ordinals, &texts)
      }
      tables.append(
        TableData(
          keys: order.map { source.keys[$0] }, columns: columns, owners: owners,
          coverage: source.coverage))
    }
    var dataset = Dataset(tables: tables, texts: texts)
    func resolve(_ sets: [Int: Set<String>]) -> [Int: Set<Int>] {
      Dictionary(
        uniqueKeysWithValues: sets.map { view, keys in
          (view, Set(keys.compactMap { ordinals[ruleSet.views[view].entity][$0] }))
        })
    }
    dataset.closed = resolve(closed)
    dataset.open = resolve(open)
    return dataset
  }

  private static func column(
    _ cells: [Cell], type: ValueType, _ ordinals: [[String: Int]], _ texts: inout TextPool
  ) -> Column {
    var known = Bitmap(count: cells.count)
    var present = Bitmap(count: cells.count)
    var values = [Int64](repeating: 0, count: cells.count)
    let scale = Column.scale(for: type)
    for (index, cell) in cells.enumerated() {
      switch cell {
      case .unknown: break
      case .none: known[index] = true
      case .value(let value):
        known[index] = true
        present[index] = true
        values[index] =
          switch value {
          case .truth(let truth): truth ? 1 : 0
          case .number(let number): stored(number, scale: scale)
          case .day(let day): Int64(day.number)
          case .month(let month): Int64(month.index)
          case .year(let year): Int64(year)
          case .code(let ordinal): Int64(ordinal)
          case .text(let text): Int64(texts.intern(text))
          case .reference(let key):
            if case .reference(let target) = type { Int64(ordinals[target][key] ?? -1) } else { -1 }
          }
      }
    }
    return Column(type: type, scale: scale, storage: .wide(values), known: known, present: present)
  }

  private static func stored(_ number: Number, scale: Int64) -> Int64 {
    guard let scaled = number.multiplied(by: Number(scale)), scaled.isInteger else {
      preconditionFailure("a cell of \(number.plainText) does not fit its column")
    }
    return scaled.numerator
  }
}
