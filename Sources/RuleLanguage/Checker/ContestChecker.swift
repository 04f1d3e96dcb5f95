/// 互斥 and 合并: who contends with whom, and what gets lost on the way.
extension Checker {
  /// Once all policies are known.
  mutating func checkContests() {
    for (index, policy) in ruleSet.policies.enumerated() {
      let rivals = checkGroup(of: policy, index)
      let isContested = rivals > 0 || (policy.items.count > 1 && policy.combination != .sum)
      guard isContested else { continue }
      for item in policy.items { warnOfLostPlaces(item, of: policy, isAmongPolicies: rivals > 0) }
    }
  }

  /// How many others there are in its 互斥 group.
  private mutating func checkGroup(of policy: Policy, _ index: Int) -> Int {
    guard let group = policy.exclusiveGroup else { return 0 }
    let range = policySyntaxes[policy.name]?.exclusive?.group.range ?? policy.range
    let members = ruleSet.policies.indices.filter {
      ruleSet.policies[$0].everyExclusiveGroup.contains(group.name)
        && ruleSet.policies[$0].subject == policy.subject
    }
    guard members.count > 1 else {
      let subject = ruleSet.tables[policy.subject].name
      diagnose(
        "lonely-group", .warning, range, zh: "互斥组“\(group.name)”里对象是\(subject)的只有这一项政策，什么也不互斥",
        en: "this is the only policy for \(subject) in group `\(group.name)`, so nothing is excluded",
        remedyZh: "看别的政策里的组名是不是一样；没有别的，就删去 互斥",
        remedyEn: "see whether the other policies spell the group alike; if there are none, remove 互斥")
      return 0
    }
    let first = ruleSet.policies[members[0]]
    if let choice = first.exclusiveGroup?.choice, choice != group.choice {
      error(
        "group-contradiction", range,
        zh: "互斥组“\(group.name)”里，政策“\(first.name)”取\(choice.chinese)，这里取\(group.choice.chinese)",
        en: "in group `\(group.name)`, policy `\(first.name)` takes \(choice.chinese), "
          + "and this one \(group.choice.chinese)",
        remedyZh: "同组的写成一样", remedyEn: "write the same choice in all")
    }
    if first.exclusiveGroup?.scope != group.scope {
      error(
        "mixed-scopes", range, zh: "互斥组“\(group.name)”里有的写了每年或终身，有的不一样",
        en: "members of group `\(group.name)` name different spans", remedyZh: "同组的写成一样",
        remedyEn: "write the same span in all")
    }
    return members.count - 1
  }

  /// Selections come first: who wins a place here and takes something else in the contest leaves the
  /// place empty.
  private mutating func warnOfLostPlaces(_ item: Item, of policy: Policy, isAmongPolicies: Bool) {
    for selection in item.selections where selection.kind == .places || selection.kind == .budget {
      let word = selection.kind.chinese
      let contest = isAmongPolicies ? "互斥" : "合并"
      diagnose(
        "place-lost-in-contest", .warning, selection.range,
        zh: "先按\(word)选，再\(contest)：选上了又改领另一个的，占着的\(word)空着，不补给后面的",
        en: "\(word) is served before \(contest): who is served here and takes another one leaves it unused",
        remedyZh: "分等次的，写成一项：待遇 对照 名次(…) { 1：…；2 至 3：…；其余 不予 }",
        remedyEn: "for grades, make it one item: 待遇 对照 名次(…) { 1：…；2 至 3：…；其余 不予 }")
    }
  }

  /// `排除 { 不是 低保对象 }` excludes whoever is not.
  mutating func warnOfDoubleNegatives(_ exclusions: ClauseGroupSyntax) {
    for clause in exclusions.clauses where clause.exception == nil {
      switch clause.body {
      case .group(let group): warnOfDoubleNegatives(group)
      case .expression(let expression):
        guard case .not(let inner) = expression.kind, case .isTrue = inner.kind else { continue }
        let text = sourceText(expression.range)
        diagnose(
          "double-negative", .warning, expression.range,
          zh: "排除里写“\(text)”，被排除的正是“\(text)”的",
          en: "in 排除, `\(text)` excludes those of whom it is true: only the others are left",
          remedyZh: "要排除是的，去掉“不”；真要求是的，写进 条件",
          remedyEn: "write 是 to exclude those who are; to require it, make it a 条件")
      }
    }
  }

  /// The name of a row must not be that of one of its fields: what stands before a dot would be either.
  mutating func checkAlias(_ alias: NameSyntax?, _ view: RelationView) {
    guard let alias, ruleSet.tables[view.table].field(named: alias.text) != nil else { return }
    error(
      "alias-is-field", alias.range, zh: "“\(view.name)”的行里有字段“\(alias.text)”，记作 不能用同样的名称",
      en: "rows of `\(view.name)` have a field `\(alias.text)`: the row needs another name",
      remedyZh: "换一个名称，如 记作 该\(alias.text)", remedyEn: "choose another name, such as 该\(alias.text)")
  }
}

extension Policy.ExclusiveGroup.Choice {
  fileprivate var chinese: String {
    switch self {
    case .highest: Keyword.highest.chinese
    case .earliest: Keyword.earliestGiven.chinese
    case .topUp: Keyword.topUp.chinese
    }
  }
}
