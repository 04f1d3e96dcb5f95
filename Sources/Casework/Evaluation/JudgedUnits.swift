import Matching
import RuleLanguage

/// One item in one period: the units on each list. Bitmaps run over the subjects, or over the rows of
/// an item that decides per row; they hold units in scope only.
public struct JudgedUnits: Sendable {
  public let id: ItemID
  public let period: Period
  public let at: JudgedAt
  public internal(set) var entitled: Bitmap
  public internal(set) var undetermined: Bitmap
  public let unentitled: Bitmap
  public let upcoming: Bitmap
  /// Near misses by the clause that fails, as in ``ItemOutcomes/nearMisses``.
  public let nearMissesByClause: [(clause: Int, members: Bitmap)]
  /// Certainly receiving.
  public let receiving: Bitmap
  /// Candidates of a 合并 or 互斥 group of which another one is due.
  public let superseded: Bitmap

  let space: UnitSpace
  var outcome: TruthBitmap
  /// Before the item's selections.
  let eligible: TruthBitmap
  /// Units of whom a selection leaves open whether they are served, by selection.
  let unplaced: [Bitmap]
  /// What 合计封顶 leaves of the amount, by unit, where it takes something off; today and ahead.
  let granted: [Int: Amount]
  let futureGranted: [Int: Amount]
  /// Why eligible units are undetermined.
  let unknownReceipt: Bitmap
  let undecidedItem: Bitmap
  let undecidedPolicy: Bitmap
  /// 申领期限 is not asked again.
  let claimed: Bitmap
  /// 追回, by unit.
  let dueBack: [Int: DueBack]
  /// Units whose subject is decided.
  let scope: Bitmap
  /// Eligible units of whom 合计封顶 leaves open whether anything is left.
  var uncapped: Bitmap
  /// Amounts after 合计封顶, today's and the future's, by unit; absent where it does not apply.
  var capped: [Int: Amount] = [:]
  var cappedFuture: [Int: Amount] = [:]

  /// Decided on the as-of date, not on an earlier period's last day.
  public var isCurrent: Bool { !at.isPast }

  public var nearMiss: Bitmap {
    nearMissesByClause.reduce(into: Bitmap(count: entitled.count)) { $0.formUnion($1.members) }
  }

  public func members(of list: FindingList) -> Bitmap {
    switch list {
    case .entitled: entitled
    case .undetermined: undetermined
    case .unentitled: unentitled
    case .upcoming: upcoming
    case .nearMiss: nearMiss
    }
  }

  /// The distinct subjects of a set of these units.
  public func subjects(of units: Bitmap) -> Bitmap { space.subjects(of: units) }
}
