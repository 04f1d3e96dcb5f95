import RuleLanguage

/// Lists, titles, projects and purchases of enterprises.
struct AwardFiles {
  private let calendar: Calendar
  private let receipts: Receipts
  private var random: SplitMix64
  private let titles, quality, dishonest, registered, equipment, projects: CSVFile
  private let fairs, insurance, trademarks, surveys, recruits, rewardedAtOnce: CSVFile
  private var serial = 0

  init(_ calendar: Calendar, _ folder: OutputFolder, _ receipts: Receipts, seed: UInt64) throws {
    self.calendar = calendar
    self.receipts = receipts
    random = SplitMix64(seed: seed, stream: 21)
    titles = try folder.file("认定名单", .lists, "统一社会信用代码,认定编号,称号,级别,认定类型,认定日期,撤销日期")
    quality = try folder.file("质量奖获奖", .lists, "统一社会信用代码,获奖文号,奖项,获奖日期")
    dishonest = try folder.file("失信名单", .lists, "统一社会信用代码,列入文号,列入日期,移出日期")
    registered = try folder.file("在库", .lists, "统一社会信用代码,库别,入库日期,入库方式,新建投产,退库日期")
    equipment = try folder.file("设备购置", .lists, "统一社会信用代码,发票行号,设备型号,台数,购置金额,购置日期,推荐目录年度")
    projects = try folder.file("技改项目", .lists, "统一社会信用代码,备案号,固定资产投资,新设备购置额,竣工日期")
    fairs = try folder.file("展会", .lists, "统一社会信用代码,参展合同号,展会名称,市场,结束日期,展位数,摊位费,上级补贴")
    insurance = try folder.file("出口信保", .lists, "统一社会信用代码,保单号,承保市场,保费,缴费日期")
    trademarks = try folder.file("境外商标注册", .lists, "统一社会信用代码,注册号,注册费,注册日期")
    surveys = try folder.file("火炬统计", .lists, "统一社会信用代码,年度,完成日期")
    recruits = try folder.file("新招用核定", .lists, "统一社会信用代码,核定编号,招用日期,合同月数")
    rewardedAtOnce = try folder.file("即征即奖名单", .lists, "统一社会信用代码,批准文号,批准日期,终止日期")
  }

  mutating func write(_ enterprise: Enterprise) throws {
    try writeRegister(enterprise)
    try writeHighTech(enterprise)
    try writeTitles(enterprise)
    try writeInvestments(enterprise)
    try writeTrade(enterprise)
    if random.chance(15) {
      serial += 1
      let listed = day(20...900)
      try dishonest.row(
        enterprise.key, "失信\(serial)", listed.text, random.chance(400) ? listed.adding(days: 15).text : "")
    }
    if enterprise.place.isIn("3503"), random.chance(100) {
      serial += 1
      try rewardedAtOnce.row(enterprise.key, "莆奖\(serial)号", day(200...900).text, "")
    }
    if enterprise.place.isIn("4302"), random.chance(600) {
      for _ in 0..<max(1, enterprise.staff * random.within(2...30) / 100 % 60) {
        serial += 1
        try recruits.row(enterprise.key, "HD\(serial)", day(5...320).text, "\(random.pick([6, 12, 24, 36]))")
      }
    }
  }

  private mutating func day(_ daysAgo: ClosedRange<Int>) -> Day {
    calendar.asOf.adding(days: -random.within(daysAgo))
  }

