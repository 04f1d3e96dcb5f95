/// Versions become part of what they change: each clause and amount is a choice by the version's date.
extension Checker {
  mutating func apply(_ versions: [DatedVersion], to policy: inout Policy) {
    let frame = Frame(entity: policy.subject)
    for (version, chooser) in versions {
      policy.versions.append(
        PolicyVersion(
          from: chooser.from, applies: chooser.applies, hasBegun: chooser.hasBegun,
          transition: chooser.transition,
          event: version.event.map { sourceText($0.range) } ?? "", basis: version.basis.map(\.text)))
      policy.conditions = changed(policy.conditions, version, isExclusion: false, chooser, in: frame)
      policy.exclusions = changed(policy.exclusions, version, isExclusion: true, chooser, in: frame)
      if let cap = version.totalCap { setCap(cap, of: &policy, chooser, in: frame) }
      if let benefit = version.benefit {
        if policy.items.count == 1, policy.items[0].name.isEmpty {
          policy.items[0].benefit = changed(policy.items[0].benefit, benefit, version, chooser, in: frame)
        } else {
          error(
            "benefit-beside-items", version.range, zh: "这个政策分待遇项，版本里也按项写待遇",
            en: "the policy has items, so a version changes the benefit of an item",
            remedyZh: "写 待遇项 “…” { 待遇 … }", remedyEn: "write 待遇项 “…” { 待遇 … }")
        }
      }
      for item in version.items { apply(item, chooser, to: &policy) }
      changeItems(version, chooser, of: &policy)
    }
  }

  /// Versions of an item's own.
  mutating func apply(_ versions: [VersionSyntax], to item: inout Item, in frame: Frame) {
    for (version, chooser) in choosers(of: versions, in: frame) {
      apply(version, chooser, to: &item, in: frame)
    }
  }

  /// What a version of the policy changes in one of its items.
  private mutating func apply(_ version: VersionSyntax, _ chooser: VersionChooser, to policy: inout Policy) {
    guard let name = version.item,
      let index = policy.items.firstIndex(where: { $0.name == name.text })
    else {
      if let name = version.item {
        unknownName(
          NameSyntax(text: name.text, range: name.range), kind: ("待遇项", "item"),
          among: policy.items.map(\.name))
      }
      return
    }
    let item = policy.items[index]
    policy.items[index] = within(item, policySyntaxes[policy.name]?.item(named: name.text)) {
      $0.changed(item, by: version, chooser, subject: policy.subject)
    }
  }

  private mutating func changed(
    _ old: Item, by version: VersionSyntax, _ chooser: VersionChooser, subject: TableID
  ) -> Item {
    var item = old
    guard let own = self.chooser(chooser, seenBy: item, version.range) else { return item }
    apply(version, own, to: &item, in: frame(of: item, subject: subject))
    return item
  }

  private mutating func apply(
    _ version: VersionSyntax, _ chooser: VersionChooser, to item: inout Item, in frame: Frame
  ) {
    item.conditions = changed(item.conditions, version, isExclusion: false, chooser, in: frame)
    item.exclusions = changed(item.exclusions, version, isExclusion: true, chooser, in: frame)
    if let benefit = version.benefit {
      item.benefit = changed(item.benefit, benefit, version, chooser, in: frame)
    }
  }

  // MARK: What

  private mutating func changed(
    _ group: ClauseGroup, _ version: VersionSyntax, isExclusion: Bool, _ chooser: VersionChooser,
    in frame: Frame
  ) -> ClauseGroup {
    let written = isExclusion ? version.exclusions : version.conditions
    let withdrawn = version.withdrawn.filter { $0.isExclusion == isExclusion }
    if written.isEmpty && withdrawn.isEmpty { return group }
    let syntax = ClauseGroupSyntax(quantity: group.quantity, clauses: written, range: version.range)
    // Where all must hold a clause that is not there holds; elsewhere it counts for nothing.
    let absent = Expression(.constant(.truth(group.quantity == .all)), .truth, version.range)
    if isExclusion { warnOfDoubleNegatives(syntax) }
    var clauses = group.clauses
    for new in self.clauses(syntax, in: frame).clauses where !new.label.isEmpty {
      if let index = clauses.firstIndex(where: { sameLabel($0.label, new.label) }) {
        clauses[index] = changed(clauses[index], to: new, chooser, absent)
      } else {
        clauses.append(changed(nil, to: new, chooser, absent))
      }
    }
    for name in withdrawn.map(\.label) {
      if let index = clauses.firstIndex(where: { sameLabel($0.label, name.text) }) {
        clauses[index] = changed(clauses[index], to: nil, chooser, absent)
      } else {
        error(
          "no-such-clause", name.range, zh: "没有\(isExclusion ? "排除" : "条件")\(name.text)可删",
          en: "there is no clause \(name.text) to withdraw")
      }
    }
    return ClauseGroup(quantity: group.quantity, clauses: clauses)
  }

