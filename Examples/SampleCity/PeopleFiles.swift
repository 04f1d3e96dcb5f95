import RuleLanguage

/// 个人 and 家庭 with what belongs to a household: members, incomes, lists of relief.
struct PeopleFiles {
  private let calendar: Calendar
  private var random: SplitMix64
  private let people, households, members, incomes, expenses: CSVFile
  private let poor, nearPoor, destitute, housing, kin, gravelyIll, restricted: CSVFile
  private var certificates = 0

  init(_ calendar: Calendar, _ folder: OutputFolder, seed: UInt64) throws {
    self.calendar = calendar
    random = SplitMix64(seed: seed, stream: 3)
    people = try folder.file(
      "个人", .none,
      "身份证号,姓名,性别,出生日期,死亡日期,户籍所在地,户籍迁入日期,迁入前户籍地,宣告失踪日期,失联起始日期,婚姻状况,配偶,监护人,"
        + "亲属核验日期,居住城乡,核定月收入,个人财产状况,以劳动收入为生,残疾类别,残疾等级,老年人能力等级,参保地,参保类型,合规生育,最高学历,学习形式,毕业日期,高考录取日期,"
        + "入伍日期,服役类别,退役批准日期,安置方式,服现役年限,报到日期,逾期报到有正当理由")
    households = try folder.file(
      "家庭", .none, "户编号,户主,户籍地,城乡,财产状况,核对完成日期,自有住房建筑面积,月租金,适老化核定费用")
    members = try folder.file("家庭成员", .lists, "户编号,成员,与户主关系,加入日期,离开日期")
    incomes = try folder.file("家庭收入", .months, "户编号,类别,月份,金额")
    expenses = try folder.file("家庭支出", .months, "户编号,类别,月份,金额")
    poor = try folder.file("低保名单", .lists, "身份证号,救助证号,类别,批准日期,停发日期")
    nearPoor = try folder.file("低保边缘名单", .lists, "身份证号,救助证号,批准日期,退出日期")
    destitute = try folder.file("特困名单", .lists, "身份证号,救助证号,供养方式,批准日期,停发日期")
    housing = try folder.file("住房保障名单", .lists, "户编号,类别,批准日期,退出日期")
    kin = try folder.file("亲属", .lists, "身份证号,成员,关系类型")
    gravelyIll = try folder.file("重病认定", .lists, "身份证号,认定日期,终止日期")
    restricted = try folder.file("受限情形", .lists, "身份证号,种类,起始日期,终止日期,期限月数")
  }

  mutating func write(_ household: Household) throws {
    for person in household.people { try write(person, of: household) }
    try writeHousehold(household)
    try writeRelief(household)
    if household.kind == .childWithoutCare { try writeKin(household) }
  }

  // MARK: 个人

  private mutating func write(_ person: Person, of household: Household) throws {
    func key(_ index: Int?) -> String { index.map { household.people[$0].key } ?? "" }
    let age = calendar.age(person.birth)
    let isInsured = person.employer != nil
    let isAssessed =
      person.isPoor || person.isDestitute || (person.place.isIn("52") && age >= 60 && random.chance(400))
    let lawful = age < 18 ? (random.chance(30) ? "" : random.chance(8) ? "否" : "是") : ""
    let leave = person.discharged == nil ? "" : random.chance(900) ? "自主就业" : "安排工作"
    let row = [
      person.key, person.name, person.isMale ? "男" : "女", birthCell(person),
      person.died.cell, regionCell(person.place), person.movedIn.cell, person.movedFrom,
      person.declaredMissing.cell, person.lostSince.cell, person.marriage, key(person.spouse),
      key(person.guardian), person.kinCheckedOn.cell, household.isUrban ? "城市" : "农村",
      isAssessed ? yuan(random.within(0...90000)) : "",
      isAssessed ? "符合规定" : "", age == 16 || age == 17 ? "否" : "", person.disability, person.disabilityGrade,
      person.careGrade, isInsured ? employerRegion(person) : person.place.code,
      isInsured ? "单位职工" : "城乡居民", lawful, person.education,
      person.graduated == nil ? "" : person.isFullTime ? "全日制" : "非全日制", person.graduated.cell,
      person.admitted.cell, person.enlisted.cell, person.serviceKind, person.discharged.cell, leave,
      person.discharged == nil ? "" : "\(person.serviceYears)", person.reported.cell,
      person.discharged == nil ? "" : "否",
    ]
    try people.row(row)
    // The same line twice, a line without its number, and one that was cut off.
    if random.chance(2) { try people.row(row) }
    if random.chance(1), random.chance(400) { try people.row([""] + row.dropFirst()) }
    if random.chance(1), random.chance(400) { try people.row(Array(row.prefix(9))) }
  }

  private func employerRegion(_ person: Person) -> String {
    person.employer.map { Employers.place(of: $0).code } ?? person.place.code
  }

