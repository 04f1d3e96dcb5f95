import RuleLanguage

/// An enterprise of the sample, drawn from its index alone.
struct Enterprise {
  let key: String
  let name: String
  let place: Place
  let type: String
  /// As registered, and as the statistics office has it.
  let registered: String
  let industry: String
  let founded: Day
  let closed: Day?
  let staff: Int
  /// Yuan of the year before last, the last one grown from it.
  let revenue: Int
  let growth: Int

  var isIndustrial: Bool { "BCD".contains(industry.prefix(1)) }
  var isLarge: Bool { revenue >= 20_000_000 }

  /// Yuan; year 0 is the last one, 1 the one before, and so on.
  func revenue(yearsBack: Int) -> Int {
    var value = revenue
    for _ in 0..<yearsBack { value = value * 100 / (100 + growth) }
    return value
  }
}

/// Makes enterprises by index, so that a person's employer needs no list of them.
struct Registry {
  let count: Int
  let calendar: Calendar
  let seed: UInt64

  private static let kinds: [(type: String, category: String, weight: Int, suffix: String)] = [
    ("有限责任公司", "91", 780, "有限公司"), ("股份有限公司", "91", 60, "股份有限公司"), ("个人独资企业", "91", 40, "厂"),
    ("合伙企业", "91", 30, "（有限合伙）"), ("农民专业合作社", "93", 30, "专业合作社"), ("个体工商户", "92", 40, "经营部"),
    ("社会服务机构", "52", 12, "服务中心"), ("社会团体", "51", 4, "协会"), ("律师事务所", "31", 4, "律师事务所"),
  ]
  private static let industries: [(code: String, weight: Int, word: String)] = [
    ("C13", 30, "食品"), ("C14", 40, "食品"), ("C17", 50, "纺织"), ("C18", 25, "服饰"), ("C21", 20, "家具"),
    ("C26", 25, "新材料"), ("C27", 25, "医药"), ("C29", 35, "塑胶"), ("C30", 25, "建材"), ("C33", 45, "金属制品"),
    ("C34", 60, "机械"), ("C35", 50, "装备"), ("C36", 30, "汽车零部件"), ("C38", 55, "电气"), ("C39", 55, "电子"),
    ("C40", 15, "仪器"),
    ("D44", 6, "能源"), ("E47", 30, "建筑"), ("E50", 15, "装饰"), ("F51", 90, "贸易"), ("F52", 70, "商贸"),
    ("G54", 30, "物流"),
    ("G592", 15, "仓储"), ("H61", 12, "酒店"), ("H62", 30, "餐饮"), ("I64", 15, "网络"), ("I65", 70, "软件"),
    ("K702", 12, "物业"),
    ("L72", 50, "商务服务"), ("M73", 25, "科技研发"), ("M74", 25, "检测"), ("O80", 15, "生活服务"), ("R88", 12, "文化"),
    ("A01", 12, "农业"),
  ]

  private func random(_ index: Int) -> SplitMix64 { SplitMix64(seed: seed, stream: UInt64(index) + 1000) }

  func key(of index: Int) -> String {
    var random = random(index)
    return key(index, kind: random.weighted(Self.kinds.map(\.weight)))
  }

  private func key(_ index: Int, kind: Int) -> String {
    Numbers.credit(
      category: Self.kinds[kind].category, region: Employers.place(of: index).code,
      serial: 1_000_003 + index * 7919)
  }

  func enterprise(_ index: Int) -> Enterprise {
    var random = random(index)
    let kind = random.weighted(Self.kinds.map(\.weight))
    let place = Employers.place(of: index)
    let drawn = Self.industries[random.weighted(Self.industries.map(\.weight))]
    let industry =
      Self.kinds[kind].category == "91"
      ? drawn.code : ["93": "A01", "92": "F52", "52": "Q85", "51": "S95"][Self.kinds[kind].category] ?? "L72"
    let word = Self.kinds[kind].category == "91" ? drawn.word : ""
    let isSmallKind = Self.kinds[kind].category != "91"
    let staff: Int
    switch random.weighted(isSmallKind ? [90, 10, 0, 0] : [330, 500, 125, 45]) {
    case 0: staff = random.within(2...19)
    case 1: staff = random.within(20...299)
    case 2: staff = random.within(300...999)
    default: staff = random.within(1000...3200)
    }
    let revenue = staff * random.within(25...110) * 10_000 + random.below(9999)
    let age = random.chance(300) ? random.within(16...32) : random.within(1...15)
    let founded = calendar.asOf.adding(years: -age).adding(days: -random.below(365))
    let closed = random.chance(15) ? calendar.asOf.adding(days: -random.within(3...300)) : nil
    return Enterprise(
      key: key(index, kind: kind),
      name: Names.enterprise(city: place.city, industry: word, suffix: Self.kinds[kind].suffix, &random),
      place: place, type: Self.kinds[kind].type,
      registered: random.chance(50) ? Self.industries[random.below(Self.industries.count)].code : industry,
      industry: industry, founded: founded, closed: closed, staff: staff, revenue: revenue,
      growth: random.within(-12...28))
  }
}
