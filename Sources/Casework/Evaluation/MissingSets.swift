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

/// Reads the reasons of all undetermined units. Units of one class are explained once.
struct ReasonReader {
  private let evaluation: Evaluation
  private let explainer: Explainer
  private var probes: ProbeRun

  init(_ evaluation: Evaluation) {
    self.evaluation = evaluation
    explainer = Explainer(evaluation.input.ruleSet, evaluation.input.dataset)
    let open = evaluation.units.filter { !$0.undetermined.intersection($0.eligible.unknown).isEmpty }
    probes = ProbeRun(evaluation.input, Set(open.map(\.id)))
  }

  /// What would decide each undetermined unit, in the order of ordinals; by index in `units`. Days are
  /// taken one after the other, so that items judged on the same day share their probes.
  mutating func all() -> [MissingSets] {
    let units = evaluation.units
    var result = units.map { _ in MissingSets() }
    let order = units.indices.sorted {
      (units[$0].at.isPast ? 0 : 1, units[$0].at.decisionDay, $0)
        < (units[$1].at.isPast ? 0 : 1, units[$1].at.decisionDay, $1)
    }
    for index in order { result[index] = reasons(of: units[index]) }
    return result
  }

  private mutating func reasons(of units: JudgedUnits) -> MissingSets {
    var result = MissingSets()
    result.units = units.undetermined.members
    let open = result.units.filter { units.eligible[$0] == .unknown }
    let classes = open.isEmpty ? [] : probes.classes(of: open, in: units)
    var representatives: [Int] = []
    // Those who have claimed are asked less: they are no class with others.
    var placeOfClass: [Int: Int] = [:]
    let places = zip(open, classes).map { unit, group -> Int in
      let group = group.map { units.claimed[unit] ? -1 - $0 : $0 }
      if let group, let place = placeOfClass[group] { return place }
      if let group { placeOfClass[group] = representatives.count }
      representatives.append(unit)
      return representatives.count - 1
    }
    let missing = explained(representatives, units)
    var indexes: [[MissingInput]: Int] = [:]
    func index(of set: [MissingInput]) -> Int {
      if let known = indexes[set] { return known }
      indexes[set] = result.sets.count
      result.sets.append(set)
      return result.sets.count - 1
    }
    let setOfPlace = missing.map(index)
    var next = 0
    for unit in result.units {
      let unplaced = evaluation.unplaced(unit, in: units)
      if units.eligible[unit] == .unknown {
        let place = places[next]
        result.setOfUnit.append(unplaced.isEmpty ? setOfPlace[place] : index(of: missing[place] + unplaced))
        next += 1
      } else {
        let cap = units.uncapped[unit] ? [MissingInput(name: Keyword.totalCap.chinese, sources: [])] : []
        result.setOfUnit.append(index(of: unplaced + cap + obstacles(to: unit, in: units)))
      }
    }
    return result
  }

  private func explained(_ records: [Int], _ units: JudgedUnits) -> [[MissingInput]] {
    let chunk = 256
    let parts = Mutex<[Int: [[MissingInput]]]>([:])
    DispatchQueue.concurrentPerform(iterations: (records.count + chunk - 1) / chunk) { part in
      let range = part * chunk..<min(records.count, (part + 1) * chunk)
      let missing = records[range].map {
        explainer.decide(units.id, record: $0, at: units.at, isClaimed: units.claimed[$0]).missing
      }
      parts.withLock { $0[part] = missing }
    }
    return parts.withLock { done in done.keys.sorted().flatMap { done[$0] ?? [] } }
  }

  /// What keeps an eligible unit from being certain.
  private func obstacles(to unit: Int, in units: JudgedUnits) -> [MissingInput] {
    evaluation.input.ruleSet.obstacles(
      ofPolicy: units.id.policy, receipt: units.unknownReceipt[unit],
      item: units.undecidedItem[unit], policy: units.undecidedPolicy[unit])
  }

}

extension Evaluation {
  /// Undetermined units by policy and by what they wait for: policies in the order of the text, in
  /// each the larger groups first.
  public func undeterminedGroups() -> [UndeterminedGroup] {
    var reader = ReasonReader(self)
    let reasons = reader.all()
    return input.ruleSet.policies.indices.flatMap { policy in
      undeterminedGroups(ofPolicy: policy, reasons)
    }
  }

  private func undeterminedGroups(
    ofPolicy policy: Int, _ reasons: [MissingSets]
  ) -> [UndeterminedGroup] {
    let declared = input.ruleSet.policies[policy]
    let subjectCount = input.dataset.tables[declared.subject].count
    var groups: [[MissingInput]: (units: Int, subjects: Bitmap)] = [:]
    for (units, reasons) in zip(units, reasons) where units.id.policy == policy {
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
