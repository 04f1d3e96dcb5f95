import Matching
import RuleLanguage

extension StoreFile {
  /// The records as columns: keys and owners of every table, and of each table the fields asked for, all
  /// of one moment. Segments that are out of date are made anew first, and kept.
  ///
  /// Entity ordinals follow arrival; relation rows are sorted by owner, then arrival.
  ///
  /// - Parameter fields: by ``TableID``, the indexes of the fields that the run reads.
  /// - Parameter tables: where given, the only tables to load; the others are empty. It must include the
  ///   owners of its relations and whatever references of it should lead to.
  public func dataset(
    for ruleSet: RuleSet, fields: [Set<Int>], tables: Set<TableID>? = nil
  ) throws -> Dataset {
    try adopt(ruleSet)
    let loader = try DatasetLoader(ruleSet, fields: fields, tables: tables, in: database, layouts(ruleSet))
    // A reader that finds everything fresh waits for nobody.
    let fresh = try database.transaction(.deferred) {
      try loader.stale().allSatisfy(\.isEmpty) ? loader.load() : nil
    }
    if let fresh { return fresh }
    return try database.transaction(.immediate) {
      try loader.rebuild()
      return try loader.load()
    }
  }

  /// Empties the cache of column segments; the next load makes them anew. Only needed after another
  /// program has edited the records by `INSERT OR REPLACE`, or with triggers off.
  public func discardSegments() throws {
    try database.transaction(.immediate) {
      try database.execute(
        """
        DELETE FROM _segment;
        DELETE FROM _chunk;
        UPDATE _state SET data_version = data_version + 1;
        UPDATE _table SET inserted = inserted + 1, deleted = deleted + 1;
        """)
      var tables: [(Int64, String)] = []
      try database.query("SELECT id, name FROM _table") { tables.append(($0.integer(0), $0.text(1))) }
      for (id, name) in tables {
        try database.execute(
          "INSERT INTO _chunk SELECT DISTINCT \(id), _id >> \(Chunk.shift), 1 FROM \(quoted(name))")
      }
    }
  }
}

/// One load of a dataset.
package final class DatasetLoader {
  private let ruleSet: RuleSet
  private let layouts: [TableLayout]
  private let caches: [SegmentCache]
  /// By table, the segments to load; empty for a table that is not wanted.
  private let needed: [[SegmentField]]
  private let database: Database
  private let fields: [Set<Int>]

  package init(
    _ ruleSet: RuleSet, fields: [Set<Int>], tables: Set<TableID>?, in database: Database,
    _ layouts: [TableLayout]
  ) throws {
    precondition(fields.count == ruleSet.tables.count, "one set of fields for each table")
    self.ruleSet = ruleSet
    self.layouts = layouts
    self.database = database
    self.fields =
      tables.map { wanted in
        fields.enumerated().map { wanted.contains($0) ? $1 : [] }
      } ?? fields
    let codes = CodeIndexes(ruleSet.codeLists)
    caches = layouts.map { SegmentCache(database: database, layout: $0, layouts: layouts) }
    needed = layouts.enumerated().map { id, layout in
      if let tables, !tables.contains(id) { return [] }
      if layout.table.relation?.holdsReceipts == true { return [] }
      let base = [SegmentField.id(), .key(layout.table)] + (layout.table.relation == nil ? [] : [.owner()])
      return base + fields[id].sorted().map { SegmentField($0, of: layout, codes: codes) }
    }
  }

  package func stale() throws -> [[(chunk: Int64, fields: [SegmentField])]] {
    try zip(caches, needed).map { try $0.stale($1) }
  }

  package func rebuild() throws {
    for (cache, stale) in zip(caches, try stale()) { try cache.rebuild(stale) }
  }

  package func load() throws -> Dataset {
    let ids = try zip(caches, needed).map { try $1.isEmpty ? [] : $0.loadIDs() }
    let ordinals = ids.map(OrdinalMap.init)
    var texts = TextPool()
    var tables: [TableData] = []
    for (id, table) in ruleSet.tables.enumerated() {
      tables.append(try load(table, ids[id].count, ordinals, &texts))
    }
    for receipts in ruleSet.receiptTables where !fields[receipts.table].isEmpty {
      tables[receipts.table] = try ReceiptLoader(ruleSet, receipts, database)
        .load(fields[receipts.table], owners: tables[receipts.entity].keys, &texts)
    }
    return Dataset(tables: tables, texts: texts)
  }

  private func load(
    _ table: Table, _ count: Int, _ ordinals: [OrdinalMap], _ texts: inout TextPool
  ) throws -> TableData {
    let cache = caches[table.id]
    var columns = [Column?](repeating: nil, count: table.fields.count)
    var keys: [String] = []
    var owners: [Int32] = []
    for field in needed[table.id] {
      if case .id = field.kind { continue }
      let assembler = try cache.load(field, capacity: count)
      guard assembler.count == count else { throw StoreError.corrupt("segments of \(table.name)") }
      switch field.kind {
      case .key: keys = assembler.texts
      case .owner:
        guard let owner = table.relation?.owner else { continue }
        owners = assembler.integers.map { ordinals[owner].ordinal($0) }
      case .text:
        columns[field.field] = try textColumn(assembler, table.fields[field.field].type, &texts)
      case .reference(let target):
        let map = ordinals[target]
        columns[field.field] = assembler.column(table.fields[field.field].type) { map.ordinal($1) }
      default: columns[field.field] = assembler.column(table.fields[field.field].type)
      }
    }
    let coverage = try database.coverage(of: .table, table.name)
    if table.relation?.holdsReceipts == true { return TableData(keys: keys, columns: columns) }
    guard let owner = table.relation?.owner, !needed[table.id].isEmpty else {
      return TableData(keys: keys, columns: columns, coverage: coverage)
    }
    let order = OwnerOrder(owners, ownerCount: ordinals[owner].count)
    return TableData(
      keys: order.sorted(keys), columns: columns.map { $0.map(order.sorted) }, owners: order.owners,
      coverage: coverage)
  }

  private func textColumn(
    _ assembler: ColumnAssembler, _ type: ValueType, _ texts: inout TextPool
  ) throws -> Column {
    let interned = assembler.texts.map { Int32(texts.intern($0)) }
    let starts = assembler.textStarts
    var segment = 0
    var isSound = true
    // Cells come in ascending order, so the segment only moves forward.
    let column = assembler.column(type) { cell, index in
      while segment + 1 < starts.count, starts[segment + 1].cell <= cell { segment += 1 }
      let position = starts[segment].text + Int(index)
      guard interned.indices.contains(position) else {
        isSound = false
        return 0
      }
      return interned[position]
    }
    guard isSound else { throw StoreError.corrupt("segment") }
    return column
  }
}
