/// Of the units that are eligible, those that are served: 唯一, 限次, 最多, 名额, 合计封顶 按 …, 预算.
///
/// Units that share a capacity are served in the order until it is used up; receipts take their places
/// first. The rest is 不符合, for this reason. Of 合计封顶 the last one served gets what is left.
public struct Selection: Sendable {
  /// In the order in which they are applied: the narrower group first.
  public enum Kind: Int, Sendable, Comparable, CaseIterable {
    case unique, times, most, places, cap, budget

    public var chinese: String {
      switch self {
      case .unique: "唯一"
      case .times: "限次"
      case .most: "最多"
      case .places: "名额"
      case .cap: "合计封顶"
      case .budget: "预算"
      }
    }

    /// The capacity is an amount, not a number of units.
    public var isMoney: Bool { self == .cap || self == .budget }

    public static func < (a: Kind, b: Kind) -> Bool { a.rawValue < b.rawValue }
  }

  /// Whose receipts hold places.
  public enum Span: Hashable, Sendable {
    /// 终身: all there ever were; of a periodic benefit those of the period.
    case ever
    /// 每年: those of the year of the decision day.
    case year
    /// 近5年: those of so many months or years up to the decision day.
    case recent(Int, DurationUnit)
  }

  public enum Rounding: String, Sendable { case down, up }

  public struct Order: Sendable {
    public let value: Expression
    public let isDescending: Bool
    public init(value: Expression, isDescending: Bool) {
      self.value = value
      self.isDescending = isDescending
    }
  }

  public enum Ties: String, Sendable {
    case undecided
    /// 并列 同名次.
    case served
  }

  public let kind: Kind
  /// Over the unit. Units of equal keys share one capacity; without keys all do.
  public var keys: [Expression] = []
  /// Only units of one subject share.
  public var isPerSubject: Bool { kind == .most || kind == .times }
  /// Units, or for 合计封顶 and 预算 fen; a share of those who are eligible where ``rounding`` says how it is
  /// made whole. Reads no record.
  public let capacity: Expression
  public var rounding: Rounding?
  /// Over the unit; `nil`: nobody comes before another.
  public var order: Expression?
  public var isDescending = false
  /// Among those that are equal so far.
  public var nextOrders: [Order] = []
  public var ties = Ties.undecided
  public var span = Span.ever
  /// Its own source text, on one line, for explanations.
  public let text: String
  public let range: SourceRange

  public init(kind: Kind, capacity: Expression, text: String, range: SourceRange) {
    self.kind = kind
    self.capacity = capacity
    self.text = text
    self.range = range
  }
}
