import Matching
import RuleLanguage

/// What one unit brings to the selections of its item, and after them to its figures. Partitions exchange these, so that each decides
/// as the whole would.
public struct UnitClaim: Hashable, Sendable {
  public let unit: UnitKey
  /// A receipt of a unit that is not among the records.
  public let isStray: Bool
  /// By selection, then by figure.
  public let claims: [Claim]
}

extension UnitClaim {
  /// Each stray once, without those whose units are known after all.
  static func strays(_ strays: [UnitClaim], besides units: [UnitClaim]) -> [UnitClaim] {
    let known = Set(units.lazy.filter { !$0.isStray }.map(\.unit))
    let subjects = Set(known.map(\.subject))
    var result: [UnitKey: UnitClaim] = [:]
    for stray in strays {
      let isFound =
        stray.unit.row.isEmpty ? subjects.contains(stray.unit.subject) : known.contains(stray.unit)
      if !isFound { result[stray.unit] = stray }
    }
    return Array(result.values)
  }
}

/// The claims of a whole evaluation: today's and, where it looks ahead, the future's.
public struct ClaimBook: Sendable {
  struct Slot: Hashable {
    let policy: String
    let item: String
    let period: String
    let isFuture: Bool
  }

  private(set) var claims: [Slot: [UnitClaim]] = [:]

  public init() {}

  mutating func add(_ own: [UnitClaim], _ slot: Slot) { claims[slot, default: []] += own }

  /// Those of other subjects.
  public mutating func add(_ other: ClaimBook) {
    claims.merge(other.claims, uniquingKeysWith: +)
  }

  subscript(slot: Slot) -> [UnitClaim] { claims[slot] ?? [] }
}

/// How a unit came out of the selections of its item.
struct Placement: Sendable {
  /// By selection, given that the unit is due; what comes after the first no is left yes.
  let places: [Truth]
  /// What is left of its amount; `nil` where nothing is taken off, or nothing is left.
  var granted: Amount?

  var truth: Truth { places.reduce(.yes) { $0 && $1 } }
}
