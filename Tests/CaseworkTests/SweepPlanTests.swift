import Casework
import RuleLanguage
import Store
import Testing

@Suite struct SweepPlanTests {
  private static let nowhere = SourceRange(file: 0, lower: 0, upper: 0)

  private func ruleSet(_ timing: PushTemplate.Timing, channels: [String] = ["个人中心", "短信"]) -> RuleSet {
    var ruleSet = RuleSet()
    ruleSet.tables = [Table(id: 0, name: "个人", kind: .entity, range: Self.nowhere)]
    var policy = Policy(name: "津贴", title: "津贴", subject: 0, range: Self.nowhere)
    policy.push = PushTemplate(
      timing: timing, title: "t", body: "b", channels: channels, recipient: "本人", range: Self.nowhere)
    ruleSet.policies = [policy]
    return ruleSet
  }

  private func unit(_ period: String, subject: String = "甲", row: String = "") -> UnitKey {
    UnitKey(policy: "津贴", item: "", subject: subject, row: row, period: period)
  }

  private func plan(
    _ periods: [String], after before: SweepPlan? = nil, on asOf: String,
    verifications: [Verification] = [], timing: PushTemplate.Timing = .onFinding
  ) throws -> SweepPlan {
    let parts = asOf.split(separator: "-").compactMap { Int($0) }
    let day = try #require(Day(year: parts[0], month: parts[1], day: parts[2]))
    let open = (before?.findings ?? []).map {
      OpenFinding(id: $0.id, unit: $0.finding.unit, list: $0.finding.list, episode: $0.episode)
    }
    return SweepPlan(
      findings: periods.map { Finding(unit: unit($0), list: .entitled, amount: 5000) }, open: open,
      ruleSet: ruleSet(timing), verifications: verifications, asOf: day)
  }

  @Test func sameSweepAgainOpensNothing() throws {
    let first = try plan(["2026-01", "2026-02"], on: "2026-02-10")
    #expect(first.findings.filter(\.isNew).count == 2)
    let again = try plan(["2026-01", "2026-02"], after: first, on: "2026-02-10")
    #expect(!again.findings.contains { $0.isNew })
    #expect(again.findings.map(\.id) == first.findings.map(\.id))
    #expect(again.closed.isEmpty)
    #expect(again.announcements.map(\.episode) == first.announcements.map(\.episode))
  }

  @Test func consecutiveUnpaidMonthsAreOneEpisode() throws {
    let first = try plan(["2026-01", "2026-02"], on: "2026-02-10")
    #expect(Set(first.findings.map(\.episode)).count == 1)
    #expect(first.announcements.count == 1)
    // March joins while January and February are still unpaid.
    let second = try plan(["2026-01", "2026-02", "2026-03"], after: first, on: "2026-03-10")
    #expect(Set(second.findings.map(\.episode)) == Set(first.findings.map(\.episode)))
    #expect(second.findings.filter(\.isNew).map(\.finding.unit.period) == ["2026-03"])
    // Without back pay only the current month is judged; the run goes on all the same.
    let third = try plan(["2026-04"], after: second, on: "2026-04-10")
    #expect(third.findings.map(\.episode) == [second.findings[0].episode])
    #expect(third.closed.count == 3)
  }

  @Test func gapStartsAnotherEpisode() throws {
    let first = try plan(["2026-01", "2026-03"], on: "2026-03-10")
    #expect(Set(first.findings.map(\.episode)).count == 2)
    #expect(first.announcements.count == 2)
  }

  @Test func earlierMonthFoundLaterJoinsTheRun() throws {
    let first = try plan(["2026-02"], on: "2026-02-10")
    let second = try plan(["2026-01", "2026-02"], after: first, on: "2026-02-11")
    #expect(Set(second.findings.map(\.episode)) == Set(first.findings.map(\.episode)))
  }

  @Test func yearTurnsWithoutBreakingTheRun() throws {
    let first = try plan(["2025-12"], on: "2025-12-31")
    let second = try plan(["2026-01"], after: first, on: "2026-01-01")
    #expect(second.findings[0].episode == first.findings[0].episode)
  }

  @Test func verificationReleases() throws {
    let day = try #require(Day(year: 2026, month: 2, day: 10))
    let waiting = try plan(["2026-02"], on: "2026-02-10", timing: .afterVerification)
    #expect(waiting.announcements.map(\.isReleased) == [false])
    let confirmed = Verification(policy: "津贴", subject: "甲", outcome: .confirmed, date: day)
    let released = try plan(
      ["2026-02"], after: waiting, on: "2026-02-10", verifications: [confirmed], timing: .afterVerification)
    #expect(released.announcements.map(\.isReleased) == [true])
    #expect(released.announcements.map(\.channel) == ["个人中心"])
  }

  @Test func whatLeavesItsListIsClosed() throws {
    let first = try plan(["2026-01"], on: "2026-01-10")
    let second = try plan([], after: first, on: "2026-01-11")
    #expect(second.closed == first.findings.map(\.id))
    let third = try plan(["2026-01"], on: "2026-01-12")
    #expect(third.findings[0].id != first.findings[0].id)
  }
}
