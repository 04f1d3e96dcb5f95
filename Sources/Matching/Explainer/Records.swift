import RuleLanguage

/// One record: an entity's, or a relation's row.
struct Frame: Hashable, Sendable {
  let table: TableID
  let record: Int
  /// For a row inside a query: the record from which the query starts; else empty.
  var asker: [Frame] = []
}

/// Where following references led.
enum Reached: Hashable, Sendable {
  case record(Frame)
  case none
  case unknown
}

/// Reads the dataset cell by cell, under the dates of a judgement.
struct Records: Sendable {
  let ruleSet: RuleSet
  let dataset: Dataset
  private let rowsByView: [RowsOfEntity?]

  init(_ ruleSet: RuleSet, _ dataset: Dataset) {
    self.ruleSet = ruleSet
    self.dataset = dataset
    rowsByView = ruleSet.views.map { RowsOfEntity($0, dataset) }
  }

  /// A field of a record. In a past period an entity's field is unknown unless it is declared to hold
  /// for earlier periods too; a relation's rows are dated by themselves.
  func cell(_ field: Int, of frame: Frame, at: JudgedAt) -> Evaluated {
    let data = dataset.tables[frame.table]
    let table = ruleSet.tables[frame.table]
    if field == Path.ownerField {
      let owner = Int(data.owners[frame.record])
      guard let relation = table.relation, owner >= 0 else { return .unknown }
      return .value(.reference(dataset.tables[relation.owner].keys[owner]))
    }
    if let view = Path.view(ofRowKey: field) {
      guard dataset.isNamed(frame.record, inView: view, ruleSet) else { return .unknown }
      return .value(.text(dataset.rowKey(frame.record, ofView: view, ruleSet)))
    }
    guard !isLost(field, of: table, at: at), let column = data.columns[field],
      column.known[frame.record]
    else { return .unknown }
    guard column.present[frame.record] else { return .none }
    return decoded(column.raw(frame.record), column)
  }

  private func isLost(_ field: Int, of table: Table, at: JudgedAt) -> Bool {
    at.isPast && table.relation == nil && !table.fields[field].isRetroactive
      && !table.key.contains(field)
  }

  private func decoded(_ raw: Int64, _ column: Column) -> Evaluated {
    switch column.type {
    case .truth: return .value(.truth(raw != 0))
    case .number:
      guard let number = Number(Int128(raw), over: Int128(column.scale)) else { return .unknown }
      return .number(number)
    case .day: return .value(.day(Day(number: Int32(raw))))
    case .month: return .value(.month(YearMonth(index: Int32(raw))))
    case .year: return .value(.year(Int(raw)))
    case .code: return .value(.code(Int(raw)))
    case .text: return .value(.text(dataset.texts.texts[Int(raw)]))
    case .reference(let target):
      return raw < 0 ? .unknown : .value(.reference(dataset.tables[target].keys[Int(raw)]))
    }
  }

  func follow(_ hops: [Hop], from frame: Frame, at: JudgedAt) -> Reached {
    var reached = Reached.record(frame)
    for hop in hops {
      guard case .record(let here) = reached else { return reached }
      reached = step(hop, from: here, at: at)
    }
    return reached
  }

  func step(_ hop: Hop, from frame: Frame, at: JudgedAt) -> Reached {
    let data = dataset.tables[frame.table]
    switch hop {
    case .owner:
      guard let relation = ruleSet.tables[frame.table].relation else {
        preconditionFailure("only a relation's row has an owner")
      }
      let owner = Int(data.owners[frame.record])
      return owner < 0 ? .unknown : .record(Frame(table: relation.owner, record: owner))
    case .field(let field):
      switch cell(field, of: frame, at: at) {
      case .none: return .none
      case .value:
        guard let column = data.columns[field], case .reference(let target) = column.type else {
          preconditionFailure("a hop leads through a reference field")
        }
        return .record(Frame(table: target, record: Int(column.raw(frame.record))))
      case .unknown, .range: return .unknown
      }
    }
  }

  /// Rows of a view whose link leads to this entity, by ordinal; `nil` where the run did not read the
  /// link.
  func rows(ofView view: Int, entity: Int) -> [Int]? { rowsByView[view]?.rows(of: entity) }

  func table(at hop: Hop, from table: TableID) -> TableID {
    switch hop {
    case .owner:
      if let relation = ruleSet.tables[table].relation { return relation.owner }
    case .field(let field):
      if case .reference(let target) = ruleSet.tables[table].fields[field].type { return target }
    }
    preconditionFailure("a hop leads to another record")
  }
}

/// The rows of one view, grouped by the entity that their link leads to.
private struct RowsOfEntity: Sendable {
  /// Rows of entity `e` are `rows[starts[e]..<starts[e + 1]]`.
  private var starts: [Int]
  private var rows: [Int32]

  init?(_ view: RelationView, _ dataset: Dataset) {
    let data = dataset.tables[view.table]
    let targets: [Int]
    switch view.link {
    case .owner: targets = data.owners.map(Int.init)
    case .field(let field):
      guard let column = data.columns[field] else { return nil }
      targets = (0..<data.count).map { column.present[$0] ? Int(column.raw($0)) : -1 }
    }
    starts = Array(repeating: 0, count: dataset.tables[view.entity].count + 1)
    for target in targets where target >= 0 { starts[target + 1] += 1 }
    for entity in 1..<max(starts.count, 1) { starts[entity] += starts[entity - 1] }
    var next = starts
    rows = Array(repeating: 0, count: starts.last ?? 0)
    for (row, target) in targets.enumerated() where target >= 0 {
      rows[next[target]] = Int32(row)
      next[target] += 1
    }
  }

  func rows(of entity: Int) -> [Int] {
    rows[starts[entity]..<starts[entity + 1]].map(Int.init)
  }
}
