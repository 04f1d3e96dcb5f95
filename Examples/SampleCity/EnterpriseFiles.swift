import RuleLanguage

/// 企业 and the yearly and monthly figures about them.
struct EnterpriseFiles {
  private let calendar: Calendar
  private let receipts: Receipts
  private var random: SplitMix64
  private var isDeducted = false
  private let enterprises, reports, taxes, incomeTax, trade, insurance, energy, disabled: CSVFile

  init(_ calendar: Calendar, _ folder: OutputFolder, _ receipts: Receipts, seed: UInt64) throws {
    self.calendar = calendar
    self.receipts = receipts
    random = SplitMix64(seed: seed, stream: 20)
    enterprises = try folder.file(
      "企业", .none,
      "统一社会信用代码,企业名称,登记住所,税收归属地,登记行业,统计行业,主体类型,成立日期,注销日期,民营企业,从业人员期末人数,"
        + "营业收入,资产总额,部门认定划型,法定代表人,前身,转设方式,所属园区,符合产业导向,限制禁止行业")
    reports = try folder.file("年报", .lists, "统一社会信用代码,年度,产值,营业收入,主营业务收入,销售额,研发费用")
    taxes = try folder.file(
      "年度税收", .lists,
      "统一社会信用代码,年度,入库税收,增值税县得,房产税地方所得,土地使用税地方所得,用地亩数,研发加计扣除")
    incomeTax = try folder.file("企业所得税申报", .lists, "统一社会信用代码,所属年度,应纳税所得额,季均从业人数,季均资产总额")
    trade = try folder.file("年度外贸", .lists, "统一社会信用代码,年度,进出口总额万美元,软件出口额美元")
    insurance = try folder.file(
      "单位参保月", .months, "统一社会信用代码,月份,参保人数,失业保险实缴,足额缴费,新增领金人数")
    energy = try folder.file("用能月度", .months, "统一社会信用代码,月份,用电费,用水吨数,用气立方米")
    disabled = try folder.file("残疾人安置", .lists, "统一社会信用代码,年度,在职职工人数,残疾职工人数,职工年平均工资")
  }

  /// `director`: the key of the person who stands for it.
  mutating func write(_ enterprise: Enterprise, director: String) throws {
    try writeEntity(enterprise, director)
    try writeReports(enterprise)
    try writeTaxes(enterprise)
    try writeMonths(enterprise)
  }

  private mutating func writeEntity(_ enterprise: Enterprise, _ director: String) throws {
    let key = random.chance(3) ? Numbers.misread(enterprise.key) : enterprise.key
    let conversion = random.chance(8) ? random.pick(["事转企", "分公司转子公司"]) : ""
    let park = enterprise.place.code == "310117" && random.chance(250) ? "张江松江园" : ""
    let row = [
      key, enterprise.name, random.chance(10) ? "" : enterprise.place.code, enterprise.place.code,
      enterprise.registered,
      random.chance(25) ? "" : enterprise.industry, enterprise.type, enterprise.founded.text,
      enterprise.closed.cell,
      random.chance(850) ? "是" : "否", random.chance(15) ? "" : "\(enterprise.staff)",
      random.chance(15) ? "" : "\(enterprise.revenue)",
      "\(enterprise.revenue * random.within(40...180) / 100)", "", director, "",
      conversion, park, random.chance(60) ? "" : random.chance(800) ? "是" : "否",
      random.chance(970) ? "否" : "是",
    ]
    try enterprises.row(row)
    if random.chance(2) { try enterprises.row([""] + row.dropFirst()) }
  }

  private mutating func writeReports(_ enterprise: Enterprise) throws {
    let research =
      random.chance(enterprise.isIndustrial || enterprise.industry == "I65" ? 600 : 100)
      ? random.within(10...90) : 0
    isDeducted = research > 0 && random.chance(850)
    for back in 0..<4 {
      let year = calendar.year - 1 - back
      guard year >= enterprise.founded.year else { break }
      if random.chance(12) { continue }
      let revenue = enterprise.revenue(yearsBack: back)
      let isTrader = enterprise.industry.hasPrefix("F") || enterprise.industry.hasPrefix("H")
      try reports.row(
        enterprise.key, "\(year)", enterprise.isIndustrial ? "\(revenue * 104 / 100)" : "", "\(revenue)",
        "\(revenue * 97 / 100)", isTrader ? "\(revenue * 105 / 100)" : "", "\(revenue * research / 1000)")
    }
    if enterprise.place.isIn("43"), isDeducted, enterprise.growth > 0 {
      let more = (enterprise.revenue - enterprise.revenue(yearsBack: 1)) * research / 1000
      try grant("湖南研发投入后补助", .yearly, enterprise, fen: min(more * 10, 1_000_000_000), share: 700)
    }
  }