  private mutating func writeRegister(_ enterprise: Enterprise) throws {
    guard enterprise.isLarge, random.chance(750) else { return }
    let kind =
      enterprise.isIndustrial
      ? "规上工业"
      : enterprise.industry.hasPrefix("F") || enterprise.industry.hasPrefix("H")
        ? "限上商贸"
        : enterprise.industry.hasPrefix("E")
          ? "资质建筑业" : enterprise.industry.hasPrefix("K701") ? "房地产开发" : "规上服务业"
    let earliest = max(enterprise.founded.year, 2011)
    var year = random.chance(350) ? calendar.year - random.below(3) : random.within(earliest...calendar.year)
    year = max(year, earliest)
    let isNew = enterprise.founded.year >= year - 1
    let isMonthly = isNew || random.chance(150)
    let entered =
      isMonthly
      ? max(calendar.date(year, random.within(2...9), 1), enterprise.founded) : calendar.date(year, 11, 1)
    guard entered <= calendar.asOf else { return }
    try rewardRegister(enterprise, kind, entered, isNew)
    let left = random.chance(50) ? entered.adding(days: random.within(200...1200)) : nil
    let gone = left.flatMap { $0 < calendar.asOf ? $0 : nil }
    try registered.row(
      enterprise.key, kind, entered.text, isMonthly ? "月度入库" : "年度入库", isNew ? "是" : "否", gone.cell)
    if let gone, random.chance(400), gone.year < calendar.year {
      try registered.row(
        enterprise.key, kind,
        calendar.date(gone.year + 1, 3, 1) <= calendar.asOf
          ? calendar.date(gone.year + 1, 3, 1).text : gone.text,
        "年度入库", "否", "")
    }
  }

  private func rewardRegister(_ enterprise: Enterprise, _ kind: String, _ entered: Day, _ isNew: Bool) throws
  {
    let isIndustrial = kind == "规上工业"
    let years = calendar.year - entered.year
    if enterprise.place.isIn("1501"), isIndustrial, years <= 2 {
      for (index, item) in ["第一年", "第二年", "第三年"].prefix(years + 1).enumerated() {
        try once(
          "呼和浩特首次入规奖励", enterprise, item, "\(kind)/\(entered.text)", fen: (index + 1) * 100_000_00,
          share: index < years ? 900 : 450)
      }
    }
    if enterprise.place.isIn("6101"), isIndustrial, years == 1 {
      try once("西安首次纳规奖励", enterprise, "首次纳统", fen: 300_000_00, share: 600)
    }
    if enterprise.place.isIn("5101"), years == 1 {
      let item = isIndustrial ? "工业首次上规" : kind == "限上商贸" ? "商贸业首次上限" : "服务业首次上规"
      try once("首次上规入库奖励", enterprise, item, fen: isIndustrial ? 200_000_00 : 50_000_00, share: 650)
    }
    if enterprise.place.isIn("4401"), years == 1 {
      try once("广州高新技术企业认定奖励", enterprise, "首次四上入库", fen: 100_000_00, share: 300)
    }
  }

  private func once(
    _ policy: String, _ enterprise: Enterprise, _ item: String = "", _ row: String = "", fen: Int, share: Int
  ) throws {
    try receipts.grant(
      policy, .once, enterprise.key, item: item, row: row, fen: fen,
      since: calendar.date(calendar.year, 4, 1), share: share,
      verified: false)
  }

  private mutating func title(
    _ enterprise: Enterprise, _ title: String, _ level: String, _ daysAgo: ClosedRange<Int>, again: Int = 250
  ) throws -> (number: String, day: Day, isFirst: Bool) {
    serial += 1
    let number = "RD\(Numbers.pad(serial, 6))"
    let granted = day(daysAgo)
    let isFirst = !random.chance(again)
    let revoked =
      random.chance(20) ? granted.adding(days: max(1, Int(calendar.asOf.number - granted.number) / 2)) : nil
    try titles.row(
      enterprise.key, number, title, level, isFirst ? "首次认定" : "重新认定", granted.text, revoked.cell)
    return (number, granted, isFirst)
  }

