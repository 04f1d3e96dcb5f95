import Matching
import RuleLanguage

/// Random records for the tables of ``World``, kept cell by cell so that a test can change one.
struct Records {
  struct Record {
    let key: String
    let owner: String
    var cells: [Int: Cell]
  }
  /// By table.
  var tables: [[Record]]
  var coverage: [Coverage]
  var closed: [(view: Int, key: String)] = []
  var open: [(view: Int, key: String)] = []

  static func key(_ table: TableID, _ index: Int) -> String { "\(["P", "E", "c", "z", "d"][table])\(index)" }

  /// `blank`: per cent of the cells that are unknown.
  init(
    _ ruleSet: RuleSet, _ dates: Dates, people: Int, blank: Int, _ random: inout SplitMix64
  ) {
    let enterprises = max(1, people / 4)
    let counts = [people, enterprises, people * 2, people, people]
    tables = []
    coverage = []
    for table in ruleSet.tables {
      let owners = table.relation.map { $0.owner == World.person ? people : enterprises } ?? 0
      var records: [Record] = []
      for index in 0..<counts[table.id] {
        var cells: [Int: Cell] = [:]
        for (position, field) in table.fields.enumerated() where position != 0 {
          cells[position] = Records.cell(field, ruleSet, dates, counts, blank, &random)
        }
        let key = Records.key(table.id, index)
        if table.relation != nil { cells[0] = .value(.text(key)) }
        // An owner past the last is one that is not loaded.
        let owner = table.relation.map { relation in
          Records.key(relation.owner, random.chance(97) ? random.below(max(1, owners)) : owners + 1)
        }
        records.append(Record(key: key, owner: owner ?? "", cells: cells))
      }
      tables.append(records)
      let to = random.chance(90) ? dates.coverageTo : nil
      coverage.append(
        table.relation == nil
          ? Coverage()
          : Coverage(from: random.chance(20) ? dates.coverageFrom : nil, to: to))
    }
    for view in ruleSet.views.indices where random.chance(30) {
      let entity = ruleSet.views[view].entity
      closed.append((view, Records.key(entity, 0)))
      open.append((view, Records.key(entity, 1)))
    }
  }

  static func cell(
    _ field: Field, _ ruleSet: RuleSet, _ dates: Dates, _ counts: [Int], _ blank: Int,
    _ random: inout SplitMix64
  ) -> Cell {
    if random.chance(blank) { return .unknown }
    let isEnd = field.name == "死亡日期" || field.name == "注销日期"
    if field.isOptional && random.chance(isEnd ? 85 : 40) { return .none }
    switch field.type {
    case .truth: return .value(.truth(random.chance(50)))
    case .number(.money): return .value(.number(Number(random.one(of: [-1, 0, 1, 2, 3, 60, 100]))))
    case .number:
      let choices: [(Int128, Int128)] = [(0, 1), (1, 2), (1, 1), (2, 1), (3, 2), (-1, 1), (60, 1), (5, 4)]
      let (numerator, denominator) = random.one(of: choices)
      return .value(.number(Number(numerator, over: denominator) ?? .one))
    case .day: return .value(.day(dates.any(&random)))
    case .month: return .value(.month(dates.month(&random)))
    case .year: return .value(.year(dates.asOf.year - random.below(3)))
    case .code(let list):
      return .value(.code(random.below(ruleSet.codeLists[list].entries.count)))
    case .text: return .value(.text(random.one(of: ["张三", "李四", "王五"])))
    case .reference(let table):
      // Now and then a record that is not loaded.
      let index = random.chance(95) ? random.below(max(1, counts[table])) : counts[table] + 1
      return .value(.reference(key(table, index)))
    }
  }

  func dataset(_ ruleSet: RuleSet, narrow: Bool = false, keeping: [Int: [Int]] = [:]) -> Dataset {
    var builder = DatasetBuilder(ruleSet)
    for (id, records) in tables.enumerated() {
      for index in keeping[id] ?? Array(records.indices) {
        let record = records[index]
        if ruleSet.tables[id].relation == nil {
          builder.add(entity: id, key: record.key, record.cells)
        } else {
          builder.add(row: id, owner: record.owner, key: record.key, record.cells)
        }
      }
      builder.setCoverage(coverage[id], of: id)
    }
    for (view, key) in closed { builder.close(view: view, of: key) }
    for (view, key) in open { builder.open(view: view, of: key) }
    var dataset = builder.build()
    if narrow { Records.narrow(&dataset) }
    return dataset
  }

  /// The storage that column segments use where values fit 32 bits.
  private static func narrow(_ dataset: inout Dataset) {
    for table in dataset.tables.indices {
      for field in dataset.tables[table].columns.indices {
        guard let column = dataset.tables[table].columns[field],
          case .wide(let values) = column.storage, column.scale == 1
        else { continue }
        dataset.tables[table].columns[field]?.storage = .narrow(values.map { Int32($0) })
      }
    }
  }
}
