import Casework
import Matching
import RuleLanguage
import Testing

struct JudgedPeriodTests {
  private func periods(
    _ frequency: Frequency, _ limit: Policy.BackPay.Limit?, from: String? = nil,
    asOf: String = "2026-04-15"
  ) -> [JudgedPeriod] {
    var policy = Policy(name: "津贴", title: "", subject: 0, range: Rules.here)
    policy.validFrom = from.map(day)
    policy.backPay = limit.map { Policy.BackPay(limit: $0) }
    return JudgedPeriod.all(of: Rules.item("", .none, frequency), in: policy, asOf: day(asOf))
  }

  @Test func `without back pay only the current period is decided`() {
    #expect(
      periods(.monthly, nil) == [JudgedPeriod(period("2026-04"), JudgedAt(current: day("2026-04-15")))])
    #expect(periods(.once, .unlimited, from: "2020-01-01").map(\.period) == [.once])
    // A policy that is not yet in force may come into force by the horizon.
    #expect(periods(.monthly, nil, from: "2026-06-01").map(\.period.text) == ["2026-04"])
  }

  @Test func `back pay of this year begins in January, each month on its last day`() {
    let months = periods(.monthly, .thisYear)
    #expect(months.map(\.period.text) == ["2026-01", "2026-02", "2026-03", "2026-04"])
    #expect(months.map(\.at.decisionDay.text) == ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-15"])
    #expect(months.map(\.at.isPast) == [true, true, true, false])
    #expect(months.allSatisfy { $0.at.asOf == day("2026-04-15") })
    #expect(periods(.quarterly, .thisYear).map(\.period.text) == ["2026Q1", "2026Q2"])
    #expect(periods(.yearly, .thisYear).map(\.period.text) == ["2026"])
  }

  @Test func `back pay of so many months takes the whole periods in them`() {
    #expect(periods(.monthly, .months(3)).map(\.period.text) == ["2026-01", "2026-02", "2026-03", "2026-04"])
    #expect(
      periods(.monthly, .months(3), from: "2026-02-10").map(\.period.text)
        == ["2026-02", "2026-03", "2026-04"])
    #expect(periods(.quarterly, .months(3)).map(\.period.text) == ["2026Q1", "2026Q2"])
    #expect(periods(.quarterly, .months(3), asOf: "2026-05-02").map(\.period.text) == ["2026Q2"])
  }

  @Test func `no period before the policy's start is decided`() {
    #expect(
      periods(.monthly, .thisYear, from: "2026-03-31").map(\.period.text) == ["2026-03", "2026-04"])
    #expect(
      periods(.monthly, .unlimited, from: "2025-12-15").map(\.period.text)
        == ["2025-12", "2026-01", "2026-02", "2026-03", "2026-04"])
    #expect(periods(.yearly, .unlimited, from: "2024-07-01").map(\.period.text) == ["2024", "2025", "2026"])
  }

  @Test func `without a limit it stops at sixty periods`() {
    #expect(periods(.monthly, .unlimited).count == 60)
    #expect(periods(.monthly, .unlimited, from: "2001-01-01").first?.period.text == "2021-05")
  }
}
