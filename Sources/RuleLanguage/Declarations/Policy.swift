/// A policy, checked.
public struct Policy: Sendable {
  /// The identifier in the rule text; also the machine id.
  public let name: String
  public var title: String
  public var department = ""
  public var level = ""
  public var theme = ""
  public var scenes: [String] = []
  /// Document numbers and articles; `不详` where the source shows none.
  public var basis: [String] = []
  public var link: String?
  public var interpretation: String?
  public var guide: String?
  public var validFrom: Day?
  public var validTo: Day?
  public let subject: TableID
  public var grade: Grade = .pushOnly
  public var conditions: ClauseGroup
  public var exclusions: ClauseGroup
  /// At least one; a policy without 待遇项 has a single item with an empty name.
  public var items: [Item] = []
  public var combination: Combination = .sum
  /// What was received of one item in this span bars the others; `nil`: what is received in their own
  /// period, of a one-off item ever.
  public var combinationScope: LimitScope?
  /// 合计封顶, fen per subject and period.
  public var totalCap: Expression?
  /// Over what receipts the cap is cumulative, which it leaves out already; `nil`: per period.
  public var capScope: LimitScope?
  /// 判定 当期任一日: true when all clauses hold together on some day of the period.
  public var judgesAnyDay = false
  public var backPay: BackPay?
  /// 终止 不影响: decided for subjects who have ended too, as burial aid is.
  public var outlivesSubject = false
  /// Limits of several periods together: what is due for an earlier period takes of them before a later one.
  public var countsDues = false
  /// `至 死亡当月 止`: the month in which the subject ends is still paid.
  public var paysThroughEndMonth = false
  public var exclusiveGroup: ExclusiveGroup?
  /// From these days on, by the decision day, it is in another group or in none; in the order of time.
  public var exclusiveGroupChanges: [(from: Day, group: ExclusiveGroup?)] = []
  public var push: PushTemplate?
  /// In the order of time; what each changes is part of the clauses and amounts already.
  public var versions: [PolicyVersion] = []
  /// 废止: ``validTo`` is at the latest the day before.
  public var abolition: Abolition?
  /// Who stays in it after ``validTo``.
  public var transition: Transition?
  public var cases: [Case] = []
  public let range: SourceRange

  public init(name: String, title: String, subject: TableID, range: SourceRange) {
    self.name = name
    self.title = title
    self.subject = subject
    self.range = range
    conditions = ClauseGroup(quantity: .all, clauses: [])
    exclusions = ClauseGroup(quantity: .any, clauses: [])
  }

  public enum Grade: String, Sendable {
    case automatic, oneClick, fastApply, pushOnly
    public var chinese: String {
      switch self {
      case .automatic: "免申即享"
      case .oneClick: "一键确认"
      case .fastApply: "快申快享"
      case .pushOnly: "仅推送"
      }
    }
  }

  public enum Combination: String, Sendable {
    /// 相加: every eligible item is due.
    case sum
    /// 取最高: the item worth most in twelve months.
    case highest
    /// 择一: the first eligible item in the order of the text.
    case first
    /// 补差: the item worth most, less what was received from the others.
    case topUp
  }

  /// 补发 自 满足当月 起，限 当年: earlier periods back to the start of the as-of year; 限 3个月: the three months
  /// before the as-of month.
  public struct BackPay: Sendable {
    public enum Limit: Hashable, Sendable {
      case thisYear, unlimited
      case months(Int)
    }
    public let limit: Limit
    public init(limit: Limit) { self.limit = limit }
  }

  public struct ExclusiveGroup: Sendable {
    public enum Choice: String, Sendable { case highest, earliest, topUp }
    public let name: String
    public let choice: Choice
    /// As ``Policy/combinationScope``.
    public let scope: LimitScope?
    public init(name: String, choice: Choice, scope: LimitScope? = nil) {
      self.name = name
      self.choice = choice
      self.scope = scope
    }
  }
}

public enum Quantity: Hashable, Sendable {
  case all
  case any
  case atLeast(Int)
}

/// `全部满足 {…}`, `任一满足 {…}`, `至少n项满足 {…}`.
public struct ClauseGroup: Sendable {
  public let quantity: Quantity
  public let clauses: [Clause]
  public init(quantity: Quantity, clauses: [Clause]) {
    self.quantity = quantity
    self.clauses = clauses
  }
}

public struct Clause: Sendable {
  public enum Body: Sendable {
    case expression(Expression)
    case group(ClauseGroup)
  }
  /// As written: `（一）`, `1.`; empty where the clause has none.
  public let label: String
  public let heading: String?
  public let body: Body
  /// The article, where the clause names one.
  public let basis: String?
  /// The clause's own source text, on one line, for explanations.
  public let text: String
  public let range: SourceRange
  /// What it says in each version of the policy, the latest first; empty where no version changes it.
  /// `body` joins them.
  public var versions: [ClauseVersion] = []
  /// What it is called instead of its label under 条件 or 排除: 限次, 期限, 续领（一）.
  public var place: String?

  public init(
    label: String, heading: String?, body: Body, basis: String?, text: String, range: SourceRange
  ) {
    self.label = label
    self.heading = heading
    self.body = body
    self.basis = basis
    self.text = text
    self.range = range
  }

