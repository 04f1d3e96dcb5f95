/// 须认定: a fact that a person decides for a policy. Its records are rows of the subjects' relation of
/// decisions, with a row key of policy, matter, date and, where rows are decided about, the row.
public struct DecisionMatter: Hashable, Sendable {
  public let policy: String
  public let name: String
  /// Who decides, where the rule says.
  public let office: String?
  /// Index into ``RuleSet/views``.
  public let view: Int
  /// Of the rows of a 逐条 item, each by itself.
  public let isOfRows: Bool
  public init(policy: String, name: String, office: String?, view: Int, isOfRows: Bool) {
    self.isOfRows = isOfRows
    self.policy = policy
    self.name = name
    self.office = office
    self.view = view
  }

  /// Of the relation of decisions, in this order.
  public enum Column: Int, Sendable { case policy, matter, outcome, date, row }
}

extension RuleSet {
  /// What a query asks of the decisions; `nil` for a query of anything else.
  public func decision(askedBy query: Query) -> DecisionMatter? {
    guard case .held? = tables[views[query.view].table].relation?.completeness,
      case .and(let parts)? = query.filter?.kind
    else { return nil }
    func text(_ column: DecisionMatter.Column) -> String? {
      for part in parts {
        if case .compare(.equal, let field, let value) = part.kind, case .path(let path) = field.kind,
          path.field == column.rawValue, case .constant(.text(let text)) = value.kind
        {
          return text
        }
      }
      return nil
    }
    return decisions.first {
      $0.view == query.view && $0.policy == text(.policy) && $0.name == text(.matter)
    }
  }
}
