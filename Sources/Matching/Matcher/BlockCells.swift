import RuleLanguage

extension Block {
  func computeCells(_ id: NodeID) -> Cells {
    if Program.isTwoSided(id, nodes) {
      let truths = truths(id)
      return each { Scalar(truths[$0]) }
    }
    if table != Node.uniform, let raw = raw(id) { return cells(raw, scale: snapshot.scale(of: id)) }
    let node = nodes[id]
    switch node.operation {
    case .constant(let value): return .uniform(snapshot.scalar(value, node.type))
    case .moment(let moment): return .uniform(scalar(moment))
    case .hop(let hop, let inner, let absence): return cells(hop, inner, absence)
    case .figure(let index):
      let records = records
      let known = snapshot.dataset.figures[FigureKey(figure: index, at: run.at)]
      return each { Scalar(known?[Int(records[$0])] ?? .unknown) }
    case .outer(let inner):
      let (cells, askers) = outer { $0.cells(inner) }
      return each { cells[askers[$0]] }
    case .parameter(let index, let keys, let year): return parameter(index, keys, year)
    case .arithmetic(let arithmetic, let a, let b):
      let (x, y) = (cells(a), cells(b))
      return each { Scalar.arithmetic(arithmetic, x[$0], y[$0]) }
    case .divide(let a, let b, let whenZero):
      let (x, y, zero) = (cells(a), cells(b), whenZero.map { cells($0) })
      return each { i in Scalar.divide(x[i], y[i], whenZero: zero.map { $0[i] }) }
    case .extreme(let extreme, let operands):
      let operands = operands.map { cells($0) }
      if node.type.isNumber { return each { i in Scalar.extreme(extreme, operands.map { $0[i] }) } }
      let ranks = ranks(node.type)
      return each { i in Scalar.extreme(extreme, ofValues: operands.map { $0[i] }, ranks: ranks) }
    case .floor(let a):
      let x = cells(a)
      return each { x[$0].floored }
    case .round(let a, let step):
      let x = cells(a)
      return each { x[$0].rounded(to: step) }
    case .conditional(let condition, let then, let otherwise):
      return conditional(condition, then, otherwise, node.type)
    case .table(let choice, let conditions, let values, let fallback):
      return choice == .first
        ? firstRow(conditions, values, fallback, node.type)
        : highestRow(conditions, values, fallback, node.type)
    case .addDuration(let day, let n, let unit):
      let (x, y) = (cells(day), cells(n))
      return each { Scalar.add(x[$0], y[$0], unit) }
    case .elapsed(let unit, let from, let to):
      let (x, y) = (cells(from), cells(to))
      return each { Scalar.elapsed(unit, from: x[$0], to: y[$0]) }
    case .yearOf(let a): return map(a) { $0.yearOf($1) }
    case .monthOf(let a): return map(a) { $0.monthOf($1) }
    case .firstDay(let a): return map(a) { $0.firstDay($1) }
    case .lastDay(let a): return map(a) { $0.lastDay($1) }
    case .query(let query): return cells(query, node.type)
    default: preconditionFailure("a node that is neither a truth nor a value")
    }
  }

  func each(_ scalar: (Int) -> Scalar) -> Cells {
    if table == Node.uniform { return .uniform(scalar(0)) }
    return .each((0..<count).map(scalar))
  }

  private func map(_ operand: NodeID, _ transform: (Scalar, ValueType) -> Scalar) -> Cells {
    let (cells, type) = (cells(operand), nodes[operand].type)
    return each { transform(cells[$0], type) }
  }

  private func cells(_ raw: Raw, scale: Int64) -> Cells {
    each { i in
      switch raw.state(i) {
      case .unknown, .range: return .unknown
      case .none: return .none
      case .value:
        let value = raw.value(i)
        if scale == 1 { return Scalar(raw: value) }
        if value % scale == 0 { return Scalar(raw: value / scale) }
        return Scalar(Number(Int128(value), over: Int128(scale)))
      }
    }
  }

  private func scalar(_ moment: Moment) -> Scalar {
    let day = run.at.day(moment)
    return switch moment {
    case .decisionMonth: Scalar(raw: Int64(day.month.index))
    case .decisionYear: Scalar(raw: Int64(day.year))
    default: Scalar(raw: Int64(day.number))
    }
  }