  /// The clause as one truth expression.
  public var expression: Expression {
    switch body {
    case .expression(let expression): expression
    case .group(let group): group.expression(range)
    }
  }
}

extension ClauseGroup {
  public func expression(_ range: SourceRange) -> Expression {
    let parts = clauses.map(\.expression)
    return switch quantity {
    case .all: Expression(.and(parts), .truth, range)
    case .any: Expression(.or(parts), .truth, range)
    case .atLeast(let n): Expression(.atLeast(n, parts), .truth, range)
    }
  }

  /// What near misses flip one at a time: the clauses of `全部满足`, else the group as a whole.
  public var topLevel: [Clause] {
    if quantity == .all || clauses.isEmpty { return clauses }
    let range = clauses.dropFirst().reduce(clauses[0].range) { $0.union($1.range) }
    return [
      Clause(
        label: "", heading: nil, body: .group(self), basis: nil,
        text: clauses.map(\.text).joined(separator: "；"), range: range)
    ]
  }
}

extension Policy {
  /// Names of the groups that it is in on some day.
  var everyExclusiveGroup: Set<String> {
    Set(([exclusiveGroup] + exclusiveGroupChanges.map(\.group)).compactMap { $0?.name })
  }

  public func exclusiveGroup(on day: Day) -> ExclusiveGroup? {
    guard let change = exclusiveGroupChanges.last(where: { $0.from <= day }) else { return exclusiveGroup }
    return change.group
  }
}

extension Benefit {
  /// What it comes to in fen, money or not.
  public var figure: Expression? {
    switch self {
    case .amount(let expression): expression
    case .nonMoney(_, _, let amount): amount
    case .pending, .none: nil
    }
  }

  public var isMoney: Bool { if case .amount = self { true } else { false } }
}

/// One benefit of a policy (待遇项). Its conditions are the policy's and its own.
public struct Item: Sendable {
  /// Empty for the only item of a policy without 待遇项.
  public let name: String
  public var conditions = ClauseGroup(quantity: .all, clauses: [])
  public var exclusions = ClauseGroup(quantity: .any, clauses: [])
  public var benefit: Benefit
  public var frequency: Frequency
  /// 合计封顶 of this item alone, fen per subject, over the subject; it comes before the policy's.
  public var cap: Expression?
  /// As ``Policy/capScope``.
  public var capScope: LimitScope?
  /// 补差: what the item is worth beside others; the benefit is what is still due of it.
  public var worth: Expression?
  /// 限次 or 分期: each payment is an award of its own, so that one does not stand for the next.
  public var isCounted = false
  /// 逐条: one decision per row of this view of the subject; the item's clauses and amount are then
  /// expressions over the row, the policy's own stay over the subject.
  public var perRow: PerRow?
  /// In the order in which they are applied.
  public var selections: [Selection] = []
  /// What the amount reads of all units together; indices into ``RuleSet/figures``.
  public var figures: [Int] = []
  /// The item's own, or its policy's.
  public var claimPeriod: ClaimPeriod?
  /// The item's own, or its policy's.
  public var clawback: Clawback?
  /// Each period must be claimed: what was paid for another one stands for nothing. So it is where the last
  /// day goes by the period, and of what is paid by the year; else one claim holds for all periods.
  public var isClaimedByPeriod: Bool {
    claimPeriod.map { frequency != .once && ($0.isOfPeriod || frequency == .yearly) } ?? false
  }
  /// The list that a 资格 writes.
  public var listing: Listing?
  /// The item's own, or its policy's; `nil` where the text does not say who pays.
  public var funding = Versioned<Split?>(nil)
  /// The item's own, or its policy's; `nil`: the subject is paid.
  public var payees = Versioned<Split?>(nil)
  public let range: SourceRange

  public init(name: String, benefit: Benefit, frequency: Frequency, range: SourceRange) {
    self.name = name
    self.benefit = benefit
    self.frequency = frequency
    self.range = range
  }

  public struct PerRow: Sendable {
    /// Index into ``RuleSet/views``.
    public let view: Int
    public let alias: String?
    public init(view: Int, alias: String?) {
      self.view = view
      self.alias = alias
    }
  }
}

public enum Benefit: Sendable {
  /// Fen, before the one rounding (half up to the fen) of the amount paid.
  case amount(Expression)
  /// 待定: due, but the local amount is still to be set; counts as above 0.
  case pending
  /// 资格, 减免, 轮候, 额度, 抵扣, 实物: counts as above 0, never summed with money. `amount`: fen that it
  /// comes to, for people to read.
  case nonMoney(kind: String, text: String, amount: Expression? = nil)
  /// No 待遇 at all: decided by the conditions alone.
  case none
}

public struct PushTemplate: Sendable {
  public enum Timing: String, Sendable { case onFinding, afterVerification }
  public let timing: Timing
  public let title: String
  public let body: String
  /// 个人中心, 短信 …, in order of preference; each is one channel.
  public let channels: [String]
  /// 本人 (the subject itself) or the name of a field path that leads to the recipient.
  public let recipient: String
  public let range: SourceRange
  public init(
    timing: Timing, title: String, body: String, channels: [String], recipient: String,
    range: SourceRange
  ) {
    self.timing = timing
    self.title = title
    self.body = body
    self.channels = channels
    self.recipient = recipient
    self.range = range
  }
}
