import RuleLanguage

/// Who gets the old-age allowances.
struct OldAge {
  let calendar: Calendar
  let receipts: Receipts
  private var random: SplitMix64

  init(_ calendar: Calendar, _ receipts: Receipts, seed: UInt64) {
    self.calendar = calendar
    self.receipts = receipts
    random = SplitMix64(seed: seed, stream: 5)
  }

  mutating func write(_ person: Person) throws {
    let place = person.place
    if place.code == "530502" {
      try allow("隆阳区高龄津贴", .register, person, from: 80) { $0 >= 100 ? 350_00 : 50_00 }
    } else if place.isIn("4103") {
      try allow("洛阳市高龄补贴", .monthly, person, from: 80) { $0 >= 100 ? 300_00 : $0 >= 90 ? 100_00 : 50_00 }
    } else if place.code == "440783" {
      let kind: Receipts.Kind = random.chance(500) ? .register : .monthly
      try allow("开平市高龄老人政府津贴", kind, person, from: 80) { $0 >= 100 ? 300_00 : $0 >= 90 ? 100_00 : 30_00 }
    } else if place.isIn("4501") {
      try allow("南宁市寿星津贴", .register, person, from: 90) { $0 >= 100 ? 200_00 : 50_00 }
    }
  }

  private mutating func allow(
    _ policy: String, _ kind: Receipts.Kind, _ person: Person, from age: Int, _ fen: (Int) -> Int
  ) throws {
    let lived = calendar.age(person.birth)
    let turned = person.birth.adding(years: age)
    if lived >= age {
      // Died before the age was reached, or long ago: nobody pays.
      if let died = person.died, died < turned { return }
      try receipts.grant(
        policy, kind, person.key, fen: fen(lived), since: max(turned, person.movedIn ?? turned),
        until: person.died)
    } else if lived >= age - 4, random.chance(15) {
      // A birth date that was read wrong at the counter.
      try receipts.grant(
        policy, kind, person.key, fen: fen(age), since: calendar.asOf.adding(days: -200), share: 1000)
    }
  }
}