  private func grant(_ policy: String, _ kind: Receipts.Kind, _ enterprise: Enterprise, fen: Int, share: Int)
    throws
  {
    try receipts.grant(
      policy, kind, enterprise.key, fen: fen, since: calendar.date(calendar.year, 3, 1), share: share,
      verified: false)
  }

  private mutating func writeTaxes(_ enterprise: Enterprise) throws {
    let share = random.within(20...70)
    let land = enterprise.isIndustrial ? random.within(5...60) : 1
    for back in 0..<4 {
      let year = calendar.year - 1 - back
      guard year >= enterprise.founded.year else { break }
      let tax = enterprise.revenue(yearsBack: back) * share / 1000
      try taxes.row(
        enterprise.key, "\(year)", "\(tax)", "\(tax * 3 / 10)", "\(tax / 40)", "\(tax / 50)", "\(land)",
        isDeducted ? "是" : "否")
    }
    let tax = enterprise.revenue * share / 1000
    if enterprise.place.isIn("3503"), enterprise.isIndustrial, tax > 500_000 {
      try grant("莆田房产税土地使用税返还", .yearly, enterprise, fen: tax * 5 / 2, share: 700)
    }
    if enterprise.place.code == "330522", enterprise.isIndustrial, enterprise.growth > 0, tax >= 5_000_000,
      tax / land > 300_000
    {
      try grant("长兴亩均税收奖励", .yearly, enterprise, fen: min(tax * 6, 400_000_000), share: 550)
    }
    try writeIncomeTax(enterprise)
    if random.chance(enterprise.isIndustrial ? 220 : 60) {
      for back in 1...2 {
        let exports = enterprise.industry == "I65" ? "\(random.within(20...900) * 10_000)" : "0"
        try trade.row(enterprise.key, "\(calendar.year - back)", "\(random.within(20...6000))", exports)
      }
    }
    let disabledStaff = random.chance(300) ? enterprise.staff * random.within(2...22) / 1000 : 0
    if random.chance(900) {
      let wage = random.within(52...160) * 1000
      try disabled.row(
        enterprise.key, "\(calendar.year - 1)", "\(enterprise.staff)", "\(disabledStaff)", "\(wage)")
      if enterprise.place.isIn("42") || enterprise.place.isIn("43") {
        try grant("残疾人就业保障金减免", .yearly, enterprise, fen: enterprise.staff * wage, share: 850)
      }
    }
  }

  private mutating func writeIncomeTax(_ enterprise: Enterprise) throws {
    guard random.chance(960) else { return }
    let income = enterprise.revenue * random.within(5...140) / 1000
    let assets = enterprise.revenue * random.within(30...160) / 100
    try incomeTax.row(
      enterprise.key, "\(calendar.year - 1)", "\(income)", "\(enterprise.staff).5", "\(assets)")
    // Some whose assets grew past the limit go on as before.
    if income <= 3_000_000, enterprise.staff < 300, assets <= 50_000_000 || random.chance(40) {
      try grant("小型微利企业所得税优惠", .yearly, enterprise, fen: income * 20, share: 930)
    }
  }

  private mutating func writeMonths(_ enterprise: Enterprise) throws {
    let first = max(enterprise.founded.month, YearMonth(year: calendar.year - 1, month: 1))
    let layoffs = random.chance(150) ? random.within(1...8) : 0
    let isBehind = random.chance(30)
    var month = first
    while month <= calendar.lastMonth {
      let hit = layoffs > 0 && month.month == 3 ? max(1, enterprise.staff * layoffs / 100) : 0
      try insurance.row(
        enterprise.key, month.text, "\(enterprise.staff)", "\(enterprise.staff * 48)",
        isBehind && month.month == 6 ? "否" : "是", "\(hit)")
      month = month.adding(1)
    }
    guard enterprise.place.isIn("3506"), enterprise.isIndustrial, enterprise.founded.year < 2022 else {
      return
    }
    for month in 3...6 {
      try energy.row(
        enterprise.key, YearMonth(year: 2022, month: month).text, "\(enterprise.revenue / 400)",
        "\(random.within(40...9000))",
        random.chance(500) ? "0" : "\(random.within(50...20000))")
    }
    try receipts.grant(
      "漳州工业用能补助", .once, enterprise.key, fen: min(enterprise.revenue * 15 / 4, 50_000_000),
      since: calendar.date(2022, 8, 1),
      share: 860, verified: false)
  }
}
