/// Kleene's strong three-valued logic: learning more never flips a definite answer.
public enum Truth: Int8, Hashable, Sendable, CaseIterable {
  case no = -1
  case unknown = 0
  case yes = 1

  public init(_ value: Bool) { self = value ? .yes : .no }

  public static prefix func ! (a: Truth) -> Truth { Truth(rawValue: -a.rawValue) ?? .unknown }
  public static func && (a: Truth, b: Truth) -> Truth { a.rawValue <= b.rawValue ? a : b }
  public static func || (a: Truth, b: Truth) -> Truth { a.rawValue >= b.rawValue ? a : b }

  /// `至少n项`: true when n are certain, false when fewer than n are possible.
  public static func atLeast(_ n: Int, of values: some Sequence<Truth>) -> Truth {
    var certain = 0
    var possible = 0
    for value in values where value != .no {
      possible += 1
      if value == .yes { certain += 1 }
    }
    return certain >= n ? .yes : possible < n ? .no : .unknown
  }

  /// `恰有n项`: true when exactly n are certain and none is unknown.
  public static func exactly(_ n: Int, of values: some Sequence<Truth>) -> Truth {
    var certain = 0
    var unknown = 0
    for value in values {
      if value == .yes { certain += 1 } else if value == .unknown { unknown += 1 }
    }
    if certain > n || certain + unknown < n { return .no }
    return unknown == 0 ? .yes : .unknown
  }
}
