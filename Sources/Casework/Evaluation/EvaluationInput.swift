import Matching
import RuleLanguage

/// All that an evaluation depends on; equal inputs give equal results.
public struct EvaluationInput: Sendable {
  public internal(set) var ruleSet: RuleSet
  public internal(set) var dataset: Dataset
  public let ledgers: [ReceiptLedger]
  /// In the order in which they were recorded.
  public let verifications: [Verification]
  public let asOf: Day
  /// 即将符合 looks this many days ahead; 0 looks nowhere.
  public let horizonDays: Int
  /// Whom to decide about, by table of subjects. Tables that are not named are decided whole. A
  /// partition holds records that its subjects refer to and that are decided elsewhere.
  public let scope: [TableID: Bitmap]
  /// What other partitions' units ask of shared capacities: see ``Evaluation/claims(_:)``.
  public var claimsElsewhere = ClaimBook()
  /// What is due for earlier periods is among the records, as far as it is decided.
  var hasDues = false
  /// Only the periods that hold this day are decided; `nil`: all.
  var stage: Day?
  /// Of items that select before they rank or share out.
  var placed: [PlacedItem: [Int: Placement]] = [:]

  public init(
    ruleSet: RuleSet, dataset: Dataset, ledgers: [ReceiptLedger] = [],
    verifications: [Verification] = [], asOf: Day, horizonDays: Int = 0, scope: [TableID: Bitmap] = [:]
  ) {
    for (table, subjects) in scope {
      precondition(
        subjects.count == dataset.tables[table].count, "a scope of another length than its table")
    }
    self.ruleSet = ruleSet
    self.dataset = dataset
    self.ledgers = ledgers
    self.verifications = verifications
    self.asOf = asOf
    self.horizonDays = horizonDays
    self.scope = scope
  }

  func subjects(of table: TableID) -> Bitmap {
    scope[table] ?? Bitmap(count: dataset.tables[table].count, filled: true)
  }

  /// When 即将符合 is decided.
  var future: JudgedAt {
    JudgedAt(asOf: asOf, decisionDay: asOf.adding(days: horizonDays), isPast: false)
  }

  /// The day from which a subject exists; `nil` where that is not known.
  func start(of subject: Int, in table: TableID) -> Day? {
    guard let field = ruleSet.tables[table].startField, let column = dataset.tables[table].columns[field],
      column.present[subject]
    else { return nil }
    return Day(number: Int32(clamping: column.raw(subject)))
  }

  func item(_ id: ItemID) -> Item { ruleSet.policies[id.policy].items[id.item] }
}
