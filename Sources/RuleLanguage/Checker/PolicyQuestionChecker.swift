/// What one policy asks of another: whether the subject is eligible for it, or how much it would get.
struct PolicyQuestion: Hashable {
  let policy: String
  let asksAmount: Bool

  var name: String { asksAmount ? "待遇金额（\(policy)）" : "符合（\(policy)）" }
}

/// 符合(政策), 待遇金额(政策): the computed outcome of another policy as a tag or measure of its subject.
extension Checker {
  /// `符合(低保)`, `待遇金额(配偶.低保)`: for the record at hand, or the one that the path leads to.
  mutating func ofPolicy(
    _ name: NameSyntax, _ arguments: [ArgumentSyntax], _ range: SourceRange, in frame: Frame
  ) -> Expression? {
    guard arguments.count == 1, bindings == nil, case .path(let names) = arguments[0].expression.kind,
      let last = names.last
    else {
      wrongArguments(name, "\(name.text)(政策名) 或 \(name.text)(配偶.政策名)", "\(name.text)(POLICY)")
      return nil
    }
    guard let policy = policySyntaxes[last.text] else {
      unknownName(last, kind: ("政策", "policy"), among: policySyntaxes.keys)
      return nil
    }
    note(last, .policy(last.text))
    guard let subject = policy.subject.flatMap({ tableIDs[$0.text] }), let path = follow(names, in: frame)
    else { return nil }
    // Inside a row, the subject of the policy may be the row's owner.
    var (hops, table) = (path.hops, path.table)
    if names.count == 1, table != subject, let link = frame.link, frame.entity == subject {
      (hops, table) = ([link], subject)
    }
    guard path.rest.count == 1, table == subject else {
      let want = ruleSet.tables[subject].name
      error(
        "policy-of-another-subject", range,
        zh: "政策“\(last.text)”的对象是\(want)，这里是\(ruleSet.tables[table].name)",
        en: "policy `\(last.text)` is about \(want), this is \(ruleSet.tables[table].name)",
        remedyZh: "经过指向\(want)的字段来写", remedyEn: "reach it through a reference to \(want)")
      return nil
    }
    if policy.judgesAnyDay {
      error(
        "eligibility-any-day", range, zh: "政策“\(last.text)”按当期任一日判定，不能用在 \(name.text)(…) 里",
        en: "policy `\(last.text)` is judged on any day of its period and cannot stand in \(name.text)(…)")
      return nil
    }
    let question = PolicyQuestion(policy: last.text, asksAmount: name.text == "待遇金额")
    let type: ValueType = question.asksAmount ? .number(.money) : .truth
    let index = policyQuestions[question] ?? definitionTypes.count
    if policyQuestions[question] == nil {
      policyQuestions[question] = index
      policyQuestionRanges[question] = range
      definitionTypes.append(type)
    }
    usedDefinitions.insert(index)
    return Expression(.definition(index, hops: hops), type, range)
  }

  /// The questions that were asked, after all policies are checked; in the order of their indexes.
  mutating func definePolicyQuestions() {
    let questions = Dictionary(uniqueKeysWithValues: policyQuestions.map { ($1, $0) })
    for index in ruleSet.definitions.count..<max(ruleSet.definitions.count, definitionTypes.count) {
      if let lifted = liftedDefinitions[index] { ruleSet.definitions.append(lifted) }
      guard let question = questions[index], let syntax = policySyntaxes[question.policy] else { continue }
      let range = syntax.name.range
      // Where the policy itself is in error, that is told elsewhere.
      let policy = ruleSet.policy(named: question.policy)
      if let policy { refuseUnanswerable(question, policy, policyQuestionRanges[question] ?? range) }
      let nothing =
        question.asksAmount
        ? Expression(.constant(.number(.zero)), .number(.money), range) : Expression(.or([]), .truth, range)
      ruleSet.definitions.append(
        Definition(
          name: question.name, table: policy?.subject ?? 0,
          expression: policy.map { question.asksAmount ? amountDue($0) : eligible($0) } ?? nothing,
          range: range))
    }
  }

  /// An expression that is read through references, as a measure of the records where they lead.
  mutating func lifted(_ expression: Expression, of table: TableID) -> Int {
    let index = definitionTypes.count
    definitionTypes.append(expression.type)
    usedDefinitions.insert(index)
    liftedDefinitions[index] = Definition(
      name: sourceText(expression.range), table: table, expression: expression, range: expression.range)
    return index
  }

