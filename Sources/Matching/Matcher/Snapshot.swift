import RuleLanguage

/// What does not change between the days of a run: the program, the records, and how rows link.
final class Snapshot: Sendable {
  let program: Program
  let ruleSet: RuleSet
  let dataset: Dataset
  /// By view; `nil` where nothing reads it.
  let indexes: [RelationIndex?]
  /// Place of a node among the nodes of its frame.
  let slots: [Int]
  /// Number of nodes by frame; the last entry is for uniform nodes.
  let slotCounts: [Int]
  /// Raw storage of text and reference constants.
  let textConstants: [String: Int64]
  private let referenceConstants: [TableID: [String: Int64]]
  /// By view, of those whose rows are told apart by their keys.
  private let rowKeyColumns: [Int: Column]

  init(_ program: Program, _ ruleSet: RuleSet, _ dataset: Dataset) {
    self.program = program
    self.ruleSet = ruleSet
    self.dataset = dataset
    var indexes = [RelationIndex?](repeating: nil, count: ruleSet.views.count)
    for view in program.views {
      let declared = ruleSet.views[view]
      let rows = dataset.tables[declared.table]
      let link =
        switch declared.link {
        case .owner: rows.owners
        case .field(let field): Snapshot.loadedTargets(Snapshot.column(field, rows))
        }
      indexes[view] = RelationIndex(link: link, entityCount: dataset.tables[declared.entity].count)
    }
    self.indexes = indexes
    var slots: [Int] = []
    var slotCounts = [Int](repeating: 0, count: ruleSet.tables.count + 1)
    for node in program.nodes {
      let frame = node.isUniform ? ruleSet.tables.count : node.frame
      slots.append(slotCounts[frame])
      slotCounts[frame] += 1
    }
    self.slots = slots
    self.slotCounts = slotCounts
    var rowKeyColumns: [Int: Column] = [:]
    for node in program.nodes {
      guard case .column(let field) = node.operation, let view = Path.view(ofRowKey: field) else { continue }
      rowKeyColumns[view] = rowKeyColumns[view] ?? dataset.rowKeys(ofView: view, ruleSet)
    }
    self.rowKeyColumns = rowKeyColumns
    (textConstants, referenceConstants) = Snapshot.constants(program, dataset, ruleSet)
  }

  func rowKeys(ofView view: Int) -> Column {
    guard let column = rowKeyColumns[view] else { preconditionFailure("row keys that no node reads") }
    return column
  }

  static func column(_ field: Int, _ table: TableData) -> Column {
    guard let column = table.columns[field] else {
      preconditionFailure("a field that the program reads was not loaded")
    }
    return column
  }

  private static func loadedTargets(_ column: Column) -> [Int32] {
    (0..<column.count).map { column.present[$0] ? Int32(column.raw($0)) : -1 }
  }

  /// Texts that no cell has are numbered below 0, each its own number.
  private static func constants(
    _ program: Program, _ dataset: Dataset, _ ruleSet: RuleSet
  ) -> ([String: Int64], [TableID: [String: Int64]]) {
    var texts: [String: Int64] = [:]
    var keys: [TableID: Set<String>] = [:]
    func add(_ value: Value?, _ type: ValueType) {
      switch (value, type) {
      case (.text(let text), _):
        if texts[text] == nil {
          texts[text] = dataset.texts.index(of: text).map { Int64($0) } ?? -2 - Int64(texts.count)
        }
      case (.reference(let key), .reference(let table)): keys[table, default: []].insert(key)
      default: break
      }
    }
    for node in program.nodes {
      if case .constant(let value) = node.operation { add(value, node.type) }
    }
    for parameter in ruleSet.parameters {
      for entry in parameter.entries { add(entry.value, parameter.type) }
    }
    var references: [TableID: [String: Int64]] = [:]
    for (table, wanted) in keys {
      var found: [String: Int64] = [:]
      for (ordinal, key) in dataset.tables[table].keys.enumerated() where wanted.contains(key) {
        found[key] = found[key] ?? Int64(ordinal)
      }
      references[table] = found
    }
    return (texts, references)
  }

  /// A constant as the columns store it; unknown for a reference to a record that is not loaded.
  func scalar(_ value: Value, _ type: ValueType) -> Scalar {
    if let scalar = Scalar(value) { return scalar }
    switch (value, type) {
    case (.text(let text), _): return textConstants[text].map { Scalar(raw: $0) } ?? .unknown
    case (.reference(let key), .reference(let table)):
      return referenceConstants[table]?[key].map { Scalar(raw: $0) } ?? .unknown
    default: return .unknown
    }
  }

  /// Whether the field's cells hold for the day that is judged.
  func isReadable(field: Int, of table: TableID, isPast: Bool) -> Bool {
    guard isPast, field >= 0 else { return true }
    let declared = ruleSet.tables[table]
    return declared.relation != nil || declared.fields[field].isRetroactive
      || declared.key.contains(field)
  }

  /// Stored units per whole of a field's column, through whatever hops.
  func scale(of field: NodeID) -> Int64 {
    let node = program.nodes[field]
    switch node.operation {
    case .hop(_, let inner, _): return scale(of: inner)
    case .column(let index) where index >= 0:
      return Snapshot.column(index, dataset.tables[node.frame]).scale
    default: return 1
    }
  }

  static let noTarget: Int32 = -1
  static let unknownTarget: Int32 = -2

  /// Where a hop leads, by record: an ordinal, ``noTarget`` or ``unknownTarget``.
  func targets(of hop: Hop, from table: TableID, records: [Int32], isPast: Bool) -> [Int32] {
    switch hop {
    case .owner:
      let owners = dataset.tables[table].owners
      return records.map {
        if $0 < 0 { return $0 }
        return owners[Int($0)] < 0 ? Snapshot.unknownTarget : owners[Int($0)]
      }
    case .field(let field):
      guard isReadable(field: field, of: table, isPast: isPast) else {
        return records.map { $0 == Snapshot.noTarget ? $0 : Snapshot.unknownTarget }
      }
      let column = Snapshot.column(field, dataset.tables[table])
      return records.map {
        if $0 < 0 { return $0 }
        let index = Int($0)
        if !column.known[index] { return Snapshot.unknownTarget }
        if !column.present[index] { return Snapshot.noTarget }
        let raw = column.raw(index)
        return raw < 0 ? Snapshot.unknownTarget : Int32(raw)
      }
    }
  }

  func target(of hop: Hop, from table: TableID) -> TableID {
    switch hop {
    case .owner: return ruleSet.tables[table].relation?.owner ?? table
    case .field(let field):
      if case .reference(let target) = ruleSet.tables[table].fields[field].type { return target }
      preconditionFailure("a hop through a field that is no reference")
    }
  }
}
