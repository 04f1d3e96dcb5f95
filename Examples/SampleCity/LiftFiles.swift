import RuleLanguage

/// 加装电梯项目: subjects that are neither people nor enterprises.
struct LiftFiles {
  private let calendar: Calendar
  private let receipts: Receipts
  private var random: SplitMix64
  private let projects, shares: CSVFile
  private var serial = 0

  init(_ calendar: Calendar, _ folder: OutputFolder, _ receipts: Receipts, seed: UInt64) throws {
    self.calendar = calendar
    self.receipts = receipts
    random = SplitMix64(seed: seed, stream: 22)
    projects = try folder.file(
      "加装电梯项目", .none, "项目编号,所在地,住宅层数,电梯部数,预留电梯井,批准日期,施工备案日期,竣工验收日期,申报代表")
    shares = try folder.file("电梯出资", .lists, "项目编号,出资家庭,核定出资额")
  }

  /// One project in about a dozen households of a town that subsidises lifts; their homes pay for it.
  mutating func write(_ household: Household) throws {
    let place = household.place
    let isDongying = place.isIn("3705")
    guard isDongying || place.isIn("3204"), random.chance(90) else { return }
    serial += 1
    let key = "DT" + Numbers.pad(serial, 6)
    let storeys = random.within(3...9)
    let lifts = random.chance(120) ? 2 : 1
    let approved = calendar.asOf.adding(days: -random.within(30...900))
    let filed = random.chance(900) ? approved.adding(days: 20) : nil
    let accepted = random.chance(600) ? min(approved.adding(days: 150), calendar.asOf.adding(days: -1)) : nil
    try projects.row(
      key, place.code, random.chance(20) ? "" : "\(storeys)", "\(lifts)", random.chance(60) ? "是" : "否",
      approved.text, filed.cell,
      accepted.cell, household.people[0].key)
    if !isDongying {
      try shares.row(key, household.key, "\(random.within(20...110) * 1000)")
    }
    if isDongying, storeys >= 4, filed != nil, let accepted {
      let rate = storeys == 4 ? 160_000_00 : storeys == 5 ? 180_000_00 : 200_000_00
      try receipts.grant(
        "东营市加装电梯财政补助", .once, key, item: "加装补助", fen: rate * lifts / 10 * 9, since: accepted, share: 700)
    } else if !isDongying {
      let rate = storeys <= 4 ? 80_000_00 : storeys == 5 ? 90_000_00 : 100_000_00
      try receipts.grant(
        "常州市加装电梯补贴", .once, key, item: "电梯补贴", fen: rate * lifts, since: approved, share: 700)
    }
  }
}
