import RuleLanguage

/// Where a query's relation is closed: no further row of the entity exists in the span.
struct Closure {
  private enum Rule {
    case never
    case always
    case checked(Column)
    case covered(until: Day, freshness: Int, since: Day?, starts: Column?)
    /// A ledger that is fresh to this day holds all that was paid so far, in every window.
    case receipts(until: Day, freshness: Int, since: Day?, starts: Column?)
  }

  private let at: JudgedAt
  private let span: QueryNode.Span
  private let rule: Rule
  /// The first time that the coverage holds.
  private let firstPlace: Number?
  /// The span is a moment of the sweep, which the horizon moves.
  private let spanMoves: Bool
  private let closed: Set<Int>
  private let open: Set<Int>
  /// The span's bounds by record of the asking block; `.ever` has none, `.at` only the first.
  private let from: Cells
  private let to: Cells

  init(_ query: QueryNode, in block: Block) {
    at = block.run.at
    span = query.span
    switch query.span {
    case .ever: (from, to) = (.uniform(.unknown), .uniform(.unknown))
    case .at(let day): (from, to) = (block.cells(day), .uniform(.unknown))
    case .window(let first, let last): (from, to) = (block.cells(first), block.cells(last))
    }
    spanMoves =
      if case .at(let day) = query.span, case .moment = block.snapshot.program.nodes[day].operation {
        true
      } else { false }
    closed = block.snapshot.dataset.closed[query.view] ?? []
    open = block.snapshot.dataset.open[query.view] ?? []
    rule = Closure.rule(query.view, block.snapshot, isPast: block.isPast)
    switch rule {
    case .covered(_, _, let since?, _), .receipts(_, _, let since?, _):
      let ruleSet = block.snapshot.ruleSet
      firstPlace = ruleSet.place(of: since, inTimeOf: ruleSet.tables[ruleSet.views[query.view].table])
    default: firstPlace = nil
    }
  }

  private static func rule(_ view: Int, _ snapshot: Snapshot, isPast: Bool) -> Rule {
    let declared = snapshot.ruleSet.views[view]
    guard let relation = snapshot.ruleSet.tables[declared.table].relation else { return .never }
    let entities = snapshot.dataset.tables[declared.entity]
    func column(_ field: Int) -> Column? {
      snapshot.isReadable(field: field, of: declared.entity, isPast: isPast)
        ? Snapshot.column(field, entities) : nil
    }
    switch relation.completeness {
    case .incomplete: return .never
    case .held: return .always
    case .whenChecked(let field):
      // The check is the owner's: it says nothing of the rows that others point here with.
      guard declared.link == .owner, let checked = column(field) else { return .never }
      return .checked(checked)
    case .complete(let since):
      let coverage = snapshot.dataset.tables[declared.table].coverage
      guard let end = coverage.to else { return .never }
      let starts = snapshot.ruleSet.tables[declared.entity].startField.flatMap(column)
      if relation.holdsReceipts {
        return .receipts(
          until: end, freshness: relation.freshnessDays, since: coverage.from ?? since, starts: starts)
      }
      return .covered(
        until: end, freshness: relation.freshnessDays, since: coverage.from ?? since, starts: starts)
    }
  }

  /// `record`: position in the asking block, whose query is about `entity`.
  func isClosed(_ entity: Int, record: Int) -> Bool {
    if closed.contains(entity) { return true }
    if open.contains(entity) { return false }
    switch rule {
    case .never: return false
    case .always: return true
    case .checked(let column): return day(column, entity).map { $0 <= at.decisionDay } ?? false
    case .covered(let end, let freshness, let since, let starts):
      return reachesEnd(end, freshness, record) && reachesBack(to: since, starts, entity, record)
    case .receipts(let end, let freshness, let since, let starts):
      return isCurrent(end.adding(days: freshness), record) && reachesBack(to: since, starts, entity, record)
    }
  }

  /// Where the coverage begins, in the order of the relation's time, if it holds all that came later.
  func coveredFrom(_ entity: Int, record: Int) -> Number? {
    guard let firstPlace, !open.contains(entity) else { return nil }
    if case .at = span { return nil }
    switch rule {
    case .covered(let end, let freshness, _, _): return reachesEnd(end, freshness, record) ? firstPlace : nil
    case .receipts(let end, let freshness, _, _):
      return isCurrent(end.adding(days: freshness), record) ? firstPlace : nil
    case .never, .always, .checked: return nil
    }
  }

  private func isCurrent(_ fresh: Day, _ record: Int) -> Bool {
    let latest = min(at.decisionDay, at.asOf)
    switch span {
    case .ever: return fresh >= at.asOf
    case .at: return fresh >= (from[record].isValue ? min(from[record].day, latest) : latest)
    case .window: return fresh >= (to[record].isValue ? min(to[record].day, latest) : latest)
    }
  }

  /// Of a query without a window over a covered relation: the whole months that the coverage holds.
  func coveredMonths(_ entity: Int) -> ClosedRange<Int64>? {
    guard case .ever = span, !open.contains(entity) else { return nil }
    let (end, since): (Day, Day?)
    switch rule {
    case .covered(let until, _, let from, _), .receipts(let until, _, let from, _):
      (end, since) = (until, from)
    case .never, .always, .checked: return nil
    }
    let last = Int64(end.adding(days: 1).month.index) - 1
    guard let since else { return Int64.min...max(last, Int64.min) }
    let first = Int64(since.adding(days: -1).month.index) + 1
    return first <= last ? first...last : nil
  }

  /// The years that covered months fill.
  static func wholeYears(_ months: ClosedRange<Int64>) -> ClosedRange<Int64>? {
    let first = months.lowerBound == .min ? .min : (months.lowerBound + 11) / 12
    let last = (months.upperBound + 1) / 12 - 1
    return first <= last ? first...last : nil
  }

  private func reachesEnd(_ end: Day, _ freshness: Int, _ record: Int) -> Bool {
    switch span {
    case .ever: return end.adding(days: freshness) >= at.asOf
    case .at where spanMoves:
      let day = from[record].isValue ? from[record].day : at.asOf
      return end.adding(days: freshness) >= min(day, at.asOf)
    case .at: return from[record].isValue && end.adding(days: freshness) >= from[record].day
    case .window:
      let last = to[record].isValue ? to[record].day : at.decisionDay
      return end >= min(last, at.decisionDay)
    }
  }

  private func reachesBack(to since: Day?, _ starts: Column?, _ entity: Int, _ record: Int) -> Bool {
    guard let since else { return true }
    if case .ever = span {} else if from[record].isValue, from[record].day >= since { return true }
    guard let starts else { return false }
    return day(starts, entity).map { $0 >= since } ?? false
  }

  private func day(_ column: Column, _ entity: Int) -> Day? {
    column.present[entity] ? Day(number: Int32(clamping: column.raw(entity))) : nil
  }
}
