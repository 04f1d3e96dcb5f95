import RuleLanguage

/// Places by group and by share, budgets that are cut pro rata, caps of one item, exclusion by the year.
extension World {
  /// A fifth of those who are local, of each day of registration, the poorest first and of them the oldest.
  static let portion: Policy = {
    var item = Rules.item("", .amount(Rules.yuan(60)))
    let part = Rules.constant(.number(Number(Int128(2), over: 5) ?? .one), .number(.none))
    var places = Selection(kind: .places, capacity: part, text: "名额", range: Rules.here)
    places.rounding = .up
    places.keys = [of(PersonField.registered)]
    places.order = of(PersonField.income)
    places.nextOrders = [Selection.Order(value: of(PersonField.born), isDescending: false)]
    item.selections = [places]
    return declare("分组名额", [item], Rules.clause("（一）", isLocal))
  }()

  static let sharedFigures = [
    Figure(
      kind: .proRata(budget: Rules.yuan(400), .ever, skipsUndetermined: false),
      value: either(isAged(80), 90, 70)),
    Figure(
      kind: .proRata(budget: Rules.yuan(300), .year, skipsUndetermined: true),
      value: either(earns(.less, 3000), 120, 100)),
    Figure(kind: .rank, value: of(PersonField.income), keys: [of(PersonField.registered)]),
  ]

  /// Figures from ``sharedFigures``, which stand after those of ``ranked``.
  static let proRata: Policy = {
    let first = figures.count
    var cut = Rules.item("核减", .amount(Rules.expression(.figure(first), .number(.money))))
    cut.figures = [first]
    var yearly = Rules.item("按年", .amount(Rules.expression(.figure(first + 1), .number(.money))))
    yearly.figures = [first + 1]
    let rank = Rules.expression(.figure(first + 2), .number(.none))
    let part = Rules.expression(.arithmetic(.multiply, rank, Rules.yuan(30)), .number(.money))
    var ranked = Rules.item(
      "组内名次", .amount(Rules.expression(.arithmetic(.subtract, Rules.yuan(100), part), .number(.money))))
    ranked.figures = [first + 2]
    return declare("同比例", [cut, yearly, ranked], Rules.clause("（一）", earns(.less, 6000)))
  }()

  /// Each certificate 60 yuan, 100 for a person's, and 150 with what else there is.
  static let cappedItem: Policy = {
    var each = Rules.item("每证", .amount(Rules.yuan(60)))
    each.perRow = Item.PerRow(view: certificates, alias: nil)
    each.cap = either(earns(.less, 3000), 120, 100)
    let more = Rules.item("另项", .amount(Rules.yuan(70)))
    var policy = declare("项封顶", [each, more], Rules.clause("（一）", isLocal))
    policy.totalCap = Rules.yuan(150)
    return policy
  }()

  static let yearlyPrize: Policy = {
    var policy = declare(
      "年奖", [Rules.item("", .amount(Rules.yuan(80)))], Rules.clause("（一）", isLocal))
    policy.exclusiveGroup = Policy.ExclusiveGroup(name: "年奖", choice: .highest, scope: .year)
    return policy
  }()

  static let monthlyPrize: Policy = {
    let low = Rules.item("低", .amount(Rules.yuan(10)), .monthly)
    let high = Rules.item("高", .amount(either(isAged(80), 30, 5)))
    var policy = declare("月奖", [low, high], Rules.clause("（一）", isAged(70)))
    policy.combination = .highest
    policy.combinationScope = .year
    policy.exclusiveGroup = Policy.ExclusiveGroup(name: "年奖", choice: .highest, scope: .year)
    return policy
  }()
}
