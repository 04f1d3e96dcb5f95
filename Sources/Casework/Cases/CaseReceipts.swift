import Matching
import RuleLanguage
import Store

extension CaseRecords {
  /// The case's receipts as rows of the relations as which rules read the ledgers.
  mutating func add(_ receipts: [ReceiptRecord]) {
    var groups: [[ReceiptRecord]] = []
    for receipt in receipts {
      let place = groups.firstIndex {
        $0[0].policy == receipt.policy && $0[0].subject == receipt.subject
      }
      if let place { groups[place].append(receipt) } else { groups.append([receipt]) }
    }
    for group in groups {
      let programme = ruleSet.programmes[group[0].policy]
      for subject in worked.subjects where (keys[subject.name] ?? subject.name) == group[0].subject {
        if let programme, programme.subject != subject.table { continue }
        guard let held = ruleSet.receiptTable(of: group[0].policy, subject: subject.table) else { continue }
        let coverage = worked.receiptsUnknown ? nil : worked.asOf
        for (index, line) in ReceiptLines.all(of: group, programme, coverageTo: coverage).enumerated() {
          builder.add(
            row: held.table, owner: group[0].subject, key: "\(group[0].policy)/\(index + 1)",
            Dictionary(uniqueKeysWithValues: line.cells.enumerated().map { ($0, $1) }))
        }
      }
    }
  }
}
