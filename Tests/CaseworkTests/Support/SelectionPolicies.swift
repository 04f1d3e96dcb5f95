import RuleLanguage

/// Policies that serve only some of those who are eligible.
extension World {
  /// One certificate a year, the latest, and each grade once.
  static let bestCertificates: Policy = {
    var item = Rules.item("优证", .amount(Rules.yuan(300)))
    item.perRow = Item.PerRow(view: certificates, alias: nil)
    item.conditions = Rules.all(Rules.clause("（一）", hasGrade(3)))
    var times = select(.times, 1)
    times.keys = [row(CertificateField.grade)]
    times.order = row(CertificateField.issued)
    var most = select(.most, 1)
    most.order = row(CertificateField.issued)
    most.isDescending = true
    most.span = .year
    item.selections = [times, most]
    return declare("优证奖励", [item], Rules.clause("", isLocal))
  }()

  /// One for each spouse, to the one who earns least.
  static let ownSpouse: Policy = {
    var item = Rules.item("", .amount(Rules.yuan(80)), .monthly)
    var unique = select(.unique, 1)
    unique.keys = [of(PersonField.spouse)]
    unique.order = of(PersonField.income)
    item.selections = [unique]
    var policy = declare("配偶照料", [item], Rules.clause("（一）", isLocal), Rules.clause("（二）", isAged(60)))
    policy.backPay = Policy.BackPay(limit: .thisYear)
    return policy
  }()

  /// Six places for the oldest; equal ages share a rank.
  static let quota: Policy = {
    var item = Rules.item("", .nonMoney(kind: "资格", text: "康养"))
    var places = select(.places, 6)
    places.order = of(PersonField.born)
    places.ties = .served
    item.selections = [places]
    return declare("高龄名额", [item], Rules.clause("（一）", isLocal), Rules.clause("（二）", isAged(70)))
  }()

  /// 500 yuan, those who earn least first.
  static let budget: Policy = {
    var item = Rules.item("", .amount(either(isAged(80), 90, 70)))
    var budget = select(.budget, 50_000)
    budget.order = of(PersonField.income)
    item.selections = [budget]
    return declare("低收入预算", [item], Rules.clause("（一）", earns(.less, 5000)))
  }()

  /// 600 yuan for all certificates of a grade together, the oldest first.
  static let pooled: Policy = {
    var item = Rules.item("同级", .amount(either(hasGrade(4), 300, 250)))
    item.perRow = Item.PerRow(view: certificates, alias: nil)
    item.conditions = Rules.all(Rules.clause("（一）", hasGrade(2)))
    var cap = select(.cap, 60_000)
    cap.keys = [row(CertificateField.grade)]
    cap.order = row(CertificateField.issued)
    item.selections = [cap]
    return declare("同级封顶", [item], Rules.clause("", isLocal))
  }()

  static let figures = [
    Figure(kind: .rank, value: of(PersonField.income)),
    Figure(
      kind: .share(total: Rules.yuan(1000), skipsUndetermined: true), value: row(CertificateField.grade)),
    Figure(kind: .share(total: Rules.yuan(500), skipsUndetermined: false), value: of(PersonField.income)),
    Figure(kind: .rank, value: of(PersonField.income)),
    Figure(
      kind: .share(total: Rules.yuan(900), skipsUndetermined: true), value: row(CertificateField.grade)),
  ]

  /// The highest income gets most, the first ten get something.
  static let ranked: Policy = {
    let rank = Rules.expression(.figure(0), .number(.none))
    let part = Rules.expression(.arithmetic(.multiply, rank, Rules.yuan(50)), .number(.money))
    let amount = Rules.expression(.arithmetic(.subtract, Rules.yuan(520), part), .number(.money))
    var first = Rules.item("排名", .amount(amount), .monthly)
    first.figures = [0]
    let third = Rules.expression(.figure(2), .number(.money))
    var second = Rules.item("均分", .amount(third))
    second.conditions = Rules.all(Rules.clause("（一）", earns(.greater, 6000)))
    second.figures = [2]
    var policy = declare(
      "收入排名", [first, second], Rules.clause("（一）", isLocal), Rules.clause("（二）", isAged(70)))
    policy.backPay = Policy.BackPay(limit: .thisYear)
    return policy
  }()

  /// A thousand yuan by grade.
  static let shared: Policy = {
    let amount = Rules.expression(.figure(1), .number(.money))
    var item = Rules.item("分摊", .amount(amount))
    item.perRow = Item.PerRow(view: certificates, alias: nil)
    item.conditions = Rules.all(Rules.clause("（一）", hasGrade(3)))
    item.figures = [1]
    return declare("证书分摊", [item], Rules.clause("", isLocal))
  }()

  /// The five oldest ranked by income; of each subject the latest certificate shares 900 yuan.
  static let chosen: Policy = {
    let rank = Rules.expression(.figure(3), .number(.none))
    let part = Rules.expression(.arithmetic(.multiply, rank, Rules.yuan(100)), .number(.money))
    let amount = Rules.expression(.arithmetic(.subtract, Rules.yuan(450), part), .number(.money))
    var first = Rules.item("排名", .amount(amount), .monthly)
    first.figures = [3]
    var places = select(.places, 5)
    places.order = of(PersonField.born)
    first.selections = [places]
    var second = Rules.item("分摊", .amount(Rules.expression(.figure(4), .number(.money))))
    second.perRow = Item.PerRow(view: certificates, alias: nil)
    second.figures = [4]
    var most = select(.most, 1)
    most.order = row(CertificateField.issued)
    most.isDescending = true
    second.selections = [most]
    var policy = declare("选后排名", [first, second], Rules.clause("（一）", isLocal))
    policy.backPay = Policy.BackPay(limit: .thisYear)
    return policy
  }()

  private static func select(_ kind: Selection.Kind, _ capacity: Int64) -> Selection {
    Selection(kind: kind, capacity: number(capacity), text: kind.chinese, range: Rules.here)
  }
}
