/// 限次, 期限 and 合计封顶 over what was received before: exclusions of each item that they limit.
extension Checker {
  mutating func applyLimits(
    _ syntax: PolicySyntax, _ versions: [DatedVersion], to policy: inout Policy
  ) {
    for index in policy.items.indices {
      let item = policy.items[index]
      let written = syntax.item(named: item.name)
      var limits: [WrittenLimit] = []
      add(syntax.limits, isOwn: false, item, of: policy, to: &limits)
      let changes = changes(of: item, written, by: versions, subject: policy.subject)
      within(item, written) { checker in
        checker.add(written?.limits ?? [], isOwn: true, item, of: policy, to: &limits)
      }
      for change in changes.shared { apply(change, isOwn: false, item, of: policy, to: &limits) }
      within(item, written) { checker in
        for change in changes.own { checker.apply(change, isOwn: true, item, of: policy, to: &limits) }
      }
      if limits.contains(where: { $0.kind == .timesLimit }) { policy.items[index].isCounted = true }
      limitRows(of: &policy.items[index], by: syntax.limits, isOwn: false, in: policy)
      limitRows(of: &policy.items[index], by: written?.limits ?? [], isOwn: true, in: policy)
      var clauses = limits.map(\.clause)
      for selection in written?.selections ?? [] where selection.countsOverPeriods(of: item) {
        guard let clause = keyedLimit(selection, item, of: policy) else { continue }
        clauses.append(clause)
        policy.items[index].isCounted = true
      }
      if let cap = written?.cap {
        clauses += self.cap(cap, written?.capScope, ofItem: index, in: &policy)
      }
      if let scope = syntax.capScope, let cap = policy.totalCap,
        let clause = exhausted(cap, scope, item, of: policy, isOwn: false)
      {
        clauses.append(clause)
      }
      policy.items[index].exclude(clauses)
    }
    if let scope = syntax.capScope, let cap = policy.totalCap {
      policy.capScope = scope
      policy.totalCap = remainder(cap, scope, of: policy, item: nil)
    }
  }

  private struct WrittenLimit {
    let kind: Keyword
    let isOwn: Bool
    var clause: Clause
  }

  private mutating func add(
    _ written: [LimitSyntax], isOwn: Bool, _ item: Item, of policy: Policy, to limits: inout [WrittenLimit]
  ) {
    for syntax in written {
      guard let receipts = unitReceipts(of: item, in: policy, syntax.range, isOwn: isOwn),
        let clause = limit(syntax, receipts, item, of: policy, isOwn: isOwn)
      else { continue }
      limits.append(WrittenLimit(kind: syntax.keyword, isOwn: isOwn, clause: clause))
    }
  }

  /// Those of a kind that the version writes, or withdraws, stand for all of that kind.
  private mutating func apply(
    _ version: DatedVersion, isOwn: Bool, _ item: Item, of policy: Policy, to limits: inout [WrittenLimit]
  ) {
    let withdrawn = version.syntax.withdrawnHeaders.filter { [.timesLimit, .term].contains($0) }
    let kinds = Set(withdrawn + version.syntax.limits.map(\.keyword))
    let absent = Expression(.constant(.truth(false)), .truth, version.syntax.range)
    for keyword in withdrawn where !limits.contains(where: { $0.kind == keyword && $0.isOwn == isOwn }) {
      nothingToWithdraw(keyword, version.syntax.range)
    }
    if item.perRow != nil, kinds.contains(.timesLimit) {
      error(
        "version-limits-rows", version.syntax.range, zh: "逐条的限次管着同一主体的几条，不能随版本变",
        en: "限次 of an item per row binds the rows of a subject together and cannot change by version",
        remedyZh: "写成两个待遇项，各有条件和限次", remedyEn: "write two items with conditions and limits of their own")
    }
    for index in limits.indices where limits[index].isOwn == isOwn && kinds.contains(limits[index].kind) {
      limits[index].clause = changed(limits[index].clause, to: nil, version.chooser, absent)
    }
    var new: [WrittenLimit] = []
    add(version.syntax.limits, isOwn: isOwn, item, of: policy, to: &new)
    for index in new.indices {
      new[index].clause = changed(nil, to: new[index].clause, version.chooser, absent)
    }
    limits += new
  }

