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
      add(written?.limits ?? [], isOwn: true, item, of: policy, to: &limits)
      let changes = changes(of: item, written, by: versions, subject: policy.subject)
      for change in changes.shared { apply(change, isOwn: false, item, of: policy, to: &limits) }
      for change in changes.own { apply(change, isOwn: true, item, of: policy, to: &limits) }
      if limits.contains(where: { $0.kind == .timesLimit }) { policy.items[index].isCounted = true }
      var clauses = limits.map(\.clause)
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

  private struct WrittenLimit {
    let kind: Keyword
    let isOwn: Bool
    var clause: Clause
  }

  private mutating func add(
    _ written: [LimitSyntax], isOwn: Bool, _ item: Item, of policy: Policy, to limits: inout [WrittenLimit]
  ) {
    for syntax in written {
      guard let clause = limit(syntax, item, of: policy, isOwn: isOwn) else { continue }
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

  private mutating func limit(
    _ syntax: LimitSyntax, _ item: Item, of policy: Policy, isOwn: Bool
  ) -> Clause? {
    guard var receipts = unitReceipts(of: item, in: policy, syntax.range) else { return nil }
    if isOwn, policy.items.count > 1 { receipts.source.item = item.name }
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
    let received = source.sum(.amount, source.query(parts, span: span, range), range)
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

  /// The receipts among which a unit of this item finds its own; an error where its rows cannot be told.
  mutating func unitReceipts(of item: Item, in policy: Policy, _ range: SourceRange) -> UnitReceipts? {
    guard let perRow = item.perRow else {
      return receiptSource(of: policy, hops: []).map {
        UnitReceipts(
          source: $0, ownItem: policy.items.count > 1 ? item.name : nil, ownRow: nil,
          frequency: item.frequency)
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
        source: $0, ownItem: policy.items.count > 1 ? item.name : nil, ownRow: own,
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

extension Optional<Expression> {
  fileprivate func adaptedMonths(_ checker: Checker) -> Expression? {
    flatMap { checker.adapted($0, to: .number(.months)) }
  }
}
