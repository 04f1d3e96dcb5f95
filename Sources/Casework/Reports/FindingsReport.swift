import Matching
import RuleLanguage
/// `findings.csv` and `undetermined.csv`.
public enum FindingsReport {
  public static let header = [
    "findingId", "policy", "item", "subject", "row", "list", "period", "amount", "detail", "new",
    "due", "shares", "payee", "kind", "benefit", "figure",
  ]

  /// How a unit's subject, row and payees are shown; of these one a part of 领取.
  public typealias Shown = (subject: String, row: String, payees: [String])

  /// One line a finding.
  ///
  /// `amount` is yuan with two decimals, empty where it is not decided or not money; `detail` names what
  /// is missing, joined by ` + `, or the clause that fails; `new` is 1 or 0, and empty for lists whose
  /// openings are not kept (undetermined, near_miss). `due` is the last day of 申领期限: what is due first
  /// comes first, what has no such day after it. `shares` is what each payer pays (出资), `payee` who is paid
  /// where that is another than the subject (领取): of several each with its amount. What is not known is
  /// 不详. `kind` is what is given: 金额, 待定, or 资格, 减免, 轮候, 额度, 抵扣, 实物; `benefit` its text, and
  /// `figure` yuan of what is not money, never to be summed with `amount`.
  public static func csv(
    _ findings: [IdentifiedFinding], others: [Finding], _ ruleSet: RuleSet, shown: (Finding) -> Shown
  ) -> String {
    var text = ""
    CSVText.append(header, to: &text)
    let lines =
      findings.map { (finding: $0.finding, id: $0.id, isNew: $0.isNew ? "1" : "0") }
      + others.map { (finding: $0, id: "", isNew: "") }
    let dated = lines.enumerated().filter { $0.element.finding.due != nil }.sorted {
      ($0.element.finding.due?.number ?? 0, $0.offset) < ($1.element.finding.due?.number ?? 0, $1.offset)
    }
    for line in dated.map(\.element) + lines.filter({ $0.finding.due == nil }) {
      let unit = line.finding.unit
      let item = ruleSet.policy(named: unit.policy)?.items.first { $0.name == unit.item }
      append(line.finding, id: line.id, isNew: line.isNew, item?.benefit ?? .none, shown, to: &text)
    }
    return text
  }

  private static func append(
    _ finding: Finding, id: String, isNew: String, _ benefit: Benefit, _ shown: (Finding) -> Shown,
    to text: inout String
  ) {
    let unit = finding.unit
    let (subject, row, payees) = shown(finding)
    CSVText.append(
      [
        id, unit.policy, unit.item, subject, row, finding.list.rawValue, unit.period,
        finding.amount.map(yuan) ?? "", detail(of: finding), isNew,
        finding.due?.text ?? "",
        shares(finding), payees.count == 1 ? payees[0] : parts(payees, finding.payees),
        benefit.kind, benefit.text, finding.figure.map(yuan) ?? "",
      ], to: &text)
  }

  private static func shares(_ finding: Finding) -> String {
    guard let funding = finding.funding else { return "" }
    return funding.obstacle == nil ? parts(funding.parts.map(\.name), funding) : unknown
  }

  private static func parts(_ names: [String], _ amount: PartedAmount?) -> String {
    zip(names, amount?.parts ?? []).map { "\($0) \($1.fen.map(yuan) ?? unknown)" }
      .joined(separator: "；")
  }

  public static let unknown = "不详"

  public static func detail(of finding: Finding) -> String {
    let missing = finding.missing.map(\.name).joined(separator: " + ")
    return finding.clause ?? (finding.missing.areDecisionsOnly ? "只差认定：" : "") + missing
  }

  /// `1234.50` from fen.
  public static func yuan(_ fen: Int64) -> String {
    let magnitude = fen.magnitude
    let cents = magnitude % 100
    return "\(fen < 0 ? "-" : "")\(magnitude / 100).\(cents < 10 ? "0" : "")\(cents)"
  }

  /// How many wait for the same inputs, by policy and department; `decisionOnly` is 1 where nothing but a
  /// person's decision is missing.
  public static func undetermined(_ groups: [UndeterminedGroup]) -> String {
    CSVText.lines(
      [["policy", "missing", "departments", "subjects", "units", "decisionOnly"]]
        + groups.map {
          [
            $0.policy, $0.missing.map(\.name).joined(separator: " + "), $0.sources.joined(separator: " + "),
            String($0.subjects), String($0.units), $0.missing.areDecisionsOnly ? "1" : "0",
          ]
        })
  }
}

extension Benefit {
  fileprivate var kind: String {
    switch self {
    case .amount: "金额"
    case .pending: "待定"
    case .nonMoney(let kind, _, _): kind
    case .none: ""
    }
  }

  fileprivate var text: String { if case .nonMoney(_, let text, _) = self { text } else { "" } }
}
