import RuleLanguage

/// The ledgers of one kind of subject, and what verification found out.
///
/// Of those who look eligible most receive; the rest are the findings. Nothing here decides a rule: the
/// sample's guesses are rougher than the notices, and so the ledgers hold mistakes, as ledgers do.
final class Receipts {
  enum Kind { case monthly, register, yearly, once }

  private let calendar: Calendar
  private var random: SplitMix64
  private var ledgers: [String: CSVFile] = [:]
  private let outcomes: CSVFile

  /// `ledgers`: policies by ledger.
  init(
    _ calendar: Calendar, _ folder: OutputFolder, _ ledgers: [(name: String, policies: [String])],
    seed: UInt64
  )
    throws
  {
    self.calendar = calendar
    random = SplitMix64(seed: seed, stream: 4)
    for (name, policies) in ledgers {
      let file = try folder.ledger(name)
      for policy in policies { self.ledgers[policy] = file }
    }
    outcomes = try folder.file("核实结论", .afterwards, "主体,政策,结论,日期,有效至")
  }

  /// One benefit of one subject who looks eligible since `start`.
  ///
  /// - Parameter share: how many in a thousand receive it.
  func grant(
    _ policy: String, _ kind: Kind, _ subject: String, item: String = "", row: String = "", fen: Int,
    since start: Day, until end: Day? = nil, share: Int = 880, verified: Bool = true
  ) throws {
    guard let ledger = ledgers[policy] else { return }
    let draw = random.below(1000)
    if draw >= share {
      if draw < share + 15 {
        let status = random.chance(600) ? "受理中" : "已批准"
        try ledger.row(
          policy, item, subject, row, "", status, "", calendar.asOf.adding(days: -random.within(12...30)).text
        )
      } else if verified {
        try verify(policy, subject)
      }
      return
    }
    switch kind {
    case .once:
      let paid = start.adding(days: random.within(20...90))
      let day = min(paid, calendar.lastMonth.lastDay)
      try ledger.row(policy, item, subject, row, "", "已发", yuan(fen), day.text)
      if random.chance(8) { try ledger.row(policy, item, subject, row, "", "退汇", yuan(fen), day.text) }
    case .yearly:
      let day = min(calendar.date(calendar.year, 8, 20), calendar.lastMonth.lastDay)
      try ledger.row(policy, item, subject, row, "\(calendar.year)", "已发", yuan(fen), day.text)
    case .register:
      try ledger.row(policy, item, subject, row, "", "在册", yuan(fen), start.month.firstDay.text)
      // A stop follows a death; at times nobody tells the ledger.
      if let end, random.chance(700) {
        try ledger.row(policy, item, subject, row, "", "停发", "", end.month.adding(1).firstDay.text)
      }
    case .monthly: try payMonths(ledger, policy, item, subject, row, fen, start, end)
    }
  }

  private func payMonths(
    _ ledger: CSVFile, _ policy: String, _ item: String, _ subject: String, _ row: String, _ fen: Int,
    _ start: Day,
    _ end: Day?
  ) throws {
    var month = max(start.month, YearMonth(year: calendar.year, month: 1))
    let isStopped = end == nil || random.chance(600)
    let skipped = random.chance(60) ? month.adding(random.below(6)) : nil
    while month <= calendar.lastMonth {
      if let end, isStopped, month > end.month { break }
      if month != skipped {
        try ledger.row(
          policy, item, subject, row, month.text, "已发", yuan(fen), month.firstDay.adding(days: 14).text)
      }
      month = month.adding(1)
    }
  }

  /// Somebody went to see. As in a published check of 3,770 people: two in five are entitled, two in five
  /// had died without being de-registered, the others could not be reached or had moved.
  private func verify(_ policy: String, _ subject: String) throws {
    guard random.chance(600) else { return }
    let outcome = ["属实", "已死亡", "失联", "已迁出", "已享受", "数据有误", "自愿放弃"][
      random.weighted([409, 398, 160, 25, 4, 2, 2])]
    let until = outcome == "失联" ? calendar.asOf.adding(days: 180).text : ""
    try outcomes.row(subject, policy, outcome, calendar.asOf.text, until)
  }
}
