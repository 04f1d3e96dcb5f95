/// When a version is in force, over some record.
private struct Chooser {
  let from: Day
  let event: Expression?
  let applies: Expression
}

/// Versions become part of what they change: each clause and amount is a choice by the version's date.
extension Checker {
  mutating func apply(_ versions: [VersionSyntax], to policy: inout Policy) {
    let frame = Frame(entity: policy.subject)
    var earlier: Chooser?
    for version in versions {
      guard let chooser = chooser(version, after: earlier, in: frame) else { continue }
      earlier = chooser
      policy.versions.append(
        PolicyVersion(
          from: chooser.from, applies: chooser.applies,
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
    }
  }

  /// Versions of an item's own.
  mutating func apply(_ versions: [VersionSyntax], to item: inout Item, in frame: Frame) {
    var earlier: Chooser?
    for version in versions {
      guard let chooser = chooser(version, after: earlier, in: frame) else { continue }
      earlier = chooser
      apply(version, chooser, to: &item, in: frame)
    }
  }

  /// What a version of the policy changes in one of its items.
  private mutating func apply(_ version: VersionSyntax, _ chooser: Chooser, to policy: inout Policy) {
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
    guard let perRow = policy.items[index].perRow else {
      return apply(version, chooser, to: &policy.items[index], in: Frame(entity: policy.subject))
    }
    let view = ruleSet.views[perRow.view]
    let frame = Frame(rowOf: view, alias: perRow.alias, isPerRow: true)
    var event: Expression?
    if let written = chooser.event {
      guard let moved = written.prefixed(with: view.link, frame: view.table) else {
        error(
          "version-of-rows", version.range, zh: "逐条的待遇项不能按这个日期分版本",
          en: "a per-row item cannot be versioned by this date",
          remedyZh: "在待遇项里写 版本 按 …", remedyEn: "write the 版本 inside the item")
        return
      }
      event = moved
    }
    let own = Chooser(
      from: chooser.from, event: event, applies: applies(from: chooser.from, event, version.range))
    apply(version, own, to: &policy.items[index], in: frame)
  }

  private mutating func apply(
    _ version: VersionSyntax, _ chooser: Chooser, to item: inout Item, in frame: Frame
  ) {
    item.conditions = changed(item.conditions, version, isExclusion: false, chooser, in: frame)
    item.exclusions = changed(item.exclusions, version, isExclusion: true, chooser, in: frame)
    if let benefit = version.benefit {
      item.benefit = changed(item.benefit, benefit, version, chooser, in: frame)
    }
  }

  // MARK: When

  private mutating func chooser(
    _ version: VersionSyntax, after earlier: Chooser?, in frame: Frame
  ) -> Chooser? {
    guard let from = version.from.flatMap({ firstDay($0) }) else { return nil }
    var event: Expression?
    if let written = version.event {
      if reportsDateOfRows(written, version, in: frame) { return nil }
      guard let day = dayValue(written, in: frame) else { return nil }
      event = day
    }
    if let earlier {
      if earlier.event != event {
        error(
          "versions-mixed", version.range, zh: "一个政策的各个版本要按同一个日期来分",
          en: "the versions of a policy go by the same date",
          remedyZh: "都写 按 同一个日期，或都不写（按判定日）",
          remedyEn: "write the same 按 in all of them, or in none")
      } else if from <= earlier.from {
        error(
          "versions-out-of-order", version.range, zh: "后写的版本要晚于前一个（\(earlier.from.text)）",
          en: "a version must begin after the one before it (\(earlier.from.text))")
      }
    }
    return Chooser(from: from, event: event, applies: applies(from: from, event, version.range))
  }

  /// `版本 按 核发日期` of a policy, where 核发日期 is a column of an item's rows.
  private mutating func reportsDateOfRows(
    _ written: ExpressionSyntax, _ version: VersionSyntax, in frame: Frame
  ) -> Bool {
    guard frame.link == nil, case .path(let path) = written.kind, path.count == 1,
      ruleSet.tables[frame.table].field(named: path[0].text) == nil,
      definitionIDs[frame.table]?[path[0].text] == nil,
      let policy = currentPolicy.flatMap({ policySyntaxes[$0] })
    else { return false }
    for item in policy.items {
      guard let relation = item.perRow, let view = view(relation.text, of: frame.table),
        ruleSet.tables[ruleSet.views[view].table].field(named: path[0].text) != nil
      else { continue }
      let day = version.from.map { sourceText($0.range) } ?? "日期"
      notice(
        written.range, zh: "“\(path[0].text)”是“\(relation.text)”每一行的日期，政策没有。",
        en: "`\(path[0].text)` is a date of each row of `\(relation.text)`, not of the policy.",
        write: "待遇项 “\(item.name.text)” { … 版本 按 \(path[0].text) 自 \(day) { … } }，版本写在这一项里面")
      return true
    }
    return false
  }

  private func applies(from day: Day, _ event: Expression?, _ range: SourceRange) -> Expression {
    let date = event ?? Expression(.moment(.decisionDay), .day, range)
    let first = Expression(.constant(.day(day)), .day, range)
    return Expression(.compare(.greaterOrEqual, date, first), .truth, range)
  }

  // MARK: What

  private mutating func changed(
    _ group: ClauseGroup, _ version: VersionSyntax, isExclusion: Bool, _ chooser: Chooser, in frame: Frame
  ) -> ClauseGroup {
    let written = isExclusion ? version.exclusions : version.conditions
    let withdrawn = version.withdrawn.filter { $0.isExclusion == isExclusion }
    if written.isEmpty && withdrawn.isEmpty { return group }
    let syntax = ClauseGroupSyntax(quantity: group.quantity, clauses: written, range: version.range)
    // Where all must hold a clause that is not there holds; elsewhere it counts for nothing.
    let absent = Expression(.constant(.truth(group.quantity == .all)), .truth, version.range)
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

  private func changed(
    _ old: Clause?, to new: Clause?, _ chooser: Chooser, _ absent: Expression
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
    let before =
      old.map { $0.versions.isEmpty ? [ClauseVersion(applies: always, clause: $0)] : $0.versions }
      ?? [ClauseVersion(applies: always, clause: nil)]
    result.versions = [ClauseVersion(applies: chooser.applies, clause: new)] + before
    return result
  }

  private mutating func changed(
    _ old: Benefit, _ syntax: BenefitSyntax, _ version: VersionSyntax, _ chooser: Chooser, in frame: Frame
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
        remedyZh: "待遇的种类变了，写成另一个政策，用有效期分开",
        remedyEn: "write another policy where the kind of benefit changes")
      return old
    }
  }

  private mutating func setCap(
    _ syntax: ExpressionSyntax, of policy: inout Policy, _ chooser: Chooser, in frame: Frame
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
