/// 限次, 期限 and 合计封顶 over what was received before: exclusions of each item that they limit.
extension Checker {
  mutating func applyLimits(_ syntax: PolicySyntax, to policy: inout Policy) {
    for index in policy.items.indices {
      let item = policy.items[index]
      let written = syntax.items.first { $0.name.text == item.name }
      let limits = syntax.limits.map { ($0, false) } + (written?.limits ?? []).map { ($0, true) }
      var clauses: [Clause] = []
      for (limit, isOwn) in limits {
        guard let receipts = unitReceipts(of: item, in: policy, limit.range, isOwn: isOwn),
          let clause = self.limit(limit, receipts, item, of: policy, isOwn: isOwn)
        else { continue }
        clauses.append(clause)
        if case .times(let literal, let scope) = limit.kind {
          policy.items[index].isCounted = true
          limitRows(of: &policy.items[index], to: literal, scope, receipts, limit.range)
        }
      }
      if let scope = syntax.capScope, let cap = policy.totalCap,
        let clause = exhausted(cap, scope, item, of: policy)
      {
        clauses.append(clause)
      }
      policy.items[index].exclude(clauses)
    }
    if let scope = syntax.capScope, let cap = policy.totalCap {
      policy.capScope = scope
      policy.totalCap = remainder(cap, scope, of: policy)
    }
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
      reached = receipts.reach(limit, .times, scope, range)
    case .term(let literal, let until):
      name = Keyword.term.chinese
      guard let months = constant(literal, expecting: .number(.months)).adaptedMonths(self) else {
        error("term-months", literal.range, zh: "期限要写月数或年数，如 36个月", en: "a term takes a number of months")
        return nil
      }
      if item.frequency == .once || item.perRow != nil {
        error(
          "term-without-period", range, zh: "期限只用于按月、按季、按年发放的待遇", en: "a term is for what is paid by period")
        return nil
      }
      receipts.itemsShareMonths = true
      let field: ReceiptField = receipts.source.item == nil ? .policyMonths : .months
      let over = receipts.reach(months, field, .lifetime, range)
      if let until {
        guard let extended = isExtended(until, of: policy, range) else { return nil }
        reached = Expression(.and([over, Expression(.not(extended), .truth, range)]), .truth, range)
      } else {
        reached = over
      }
    }
    return clause(isOwn && policy.items.count > 1 ? item.limitPrefix + name : name, reached, range)
  }

  /// Of the rows that are not paid yet only so many are served: receipts alone would let all of them pass.
  private mutating func limitRows(
    of item: inout Item, to literal: LiteralSyntax, _ scope: LimitScope, _ receipts: UnitReceipts,
    _ range: SourceRange
  ) {
    guard item.perRow != nil, case .number(let times, _, _) = literal.value else { return }
    let capacity = Expression(.constant(.number(times)), .number(.none), literal.range)
    var rows = Selection(kind: .times, capacity: capacity, text: sourceText(range), range: range)
    rows.span = scope == .year && item.frequency == .once ? .year : .ever
    rows.ranksByRow = true
    rows.taken = receipts.timesElsewhere(scope, range)
    if !item.figures.isEmpty {
      error(
        "selection-beside-figures", range, zh: "待遇按 名次 或 分摊 算的，不能再用 限次 选",
        en: "an amount that depends on all who are eligible cannot be combined with a selection")
      return
    }
    item.selections.append(rows)
    item.selections = item.selections.enumerated()
      .sorted { ($0.element.kind, $0.offset) < ($1.element.kind, $1.offset) }.map(\.element)
  }

  private mutating func isExtended(
    _ until: ExpressionSyntax, of policy: Policy, _ range: SourceRange
  ) -> Expression? {
    guard let day = expression(until, in: Frame(entity: policy.subject), expecting: .day) else { return nil }
    guard day.type == .day else {
      typeMismatch(day, expected: .day)
      return nil
    }
    let now = Expression(.moment(.decisionDay), .day, range)
    return Expression(
      .and([
        Expression(.not(Expression(.isNone(day), .truth, range)), .truth, range),
        Expression(.compare(.lessOrEqual, now, day), .truth, range),
      ]), .truth, range)
  }

  // MARK: 合计封顶

  private mutating func exhausted(
    _ cap: Expression, _ scope: LimitScope, _ item: Item, of policy: Policy
  ) -> Clause? {
    guard let receipts = unitReceipts(of: item, in: policy, cap.range) else { return nil }
    var limit = cap
    if let perRow = item.perRow {
      let view = ruleSet.views[perRow.view]
      guard let seen = cap.prefixed(with: view.link, frame: view.table) else {
        error(
          "cap-over-rows", cap.range, zh: "有逐条的待遇项时，合计封顶 每年、终身 只能写一个数或一个字段",
          en: "with items per row, a cumulative cap must be a figure or a field")
        return nil
      }
      limit = seen
    }
    let reached = receipts.reach(limit, .amount, scope, cap.range)
    return clause(Keyword.totalCap.chinese, reached, cap.range)
  }

  /// What the cap leaves after all receipts of its scope: for units that are not paid yet.
  private mutating func remainder(
    _ cap: Expression, _ scope: LimitScope, of policy: Policy
  ) -> Expression {
    let range = cap.range
    guard let source = receiptSource(of: policy, hops: []) else { return cap }
    let (parts, span) = source.scoped(scope, range)
    var received = source.sum(.amount, source.query(parts, span: span, range), range)
    if let dues = dueSource(of: policy, hops: []) {
      let (parts, span) = dues.scoped(scope, range)
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

  /// The receipts among which a unit of this item finds its own; an error where its rows cannot be told.
  mutating func unitReceipts(of item: Item, in policy: Policy, _ range: SourceRange) -> UnitReceipts? {
    guard let perRow = item.perRow else {
      return receiptSource(of: policy, hops: []).map {
        UnitReceipts(
          source: $0, dues: dueSource(of: policy, hops: []),
          ownItem: policy.items.count > 1 ? item.name : nil, ownRow: nil, frequency: item.frequency)
      }
    }
    let view = ruleSet.views[perRow.view]
    let key = ruleSet.tables[view.table].key
    guard view.link == .owner, key.count == 1, ruleSet.tables[view.table].fields[key[0]].type == .text
    else {
      error(
        "limit-over-rows", range, zh: "逐条“\(view.name)”的行不是用一个文本编号的，认不出台账里是哪一条",
        en: "rows of `\(view.name)` have no single text key, so a receipt's row cannot be told",
        remedyZh: "给关系一个文本的键", remedyEn: "give the relation one text key")
      return nil
    }
    let own = field(key[0], of: view.table, hops: [], frame: view.table, range)
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

extension Optional<Expression> {
  fileprivate func adaptedMonths(_ checker: Checker) -> Expression? {
    flatMap { checker.adapted($0, to: .number(.months)) }
  }
}
