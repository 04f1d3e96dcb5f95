import RuleLanguage

/// Writes a city household by household and enterprise by enterprise; nothing is kept.
struct City {
  private var composer: HouseholdComposer
  private var life: LifeCourse
  private let registry: Registry
  private var people: PeopleFiles
  private var work: WorkFiles
  private var school: SchoolFiles
  private var care: CareFiles
  private var oldAge: OldAge
  private var lifts: LiftFiles
  private var households: HouseholdBenefits
  private var enterprises: EnterpriseFiles
  private var awards: AwardFiles

  init(_ calendar: Calendar, _ folder: OutputFolder, enterprises count: Int, seed: UInt64) throws {
    composer = HouseholdComposer(calendar, seed: seed)
    life = LifeCourse(calendar, Employers(enterprises: count, seed: seed), seed: seed)
    registry = Registry(count: count, calendar: calendar, seed: seed)
    people = try PeopleFiles(calendar, folder, seed: seed)
    let receipts = try Receipts(calendar, folder, Self.ledgers, seed: seed)
    enterprises = try EnterpriseFiles(calendar, folder, receipts, seed: seed)
    work = try WorkFiles(calendar, folder, registry, receipts, seed: seed)
    school = try SchoolFiles(calendar, folder, receipts, seed: seed)
    care = try CareFiles(calendar, folder, receipts, contributions: work.months, seed: seed)
    oldAge = OldAge(calendar, receipts, seed: seed)
    households = HouseholdBenefits(calendar, receipts, seed: seed)
    lifts = try LiftFiles(calendar, folder, receipts, seed: seed)
    awards = try AwardFiles(calendar, folder, receipts, seed: seed)
  }

  mutating func write(people count: Int) throws {
    var written = 0
    var directors: [String] = []
    while written < count {
      var household = composer.next(limit: count - written)
      life.live(&household)
      try people.write(household)
      try school.write(household)
      try lifts.write(household)
      try households.write(household)
      for person in household.people {
        try work.write(person)
        try care.write(person)
        try oldAge.write(person)
      }
      if directors.count < 256, let first = household.people.first(where: { $0.employer != nil }) {
        directors.append(first.key)
      }
      written += household.people.count
    }
    for index in 0..<registry.count {
      let enterprise = registry.enterprise(index)
      try enterprises.write(enterprise, director: directors.isEmpty ? "" : directors[index % directors.count])
      try awards.write(enterprise)
    }
  }

  /// Who keeps which policies' receipts, as the shipped rules declare it.
  private static let ledgers: [(name: String, policies: [String])] = [
    ("民政个人台账", ["隆阳区高龄津贴", "洛阳市高龄补贴", "开平市高龄老人政府津贴", "南宁市寿星津贴", "事实无人抚养儿童基本生活补贴"]),
    ("民政家庭台账", ["最低生活保障", "刚性支出困难家庭认定", "龙华区居家适老化改造资助"]),
    ("残联台账", ["上海市困难残疾人生活补贴", "上海市重度残疾人护理补贴", "大同市轮椅车燃油补贴"]),
    ("人社台账", ["技能提升补贴", "大连市技能提升补贴", "常州市人才租房补贴", "高校毕业生求职创业补贴"]),
    ("医保台账", ["长期护理保险待遇"]),
    ("教育台账", ["服兵役学费补偿代偿", "樟树市普通高中资助", "吕梁市脱贫家庭高中生生活费补助"]),
    ("卫健台账", ["育儿补贴"]),
    ("退役军人台账", ["自主就业退役士兵一次性退役金"]),
    ("住房保障台账", ["渝中区公租房租赁补贴"]),
    ("加装电梯台账", ["东营市加装电梯财政补助", "常州市加装电梯补贴"]),
    ("人社惠企台账", ["失业保险稳岗返还", "黄石高校毕业生就业补贴"]),
    (
      "工信惠企台账",
      [
        "企业产值增量奖励", "呼和浩特首次入规奖励", "安徽绿色工厂奖励", "更新用能设备补助", "漳州工业用能补助", "西安首次纳规奖励", "长丰智能制造奖补", "长兴亩均税收奖励",
        "长兴企业晋级奖励", "长兴功勋企业奖励",
      ]
    ),
    ("发改惠企台账", ["首次上规入库奖励", "黄埔绿色制造奖励"]),
    ("科技惠企台账", ["广州高新技术企业认定奖励", "松江高新技术企业奖励", "湖南研发投入后补助"]),
    ("税务惠企台账", ["小型微利企业所得税优惠", "残疾人就业保障金减免"]), ("商务惠企台账", ["国际展会与出口信保补助"]),
    ("市场监管惠企台账", ["泰顺质量强县奖励"]), ("财政惠企台账", ["荆门认定类惠企奖励", "莆田房产税土地使用税返还"]),
  ]
}
