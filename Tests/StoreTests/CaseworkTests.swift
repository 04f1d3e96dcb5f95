import RuleLanguage
import Testing

import Store

@Suite struct CaseworkTests {
  let scratch = Scratch()

  private func day(_ day: Int) -> Day { Day(year: 2026, month: 3, day: day) ?? Day(number: 0) }

  private func finding(_ id: String, sweep: Int64, episode: String? = nil, amount: Int64? = 100)
    -> FindingRecord
  {
    FindingRecord(
      id: id, policy: "高龄津贴", item: "", subject: "甲", row: "", period: "2026-03", list: "entitled",
      episode: episode ?? "e-" + id, opened: sweep, amountFen: amount, detail: "{}")
  }

  private func announcement(
    _ finding: FindingRecord, _ state: AnnouncementRecord.State, channel: String = "短信"
  ) -> AnnouncementRecord {
    AnnouncementRecord(
      episode: finding.episode, kind: "found", channel: channel, state: state,
      subject: finding.subject, policy: finding.policy, finding: finding.id)
  }

  private func sweep(_ id: Int64, _ day: Day) -> SweepRecord {
    SweepRecord(id: id, asOf: day, ruleSetHash: "h", dataVersion: 7)
  }

  @Test func findingsOpenCloseAndOpenAnew() throws {
    let store = try scratch.open()
    #expect(try store.latestSweep() == nil)
    #expect(try store.nextSweepID() == 1)
    let a = finding("a", sweep: 1)
    let b = finding("b", sweep: 1, amount: nil)
    try store.record(sweep(1, day(1)), opening: [a, b], closing: [], announcements: [], release: [])
    #expect(try store.openFindings() == [a, b])
    // a stays with a new amount, b leaves.
    let later = finding("a", sweep: 2, amount: 200)
    try store.record(sweep(2, day(2)), opening: [later], closing: ["b", "x"], announcements: [], release: [])
    #expect(try store.openFindings() == [finding("a", sweep: 1, amount: 200)])
    #expect(try store.finding(id: "b")?.closed == 2)
    try store.record(
      sweep(3, day(3)), opening: [finding("b", sweep: 3)], closing: ["a"], announcements: [], release: [])
    #expect(try store.openFindings() == [finding("b", sweep: 3)])
    #expect(try store.findings(openedBy: 3).map(\.id) == ["b"])
    #expect(try store.latestSweep() == sweep(3, day(3)))
    #expect(try store.nextSweepID() == 4)
  }

  @Test func latestIsByAsOfDate() throws {
    let store = try scratch.open()
    for (id, date) in [(Int64(1), 5), (2, 9), (3, 7)] {
      try store.record(sweep(id, day(date)), opening: [], closing: [], announcements: [], release: [])
    }
    #expect(try store.latestSweep()?.id == 2)
    #expect(try store.unexportedSweeps().map(\.id) == [1, 2, 3])
    try store.markExported(sweep: 2)
    #expect(try store.unexportedSweeps().map(\.id) == [1, 3])
    #expect(try store.latestSweep()?.isExported == true)
  }

  @Test func aSweepIsRecordedWholeOrNotAtAll() throws {
    let store = try scratch.open()
    let a = finding("a", sweep: 1)
    try store.record(sweep(1, day(1)), opening: [a], closing: [], announcements: [], release: [])
    let before = try store.dump()
    var orphan = announcement(finding("b", sweep: 2), .pending)
    orphan = AnnouncementRecord(
      episode: orphan.episode, kind: "found", channel: "短信", state: .pending, subject: "甲", policy: "p",
      finding: "no such finding")
    #expect(throws: StoreError.self) {
      try store.record(
        sweep(2, day(2)), opening: [finding("b", sweep: 2)], closing: ["a"], announcements: [orphan],
        release: [])
    }
    #expect(throws: StoreError.self) {
      try store.record(sweep(1, day(1)), opening: [], closing: ["a"], announcements: [], release: [])
    }
    #expect(try store.dump() == before)
  }

  @Test func announcementsAreMadeOnceAndReleased() throws {
    let store = try scratch.open()
    let a = finding("a", sweep: 1)
    let b = finding("b", sweep: 1)
    try store.record(
      sweep(1, day(1)), opening: [a, b], closing: [],
      announcements: [announcement(a, .pending), announcement(b, .blocked)], release: [])
    #expect(try store.pendingAnnouncements() == [announcement(a, .pending)])
    try store.record(
      sweep(2, day(2)), opening: [], closing: [], announcements: [announcement(a, .blocked)],
      release: [a.episode, b.episode, "no such episode"])
    #expect(try store.pendingAnnouncements() == [announcement(a, .pending), announcement(b, .released)])
  }

  /// March's finding closes when April's opens; the episode goes on and still has to be announced.
  @Test func anAnnouncementLastsAsLongAsItsEpisode() throws {
    let store = try scratch.open()
    let march = finding("march", sweep: 1, episode: "e")
    let april = finding("april", sweep: 2, episode: "e")
    try store.record(
      sweep(1, day(1)), opening: [march], closing: [], announcements: [announcement(march, .pending)],
      release: [])
    try store.record(sweep(2, day(2)), opening: [april], closing: ["march"], announcements: [], release: [])
    #expect(try store.pendingAnnouncements().count == 1)
    try store.record(sweep(3, day(3)), opening: [], closing: ["april"], announcements: [], release: [])
    #expect(try store.pendingAnnouncements().isEmpty)
  }

  @Test func aMessageIsFrozenOnce() throws {
    let store = try scratch.open()
    let findings = ["a", "b", "c"].map { finding($0, sweep: 1) }
    try store.record(
      sweep(1, day(1)), opening: findings, closing: [],
      announcements: findings.map { announcement($0, $0.id == "c" ? .blocked : .pending) }, release: [])
    func message(_ key: String, batch: String, _ ids: [String]) -> MessageRecord {
      MessageRecord(
        key: key, batch: batch, channel: "短信", recipient: "甲", subject: "甲",
        parts: ids.map {
          MessageRecord.Part(episode: "e-" + $0, kind: "found", policy: "高龄津贴", finding: $0)
        })
    }
    let batch = BatchRecord(id: "B1", sweep: 1, channel: "短信", created: day(1))
    let digest = message("m1", batch: "B1", ["b", "a"])
    try store.freeze(batch: batch, messages: [digest])
    #expect(try store.pendingAnnouncements().isEmpty)
    #expect(try store.unexportedBatches() == [batch])
    #expect(try store.messages(inBatch: "B1") == [digest])
    #expect(digest.findings == ["b", "a"])
    // A second batch may neither take them again, nor what is still blocked, nor a used key.
    let before = try store.dump()
    let second = BatchRecord(id: "B2", sweep: 1, channel: "短信", created: day(2))
    for (key, id) in [("m2", "a"), ("m2", "c"), ("m2", "none")] {
      #expect(throws: AnnouncementTaken(episode: "e-" + id, kind: "found", channel: "短信")) {
        try store.freeze(batch: second, messages: [message(key, batch: "B2", [id])])
      }
    }
    #expect(throws: StoreError.self) {
      try store.freeze(batch: second, messages: [message("m1", batch: "B2", [])])
    }
    #expect(try store.dump() == before)
    try store.markExported(batch: "B1")
    #expect(try store.unexportedBatches().isEmpty)
  }
}
