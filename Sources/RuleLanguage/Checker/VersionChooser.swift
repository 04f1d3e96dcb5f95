/// When a version is in force, over some record.
struct VersionChooser {
  let from: Day
  let event: Expression?
  let hasBegun: Expression
  let transition: Transition?
  /// It has begun, and nobody keeps what was before.
  let applies: Expression
}

typealias DatedVersion = (syntax: VersionSyntax, chooser: VersionChooser)

extension Checker {
  mutating func choosers(of versions: [VersionSyntax], in frame: Frame) -> [DatedVersion] {
    var result: [DatedVersion] = []
    for version in versions {
      guard let chooser = chooser(version, after: result.last?.chooser, in: frame) else { continue }
      result.append((version, chooser))
    }
    return result
  }

  private mutating func chooser(
    _ version: VersionSyntax, after earlier: VersionChooser?, in frame: Frame
  ) -> VersionChooser? {
    guard let from = version.from.flatMap({ firstDay($0) }) else { return nil }
    var event: Expression?
    if let written = version.event {
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
    let begun = hasBegun(from: from, event, version.range)
    let transition = version.transition.flatMap { self.transition($0, in: frame) }
    return VersionChooser(
      from: from, event: event, hasBegun: begun, transition: transition,
      applies: begun.unless(transition?.applies))
  }

  /// A version of the policy over the record that an item decides about; `nil` where its date cannot be
  /// read there, which is reported.
  mutating func chooser(
    _ chooser: VersionChooser, seenBy item: Item, _ range: SourceRange
  ) -> VersionChooser? {
    guard let perRow = item.perRow else { return chooser }
    let view = ruleSet.views[perRow.view]
    var event: Expression?
    if let written = chooser.event {
      guard let moved = written.prefixed(with: view.link, frame: view.table) else {
        error(
          "version-of-rows", range, zh: "逐条的待遇项不能按这个日期分版本",
          en: "a per-row item cannot be versioned by this date",
          remedyZh: "在待遇项里写 版本 按 …", remedyEn: "write the 版本 inside the item")
        return nil
      }
      event = moved
    }
    let begun = hasBegun(from: chooser.from, event, range)
    let kept = chooser.transition.map { transition in
      let kept = lifted(transition.applies, of: view.entity, named: Keyword.transition.chinese)
      return Expression(.definition(kept, hops: [view.link]), .truth, transition.range)
    }
    return VersionChooser(
      from: chooser.from, event: event, hasBegun: begun, transition: nil, applies: begun.unless(kept))
  }

  func frame(of item: Item, subject: TableID) -> Frame {
    item.perRow.map { Frame(rowOf: ruleSet.views[$0.view], alias: $0.alias, isPerRow: true) }
      ?? Frame(entity: subject)
  }

  /// What versions change of one item, over its own record: by what they say of the whole policy, and by
  /// what they say of the item.
  mutating func changes(
    of item: Item, _ written: ItemSyntax?, by versions: [DatedVersion], subject: TableID
  ) -> (shared: [DatedVersion], own: [DatedVersion]) {
    var shared: [DatedVersion] = []
    let frame = frame(of: item, subject: subject)
    var own = within(item, written) { $0.choosers(of: written?.versions ?? [], in: frame) }
    for (version, chooser) in versions where version.changesTerms {
      guard let seen = self.chooser(chooser, seenBy: item, version.range) else { continue }
      shared.append((version, seen))
      own += version.items.filter { $0.item?.text == item.name }.map { ($0, seen) }
    }
    return (shared, own)
  }

  private func hasBegun(from day: Day, _ event: Expression?, _ range: SourceRange) -> Expression {
    let date = event ?? Expression(.moment(.decisionDay), .day, range)
    let first = Expression(.constant(.day(day)), .day, range)
    return Expression(.compare(.greaterOrEqual, date, first), .truth, range)
  }
}

extension VersionSyntax {
  /// 限次, 期限 or 申领期限, of the policy or of an item, or what an item says of 出资 or 领取.
  fileprivate var changesTerms: Bool {
    !limits.isEmpty || !withdrawnHeaders.isEmpty || claimPeriod != nil
      || items.contains { $0.changesTerms || !$0.funding.isEmpty || !$0.payees.isEmpty }
  }
}

extension Expression {
  fileprivate func unless(_ condition: Expression?) -> Expression {
    guard let condition else { return self }
    return Expression(.and([self, Expression(.not(condition), .truth, range)]), .truth, range)
  }
}
