import Casework
import Foundation
import RuleLanguage
import Store

/// The files of a sweep. Each is written whole or not at all.
struct SweepOutput {
  let result: SweepResult
  let store: StoreFile
  let unmask: Bool
  /// Lists to write as rows besides 应享未享, 应退未退 and 即将符合.
  let otherLists: Set<FindingList>

  func write(to folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let others = result.evaluation.findings(on: otherLists)
    let names = try shownSubjects(others)
    let findings = FindingsReport.csv(result.findings, others: others) { policy, key in
      names[policy]?[key] ?? key
    }
    try write(Data(findings.utf8), "findings.csv", in: folder)
    let undetermined = FindingsReport.undetermined(result.evaluation.undeterminedGroups())
    try write(Data(undetermined.utf8), "undetermined.csv", in: folder)
    try write(result.timings.json, "timings.json", in: folder)
    try write(result.summary.json, "summary.json", in: folder)
  }

  private func write(_ data: Data, _ name: String, in folder: URL) throws {
    try data.write(to: folder.appendingPathComponent(name), options: .atomic)
  }

  /// What stands for a subject, by policy and key.
  private func shownSubjects(_ others: [Finding]) throws -> [String: [String: String]] {
    if unmask { return [:] }
    let ruleSet = result.evaluation.input.ruleSet
    var keys: [String: Set<String>] = [:]
    for unit in result.findings.map(\.finding.unit) + others.map(\.unit) {
      keys[unit.policy, default: []].insert(unit.subject)
    }
    var shown: [String: [String: String]] = [:]
    for (policy, subjects) in keys {
      guard let subject = ruleSet.policy(named: policy)?.subject else { continue }
      let ordered = subjects.sorted()
      let opaque = try store.opaqueKeys(table: ruleSet.tables[subject].name, keys: ordered)
      shown[policy] = Dictionary(
        uniqueKeysWithValues: zip(ordered, opaque).map { ($0, $1 ?? "") })
    }
    return shown
  }
}
