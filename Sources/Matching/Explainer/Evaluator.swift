import RuleLanguage

/// Evaluates checked expressions on one record at a time, straight from the tree, as the rule language
/// says: the meaning against which faster evaluators are checked. One evaluator judges under one set
/// of dates; it notes what spoilt a figure on the way.
final class Evaluator {
  let records: Records
  let at: JudgedAt
  private(set) var quality: [QualityFlag] = []

  init(_ records: Records, _ at: JudgedAt) {
    self.records = records
    self.at = at
  }

  var ruleSet: RuleSet { records.ruleSet }

  func note(_ flag: QualityFlag) {
    if !quality.contains(flag) { quality.append(flag) }
  }

  func evaluate(_ expression: Expression, _ frame: Frame) -> Evaluated {
    switch expression.kind {
    case .constant(let value): .value(value)
    case .path(let path): value(at: path, frame)
    case .parameter(let index, let keys, let year): parameter(index, keys, year, frame)
    case .definition(let index, let hops): definition(index, hops, frame)
    case .moment(let moment): self.moment(moment)
    case .outer(let inner): evaluate(inner, asker(of: frame))
    case .figure(let index): records.dataset.figure(index, of: frame.record, at: at)

    case .and, .or, .not, .atLeast, .exactly, .compare, .inCodes, .isKnown, .isNone, .exists, .forAll:
      Evaluated(truth(expression, frame))

    case .arithmetic(let operation, let a, let b): arithmetic(operation, a, b, frame)
    case .divide(let a, let b, let whenZero): divide(a, b, whenZero, frame)
    case .extreme(let which, let parts): extreme(which, parts, expression.type, frame)
    case .floor(let inner): floor(inner, frame)
    case .round(let inner, let step): round(inner, step, frame)
    case .conditional(let condition, let then, let otherwise):
      conditional(condition, then, otherwise, frame)
    case .table(let table): self.table(table, expression.type, frame)

    case .addDuration(let day, let count, let unit): addDuration(day, count, unit, frame)
    case .elapsed(let unit, let from, let to): elapsed(unit, from, to, frame)
    case .yearOf(let inner): yearOf(inner, frame)
    case .monthOf(let inner): monthOf(inner, frame)
    case .firstDay(let inner): firstDay(inner, frame)
    case .lastDay(let inner): lastDay(inner, frame)

    case .count(let query): count(query, frame)
    case .aggregate(let aggregate, let query, let value):
      self.aggregate(aggregate, query, value, frame)
    case .pick(let query, let value, let order, let latest, let n):
      pick(query, value, order, latest: latest, n: n, frame)
    case .distinctMonths(let query, let month): distinctMonths(query, month, frame)
    case .streak(let query, let month, let endingAt): streak(query, month, endingAt, frame)
    }
  }

  private func asker(of frame: Frame) -> Frame {
    guard let asker = frame.asker.first else { preconditionFailure("an outer value outside of a query") }
    return asker
  }

  private func value(at path: Path, _ frame: Frame) -> Evaluated {
    switch records.follow(path.hops, from: frame, at: at) {
    case .record(let target): records.cell(path.field, of: target, at: at)
    case .none: .none
    case .unknown: .unknown
    }
  }

  private func definition(_ index: Int, _ hops: [Hop], _ frame: Frame) -> Evaluated {
    let expression = ruleSet.definitions[index].expression
    switch records.follow(hops, from: frame, at: at) {
    case .record(let target): return evaluate(expression, target)
    case .none: return expression.type == .truth ? .value(.truth(false)) : .none
    case .unknown: return .unknown
    }
  }

  private func parameter(
    _ index: Int, _ keys: [Expression], _ when: Expression?, _ frame: Frame
  ) -> Evaluated {
    var codes: [Int] = []
    for key in keys {
      guard case .value(.code(let ordinal)) = evaluate(key, frame) else { return .unknown }
      codes.append(ordinal)
    }
    var day = at.decisionDay
    if let when {
      switch evaluate(when, frame) {
      case .value(.day(let asked)): day = asked
      case .value(.year(let described)):
        guard let first = Day(year: described, month: 1, day: 1) else { return .unknown }
        day = first
      default: return .unknown
      }
    }
    let parameter = ruleSet.parameters[index]
    switch parameter.lookup(keys: codes, on: day, codeLists: ruleSet.codeLists) {
    case .value(let value): return .value(value)
    case .absent: return .unknown
    case .pending(let bounds?): return .number(from: bounds.lowerBound, to: bounds.upperBound)
    case .pending:
      // 待定 is above 0, and that is all one knows of it.
      if case .number = parameter.type { return .number(from: parameter.leastPending, to: nil) }
      return .unknown
    }
  }
}
