extension Checker {
  mutating func selections(_ syntax: [SelectionSyntax], of item: Item, in frame: Frame) -> [Selection] {
    let own = syntax.filter { !$0.countsOverPeriods(of: item) && $0.proRata == nil }
    let checked = own.compactMap { selection($0, of: item, in: frame) }
    return checked.enumerated()
      .sorted { ($0.element.kind, $0.offset) < ($1.element.kind, $1.offset) }.map(\.element)
  }

  private mutating func selection(
    _ syntax: SelectionSyntax, of item: Item, in frame: Frame
  ) -> Selection? {
    guard let capacity = capacity(syntax, in: frame) else { return nil }
    var result = Selection(
      kind: syntax.kind, capacity: capacity, text: sourceText(syntax.range), range: syntax.range)
    var keys: [Expression] = []
    for key in syntax.keys {
      guard let value = expression(key, in: frame) else { return nil }
      keys.append(value)
    }
    result.keys = keys
    if let written = syntax.order {
      guard let order = order(written, in: frame) else { return nil }
      result.order = order
    }
    result.isDescending = syntax.isDescending
    for next in syntax.nextOrders {
      guard let order = order(next.value, in: frame) else { return nil }
      result.nextOrders.append(Selection.Order(value: order, isDescending: next.isDescending))
    }
    result.rounding = syntax.rounding
    result.ties = syntax.ties?.text == "同名次" ? .served : .undecided
    result.span = Selection.Span(syntax.span?.scope)
    return isSound(result, syntax, item) ? result : nil
  }

  private mutating func capacity(_ syntax: SelectionSyntax, in frame: Frame) -> Expression? {
    let wanted: ValueType = syntax.kind.isMoney ? .number(.money) : .number(.none)
    guard let written = syntax.capacity else {
      return Expression(.constant(.number(.one)), wanted, syntax.range)
    }
    guard let capacity = commonFigure(written, of: wanted, word: syntax.kind.chinese, in: frame) else {
      return nil
    }
    if syntax.rounding != nil {
      guard case .constant(.number(let share)) = capacity.kind, share > .zero, share <= .one else {
        error(
          "selection-capacity", written.range, zh: "名额的比例要大于零、不超过 100%",
          en: "a share of places is above 0 and at most 100%")
        return nil
      }
      return capacity
    }
    if !syntax.kind.isMoney, case .constant(.number(let n)) = capacity.kind, !n.isInteger || n < .one {
      error(
        "selection-capacity", written.range, zh: "\(syntax.kind.chinese) 要一个不小于1的整数",
        en: "a whole number of at least 1 is needed")
      return nil
    }
    return capacity
  }

  /// A figure, or a parameter: nothing of a record.
  mutating func commonFigure(
    _ written: ExpressionSyntax, of wanted: ValueType, word: String, in frame: Frame
  ) -> Expression? {
    guard let value = expression(written, in: frame, expecting: wanted) else { return nil }
    guard let capacity = adapted(value, to: wanted) else {
      typeMismatch(value, expected: wanted)
      return nil
    }
    var reads = false
    capacity.forEach { part in
      switch part.kind {
      case .path, .definition, .figure, .exists, .forAll, .count, .aggregate, .pick, .distinctMonths, .streak:
        reads = true
      default: break
      }
    }
    if reads {
      error(
        "selection-capacity", written.range, zh: "\(word) 是对所有人的一个数，不能随人而变",
        en: "the capacity is one figure for all and cannot read a record", remedyZh: "写一个数，或一个参数",
        remedyEn: "write a figure or a parameter")
      return nil
    }
    return capacity
  }

  private mutating func order(_ syntax: ExpressionSyntax, in frame: Frame) -> Expression? {
    guard let value = expression(syntax, in: frame) else { return nil }
    switch value.type {
    case .number, .day, .month, .year: return value
    case .code(let list) where !ruleSet.codeLists[list].ranks.isEmpty: return value
    default:
      let have = name(of: value.type)
      error(
        "selection-order", value.range, zh: "\(have.zh)没有先后高低，不能用来排序", en: "\(have.en) has no order",
        remedyZh: "按 日期、数、金额或有 次序 的代码 排", remedyEn: "order by a date, a number or an ordered code")
      return nil
    }
  }

  private mutating func isSound(_ selection: Selection, _ syntax: SelectionSyntax, _ item: Item) -> Bool {
    let word = selection.kind.chinese
    if !item.figures.isEmpty, selection.kind.isMoney {
      error(
        "selection-beside-figures", syntax.range, zh: "待遇按 名次 或 分摊 算的，选完才知道金额，不能按 \(word) 选",
        en: "an amount that depends on all who are selected cannot decide who is",
        remedyZh: "按个数选，写 名额、最多、限次、唯一", remedyEn: "select by number: 名额, 最多, 限次, 唯一")
      return false
    }
    if selection.isPerSubject, item.perRow == nil {
      error(
        "selection-without-rows", syntax.range, zh: "\(word) 是在一个主体的几条里选，这一项不是逐条的",
        en: "this chooses among a subject's rows, and the item does not decide per row",
        remedyZh: "写在有 逐条 的待遇项里", remedyEn: "put it into an item with 逐条")
      return false
    }
    if selection.kind == .cap, selection.order == nil {
      error(
        "selection-without-order", syntax.range, zh: "\(word) 没有写谁先：超出时不知道给谁",
        en: "it does not say who comes first where not all fits", remedyZh: "写 归 申请日期 最早者",
        remedyEn: "add 归 ORDER 最早者")
      return false
    }
    if [.most, .places, .budget].contains(selection.kind), selection.order == nil {
      error(
        "selection-without-order", syntax.range, zh: "\(word) 没有写按什么先后：超出时不知道是谁",
        en: "it does not say who comes first where not all fit", remedyZh: "写 按 申请日期，或 按 得分 降序",
        remedyEn: "add 按 ORDER")
      return false
    }
    if selection.ties == .served, selection.kind != .places {
      error(
        "selection-ties", syntax.ties?.range ?? syntax.range, zh: "\(word) 不能超出，并列 只能 待核实",
        en: "this capacity cannot be exceeded, so ties are 待核实")
      return false
    }
    if selection.kind.isMoney {
      guard case .amount = item.benefit else {
        error(
          "selection-without-amount", syntax.range, zh: "\(word) 要有算得出的待遇金额",
          en: "it needs an amount of money")
        return false
      }
    }
    if let span = syntax.span, item.frequency != .once, span.scope != .year || item.frequency != .yearly {
      let text = sourceText(span.range)
      error(
        "selection-span", span.range, zh: "按期发放的待遇，\(word) 就是每一期的，不写 \(text)",
        en: "of a periodic benefit the capacity is that of each period", remedyZh: "删去 \(text)",
        remedyEn: "leave it out")
      return false
    }
    return true
  }
}

extension Selection.Span {
  init(_ scope: LimitScope?) {
    self =
      switch scope {
      case .year: .year
      case .recent(let count, let unit): .recent(count, unit)
      case .lifetime, nil: .ever
      }
  }
}
