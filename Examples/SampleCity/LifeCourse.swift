import RuleLanguage

/// Draws what has become of the people of a household: schooling, work, service, disability, moves, deaths.
struct LifeCourse {
  let calendar: Calendar
  let employers: Employers
  private var random: SplitMix64

  init(_ calendar: Calendar, _ employers: Employers, seed: UInt64) {
    self.calendar = calendar
    self.employers = employers
    random = SplitMix64(seed: seed, stream: 2)
  }

  mutating func live(_ household: inout Household) {
    let isPoor = random.chance(household.place.traits.contains(.disability) ? 70 : 45)
    let isNearPoor = !isPoor && random.chance(25)
    for index in household.people.indices {
      let isMember = index < household.memberCount
      household.people[index].isPoor = isPoor && isMember
      household.people[index].isNearPoor = isNearPoor && isMember
      live(&household.people[index])
    }
  }

  private mutating func live(_ person: inout Person) {
    let age = calendar.age(person.birth)
    if person.died == nil { die(&person, age) }
    move(&person)
    disable(&person, age)
    learn(&person, age)
    if person.isMale && (18...27).contains(age) && random.chance(80) { serve(&person, age) }
    if (19...59).contains(age) && person.enlisted == nil && random.chance(620) { work(&person) }
    if age >= 60 && !person.isPoor && random.chance(8) { person.isDestitute = true }
    if person.marriage.isEmpty {
      person.marriage = age < 24 ? "10" : age > 66 ? "30" : random.chance(660) ? "10" : "40"
    }
  }

  private mutating func die(_ person: inout Person, _ age: Int) {
    guard random.chance(age >= 90 ? 60 : age >= 80 ? 35 : age >= 60 ? 8 : 1) else { return }
    let earliest = max(person.birth, calendar.asOf.adding(days: -500))
    let days = Int(calendar.asOf.number - earliest.number)
    if days > 3 { person.died = calendar.asOf.adding(days: -random.within(3...days)) }
  }

  private mutating func move(_ person: inout Person) {
    let age = calendar.age(person.birth)
    if age > 3, random.chance(35) {
      person.movedIn = calendar.asOf.adding(days: -random.within(5...1000))
      person.movedFrom = random.pick(Place.all).code
    }
    if age >= 70, random.chance(10) {
      person.lostSince = calendar.asOf.adding(days: -random.within(20...400))
    }
  }

  private mutating func disable(_ person: inout Person, _ age: Int) {
    let share = person.place.traits.contains(.disability) ? 240 : age >= 70 ? 70 : 35
    if person.disability.isEmpty, random.chance(share) {
      let isLimb = person.place.traits.contains(.wheelchairs) ? random.chance(700) : random.chance(450)
      person.disability = isLimb ? "4" : random.pick(["1", "2", "3", "5", "6", "7"])
      person.disabilityGrade = ["一级", "二级", "三级", "四级"][random.weighted([15, 25, 28, 32])]
    }
    if age >= 60, random.chance(140) {
      person.careGrade = ["完全失能", "重度失能", "中度失能", "轻度失能", "能力完好"][random.weighted([6, 10, 18, 30, 36])]
    }
  }

  private mutating func learn(_ person: inout Person, _ age: Int) {
    guard age >= 15 else { return }
    let youngShare = [3, 9, 38, 30, 20]
    let oldShare = [0, 2, 12, 16, 70]
    let level = random.weighted(age < 45 ? youngShare : oldShare)
    if age == 18, level < 4, random.chance(700) {
      person.admitted = calendar.date(calendar.year, 8, random.within(1...20))
    }
    let finishedAt = [28, 25, 22, 21, 18][level]
    if age < finishedAt {
      person.education = age >= 18 ? "高中" : "初中"
      return
    }
    person.education = ["博士研究生", "硕士研究生", "大学本科", "大学专科", "高中"][level]
    if age > 50, random.chance(600) { person.education = random.pick(["初中", "小学"]) }
    guard level < 4 else { return }
    person.isFullTime = random.chance(900)
    let year = min(person.birth.year + finishedAt, calendar.year)
    let day = calendar.date(year, 6, random.pick([20, 25, 30]))
    person.graduated = day <= calendar.asOf ? day : calendar.date(year - 1, 6, 30)
  }

  private mutating func serve(_ person: inout Person, _ age: Int) {
    let year = person.birth.year + random.within(18...max(18, min(age, 22)))
    let enlisted = calendar.date(min(year, calendar.year - 1), 9, 15)
    guard enlisted < calendar.asOf else { return }
    person.enlisted = enlisted
    let isSergeant = random.chance(250)
    person.serviceKind = isSergeant ? "军士" : "义务兵"
    person.serviceYears = isSergeant ? 5 : 2
    let end = calendar.date(enlisted.year + person.serviceYears, 9, 1)
    guard end <= calendar.asOf else { return }
    person.discharged = end
    if random.chance(920) {
      person.reported = end.adding(days: random.chance(30) ? random.within(55...90) : random.within(5...40))
    }
    if let reported = person.reported, reported > calendar.asOf { person.reported = nil }
  }

  private mutating func work(_ person: inout Person) {
    guard let employer = employers.draw(near: person.place, &random) else { return }
    person.employer = employer
    let earliest = max(person.birth.adding(years: 18), person.graduated ?? person.birth)
    let years = max(0, earliest.fullYears(to: calendar.asOf))
    var hired = calendar.asOf.adding(days: -random.within(40...max(60, min(years, 12) * 365 + 60)))
    if let graduated = person.graduated, graduated.fullYears(to: calendar.asOf) < 3, random.chance(800) {
      hired = graduated.adding(days: random.within(10...60))
    }
    person.hired = min(max(hired, earliest), calendar.asOf.adding(days: -10))
  }
}

/// Finds an employer near a place without a list of enterprises.
struct Employers {
  let enterprises: Int
  let seed: UInt64

  private static let stride = 967
  static func place(of enterprise: Int) -> Place {
    Place.all[Place.enterpriseSlots[enterprise * stride % Place.enterpriseSlots.count]]
  }

  /// One of the same city where there is one; `nil` where the sample has none at all.
  func draw(near place: Place, _ random: inout SplitMix64) -> Int? {
    guard enterprises > 0 else { return nil }
    for _ in 0..<40 {
      let enterprise = random.below(enterprises)
      if Self.place(of: enterprise).city == place.city { return enterprise }
    }
    return random.below(enterprises)
  }
}
