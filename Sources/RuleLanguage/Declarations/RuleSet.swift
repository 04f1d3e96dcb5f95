/// A checked rule set: names resolved, types fixed, everything that the evaluators need and no text
/// to interpret. The boundary between the language and all that runs it.
public struct RuleSet: Sendable {
  public var files: [SourceFile] = []
  public var codeLists: [CodeList] = []
  /// Entities and relations; ``TableID`` is the index.
  public var tables: [Table] = []
  public var views: [RelationView] = []
  public var parameters: [Parameter] = []
  public var definitions: [Definition] = []
  public var ledgers: [Ledger] = []
  public var policies: [Policy] = []
  public var figures: [Figure] = []
  public var lifeEvents: [LifeEvent] = []
  /// What persons decide, in the order of the text.
  public var decisions: [DecisionMatter] = []
  /// How rules read the ledgers.
  public var receiptTables: [ReceiptTable] = []
  /// What is due for earlier periods and not paid, one relation for each kind of subject with such limits;
  /// whoever decides the periods fills them.
  public var dueTables: [ReceiptTable] = []
  /// Every policy of the text, by name.
  public var programmes: [String: Programme] = [:]

  public init() {}

  public func table(named name: String) -> Table? { tables.first { $0.name == name } }
  public func view(named name: String) -> RelationView? { views.first { $0.name == name } }
  public func policy(named name: String) -> Policy? { policies.first { $0.name == name } }
  public func codeList(named name: String) -> CodeList? { codeLists.first { $0.name == name } }
  /// The field whose day ends a policy's subjects; `nil` where nothing does, or the policy does not ask.
  public func endField(of policy: Policy) -> Int? {
    policy.outlivesSubject ? nil : tables[policy.subject].endField
  }
  /// The ledger that holds a policy's receipts; `nil` means that nobody knows who receives it.
  public func ledger(forPolicy name: String) -> Ledger? {
    ledgers.first { $0.policies.contains(name) } ?? ledgers.first { $0.coversAllPolicies }
  }
}

/// A tag or a measure: a named expression over one table's record.
public struct Definition: Sendable {
  public let name: String
  public let table: TableID
  public let expression: Expression
  public let range: SourceRange
  public init(name: String, table: TableID, expression: Expression, range: SourceRange) {
    self.name = name
    self.table = table
    self.expression = expression
    self.range = range
  }
}

/// Where a policy's receipts come from (台账), and how fresh they must be.
public struct Ledger: Sendable {
  public enum Level: String, Sendable { case person, household, enterprise }
  public let name: String
  public let policies: [String]
  public let coversAllPolicies: Bool
  public let level: Level
  /// The ledger counts as current while its last covered day is at most this many days back.
  public let freshnessDays: Int
  public let sources: [String]
  public let range: SourceRange
  public init(
    name: String, policies: [String], coversAllPolicies: Bool, level: Level, freshnessDays: Int,
    sources: [String], range: SourceRange
  ) {
    self.name = name
    self.policies = policies
    self.coversAllPolicies = coversAllPolicies
    self.level = level
    self.freshnessDays = freshnessDays
    self.sources = sources
    self.range = range
  }
}