  /// Written in several ways, at times wrong, at times not at all.
  private mutating func birthCell(_ person: Person) -> String {
    if random.chance(4) { return "" }
    if random.chance(2) { return "\(person.birth.year)年2月30日" }
    if random.chance(60) { return person.birth.compact }
    return person.birth.text
  }

  private mutating func regionCell(_ place: Place) -> String {
    if random.chance(12) { return "" }
    if !place.retired.isEmpty, random.chance(50) { return place.retired }
    return place.code
  }

  // MARK: 家庭

  private mutating func writeHousehold(_ household: Household) throws {
    let key = household.key
    let place = household.place
    let needsChecking = place.traits.contains(.hardship) || place.traits.contains(.longCare)
    let isChecked = random.chance(household.people[0].isPoor ? 900 : needsChecking ? 300 : 60)
    let checked = isChecked ? calendar.asOf.adding(days: -random.within(10...250)) : nil
    let assets = isChecked ? (random.chance(850) ? "符合规定" : "超出规定") : ""
    let isTenant = household.isTenant
    let space =
      isTenant
      ? (random.chance(800) ? "0" : "\(random.within(8...40))")
      : random.chance(700) ? "\(random.within(45...140))" : ""
    let renovation = place.code == "440309" && random.chance(60) ? "\(random.within(30...260) * 100)" : ""
    try households.row(
      key, household.people[0].key, random.chance(6) ? "" : place.code, household.isUrban ? "城市" : "农村",
      assets, checked.cell, space, isTenant ? "\(random.within(6...32) * 100)" : "0", renovation)
    for index in 0..<household.memberCount {
      let person = household.people[index]
      let relation =
        index == 0 ? "户主本人" : index == household.people[0].spouse ? "户主配偶" : index < 5 ? "户主子女" : "其他成员"
      let joined = max(person.birth, calendar.date(calendar.year - 12, 1, 1))
      try members.row(key, person.key, relation, joined.text, person.died.cell)
    }
    if isChecked { try writeMoney(key, household) }
    if isTenant || (place.traits.contains(.rentSubsidy) && random.chance(60)) {
      let since = calendar.asOf.adding(days: -random.within(60...900))
      try housing.row(key, random.chance(800) ? "低收入住房困难" : "其他保障家庭", since.text, "")
    }
  }

  private mutating func writeMoney(_ key: String, _ household: Household) throws {
    let isPoor = household.people[0].isPoor
    let monthly = isPoor ? random.within(300...1600) : random.within(1500...9000)
    let isGappy = random.chance(30)
    for back in 1...12 where !(isGappy && back == 7) {
      try incomes.row(key, "工资性收入", calendar.month.adding(-back).text, "\(monthly + random.below(90))")
    }
    if random.chance(150) { try incomes.row(key, "育儿补贴收入", calendar.month.adding(-3).text, "3600") }
    guard random.chance(250) else { return }
    for kind in ["医疗支出", "教育支出"] where random.chance(650) {
      let spent = monthly * 12 * random.within(20...90) / 100
      try expenses.row(
        key, kind, calendar.month.adding(-random.within(1...11)).text, yuan(spent * 100 + random.below(100)))
    }
  }

  // MARK: Relief

  private mutating func writeRelief(_ household: Household) throws {
    let first = household.people[0]
    if first.isPoor || first.isNearPoor {
      certificates += 1
      let number = "JZ" + Numbers.pad(certificates, 7)
      let since = calendar.asOf.adding(days: -random.within(40...1500))
      let ended = random.chance(80) ? since.adding(days: random.within(20...39)) : nil
      for person in household.people.prefix(household.memberCount) {
        if person.isPoor {
          try poor.row(person.key, number, household.isUrban ? "城市低保" : "农村低保", since.text, ended.cell)
        } else {
          try nearPoor.row(person.key, number, since.text, ended.cell)
        }
      }
    }
    for person in household.people where person.isDestitute {
      certificates += 1
      let since = calendar.asOf.adding(days: -random.within(40...1500))
      try destitute.row(
        person.key, "TK" + Numbers.pad(certificates, 7), random.chance(700) ? "分散供养" : "集中供养", since.text,
        person.died.cell)
    }
  }

  private mutating func writeKin(_ household: Household) throws {
    let people = household.people
    guard people.count == 4 else { return }
    let child = people[0]
    try kin.row(child.key, people[2].key, "父母")
    if random.chance(950) { try kin.row(child.key, people[3].key, "父母") }
    try kin.row(child.key, people[1].key, "其他义务人")
    let begun = calendar.asOf.adding(days: -random.within(30...700))
    if people[3].died == nil, people[3].disability.isEmpty {
      switch random.below(3) {
      case 0: try gravelyIll.row(people[3].key, begun.text, "")
      case 1: try restricted.row(people[3].key, "失去联系", begun.text, "", "")
      default: try restricted.row(people[3].key, "服刑在押", begun.text, "", "\(random.within(4...36))")
      }
    }
  }
}
