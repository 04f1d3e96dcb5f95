import Matching
import RuleLanguage

extension Evaluation {
  /// The findings of some lists as values, by item, period and list in the order of ``units``, then by
  /// ordinal.
  public func findings(on lists: Set<FindingList>) -> [Finding] {
    var result: [Finding] = []
    var caps = CapTracker()
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
          result += due(units, list, &caps, explainer)
        case .unentitled:
          result += units.unentitled.members.map { Finding(unit: key(of: $0, in: units), list: list) }
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
    _ units: JudgedUnits, _ list: FindingList, _ caps: inout CapTracker, _ explainer: Explainer
  ) -> [Finding] {
    let members = units.members(of: list).members
    if members.isEmpty { return [] }
    let policy = input.ruleSet.policies[units.id.policy]
    let at = list == .upcoming ? input.future : units.at
    var amounts = members.map { _ in Int64?.none }
    if case .amount = input.item(units.id).benefit {
      amounts = matcher.amounts(of: units.id, records: members, at: at).map(\.exact)
    }
    var limits = [Amount?](repeating: nil, count: members.count)
    if policy.totalCap != nil {
      let subjects = members.map { units.space.subject(of: $0) }
      limits = matcher.totalCaps(ofPolicy: units.id.policy, records: subjects, at: at)
    }
    let payees = PayeeReader(input, explainer)
    return members.indices.map { index in
      let key = key(of: members[index], in: units)
      let amount = limits[index].map {
        caps.capped(
          amounts[index], key, list, by: $0, per: policy.capScope, year: at.decisionDay.year)
      }
      return Finding(
        unit: key, list: list, amount: amount ?? amounts[index],
        due: dueDay(of: members[index], in: units, explainer),
        payee: payees.payee(of: units.space.subject(of: members[index]), units.id, at: units.at),
        funding: payees.funding(of: units.space.subject(of: members[index]), units.id, at: units.at))
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

/// 合计封顶: what is left of a subject's cap in one period, one year or for ever, item after item in the
/// order of the text.
struct CapTracker {
  private struct Key: Hashable {
    let policy: String
    let subject: String
    let period: String
    let list: FindingList
  }

  /// `nil`: not known any more.
  private var left: [Key: Int64?] = [:]

  mutating func capped(
    _ amount: Int64?, _ unit: UnitKey, _ list: FindingList, by cap: Amount, per scope: LimitScope?,
    year: Int
  ) -> Int64? {
    let period =
      switch scope {
      case nil: unit.period
      case .year: String(year)
      case .lifetime: ""
      }
    let key = Key(policy: unit.policy, subject: unit.subject, period: period, list: list)
    guard let rest = left[key] ?? cap.exact.map({ max(0, $0) }), let amount else {
      left[key] = .some(nil)
      return nil
    }
    let paid = min(amount, rest)
    left[key] = .some(rest - paid)
    return paid
  }
}
