/// A checked expression over one record (its *frame*): an entity's record, or a relation's row inside
/// a query or a 逐条 item. Equality and hash leave the source range out, so that the same condition
/// written twice is one atom.
public struct Expression: Sendable {
  public let kind: Kind
  public let type: ValueType
  public let range: SourceRange

  public init(_ kind: Kind, _ type: ValueType, _ range: SourceRange) {
    self.kind = kind
    self.type = type
    self.range = range
  }

  public indirect enum Kind: Hashable, Sendable {
    // Leaves
    case constant(Value)
    case path(Path)
    /// Index into ``RuleSet/parameters``. `at`: of a 按年度 parameter the year described; of others the day
    /// on which it is looked up, where that is not the decision day.
    case parameter(Int, keys: [Expression], at: Expression?)
    /// A tag or measure by index into ``RuleSet/definitions``, reached through `hops`.
    case definition(Int, hops: [Hop])
    /// A day (or for `.decisionMonth`, `.decisionYear` a month, a year) that depends only on the moment.
    case moment(Moment)
    /// Index into ``RuleSet/figures``: what all eligible units together say of this one.
    case figure(Int)
    /// Inside a query, over its rows: what is read over the record from which the query starts.
    case outer(Expression)

    // Truth
    case and([Expression])
    case or([Expression])
    case not(Expression)
    case atLeast(Int, [Expression])
    case exactly(Int, [Expression])
    case compare(Comparison, Expression, Expression)
    case inCodes(Expression, CodeSet)
    /// 已知(x), two-valued: a value, or known to be none.
    case isKnown(Expression)
    /// x 为 无: unknown where x is unknown.
    case isNone(Expression)

    // Numbers
    case arithmetic(Arithmetic, Expression, Expression)
    /// Division; by zero it is unknown, or `whenZero`.
    case divide(Expression, Expression, whenZero: Expression?)
    /// Of several values, on intervals: definite when both ends agree. Also 封顶 and 保底.
    case extreme(Extreme, [Expression])
    /// 取整: the largest whole number not above.
    case floor(Expression)
    /// 四舍五入 to a multiple of the step.
    case round(Expression, step: Number)
    case conditional(Expression, then: Expression, otherwise: Expression)
    case table(TableExpression)

    // Days
    /// Adds (negative: subtracts) a whole number of the unit; clamps to the month's last day.
    case addDuration(Expression, Expression, DurationUnit)
    /// Full years, months or days from the first to the second; 周岁 is years to the decision day.
    case elapsed(DurationUnit, from: Expression, to: Expression)
    case yearOf(Expression)
    case monthOf(Expression)
    case firstDay(Expression)
    case lastDay(Expression)

    // Relations
    case exists(Query)
    case forAll(Query, Expression)
    case count(Query)
    case aggregate(Aggregate, Query, Expression)
    /// The value in the n-th row (1 is the first) by `order`, latest first or earliest first; unknown
    /// on a tie with different values.
    case pick(Query, value: Expression, order: Expression, latest: Bool, n: Int)
    /// 累计月数: distinct months of the rows.
    case distinctMonths(Query, month: Expression)
    /// 连续月数, 连续年数: the longest run of months or years (the type of `month` says which), or the
    /// run that ends at `endingAt`.
    case streak(Query, month: Expression, endingAt: Expression?)
  }
}

extension Expression: Hashable {
  public static func == (a: Expression, b: Expression) -> Bool { a.type == b.type && a.kind == b.kind }
  public func hash(into hasher: inout Hasher) { hasher.combine(kind) }
}

/// From the frame's record through references to a field. An absent target is unknown, unless the
/// reference is known to be none: then the field is none too.
public struct Path: Hashable, Sendable {
  /// Table of the frame.
  public let frame: TableID
  public let hops: [Hop]
  /// Table that holds the field.
  public let table: TableID
  /// Index of the field; ``ownerField`` is a relation row's reference to its owner, ``rowKey(ofView:)``
  /// what receipts call the row.
  public let field: Int

  public static let ownerField = -1

  /// The text by which findings and receipts name a row that is seen through a view.
  public static func rowKey(ofView view: Int) -> Int { -2 - view }
  public static func view(ofRowKey field: Int) -> Int? { field <= -2 ? -2 - field : nil }

  public init(frame: TableID, hops: [Hop], table: TableID, field: Int) {
    self.frame = frame
    self.hops = hops
    self.table = table
    self.field = field
  }
}

public enum Moment: Hashable, Sendable {
  /// 基准日: the sweep's as-of date.
  case asOf
  /// The day on which the period is decided; equals as-of for the current period.
  case decisionDay
  case decisionMonth
  case decisionYear
  case windowStart(Window)
  case windowEnd(Window)
}

/// Spans that depend only on the decision day.
public enum Window: Hashable, Sendable {
  /// The month `offset` months from the decision day's (本月 0, 上月 −1).
  case month(offset: Int)
  case quarter(offset: Int)
  case year(offset: Int)
  /// 近n个月: the n whole months before the decision month, or ending with it (含本月).
  case months(Int, includingCurrent: Bool)
  /// 近n个年度: the n calendar years before the decision year.
  case calendarYears(Int)
  /// 近n年, 近n天, rolling: from the day after (decision day − n) to the decision day.
  case rolling(Int, DurationUnit)
  /// 学年: 1 September to 31 August around the decision day, shifted by `offset` years.
  case schoolYear(offset: Int)
  /// 第一季度, 上半年, 1月 至 9月: from one month to another, 1 to 12, of the decision day's year shifted
  /// by `offset` years.
  case monthsOfYear(Int, Int, offset: Int)

