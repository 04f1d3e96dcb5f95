/// 续领 and 分期: other clauses decide for those who have been paid before.
extension Checker {
  /// Each condition holds of those who receive already, each 续领 clause of those who do not.
  mutating func applyRenewal(_ syntax: PolicySyntax, to policy: inout Policy) {
    guard let written = syntax.renewal else { return }
    let frequencies = Set(policy.items.map(\.frequency))
    guard let frequency = frequencies.first, frequencies.count == 1, frequency != .once else {
      return error(
        "renewal-without-period", written.range, zh: "续领只用于各项都按月、都按季或都按年发放的政策",
        en: "续领 is for a policy all of whose items are paid by the same period")
    }
    guard let source = receiptSource(of: policy, hops: []) else { return }
    let range = written.range
    let yesterday = Expression(
      .addDuration(
        UnitReceipts.start(frequency, range),
        Expression(.constant(.number(Number(-1))), .number(.days), range), .days), .day, range)
    let receiving = Expression(
      .exists(source.query([source.continues(on: yesterday, range)], span: .at(yesterday), range)), .truth,
      range)
    let clauses = clauses(written, in: Frame(entity: policy.subject))
    policy.conditions = policy.conditions.replaced(
      by: clauses, named: Keyword.renewal.chinese, where: receiving, insteadOf: "条件")
  }

  mutating func applyInstalments(_ syntax: PolicySyntax, to policy: inout Policy) {
    if let written = syntax.instalments {
      guard policy.items.count == 1, syntax.items.isEmpty, policy.items[0].perRow == nil else {
        return error(
          "instalments-beside-items", written.range, zh: "有待遇项时，分期写在待遇项里",
          en: "with items, 分期 stands in the item")
      }
      if let paid = instalments(written, &policy.items[0], of: policy), let review = written.review {
        let clauses = clauses(review, in: Frame(entity: policy.subject))
        policy.conditions = policy.conditions.replaced(
          by: clauses, named: Keyword.review.chinese, where: paid, insteadOf: "条件")
      }
    }
    for index in policy.items.indices {
      let item = policy.items[index]
      guard let written = syntax.items.first(where: { $0.name.text == item.name })?.instalments else {
        continue
      }
      if written.review != nil, !policy.conditions.clauses.isEmpty {
        error(
          "review-beside-conditions", written.range, zh: "分期带复核的待遇项，条件要写在这一项里",
          en: "where 复核 decides the later instalments, the conditions stand in the item",
          remedyZh: "把政策的条件移进待遇项", remedyEn: "move the policy's conditions into the item")
      }
      guard let paid = instalments(written, &policy.items[index], of: policy), let review = written.review
      else { continue }
      var frame = Frame(entity: policy.subject)
      if let perRow = item.perRow {
        frame = Frame(rowOf: ruleSet.views[perRow.view], alias: perRow.alias, isPerRow: true)
      }
      let clauses = clauses(review, in: frame)
      policy.items[index].conditions = item.conditions.replaced(
        by: clauses, named: item.limitPrefix + Keyword.review.chinese, where: paid,
        insteadOf: item.limitPrefix + "条件")
    }
  }