  private func parameter(_ index: Int, _ keys: [NodeID], _ when: NodeID?) -> Cells {
    let parameter = snapshot.ruleSet.parameters[index]
    let keys = keys.map { cells($0) }
    let when = when.map { cells($0) }
    var cache: [[Int64]: Scalar] = [:]
    return each { i in
      var used: [Int64] = []
      for key in keys {
        guard key[i].isValue else { return .unknown }
        used.append(key[i].raw)
      }
      var day = run.at.decisionDay
      if let when {
        guard when[i].isValue else { return .unknown }
        used.append(when[i].raw)
        if parameter.isByYear {
          guard (1...9999).contains(when[i].raw) else { return .unknown }
          day = YearMonth(year: Int(when[i].raw), month: 1).firstDay
        } else {
          day = Day(number: Int32(clamping: when[i].raw))
        }
      }
      if let ready = cache[used] { return ready }
      let codes = keys.map { Int($0[i].raw) }
      let result: Scalar =
        switch parameter.lookup(keys: codes, on: day, codeLists: snapshot.ruleSet.codeLists) {
        case .value(let value): snapshot.scalar(value, parameter.type)
        case .pending(let bounds?): .range(bounds.lowerBound, bounds.upperBound)
        case .pending where parameter.type.isNumber: .range(parameter.leastPending, nil)
        case .pending, .absent: .unknown
        }
      cache[used] = result
      return result
    }
  }

  private func conditional(
    _ condition: NodeID, _ then: NodeID, _ otherwise: NodeID, _ type: ValueType
  ) -> Cells {
    let (condition, then, otherwise) = (truths(condition), cells(then), cells(otherwise))
    return each { i in
      switch condition[i] {
      case .yes: then[i]
      case .no: otherwise[i]
      case .unknown: Scalar.hull(then[i], otherwise[i], isNumber: type.isNumber)
      }
    }
  }

  private func cells(_ fallback: Operation.Fallback, _ type: ValueType) -> Cells {
    switch fallback {
    case .value(let node): cells(node)
    case .denied: .uniform(type.isNumber ? Scalar(Number.zero) : .none)
    case .nothing, .impossible: .uniform(.unknown)
    }
  }

  private func firstRow(
    _ conditions: [NodeID], _ values: [NodeID], _ fallback: Operation.Fallback, _ type: ValueType
  ) -> Cells {
    let conditions = conditions.map { truths($0) }
    let values = values.map { cells($0) }
    let otherwise = cells(fallback, type)
    return each { i in
      var result: Scalar?
      func join(_ scalar: Scalar) {
        result = result.map { Scalar.hull($0, scalar, isNumber: type.isNumber) } ?? scalar
      }
      for (condition, value) in zip(conditions, values) {
        switch condition[i] {
        case .no: continue
        case .unknown: join(value[i])
        case .yes:
          join(value[i])
          return result ?? .unknown
        }
      }
      if fallback != .impossible { join(otherwise[i]) }
      return result ?? .unknown
    }
  }

  private func highestRow(
    _ conditions: [NodeID], _ values: [NodeID], _ fallback: Operation.Fallback, _ type: ValueType
  ) -> Cells {
    let conditions = conditions.map { truths($0) }
    let values = values.map { cells($0) }
    let otherwise = cells(fallback, type)
    return each { i in
      var certain: (low: Number?, high: Number?)?
      var possible: [Scalar] = []
      for (condition, value) in zip(conditions, values) {
        switch condition[i] {
        case .no: continue
        case .unknown: possible.append(value[i])
        case .yes:
          let cell = value[i]
          certain =
            certain.map {
              (
                Scalar.highest($0.low, cell.lowEnd, openWins: false),
                Scalar.highest($0.high, cell.highEnd, openWins: true)
              )
            } ?? (cell.lowEnd, cell.highEnd)
        }
      }
      guard let certain else {
        let candidates = fallback == .impossible ? possible : [otherwise[i]] + possible
        guard let first = candidates.first else { return .unknown }
        return candidates.dropFirst().reduce(first) { Scalar.hull($0, $1, isNumber: type.isNumber) }
      }
      let high = possible.reduce(certain.high) {
        Scalar.highest($0, $1.highEnd, openWins: true)
      }
      return .range(certain.low, high)
    }
  }

  private func cells(_ hop: Hop, _ inner: NodeID, _ absence: Absence) -> Cells {
    let targets = targets(hop)
    let none: Scalar
    var unknown = Scalar.unknown
    switch absence {
    case .none: none = .none
    case .no: none = Scalar(Truth.no)
    case .yes: none = Scalar(Truth.yes)
    case .unknown: none = .unknown
    case .zeroSum: none = Scalar(Number.zero)
    case .zeroCount:
      none = Scalar(Number.zero)
      unknown = .range(.zero, nil)
    }
    if case .scalars(let table)? = run.tabulated[inner] {
      return each {
        targets[$0] >= 0 ? table[Int(targets[$0])] : targets[$0] == Snapshot.noTarget ? none : unknown
      }
    }
    let there = targetBlock(hop)
    let (cells, positions) = (there.block.cells(inner), there.positions)
    return each {
      let position = positions[$0]
      return position >= 0
        ? cells[Int(position)] : position == Snapshot.noTarget ? none : unknown
    }
  }
}

extension ValueType {
  var isNumber: Bool { if case .number = self { true } else { false } }
}
