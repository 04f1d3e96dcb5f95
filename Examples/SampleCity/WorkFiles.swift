import RuleLanguage

/// Employment, contributions, certificates, homes: what a working life leaves in the departments' files.
struct WorkFiles {
  private let calendar: Calendar
  private let employers: Registry
  private let receipts: Receipts
  private var random: SplitMix64
  let months: CSVFile
  private let jobs, unemployment, payments, hardToPlace, certificates: CSVFile
  private let homes, leases, hires, honours: CSVFile
  private var serial = 0

  init(
    _ calendar: Calendar, _ folder: OutputFolder, _ employers: Registry, _ receipts: Receipts, seed: UInt64
  ) throws {
    self.calendar = calendar
    self.employers = employers
    self.receipts = receipts
    random = SplitMix64(seed: seed, stream: 6)
    jobs = try folder.file("任职", .lists, "身份证号,单位,单位性质,起始日期,终止日期,合同期限月数")
    months = try folder.file("社保月缴", .months, "身份证号,险种,月份,类型,参保地,单位")
    unemployment = try folder.file("失业登记", .lists, "身份证号,登记日期,注销日期,登记地")
    payments = try folder.file("失业金发放", .months, "身份证号,月份,金额,发放地")
    hardToPlace = try folder.file("就业困难认定", .lists, "身份证号,类别,认定日期,退出日期")
    certificates = try folder.file("技能证书", .lists, "身份证号,证书编号,工种,等级,核发日期")
    homes = try folder.file("房产", .lists, "身份证号,不动产单元号,区划,取得日期,转出日期")
    leases = try folder.file("租赁备案", .lists, "身份证号,备案编号,区划,起租日期,到期日期")
    hires = try folder.file("招用补贴领取", .lists, "身份证号,拨付单号,补贴种类,领取单位,拨付日期")
    honours = try folder.file("立功受奖", .lists, "身份证号,批准文号,奖励,批准日期")
  }

  mutating func write(_ person: Person) throws {
    let age = calendar.age(person.birth)
    if person.employer != nil {
      try writeJob(person)
    } else if (18...58).contains(age), random.chance(70) {
      try writeUnemployment(person)
    }
    if age >= 24, random.chance(person.place.traits.contains(.renters) ? 300 : 120) { try writeHome(person) }
    if let discharged = person.discharged { try writeDischarge(person, discharged) }
  }

  private mutating func writeJob(_ person: Person) throws {
    guard let employer = person.employer, let hired = person.hired else { return }
    let place = Employers.place(of: employer)
    let firm = employers.key(of: employer)
    let isFresh = person.graduated.map { $0.fullYears(to: hired) < 2 } ?? false
    let contract = random.chance(isFresh ? 250 : 500) ? "" : "\(random.pick([6, 12, 24, 36]))"
    let nature = random.chance(930) ? "企业单位" : random.pick(["事业单位", "其他单位"])
    if !random.chance(40) { try jobs.row(person.key, firm, nature, hired.text, "", contract) }
    let reach = isFresh && place.traits.contains(.graduates) ? 40 : 15
    let first = max(hired.month, calendar.month.adding(-reach))
    let isPartial =
      place.traits.isDisjoint(with: [.graduates, .certificates, .renters]) && !random.chance(200)
    let gap = random.chance(50) ? calendar.month.adding(-random.within(2...8)) : nil
    var month = first
    while month <= calendar.lastMonth {
      defer { month = month.adding(1) }
      if month == gap { continue }
      let kind = random.chance(15) ? "补缴" : "正常"
      for insurance in ["养老", "失业", "工伤"] {
        if insurance == "失业" && isPartial { continue }
        if insurance == "工伤" && !place.traits.contains(.graduates) { continue }
        try months.row(person.key, insurance, month.text, kind, place.code, firm)
      }
    }
    if place.traits.contains(.graduates), isFresh, random.chance(150) {
      serial += 1
      try hires.row(
        person.key, "ZY" + Numbers.pad(serial, 7), "高校毕业生就业补贴", firm,
        hired.adding(days: min(120, Int(calendar.asOf.number - hired.number))).text)
    }
    let share = place.traits.contains(.certificates) ? 220 : place.traits.contains(.renters) ? 120 : 40
    if random.chance(share) { try writeCertificates(person, place) }
    if place.traits.contains(.renters) { try writeLease(person, place) }
  }

