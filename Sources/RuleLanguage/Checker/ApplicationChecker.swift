/// Whose application 申请日 and 批准日 are about: a subject's for a policy, or for one of its items and rows.
struct Applicant {
  /// The header alone: name, subject and validity.
  let policy: Policy
  /// Header of the item; the policy's only one, where it is not asked from inside an item.
  var item: Item
  /// The items among which a receipt must name one.
  let itemCount: Int
  let isInItem: Bool

  static let words: [String: ReceiptField] = [
    Keyword.applicationDay.chinese: .applied, Keyword.approvalDay.chinese: .approved,
  ]
}

/// 申请日 and 批准日: of the latest application up to the decision day, else of the first one after it; where
/// there is certainly none, the day on which one would be made now.
extension Checker {
  mutating func application(
    _ column: ReceiptField, _ range: SourceRange, in frame: Frame
  ) -> Expression? {
    if let asker = frame.asker.first {
      return application(column, range, in: asker).map { Expression(.outer($0), $0.type, range) }
    }
    guard let applicant, frame.entity == applicant.policy.subject else {
      error(
        "application-outside-policy", range, zh: "申请日、批准日 是某项政策的，只能写在政策里",
        en: "申请日 and 批准日 are those of a policy, and stand only in a policy",
        remedyZh: "把这一条写进政策的 条件，或在标签、指标里改用 判定日",
        remedyEn: "write it as a clause of the policy, or use 判定日 in a tag or measure")
      return nil
    }
    guard let receipts = receipts(of: applicant, in: frame, range) else { return nil }
    func query(_ day: Expression) -> Query {
      receipts.applications(column, until: day, isOfPeriod: applicant.item.isCounted, range)
    }
    let date = receipts.source.field(column, range)
    func day(_ kind: Expression.Kind) -> Expression { Expression(kind, .day, range) }
    func isThere(_ query: Query) -> Expression { Expression(.exists(query), .truth, range) }
    let decision = day(.moment(.decisionDay))
    let now = Expression.now(range)
    let (before, any) = (query(decision), query(now))
    let latest = day(.pick(before, value: date, order: date, latest: true, n: 1))
    let first = day(.pick(any, value: date, order: date, latest: false, n: 1))
    return day(
      .conditional(
        isThere(before), then: latest, otherwise: day(.conditional(isThere(any), then: first, otherwise: now))
      ))
  }

  private mutating func receipts(
    of applicant: Applicant, in frame: Frame, _ range: SourceRange
  ) -> UnitReceipts? {
    var policy = applicant.policy
    // A receipt must name its item only where there are several and one of them asks.
    let isOneOfSeveral = applicant.isInItem && applicant.itemCount > 1
    policy.items = Array(repeating: applicant.item, count: isOneOfSeveral ? 2 : 1)
    return unitReceipts(of: applicant.item, in: policy, range)
  }

  /// What stands in the policy itself: of a policy with several items, whichever was applied for.
  func applicant(_ policy: Policy, _ syntax: PolicySyntax) -> Applicant {
    var item = Item(
      name: "", benefit: .none, frequency: syntax.payment?.frequency ?? .once, range: syntax.range)
    item.isCounted = syntax.items.isEmpty && syntax.isCounted
    return Applicant(policy: policy, item: item, itemCount: syntax.items.count, isInItem: false)
  }

  /// What stands in one of its items.
  mutating func within<Result>(
    _ item: Item, _ syntax: ItemSyntax?, _ body: (inout Checker) -> Result
  ) -> Result {
    guard let outside = applicant, let syntax else { return body(&self) }
    defer { applicant = outside }
    var header = Item(name: item.name, benefit: .none, frequency: item.frequency, range: item.range)
    header.perRow = item.perRow
    header.isCounted =
      policySyntaxes[outside.policy.name]?.isCounted(syntax) == true
      || syntax.selections.contains { $0.countsOverPeriods(of: header) }
    applicant = Applicant(
      policy: outside.policy, item: header, itemCount: outside.itemCount, isInItem: true)
    return body(&self)
  }
}

extension PolicySyntax {
  /// Each payment is an award of its own: see ``Item/isCounted``.
  var isCounted: Bool {
    instalments != nil || (limits + versions.flatMap(\.limits)).contains(where: \.isOfTimes)
  }

  /// The same of one of its items.
  func isCounted(_ item: ItemSyntax) -> Bool {
    let changes = item.versions + versions.flatMap(\.items).filter { $0.item?.text == item.name.text }
    return isCounted || item.instalments != nil
      || (item.limits + changes.flatMap(\.limits)).contains(where: \.isOfTimes)
  }
}

extension LimitSyntax {
  fileprivate var isOfTimes: Bool { if case .times = kind { true } else { false } }
}

extension PolicySyntax {
  func item(named name: String) -> ItemSyntax? { items.first { $0.name.text == name } }
}
