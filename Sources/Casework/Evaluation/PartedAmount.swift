import Matching
import RuleLanguage

/// An amount as it is paid: by payer (出资), or to payees (领取).
public struct PartedAmount: Hashable, Sendable {
  public struct Part: Hashable, Sendable {
    /// As written: `市级`, `监护人`.
    public let name: String
    /// Key of a payee; empty where it is not known or there is none, `nil` for a payer.
    public let key: String?
    /// `nil` where it is not known.
    public let fen: Int64?
  }

  public let parts: [Part]
  /// Why the amounts are not known; `nil` where they are, or the whole is not known either.
  public let obstacle: Split.Obstacle?
  /// What would settle a share that is not known.
  public let missing: [MissingInput]
}

/// Works out the parts of what a unit is due.
public struct SplitReader {
  private let input: EvaluationInput
  private let explainer: Explainer

  public init(_ input: EvaluationInput) {
    self.init(input, Explainer(input.ruleSet, input.dataset))
  }

  init(_ input: EvaluationInput, _ explainer: Explainer) {
    self.input = input
    self.explainer = explainer
  }

  /// `fen`: what is due; `nil` where it is not known.
  public func funding(
    of fen: Int64?, _ id: ItemID, subject: Int, record: Int, at: JudgedAt
  ) -> PartedAmount? {
    guard fen != nil, let split = input.item(id).funding else { return nil }
    return parts(split, fen, id, subject: subject, record: record, at)
  }

  /// `nil` where the subject is paid.
  public func payees(
    of fen: Int64?, _ id: ItemID, subject: Int, record: Int, at: JudgedAt
  ) -> PartedAmount? {
    input.item(id).payees.map { parts($0, fen, id, subject: subject, record: record, at) }
  }

  private func parts(
    _ split: Split, _ fen: Int64?, _ id: ItemID, subject: Int, record: Int, _ at: JudgedAt
  ) -> PartedAmount {
    let owner = input.ruleSet.policies[id.policy].subject
    let (table, unit) = (split.table, split.table == owner ? subject : record)
    var fens: [Int64?] = split.parts.map { _ in nil }
    var obstacle: Split.Obstacle?
    var missing: [MissingInput] = []
    if let fen {
      let divided = split.divide(fen) { share in
        let value = explainer.value(of: share, table: table, record: unit, at: at).number
        if value == nil {
          missing = explainer.missing(for: share, table: table, record: unit, at: at)
        }
        return value
      }
      switch divided {
      case .success(let parts): fens = parts
      case .failure(let problem): obstacle = problem
      }
    }
    let isPaid = split.parts.contains { $0.payee != nil }
    let today = JudgedAt(current: at.asOf)
    let parts = zip(split.parts, fens).map { part, fen in
      var key: String?
      if let payee = part.payee {
        let value = explainer.value(of: payee.expression, table: table, record: unit, at: today)
        key = if case .value(.reference(let found)) = value { found } else { "" }
      } else if isPaid {
        key = input.dataset.tables[owner].keys[subject]
      }
      return PartedAmount.Part(name: part.name, key: key, fen: fen)
    }
    return PartedAmount(parts: parts, obstacle: obstacle, missing: missing)
  }
}

extension Split.Obstacle {
  public var message: Message {
    switch self {
    case .unknown(let part): Message(zh: "\(part)的份额不知道", en: "the share of \(part) is not known")
    case .negative(let part): Message(zh: "\(part)的份额是负的", en: "the share of \(part) is negative")
    case .above: Message(zh: "各方合起来超过了总额", en: "the shares are more than the whole")
    case .below: Message(zh: "各方合起来不到总额", en: "the shares are less than the whole")
    }
  }
}
