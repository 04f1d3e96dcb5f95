import Matching
import RuleLanguage

/// A condition that is asked of every record only to tell records apart.
struct Probe: Hashable {
  let table: TableID
  let condition: Expression
}

/// The probes of one item. Two undetermined units that answer all of them alike wait for the same
/// inputs: what is missing follows from which parts of the rules are settled, which conditions hold, and
/// where references lead. Only of a relation that is closed and still leaves a part open the rows
/// themselves decide; such units are looked at one by one.
struct ItemProbes {
  /// Asked of the subject, then of the row of an item that decides per row.
  var ofSubject: [Int] = []
  var ofRow: [Int] = []
  var relations: [RelationProbe] = []

  /// A part that reads a relation.
  struct RelationProbe {
    let isOfRow: Bool
    /// Unknown or no: the part is not settled.
    let settled: Int
    let isTruth: Bool
    /// No: the relation is open, so that it is missing as a whole.
    let closed: Int
    /// Yes and no: the bounds of its span are there.
    let bounds: [(known: Int, none: Int)]
  }
}

/// Takes the rules apart into probes, each distinct one once.
struct ProbeCollector {
  private(set) var ruleSet: RuleSet
  private(set) var probes: [Probe] = []
  private var indexes: [Probe: Int] = [:]
  private var definitions: [Probe: Int] = [:]
  private var item = ItemProbes()
  private var isOfRow = false

  init(_ ruleSet: RuleSet) {
    self.ruleSet = ruleSet
  }

  mutating func probes(of id: ItemID) -> ItemProbes {
    item = ItemProbes()
    let policy = ruleSet.policies[id.policy]
    let declared = policy.items[id.item]
    isOfRow = false
    collect(policy.conditions.expression(policy.range), Place(policy.subject))
    collect(policy.exclusions.expression(policy.range), Place(policy.subject))
    if let field = ruleSet.endField(of: policy) {
      let end = Expression(
        .path(Path(frame: policy.subject, hops: [], table: policy.subject, field: field)), .day,
        policy.range)
      let decisionDay = Expression(.moment(.decisionDay), .day, policy.range)
      ask(Expression(.isKnown(end), .truth, policy.range), Place(policy.subject))
      ask(Expression(.isNone(end), .truth, policy.range), Place(policy.subject))
      ask(
        Expression(.compare(.greater, end, decisionDay), .truth, policy.range), Place(policy.subject))
    }
    var own = Place(policy.subject)
    if let perRow = declared.perRow {
      own = Place(ruleSet.views[perRow.view].table)
      isOfRow = true
    }
    collect(declared.conditions.expression(declared.range), own)
    collect(declared.exclusions.expression(declared.range), own)
    if let period = declared.claimPeriod, period.lapses { collect(period.isOpen, own) }
    if case .amount(let amount) = declared.benefit {
      let zero = Expression(.constant(.number(.zero)), amount.type, amount.range)
      collect(amount, own)
      ask(Expression(.compare(.greater, amount, zero), .truth, amount.range), own)
    }
    return item
  }

  /// Where an expression is read: on the record that hops lead to from the unit.
  private struct Place {
    let start: TableID
    var hops: [Hop] = []
    var table: TableID

    init(_ table: TableID) {
      start = table
      self.table = table
    }
  }

  private func reached(_ place: Place, by hops: [Hop]) -> Place {
    var result = place
    for hop in hops {
      result.hops.append(hop)
      switch hop {
      case .owner: result.table = ruleSet.tables[result.table].relation?.owner ?? result.table
      case .field(let field):
        if case .reference(let target) = ruleSet.tables[result.table].fields[field].type {
          result.table = target
        }
      }
    }
    return result
  }

  /// The same expression, read from the unit.
  private mutating func lifted(_ expression: Expression, _ place: Place) -> Expression {
    if place.hops.isEmpty { return expression }
    let key = Probe(table: place.table, condition: expression)
    let index = definitions[key] ?? ruleSet.definitions.count
    if index == ruleSet.definitions.count {
      definitions[key] = index
      ruleSet.definitions.append(
        Definition(
          name: "", table: place.table, expression: expression, range: expression.range))
    }
    return Expression(.definition(index, hops: place.hops), expression.type, expression.range)
  }

