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
    let lists = result.evaluation.listFiles()
    let names = try OpaqueNames(result.findings.map(\.finding) + others, lists, self)
    let ruleSet = result.evaluation.input.ruleSet
    let findings = FindingsReport.csv(result.findings, others: others, ruleSet) { names.shown($0) }
    try write(Data(findings.utf8), "findings.csv", in: folder)
    let undetermined = FindingsReport.undetermined(result.undetermined)
    try write(Data(undetermined.utf8), "undetermined.csv", in: folder)
    try write(result.timings.json, "timings.json", in: folder)
    try write(result.summary.json, "summary.json", in: folder)
    for list in lists {
      let lists = folder.appendingPathComponent("lists")
      try FileManager.default.createDirectory(at: lists, withIntermediateDirectories: true)
      let rows = list.rows.map { [names.shown($0.subject, of: list)] + $0.cells }
      let text = CSVText.lines([list.header] + rows)
      try write(Data(text.utf8), "\(ruleSet.tables[list.table].name).csv", in: lists)
    }
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

  init(_ findings: [Finding], _ lists: [ListFile], _ output: SweepOutput) throws {
    ruleSet = output.result.evaluation.input.ruleSet
    if output.unmask {
      names = nil
      return
    }
    var keys: [TableID: Set<String>] = [:]
    for finding in findings {
      let unit = finding.unit
      for (key, table) in ruleSet.payees(of: finding) where !key.isEmpty {
        keys[table, default: []].insert(key)
      }
      if let subject = ruleSet.policy(named: unit.policy)?.subject {
        keys[subject, default: []].insert(unit.subject)
      }
      if let owner = ruleSet.rowOwner(of: unit) { keys[owner.table, default: []].insert(owner.key) }
    }
    for list in lists {
      guard let owner = ruleSet.tables[list.table].relation?.owner else { continue }
      keys[owner, default: []].formUnion(list.rows.map(\.subject))
    }
    var names: [TableID: [String: String]] = [:]
    for (table, members) in keys {
      let ordered = members.sorted()
      let opaque = try output.store.opaqueKeys(table: ruleSet.tables[table].name, keys: ordered)
      names[table] = Dictionary(uniqueKeysWithValues: zip(ordered, opaque).map { ($0, $1 ?? "") })
    }
    self.names = names
  }

  func shown(_ subject: String, of list: ListFile) -> String {
    guard let names, let owner = ruleSet.tables[list.table].relation?.owner else { return subject }
    return names[owner]?[subject] ?? ""
  }

  func shown(_ finding: Finding) -> FindingsReport.Shown {
    let unit = finding.unit
    let paid = ruleSet.payees(of: finding)
    guard let names, let table = ruleSet.policy(named: unit.policy)?.subject else {
      return (unit.subject, unit.row, paid.map { $0.key.isEmpty ? FindingsReport.unknown : $0.key })
    }
    let subject = names[table]?[unit.subject] ?? ""
    let payees = paid.map { $0.key.isEmpty ? FindingsReport.unknown : names[$0.table]?[$0.key] ?? "" }
    guard let owner = ruleSet.rowOwner(of: unit) else { return (subject, unit.row, payees) }
    return (subject, "\(names[owner.table]?[owner.key] ?? "")/\(owner.rest)", payees)
  }
}

extension RuleSet {
  /// Who is paid, with the table that the key is of; the key is empty where it is not known.
  fileprivate func payees(of finding: Finding) -> [(key: String, table: TableID)] {
    guard let policy = policy(named: finding.unit.policy), let paid = finding.payees,
      let split = policy.items.first(where: { $0.name == finding.unit.item })?.payees
    else { return [] }
    return zip(split.parts, paid.parts).map { ($1.key ?? "", $0.payee?.table ?? policy.subject) }
  }
}
