import RuleLanguage

/// What a sweep changes: the findings of today against those that were open. Pure; the store carries
/// it out in one transaction.
public struct SweepPlan: Sendable {
  /// 应享未享, 应退未退 and 即将符合 of today, in the order of the evaluation.
  public let findings: [IdentifiedFinding]
  /// Ids of findings that left their list.
  public let closed: [String]
  /// One an episode and channel of 应享未享, whether new or not; the store keeps the first.
  public let announcements: [Announcement]

  public static let keptLists: Set<FindingList> = [.entitled, .unentitled, .upcoming]

  public init(
    findings: [Finding], open: [OpenFinding], ruleSet: RuleSet, verifications: [Verification], asOf: Day
  ) {
    let before = Dictionary(open.map { (Place($0.unit, $0.list), $0) }, uniquingKeysWith: { a, _ in a })
    var episodes: [Place: String] = [:]
    let runs = Dictionary(grouping: findings) { Run($0.unit, $0.list) }
    for (run, members) in runs {
      for stretch in Self.stretches(of: members) {
        let first = stretch[0]
        let earlier = first.period == .once ? nil : first.period.advanced(by: -1)
        let known =
          stretch.lazy.compactMap { before[Place($0.finding.unit, run.list)]?.episode }.first
          ?? earlier.flatMap { before[Place(first.finding.unit.moved(to: $0), run.list)]?.episode }
        let episode =
          known ?? FindingID.make(first.finding.unit, run.list, openedOn: asOf.text)
        for member in stretch { episodes[Place(member.finding.unit, run.list)] = episode }
      }
    }
    var result: [IdentifiedFinding] = []
    var seen: Set<Place> = []
    for finding in findings {
      let place = Place(finding.unit, finding.list)
      seen.insert(place)
      let known = before[place]
      result.append(
        IdentifiedFinding(
          id: known?.id ?? FindingID.make(finding.unit, finding.list, openedOn: asOf.text),
          finding: finding, episode: episodes[place] ?? "", isNew: known == nil))
    }
    self.findings = result
    closed = open.filter { !seen.contains(Place($0.unit, $0.list)) }.map(\.id)
    announcements = Self.announcements(result, ruleSet, VerificationIndex(verifications), asOf)
  }

  private typealias Dated = (finding: Finding, period: Period)

  /// Consecutive periods, the earliest first.
  private static func stretches(of members: [Finding]) -> [[Dated]] {
    var result: [[Dated]] = []
    let dated: [Dated] = members.map { ($0, Period(text: $0.unit.period) ?? .once) }
    for member in dated.sorted(by: { $0.period < $1.period }) {
      if let last = result.last?.last, last.period != .once, last.period.advanced(by: 1) == member.period {
        result[result.count - 1].append(member)
      } else {
        result.append([member])
      }
    }
    return result
  }

  private static func announcements(
    _ findings: [IdentifiedFinding], _ ruleSet: RuleSet, _ verifications: VerificationIndex, _ asOf: Day
  ) -> [Announcement] {
    let templates = Dictionary(
      ruleSet.policies.compactMap { policy in policy.push.map { (policy.name, $0) } },
      uniquingKeysWith: { a, _ in a })
    var announced: Set<String> = []
    return findings.compactMap { finding in
      let unit = finding.finding.unit
      guard finding.finding.list == .entitled, let push = templates[unit.policy],
        let channel = push.channels.first, announced.insert(finding.episode).inserted
      else { return nil }
      let isReleased =
        push.timing == .onFinding
        || verifications.confirms(policy: unit.policy, subject: unit.subject, asOf: asOf)
      return Announcement(
        episode: finding.episode, kind: Announcement.entitledKind, channel: channel, policy: unit.policy,
        subject: unit.subject, finding: finding.id, isReleased: isReleased)
    }
  }

  private struct Place: Hashable {
    let unit: UnitKey
    let list: FindingList
    init(_ unit: UnitKey, _ list: FindingList) {
      self.unit = unit
      self.list = list
    }
  }

  /// A unit without its period.
  private struct Run: Hashable {
    let unit: UnitKey
    let list: FindingList
    init(_ unit: UnitKey, _ list: FindingList) {
      self.unit = UnitKey(
        policy: unit.policy, item: unit.item, subject: unit.subject, row: unit.row, period: "")
      self.list = list
    }
  }
}

extension UnitKey {
  func moved(to period: Period) -> UnitKey {
    UnitKey(policy: policy, item: item, subject: subject, row: row, period: period.text)
  }
}
