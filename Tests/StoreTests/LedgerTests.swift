import RuleLanguage
import Testing

import Store

@Suite struct LedgerTests {
  let rules = fixture()
  let scratch = Scratch()
  let ledger = ImportTarget.ledger("民政台账")

  @Test func receipts() throws {
    let store = try scratch.open()
    #expect(
      try store.receipts(ledger: "民政台账")
        == LedgerContent(coverageFrom: nil, coverageTo: nil, records: []))
    var options = ImportOptions()
    options.covers = (from: nil, to: Day(year: 2026, month: 2, day: 28))
    let a = identityNumber(1)
    let report = try store.importText(
      """
      政策,项目,主体,行,期,状态,金额,日期
      高龄津贴,津贴,\(a.lowercased()),,2026年2月,已发,50元,2026-02-10
      高龄津贴,,\(a),,,在册,,
      另一项,x,\(a),证书/1,2026Q1,processing,,
      高龄津贴,别项,\(a),,随时,退汇,,
      """, into: ledger, of: rules, scratch, options: options)
    #expect(report.inserted == 4)
    #expect(
      report.quality.map { "\($0.line):\($0.column) \($0.reason.rawValue)" }
        == ["4:1 unknownPolicy", "5:5 notPeriod", "5:2 unknownItem"])
    let content = try store.receipts(ledger: "民政台账")
    #expect(content.coverageTo == Day(year: 2026, month: 2, day: 28))
    #expect(
      content.records.contains(
        ReceiptRecord(
          policy: "高龄津贴", item: "津贴", subject: a, row: nil,
          period: .month(YearMonth(year: 2026, month: 2)), status: .paid, amountFen: 5000,
          date: Day(year: 2026, month: 2, day: 10))))
    #expect(
      content.records.contains(
        ReceiptRecord(
          policy: "另一项", item: "x", subject: a, row: "证书/1",
          period: .quarter(YearMonth(year: 2026, month: 1)), status: .processing, amountFen: nil,
          date: nil)))
    #expect(try store.receipts(ledger: "别的").records.isEmpty)
  }

  /// As the relation's column is named, or as the policy's header.
  @Test func theItemGoesByItsOtherNames() throws {
    for header in ["项", "待遇项", "项目", "item"] {
      let own = Scratch()
      defer { withExtendedLifetime(own) {} }
      let store = try own.open()
      let text = "政策,\(header),主体,状态\n高龄津贴,津贴,\(identityNumber(1)),已发\n"
      _ = try store.importText(text, into: ledger, of: rules, scratch)
      #expect(try store.receipts(ledger: "民政台账").records.map(\.item) == ["津贴"], "\(header)")
    }
  }

  @Test func everyStatusInBothLanguages() throws {
    let store = try scratch.open()
    for status in ReceiptRecord.Status.allCases {
      for word in [status.chinese, status.rawValue, status.rawValue.uppercased()] {
        var options = ImportOptions()
        options.mode = .full
        _ = try store.importText(
          "policy,subject,status\np,s,\(word)\n", into: ledger, of: rules, scratch, options: options)
        #expect(try store.receipts(ledger: "民政台账").records.map(\.status) == [status])
      }
    }
  }

  @Test func blankCellsAreTheSameKeyEachTime() throws {
    let store = try scratch.open()
    let text = "政策,主体,状态,金额\n高龄津贴,甲,已发,5\n"
    #expect(try store.importText(text, into: ledger, of: rules, scratch).inserted == 1)
    #expect(try store.importText(text, into: ledger, of: rules, scratch).unchanged == 1)
    let changed = try store.importText(
      "政策,主体,状态,金额,期\n高龄津贴,甲,已发,6,\n", into: ledger, of: rules, scratch)
    #expect(changed.updated == 1)
    #expect(try store.receipts(ledger: "民政台账").records.map(\.amountFen) == [600])
  }

  @Test func whatAReceiptMustHave() throws {
    let store = try scratch.open()
    let report = try store.importText(
      "政策,主体,状态\n,甲,已发\n高龄津贴,,已发\n高龄津贴,甲,\n高龄津贴,甲,收讫\n", into: ledger, of: rules, scratch)
    #expect(
      report.rejects.map(\.reason) == [
        .missing(field: "政策"), .missing(field: "主体"), .missing(field: "状态"),
        .unreadable(field: "状态", .unknownWord),
      ])
  }

  /// A full import of one ledger leaves the other ones alone.
  @Test func ledgersAreApart() throws {
    let store = try scratch.open()
    let text = "政策,主体,状态\n高龄津贴,甲,已发\n"
    _ = try store.importText(text, into: ledger, of: rules, scratch)
    _ = try store.importText(text, into: .ledger("另一个"), of: rules, scratch)
    var options = ImportOptions()
    options.mode = .full
    let report = try store.importText("政策,主体,状态\n", into: ledger, of: rules, scratch, options: options)
    #expect(report.deleted == 1)
    #expect(try store.receipts(ledger: "另一个").records.count == 1)
  }

  @Test func verifications() throws {
    func day(_ day: Int) -> Day { Day(year: 2026, month: 1, day: day) ?? Day(number: 0) }
    let store = try scratch.open()
    let report = try store.importText(
      """
      主体,政策,结论,日期,有效至
      甲,高龄津贴,属实,2026-01-05,2026-12-31
      乙,,已死亡,2026-01-06,
      丙,高龄津贴,自愿放弃,2026-01-07,
      """, into: .verifications, of: rules, scratch)
    #expect(report.inserted == 3)
    #expect(
      Set(try store.verifications()) == [
        VerificationRecord(
          subject: "甲", policy: "高龄津贴", outcome: .confirmed, date: day(5),
          validUntil: Day(year: 2026, month: 12, day: 31)),
        VerificationRecord(
          subject: "乙", policy: nil, outcome: .deceased, date: day(6),
          validUntil: nil),
        VerificationRecord(
          subject: "丙", policy: "高龄津贴", outcome: .declined, date: day(7), validUntil: nil),
      ])
    // The same check, corrected.
    _ = try store.importText(
      "主体,政策,结论,日期\n甲,高龄津贴,失联,2026-01-05\n", into: .verifications, of: rules, scratch)
    #expect(try store.verifications().first { $0.subject == "甲" }?.outcome == .unreachable)
    #expect(try store.verifications().count == 3)
  }

  @Test func aVerificationWithoutDateIsRejected() throws {
    let store = try scratch.open()
    let report = try store.importText(
      "主体,结论,日期\n甲,属实,\n乙,属实,2026-02-30\n丙,moved_away,2026-01-01\n", into: .verifications, of: rules,
      scratch)
    #expect(
      report.rejects.map(\.reason) == [
        .missing(field: "日期"), .unreadable(field: "日期", .noSuchDay),
      ])
  }
}
