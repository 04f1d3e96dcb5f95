/// Who of several eligible units is served.
extension Parser {
  static let selectionWords: [Keyword] = [.unique, .atMost, .places, .budget]

  private static let selectionKinds: [Keyword: Selection.Kind] = [
    .unique: .unique, .timesLimit: .times, .atMost: .most, .places: .places, .budget: .budget,
  ]

  /// `限次 1次 终身 按 …`, beside `限次 1次 终身`.
  var isPerKey: Bool { peek(1).keyword == .by || peek(2).keyword == .by }

  /// After its first word.
  package mutating func selection(_ keyword: Keyword) throws(Stumble) -> SelectionSyntax {
    let start = index - 1
    var result = SelectionSyntax(
      kind: Parser.selectionKinds[keyword] ?? .unique, range: range(from: start))
    try expectValue()
    if keyword == .unique {
      result.keys = try selectionKeys()
    } else {
      if at(.by) { throw expected(.wanted("一个数", "a figure")) }
      result.capacity = try additive()
      if at(.yearly) || at(.lifetime) {
        result.span = try choice([.yearly, .lifetime], of: .wanted("“每年”或“终身”", "“每年” or “终身”"))
      }
      if take(.by) {
        if keyword == .timesLimit {
          result.keys = try selectionKeys()
        } else {
          result.order = try additive()
          if let isDescending = orderWord() {
            result.isDescending = isDescending
          } else if take(.descendingOrder) {
            result.isDescending = true
          } else {
            _ = take(.ascendingOrder)
          }
        }
      }
    }
    if take(.goesTo) {
      result.order = try additive()
      let ends: [Keyword] = [.earliestOne, .latestOne, .highestOne, .lowestOne]
      let end = try choice(ends, of: .wanted("“最早者”“最晚者”“最高者”或“最低者”", "which one gets it"))
      result.isDescending = [Keyword.latestOne.chinese, Keyword.highestOne.chinese].contains(end.text)
    }
    if take(.tied) {
      result.ties = try choice(
        [.sameRank, .undetermined], of: .wanted("“同名次”或“待核实”", "“同名次” or “待核实”"))
    }
    let isHeader = current.keyword.map { (Parser.policyWords + Parser.itemWords).contains($0) } ?? false
    guard atItemEnd || current.startsLine || isHeader else {
      throw expected(
        result.order == nil
          ? .wanted("“每年”“终身”“按 …”或“归 …”", "“每年”, “终身”, “按 …” or “归 …”")
          : .wanted("“升序”“降序”或“并列 …”", "“升序”, “降序” or “并列 …”"))
    }
    result.range = range(from: start)
    return result
  }

  /// `身份证号`, `[工种, 等级]`.
  private mutating func selectionKeys() throws(Stumble) -> [ExpressionSyntax] {
    guard at(.openBracket) else { return [try additive()] }
    return try list { (p) throws(Stumble) in try p.additive() }
  }

  /// `分摊 500万元 按 种植面积 待核实 不计`.
  package mutating func share() throws(Stumble) -> BenefitSyntax {
    advanceAsKeyword()
    let total = try additive()
    try expect(.by)
    let value = try additive()
    guard at(.undetermined), !current.startsLine else {
      return .share(total, by: value, skipsUndetermined: false)
    }
    advanceAsKeyword()
    try expect(.notCounted)
    return .share(total, by: value, skipsUndetermined: true)
  }
}
