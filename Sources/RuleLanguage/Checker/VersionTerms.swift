/// What versions change besides clauses and amounts.
extension Checker {
  // MARK: Items

  /// An item that a version adds or withdraws excludes everybody for whom it is not there.
  mutating func changeItems(_ version: VersionSyntax, _ chooser: VersionChooser, of policy: inout Policy) {
    for (name, isAdded) in version.addedItems.map({ ($0, true) })
      + version.withdrawnItems.map({ ($0, false) })
    {
      guard let index = policy.items.firstIndex(where: { $0.name == name.text }) else {
        if !isAdded {
          unknownName(
            NameSyntax(text: name.text, range: name.range), kind: ("待遇项", "item"),
            among: policy.items.map(\.name))
        }
        continue
      }
      guard let own = self.chooser(chooser, seenBy: policy.items[index], version.range) else { continue }
      let isOut = isAdded ? Expression(.not(own.applies), .truth, name.range) : own.applies
      var clause = Clause(
        label: "", heading: nil, body: .expression(isOut), basis: nil,
        text: "\(chooser.from.text) 起\(isAdded ? "才有" : "没有")这一项", range: name.range)
      clause.place = policy.items[index].limitPrefix + Keyword.version.chinese
      policy.items[index].exclude([clause])
    }
  }

  // MARK: Groups

  mutating func exclusiveGroup(_ syntax: ExclusiveSyntax?) -> Policy.ExclusiveGroup? {
    guard let syntax else { return nil }
    let choices: [String: Policy.ExclusiveGroup.Choice] = [
      "最高": .highest, "最先": .earliest, "补差": .topUp,
    ]
    let choice = choices[syntax.choice.text]
    if choice == nil {
      error(
        "unknown-choice", syntax.choice.range, zh: "互斥 只能 取 最高、取 最先 或 取 补差",
        en: "an exclusive group takes 最高, 最先 or 补差")
    }
    return Policy.ExclusiveGroup(
      name: syntax.group.text, choice: choice ?? .earliest, scope: syntax.scope?.scope)
  }

  mutating func setExclusiveGroups(
    _ syntax: PolicySyntax, _ versions: [DatedVersion], of policy: inout Policy
  ) {
    policy.exclusiveGroup = exclusiveGroup(syntax.exclusive)
    for (version, chooser) in versions {
      let isWithdrawn = version.withdrawnHeaders.contains(.mutuallyExclusive)
      guard let range = version.exclusive?.group.range ?? (isWithdrawn ? version.range : nil) else {
        continue
      }
      let group = exclusiveGroup(version.exclusive)
      if chooser.event != nil || chooser.transition != nil {
        error(
          "group-by-event", range, zh: "互斥看同一天的各项政策，只能在按判定日分、没有过渡的版本里改",
          en:
            "互斥 compares policies on one day, so only a version by the decision day, without 过渡, changes it",
          remedyZh: "另写一个政策，用有效期分开", remedyEn: "write another policy with its own 有效期")
      } else if group?.choice == .topUp || policy.exclusiveGroup?.choice == .topUp {
        error(
          "group-of-top-ups", range, zh: "取 补差 的互斥组不能随版本变",
          en: "a group that takes 补差 cannot change by version",
          remedyZh: "另写一个政策，用有效期分开", remedyEn: "write another policy with its own 有效期")
      } else if isWithdrawn, policy.exclusiveGroup == nil, policy.exclusiveGroupChanges.isEmpty {
        nothingToWithdraw(.mutuallyExclusive, range)
      } else {
        policy.exclusiveGroupChanges.append((chooser.from, group))
      }
    }
  }

  mutating func nothingToWithdraw(_ keyword: Keyword, _ range: SourceRange) {
    error(
      "nothing-to-withdraw", range, zh: "原来没有\(keyword.chinese)可删",
      en: "there is no \(keyword.chinese) to withdraw", remedyZh: "删去这一行", remedyEn: "remove this line")
  }
}
