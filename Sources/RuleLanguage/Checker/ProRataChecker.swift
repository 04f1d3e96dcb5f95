/// `预算 500万元 同比例`: where all amounts together exceed the budget, each is cut by the same factor.
extension Checker {
  /// Once the amounts are otherwise complete.
  mutating func applyProRata(_ syntax: PolicySyntax, to policy: inout Policy) {
    for index in policy.items.indices {
      let item = policy.items[index]
      let written = syntax.items.first { $0.name.text == item.name }?.selections ?? syntax.selections
      for selection in written {
        guard let proRata = selection.proRata else { continue }
        scale(
          selection, skipsUndetermined: proRata.skipsUndetermined, &policy.items[index],
          in: Frame(entity: policy.subject))
      }
    }
  }

  private mutating func scale(
    _ syntax: SelectionSyntax, skipsUndetermined: Bool, _ item: inout Item, in frame: Frame
  ) {
    guard case .amount(let amount) = item.benefit else {
      return error(
        "selection-without-amount", syntax.range, zh: "预算 要有算得出的待遇金额",
        en: "a budget needs an amount of money")
    }
    if !item.figures.isEmpty || item.selections.contains(where: \.kind.isMoney) {
      return error(
        "pro-rata-beside-others", syntax.range, zh: "预算 同比例 不能同 名次、分摊、预算、合计封顶 按 … 一起写",
        en: "同比例 cannot stand beside a rank, a share or another sum of money for all",
        remedyZh: "先按个数选，写 名额、最多、限次、唯一", remedyEn: "select by number first: 名额, 最多, 限次, 唯一")
    }
    if let span = syntax.span, item.frequency != .once, span.scope != .year || item.frequency != .yearly {
      let text = sourceText(span.range)
      return error(
        "selection-span", span.range, zh: "按期发放的待遇，预算 就是每一期的，不写 \(text)",
        en: "of a periodic benefit the capacity is that of each period", remedyZh: "删去 \(text)",
        remedyEn: "leave it out")
    }
    guard let capacity = syntax.capacity,
      let budget = commonFigure(capacity, of: .number(.money), word: syntax.kind.chinese, in: frame)
    else { return }
    let span: Selection.Span = syntax.span?.scope == .year ? .year : .ever
    let kind = Figure.Kind.proRata(budget: budget, span, skipsUndetermined: skipsUndetermined)
    item.figures = [ruleSet.figures.count]
    item.benefit = .amount(
      Expression(.figure(ruleSet.figures.count), .number(.money), syntax.range))
    ruleSet.figures.append(Figure(kind: kind, value: amount))
  }
}