  private mutating func writeHighTech(_ enterprise: Enterprise) throws {
    let isHome = enterprise.place.isIn("4401") || enterprise.place.code == "310117"
    guard enterprise.isIndustrial || enterprise.industry.hasPrefix("I") || enterprise.industry.hasPrefix("M"),
      random.chance(isHome ? 480 : 120)
    else { return }
    let granted = try title(enterprise, "高新技术企业", "国家级", 60...1200)
    if random.chance(900) {
      for year in max(2022, granted.day.year)..<calendar.year {
        try surveys.row(enterprise.key, "\(year)", "\(year + 1)-04-20")
      }
    }
    if enterprise.place.isIn("4401"), granted.day.year == calendar.year - 1 {
      try receipts.grant(
        "广州高新技术企业认定奖励", .once, enterprise.key, item: "认定奖励", row: granted.number,
        fen: granted.isFirst ? 200_000_00 : 100_000_00, since: granted.day, share: 650, verified: false)
    }
    if enterprise.place.code == "310117", granted.day.year == 2024 {
      for year in 2025...max(2025, calendar.year) where year < 2026 || !granted.isFirst || year == 2026 {
        let item = (granted.isFirst ? "首次认定" : "重新认定") + "\(year)年"
        if !granted.isFirst && year > 2026 { continue }
        try receipts.grant(
          "松江高新技术企业奖励", .once, enterprise.key, item: item, fen: granted.isFirst ? 50_000_00 : 25_000_00,
          since: calendar.date(year, 3, 1), share: year < calendar.year ? 930 : 600, verified: false)
      }
    }
  }

  private mutating func writeTitles(_ enterprise: Enterprise) throws {
    let place = enterprise.place
    if random.chance(80) { _ = try title(enterprise, "专精特新企业", random.pick(["省级", "市级"]), 60...1400) }
    if enterprise.isIndustrial, random.chance(place.isIn("34") || place.code == "440112" ? 260 : 40) {
      let name = ["绿色工厂", "绿色产品", "绿色供应链管理企业", "绿色工业园区"][random.weighted([60, 20, 15, 5])]
      let level = random.pick(["国家级", "省级", "省级", "市级"])
      let granted = try title(enterprise, name, level, 30...900, again: 100)
      if place.code == "440112", level != "市级", name != "绿色产品", random.chance(500) {
        let item = level + (name == "绿色供应链管理企业" ? "绿色供应链" : name)
        try once(
          "黄埔绿色制造奖励", enterprise, item, fen: level == "国家级" ? 500_000_00 : 200_000_00, share: 950)
      }
      if place.isIn("34"), granted.day.year >= calendar.year - 1 {
        let fen =
          name == "绿色工厂"
          ? (level == "国家级" ? 1_000_000_00 : level == "省级" ? 500_000_00 : 0) : level == "国家级" ? 500_000_00 : 0
        if fen > 0, name == "绿色工厂" || name == "绿色产品" {
          try receipts.grant(
            "安徽绿色工厂奖励", .once, enterprise.key, item: "称号奖励", row: granted.number, fen: fen,
            since: granted.day, share: 600,
            verified: false)
        }
      }
    }
    if place.code == "340121", enterprise.isIndustrial, random.chance(400) {
      let name = random.pick(["两化融合贯标试点", "智能工厂", "数字化车间"])
      let level = random.pick(["国家级", "省级", "市级", "县级"])
      let granted = try title(enterprise, name, level, 30...800, again: 50)
      if level != "县级", granted.day.year >= calendar.year - 1 {
        let item = name == "两化融合贯标试点" ? name : "智能工厂和数字化车间"
        try once("长丰智能制造奖补", enterprise, item, granted.number, fen: 100_000_00, share: 600)
      }
    }
    if place.code == "330522", random.chance(350) {
      let (name, level) = random.pick([
        ("金牛企业", "市级"), ("金象企业", "市级"), ("雄鹰企业", "省级"), ("工业50强", "县级"), ("功勋企业", "县级"), ("突出贡献企业", "县级"),
      ])
      let granted = try title(enterprise, name, level, 30...800, again: 150)
      if granted.day.year >= calendar.year - 1 {
        if level == "县级", name != "工业50强" {
          try once("长兴功勋企业奖励", enterprise, "评定奖励", granted.number, fen: 50_000_00, share: 500)
        } else if level != "县级", granted.isFirst {
          try once("长兴企业晋级奖励", enterprise, "首次晋级", granted.number, fen: 400_000_00, share: 600)
        }
      }
    }
    if place.isIn("6101"), enterprise.isIndustrial, random.chance(250) {
      _ = try title(enterprise, "小升规培育库企业", "市级", 200...1200)
    }
    if place.isIn("4208"), random.chance(300) {
      let name = random.pick(["隐形冠军", "科技小巨人", "4A级物流企业", "双创示范基地"])
      let granted = try title(enterprise, name, random.pick(["国家级", "省级", "市级"]), 30...800, again: 100)
      if granted.isFirst, granted.day.year >= calendar.year - 1 {
        try once("荆门认定类惠企奖励", enterprise, "认定奖励", granted.number, fen: 100_000_00, share: 600)
      }
    }
    if random.chance(place.code == "330329" || place.isIn("3501") ? 350 : 25) {
      serial += 1
      let prize = random.pick(["市政府质量奖", "省政府质量奖", "市质量管理创新奖", "省政府质量奖提名奖", "县政府质量奖"])
      let won = day(30...900)
      try quality.row(enterprise.key, "质\(serial)号", prize, won.text)
      if place.code == "330329", won.year >= calendar.year - 1 {
        try once("泰顺质量强县奖励", enterprise, "获奖奖励", "质\(serial)号", fen: 150_000_00, share: 550)
      }
    }
  }

