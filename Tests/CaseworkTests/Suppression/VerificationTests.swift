import Casework
import RuleLanguage
import Store
import Testing

struct VerificationTests {
  private func index(_ entries: (Verification.Outcome, String, String?)...) -> VerificationIndex {
    VerificationIndex(
      entries.map { outcome, date, until in
        Verification(
          policy: "津贴", subject: "甲", outcome: outcome, date: day(date),
          validUntil: until.map(day))
      })
  }

  private func suppresses(_ index: VerificationIndex, _ asOf: String) -> Bool {
    index.suppresses(policy: "津贴", subject: "甲", asOf: day(asOf))
  }
  private func confirms(_ index: VerificationIndex, _ asOf: String) -> Bool {
    index.confirms(policy: "津贴", subject: "甲", asOf: day(asOf))
  }

  @Test(arguments: [
    (Verification.Outcome.unreachable, 180), (.wrongData, 90), (.alreadyReceiving, 365), (.declined, 365),
  ])
  func `each kind holds for its own time, its last day included`(
    outcome: Verification.Outcome, days: Int
  ) {
    let made = day("2026-01-01")
    let one = index((outcome, made.text, nil))
    #expect(!suppresses(one, made.adding(days: -1).text))
    #expect(suppresses(one, made.text))
    #expect(suppresses(one, made.adding(days: days).text))
    #expect(!suppresses(one, made.adding(days: days + 1).text))
  }

  @Test(arguments: [Verification.Outcome.deceased, .movedAway])
  func `the dead and the departed do not come back`(outcome: Verification.Outcome) {
    #expect(suppresses(index((outcome, "1990-01-01", nil)), "2090-01-01"))
  }

  @Test func `a stated last day holds instead`() {
    let one = index((.deceased, "2026-01-01", "2026-02-01"))
    #expect(suppresses(one, "2026-02-01"))
    #expect(!suppresses(one, "2026-02-02"))
  }

  @Test func `the latest one holds alone`() {
    let released = index((.unreachable, "2026-01-01", nil), (.confirmed, "2026-02-01", nil))
    #expect(suppresses(released, "2026-01-31"))
    #expect(!suppresses(released, "2026-02-01"))
    #expect(confirms(released, "2026-02-01"))
    #expect(!confirms(released, "2026-01-31"))
    #expect(confirms(released, "2027-02-01"))
    #expect(!confirms(released, "2027-02-02"))
    let outOfOrder = index((.confirmed, "2026-02-01", nil), (.unreachable, "2026-01-01", nil))
    #expect(confirms(outOfOrder, "2026-03-01"))
    let sameDay = index((.confirmed, "2026-02-01", nil), (.declined, "2026-02-01", nil))
    #expect(suppresses(sameDay, "2026-02-01"))
    // One that has run out does not bring an older one back.
    let runOut = index((.deceased, "2026-01-01", nil), (.wrongData, "2026-02-01", "2026-02-10"))
    #expect(!suppresses(runOut, "2026-02-11"))
  }

  @Test func `it is about one policy and one subject`() {
    let one = index((.deceased, "2026-01-01", nil))
    #expect(!one.suppresses(policy: "补贴", subject: "甲", asOf: day("2026-01-01")))
    #expect(!one.suppresses(policy: "津贴", subject: "乙", asOf: day("2026-01-01")))
  }
}