  /// Shares the amount out; whether an instalment has been paid in an earlier period.
  private mutating func instalments(
    _ syntax: InstalmentsSyntax, _ item: inout Item, of policy: Policy
  ) -> Expression? {
    let range = syntax.range
    var shares: [Number] = []
    for written in syntax.shares {
      guard let share = share(written), share > .zero else {
        let place = written.part.range.union(written.of?.range ?? written.part.range)
        error(
          "instalment-share", place, zh: "份额要写百分数或分数，如 40%、1/3",
          en: "a share is a percentage or a fraction, such as 40% or 1/3")
        return nil
      }
      shares.append(share)
    }
    let total = shares.reduce(Number?.some(.zero)) { sum, share in sum.flatMap { $0.adding(share) } }
    guard total == Number(1) else {
      error(
        "instalment-total", range, zh: "各期的份额合起来要是 100%", en: "the shares must add up to 100%",
        remedyZh: "三等分写 第1期 1/3；第2期 1/3；第3期 1/3", remedyEn: "three equal ones are 1/3 each")
      return nil
    }
    guard item.frequency != .once else {
      error(
        "instalments-without-period", range, zh: "分期的待遇要写多久发一期", en: "instalments need a period",
        remedyZh: "写 发放 每年（或每月、每季）", remedyEn: "write 发放 每年, 每季 or 每月")
      return nil
    }
    guard case .amount(let amount) = item.benefit else {
      error("instalments-of-no-amount", range, zh: "分期要有金额", en: "instalments need an amount")
      return nil
    }
    guard let receipts = unitReceipts(of: item, in: policy, range) else { return nil }
    let paid = receipts.timesBefore(range)
    func count(_ n: Int) -> Expression {
      Expression(.constant(.number(Number(Int64(n)))), .number(.none), range)
    }
    var cap: Expression?
    if let written = syntax.cap {
      var frame = Frame(entity: policy.subject)
      if let perRow = item.perRow {
        frame = Frame(rowOf: ruleSet.views[perRow.view], alias: perRow.alias, isPerRow: true)
      }
      guard let checked = self.amount(written, in: frame) else { return nil }
      cap = checked
    }
    // What is due up to an instalment is rounded, so that all together are the whole amount.
    func upTo(_ share: Number) -> Expression {
      let part = Expression(.constant(.number(share)), .number(.none), range)
      let product = Expression(.arithmetic(.multiply, amount, part), .number(.money), amount.range)
      return share == Number(1)
        ? amount : Expression(.round(product, step: .one), .number(.money), amount.range)
    }
    var before = Number.zero
    var rows: [TableExpression.Row] = []
    for (index, share) in shares.enumerated() {
      guard let after = before.adding(share) else { return nil }
      var part = upTo(after)
      if before != .zero {
        part = Expression(.arithmetic(.subtract, part, upTo(before)), .number(.money), amount.range)
        // What is known of the amount bounds the part better than what is known of the difference.
        let exact = Expression(
          .arithmetic(.multiply, amount, Expression(.constant(.number(share)), .number(.none), range)),
          .number(.money), amount.range)
        let cent = Expression(.constant(.number(.one)), .number(.money), amount.range)
        let least = Expression(.arithmetic(.subtract, exact, cent), .number(.money), amount.range)
        part = Expression(.extreme(.largest, [least, part]), .number(.money), amount.range)
      }
      rows.append(
        TableExpression.Row(
          condition: Expression(.compare(.equal, paid, count(index)), .truth, range), value: part))
      before = after
    }
    var due = Expression(
      .table(TableExpression(choice: .first, rows: rows, otherwise: .denied)), .number(.money), range)
    if let cap { due = Expression(.extreme(.smallest, [due, cap]), .number(.money), range) }
    item.benefit = .amount(due)
    item.isCounted = true
    let name = policy.items.count > 1 ? item.limitPrefix : ""
    let over = Expression(.compare(.greaterOrEqual, paid, count(shares.count)), .truth, range)
    item.exclude([clause(name + Keyword.instalments.chinese, over, range)])
    return Expression(.compare(.greaterOrEqual, paid, count(1)), .truth, range)
  }
}

extension Checker {
  /// `40%`, `1/3`.
  private func share(_ written: (part: LiteralSyntax, of: LiteralSyntax?)) -> Number? {
    guard case .number(let part, .none, _) = written.part.value else { return nil }
    guard let whole = written.of else { return part }
    guard case .number(let divisor, .none, _) = whole.value, divisor > .zero else { return nil }
    return part.divided(by: divisor)
  }
}

extension ClauseGroup {
  /// These clauses, and where `condition` holds the others instead.
  func replaced(
    by others: ClauseGroup, named name: String, where condition: Expression, insteadOf own: String
  ) -> ClauseGroup {
    let unless = Expression(.not(condition), .truth, condition.range)
    let first = or(condition).whole(own, isNamed: false)
    let second = others.or(unless).whole(name, isNamed: true)
    return ClauseGroup(quantity: .all, clauses: first + second)
  }

  /// Each condition in it, or else this.
  private func or(_ alternative: Expression) -> ClauseGroup {
    ClauseGroup(quantity: quantity, clauses: clauses.map { $0.or(alternative) })
  }

  /// As clauses that all hold: one by one where all must, else the group as one.
  private func whole(_ name: String, isNamed: Bool) -> [Clause] {
    if clauses.isEmpty { return [] }
    guard quantity == .all else {
      let range = clauses.dropFirst().reduce(clauses[0].range) { $0.union($1.range) }
      var all = Clause(
        label: "", heading: nil, body: .group(self), basis: nil,
        text: clauses.map(\.text).joined(separator: "；"), range: range)
      all.place = name
      return [all]
    }
    if !isNamed { return clauses }
    return PlacedLabels.of(clauses).map { label, clause in
      var placed = clause
      placed.place = name + label
      return placed
    }
  }
}

/// Labels of clauses side by side; one without goes by its position, unless it is the only one.
package enum PlacedLabels {
  package static func of(_ clauses: [Clause]) -> [(label: String, clause: Clause)] {
    let isOnly = clauses.count { $0.place == nil } == 1
    return clauses.enumerated().map { index, clause in
      (!clause.label.isEmpty || isOnly ? clause.label : "第\(index + 1)项", clause)
    }
  }
}

extension Clause {
  fileprivate func or(_ alternative: Expression) -> Clause {
    let body: Body
    switch self.body {
    case .expression(let expression):
      body = .expression(Expression(.or([alternative, expression]), .truth, expression.range))
    case .group(let group):
      body = .group(ClauseGroup(quantity: group.quantity, clauses: group.clauses.map { $0.or(alternative) }))
    }
    var result = Clause(
      label: label, heading: heading, body: body, basis: basis, text: text, range: range)
    result.place = place
    return result
  }
}
