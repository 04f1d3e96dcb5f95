import Matching
import RuleLanguage

/// 补差: what a subject received from others, taken off its units once.
///
/// A paid unit has had its part taken off already: what it was paid less than it was due. The rest is
/// taken off the unpaid units that are eligible, one after the other. Where something is not known, a
/// part lies between the ends that the unknown leaves open.
struct Deductions {
  private let bySubject: [String: [Unit]]

  /// The units of one policy and period that share what was received.
  struct Pool: Hashable {
    let policy: Int
    /// `nil`: its items share it.
    let item: Int?
    let period: Period
    let isFuture: Bool

    /// `nil` of an item that deducts nothing.
    init?(_ term: FigureTerm, _ input: EvaluationInput) {
      let id = term.place.unit.id
      guard let deduction = input.item(id).deduction(input.ruleSet) else { return nil }
      policy = id.policy
      item = deduction.isSharedByItems ? nil : id.item
      period = term.place.unit.period
      isFuture = term.place.isFuture
    }
  }

  static func byPool(_ terms: [FigureTerm], _ input: EvaluationInput) -> [Pool?: Deductions] {
    Dictionary(grouping: terms) { Pool($0, input) }.filter { $0.key != nil }.mapValues(Deductions.init)
  }

  private init(_ terms: [FigureTerm]) {
    let units = terms.flatMap { term in term.units.map { Unit(term.place.unit.id.item, $0.claim) } }
    bySubject = Dictionary(grouping: units, by: \.key.subject).mapValues { units in
      units.sorted { ($0.item, $0.key.row) < ($1.item, $1.key.row) }
    }
  }

  /// Of each unit of one of the terms, in the same order.
  func parts(of term: FigureTerm) -> [Evaluated] {
    term.units.map { part(of: Unit(term.place.unit.id.item, $0.claim)) }
  }

  private func part(of unit: Unit) -> Evaluated {
    var rest = unit.received
    var isBefore = true
    for other in bySubject[unit.key.subject] ?? [] {
      if other.key == unit.key {
        isBefore = false
        continue
      }
      rest = rest.less(other.consumed(comesBefore: isBefore))
    }
    return .number(from: rest.low, to: rest.high)
  }
}

extension Item {
  /// It stands alone: such an item has no other figure.
  fileprivate func deduction(_ ruleSet: RuleSet) -> Figure.Deduction? {
    figures.lazy.compactMap { ruleSet.figures[$0].deduction }.first
  }
}

extension Figure.Deduction {
  /// What it asks of a unit beside the value, as ``Deductions`` reads it.
  func ask(_ selection: inout Selection) {
    func flag(_ value: Number) -> Expression {
      Expression(.constant(.number(value)), .number(.none), selection.range)
    }
    let isPaid = Expression(
      .conditional(isPaid, then: flag(.one), otherwise: flag(.zero)), .number(.none), selection.range)
    selection.isDescending = false
    selection.nextOrders = [received, isPaid, paid].map { Selection.Order(value: $0, isDescending: false) }
    selection.includesIneligible = true
  }
}

/// An amount of fen that is at least 0, between two ends.
private struct Span {
  let low: Number
  /// `nil`: open.
  let high: Number?

  static let nothing = Span(low: .zero, high: .zero)

  init(low: Number, high: Number?) {
    self.low = max(.zero, low)
    self.high = high.map { max(.zero, $0) }
  }

  init(_ rank: Rank) { self.init(low: rank.low ?? .zero, high: rank.high) }

  func less(_ other: Span) -> Span {
    Span(
      low: other.high.flatMap { low.subtracting($0) } ?? .zero,
      high: high.flatMap { $0.subtracting(other.low) })
  }

  func hull(_ other: Span) -> Span {
    var most: Number?
    if let high, let others = other.high { most = max(high, others) }
    return Span(low: min(low, other.low), high: most)
  }
}

/// A unit that shares a deduction.
private struct Unit {
  let item: Int
  let key: UnitKey
  let isDue: Truth
  let isPaid: Truth
  private let due: Span
  let received: Span
  private let paid: Span

  init(_ item: Int, _ unit: UnitClaim) {
    let claim = unit.claims[0]
    let asked = claim.rank.next
    self.item = item
    key = unit.unit
    isDue = claim.isDue
    due = Span(claim.rank)
    received = Span(asked[0])
    isPaid = asked[1].low == .one ? .yes : asked[1].high == .zero ? .no : .unknown
    paid = Span(asked[2])
  }

  /// What it takes of the deduction, if it stands before another one, or after it.
  func consumed(comesBefore: Bool) -> Span {
    let whenPaid = due.less(paid)
    var whenUnpaid = Span.nothing
    if comesBefore {
      switch isDue {
      case .yes: whenUnpaid = due
      case .unknown: whenUnpaid = Span(low: .zero, high: due.high)
      case .no: break
      }
    }
    switch isPaid {
    case .yes: return whenPaid
    case .no: return whenUnpaid
    case .unknown: return whenPaid.hull(whenUnpaid)
    }
  }
}
