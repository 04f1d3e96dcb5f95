import Casework
import RuleLanguage
import Testing

struct UnitSituationTests {
  private func lists(
    _ outcome: Truth, _ receiving: Truth, inProcess: Bool = false, suppressed: Bool = false,
    nearMiss: Bool = false, future: Truth = .no, standing: Standing = .standing, others: Truth = .no
  ) -> [FindingList] {
    UnitSituation(
      outcome: outcome, receipt: ReceiptState(receiving: receiving, isInProcess: inProcess),
      isSuppressed: suppressed, isNearMiss: nearMiss, future: future,
      rivalry: Rivalry(standing: standing, receiving: others)
    ).lists.lists
  }

  @Test(arguments: [
    (Truth.yes, Truth.no, [FindingList.entitled], [FindingList]()),
    (.yes, .unknown, [.undetermined], []),
    (.yes, .yes, [], []),
    (.unknown, .no, [.undetermined], []),
    (.unknown, .unknown, [.undetermined], []),
    (.unknown, .yes, [.undetermined], []),
    (.no, .no, [], []),
    (.no, .unknown, [], []),
    (.no, .yes, [.unentitled], [.unentitled]),
  ])
  func `outcome and receipt decide the list`(
    outcome: Truth, receiving: Truth, expected: [FindingList], suppressed: [FindingList]
  ) {
    #expect(lists(outcome, receiving) == expected)
    #expect(lists(outcome, receiving, suppressed: true) == suppressed)
    #expect(lists(outcome, receiving, inProcess: true).isEmpty)
    #expect(lists(outcome, receiving, inProcess: true, nearMiss: true, future: .yes).isEmpty)
  }

  @Test func `coming and nearly there can hold together`() {
    #expect(lists(.no, .no, future: .yes) == [.upcoming])
    #expect(lists(.no, .no, nearMiss: true) == [.nearMiss])
    #expect(lists(.no, .no, nearMiss: true, future: .yes) == [.upcoming, .nearMiss])
    #expect(lists(.no, .no, suppressed: true, nearMiss: true, future: .yes) == [.nearMiss])
    #expect(lists(.no, .no, future: .unknown).isEmpty)
    #expect(lists(.no, .unknown, nearMiss: true, future: .yes).isEmpty)
    #expect(lists(.no, .yes, nearMiss: true, future: .yes) == [.unentitled])
    #expect(lists(.yes, .no, future: .yes) == [.entitled])
    #expect(lists(.unknown, .no, future: .yes) == [.undetermined])
  }

  @Test func `losers enter no list, undecided ones are to be verified`() {
    #expect(lists(.yes, .no, standing: .superseded).isEmpty)
    #expect(lists(.unknown, .no, standing: .superseded).isEmpty)
    #expect(lists(.yes, .unknown, standing: .superseded).isEmpty)
    #expect(lists(.yes, .no, standing: .undecided) == [.undetermined])
    #expect(lists(.yes, .no, suppressed: true, standing: .undecided).isEmpty)
  }

  @Test func `a receipt of one blocks the rest`() {
    #expect(lists(.yes, .no, others: .yes).isEmpty)
    #expect(lists(.unknown, .no, others: .yes).isEmpty)
    #expect(lists(.yes, .unknown, others: .yes).isEmpty)
    #expect(lists(.no, .no, nearMiss: true, future: .yes, others: .yes).isEmpty)
    // What is received is judged as if it stood alone.
    #expect(lists(.no, .yes, others: .yes) == [.unentitled])
    #expect(lists(.unknown, .yes, standing: .superseded, others: .yes) == [.undetermined])
  }

  @Test func `an unknown receipt of one makes the rest undetermined`() {
    #expect(lists(.yes, .no, others: .unknown) == [.undetermined])
    #expect(lists(.yes, .no, suppressed: true, others: .unknown).isEmpty)
    #expect(lists(.no, .no, nearMiss: true, future: .yes, others: .unknown).isEmpty)
  }

  @Test func `of two contests the worse end holds`() {
    let won = Rivalry(standing: .standing, receiving: .unknown)
    let lost = Rivalry(standing: .superseded, receiving: .no)
    #expect(won.joined(with: lost) == Rivalry(standing: .superseded, receiving: .unknown))
    #expect(Rivalry.none.joined(with: .none) == .none)
  }
}
