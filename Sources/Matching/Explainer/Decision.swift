import RuleLanguage

/// What the explainer decided for one unit, with everything that it looked at.
public struct Decision: Sendable {
  public let outcome: Truth
  /// Fen; ``Amount/unknown`` for benefits that are not money.
  public let amount: Amount
  /// The smallest set of missing inputs that could make it 符合, in the order of the rule text;
  /// empty unless `outcome` is unknown.
  public let missing: [MissingInput]
  /// Why it is 不符合, in the order of the text: `条件（二）`, `排除（一）`, `有效期`, `终止`, `待遇`;
  /// for an item's own clauses `待遇项“…”条件（一）`. Empty unless `outcome` is no.
  public let failing: [String]
  /// The one top-level clause that stands in the way, as in `failing`.
  public let nearMiss: String?
  public let trace: [ClauseTrace]
  public let quality: [QualityFlag]
  /// The last day of 申领期限; `nil` where there is none, it is not known, or it is not asked.
  public let due: Day?

  public init(
    outcome: Truth, amount: Amount, missing: [MissingInput], failing: [String], nearMiss: String?,
    trace: [ClauseTrace], quality: [QualityFlag], due: Day? = nil
  ) {
    self.due = due
    self.outcome = outcome
    self.amount = amount
    self.missing = missing
    self.failing = failing
    self.nearMiss = nearMiss
    self.trace = trace
    self.quality = quality
  }
}

/// An input that is not known: a field, a relation, a parameter.
public struct MissingInput: Hashable, Sendable {
  /// As the officer wrote it: `户籍地`, `配偶.出生日期`, `社保月缴`, `参数 低保标准`.
  public let name: String
  /// Departments that could supply it.
  public let sources: [String]
  /// 须认定: no data, but what a person is to decide.
  public let isDecision: Bool
  public init(name: String, sources: [String], isDecision: Bool = false) {
    self.name = name
    self.sources = sources
    self.isDecision = isDecision
  }
}

extension [MissingInput] {
  /// 只差认定: persons' decisions are missing, and nothing else.
  public var areDecisionsOnly: Bool { !isEmpty && allSatisfy(\.isDecision) }
}

/// One clause with its outcome and the values it used; clauses of a group nest.
public struct ClauseTrace: Sendable {
  /// `条件（二）1.`, `排除（一）`, `有效期`, `终止`, `待遇`.
  public let path: String
  public let text: String
  public let basis: String?
  public let outcome: Truth
  public let values: [UsedValue]
  public let children: [ClauseTrace]
  /// An exclusion or a limit: it stands in the way where it holds.
  public var isExclusion = false
  public init(
    path: String, text: String, basis: String?, outcome: Truth, values: [UsedValue],
    children: [ClauseTrace]
  ) {
    self.path = path
    self.text = text
    self.basis = basis
    self.outcome = outcome
    self.values = values
    self.children = children
  }
}

/// A value that a clause read, ready to show.
public struct UsedValue: Hashable, Sendable {
  public let name: String
  /// Plain text of the value (`1946-03-01`, `芗城区`, `50元`, `无`, `不详`).
  public let text: String
  public let sources: [String]
  /// A step of a calculation: `name` is the rule's own text, `text` what it comes to.
  public let isStep: Bool
  public let sensitivity: Sensitivity
  public init(
    name: String, text: String, sources: [String], isStep: Bool = false, sensitivity: Sensitivity
  ) {
    self.name = name
    self.text = text
    self.sources = sources
    self.isStep = isStep
    self.sensitivity = sensitivity
  }
}

public enum QualityFlag: String, Hashable, Sendable { case overflow, divisionByZero }
