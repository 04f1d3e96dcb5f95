extension Checker {
  /// Checks an item's amount, where figures over all units may be read.
  mutating func figures(_ body: (inout Checker) -> Benefit) -> (benefit: Benefit, figures: [Int]) {
    let first = ruleSet.figures.count
    readsFigures = true
    let benefit = body(&self)
    readsFigures = false
    return (benefit, Array(first..<ruleSet.figures.count))
  }

  /// `名次(得分)`.
  mutating func rank(
    _ name: NameSyntax, _ arguments: [ArgumentSyntax], _ range: SourceRange, in frame: Frame
  ) -> Expression? {
    guard readsFigures, frame.link == nil || frame.isPerRow else {
      error(
        "rank-outside-benefit", name.range, zh: "名次 是在符合的里面排的，只能写在待遇里",
        en: "a rank is among those who are eligible, so only a benefit can read it",
        remedyZh: "要限定前几名，写 名额 50 按 得分 降序", remedyEn: "to take the first few, write 名额 N 按 …")
      return nil
    }
    guard arguments.count == 1 else {
      error(
        "wrong-arguments", name.range, zh: "“名次”的写法是 名次(得分)，或 名次(得分 每 注册地)",
        en: "`rank` is written rank(x), or rank(x each KEY)")
      return nil
    }
    guard let value = figureValue(arguments[0].expression, in: frame) else { return nil }
    readsFigures = false
    defer { readsFigures = true }
    var keys: [Expression] = []
    for key in arguments[0].groups {
      guard let checked = expression(key, in: frame) else { return nil }
      keys.append(checked)
    }
    return figure(Figure(kind: .rank, value: value, keys: keys), .number(.none), range)
  }

  /// `分摊 500万元 按 种植面积 待核实 不计`.
  mutating func share(
    _ total: ExpressionSyntax, by value: ExpressionSyntax, skipsUndetermined: Bool, in frame: Frame
  ) -> Expression? {
    guard let whole = commonFigure(total, of: .number(.money), word: "分摊", in: frame),
      let value = figureValue(value, in: frame)
    else { return nil }
    let range = total.range.union(value.range)
    let kind = Figure.Kind.share(total: whole, skipsUndetermined: skipsUndetermined)
    return figure(Figure(kind: kind, value: value), .number(.money), range)
  }

  private mutating func figureValue(_ syntax: ExpressionSyntax, in frame: Frame) -> Expression? {
    readsFigures = false
    defer { readsFigures = true }
    guard let value = expression(syntax, in: frame) else { return nil }
    guard case .number = value.type else {
      typeMismatch(value, expected: .number(.none))
      return nil
    }
    return value
  }

  private mutating func figure(_ figure: Figure, _ type: ValueType, _ range: SourceRange) -> Expression {
    ruleSet.figures.append(figure)
    return Expression(.figure(ruleSet.figures.count - 1), type, range)
  }
}
