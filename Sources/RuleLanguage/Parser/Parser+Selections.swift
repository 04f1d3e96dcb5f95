/// Who of several eligible units is served.
extension Parser {
  static let selectionWords: [Keyword] = [.unique, .atMost, .places, .budget]

  private static let selectionKinds: [Keyword: Selection.Kind] = [
    .unique: .unique, .timesLimit: .times, .atMost: .most, .places: .places, .totalCap: .cap,
    .budget: .budget,
  ]

  /// `限次 1次 终身 按 …`, beside `限次 1次 终身`.
  var isPerKey: Bool { (1...3).contains { !peek($0).startsLine && peek($0).keyword == .by } }

  /// `合计封顶 500万元 按 …`, beside `合计封顶 100万元 每年`, from a token on.
  func capIsPerKey(from start: Int) -> Bool {
    var i = start
    while i < tokens.count, i == start || !tokens[i].startsLine {
      let token = tokens[i]
      if token.keyword == .by { return true }
      if token.punctuation == .closeBrace || token.punctuation == .semicolon { return false }
      if let keyword = token.keyword, keyword != .totalCap,
        (Parser.policyWords + Parser.itemWords).contains(keyword)
      {
        return false
      }
      if token.punctuation == .openBrace { i = match[i] }
      i += 1
    }
    return false
  }

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
      let isShare = current.kind == .number && ["%", "‰"].contains(current.unit)
      result.capacity = try additive()
      if keyword == .places {
        if isShare { result.rounding = take(.roundedUp) ? .up : .down }
        if at(.each), peek().kind != .number {
          advanceAsKeyword()
          result.keys = try selectionKeys()
        }
      }
      if atLimitScope(orWindow: keyword == .timesLimit) {
        result.span = try limitScope(orWindow: keyword == .timesLimit)
      }
      if keyword == .totalCap, !at(.by) {
        throw expected(.wanted("“按 …”：哪些合在一起封顶；整个政策的写在待遇项外面", "“按 …”: what is capped together"))
      }
      if keyword == .budget, at(.proRata) {
        let place = index
        advanceAsKeyword()
        result.proRata = (try skipsUndetermined(), range(from: place))
      } else if take(.by) {
        if keyword == .timesLimit || keyword == .totalCap {
          result.keys = try selectionKeys()
        } else {
          let orders = try selectionOrders()
          result.order = orders[0].value
          result.isDescending = orders[0].isDescending
          result.nextOrders = Array(orders.dropFirst())
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
          ? .wanted("“每年”“终身”“每 …”“按 …”或“归 …”", "“每年”, “终身”, “每 …”, “按 …” or “归 …”")
          : .wanted("“升序”“降序”或“并列 …”", "“升序”, “降序” or “并列 …”"))
    }
    result.range = range(from: start)
    return result
  }

  /// `得分 降序`, `[得分 降序, 成立日期]`.
  private mutating func selectionOrders()
    throws(Stumble) -> [(value: ExpressionSyntax, isDescending: Bool)]
  {
    var orders: [(value: ExpressionSyntax, isDescending: Bool)] = []
    func order(_ parser: inout Parser) throws(Stumble) -> ExpressionSyntax {
      let value = try parser.additive()
      let isDescending = parser.take(.descendingOrder)
      if !isDescending { _ = parser.take(.ascendingOrder) }
      orders.append((value, isDescending))
      return value
    }
    guard at(.openBracket) else {
      _ = try order(&self)
      return orders
    }
    let end = index
    _ = try list { (p) throws(Stumble) in try order(&p) }
    if orders.isEmpty {
      throw fail(SyntaxMessages.expected(.wanted("按什么排", "an order"), found: "[]", at: tokens[end].range))
    }
    return orders
  }

  /// `身份证号`, `[工种, 等级]`.
  package mutating func selectionKeys() throws(Stumble) -> [ExpressionSyntax] {
    guard at(.openBracket) else { return [try additive()] }
    return try list { (p) throws(Stumble) in try p.additive() }
  }

  /// `待核实 不计`, on the same line.
  private mutating func skipsUndetermined() throws(Stumble) -> Bool {
    guard at(.undetermined), !current.startsLine else { return false }
    advanceAsKeyword()
    try expect(.notCounted)
    return true
  }

  /// `分摊 500万元 按 种植面积 封顶 10万元 待核实 不计`.
  package mutating func share() throws(Stumble) -> BenefitSyntax {
    advanceAsKeyword()
    let total = try additive()
    try expect(.by)
    let value = try additive()
    let cap = take(.cappedAt) ? try additive() : nil
    return .share(total, by: value, cap: cap, skipsUndetermined: try skipsUndetermined())
  }
}
