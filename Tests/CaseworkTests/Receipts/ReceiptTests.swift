import Casework
import Matching
import RuleLanguage
import Store
import Testing

/// One policy and one ledger; asks about one subject.
private struct Asked {
  var ruleSet = RuleSet()
  var receipts: [Receipt] = []
  var from: Day?
  var to: Day?

  init(
    _ frequency: Frequency, items: [String] = [""], perRow: Bool = false, validFrom: Day? = nil,
    from: String? = nil, to: String? = "2026-10-31", freshness: Int = 31, ledger: Bool = true
  ) {
    var policy = Policy(name: "津贴", title: "津贴", subject: 0, range: Rules.here)
    policy.validFrom = validFrom
    policy.items = items.map { Rules.item($0, .none, frequency) }
    if perRow { policy.items[0].perRow = Item.PerRow(view: 0, alias: nil) }
    ruleSet.policies = [policy]
    if ledger { ruleSet.ledgers = [Rules.ledger(freshness: freshness)] }
    self.from = from.map(day)
    self.to = to.map(day)
  }

  func with(_ receipts: Receipt...) -> Asked {
    var copy = self
    copy.receipts = receipts
    return copy
  }

  func state(
    _ periodText: String, asOf: String = "2026-11-05", row: String = "", item: Int = 0
  ) -> ReceiptState {
    let index = ReceiptIndex(
      ruleSet,
      [
        ReceiptLedger(
          name: "台账", coverage: ReceiptCoverage(from: from, to: to), receipts: receipts)
      ])
    return index.state(
      of: ItemID(policy: 0, item: item), subject: "甲", row: row, period: period(periodText),
      asOf: day(asOf))
  }

  func receiving(
    _ periodText: String, asOf: String = "2026-11-05", row: String = "", item: Int = 0
  ) -> Truth {
    state(periodText, asOf: asOf, row: row, item: item).receiving
  }
}

private func receipt(
  _ status: ReceiptStatus, _ period: String? = nil, on date: String? = nil, item: String? = nil,
  row: String? = nil, subject: String = "甲"
) -> Receipt {
  Receipt(
    policy: "津贴", item: item, subject: subject, row: row, period: period, status: status,
    amount: 5000, date: date.map(day))
}

struct OneOffReceiptTests {
  @Test func `without a declared ledger or coverage it is unknown`() {
    #expect(Asked(.once, ledger: false).with(receipt(.paid)).receiving("") == .unknown)
    #expect(Asked(.once, to: nil).receiving("") == .unknown)
    #expect(Asked(.once).receiving("") == .no)
  }

  @Test func `a ledger is current up to its freshness, to the day`() {
    let ledger = Asked(.once, to: "2026-10-31", freshness: 31)
    #expect(ledger.receiving("", asOf: "2026-12-01") == .no)
    #expect(ledger.receiving("", asOf: "2026-12-02") == .unknown)
    #expect(ledger.with(receipt(.paid)).receiving("", asOf: "2030-01-01") == .yes)
  }

  @Test(arguments: [
    (nil, nil, Truth.no), (nil, "2020-01-01", .no), ("2020-01-01", "2020-01-01", .no),
    ("2020-01-02", "2020-01-01", .unknown), ("2020-01-01", nil, .unknown),
  ])
  func `the ledger must reach back to the policy's start`(from: String?, start: String?, expected: Truth) {
    let ledger = Asked(.once, validFrom: start.map(day), from: from)
    #expect(ledger.receiving("") == expected)
    #expect(ledger.with(receipt(.paid, on: "2026-01-05")).receiving("") == .yes)
  }