  private mutating func writeCertificates(_ person: Person, _ place: Place) throws {
    for _ in 0..<(random.chance(150) ? 2 : 1) {
      serial += 1
      let number = "ZS" + Numbers.pad(serial, 8)
      let grade = random.weighted([4, 10, 30, 32, 24])
      let issued = calendar.asOf.adding(days: -random.within(10...700))
      try certificates.row(
        person.key, number, random.pick(["电工", "焊工", "钳工", "育婴员", "养老护理员", "中式烹调师", "叉车司机"]),
        ["一级", "二级", "三级", "四级", "五级"][grade], issued.text)
      guard place.city == "大连", grade >= 2, issued > calendar.asOf.adding(days: -365) else { continue }
      try receipts.grant(
        "大连市技能提升补贴", .once, person.key, item: "证书补贴", row: number,
        fen: [0, 0, 2000_00, 1500_00, 1000_00][grade],
        since: issued, share: 750)
    }
  }

  private mutating func writeLease(_ person: Person, _ place: Place) throws {
    guard random.chance(450) else { return }
    serial += 1
    let begun = calendar.asOf.adding(days: -random.within(30...500))
    try leases.row(
      person.key, "ZL" + Numbers.pad(serial, 7), place.code, begun.text, begun.adding(days: 730).text)
    guard let graduated = person.graduated, graduated.fullYears(to: calendar.asOf) < 2,
      ["博士研究生", "硕士研究生", "大学本科"].contains(person.education), person.isFullTime
    else { return }
    try receipts.grant(
      "常州市人才租房补贴", .monthly, person.key, item: "学历资助",
      fen: person.education == "博士研究生" ? 800_00 : person.education == "硕士研究生" ? 600_00 : 500_00, since: begun,
      share: 700)
  }

  private mutating func writeUnemployment(_ person: Person) throws {
    let registered = calendar.asOf.adding(days: -random.within(20...600))
    try unemployment.row(
      person.key, registered.text, random.chance(300) ? registered.adding(days: 19).text : "",
      person.place.code)
    for back in 1...3 where registered.month <= calendar.month.adding(-back) {
      try payments.row(person.key, calendar.month.adding(-back).text, "1710", person.place.code)
    }
    if random.chance(200) {
      let kind = random.pick(["大龄失业人员", "零就业家庭成员", "长期失业人员", "残疾人员"])
      try hardToPlace.row(person.key, kind, registered.adding(days: 10).text, "")
    }
  }

  private mutating func writeHome(_ person: Person) throws {
    serial += 1
    let bought = max(person.birth.adding(years: 18), calendar.asOf.adding(days: -random.within(100...6000)))
    let sold = random.chance(60) ? calendar.asOf.adding(days: -random.within(5...90)) : nil
    try homes.row(person.key, "BDC" + Numbers.pad(serial, 9), person.place.code, bought.text, sold.cell)
  }

  private mutating func writeDischarge(_ person: Person, _ discharged: Day) throws {
    if random.chance(200) {
      serial += 1
      let honour = random.pick(["三等功", "三等功", "二等功", "四等战功"])
      try honours.row(
        person.key, "令〔\(discharged.year)〕\(serial)号", honour,
        discharged.adding(days: -random.within(30...600)).text)
    }
    guard discharged >= calendar.date(2024, 9, 1), let reported = person.reported else { return }
    try receipts.grant(
      "自主就业退役士兵一次性退役金", .once, person.key, fen: person.serviceYears * 4500_00, since: reported, share: 650)
  }
}
