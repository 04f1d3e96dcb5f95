/// 符合(政策): the computed outcome of another policy as a tag of its subject.
extension Checker {
  /// `符合(低保)`, `符合(配偶.低保)`: for the record at hand, or the one that the path leads to.
  mutating func eligibility(
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
        "eligibility-any-day", range, zh: "政策“\(last.text)”按当期任一日判定，不能用在 符合(…) 里",
        en: "policy `\(last.text)` is judged on any day of its period and cannot stand in 符合(…)")
      return nil
    }
    let index = eligibilityIDs[last.text] ?? definitionTypes.count
    if eligibilityIDs[last.text] == nil {
      eligibilityIDs[last.text] = index
      eligibilityRanges[last.text] = range
      definitionTypes.append(.truth)
    }
    usedDefinitions.insert(index)
    return Expression(.definition(index, hops: hops), .truth, range)
  }

  /// The tags that were asked for, after all policies are checked; in the order of their indexes.
  mutating func defineEligibilities() {
    let names = Dictionary(uniqueKeysWithValues: eligibilityIDs.map { ($1, $0) })
    for index in ruleSet.definitions.count..<max(ruleSet.definitions.count, definitionTypes.count) {
      if let hidden = hiddenDefinitions[index] { ruleSet.definitions.append(hidden) }
      guard let name = names[index], let syntax = policySyntaxes[name] else { continue }
      let range = syntax.name.range
      // Where the policy itself is in error, that is told elsewhere.
      let policy = ruleSet.policy(named: name)
      if policy?.items.contains(where: { !$0.figures.isEmpty }) == true {
        error(
          "eligibility-of-all", eligibilityRanges[name] ?? range,
          zh: "政策“\(name)”的待遇要看所有对象（名次、分摊），不能用在 符合(…) 里",
          en: "the benefit of policy `\(name)` depends on all its subjects and cannot stand in 符合(…)")
      }
      ruleSet.definitions.append(
        Definition(
          name: "符合（\(name)）", table: policy?.subject ?? 0,
          expression: policy.map { eligible($0) } ?? Expression(.or([]), .truth, range), range: range))
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
    if let to = policy.validTo {
      let isRunning = on(.lessOrEqual, to)
      parts.append(policy.transition.map { truth(.or([isRunning, $0.applies])) } ?? isRunning)
    }
    if let end = ruleSet.tables[policy.subject].endField {
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
      var own = [
        item.conditions.expression(item.range), truth(.not(item.exclusions.expression(item.range))),
      ]
      if case .amount(let amount) = item.benefit {
        let zero = Expression(.constant(.number(.zero)), amount.type, amount.range)
        own.append(truth(.compare(.greater, amount, zero)))
      }
      let due = truth(.and(own))
      guard let perRow = item.perRow else { return due }
      // As for 逐条: rows from before the coverage were never to be decided.
      return truth(.exists(Query(view: perRow.view, hops: [], filter: due, span: .at(today))))
    }
    parts.append(items.count == 1 ? items[0] : truth(.or(items)))
    return truth(.and(parts))
  }
}
