import RuleLanguage

extension RuleSet {
  /// Whether a query's rows are placed by the time of their own relation.
  func places(_ query: Query, by order: Expression) -> Bool {
    guard let relation = tables[views[query.view].table].relation, case .path(let path) = order.kind else {
      return false
    }
    return path.hops.isEmpty && path.field == relation.timeField ?? relation.validFrom
  }

  /// The first time, in the order of the relation's own, that lies on or after a day as a whole; `nil` where
  /// the relation has no time.
  func place(of day: Day, inTimeOf table: Table) -> Number? {
    guard let field = table.relation.flatMap({ $0.timeField ?? $0.validFrom }) else { return nil }
    let month = day == day.month.firstDay ? day.month : day.month.adding(1)
    switch table.fields[field].type {
    case .day: return Number(Int64(day.number))
    case .month: return Number(Int64(month.index))
    case .year: return Number(Int64(month.month == 1 ? month.year : month.year + 1))
    default: return nil
    }
  }
}