  private mutating func refuseUnanswerable(
    _ question: PolicyQuestion, _ policy: Policy, _ range: SourceRange
  ) {
    let function = question.asksAmount ? "待遇金额" : "符合"
    if policy.items.contains(where: { !$0.figures.isEmpty }) {
      error(
        "eligibility-of-all", range,
        zh: "政策“\(policy.name)”的待遇要看所有对象（名次、分摊），不能用在 \(function)(…) 里",
        en:
          "the benefit of policy `\(policy.name)` depends on all its subjects and cannot stand in \(function)(…)"
      )
    }
    guard question.asksAmount else { return }
    if !policy.items.allSatisfy({ $0.benefit.isMoney }) {
      error(
        "amount-not-money", range, zh: "政策“\(policy.name)”的待遇不全是定了标准的钱，没有待遇金额",
        en: "the benefits of policy `\(policy.name)` are not all money of a known standard",
        remedyZh: "只问符不符合的，写 符合(\(policy.name))", remedyEn: "ask 符合(\(policy.name)) instead")
    } else if policy.combination == .topUp || policy.exclusiveGroup?.choice == .topUp {
      error(
        "amount-of-top-up", range, zh: "政策“\(policy.name)”按补差给，金额要看领过多少，不能用在 待遇金额(…) 里",
        en: "policy `\(policy.name)` tops up what was received, so its amount cannot be asked")
    }
  }

  private func eligible(_ policy: Policy) -> Expression {
    let range = policy.range
    func truth(_ kind: Expression.Kind) -> Expression { Expression(kind, .truth, range) }
    let today = Expression(.moment(.decisionDay), .day, range)
    func on(_ comparison: Comparison, _ day: Day) -> Expression {
      truth(.compare(comparison, today, Expression(.constant(.day(day)), .day, range)))
    }
    var parts: [Expression] = []
    if let from = policy.validFrom { parts.append(on(.greaterOrEqual, from)) }
    if let to = policy.validTo { parts.append(on(.lessOrEqual, to)) }
    if let end = ruleSet.endField(of: policy) {
      let end = field(end, of: policy.subject, hops: [], frame: policy.subject, range)
      var alive = [truth(.isNone(end)), truth(.compare(.greater, end, today))]
      if policy.paysThroughEndMonth {
        let months = [today, end].map { Expression(.monthOf($0), .month, range) }
        alive.append(truth(.compare(.equal, months[0], months[1])))
      }
      parts.append(truth(.or(alive)))
    }
    parts.append(policy.conditions.expression(range))
    parts.append(truth(.not(policy.exclusions.expression(range))))
    let items = policy.items.map { item in
      guard let perRow = item.perRow else { return due(item) }
      // As for 逐条: rows from before the coverage were never to be decided.
      return truth(.exists(Query(view: perRow.view, hops: [], filter: due(item), span: .at(today))))
    }
    parts.append(items.count == 1 ? items[0] : truth(.or(items)))
    return truth(.and(parts))
  }

  /// The item's own clauses hold, and its amount is above 0.
  private func due(_ item: Item) -> Expression {
    func truth(_ kind: Expression.Kind) -> Expression { Expression(kind, .truth, item.range) }
    var own = [
      item.conditions.expression(item.range), truth(.not(item.exclusions.expression(item.range))),
    ]
    if case .amount(let amount) = item.benefit {
      let zero = Expression(.constant(.number(.zero)), amount.type, amount.range)
      own.append(truth(.compare(.greater, amount, zero)))
    }
    return truth(.and(own))
  }

  /// Fen that the policy gives on the decision day, 0 where it gives nothing; items combined and capped
  /// as it says. What was paid already does not count, and neither do 互斥 and what subjects share.
  private func amountDue(_ policy: Policy) -> Expression {
    let range = policy.range
    func money(_ kind: Expression.Kind) -> Expression { Expression(kind, .number(.money), range) }
    let zero = money(.constant(.number(.zero)))
    let today = Expression(.moment(.decisionDay), .day, range)
    let amounts = policy.items.map { item -> Expression in
      guard case .amount(let exact) = item.benefit else { return zero }
      let amount = money(.round(exact, step: .one))
      guard let perRow = item.perRow else {
        return money(.conditional(due(item), then: amount, otherwise: zero))
      }
      return money(
        .aggregate(.sum, Query(view: perRow.view, hops: [], filter: due(item), span: .at(today)), amount))
    }
    var total: Expression
    switch policy.combination {
    case .highest, .topUp: total = amounts.count == 1 ? amounts[0] : money(.extreme(.largest, amounts))
    case .first:
      total = amounts.reversed().reduce(zero) { rest, amount in
        let isDue = Expression(.compare(.greater, amount, zero), .truth, range)
        return money(.conditional(isDue, then: amount, otherwise: rest))
      }
    case .sum: total = amounts.dropFirst().reduce(amounts.first ?? zero) { money(.arithmetic(.add, $0, $1)) }
    }
    if let cap = policy.totalCap { total = money(.extreme(.smallest, [total, cap])) }
    return money(.conditional(eligible(policy), then: total, otherwise: zero))
  }
}
