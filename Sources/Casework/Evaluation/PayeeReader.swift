import Matching
import RuleLanguage

/// Who is paid instead of a subject (领取), and who pays (出资).
struct PayeeReader {
  private let input: EvaluationInput
  private let explainer: Explainer

  init(_ input: EvaluationInput, _ explainer: Explainer) {
    self.input = input
    self.explainer = explainer
  }

  /// Key of the payee; empty where it is not known or there is none, `nil` where the subject itself is paid.
  func payee(of subject: Int, _ id: ItemID, at: JudgedAt) -> String? {
    let policy = input.ruleSet.policies[id.policy]
    guard let inForce = terms(policy.payee, subject, id, at) else { return "" }
    guard let payee = inForce else { return nil }
    let value = explainer.value(
      of: payee.expression, table: policy.subject, record: subject, at: JudgedAt(current: at.asOf))
    return if case .value(.reference(let key)) = value { key } else { "" }
  }

  func funding(of subject: Int, _ id: ItemID, at: JudgedAt) -> Funding? {
    terms(input.ruleSet.policies[id.policy].funding, subject, id, at) ?? .unknown
  }

  /// The path to the payee as written; `nil` where the subject is paid.
  func payeePath(of subject: Int, _ id: ItemID, at: JudgedAt) -> String? {
    guard let inForce = terms(input.ruleSet.policies[id.policy].payee, subject, id, at) else { return "不详" }
    return inForce?.path
  }

  private func terms<Value>(
    _ versions: Versioned<Value>, _ subject: Int, _ id: ItemID, _ at: JudgedAt
  ) -> Value? {
    explainer.inForce(versions, table: input.ruleSet.policies[id.policy].subject, record: subject, at: at)
  }
}

extension ReferenceEvaluation {
  /// Who pays for a unit, and the path to who is paid; `nil` where the rules do not say, or the subject is.
  public func payment(of unit: ReviewedUnit) -> (funding: Funding?, payee: String?) {
    let reader = PayeeReader(input, explainer)
    return (
      reader.funding(of: unit.subject, unit.id, at: unit.at),
      reader.payeePath(of: unit.subject, unit.id, at: unit.at)
    )
  }
}