  @Test func `what went back is not received, what was paid again is`() {
    let ledger = Asked(.once)
    let paid = receipt(.paid, on: "2026-03-10")
    #expect(ledger.with(paid).receiving("") == .yes)
    #expect(ledger.with(paid, receipt(.returned, on: "2026-03-10")).receiving("") == .no)
    #expect(ledger.with(paid, receipt(.recovered, on: "2026-04-01")).receiving("") == .no)
    #expect(ledger.with(paid, receipt(.returned, on: "2026-03-09")).receiving("") == .yes)
    #expect(ledger.with(paid, receipt(.returned)).receiving("") == .no)
    #expect(ledger.with(receipt(.paid), receipt(.returned, on: "2026-03-01")).receiving("") == .no)
    let again = receipt(.paid, on: "2026-03-20")
    #expect(ledger.with(paid, receipt(.returned, on: "2026-03-12"), again).receiving("") == .yes)
  }

  @Test func `an enrolment counts until it is stopped`() {
    let ledger = Asked(.once)
    let enrolled = receipt(.enrolled, on: "2026-03-10")
    #expect(ledger.with(enrolled).receiving("") == .yes)
    #expect(ledger.with(enrolled, receipt(.stopped, on: "2026-05-01")).receiving("") == .no)
    let stoppedBefore = receipt(.stopped, on: "2026-03-01")
    #expect(ledger.with(enrolled, stoppedBefore).receiving("") == .yes)
    let paid = receipt(.paid, on: "2026-03-10")
    #expect(ledger.with(paid, receipt(.stopped, on: "2026-05-01")).receiving("") == .yes)
  }

  @Test func `rows are told apart, and a receipt without a row may be any`() {
    let ledger = Asked(.once, perRow: true).with(receipt(.paid, row: "证1"))
    #expect(ledger.receiving("", row: "证1") == .yes)
    #expect(ledger.receiving("", row: "证2") == .no)
    let vague = Asked(.once, perRow: true).with(receipt(.paid), receipt(.paid, row: "证1"))
    #expect(vague.receiving("", row: "证1") == .yes)
    #expect(vague.receiving("", row: "证2") == .unknown)
  }

  @Test func `items are told apart, and a receipt without a known item may be any`() {
    let two = Asked(.once, items: ["甲项", "乙项"])
    let first = two.with(receipt(.paid, item: "甲项"))
    #expect(first.receiving("", item: 0) == .yes)
    #expect(first.receiving("", item: 1) == .no)
    #expect(two.with(receipt(.paid)).receiving("", item: 1) == .unknown)
    #expect(two.with(receipt(.paid, item: "旧名")).receiving("", item: 1) == .unknown)
    // A payback that may be of this item makes a certain payment uncertain.
    let doubtful = two.with(receipt(.paid, item: "甲项"), receipt(.recovered))
    #expect(doubtful.receiving("", item: 0) == .unknown)
    #expect(doubtful.receiving("", item: 1) == .no)
    #expect(Asked(.once).with(receipt(.paid, item: "旧名")).receiving("") == .yes)
  }

  @Test func `receipts of others do not count`() {
    #expect(Asked(.once).with(receipt(.paid, subject: "乙")).receiving("") == .no)
  }
}

struct PeriodicReceiptTests {
  @Test func `inside the coverage a period is paid or it is not`() {
    let ledger = Asked(.monthly, from: "2026-01-01").with(receipt(.paid, "2026-09"))
    #expect(ledger.receiving("2026-09") == .yes)
    #expect(ledger.receiving("2026-08") == .no)
    #expect(ledger.receiving("2026-10") == .no)
  }

  @Test func `before the coverage it is unknown unless a receipt says so`() {
    let ledger = Asked(.monthly, from: "2026-03-15").with(receipt(.paid, "2026-02"))
    #expect(ledger.receiving("2026-02") == .yes)
    #expect(ledger.receiving("2026-01") == .unknown)
    #expect(ledger.receiving("2026-03") == .unknown)
    #expect(ledger.receiving("2026-04") == .no)
  }

  @Test func `beyond the coverage the last covered period decides`() {
    let ledger = Asked(.monthly, from: "2026-01-01", to: "2026-10-31")
    #expect(ledger.with(receipt(.paid, "2026-10")).receiving("2026-11") == .yes)
    #expect(ledger.with(receipt(.enrolled, "2026-10")).receiving("2026-11") == .yes)
    #expect(ledger.with(receipt(.paid, "2026-09")).receiving("2026-11") == .no)
    #expect(ledger.receiving("2026-11", asOf: "2026-12-01") == .no)
    #expect(ledger.receiving("2026-11", asOf: "2026-12-02") == .unknown)
  }

