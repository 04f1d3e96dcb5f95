import RuleLanguage

/// The days on which a run judges: the decision day, and the earlier days of the period for policies
/// that may be met on any of them.
struct JudgedDays: Sendable {
  let main: Run
  /// Ascending, without the decision day.
  let earlier: [Day: Run]

  init(_ snapshot: Snapshot, _ items: [ItemID], _ at: JudgedAt) {
    let program = snapshot.program
    func roots(_ item: ItemID) -> [NodeID] {
      let roots = program.policies[item.policy].items[item.item]
      return roots.clauses + roots.gates + [roots.exclusions, roots.alive, roots.benefit]
        + [roots.isOpen].compactMap(\.self)
    }
    var main = Run(snapshot, at: at, roots: items.flatMap(roots))
    main.tabulate()
    var wanted: [Day: [ItemID]] = [:]
    for item in items {
      for day in JudgedDays.earlierDays(item, program, at) { wanted[day, default: []].append(item) }
    }
    var earlier: [Day: Run] = [:]
    for (day, items) in wanted {
      let at = JudgedAt(asOf: at.asOf, decisionDay: day, isPast: at.isPast)
      var run = Run(snapshot, at: at, roots: items.flatMap(roots))
      run.tabulate(sharing: main)
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
}

extension Program.PolicyRoots {
  func isInForce(_ day: Day) -> Bool {
    (validFrom.map { $0 <= day } ?? true) && (validTo.map { day <= $0 } ?? true)
  }
}

/// One range of records on each judged day.
final class DayBlocks {
  private let days: JudgedDays
  private let start: Int
  private let frame: TableID
  let main: Block
  private var earlier: [Day: Block] = [:]

  init(_ days: JudgedDays, frame: TableID, start: Int, count: Int) {
    self.days = days
    self.frame = frame
    self.start = start
    main = Block(run: days.main, table: frame, start: start, count: count)
  }

  func block(on day: Day) -> Block {
    if let ready = earlier[day] { return ready }
    guard let run = days.earlier[day] else { preconditionFailure("a day that was not prepared") }
    let block = Block(run: run, table: frame, start: start, count: main.count, base: main)
    earlier[day] = block
    return block
  }
}
