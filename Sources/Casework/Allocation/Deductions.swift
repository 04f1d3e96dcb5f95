import Matching
import RuleLanguage

/// 补差: what a subject received from others, taken off its units once.
///
/// A paid unit has had its part taken off already: what it was paid less than it was due. The rest is
/// taken off the unpaid units that are eligible, one after the other. Where something is not known, a
/// part lies between the ends that the unknown leaves open.
struct Deductions {
  private let bySubject: [String: [UnitClaim]]

  /// Items in the order of the text.
  init(_ units: [UnitClaim]) {
    let items = units.reduce(into: [String]()) { if $0.last != $1.unit.item { $0.append($1.unit.item) } }
    let place = Dictionary(items.enumerated().map { ($1, $0) }, uniquingKeysWith: min)
    bySubject = Dictionary(grouping: units, by: \.unit.subject).mapValues { units in
      units.sorted { a, b in
        let (first, second) = (place[a.unit.item] ?? 0, place[b.unit.item] ?? 0)
        return first != second ? first < second : a.unit.row < b.unit.row
      }
    }
  }

  /// `values` are ``Figure/parts``, the value as the order.
  static func claim(_ unit: UnitKey, outcome: Truth, _ values: SelectionValues) -> UnitClaim {
    var isPaid = Truth.unknown
    if case .value(.truth(let paid)) = values.keys[1] { isPaid = Truth(paid) }
    return UnitClaim(
      unit: unit, isStray: false,
      claims: [values.order ?? .unknown, values.keys[0], values.keys[2]].map { value in
        Claim(group: .alone, isDue: outcome, isHeld: isPaid, rank: Rank(value))
      })
  }

  func parts(of units: [UnitClaim]) -> [Evaluated] { units.map { part(of: $0) } }

  private func part(of unit: UnitClaim) -> Evaluated {
    let others = bySubject[unit.unit.subject] ?? []
    var rest = unit.received
    var isBefore = true
    for other in others {
      if other.unit == unit.unit {
        isBefore = false
        continue
      }
      rest = rest.less(other.consumed(comesBefore: isBefore))
    }
    return .number(from: rest.low, to: rest.high)
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

extension Rank {
  fileprivate init(_ value: Evaluated) {
    switch value {
    case .value(.number(let number)): self.init(low: number, high: number)
    case .range(let low, let high): self.init(low: low, high: high)
    case .none: self.init(low: .zero, high: .zero)
    default: self = .unknown
    }
  }
}

extension UnitClaim {
  private var due: Span { Span(claims[0].rank) }
  fileprivate var received: Span { Span(claims[1].rank) }
  private var paid: Span { Span(claims[2].rank) }

  /// What it takes of the deduction, if it stands before another one, or after it.
  fileprivate func consumed(comesBefore: Bool) -> Span {
    let whenPaid = due.less(paid)
    var whenUnpaid = Span.nothing
    if comesBefore {
      switch claims[0].isDue {
      case .yes: whenUnpaid = due
      case .unknown: whenUnpaid = Span(low: .zero, high: due.high)
      case .no: break
      }
    }
    switch claims[0].isHeld {
    case .yes: return whenPaid
    case .no: return whenUnpaid
    case .unknown: return whenPaid.hull(whenUnpaid)
    }
  }
}
