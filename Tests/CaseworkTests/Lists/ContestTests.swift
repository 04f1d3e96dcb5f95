import Casework
import Matching
import RuleLanguage
import Testing

struct ContestTests {
  private func contender(_ outcome: Truth, _ low: Int64?, _ high: Int64? = nil) -> Contender {
    Contender(outcome: outcome, worth: Amount(low: low, high: high ?? low))
  }

  @Test func `the highest wins, ties go to the first of the text`() {
    #expect(
      Contest.highest.standings(of: [contender(.yes, 50), contender(.yes, 100)])
        == [.superseded, .standing])
    #expect(
      Contest.highest.standings(of: [contender(.yes, 100), contender(.yes, 100)])
        == [.standing, .superseded])
    #expect(
      Contest.highest.standings(of: [contender(.no, 500), contender(.yes, 100), contender(.yes, 60)])
        == [.standing, .standing, .superseded])
  }

  @Test func `an unknown one that could win makes all undecided`() {
    #expect(
      Contest.highest.standings(of: [contender(.unknown, 200), contender(.yes, 100), contender(.yes, 50)])
        == [.undecided, .undecided, .undecided])
    #expect(
      Contest.highest.standings(of: [contender(.unknown, 100), contender(.yes, 200)])
        == [.superseded, .standing])
    #expect(
      Contest.highest.standings(of: [contender(.unknown, 100), contender(.unknown, 200)])
        == [.undecided, .undecided])
  }

  @Test func `amounts that cannot be told apart make all undecided`() {
    #expect(
      Contest.highest.standings(of: [contender(.yes, 50, 150), contender(.yes, 100)])
        == [.undecided, .undecided])
    #expect(
      Contest.highest.standings(of: [contender(.yes, 100, 150), contender(.yes, 100)])
        == [.standing, .superseded])
    #expect(
      Contest.highest.standings(of: [contender(.yes, 100), contender(.yes, 100, 150)])
        == [.undecided, .undecided])
    #expect(
      Contest.highest.standings(of: [contender(.yes, nil), contender(.yes, 100)])
        == [.undecided, .undecided])
    #expect(Contest.highest.standings(of: [contender(.yes, nil)]) == [.standing])
  }

  @Test func `the first of the text wins once it is certain`() {
    #expect(
      Contest.first.standings(of: [contender(.yes, 1), contender(.yes, 100)])
        == [.standing, .superseded])
    #expect(
      Contest.first.standings(of: [contender(.unknown, 1), contender(.yes, 100)])
        == [.undecided, .undecided])
    #expect(
      Contest.first.standings(of: [contender(.no, 1), contender(.yes, nil), contender(.unknown, 9)])
        == [.standing, .standing, .superseded])
  }

  @Test func `what was drawn last keeps it, whatever stands first`() {
    func drawn(_ outcome: Truth, _ low: String?, _ high: String?) -> Contender {
      Contender(
        outcome: outcome, worth: .unknown,
        drawn: LastDrawn(low: low.map { day($0) }, high: high.map { day($0) }))
    }
    func standings(_ contenders: Contender...) -> [Standing] { Contest.earliest.standings(of: contenders) }
    let never = drawn(.yes, nil, nil)
    let march = drawn(.yes, "2026-03-31", "2026-03-31")
    #expect(standings(never, never) == [.standing, .superseded])
    #expect(standings(never, march) == [.superseded, .standing])
    #expect(standings(march, march) == [.standing, .superseded])
    #expect(standings(drawn(.yes, "2026-02-28", "2026-02-28"), march) == [.superseded, .standing])
    // It may have been drawn, or not.
    #expect(standings(never, drawn(.yes, nil, "2026-03-31")) == [.undecided, .undecided])
    #expect(standings(drawn(.yes, nil, "2026-03-31"), never) == [.standing, .superseded])
    #expect(standings(march, drawn(.yes, nil, "2026-02-28")) == [.standing, .superseded])
    #expect(standings(never, drawn(.unknown, "2026-03-31", "2026-03-31")) == [.undecided, .undecided])
    #expect(standings(never, drawn(.no, "2026-03-31", "2026-03-31")) == [.standing, .standing])
  }

  @Test func `amounts compare over the same twelve months`() {
    #expect(Amount(low: 100, high: nil).perTwelveMonths(.monthly) == Amount(low: 1200, high: nil))
    #expect(Amount(low: 100, high: 100).perTwelveMonths(.quarterly) == Amount(low: 400, high: 400))
    #expect(Amount(low: .max, high: .max).perTwelveMonths(.monthly) == .unknown)
    #expect(Amount(low: .max, high: 1).adding(Amount(low: 1, high: 1)) == Amount(low: nil, high: 2))
  }
}
