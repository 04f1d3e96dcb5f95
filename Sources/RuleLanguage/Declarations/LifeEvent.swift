/// 一件事: policies and tasks that one event of a life brings together.
public struct LifeEvent: Sendable {
  public let name: String
  public let title: String
  /// Names of policies, in the order of the text.
  public let policies: [String]
  /// What to do before the event, and after it; empty where the text says nothing.
  public let before: String
  public let after: String
  public let tasks: [String]
  public let range: SourceRange
  public init(
    name: String, title: String, policies: [String], before: String, after: String, tasks: [String],
    range: SourceRange
  ) {
    self.name = name
    self.title = title
    self.policies = policies
    self.before = before
    self.after = after
    self.tasks = tasks
    self.range = range
  }
}

extension RuleSet {
  public func lifeEvents(ofPolicy name: String) -> [LifeEvent] {
    lifeEvents.filter { $0.policies.contains(name) }
  }
}
