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

  @Test func `amounts compare over the same twelve months`() {
    #expect(Amount(low: 100, high: nil).perTwelveMonths(.monthly) == Amount(low: 1200, high: nil))
    #expect(Amount(low: 100, high: 100).perTwelveMonths(.quarterly) == Amount(low: 400, high: 400))
    #expect(Amount(low: .max, high: .max).perTwelveMonths(.monthly) == .unknown)
    #expect(Amount(low: .max, high: 1).adding(Amount(low: 1, high: 1)) == Amount(low: nil, high: 2))
  }
}
