import RuleLanguage

/// Pupils and students.
struct SchoolFiles {
  private let calendar: Calendar
  private let receipts: Receipts
  private var random: SplitMix64
  private let registers, years, needy, liftedOut: CSVFile
  private var serial = 0

  init(_ calendar: Calendar, _ folder: OutputFolder, _ receipts: Receipts, seed: UInt64) throws {
    self.calendar = calendar
    self.receipts = receipts
    random = SplitMix64(seed: seed, stream: 9)
    registers = try folder.file("学籍", .lists, "身份证号,学籍号,学段,学校所在地,入学日期,离校日期")
    years = try folder.file(
      "学年注册", .lists, "身份证号,学年,学段,年级,培养层次,学校所在地,开始日期,结束日期,实缴学费,贷款本息,资助档次")
    needy = try folder.file("困难学生名单", .lists, "身份证号,类别,认定日期,退出日期")
    liftedOut = try folder.file("脱贫人口名单", .lists, "身份证号,纳入日期,退出日期")
  }

  mutating func write(_ household: Household) throws {
    let isLiftedOut = household.place.traits.contains(.pupils) ? random.chance(220) : random.chance(15)
    for index in 0..<household.memberCount {
      let person = household.people[index]
      if isLiftedOut { try liftedOut.row(person.key, "2016-12-01", random.chance(40) ? "2020-12-31" : "") }
      let age = calendar.age(person.birth)
      if (15...18).contains(age), person.admitted == nil, random.chance(760) {
        try writePupil(person, age, isLiftedOut)
      } else if age >= 18, age <= 25, person.employer == nil, person.graduated == nil, random.chance(700) {
        try writeStudent(person)
      } else if person.enlisted != nil, random.chance(600) {
        try writeStudent(person)
      }
    }
  }

  private mutating func writePupil(_ person: Person, _ age: Int, _ isLiftedOut: Bool) throws {
    serial += 1
    let start = calendar.schoolYear(of: calendar.asOf)
    let grade = min(2, max(0, age - 15))
    let begun = calendar.date(start - grade, 9, 1)
    try registers.row(
      person.key, "G" + Numbers.pad(serial, 9), "普通高中", person.place.code, begun.text,
      calendar.date(start - grade + 3, 7, 10).text)
    let isNeedy = !isLiftedOut && random.chance(person.place.traits.contains(.pupils) ? 420 : 40)
    let isPoorTown = isNeedy && random.chance(400)
    if isNeedy {
      try needy.row(person.key, isPoorTown ? "城镇贫困家庭" : "其他贫困学生", calendar.date(start, 9, 20).text, "")
    }
    let year = "\(start)-\(start + 1)"
    let tier = isNeedy && !isPoorTown && random.chance(850) ? random.below(3) : nil
    try years.row(
      person.key, year, "普通高中", ["高一", "高二", "高三"][grade], "", person.place.code,
      calendar.date(start, 9, 1).text, calendar.date(start + 1, 8, 31).text, "800", "0",
      tier.map { ["一档", "二档", "三档"][$0] } ?? "")
    let since = calendar.date(start, 9, 5)
    if person.place.code == "360982", isLiftedOut || isNeedy {
      let fen = isLiftedOut || isPoorTown ? 2500_00 : [2500_00, 2000_00, 1500_00][tier ?? 0]
      try receipts.grant(
        "樟树市普通高中资助", .once, person.key, item: "国家助学金", row: year, fen: fen, since: since, share: 800,
        verified: false)
      if isLiftedOut || isPoorTown {
        try receipts.grant(
          "樟树市普通高中资助", .once, person.key, item: "免学杂费", row: year, fen: grade == 0 ? 1100_00 : 800_00,
          since: since, share: 900,
          verified: false)
      }
    } else if person.place.isIn("1411"), isLiftedOut {
      try receipts.grant(
        "吕梁市脱贫家庭高中生生活费补助", .once, person.key, item: "生活费补助", row: year, fen: 800_00, since: since, share: 780,
        verified: false)
    }
  }

  private mutating func writeStudent(_ person: Person) throws {
    serial += 1
    let entered = person.birth.year + 18
    let begun = calendar.date(entered, 9, 1)
    guard begun <= calendar.asOf else { return }
    let school = random.pick(Place.all).code
    let leaves = calendar.date(entered + 4, 6, 30)
    try registers.row(person.key, "D" + Numbers.pad(serial, 9), "高等学校", school, begun.text, leaves.text)
    let hasLoan = random.chance(220)
    for index in 0..<4 {
      let start = calendar.date(entered + index, 9, 1)
      if start > calendar.asOf || person.enlisted.map({ $0 < start }) == true { break }
      let year = "\(entered + index)-\(entered + index + 1)"
      let loan = hasLoan ? random.within(60...160) * 100 : 0
      try years.row(
        person.key, year, "高等学校", "", "本专科", school, start.text,
        calendar.date(entered + index + 1, 8, 31).text,
        "\(random.within(42...98) * 100)", "\(loan)", "")
      if person.enlisted != nil, person.serviceKind == "义务兵" {
        try receipts.grant(
          "服兵役学费补偿代偿", .once, person.key, item: "学费补偿或贷款代偿", row: year, fen: 8000_00,
          since: calendar.asOf.adding(days: -200), share: 600, verified: false)
      }
    }
    if leaves.year == calendar.schoolYear(of: calendar.asOf) + 1, person.isPoor || hasLoan {
      try receipts.grant(
        "高校毕业生求职创业补贴", .once, person.key, fen: 1500_00, since: calendar.asOf.adding(days: -50), share: 550)
    }
  }
}
