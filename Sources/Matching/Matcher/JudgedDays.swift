import RuleLanguage

/// The days on which a run judges: the decision day, and earlier days of the period, on which a policy
/// may be met or a subject ended.
struct JudgedDays: Sendable {
  let main: Run
  /// Ascending, without the decision day.
  let earlier: [Day: Run]

  /// `also`: further nodes to evaluate on each of the days.
  init(_ snapshot: Snapshot, _ items: [ItemID], _ at: JudgedAt, also: [NodeID] = []) {
    let program = snapshot.program
    func roots(_ item: ItemID) -> [NodeID] {
      let roots = program.policies[item.policy].items[item.item]
      return roots.clauses + roots.gates + [roots.exclusions, roots.alive, roots.benefit]
        + [roots.isOpen, roots.end].compactMap(\.self) + also
    }
    var main = Run(snapshot, at: at, roots: items.flatMap(roots))
    main.tabulate()
    var anyDay: [Day: [ItemID]] = [:]
    var endDay: [Day: [ItemID]] = [:]
    for item in items {
      for day in JudgedDays.earlierDays(item, program, at) { anyDay[day, default: []].append(item) }
      for day in JudgedDays.endDays(item, snapshot, at) { endDay[day, default: []].append(item) }
    }
    var earlier: [Day: Run] = [:]
    for day in Set(anyDay.keys).union(endDay.keys) {
      let items = (anyDay[day] ?? []) + (endDay[day] ?? [])
      var run = Run(snapshot, at: at.on(day), roots: items.flatMap(roots))
      // Of the few who ended on one day, what they refer to is asked record by record.
      if anyDay[day] != nil { run.tabulate(sharing: main) }
      earlier[day] = run
    }
    self.main = main
    self.earlier = earlier
  }

  /// The days before the decision day on which the item is judged too, in its period and its term.
  static func earlierDays(_ item: ItemID, _ program: Program, _ at: JudgedAt) -> [Day] {
    let policy = program.policies[item.policy]
    guard policy.judgesAnyDay,
      let first = Period(policy.items[item.item].frequency, containing: at.decisionDay).firstDay
    else { return [] }
    return (first.number..<at.decisionDay.number).map { Day(number: $0) }.filter { policy.isInForce($0) }
  }

  /// The days before the decision day on which subjects ended, in the month that is still paid.
  static func endDays(_ item: ItemID, _ snapshot: Snapshot, _ at: JudgedAt) -> Set<Day> {
    let subject = snapshot.ruleSet.policies[item.policy].subject
    guard snapshot.program.policies[item.policy].items[item.item].end != nil,
      let field = snapshot.ruleSet.tables[subject].endField,
      snapshot.isReadable(field: field, of: subject, isPast: at.isPast)
    else { return [] }
    let column = Snapshot.column(field, snapshot.dataset.tables[subject])
    let month = Int64(at.decisionDay.month.firstDay.number)..<Int64(at.decisionDay.number)
    var result: Set<Day> = []
    for record in 0..<column.count where column.present[record] && month.contains(column.raw(record)) {
      result.insert(Day(number: Int32(clamping: column.raw(record))))
    }
    return result
  }
}

extension Program.PolicyRoots {
  func isInForce(_ day: Day) -> Bool {
    (validFrom.map { $0 <= day } ?? true) && (validTo.map { day <= $0 } ?? true)
  }
}

/// Some records on each judged day.
final class DayBlocks {
  private let days: JudgedDays
  /// On the day that decides.
  let main: Block
  private var earlier: [Day: Block] = [:]

  /// A range of records on the decision day.
  init(_ days: JudgedDays, frame: TableID, start: Int, count: Int) {
    self.days = days
    main = Block(run: days.main, table: frame, start: start, count: count)
  }

  /// Chosen records.
  init(_ days: JudgedDays, frame: TableID, records: [Int32]) {
    self.days = days
    main = Block(run: days.main, table: frame, records: records)
  }

  private init(_ days: JudgedDays, _ main: Block) {
    self.days = days
    self.main = main
  }

  /// Some of these records, by position, for whom this day decides.
  func deciding(on day: Day, _ positions: [Int]) -> DayBlocks {
    DayBlocks(
      days, Block(run: run(on: day), table: main.table, records: positions.map { main.records[$0] }))
  }

  func block(on day: Day) -> Block {
    if let ready = earlier[day] { return ready }
    let block =
      switch main.selection {
      case .range(let start):
        Block(run: run(on: day), table: main.table, start: start, count: main.count, base: main)
      case .list(let records): Block(run: run(on: day), table: main.table, records: records, base: main)
      }
    earlier[day] = block
    return block
  }

  private func run(on day: Day) -> Run {
    guard let run = days.earlier[day] else { preconditionFailure("a day that was not prepared") }
    return run
  }
}