  /// A named year, or a part of one, so many years later; other windows as they are.
  func shifted(years: Int) -> Window {
    switch self {
    case .year(let offset): .year(offset: offset + years)
    case .monthsOfYear(let first, let last, let offset): .monthsOfYear(first, last, offset: offset + years)
    default: self
    }
  }

  /// First and last day, both inclusive. The last day may lie beyond the decision day (本年度).
  public func bounds(on day: Day) -> (first: Day, last: Day) {
    let month = day.month
    switch self {
    case .month(let offset):
      let m = month.adding(offset)
      return (m.firstDay, m.lastDay)
    case .quarter(let offset):
      let start = YearMonth(year: month.year, month: (month.month - 1) / 3 * 3 + 1).adding(3 * offset)
      return (start.firstDay, start.adding(2).lastDay)
    case .year(let offset):
      let year = month.year + offset
      return (YearMonth(year: year, month: 1).firstDay, YearMonth(year: year, month: 12).lastDay)
    case .months(let n, let including):
      let last = including ? month : month.adding(-1)
      return (last.adding(1 - n).firstDay, last.lastDay)
    case .calendarYears(let n):
      return (
        YearMonth(year: month.year - n, month: 1).firstDay,
        YearMonth(year: month.year - 1, month: 12).lastDay
      )
    case .rolling(let n, let unit):
      let start =
        switch unit {
        case .days: day.adding(days: -n)
        case .months: day.adding(months: -n)
        case .years: day.adding(years: -n)
        }
      return (start.adding(days: 1), day)
    case .schoolYear(let offset):
      let start = month.month >= 9 ? month.year : month.year - 1
      return (
        YearMonth(year: start + offset, month: 9).firstDay,
        YearMonth(year: start + offset + 1, month: 8).lastDay
      )
    case .monthsOfYear(let first, let last, let offset):
      let year = month.year + offset
      return (YearMonth(year: year, month: first).firstDay, YearMonth(year: year, month: last).lastDay)
    }
  }
}

public enum DurationUnit: String, Hashable, Sendable { case days, months, years }

public enum Comparison: String, Hashable, Sendable {
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual

  public func holds<T: Comparable>(_ a: T, _ b: T) -> Bool {
    switch self {
    case .equal: a == b
    case .notEqual: a != b
    case .less: a < b
    case .lessOrEqual: a <= b
    case .greater: a > b
    case .greaterOrEqual: a >= b
    }
  }
}

public enum Arithmetic: String, Hashable, Sendable { case add, subtract, multiply }
public enum Extreme: String, Hashable, Sendable { case largest, smallest }
public enum Aggregate: String, Hashable, Sendable { case sum, largest, smallest, average }

/// Rows of condition and value.
public struct TableExpression: Hashable, Sendable {
  public enum Choice: Hashable, Sendable {
    /// The value of the first true row.
    case first
    /// The largest value of the true rows.
    case highest
  }
  public enum Otherwise: Hashable, Sendable {
    /// `其余：值`.
    case value(Expression)
    /// `其余 不予`: amount 0, so ineligible (未达最低档).
    case denied
    /// Not stated; a record that no row takes is unknown.
    case nothing
    /// The rows cover every value, so that one of them is true even where it is not known which.
    case impossible
  }
  public struct Row: Hashable, Sendable {
    public let condition: Expression
    public let value: Expression
    public init(condition: Expression, value: Expression) {
      self.condition = condition
      self.value = value
    }
  }
  public let choice: Choice
  public let rows: [Row]
  public let otherwise: Otherwise
  public init(choice: Choice, rows: [Row], otherwise: Otherwise) {
    self.choice = choice
    self.rows = rows
    self.otherwise = otherwise
  }
}

/// Rows of a relation view, seen from the frame's record (or from the one that `hops` lead to).
public struct Query: Hashable, Sendable {
  /// Index into ``RuleSet/views``.
  public let view: Int
  public let hops: [Hop]
  /// Over the row, with the window's bounds already in it; `nil` takes every row.
  public let filter: Expression?
  /// Decides where the relation is closed, so that no row means none.
  public let span: Span

  public enum Span: Hashable, Sendable {
    /// No window: closed where coverage reaches back to ever (or to the subject's start) and 数据截至,
    /// with the relation's freshness, reaches the as-of date.
    case ever
    /// State on one day (`于 日期 时`): from that day to that day, with freshness as for `ever`.
    case at(Expression)
    /// A window: closed where coverage holds every day of it up to the decision day. Bounds are days
    /// over the frame of the query.
    case window(from: Expression, to: Expression)
  }

  public init(view: Int, hops: [Hop], filter: Expression?, span: Span) {
    self.view = view
    self.hops = hops
    self.filter = filter
    self.span = span
  }
}
