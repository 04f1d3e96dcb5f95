import RuleLanguage

/// Disability certificates, wheelchairs, long-term care, small children.
struct CareFiles {
  private let calendar: Calendar
  private let receipts: Receipts
  private var random: SplitMix64
  private let certificates, wheelchairs, jobless, assessments, costs, injuryCare: CSVFile
  private let contributions: CSVFile
  private var serial = 0

  init(
    _ calendar: Calendar, _ folder: OutputFolder, _ receipts: Receipts, contributions: CSVFile, seed: UInt64
  ) throws {
    self.calendar = calendar
    self.receipts = receipts
    self.contributions = contributions
    random = SplitMix64(seed: seed, stream: 10)
    certificates = try folder.file("残疾证", .lists, "身份证号,残疾证号,类别,等级,肢体部位,发证日期,失效日期")
    wheelchairs = try folder.file("轮椅车", .lists, "身份证号,车架号,符合国家标准,购置日期,报废日期")
    jobless = try folder.file("重残无业名单", .lists, "身份证号,批准日期,停发日期")
    assessments = try folder.file("失能评估", .lists, "身份证号,评估编号,等级,失能起始日期,评估日期,失效日期")
    costs = try folder.file("护理费用", .months, "身份证号,结算单号,月份,费用类别,金额")
    injuryCare = try folder.file("工伤护理", .lists, "身份证号,护理程度,核定日期,停发日期")
  }

  mutating func write(_ person: Person) throws {
    let age = calendar.age(person.birth)
    if !person.disability.isEmpty { try writeDisability(person, age) }
    if person.place.traits.contains(.longCare), age >= 62, random.chance(260) { try writeLongCare(person) }
    // Whoever was under three on a day of this year.
    if person.birth.adding(years: 3) > calendar.date(calendar.year, 1, 1), person.died == nil {
      try receipts.grant(
        "育儿补贴", .yearly, person.key, fen: 3600_00, since: person.birth, share: 720, verified: false)
    }
    if person.place.traits.contains(.orphans), person.kinCheckedOn != nil {
      try receipts.grant(
        "事实无人抚养儿童基本生活补贴", .register, person.key, fen: 1900_00, since: calendar.asOf.adding(days: -400),
        share: 500)
    }
  }

  private mutating func writeDisability(_ person: Person, _ age: Int) throws {
    let issued = max(person.birth.adding(years: 1), calendar.asOf.adding(days: -random.within(60...3500)))
    guard issued < calendar.asOf else { return }
    let grade = ["一级": "1", "二级": "2", "三级": "3"][person.disabilityGrade] ?? "4"
    let isLimb = person.disability == "4"
    let part = isLimb ? (random.chance(650) ? "下肢" : random.pick(["上肢", "躯干", "其他部位"])) : ""
    let expired = random.chance(50) ? calendar.asOf.adding(days: -random.within(5...300)) : nil
    try certificates.row(
      person.key, person.key + person.disability + grade, person.disability, person.disabilityGrade, part,
      issued.text,
      max(expired ?? issued, issued) == issued ? "" : expired.cell)
    if part == "下肢", person.place.traits.contains(.wheelchairs), (17...62).contains(age), random.chance(850) {
      try writeWheelchair(person, age)
    }
    guard person.place.isIn("31") else { return }
    let isJobless =
      ["一级", "二级"].contains(person.disabilityGrade) && (18...58).contains(age) && person.employer == nil
    if isJobless { try jobless.row(person.key, issued.adding(days: 30).text, person.died.cell) }
    if isJobless || person.isPoor || person.isNearPoor {
      try receipts.grant(
        "上海市困难残疾人生活补贴", .register, person.key, fen: person.isNearPoor ? 290_00 : 410_00,
        since: issued.adding(days: 40),
        until: person.died)
    }
    let isGrave =
      ["一级", "二级"].contains(person.disabilityGrade)
      || (person.disabilityGrade == "三级" && ["5", "6"].contains(person.disability))
    if isGrave || random.chance(10) {
      try receipts.grant(
        "上海市重度残疾人护理补贴", .register, person.key, fen: person.disabilityGrade == "一级" ? 300_00 : 150_00,
        since: issued.adding(days: 40), until: person.died)
    }
  }

  private mutating func writeWheelchair(_ person: Person, _ age: Int) throws {
    for _ in 0..<(random.chance(60) ? 2 : 1) {
      serial += 1
      let frame = "LYC" + Numbers.pad(serial, 10)
      let bought = calendar.asOf.adding(days: -random.within(30...2500))
      let scrapped = random.chance(80) ? calendar.asOf.adding(days: -random.within(1...25)) : nil
      try wheelchairs.row(
        person.key, frame, random.chance(60) ? "" : random.chance(60) ? "否" : "是", bought.text, scrapped.cell)
      if (18...60).contains(age) {
        try receipts.grant(
          "大同市轮椅车燃油补贴", .yearly, person.key, item: "燃油补贴", row: frame, fen: 260_00, since: bought, share: 760)
      }
    }
  }

  private mutating func writeLongCare(_ person: Person) throws {
    serial += 1
    let begun = calendar.asOf.adding(days: -random.within(60...900))
    let level = ["重度三级", "重度二级", "重度一级", "中度", "轻度"][random.weighted([20, 25, 30, 15, 10])]
    try assessments.row(
      person.key, "SN" + Numbers.pad(serial, 7), level, begun.text, begun.adding(days: 40).text, "")
    let monthsPaid = random.chance(850) ? 14 : random.within(1...6)
    for back in 1...monthsPaid {
      try contributions.row(person.key, "长护", calendar.month.adding(-back).text, "正常", person.place.code, "")
    }
    let fee = random.within(12...42) * 100_00
    for back in 1...10 where calendar.month.adding(-back).year == calendar.year {
      let month = calendar.month.adding(-back)
      try costs.row(person.key, "JS\(Numbers.pad(serial, 7))\(month.month)", month.text, "护理服务费", yuan(fee))
      if back % 3 == 0 {
        try costs.row(
          person.key, "JC\(Numbers.pad(serial, 7))\(month.month)", month.text, "床位费", yuan(900_00))
      }
    }
    if random.chance(60) { try injuryCare.row(person.key, "大部分不能自理", begun.adding(days: 30).text, "") }
    if level.hasPrefix("重度") {
      try receipts.grant(
        "长期护理保险待遇", .monthly, person.key, fen: fee / 2, since: begun.adding(days: 200), until: person.died,
        share: 700)
    }
  }
}