  /// `isOwn`: of the item alone, not of the whole policy.
  private mutating func unitReceipts(
    of item: Item, in policy: Policy, _ range: SourceRange, isOwn: Bool
  ) -> UnitReceipts? {
    guard var receipts = unitReceipts(of: item, in: policy, range) else { return nil }
    if isOwn, policy.items.count > 1 {
      receipts.source.item = item.name
      receipts.dues?.item = item.name
    }
    return receipts
  }

  private mutating func limit(
    _ syntax: LimitSyntax, _ receipts: UnitReceipts, _ item: Item, of policy: Policy, isOwn: Bool
  ) -> Clause? {
    var receipts = receipts
    let range = syntax.range
    let reached: Expression
    let name: String
    switch syntax.kind {
    case .times(let literal, let scope):
      name = Keyword.timesLimit.chinese
      guard case .number(let times, .none, _) = literal.value, times.isInteger, times > .zero else {
        error(
          "limit-times", literal.range, zh: "限次要写次数，如 3次", en: "a limit takes a number of times, such as 3次")
        return nil
      }
      if item.frequency == .once, item.perRow == nil, isOwn || policy.items.count == 1 {
        error(
          "limit-on-one-off", range, zh: "一次性待遇每个主体只发一次，限次没有意义",
          en: "a one-off benefit is given once to each subject, so a limit means nothing",
          remedyZh: "几次都要发的写 发放 每年 等", remedyEn: "write 发放 每年 or the like")
        return nil
      }
      let limit = Expression(.constant(.number(times)), .number(.none), range)
      reached = receipts.reach(limit, .times, scope.scope, range)
    case .term(let written, let until):
      name = Keyword.term.chinese
      guard let checked = term(written, item, of: policy, isOwn: isOwn) else { return nil }
      if item.frequency == .once {
        error(
          "term-without-period", range, zh: "期限只用于按月、按季、按年发放的待遇", en: "a term is for what is paid by period",
          remedyZh: "写 发放 每月（或每季、每年）", remedyEn: "write 发放 每月, 每季 or 每年")
        return nil
      }
      // Of an item per row, each row has its term.
      let isPerRow = item.perRow != nil
      if isPerRow, policy.items.count > 1 {
        receipts.source.item = item.name
        receipts.dues?.item = item.name
      }
      receipts.itemsShareMonths = true
      let field: ReceiptField = receipts.source.item == nil && !isPerRow ? .policyMonths : .months
      let rows = receipts
      let over = receipts.reach(
        checked, field, .lifetime, among: { [rows.isOwnRow(range, in: $0)].compactMap(\.self) }, range)
      if let until {
        guard let extended = isExtended(until, item, of: policy, isOwn: isOwn, range) else { return nil }
        reached = Expression(.and([over, Expression(.not(extended), .truth, range)]), .truth, range)
      } else {
        reached = over
      }
    }
    return clause(isOwn && policy.items.count > 1 ? item.limitPrefix + name : name, reached, range)
  }

  /// Of the rows that are not paid yet only so many are served: receipts alone would let all of them pass.
  private mutating func limitRows(
    of item: inout Item, by limits: [LimitSyntax], isOwn: Bool, in policy: Policy
  ) {
    guard item.perRow != nil else { return }
    let plain = item
    for syntax in limits {
      guard case .times(let literal, let scope) = syntax.kind,
        case .number(let times, .none, _) = literal.value,
        times.isInteger, times > .zero,
        let receipts = unitReceipts(of: plain, in: policy, syntax.range, isOwn: isOwn)
      else { continue }
      limitRows(of: &item, to: times, scope.scope, receipts, syntax.range)
    }
  }

  private mutating func limitRows(
    of item: inout Item, to times: Number, _ scope: LimitScope, _ receipts: UnitReceipts, _ range: SourceRange
  ) {
    let capacity = Expression(.constant(.number(times)), .number(.none), range)
    var rows = Selection(kind: .times, capacity: capacity, text: sourceText(range), range: range)
    if item.frequency == .once { rows.span = Selection.Span(scope) }
    rows.ranksByRow = true
    rows.taken = receipts.timesElsewhere(scope, range)
    item.selections.append(rows)
    item.selections = item.selections.enumerated()
      .sorted { ($0.element.kind, $0.offset) < ($1.element.kind, $1.offset) }.map(\.element)
  }

