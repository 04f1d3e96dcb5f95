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
    let names = try OpaqueNames(result.findings.map(\.finding) + others, self)
    let findings = FindingsReport.csv(result.findings, others: others) { names.shown($0) }
    try write(Data(findings.utf8), "findings.csv", in: folder)
    let undetermined = FindingsReport.undetermined(result.undetermined)
    try write(Data(undetermined.utf8), "undetermined.csv", in: folder)
    try write(result.timings.json, "timings.json", in: folder)
    try write(result.summary.json, "summary.json", in: folder)
  }

  private func write(_ data: Data, _ name: String, in folder: URL) throws {
    try data.write(to: folder.appendingPathComponent(name), options: .atomic)
  }
}

/// What stands for keys in files that others see.
private struct OpaqueNames {
  private let ruleSet: RuleSet
  /// By table, then key; `nil` where real keys are wanted.
  private let names: [TableID: [String: String]]?

  init(_ findings: [Finding], _ output: SweepOutput) throws {
    ruleSet = output.result.evaluation.input.ruleSet
    if output.unmask {
      names = nil
      return
    }
    var keys: [TableID: Set<String>] = [:]
    for finding in findings {
      let unit = finding.unit
      if let payee = finding.payee, !payee.isEmpty {
        for table in Self.payeeTables(unit, ruleSet) { keys[table, default: []].insert(payee) }
      }
      if let subject = ruleSet.policy(named: unit.policy)?.subject {
        keys[subject, default: []].insert(unit.subject)
      }
      if let owner = ruleSet.rowOwner(of: unit) { keys[owner.table, default: []].insert(owner.key) }
    }
    var names: [TableID: [String: String]] = [:]
    for (table, members) in keys {
      let ordered = members.sorted()
      let opaque = try output.store.opaqueKeys(table: ruleSet.tables[table].name, keys: ordered)
      names[table] = Dictionary(uniqueKeysWithValues: zip(ordered, opaque).map { ($0, $1 ?? "") })
    }
    self.names = names
  }

  func shown(_ finding: Finding) -> FindingsReport.Shown {
    let unit = finding.unit
    let known = finding.payee.map { $0.isEmpty ? "不详" : $0 } ?? ""
    guard let names, let table = ruleSet.policy(named: unit.policy)?.subject else {
      return (unit.subject, unit.row, known)
    }
    let subject = names[table]?[unit.subject] ?? ""
    let payee =
      Self.payeeTables(unit, ruleSet).compactMap { names[$0]?[known] }.first { !$0.isEmpty }
      ?? (known == "不详" ? known : "")
    guard let owner = ruleSet.rowOwner(of: unit) else { return (subject, unit.row, payee) }
    return (subject, "\(names[owner.table]?[owner.key] ?? "")/\(owner.rest)", payee)
  }

  /// Versions may name payees of several kinds.
  private static func payeeTables(_ unit: UnitKey, _ ruleSet: RuleSet) -> [TableID] {
    let payees = ruleSet.policy(named: unit.policy)?.payee.all ?? []
    return Set(payees.compactMap { $0?.table }).sorted()
  }
}
