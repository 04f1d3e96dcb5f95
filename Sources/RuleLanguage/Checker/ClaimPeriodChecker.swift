extension Checker {
  /// Each item's own 申领期限, or the policy's as seen from the item.
  mutating func setClaimPeriods(_ syntax: PolicySyntax, of policy: inout Policy) {
    let common = syntax.claimPeriod.flatMap { claimPeriod($0, in: Frame(entity: policy.subject)) }
    for index in policy.items.indices {
      let own = syntax.items.first { $0.name.text == policy.items[index].name }?.claimPeriod
      guard let perRow = policy.items[index].perRow else {
        policy.items[index].claimPeriod =
          own.map { claimPeriod($0, in: Frame(entity: policy.subject)) } ?? common
        continue
      }
      let view = ruleSet.views[perRow.view]
      if let own {
        let frame = Frame(rowOf: view, alias: perRow.alias, isPerRow: true)
        policy.items[index].claimPeriod = claimPeriod(own, in: frame)
      } else if let common {
        guard let due = common.due.prefixed(with: view.link, frame: view.table) else {
          error(
            "claim-period-of-rows", syntax.claimPeriod?.range ?? syntax.range,
            zh: "逐条的待遇项用不了这样的申领期限", en: "a per-row item cannot use this claim period",
            remedyZh: "在待遇项里写 申领期限", remedyEn: "write 申领期限 inside the item")
          return
        }
        policy.items[index].claimPeriod = ClaimPeriod(
          due: due, lapses: common.lapses, text: common.text)
      }
    }
  }

  private mutating func claimPeriod(_ syntax: ClaimPeriodSyntax, in frame: Frame) -> ClaimPeriod? {
    let text = sourceText(syntax.range)
    guard let start = syntax.start else {
      return dayValue(syntax.end, in: frame).map { ClaimPeriod(due: $0, lapses: syntax.lapses, text: text) }
    }
    let window = WindowSyntax(kind: .after(start, syntax.end), range: syntax.range)
    return self.window(window, in: frame).map { ClaimPeriod(due: $0.to, lapses: syntax.lapses, text: text) }
  }
}