  /// So many months, over the unit.
  private mutating func term(
    _ written: ExpressionSyntax, _ item: Item, of policy: Policy, isOwn: Bool
  ) -> Expression? {
    let frame = limitFrame(item, of: policy, isOwn: isOwn)
    guard let value = expression(written, in: frame, expecting: .number(.months)) else { return nil }
    guard let months = adapted(value, to: .number(.months)) ?? inMonths(value) else {
      let have = name(of: value.type)
      error(
        "term-months", written.range, zh: "期限要写月数，这里是\(have.zh)",
        en: "a term takes a number of months, this is \(have.en)",
        remedyZh: "写 36个月、3年，或 缴费年限 × 1个月 这样的算式", remedyEn: "write 36个月, 3年, or YEARS × 1个月")
      return nil
    }
    return isOwn ? months : onUnit(months, item, of: policy)
  }

  private func inMonths(_ years: Expression) -> Expression? {
    guard years.type == .number(.years) else { return nil }
    let twelve = Expression(.constant(.number(Number(12))), .number(.none), years.range)
    return Expression(.arithmetic(.multiply, years, twelve), .number(.months), years.range)
  }

  private mutating func isExtended(
    _ until: ExpressionSyntax, _ item: Item, of policy: Policy, isOwn: Bool, _ range: SourceRange
  ) -> Expression? {
    let frame = limitFrame(item, of: policy, isOwn: isOwn)
    guard let written = expression(until, in: frame, expecting: .day) else { return nil }
    guard written.type == .day else {
      typeMismatch(written, expected: .day)
      return nil
    }
    let day = isOwn ? written : onUnit(written, item, of: policy)
    let now = Expression(.moment(.decisionDay), .day, range)
    return Expression(
      .and([
        Expression(.not(Expression(.isNone(day), .truth, range)), .truth, range),
        Expression(.compare(.lessOrEqual, now, day), .truth, range),
      ]), .truth, range)
  }

  /// What a limit reads: in an item per row the row, in the policy the subject.
  private func limitFrame(_ item: Item, of policy: Policy, isOwn: Bool) -> Frame {
    guard isOwn, let perRow = item.perRow else { return Frame(entity: policy.subject) }
    return Frame(rowOf: ruleSet.views[perRow.view], alias: perRow.alias, isPerRow: true)
  }

  /// An expression over the subject as the item's units read it.
  mutating func onUnit(_ expression: Expression, _ item: Item, of policy: Policy) -> Expression {
    guard let perRow = item.perRow, !expression.readsNothing else { return expression }
    let view = ruleSet.views[perRow.view]
    if let direct = expression.prefixed(with: view.link, frame: view.table) { return direct }
    return Expression(
      .definition(lifted(expression, of: policy.subject), hops: [view.link]), expression.type,
      expression.range)
  }

  // MARK: 合计封顶

  /// An item's own cap; what it adds to the exclusions.
  private mutating func cap(
    _ written: ExpressionSyntax, _ scope: LimitScope?, ofItem index: Int, in policy: inout Policy
  ) -> [Clause] {
    let item = policy.items[index]
    guard case .amount = item.benefit else {
      error(
        "cap-of-no-amount", written.range, zh: "合计封顶 要有算得出的待遇金额", en: "a cap needs an amount of money",
        remedyZh: "删去 合计封顶", remedyEn: "leave it out")
      return []
    }
    guard let cap = amount(written, in: Frame(entity: policy.subject)) else { return [] }
    policy.items[index].cap = cap
    guard let scope else { return [] }
    policy.items[index].capScope = scope
    policy.items[index].cap = remainder(
      cap, scope, of: policy, item: policy.items.count > 1 ? item.name : nil)
    return [exhausted(cap, scope, item, of: policy, isOwn: true)].compactMap(\.self)
  }

  private mutating func exhausted(
    _ cap: Expression, _ scope: LimitScope, _ item: Item, of policy: Policy, isOwn: Bool
  ) -> Clause? {
    guard var receipts = unitReceipts(of: item, in: policy, cap.range) else { return nil }
    let prefix = isOwn && policy.items.count > 1 ? item.limitPrefix : ""
    if !prefix.isEmpty {
      receipts.source.item = item.name
      receipts.dues?.item = item.name
    }
    let limit = onUnit(cap, item, of: policy)
    let reached = receipts.reach(limit, .amount, scope, cap.range)
    return clause(prefix + Keyword.totalCap.chinese, reached, cap.range)
  }