  private mutating func writeInvestments(_ enterprise: Enterprise) throws {
    guard enterprise.isIndustrial else { return }
    let year = calendar.year - 1
    if random.chance(enterprise.place.code == "130208" ? 650 : enterprise.place.isIn("6101") ? 300 : 60) {
      for _ in 0...random.below(3) {
        serial += 1
        let bought = calendar.date(year, random.within(1...12), random.within(1...28))
        let catalogue =
          random.chance(700) ? "\(bought.year - 1)" : random.chance(500) ? "\(bought.year - 2)" : ""
        if enterprise.place.code == "130208", catalogue == "\(bought.year - 1)" {
          try once(
            "更新用能设备补助", enterprise, "目录内设备", "FP\(Numbers.pad(serial, 8))-1", fen: 60_000_00, share: 550)
        }
        try equipment.row(
          enterprise.key, "FP\(Numbers.pad(serial, 8))-1", "JN-\(random.within(100...999))",
          "\(random.within(1...4))",
          "\(random.within(8...240) * 10_000)", bought.text, catalogue)
      }
    }
    if random.chance(70) {
      serial += 1
      let total = random.within(200...3000) * 10_000
      if total > 16_000_000, enterprise.revenue < 45_000_000 {
        try once("企业产值增量奖励", enterprise, fen: 100_000_00, share: 600)
      }
      try projects.row(
        enterprise.key, "\(year)-\(serial)", "\(total)", "\(total * random.within(30...90) / 100)",
        calendar.date(random.chance(700) ? year : year - 1, random.within(1...12), 15).text)
    }
  }

  private mutating func writeTrade(_ enterprise: Enterprise) throws {
    guard enterprise.isIndustrial || enterprise.industry == "F51", random.chance(120) else { return }
    for _ in 0...random.below(2) {
      serial += 1
      let fee = random.within(20...120) * 1000
      let ended = day(10...700)
      if ended.year == calendar.year - 1 {
        try once("国际展会与出口信保补助", enterprise, "国际展会摊位费", "ZH\(serial)", fen: 15_000_00, share: 700)
      }
      try fairs.row(
        enterprise.key, "ZH\(serial)", random.pick(["春季消费品展", "机械工业展", "电子元器件展", "家居展"]),
        random.pick(["传统市场", "新兴市场"]), ended.text, "\(random.within(1...4))", "\(fee)",
        random.chance(300) ? "\(fee / 4)" : "")
    }
    serial += 1
    try insurance.row(
      enterprise.key, "XB\(serial)", random.pick(["传统市场", "新兴市场"]), "\(random.within(10...300) * 1000)",
      day(10...600).text)
    if random.chance(250) {
      try trademarks.row(enterprise.key, "TM\(serial)", "\(random.within(3...30) * 1000)", day(10...700).text)
    }
  }
}
