/// A worked example inside a policy (用例): records in, expected decisions out.
public struct Case: Sendable {
  public enum Cell: Hashable, Sendable {
    case value(Value)
    case none
    case unknown
  }

  public enum Rows: Sendable {
    /// No row, and certainly none, whatever the relation's coverage.
    case none
    /// Unknown, whatever the relation's coverage.
    case unknown
    case rows([[Int: Cell]])
  }

  public struct Subject: Sendable {
    /// The name in the case; also the record's key where the case gives none.
    public let name: String
    public let table: TableID
    public var cells: [Int: Cell]
    /// By index of ``RuleSet/views``; views that are not mentioned follow their coverage:
    /// a complete relation is none, an incomplete one unknown.
    public var rows: [Int: Rows]
    public init(name: String, table: TableID, cells: [Int: Cell], rows: [Int: Rows]) {
      self.name = name
      self.table = table
      self.cells = cells
      self.rows = rows
    }
  }

  public struct ParameterOverride: Sendable {
    public let parameter: Int
    /// Code ordinals; `nil` for every code of that key (任意).
    public let keys: [Int?]
    public let value: Value
    public init(parameter: Int, keys: [Int?], value: Value) {
      self.parameter = parameter
      self.keys = keys
      self.value = value
    }
  }

  /// `享受 { 期 2026-02；金额 50元 }`.
  public struct Receipt: Sendable {
    public enum Status: String, Sendable {
      case paid, enrolled, stopped, returned, recovered, processing, approved
    }
    public let subject: String
    public let policy: String
    public let item: String
    public let row: String
    public let period: Period?
    public let amount: Number?
    public let status: Status
    public let date: Day?
    public let applied: Day?
    public let approved: Day?
    public init(
      subject: String, policy: String, item: String, row: String, period: Period?,
      amount: Number?, status: Status, date: Day? = nil, applied: Day? = nil, approved: Day? = nil
    ) {
      self.applied = applied
      self.approved = approved
      self.subject = subject
      self.policy = policy
      self.item = item
      self.row = row
      self.period = period
      self.amount = amount
      self.status = status
      self.date = date
    }
  }

  /// A part of an amount, by its name as written, in fen.
  public struct Part: Hashable, Sendable {
    public let name: String
    public let fen: Int64
    public init(name: String, fen: Int64) {
      self.name = name
      self.fen = fen
    }
  }

  public struct Expectation: Sendable {
    public let subject: String
    /// Empty: the policy as a whole, else one item.
    public let item: String
    /// Row key of a 逐条 item; empty for all of them together.
    public let row: String
    /// Empty: the current period.
    public let period: String
    public let outcome: Truth?
    /// `因 条件（二）`: the clause that fails.
    public let because: String?
    /// `缺 [户籍地]`: field names, as a set.
    public let missing: [String]?
    /// Fen; `无` in the text is 0.
    public let amount: Number?
    /// `列入 应享未享`, machine name; `none` where the unit is on no list.
    public let list: String?
    /// `出资 { 市级 50元 }` and `领取 { … }`; empty for 不详.
    public var funding: [Part]?
    public var payees: [Part]?
    public let range: SourceRange
    public init(
      subject: String, item: String, row: String, period: String, outcome: Truth?,
      because: String?, missing: [String]?, amount: Number?, list: String?, range: SourceRange
    ) {
      self.subject = subject
      self.item = item
      self.row = row
      self.period = period
      self.outcome = outcome
      self.because = because
      self.missing = missing
      self.amount = amount
      self.list = list
      self.range = range
    }
  }

  public let name: String
  public let asOf: Day
  public let horizonDays: Int
  public let subjects: [Subject]
  public let parameters: [ParameterOverride]
  public let receipts: [Receipt]
  /// `台账 不详`: who receives is unknown; otherwise the receipts given are all there are.
  public let receiptsUnknown: Bool
  public let expectations: [Expectation]
  public let range: SourceRange

  public init(
    name: String, asOf: Day, horizonDays: Int, subjects: [Subject],
    parameters: [ParameterOverride], receipts: [Receipt], receiptsUnknown: Bool,
    expectations: [Expectation], range: SourceRange
  ) {
    self.name = name
    self.asOf = asOf
    self.horizonDays = horizonDays
    self.subjects = subjects
    self.parameters = parameters
    self.receipts = receipts
    self.receiptsUnknown = receiptsUnknown
    self.expectations = expectations
    self.range = range
  }
}