  @Test func `a month that is covered in part is beyond the coverage`() {
    let ledger = Asked(.monthly, from: "2026-01-01", to: "2026-10-30").with(receipt(.paid, "2026-09"))
    #expect(ledger.receiving("2026-10") == .yes)
    let whole = Asked(.monthly, from: "2026-01-01", to: "2026-10-31").with(receipt(.paid, "2026-09"))
    #expect(whole.receiving("2026-10") == .no)
    let newly = Asked(.monthly, to: "2026-11-04").with(receipt(.paid, "2026-11"))
    #expect(newly.receiving("2026-12", asOf: "2026-12-01") == .yes)
  }

  @Test func `without a whole covered period nothing is closed`() {
    let ledger = Asked(.monthly, from: "2026-10-05", to: "2026-11-04")
    #expect(ledger.receiving("2026-11") == .unknown)
    #expect(ledger.with(receipt(.paid, "2026-10")).receiving("2026-11") == .yes)
    let yearly = Asked(.yearly, from: "2026-01-01", to: "2026-10-31")
    #expect(yearly.receiving("2026") == .unknown)
    #expect(Asked(.yearly, from: "2025-01-01").receiving("2026") == .no)
  }

  @Test func `a stop since then ends it`() {
    let ledger = Asked(.monthly, from: "2026-01-01", to: "2026-10-31")
    let paid = receipt(.paid, "2026-10", on: "2026-10-10")
    #expect(ledger.with(paid, receipt(.stopped, on: "2026-10-25")).receiving("2026-11") == .no)
    #expect(ledger.with(paid, receipt(.stopped, on: "2026-11-03")).receiving("2026-11") == .no)
    #expect(ledger.with(paid, receipt(.stopped, "2026-11")).receiving("2026-11") == .no)
    #expect(ledger.with(paid, receipt(.stopped, on: "2026-09-30")).receiving("2026-11") == .yes)
    #expect(ledger.with(paid, receipt(.stopped, "2026-09")).receiving("2026-11") == .yes)
    #expect(ledger.with(paid, receipt(.stopped)).receiving("2026-11") == .unknown)
    // The paid month itself stays paid.
    #expect(ledger.with(paid, receipt(.stopped, on: "2026-10-25")).receiving("2026-10") == .yes)
  }

  @Test func `an open enrolment runs from its day to its stop`() {
    let ledger = Asked(.monthly, from: "2026-01-01", to: "2026-10-31")
    let enrolled = receipt(.enrolled, on: "2026-03-31")
    #expect(ledger.with(enrolled).receiving("2026-02") == .no)
    #expect(ledger.with(enrolled).receiving("2026-03") == .yes)
    #expect(ledger.with(enrolled).receiving("2026-11") == .yes)
    let stopped = ledger.with(enrolled, receipt(.stopped, on: "2026-06-15"))
    #expect(stopped.receiving("2026-05") == .yes)
    #expect(stopped.receiving("2026-06") == .unknown)
    #expect(stopped.receiving("2026-07") == .no)
    #expect(stopped.receiving("2026-11") == .no)
    let fromJune = ledger.with(enrolled, receipt(.stopped, "2026-06"))
    #expect(fromJune.receiving("2026-05") == .yes)
    #expect(fromJune.receiving("2026-06") == .no)
    let back = ledger.with(
      enrolled, receipt(.stopped, on: "2026-06-15"), receipt(.enrolled, on: "2026-09-01"))
    #expect(back.receiving("2026-08") == .no)
    #expect(back.receiving("2026-09") == .yes)
    #expect(back.receiving("2026-11") == .yes)
  }

