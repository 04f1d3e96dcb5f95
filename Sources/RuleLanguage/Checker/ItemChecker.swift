extension Checker {
  mutating func items(_ syntax: PolicySyntax, subject: TableID) -> [Item] {
    let frame = Frame(entity: subject)
    let frequency = syntax.payment?.frequency ?? .once
    if syntax.items.isEmpty {
      let (benefit, figures) = figures { $0.benefit(syntax.benefit, in: frame) }
      var item = Item(name: "", benefit: benefit, frequency: frequency, range: syntax.range)
      item.figures = figures
      item.listing = listing(syntax.benefit, of: item, subject: subject)
      item.selections = selections(syntax.selections, of: item, in: frame)
      return [item]
    }
    if syntax.benefit != nil {
      error(
        "benefit-beside-items", syntax.name.range, zh: "写了待遇项就不要再写待遇",
        en: "a policy has either 待遇 or 待遇项, not both", remedyZh: "把它写成一个待遇项", remedyEn: "make it an item")
    }
    if let selection = syntax.selections.first {
      error(
        "selection-beside-items", selection.range, zh: "分了待遇项，\(selection.kind.chinese) 要写在待遇项里",
        en: "with items, each item has its own selection", remedyZh: "把它移到待遇项里",
        remedyEn: "move it into an item")
    }
    var seen: Set<String> = []
    var result: [Item] = []
    for item in syntax.items {
      if !seen.insert(item.name.text).inserted {
        duplicate(NameSyntax(text: item.name.text, range: item.name.range), kind: ("待遇项", "item"))
        continue
      }
      if let checked = self.item(item, subject: subject, frequency: frequency) { result.append(checked) }
    }
    return result
  }

  private mutating func item(
    _ syntax: ItemSyntax, subject: TableID, frequency: Frequency
  ) -> Item? {
    currentItem = syntax.name.text
    defer { currentItem = nil }
    var frame = Frame(entity: subject)
    var perRow: Item.PerRow?
    if let name = syntax.perRow {
      guard let index = view(name.text, of: subject) else {
        let views = ruleSet.views.filter { $0.entity == subject }.map(\.name)
        unknownName(
          name, kind: ("\(ruleSet.tables[subject].name)的关系", "relation of \(ruleSet.tables[subject].name)"),
          among: views)
        return nil
      }
      note(name, view: index)
      checkAlias(syntax.alias, ruleSet.views[index])
      if let alias = syntax.alias { recorder?.declareLocal(alias, in: syntax.range) }
      perRow = Item.PerRow(view: index, alias: syntax.alias?.text)
      frame = Frame(rowOf: ruleSet.views[index], alias: syntax.alias?.text, isPerRow: true)
    }
    var item = Item(
      name: syntax.name.text, benefit: .none, frequency: syntax.payment?.frequency ?? frequency,
      range: syntax.range)
    item.perRow = perRow
    let header = item
    return within(header, syntax) { $0.filled(header, by: syntax, subject: subject, in: frame) }
  }

  private mutating func filled(
    _ header: Item, by syntax: ItemSyntax, subject: TableID, in frame: Frame
  ) -> Item {
    var item = header
    let (benefit, figures) = figures { $0.benefit(syntax.benefit, in: frame) }
    item.benefit = benefit
    item.figures = figures
    item.listing = listing(syntax.benefit, of: item, subject: subject)
    if let conditions = syntax.conditions { item.conditions = clauses(conditions, in: frame, .admits) }
    if let exclusions = syntax.exclusions {
      warnOfDoubleNegatives(exclusions)
      item.exclusions = clauses(exclusions, in: frame, .lifts)
    }
    item.selections = selections(syntax.selections, of: item, in: frame)
    apply(syntax.versions, to: &item, in: frame)
    return item
  }

  static let nonMoneyKinds: Set<String> = [
    "资格", "减免", "轮候", "额度", "抵扣", "实物",
  ]

  mutating func benefit(_ syntax: BenefitSyntax?, in frame: Frame) -> Benefit {
    switch syntax {
    case nil: return .none
    case .pending: return .pending
    case .nonMoney(let kind, let text, let figure, _):
      if !Self.nonMoneyKinds.contains(kind.text) {
        unknownName(kind, kind: ("待遇种类", "kind of benefit"), among: Self.nonMoneyKinds)
      }
      return .nonMoney(
        kind: kind.text, text: text?.text ?? "", amount: figure.flatMap { amount($0, in: frame) })
    case .share(let total, let value, let cap, let skipsUndetermined):
      var amount = share(total, by: value, skipsUndetermined: skipsUndetermined, in: frame)
      if let written = cap {
        readsFigures = false
        let cap = self.amount(written, in: frame)
        readsFigures = true
        if let cap, let part = amount {
          amount = Expression(.extreme(.smallest, [part, cap]), .number(.money), part.range.union(cap.range))
        } else {
          amount = nil
        }
      }
      if amount == nil { refuse(total.range.union(value.range)) }
      return amount.map { .amount($0) } ?? .pending
    case .amount(let expression):
      let amount = amount(expression, in: frame)
      if amount == nil { refuse(expression.range) }
      return amount.map { .amount($0) } ?? .pending
    }
  }
}