  private func sameLabel(_ a: String, _ b: String) -> Bool {
    func plain(_ label: String) -> String {
      String(String.UnicodeScalarView(label.unicodeScalars.map(\.halfWidth)))
    }
    return plain(a) == plain(b)
  }

  func changed(
    _ old: Clause?, to new: Clause?, _ chooser: VersionChooser, _ absent: Expression
  ) -> Clause {
    guard let shown = old ?? new else { preconditionFailure("a change of nothing") }
    let always = Expression(.constant(.truth(true)), .truth, shown.range)
    let choice = Expression(
      .conditional(
        chooser.applies, then: new?.expression ?? absent, otherwise: old?.expression ?? absent),
      .truth, shown.range)
    var result = Clause(
      label: shown.label, heading: shown.heading, body: .expression(choice), basis: shown.basis,
      text: shown.text, range: shown.range)
    result.place = shown.place
    let before =
      old.map { $0.versions.isEmpty ? [ClauseVersion(applies: always, clause: $0)] : $0.versions }
      ?? [ClauseVersion(applies: always, clause: nil)]
    result.versions = [ClauseVersion(applies: chooser.applies, clause: new)] + before
    return result
  }

  private mutating func changed(
    _ old: Benefit, _ syntax: BenefitSyntax, _ version: VersionSyntax, _ chooser: VersionChooser,
    in frame: Frame
  ) -> Benefit {
    switch (old, benefit(syntax, in: frame)) {
    case (.amount(let before), .amount(let after)):
      return .amount(
        Expression(
          .conditional(chooser.applies, then: after, otherwise: before), before.type, version.range))
    default:
      error(
        "version-of-benefit", version.range, zh: "版本只能把一个金额改成另一个金额",
        en: "a version changes an amount into another amount",
        remedyZh: "待遇的种类变了，写 删去 待遇项 “原来的”，新增 待遇项 “新的” { … }；没有分项的，另写一个政策，用有效期分开",
        remedyEn:
          "where the kind of benefit changes, write 删去 待遇项 “OLD” and 新增 待遇项 “NEW” { … }, or another policy")
      return old
    }
  }

  private mutating func setCap(
    _ syntax: ExpressionSyntax, of policy: inout Policy, _ chooser: VersionChooser, in frame: Frame
  ) {
    guard let after = amount(syntax, in: frame) else { return }
    guard let before = policy.totalCap else {
      error(
        "version-of-cap", syntax.range, zh: "原来没有合计封顶，版本里不能加", en: "there is no 合计封顶 to change",
        remedyZh: "先在政策里写 合计封顶", remedyEn: "write a 合计封顶 in the policy first")
      return
    }
    policy.totalCap = Expression(
      .conditional(chooser.applies, then: after, otherwise: before), before.type, syntax.range)
  }

  // MARK: The end

  mutating func abolish(_ policy: inout Policy, _ syntax: (day: LiteralSyntax, basis: TextSyntax?)?) {
    guard let syntax, let day = firstDay(syntax.day) else { return }
    policy.abolition = Policy.Abolition(from: day, basis: syntax.basis?.text)
    let last = day.adding(days: -1)
    policy.validTo = policy.validTo.map { min($0, last) } ?? last
    if let from = policy.validFrom, last < from {
      error(
        "validity-reversed", syntax.day.range, zh: "废止早于有效期起", en: "abolished before it begins")
    }
  }
}
