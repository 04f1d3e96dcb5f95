/// `版本 自 2024-01-01`: from a day on, by the decision day or by an event's date, a policy says something
/// else.
public struct PolicyVersion: Sendable {
  public let from: Day
  /// Over the subject: the version, or a later one, is in force.
  public let applies: Expression
  /// Over the subject: it has begun, whoever keeps the one before it.
  public let hasBegun: Expression
  public let transition: Transition?
  /// The event in the rule text; empty where the decision day chooses.
  public let event: String
  public let basis: [String]
  public init(
    from: Day, applies: Expression, hasBegun: Expression, transition: Transition?, event: String,
    basis: [String]
  ) {
    self.from = from
    self.applies = applies
    self.hasBegun = hasBegun
    self.transition = transition
    self.event = event
    self.basis = basis
  }
}

/// A clause in one version.
public struct ClauseVersion: Sendable {
  /// Over the clause's own record: this version, or a later one, is in force.
  public let applies: Expression
  /// `nil`: the clause is not there in this version.
  public let clause: Clause?
  public init(applies: Expression, clause: Clause?) {
    self.applies = applies
    self.clause = clause
  }
}

extension Policy {
  /// `废止 自 2026-01-01 起 “文号”`: out of force from this day on.
  public struct Abolition: Sendable {
    public let from: Day
    public let basis: String?
    public init(from: Day, basis: String?) {
      self.from = from
      self.basis = basis
    }
  }
}
