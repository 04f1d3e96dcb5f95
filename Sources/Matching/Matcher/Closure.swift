import RuleLanguage

/// Where a query's relation is closed: no further row of the entity exists in the span.
struct Closure {
  let snapshot: Snapshot
  let at: JudgedAt
  let view: Int
  let span: QueryNode.Span
  /// The span's bounds by record of the asking block; `.ever` has none, `.at` only the first.
  let from: Cells
  let to: Cells

  init(_ query: QueryNode, in block: Block) {
    snapshot = block.snapshot
    at = block.run.at
    view = query.view
    span = query.span
    switch query.span {
    case .ever: (from, to) = (.uniform(.unknown), .uniform(.unknown))
    case .at(let day): (from, to) = (block.cells(day), .uniform(.unknown))
    case .window(let first, let last): (from, to) = (block.cells(first), block.cells(last))
    }
  }

  /// `record`: position in the asking block, whose query is about `entity`.
  func isClosed(_ entity: Int, record: Int) -> Bool {
    let dataset = snapshot.dataset
    if let closed = dataset.closed[view], closed.contains(entity) { return true }
    if let open = dataset.open[view], open.contains(entity) { return false }
    let declared = snapshot.ruleSet.views[view]
    guard let relation = snapshot.ruleSet.tables[declared.table].relation else { return false }
    switch relation.completeness {
    case .incomplete: return false
    case .whenChecked(let field):
      // The check is the owner's: it says nothing of the rows that others point here with.
      guard declared.link == .owner else { return false }
      return day(field, of: entity, in: declared.entity).map { $0 <= at.decisionDay } ?? false
    case .complete(let since):
      let coverage = dataset.tables[declared.table].coverage
      guard let end = coverage.to else { return false }
      return reachesEnd(end, relation.freshnessDays, record)
        && reachesBack(to: coverage.from ?? since, entity, declared.entity, record)
    }
  }

  private func reachesEnd(_ end: Day, _ freshness: Int, _ record: Int) -> Bool {
    switch span {
    case .ever: return end.adding(days: freshness) >= at.asOf
    case .at:
      let day = from[record].isValue ? from[record].day : at.asOf
      return end.adding(days: freshness) >= min(day, at.asOf)
    case .window:
      let last = to[record].isValue ? to[record].day : at.decisionDay
      return end >= min(last, at.decisionDay)
    }
  }

  private func reachesBack(to since: Day?, _ entity: Int, _ table: TableID, _ record: Int) -> Bool {
    guard let since else { return true }
    if case .ever = span {} else if from[record].isValue, from[record].day >= since { return true }
    guard let field = snapshot.ruleSet.tables[table].startField else { return false }
    return day(field, of: entity, in: table).map { $0 >= since } ?? false
  }

  private func day(_ field: Int, of entity: Int, in table: TableID) -> Day? {
    guard snapshot.isReadable(field: field, of: table, isPast: at.isPast) else { return nil }
    let column = Snapshot.column(field, snapshot.dataset.tables[table])
    guard column.present[entity] else { return nil }
    return Day(number: Int32(clamping: column.raw(entity)))
  }
}
