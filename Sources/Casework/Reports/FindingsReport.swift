import Matching
import RuleLanguage
/// `findings.csv` and `undetermined.csv`.
public enum FindingsReport {
  public static let header = [
    "findingId", "policy", "item", "subject", "row", "list", "period", "amount", "detail", "new",
    "due", "shares", "payee",
  ]

  /// How a unit's subject and row are shown.
  public typealias Shown = (subject: String, row: String, payee: String)

  /// One line a finding.
  ///
  /// `amount` is yuan with two decimals, empty where it is not decided or not money; `detail` names what
  /// is missing, joined by ` + `, or the clause that fails; `new` is 1 or 0, and empty for lists whose
  /// openings are not kept (undetermined, near_miss). `due` is the last day of 申领期限: what is due first
  /// comes first, what has no such day after it. `shares` is what each payer pays (出资), `payee` who is paid
  /// where that is another than the subject (领取).
  public static func csv(
    _ findings: [IdentifiedFinding], others: [Finding], shown: (Finding) -> Shown
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
      append(line.finding, id: line.id, isNew: line.isNew, shown, to: &text)
    }
    return text
  }

  private static func append(
    _ finding: Finding, id: String, isNew: String, _ shown: (Finding) -> Shown, to text: inout String
  ) {
    let unit = finding.unit
    let (subject, row, payee) = shown(finding)
    var shares = ""
    if let fen = finding.amount, let funding = finding.funding {
      shares =
        funding == .unknown
        ? "不详" : funding.split(fen).map { "\($0.payer) \(yuan($0.fen))" }.joined(separator: "；")
    }
    CSVText.append(
      [
        id, unit.policy, unit.item, subject, row, finding.list.rawValue, unit.period,
        finding.amount.map(yuan) ?? "", detail(of: finding), isNew,
        finding.due?.text ?? "",
        shares, payee,
      ], to: &text)
  }

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
