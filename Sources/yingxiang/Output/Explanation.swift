import Casework
import Foundation
import Matching
import RuleLanguage

/// One unit of one subject, explained.
struct Explanation {
  let policy: Policy
  let lifeEvents: [LifeEvent]
  let item: Item
  let unit: UnitKey
  let decision: Decision
  let lists: [FindingList]
  let receipt: ReceiptState
  let isSuppressed: Bool
  let unlisted: [Unlisted]
  let funding: PartedAmount?
  let payees: PartedAmount?
  /// The row's key with its owner's key, which may be an identity number, down to the last four.
  let maskedRow: String

  /// In the order of the rule text; empty where the subject is nowhere.
  static func all(of key: String, policy name: String?, in input: EvaluationInput) -> [Explanation] {
    let reference = ReferenceEvaluation(input.withDues())
    let splits = SplitReader(reference.input)
    let ruleSet = input.ruleSet
    var ordinals: [TableID: Int?] = [:]
    return ruleSet.policies.indices.flatMap { index -> [Explanation] in
      let policy = ruleSet.policies[index]
      guard name == nil || policy.name == name else { return [] }
      let known = ordinals[policy.subject] ?? input.dataset.tables[policy.subject].keys.firstIndex(of: key)
      ordinals[policy.subject] = known
      guard let subject = known else { return [] }
      return reference.units(ofPolicy: index, subject: subject).map { unit in
        let item = policy.items[unit.id.item]
        let isDue = item.benefit.isMoney && unit.decision.outcome == .yes
        let fen = isDue ? unit.decision.amount.exact : nil
        return Explanation(
          policy: policy, lifeEvents: ruleSet.lifeEvents(ofPolicy: policy.name), item: item, unit: unit.key,
          decision: unit.decision,
          lists: unit.situation.lists.lists, receipt: unit.situation.receipt,
          isSuppressed: unit.situation.isSuppressed, unlisted: unit.unlisted,
          funding: splits.funding(
            of: fen, unit.id, subject: subject, record: unit.record, at: unit.at),
          payees: splits.payees(of: fen, unit.id, subject: subject, record: unit.record, at: unit.at),
          maskedRow: ruleSet.rowOwner(of: unit.key).map { "…\($0.key.suffix(4))/\($0.rest)" } ?? unit.key.row)
      }
    }
  }
}

/// Explanations as JSON with English keys.
enum ExplanationJSON {
  private struct Line: Encodable {
    let policy: String
    let title: String
    let item: String
    let row: String
    let period: String
    let outcome: String
    let lists: [String]
    let receiving: String
    let inProcess: Bool
    let suppressed: Bool
    /// Why an eligible unit is on no list, in words.
    let unlisted: [String]
    /// Fen; absent where it is not decided or not money.
    let amountFen: Int64?
    /// The last day of 申领期限.
    let due: String?
    /// Fen that a benefit that is not money comes to (减免, 抵扣, 额度).
    let figureFen: Int64?
    /// Ids of 一件事.
    let lifeEvents: [String]
    let shares: [Share]
    /// Why they are not known.
    let sharesUnknown: String?
    /// The path to the payee; absent where the subject is paid, or several are.
    let payee: String?
    /// Where several are paid.
    let payees: [Paid]
    let failing: [String]
    let missing: [Missing]
    /// 只差认定.
    let decisionOnly: Bool
    let nearMiss: String?
    let basis: [String]
    let clauses: [Clause]
    let quality: [String]
  }

  private struct Share: Encodable {
    let payer: String
    let fen: Int64
  }

  private struct Paid: Encodable {
    /// The path.
    let payee: String
    /// Absent where it is not known.
    let fen: Int64?
  }

  private struct Missing: Encodable {
    let name: String
    let sources: [String]
  }

  private struct Clause: Encodable {
    let path: String
    let text: String
    let basis: String?
    let outcome: String
    /// Stands in the way where `outcome` is yes.
    let excludes: Bool
    let values: [Used]
    let children: [Clause]

    init(_ clause: ClauseTrace, unmask: Bool) {
      path = clause.path
      text = clause.text
      basis = clause.basis
      outcome = ExplanationJSON.word(clause.outcome)
      excludes = clause.isExclusion
      values = clause.values.map { Used($0, unmask: unmask) }
      children = clause.children.map { Clause($0, unmask: unmask) }
    }
  }

  private struct Used: Encodable {
    let name: String
    /// Absent where it is sensitive and masked.
    let value: String?
    let sources: [String]

    init(_ value: UsedValue, unmask: Bool) {
      name = value.name
      self.value = unmask || value.sensitivity != .sensitive ? value.text : nil
      sources = value.sources
    }
  }

  private static func shares(_ explanation: Explanation) -> [Share] {
    (explanation.funding?.parts ?? []).compactMap { part in
      part.fen.map { Share(payer: part.name, fen: $0) }
    }
  }

  private static func payees(_ explanation: Explanation) -> [Paid] {
    guard let parts = explanation.payees?.parts, parts.count > 1 else { return [] }
    return parts.map { Paid(payee: $0.name, fen: $0.fen) }
  }

  static func word(_ truth: Truth) -> String {
    switch truth {
    case .yes: "yes"
    case .no: "no"
    case .unknown: "unknown"
    }
  }

  static func text(_ explanations: [Explanation], unmask: Bool, _ language: Language) -> String {
    let lines = explanations.map { explanation in
      Line(
        policy: explanation.policy.name, title: explanation.policy.title, item: explanation.item.name,
        row: unmask ? explanation.unit.row : explanation.maskedRow, period: explanation.unit.period,
        outcome: word(explanation.decision.outcome),
        lists: explanation.lists.map(\.rawValue), receiving: word(explanation.receipt.receiving),
        inProcess: explanation.receipt.isInProcess, suppressed: explanation.isSuppressed,
        unlisted: explanation.unlisted.map { language == .chinese ? $0.message.chinese : $0.message.english },
        amountFen: explanation.item.benefit.isMoney ? explanation.decision.amount.exact : nil,
        due: explanation.decision.due?.text,
        figureFen: explanation.item.benefit.isMoney ? nil : explanation.decision.amount.exact,
        lifeEvents: explanation.lifeEvents.map(\.name), shares: shares(explanation),
        sharesUnknown: explanation.funding?.obstacle?.message.text(language),
        payee: explanation.payees.flatMap { $0.parts.count == 1 ? $0.parts[0].name : nil },
        payees: payees(explanation),
        failing: explanation.decision.failing,
        missing: explanation.decision.missing.map { Missing(name: $0.name, sources: $0.sources) },
        decisionOnly: explanation.decision.missing.areDecisionsOnly,
        nearMiss: explanation.decision.nearMiss, basis: explanation.policy.basis,
        clauses: explanation.decision.trace.map { Clause($0, unmask: unmask) },
        quality: explanation.decision.quality.map(\.rawValue))
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return String(bytes: (try? encoder.encode(lines)) ?? Data(), encoding: .utf8) ?? ""
  }
}