  @Test func `an enrolment without a day stands since the ledger's last day at least`() {
    let ledger = Asked(.monthly, from: "2026-01-01", to: "2026-10-31").with(receipt(.enrolled))
    #expect(ledger.receiving("2026-10") == .yes)
    #expect(ledger.receiving("2026-11") == .yes)
    #expect(ledger.receiving("2026-09") == .unknown)
  }

  @Test func `what went back is not paid for its own period only`() {
    let ledger = Asked(.monthly, from: "2026-01-01").with(
      receipt(.paid, "2026-08", on: "2026-08-10"), receipt(.returned, "2026-08", on: "2026-08-12"),
      receipt(.paid, "2026-09", on: "2026-09-10"), receipt(.returned, "2026-10", on: "2026-09-12"))
    #expect(ledger.receiving("2026-08") == .no)
    #expect(ledger.receiving("2026-09") == .yes)
  }

  @Test func `a payment without a readable period may be of any`() {
    let ledger = Asked(.monthly, from: "2026-01-01")
    #expect(ledger.with(receipt(.paid)).receiving("2026-08") == .unknown)
    #expect(ledger.with(receipt(.paid, "八月")).receiving("2026-08") == .unknown)
    #expect(ledger.with(receipt(.paid, "2026Q3")).receiving("2026-08") == .unknown)
    #expect(ledger.with(receipt(.paid, "2026Q2")).receiving("2026-08") == .no)
    #expect(ledger.with(receipt(.paid), receipt(.paid, "2026-08")).receiving("2026-08") == .yes)
  }

  @Test func `quarters and years close like months`() {
    let quarters = Asked(.quarterly, from: "2026-01-01", to: "2026-09-30")
    #expect(quarters.with(receipt(.paid, "2026Q3")).receiving("2026Q4", asOf: "2026-10-20") == .yes)
    #expect(quarters.receiving("2026Q4", asOf: "2026-10-20") == .no)
    #expect(quarters.receiving("2026Q3", asOf: "2026-10-20") == .no)
    let years = Asked(.yearly, from: "2024-01-01", to: "2026-10-31")
    #expect(years.with(receipt(.paid, "2025")).receiving("2026") == .yes)
    #expect(years.with(receipt(.paid, "2024")).receiving("2026") == .no)
  }
}

struct InProcessTests {
  @Test func `an application keeps its unit off the lists until it is settled`() {
    let ledger = Asked(.once)
    let applied = receipt(.processing, on: "2026-10-01")
    #expect(ledger.with(applied).state("") == ReceiptState(receiving: .no, isInProcess: true))
    #expect(ledger.with(receipt(.approved)).state("").isInProcess)
    let settled = ledger.with(applied, receipt(.paid, on: "2026-10-20"))
    #expect(settled.state("") == ReceiptState(receiving: .yes, isOver: true))
    let earlier = ledger.with(applied, receipt(.returned, on: "2026-09-20"))
    #expect(earlier.state("").isInProcess)
  }

  @Test func `an application for one month is not one for another`() {
    let ledger = Asked(.monthly, from: "2026-01-01").with(receipt(.processing, "2026-09"))
    #expect(ledger.state("2026-09").isInProcess)
    #expect(!ledger.state("2026-08").isInProcess)
    let open = Asked(.monthly, from: "2026-01-01").with(receipt(.processing))
    #expect(open.state("2026-08").isInProcess)
  }

  @Test func `an application for some item may be for this one`() {
    let two = Asked(.once, items: ["甲项", "乙项"]).with(receipt(.processing))
    #expect(two.state("") == ReceiptState(receiving: .unknown, isInProcess: false))
  }
}

struct PeriodTextTests {
  @Test(arguments: ["", "2026", "2026-01", "2026-12", "2026Q1", "2026Q4"])
  func `a period reads back what it writes`(text: String) {
    #expect(Period(text: text)?.text == text)
  }

  @Test(arguments: ["26", "2026-13", "2026-00", "2026Q5", "2026-1", "2026年", "二〇二六", "2026-01-01"])
  func `what is no period is refused`(text: String) {
    #expect(Period(text: text) == nil)
  }
}
