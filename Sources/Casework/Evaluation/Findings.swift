import Matching
import RuleLanguage

extension Evaluation {
  /// The findings of some lists as values, by item, period and list in the order of ``units``, then by
  /// ordinal.
  public func findings(on lists: Set<FindingList>) -> [Finding] {
    var result: [Finding] = []
    var caps = CapTracker()
    let explainer = Explainer(input.ruleSet, input.dataset)
    for units in units {
      for list in FindingList.allCases where lists.contains(list) {
        switch list {
        case .entitled, .upcoming:
          result += due(units, list, explainer, &caps)
        case .unentitled:
          result += units.unentitled.members.map { Finding(unit: key(of: $0, in: units), list: list) }
        case .undetermined:
          let reasons = reasons(of: units, explainer)
          result += zip(reasons.units, reasons.setOfUnit).map {
            Finding(unit: key(of: $0, in: units), list: list, missing: reasons.sets[$1])
          }
        case .nearMiss:
          result += nearMisses(units, explainer)
        }
      }
    }
    return result
  }

  private func due(
    _ units: JudgedUnits, _ list: FindingList, _ explainer: Explainer, _ caps: inout CapTracker
  ) -> [Finding] {
    let members = units.members(of: list).members
    let amounts = amounts(of: members, in: units, list)
    return zip(members, amounts).map { unit, amount in
      let key = key(of: unit, in: units)
      let capped = caps.capped(amount, key, list) {
        cap(of: unit, in: units, list, explainer)
      }
      return Finding(unit: key, list: list, amount: capped)
    }
  }

  /// Fen, before the policy's total cap.
  private func amounts(of members: [Int], in units: JudgedUnits, _ list: FindingList) -> [Int64?] {
    guard case .amount = input.item(units.id).benefit, !members.isEmpty else {
      return members.map { _ in nil }
    }
    return matcher.amounts(
      of: units.id, records: members, at: list == .upcoming ? input.future : units.at
    ).map(\.exact)
  }

  private func cap(
    of unit: Int, in units: JudgedUnits, _ list: FindingList, _ explainer: Explainer
  ) -> CapTracker.Cap {
    let policy = input.ruleSet.policies[units.id.policy]
    guard let cap = policy.totalCap else { return .none }
    let value = explainer.value(
      of: cap, table: policy.subject, record: units.space.subject(of: unit),
      at: list == .upcoming ? input.future : units.at)
    return value.number.map { .fen($0.roundedHalfUp) } ?? .unknown
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
    return first.flatMap { explainer.decide(units.id, record: $0, at: units.at).nearMiss }
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

/// 合计封顶: what is left of a subject's cap in one period, item after item in the order of the text.
struct CapTracker {
  enum Cap {
    case none, unknown
    case fen(Int64)
  }

  private struct Key: Hashable {
    let policy: String
    let subject: String
    let period: String
    let list: FindingList
  }

  /// `nil`: not known any more.
  private var left: [Key: Int64?] = [:]

  mutating func capped(
    _ amount: Int64?, _ unit: UnitKey, _ list: FindingList, cap: () -> Cap
  ) -> Int64? {
    let key = Key(policy: unit.policy, subject: unit.subject, period: unit.period, list: list)
    if left[key] == nil {
      switch cap() {
      case .none: return amount
      case .unknown: left[key] = .some(nil)
      case .fen(let fen): left[key] = .some(max(0, fen))
      }
    }
    guard let known = left[key], let rest = known, let amount else {
      left[key] = .some(nil)
      return nil
    }
    let paid = min(amount, rest)
    left[key] = .some(rest - paid)
    return paid
  }
}
