import RuleLanguage

/// How the worked cases of a rule set came out.
public struct CaseReport: Sendable {
  public let results: [CaseResult]
  /// One entry a policy, in the order of the text.
  public let coverage: [PolicyClauseCoverage]

  public var passed: Bool { results.allSatisfy(\.passed) }
}

public struct CaseResult: Sendable {
  public let policy: String
  public let name: String
  public let range: SourceRange
  public let failures: [CaseFailure]
  public var passed: Bool { failures.isEmpty }
}

/// One expectation that was not met.
public struct CaseFailure: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    case outcome, because, missing, amount, parts, list
    /// The case names a subject, item, row or period that there is not, or a value that fits no field.
    case unknownName = "unknown_name"
    /// The matcher and the explainer decided differently: a fault of the program, not of the rules.
    case disagreement
  }
  public let kind: Kind
  public let range: SourceRange
  public let message: Message
}

/// What the cases of one policy leave untried.
public struct PolicyClauseCoverage: Hashable, Sendable {
  public let policy: String
  /// Every clause, nested ones too, in the order of the text.
  public let clauses: [ClauseCoverage]
  public var neverTrue: [String] { clauses.filter { !$0.wasTrue }.map(\.path) }
  public var neverFalse: [String] { clauses.filter { !$0.wasFalse }.map(\.path) }
}

public struct ClauseCoverage: Hashable, Sendable {
  /// `条件（二）`, `排除（一）`, `待遇项“…”条件（一）`.
  public let path: String
  public let text: String
  public var wasTrue: Bool
  public var wasFalse: Bool
}
