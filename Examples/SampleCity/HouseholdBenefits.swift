import RuleLanguage

/// Who gets what is paid to households.
struct HouseholdBenefits {
  let calendar: Calendar
  let receipts: Receipts
  private var random: SplitMix64

  init(_ calendar: Calendar, _ receipts: Receipts, seed: UInt64) {
    self.calendar = calendar
    self.receipts = receipts
    random = SplitMix64(seed: seed, stream: 11)
  }

  mutating func write(_ household: Household) throws {
    let key = household.key
    let members = household.people.prefix(household.memberCount)
    let oldest = members.filter { $0.died == nil }.map { calendar.age($0.birth) }.max() ?? 0
    if household.place.code == "440309", oldest >= 70 || (oldest >= 60 && household.people[0].isPoor) {
      try receipts.grant(
        "龙华区居家适老化改造资助", .once, key, item: "第二类资助", fen: 12_000_00, since: calendar.asOf.adding(days: -300),
        share: 450)
    }
    if household.people[0].isPoor {
      try receipts.grant(
        "最低生活保障", .monthly, key, fen: random.within(200...1800) * 100,
        since: calendar.asOf.adding(days: -400), share: 930)
    }
    if household.isTenant {
      try receipts.grant(
        "渝中区公租房租赁补贴", .monthly, key, fen: random.within(150...900) * 100,
        since: calendar.asOf.adding(days: -300),
        share: 820)
    }
  }
}
