extension Checker {
  mutating func funding(_ syntax: [(payer: NameSyntax, share: LiteralSyntax)]) -> Funding? {
    guard let first = syntax.first else { return nil }
    var shares: [Funding.Share] = []
    var total = Number.zero
    for (payer, literal) in syntax {
      if shares.contains(where: { $0.payer == payer.text }) {
        duplicate(payer, kind: ("出资方", "payer"))
        return nil
      }
      guard case .number(let part, .none, _) = literal.value, !part.isNegative,
        let sum = total.adding(part)
      else {
        error(
          "funding-share", literal.range, zh: "出资比例要是百分比，如 50%", en: "a share is a percentage, such as 50%")
        return nil
      }
      total = sum
      shares.append(Funding.Share(payer: payer.text, part: part))
    }
    guard total == .one else {
      error(
        "funding-not-whole", first.payer.range, zh: "各方出资比例合起来要是 100%",
        en: "the shares together must be 100%")
      return nil
    }
    return Funding(shares: shares)
  }

  mutating func payee(_ syntax: [NameSyntax], in frame: Frame) -> Payee? {
    guard let first = syntax.first, syntax.count > 1 || !["本人", "本企业"].contains(first.text),
      let target = path(syntax, first.range, in: frame, expecting: nil)
    else { return nil }
    guard case .reference(let table) = target.type else {
      error(
        "payee-not-a-record", first.range, zh: "领取人要是本人，或指向别的主体的字段",
        en: "the payee is 本人 or a reference field")
      return nil
    }
    return Payee(path: syntax.map(\.text).joined(separator: "."), expression: target, table: table)
  }
}
