extension Checker {
  /// What the policy says of all its items, where an item does not say it itself.
  mutating func share(_ syntax: PolicySyntax, of policy: inout Policy, in frame: Frame) {
    let (funding, payees) = (funding(syntax.funding, in: frame), payees(syntax.payees, in: frame))
    for index in policy.items.indices {
      policy.items[index].funding = policy.items[index].funding ?? funding
      let own = policy.items[index].payees ?? payees
      policy.items[index].payees = own?.parts.contains { $0.payee != nil } == true ? own : nil
    }
  }

  mutating func funding(_ syntax: [SplitPartSyntax], in frame: Frame) -> Split? {
    let named = syntax.map { part in part.name.map(\.text).joined(separator: ".") }
    return split(syntax, named, syntax.map { _ in nil }, in: frame)
  }

  mutating func payees(_ syntax: [SplitPartSyntax], in frame: Frame) -> Split? {
    var payees: [Split.Payee?] = []
    for part in syntax {
      if part.name.count == 1, Frame.ownerWords.contains(part.name[0].text) {
        payees.append(nil)
        continue
      }
      guard let target = path(part.name, part.name[0].range, in: frame, expecting: nil) else {
        refuse(part.range)
        return nil
      }
      guard case .reference(let table) = target.type else {
        error(
          "payee-not-a-record", part.name[0].range, zh: "领取人要是本人，或指向别的主体的字段",
          en: "the payee is 本人 or a reference field")
        return nil
      }
      payees.append(Split.Payee(expression: target, table: table))
    }
    let named = syntax.map { part in part.name.map(\.text).joined(separator: ".") }
    return split(syntax, named, payees, in: frame)
  }

  private mutating func split(
    _ syntax: [SplitPartSyntax], _ names: [String], _ payees: [Split.Payee?], in frame: Frame
  ) -> Split? {
    var parts: [Split.Part] = []
    var ends = SplitEnds()
    for (index, part) in syntax.enumerated() {
      if parts.contains(where: { $0.name == names[index] }) {
        duplicate(NameSyntax(text: names[index], range: part.name[0].range), kind: ("一方", "part"))
        return nil
      }
      guard let share = share(part, in: frame, &ends) else { return nil }
      parts.append(Split.Part(name: names[index], share: share, payee: payees[index]))
    }
    guard let first = syntax.first else { return nil }
    let rests = syntax.filter { $0.share == nil }
    if rests.count > 1 {
      error(
        "funding-two-rests", rests[1].range, zh: "其余 只能有一方", en: "only one part takes 其余",
        remedyZh: "别的各方写比例或金额", remedyEn: "give the others a share or an amount")
      return nil
    }
    if let problem = ends.problem(hasRest: !rests.isEmpty) {
      error(
        "funding-not-whole", first.name[0].range, zh: problem.zh, en: problem.en, remedyZh: problem.remedyZh,
        remedyEn: problem.remedyEn)
      return nil
    }
    return Split(parts: parts, table: frame.table)
  }

  private mutating func share(
    _ part: SplitPartSyntax, in frame: Frame, _ ends: inout SplitEnds
  ) -> Split.Share? {
    guard let written = part.share else { return .rest }
    guard let value = expression(written, in: frame) else {
      refuse(written.range)
      return nil
    }
    switch value.type {
    case .number(.none), .number(.money): break
    default:
      error(
        "funding-share", value.range, zh: "一方的份额要是比例或金额，如 50%、1000元", en: "a share is a ratio or an amount",
        remedyZh: "写 50%、1000元，或 其余", remedyEn: "write 50%, 1000元 or 其余")
      return nil
    }
    let isMoney = value.type == .number(.money)
    let figures = value.settledFigures
    if (figures ?? []).contains(where: { $0.isNegative || !isMoney && $0 > .one }) {
      error(
        "funding-share", value.range, zh: "一方的份额不能是负的，也不能超过 100%",
        en: "a share is not negative, and at most 100%", remedyZh: "比例写百分号，如 50%",
        remedyEn: "write a ratio with %, such as 50%")
      return nil
    }
    if isMoney {
      ends.amounts += 1
      return .amount(value)
    }
    ends.add(figures)
    return .ratio(value)
  }
}

/// Between what the ratios of a split can come to, as far as the text says.
private struct SplitEnds {
  private var low = Number.zero
  private var high = Number.zero
  private var ratios = 0
  var amounts = 0

  mutating func add(_ figures: [Number]?) {
    ratios += 1
    low = low.adding(figures?.min() ?? .zero) ?? low
    high = high.adding(figures?.max() ?? .one) ?? high
  }

  func problem(hasRest: Bool) -> (zh: String, en: String, remedyZh: String, remedyEn: String)? {
    if low > .one || !hasRest && amounts == 0 && high < .one {
      return ("各方比例合起来要是 100%", "the shares together must be 100%", "改比例，或让一方拿 其余", "mend them, or write 其余")
    }
    if !hasRest && amounts > 0 && ratios > 0 {
      return (
        "有金额又有比例，合起来多半不是全部", "amounts and ratios together are seldom the whole", "让一方拿 其余",
        "let one part take 其余"
      )
    }
    return nil
  }
}

extension Expression {
  /// What a choice between figures can come to; `nil` where something else decides.
  fileprivate var settledFigures: [Number]? {
    switch kind {
    case .constant(.number(let figure)): return [figure]
    case .conditional(_, let then, let otherwise):
      guard let a = then.settledFigures, let b = otherwise.settledFigures else { return nil }
      return a + b
    case .table(let table):
      var result: [Number] = []
      for row in table.rows {
        guard let figures = row.value.settledFigures else { return nil }
        result += figures
      }
      return result
    default: return nil
    }
  }
}
