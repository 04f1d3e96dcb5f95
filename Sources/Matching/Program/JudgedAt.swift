import RuleLanguage

/// The dates under which a rule is judged. Nothing else tells the engine what day it is.
public struct JudgedAt: Hashable, Sendable {
  /// 基准日 of the sweep: up to here the data is taken as current.
  public let asOf: Day
  /// The day on which the period is decided; as-of itself for the current period, as-of plus horizon
  /// for 即将符合.
  public let decisionDay: Day
  /// An earlier period under 补发: fields without history and without 追溯 are unknown.
  public let isPast: Bool

  public init(asOf: Day, decisionDay: Day, isPast: Bool) {
    self.asOf = asOf
    self.decisionDay = decisionDay
    self.isPast = isPast
  }

  public init(current asOf: Day) { self.init(asOf: asOf, decisionDay: asOf, isPast: false) }

  /// The day that a moment of the rule text stands for.
  public func day(_ moment: RuleLanguage.Moment) -> Day {
    switch moment {
    case .asOf: asOf
    case .decisionDay, .decisionMonth, .decisionYear: decisionDay
    case .windowStart(let window): window.bounds(on: decisionDay).first
    case .windowEnd(let window): window.bounds(on: decisionDay).last
    }
  }
}
