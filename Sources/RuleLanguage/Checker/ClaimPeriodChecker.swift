extension Checker {
  /// Each item's own 申领期限, or the policy's as seen from the item, in each version.
  mutating func setClaimPeriods(
    _ syntax: PolicySyntax, _ versions: [DatedVersion], of policy: inout Policy
  ) {
    for index in policy.items.indices {
      let item = policy.items[index]
      let written = syntax.item(named: item.name)
      let changes = changes(of: item, written, by: versions, subject: policy.subject)
      let isOwn = written?.claimPeriod != nil || changes.own.contains { $0.syntax.changesClaimPeriod }
      var period = (isOwn ? written?.claimPeriod : syntax.claimPeriod).flatMap {
        claimPeriod($0, of: item, written, isOwn: isOwn, policy.subject)
      }
      for (version, chooser) in isOwn ? changes.own : changes.shared where version.changesClaimPeriod {
        let new = version.claimPeriod.flatMap {
          claimPeriod($0, of: item, written, isOwn: isOwn, policy.subject)
        }
        if new == nil, version.claimPeriod == nil, period == nil {
          nothingToWithdraw(.claimPeriod, version.range)
        }
        period = ClaimPeriod.choice(
          of: new, where: chooser.applies, otherwise: period, from: chooser.from, version.range)
      }
      policy.items[index].claimPeriod = period
    }
  }

  /// Over the record that the item decides about; `isOwn`: it is written so.
  private mutating func claimPeriod(
    _ syntax: ClaimPeriodSyntax, of item: Item, _ written: ItemSyntax?, isOwn: Bool, _ subject: TableID
  ) -> ClaimPeriod? {
    if isOwn {
      let frame = frame(of: item, subject: subject)
      return within(item, written) { $0.claimPeriod(syntax, in: frame) }
    }
    let common = claimPeriod(syntax, in: Frame(entity: subject))
    guard let perRow = item.perRow, let common else { return common }
    let view = ruleSet.views[perRow.view]
    guard let due = common.due.prefixed(with: view.link, frame: view.table) else {
      error(
        "claim-period-of-rows", syntax.range, zh: "逐条的待遇项用不了这样的申领期限",
        en: "a per-row item cannot use this claim period",
        remedyZh: "在待遇项里写 申领期限", remedyEn: "write 申领期限 inside the item")
      return nil
    }
    return ClaimPeriod(due: due, lapses: common.lapses, text: common.text)
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

extension VersionSyntax {
  fileprivate var changesClaimPeriod: Bool {
    claimPeriod != nil || withdrawnHeaders.contains(.claimPeriod)
  }
}

extension ClaimPeriod {
  /// One of the two, by version; the other may be none.
  static func choice(
    of new: ClaimPeriod?, where applies: Expression, otherwise old: ClaimPeriod?, from: Day,
    _ range: SourceRange
  ) -> ClaimPeriod? {
    if new == nil && old == nil { return nil }
    func choice(_ a: Expression, _ b: Expression) -> Expression {
      Expression(.conditional(applies, then: a, otherwise: b), a.type, range)
    }
    let always = Expression(.constant(.truth(true)), .truth, range)
    func isOpen(_ period: ClaimPeriod?) -> Expression {
      period.flatMap { $0.lapses ? $0.isOpen : nil } ?? always
    }
    let due: Expression
    switch (new, old) {
    case (let new?, let old?): due = choice(new.due, old.due)
    default:
      // Where there is no period, there is no last day to name.
      let isThere = new != nil ? applies : Expression(.not(applies), .truth, range)
      let row = TableExpression.Row(condition: isThere, value: (new ?? old)?.due ?? always)
      due = Expression(
        .table(TableExpression(choice: .first, rows: [row], otherwise: .nothing)), .day, range)
    }
    let texts = [old.map(\.text) ?? "没有", "\(from.text) 起：\(new.map(\.text) ?? "没有")"]
    let both = [new, old].compactMap(\.self)
    return ClaimPeriod(
      due: due, isOpen: choice(isOpen(new), isOpen(old)), lapses: both.contains(where: \.lapses),
      isOfPeriod: both.contains(where: \.isOfPeriod), text: texts.joined(separator: "；"))
  }
}