  /// What the cap leaves after all receipts of its scope, of all items or one: for units that are not paid
  /// yet.
  private mutating func remainder(
    _ cap: Expression, _ scope: LimitScope, of policy: Policy, item: String?
  ) -> Expression {
    let range = cap.range
    guard var source = receiptSource(of: policy, hops: []) else { return cap }
    source.item = item
    let (parts, span) = source.scoped(scope, policy.items[0].frequency, range)
    var received = source.sum(.amount, source.query(parts, span: span, range), range)
    if var dues = dueSource(of: policy, hops: []) {
      dues.item = item
      let (parts, span) = dues.scoped(scope, policy.items[0].frequency, range)
      let now = Expression(.moment(.decisionDay), .day, range)
      let earlier = dues.compare(.to, .less, now, range)
      let due = dues.sum(.amount, dues.query(parts + [earlier], span: span, range), range)
      received = Expression(.arithmetic(.add, received, due), received.type, range)
    }
    let left = Expression(.arithmetic(.subtract, cap, received), cap.type, range)
    let nothing = Expression(.constant(.number(.zero)), cap.type, range)
    return Expression(.extreme(.largest, [nothing, left]), cap.type, range)
  }

  // MARK: Parts

  func clause(_ place: String, _ expression: Expression, _ range: SourceRange) -> Clause {
    var clause = Clause(
      label: "", heading: nil, body: .expression(expression), basis: nil, text: sourceText(range),
      range: range)
    clause.place = place
    return clause
  }

  mutating func receiptSource(of policy: Policy, hops: [Hop]) -> ReceiptSource? {
    guard let table = receiptTable(of: policy.name, subject: policy.subject) else { return nil }
    return ReceiptSource(
      programme: policy.name, item: nil, table: table, rows: ruleSet.tables[table.table], hops: hops,
      validFrom: policy.validFrom)
  }

  /// What is due to the subject for earlier periods, where those are decided too.
  func dueSource(of policy: Policy, hops: [Hop]) -> ReceiptSource? {
    guard policy.countsDues, let table = ruleSet.dueTables.first(where: { $0.entity == policy.subject })
    else { return nil }
    return ReceiptSource(
      programme: policy.name, item: nil, table: table, rows: ruleSet.tables[table.table], hops: hops,
      validFrom: nil)
  }

  /// The receipts among which a unit of this item finds its own.
  mutating func unitReceipts(of item: Item, in policy: Policy, _ range: SourceRange) -> UnitReceipts? {
    guard let perRow = item.perRow else {
      return receiptSource(of: policy, hops: []).map {
        UnitReceipts(
          source: $0, dues: dueSource(of: policy, hops: []),
          ownItem: policy.items.count > 1 ? item.name : nil, ownRow: nil, frequency: item.frequency)
      }
    }
    let view = ruleSet.views[perRow.view]
    let key = Path(frame: view.table, hops: [], table: view.table, field: Path.rowKey(ofView: perRow.view))
    let own = Expression(.path(key), .text, range)
    return receiptSource(of: policy, hops: [view.link]).map {
      UnitReceipts(
        source: $0, dues: dueSource(of: policy, hops: [view.link]),
        ownItem: policy.items.count > 1 ? item.name : nil, ownRow: own,
        frequency: item.frequency)
    }
  }
}

extension Item {
  /// Before the names of what limits this item alone.
  var limitPrefix: String { name.isEmpty ? "待遇项" : "待遇项“\(name)”" }

  /// Adds exclusions beside those that are written.
  mutating func exclude(_ clauses: [Clause]) {
    if clauses.isEmpty { return }
    var written = exclusions.clauses
    if exclusions.quantity != .any, !written.isEmpty {
      var whole = Clause(
        label: "", heading: nil, body: .group(exclusions), basis: nil,
        text: written.map(\.text).joined(separator: "；"), range: range)
      whole.place = limitPrefix + "排除"
      written = [whole]
    }
    exclusions = ClauseGroup(quantity: .any, clauses: written + clauses)
  }
}

extension LimitSyntax {
  fileprivate var keyword: Keyword {
    switch kind {
    case .times: .timesLimit
    case .term: .term
    }
  }
}
