import RuleLanguage

/// The dates under which a rule is judged. Nothing else tells the engine what day it is.
public struct JudgedAt: Hashable, Sendable {
  /// 基准日 of the sweep: up to here the data is taken as current.
  public let asOf: Day
  /// The day on which the period is decided; as-of itself for the current period, as-of plus horizon
  /// for 即将符合.
  public let decisionDay: Day
  /// The day on which the period as a whole is decided; later than `decisionDay` where that is one of
  /// several days on which the period may be met, or the day on which the subject ended.
  public let periodDay: Day
  /// An earlier period under 补发: fields without history and without 追溯 are unknown.
  public let isPast: Bool

  public init(asOf: Day, decisionDay: Day, isPast: Bool) {
    self.init(asOf: asOf, decisionDay: decisionDay, periodDay: decisionDay, isPast: isPast)
  }

  private init(asOf: Day, decisionDay: Day, periodDay: Day, isPast: Bool) {
    self.asOf = asOf
    self.decisionDay = decisionDay
    self.periodDay = periodDay
    self.isPast = isPast
  }

  public init(current asOf: Day) { self.init(asOf: asOf, decisionDay: asOf, isPast: false) }

  /// The same period on another of its days.
  package func on(_ day: Day) -> JudgedAt {
    JudgedAt(asOf: asOf, decisionDay: day, periodDay: periodDay, isPast: isPast)
  }

  /// The same period on the day on which it is decided.
  var whole: JudgedAt { on(periodDay) }

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
