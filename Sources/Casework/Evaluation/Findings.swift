import Matching
import RuleLanguage

extension Evaluation {
  /// The findings of some lists as values, by item, period and list in the order of ``units``, then by
  /// ordinal.
  public func findings(on lists: Set<FindingList>) -> [Finding] {
    var result: [Finding] = []
    let explainer = Explainer(input.ruleSet, input.dataset)
    var reasons: [MissingSets] = []
    if lists.contains(.undetermined) {
      var reader = ReasonReader(self)
      reasons = reader.all()
    }
    for (index, units) in units.enumerated() {
      for list in FindingList.allCases where lists.contains(list) {
        switch list {
        case .entitled, .upcoming:
          result += due(units, list, explainer)
        case .unentitled:
          result += units.unentitled.members.map { unit in
            Finding(unit: key(of: unit, in: units), list: list, dueBack: units.dueBack[unit])
          }
        case .undetermined:
          let own = reasons[index]
          result += zip(own.units, own.setOfUnit).map {
            Finding(
              unit: key(of: $0, in: units), list: list, missing: own.sets[$1],
              due: dueDay(of: $0, in: units, explainer))
          }
        case .nearMiss:
          result += nearMisses(units, explainer)
        }
      }
    }
    return result
  }

  private func due(
    _ units: JudgedUnits, _ list: FindingList, _ explainer: Explainer
  ) -> [Finding] {
    let members = units.members(of: list).members
    if members.isEmpty { return [] }
    let at = list == .upcoming ? input.future : units.at
    let none = members.map { _ in Int64?.none }
    let benefit = input.item(units.id).benefit
    let figures =
      benefit.figure == nil
      ? none : matcher.amounts(of: units.id, records: members, at: at).map(\.exact)
    var amounts = none
    if benefit.isMoney {
      let granted = list == .upcoming ? units.futureGranted : [:]
      amounts =
        list == .upcoming
        ? zip(members, figures).map { (units.cappedFuture[$0] ?? granted[$0]).map(\.exact) ?? $1 }
        : self.amounts(of: members, in: units).map(\.exact)
    }
    let splits = SplitReader(input, explainer)
    return members.indices.map { index in
      let (unit, subject) = (members[index], units.space.subject(of: members[index]))
      return Finding(
        unit: key(of: unit, in: units), list: list, amount: amounts[index],
        figure: benefit.isMoney ? nil : figures[index], due: dueDay(of: unit, in: units, explainer),
        funding: splits.funding(of: amounts[index], units.id, subject: subject, record: unit, at: at),
        payees: splits.payees(of: amounts[index], units.id, subject: subject, record: unit, at: at))
    }
  }

  private func dueDay(of unit: Int, in units: JudgedUnits, _ explainer: Explainer) -> Day? {
    let item = input.item(units.id)
    guard let period = item.claimPeriod, !units.claimed[unit] else { return nil }
    let table =
      item.perRow.map { input.ruleSet.views[$0.view].table }
      ?? input.ruleSet.policies[units.id.policy].subject
    let due = explainer.value(of: period.due, table: table, record: unit, at: units.at)
    return if case .value(.day(let day)) = due { day } else { nil }
  }

  private func nearMisses(_ units: JudgedUnits, _ explainer: Explainer) -> [Finding] {
    var result: [(unit: Int, finding: Finding)] = []
    for (_, members) in units.nearMissesByClause {
      let clause = clause(of: members, in: units, explainer)
      members.forEach {
        result.append(($0, Finding(unit: key(of: $0, in: units), list: .nearMiss, clause: clause)))
      }
    }
    return result.sorted { $0.unit < $1.unit }.map(\.finding)
  }

  /// The clause that all of these fail, as the explainer calls it.
  private func clause(of members: Bitmap, in units: JudgedUnits, _ explainer: Explainer) -> String? {
    var first: Int?
    for (index, word) in members.words.enumerated() where word != 0 {
      first = index * 64 + word.trailingZeroBitCount
      break
    }
    return first.flatMap { explainer.decide(units.id, record: $0, at: units.at, isClaimed: true).nearMiss }
  }

  /// Near misses by item and clause, in the order of the text; several periods of one item together.
  public func nearMissGroups() -> [NearMissGroup] {
    let explainer = Explainer(input.ruleSet, input.dataset)
    var order: [ItemID: [String]] = [:]
    var found: [ItemID: [String: (units: Int, subjects: Bitmap)]] = [:]
    for units in units {
      for (_, members) in units.nearMissesByClause {
        guard let clause = clause(of: members, in: units, explainer) else { continue }
        let subjects = units.subjects(of: members)
        if var known = found[units.id]?[clause] {
          known.units += members.population
          known.subjects.formUnion(subjects)
          found[units.id]?[clause] = known
        } else {
          order[units.id, default: []].append(clause)
          found[units.id, default: [:]][clause] = (members.population, subjects)
        }
      }
    }
    return order.keys.sorted().flatMap { id in
      (order[id] ?? []).compactMap { clause in
        found[id]?[clause].map {
          NearMissGroup(
            policy: input.ruleSet.policies[id.policy].name, item: input.item(id).name, clause: clause,
            subjects: $0.subjects.population, units: $0.units)
        }
      }
    }
  }
}
