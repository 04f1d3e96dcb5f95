import Dispatch
import Matching
import RuleLanguage
import Synchronization

/// Why the undetermined units of one item and period are undetermined.
struct MissingSets: Sendable {
  var units: [Int] = []
  /// Index into `sets`, by position in `units`.
  var setOfUnit: [Int] = []
  /// Distinct.
  var sets: [[MissingInput]] = []
}

extension Evaluation {
  /// What would decide each undetermined unit, in the order of ordinals.
  func reasons(of units: JudgedUnits, _ explainer: Explainer) -> MissingSets {
    var result = MissingSets()
    result.units = units.undetermined.members
    var indexes: [[MissingInput]: Int] = [:]
    let missing = explained(result.units.filter { units.outcome[$0] == .unknown }, units, explainer)
    var next = 0
    for unit in result.units {
      let set: [MissingInput]
      if units.outcome[unit] == .unknown {
        set = missing[next]
        next += 1
      } else {
        set = obstacles(to: unit, in: units)
      }
      let index = indexes[set] ?? result.sets.count
      if index == result.sets.count {
        indexes[set] = index
        result.sets.append(set)
      }
      result.setOfUnit.append(index)
    }
    return result
  }

  private func explained(
    _ records: [Int], _ units: JudgedUnits, _ explainer: Explainer
  ) -> [[MissingInput]] {
    let chunk = 512
    let parts = Mutex<[Int: [[MissingInput]]]>([:])
    DispatchQueue.concurrentPerform(iterations: (records.count + chunk - 1) / chunk) { part in
      let range = part * chunk..<min(records.count, (part + 1) * chunk)
      let missing = records[range].map {
        explainer.decide(units.id, record: $0, at: units.at).missing
      }
      parts.withLock { $0[part] = missing }
    }
    return parts.withLock { done in done.keys.sorted().flatMap { done[$0] ?? [] } }
  }

  /// What keeps an eligible unit from being certain.
  private func obstacles(to unit: Int, in units: JudgedUnits) -> [MissingInput] {
    input.ruleSet.obstacles(
      ofPolicy: units.id.policy, receipt: units.unknownReceipt[unit],
      item: units.undecidedItem[unit], policy: units.undecidedPolicy[unit])
  }

  /// Undetermined units by policy and by what they wait for: policies in the order of the text, in
  /// each the larger groups first.
  public func undeterminedGroups() -> [UndeterminedGroup] {
    let explainer = Explainer(input.ruleSet, input.dataset)
    return input.ruleSet.policies.indices.flatMap { policy in
      undeterminedGroups(ofPolicy: policy, explainer)
    }
  }

  private func undeterminedGroups(
    ofPolicy policy: Int, _ explainer: Explainer
  ) -> [UndeterminedGroup] {
    let declared = input.ruleSet.policies[policy]
    let subjectCount = input.dataset.tables[declared.subject].count
    var groups: [[MissingInput]: (units: Int, subjects: Bitmap)] = [:]
    for units in units where units.id.policy == policy {
      let reasons = reasons(of: units, explainer)
      var members = reasons.sets.map { _ in Bitmap(count: subjectCount) }
      var counts = reasons.sets.map { _ in 0 }
      for (unit, set) in zip(reasons.units, reasons.setOfUnit) {
        members[set][units.space.subject(of: unit)] = true
        counts[set] += 1
      }
      for (index, set) in reasons.sets.enumerated() {
        let key = set.sorted { $0.name < $1.name }
        var group = groups[key] ?? (0, Bitmap(count: subjectCount))
        group.units += counts[index]
        group.subjects.formUnion(members[index])
        groups[key] = group
      }
    }
    return groups.map { missing, group in
      UndeterminedGroup(
        policy: declared.name, missing: missing, subjects: group.subjects.population, units: group.units)
    }
    .sorted { a, b in
      a.units != b.units
        ? a.units > b.units : a.missing.map(\.name).lexicographicallyPrecedes(b.missing.map(\.name))
    }
  }
}

extension RuleSet {
  /// What keeps an eligible unit from being certainly due: who receives is not known, or which of
  /// several is due.
  func obstacles(ofPolicy index: Int, receipt: Bool, item: Bool, policy: Bool) -> [MissingInput] {
    let declared = policies[index]
    var result: [MissingInput] = []
    if receipt {
      if let ledger = ledger(forPolicy: declared.name) {
        result.append(MissingInput(name: "台账 \(ledger.name)", sources: ledger.sources))
      } else {
        let sources = declared.department.isEmpty ? [] : [declared.department]
        result.append(MissingInput(name: "台账", sources: sources))
      }
    }
    if item { result.append(MissingInput(name: "合并", sources: [])) }
    if policy, let group = declared.exclusiveGroup {
      result.append(MissingInput(name: "互斥 \(group.name)", sources: []))
    }
    return result
  }
}
