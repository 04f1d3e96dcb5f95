import RuleLanguage

extension Evaluator {
  func conditional(
    _ condition: Expression, _ then: Expression, _ otherwise: Expression, _ frame: Frame
  ) -> Evaluated {
    switch truth(condition, frame) {
    case .yes: evaluate(then, frame)
    case .no: evaluate(otherwise, frame)
    case .unknown: evaluate(then, frame).hull(evaluate(otherwise, frame))
    }
  }

  func table(_ table: TableExpression, _ type: ValueType, _ frame: Frame) -> Evaluated {
    switch table.choice {
    case .first: firstRow(table, type, frame)
    case .highest: highestRow(table, type, frame)
    }
  }

  /// Every row that may be the first true one is a candidate; the value is what holds of them all.
  private func firstRow(_ table: TableExpression, _ type: ValueType, _ frame: Frame) -> Evaluated {
    var candidates: [Evaluated] = []
    for row in table.rows {
      let applies = truth(row.condition, frame)
      if applies != .no { candidates.append(evaluate(row.value, frame)) }
      if applies == .yes { return candidates.hull() ?? .unknown }
    }
    candidates += otherwise(table, type, frame)
    return candidates.hull() ?? .unknown
  }

  private func highestRow(_ table: TableExpression, _ type: ValueType, _ frame: Frame) -> Evaluated {
    var certain: [Evaluated] = []
    var possible: [Evaluated] = []
    for row in table.rows {
      switch truth(row.condition, frame) {
      case .yes: certain.append(evaluate(row.value, frame))
      case .unknown: possible.append(evaluate(row.value, frame))
      case .no: break
      }
    }
    if certain.isEmpty {
      return (otherwise(table, type, frame) + possible).hull() ?? .unknown
    }
    return .number(
      from: extreme(.largest, of: certain).bounds.low,
      to: extreme(.largest, of: certain + possible).bounds.high)
  }

  /// What holds where no row does; empty where one always does.
  private func otherwise(_ table: TableExpression, _ type: ValueType, _ frame: Frame) -> [Evaluated] {
    switch table.otherwise {
    case .value(let expression): return [evaluate(expression, frame)]
    case .denied:
      if case .number = type { return [.number(.zero)] }
      return [.none]
    case .nothing: return [.unknown]
    case .impossible: return []
    }
  }
}
