import RuleLanguage

/// Months by their index, or years, in which no record means none; `first` is `nil` where they reach
/// back to ever.
struct CoveredTimes {
  let first: Int32?
  let last: Int32

  func contains(_ time: Int32) -> Bool { time <= last && first.map { time >= $0 } ?? true }

  /// Of months, the years that they fill.
  var wholeYears: CoveredTimes {
    CoveredTimes(first: first.map { ($0 + 11) / 12 }, last: (last + 1) / 12 - 1)
  }
}

extension Evaluator {
  /// Whether a relation is closed for one entity over the query's span, so that no row means none.
  /// Unknown where only a bound of the span that is not known stands in the way: open, but not for
  /// want of records.
  func closedness(_ query: Query, of entity: Int, from frame: Frame) -> Truth {
    if records.dataset.closed[query.view]?.contains(entity) == true { return .yes }
    if records.dataset.open[query.view]?.contains(entity) == true { return .no }
    let view = ruleSet.views[query.view]
    guard let relation = ruleSet.tables[view.table].relation else {
      preconditionFailure("a view shows the rows of a relation")
    }
    switch relation.completeness {
    case .incomplete: return .no
    case .held: return .yes
    case .whenChecked(let field):
      // The check is the owner's: it says nothing of the rows that others point here with.
      guard view.link == .owner else { return .no }
      let checked = records.cell(field, of: Frame(table: view.entity, record: entity), at: at).day
      return Truth(checked.map { $0 <= at.decisionDay } ?? false)
    case .complete(let declared):
      let coverage = records.dataset.tables[view.table].coverage
      guard let last = coverage.to else { return .no }
      let bounds = bounds(of: query.span, frame)
      let isBackTo = reachesBack(coverage.from ?? declared, bounds, entity, of: view.entity)
      return isBackTo
        && (relation.holdsReceipts
          ? isCurrent(last.adding(days: relation.freshnessDays), bounds)
          : reachesForward(last, bounds, freshness: relation.freshnessDays))
    }
  }

  /// The whole months that the coverage holds, for a query without a window.
  func coveredMonths(_ query: Query, of entity: Int) -> CoveredTimes? {
    guard case .ever = query.span, records.dataset.open[query.view]?.contains(entity) != true else {
      return nil
    }
    let table = ruleSet.views[query.view].table
    guard case .complete(let declared)? = ruleSet.tables[table].relation?.completeness else { return nil }
    let coverage = records.dataset.tables[table].coverage
    guard let last = coverage.to else { return nil }
    let first = (coverage.from ?? declared).map { day in
      day == day.month.firstDay ? day.month : day.month.adding(1)
    }
    let end = last == last.month.lastDay ? last.month : last.month.adding(-1)
    return CoveredTimes(first: first?.index, last: end.index)
  }

  /// Where the coverage begins, in the order of the relation's time, if it holds all that came later; `nil`
  /// where it does not.
  func coveredFrom(_ query: Query, of entity: Int, from frame: Frame) -> Number? {
    guard records.dataset.open[query.view]?.contains(entity) != true else { return nil }
    if case .at = query.span { return nil }
    let table = ruleSet.tables[ruleSet.views[query.view].table]
    guard let relation = table.relation, case .complete(let declared) = relation.completeness else {
      return nil
    }
    let coverage = records.dataset.tables[table.id].coverage
    guard let last = coverage.to, let first = coverage.from ?? declared else { return nil }
    let bounds = bounds(of: query.span, frame)
    let isForward =
      relation.holdsReceipts
      ? isCurrent(last.adding(days: relation.freshnessDays), bounds)
      : reachesForward(last, bounds, freshness: relation.freshnessDays)
    return isForward == .yes ? ruleSet.place(of: first, inTimeOf: table) : nil
  }

  private enum SpanBounds {
    case ever
    /// `moves`: a moment of the sweep, which the horizon moves; otherwise a day of the record's own.
    case at(Day?, moves: Bool)
    case window(from: Day?, to: Day?)
  }

  private func bounds(of span: Query.Span, _ frame: Frame) -> SpanBounds {
    switch span {
    case .ever: .ever
    case .at(let day): .at(evaluate(day, frame).day, moves: day.isMoment)
    case .window(let from, let to): .window(from: evaluate(from, frame).day, to: evaluate(to, frame).day)
    }
  }

  /// Coverage holds the span's start, or the whole life of the entity.
  private func reachesBack(
    _ first: Day?, _ bounds: SpanBounds, _ entity: Int, of table: TableID
  ) -> Truth {
    guard let first else { return .yes }
    let start = ruleSet.tables[table].startField.flatMap {
      records.cell($0, of: Frame(table: table, record: entity), at: at).day
    }
    let wholeLife = Truth(start.map { $0 >= first } ?? false)
    switch bounds {
    case .ever: return wholeLife
    case .at(let day, _), .window(let day, _):
      return wholeLife || (day.map { Truth($0 >= first) } ?? .unknown)
    }
  }

  /// Coverage holds the span's end; states count as current while they are fresh.
  private func reachesForward(_ last: Day, _ bounds: SpanBounds, freshness: Int) -> Truth {
    let fresh = last.adding(days: freshness)
    switch bounds {
    case .ever: return Truth(fresh >= at.asOf)
    // A state goes on at a horizon; what a record's own day beyond the coverage will bring is not known.
    case .at(let day, true): return reaches(fresh, day, atMost: at.asOf)
    case .at(let day, false): return day.map { Truth(fresh >= $0) } ?? .unknown
    case .window(_, let to): return reaches(last, to, atMost: at.decisionDay)
    }
  }

  /// A ledger that is fresh holds all that was paid so far, in every window.
  private func isCurrent(_ fresh: Day, _ bounds: SpanBounds) -> Truth {
    switch bounds {
    case .ever: Truth(fresh >= at.asOf)
    case .at(let day, _), .window(_, let day): reaches(fresh, day, atMost: min(at.decisionDay, at.asOf))
    }
  }

  private func reaches(_ covered: Day, _ day: Day?, atMost latest: Day) -> Truth {
    if covered >= latest { return .yes }
    return day.map { Truth(covered >= $0) } ?? .unknown
  }
}
