import RuleLanguage

extension Block {
  func exists(_ query: QueryNode) -> Truths {
    let rows = rowSet(RowSetKey(view: query.view, hops: query.hops))
    let filter = query.filter.map { rows.block.truths($0) }
    let possible = filter.map { truths in truths.yes.indices.map { truths.yes[$0] | ~truths.known[$0] } }
    let closure = Closure(query, in: self)
    return Truths(count: count) { i in
      let entity = rows.entities[i]
      if entity < 0 { return entity == Snapshot.noTarget ? .no : .unknown }
      let positions = rows.positions(i)
      if let filter, let possible {
        if Kernels.hasBit(filter.yes, in: positions) { return .yes }
        if Kernels.hasBit(possible, in: positions) { return .unknown }
      } else if !positions.isEmpty {
        return .yes
      }
      return closure.isClosed(Int(entity), record: i) ? .no : .unknown
    }
  }

  func forAll(_ query: QueryNode, _ condition: NodeID) -> Truths {
    let rows = rowSet(RowSetKey(view: query.view, hops: query.hops))
    let filter = query.filter.map { rows.block.truths($0) }
    let condition = rows.block.truths(condition)
    let closure = Closure(query, in: self)
    return Truths(count: count) { i in
      let entity = rows.entities[i]
      if entity < 0 { return entity == Snapshot.noTarget ? .yes : .unknown }
      var isAll = true
      for row in rows.positions(i) {
        let taken = filter?[row] ?? .yes
        if taken == .no { continue }
        let holds = condition[row]
        if taken == .yes && holds == .no { return .no }
        if holds != .yes { isAll = false }
      }
      return isAll && closure.isClosed(Int(entity), record: i) ? .yes : .unknown
    }
  }

  /// Queries that answer with a value.
  func cells(_ query: QueryNode, _ type: ValueType) -> Cells {
    let rows = rowSet(RowSetKey(view: query.view, hops: query.hops))
    let filter = query.filter.map { rows.block.truths($0) }
    let closure = Closure(query, in: self)
    func fold(
      none: Scalar, unknown: Scalar = .unknown,
      _ result: (inout RowFold, _ isClosed: @autoclosure () -> Bool, Int) -> Scalar
    ) -> Cells {
      var fold = RowFold()
      return each { i in
        let entity = rows.entities[i]
        if entity < 0 { return entity == Snapshot.noTarget ? none : unknown }
        fold.take(rows.positions(i), filter)
        return result(&fold, closure.isClosed(Int(entity), record: i), i)
      }
    }
    let zero = Scalar(Number.zero)
    let atLeastZero = Scalar.range(.zero, nil)
    switch query.result {
    case .count:
      return fold(none: zero, unknown: atLeastZero) { fold, isClosed, _ in
        let low = Int64(fold.certain.count)
        return .range(Number(low), isClosed() ? Number(low + Int64(fold.possible.count)) : nil)
      }
    case .aggregate(let aggregate, let value):
      let values = rows.block.cells(value)
      switch aggregate {
      case .sum: return fold(none: zero) { fold, isClosed, _ in fold.sum(values, isClosed()) }
      case .average:
        return fold(none: .unknown) { fold, isClosed, _ in fold.average(values, isClosed()) }
      case .largest, .smallest:
        let ranks = ranks(type)
        return fold(none: .unknown) { fold, isClosed, _ in
          type.isNumber
            ? fold.extreme(values, aggregate == .largest, isClosed())
            : fold.extreme(values, aggregate == .largest, isClosed(), ranks: ranks)
        }
      }
    case .pick(let value, let order, let latest, let n, let byTime):
      let (values, orders) = (rows.block.cells(value), rows.block.cells(order))
      let ranks = ranks(nodes[order].type)
      return fold(none: .unknown) { fold, isClosed, i in
        guard fold.possible.isEmpty else { return .unknown }
        if isClosed() { return fold.pick(values, orders, ranks: ranks, latest: latest, n) }
        guard latest, byTime, let first = closure.coveredFrom(Int(rows.entities[i]), record: i) else {
          return .unknown
        }
        return fold.pick(values, orders, ranks: ranks, latest: latest, n, notBefore: first)
      }
    case .distinctMonths(let month):
      let months = rows.block.cells(month)
      return fold(none: zero, unknown: atLeastZero) { fold, isClosed, _ in
        fold.distinctMonths(months, isClosed())
      }
    case .streak(let month, let end):
      let months = rows.block.cells(month)
      let ends = end.map { cells($0) }
      let inYears = nodes[month].type == .year
      return fold(none: zero, unknown: atLeastZero) { fold, isClosed, i in
        let isClosed = isClosed()
        var covered = isClosed ? nil : closure.coveredMonths(Int(rows.entities[i]))
        if inYears { covered = covered.flatMap(Closure.wholeYears) }
        return fold.streak(months, isClosed, covered, endingAt: ends.map { $0[i] })
      }
    case .exists, .forAll: preconditionFailure("a truth asked for as a value")
    }
  }
}
