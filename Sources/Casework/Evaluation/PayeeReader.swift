import Matching
import RuleLanguage

/// Who is paid instead of a subject (领取).
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
    guard let payee = policy.payee else { return nil }
    let value = explainer.value(
      of: payee.expression, table: policy.subject, record: subject, at: JudgedAt(current: at.asOf))
    return if case .value(.reference(let key)) = value { key } else { "" }
  }
}