  @discardableResult
  private mutating func ask(_ condition: Expression, _ place: Place) -> Int {
    add(lifted(condition, place), place.start)
  }

  @discardableResult
  private mutating func add(_ condition: Expression, _ table: TableID) -> Int {
    let probe = Probe(table: table, condition: condition)
    let index = indexes[probe] ?? probes.count
    if index == probes.count {
      indexes[probe] = index
      probes.append(probe)
    }
    if isOfRow {
      if !item.ofRow.contains(index) { item.ofRow.append(index) }
    } else if !item.ofSubject.contains(index) {
      item.ofSubject.append(index)
    }
    return index
  }

  @discardableResult
  private mutating func askSettled(_ expression: Expression, _ place: Place) -> Int {
    if expression.type == .truth { return ask(expression, place) }
    let value = lifted(expression, place)
    return add(Expression(.isKnown(value), .truth, expression.range), place.start)
  }

  private mutating func askIsNone(_ expression: Expression, _ place: Place) -> Int {
    let value = lifted(expression, place)
    return add(Expression(.isNone(value), .truth, expression.range), place.start)
  }

  private mutating func collect(_ expression: Expression, _ place: Place) {
    switch expression.kind {
    case .constant, .moment: return
    default: break
    }
    let settled = askSettled(expression, place)
    switch expression.kind {
    case .isKnown: break
    case .path(let path):
      askReached(path.hops, place)
      if path.field >= 0, ruleSet.tables[path.table].fields[path.field].isOptional {
        _ = askIsNone(expression, place)
      }
    case .figure(let index):
      let figure = ruleSet.figures[index]
      for part in [figure.value] + figure.keys { collect(part, place) }
    case .definition(let index, let hops):
      askReached(hops, place)
      collect(ruleSet.definitions[index].expression, reached(place, by: hops))
    default:
      for part in expression.partsOnSameRecord { collect(part, place) }
      if let query = expression.query { collect(query, of: expression, settled, place) }
    }
  }

  /// At each step, whether a record, none or nothing known was reached.
  private mutating func askReached(_ hops: [Hop], _ place: Place) {
    for count in hops.indices.map({ $0 + 1 }) {
      let always = Expression(
        .constant(.truth(true)), .truth, SourceRange(file: 0, lower: 0, upper: 0))
      ask(always, reached(place, by: Array(hops.prefix(count))))
    }
  }

  private mutating func collect(
    _ query: Query, of expression: Expression, _ settled: Int, _ place: Place
  ) {
    askReached(query.hops, place)
    let bounds = query.span.bounds
    for bound in bounds { collect(bound, place) }
    let never = Expression(.constant(.truth(false)), .truth, expression.range)
    let empty = Query(view: query.view, hops: query.hops, filter: never, span: query.span)
    let count = Expression(.count(empty), .number(.none), expression.range)
    item.relations.append(
      ItemProbes.RelationProbe(
        isOfRow: isOfRow, settled: settled, isTruth: expression.type == .truth,
        closed: askSettled(count, place),
        bounds: bounds.map { (known: askSettled($0, place), none: askIsNone($0, place)) }))
  }
}

extension Query.Span {
  fileprivate var bounds: [Expression] {
    switch self {
    case .ever: []
    case .at(let day): [day]
    case .window(let from, let to): [from, to]
    }
  }
}

extension Expression {
  fileprivate var query: Query? {
    switch kind {
    case .exists(let query), .forAll(let query, _), .count(let query), .aggregate(_, let query, _),
      .pick(let query, _, _, _, _), .distinctMonths(let query, _), .streak(let query, _, _):
      query
    default: nil
    }
  }

  /// The parts that are read over the same record.
  fileprivate var partsOnSameRecord: [Expression] {
    switch kind {
    case .streak(_, _, let endingAt): [endingAt].compactMap(\.self)
    case .parameter(_, let keys, let year): keys + [year].compactMap(\.self)
    default: operands
    }
  }

  /// Whether it can come out differently on another decision day.
  func dependsOnDay(_ definitions: [Definition]) -> Bool {
    switch kind {
    case .constant, .path: false
    case .moment(let moment): moment != .asOf
    case .figure: true
    case .parameter: true
    case .definition(let index, _): definitions[index].expression.dependsOnDay(definitions)
    default: query != nil || partsOnSameRecord.contains { $0.dependsOnDay(definitions) }
    }
  }
}
