/// Predicates as notices write them. Each becomes a call that is no function, which the checker reports
/// with the names at hand.
extension Parser {
  package static let listedWords: Set<String> = [
    "列入", "已列入", "被列入", "纳入", "已纳入", "被纳入", "进入", "入选", "在", "认定为", "被认定为", "已认定为", "获评", "获得", "取得", "评为",
    "被评为", "属", "系",
  ]
  package static let unlistedWords: Set<String> = [
    "未列入", "没有列入", "未被列入", "不列入", "未纳入", "未被纳入", "未进入", "未入选", "不在", "未被认定为", "未获得", "未取得",
  ]
  package static let reachedWords: Set<String> = ["满", "达", "超", "至少", "最少"]
  private static let receivedWords = [
    "已享受": false, "享受过": false, "已享受过": false, "已领取": false, "领取过": false, "未享受": true, "没有享受": true,
    "未享受过": true, "没有享受过": true, "未领取": true, "未领取过": true,
  ]

  /// `未列入 失信名单`, `认定为 高新技术企业`, `已享受 高龄津贴`, `连续缴费 12个月`.
  mutating func noticePredicate() throws(Stumble) -> ExpressionSyntax? {
    guard current.kind == .word, !peek().startsLine, !isReported[index] else { return nil }
    let start = index
    let word = current.text
    if atName(1), let isNegated = Parser.receivedWords[word] {
      advance()
      let policy = takeName()
      let place = range(from: start)
      report(SyntaxMessages.receivedCall(policy.text, isNegated: isNegated, at: place))
      let argument = ArgumentSyntax(
        expression: ExpressionSyntax(.path([policy]), policy.range), range: policy.range)
      let call = ExpressionSyntax(.call(NameSyntax(text: "已享受", range: place), [argument]), place)
      return isNegated ? ExpressionSyntax(.not(call), place) : call
    }
    if atName(1), Parser.listedWords.contains(word) || Parser.unlistedWords.contains(word) {
      let name = NameSyntax(text: word, range: current.range)
      advance()
      let query = try query()
      var argument = ArgumentSyntax(
        expression: ExpressionSyntax(.path(query.path), query.range), range: query.range)
      argument.window = query.window
      argument.filter = query.filter
      return ExpressionSyntax(.call(name, [argument]), range(from: start))
    }
    guard current.keyword == nil, word.hasPrefix("连续") || word.hasPrefix("累计") else { return nil }
    var ahead = 1
    if Parser.reachedWords.contains(peek().text) { ahead = 2 }
    guard peek(ahead).kind == .number, !peek(ahead).startsLine else { return nil }
    let name = NameSyntax(text: word, range: current.range)
    for _ in 0..<ahead { advance() }
    let figure = try additive()
    if at(.orMore) { advanceAsKeyword() }
    while atName(), !current.startsLine, current.keyword == nil { advance() }
    let argument = ArgumentSyntax(expression: figure, range: figure.range)
    return ExpressionSyntax(.call(name, [argument]), range(from: start))
  }

  /// `成立日期 满 1年`, `营业收入 达 1亿元以上`, `营业收入 1亿元以上`.
  mutating func noticeComparison(
    _ left: ExpressionSyntax, from start: Int
  ) throws(Stumble) -> ExpressionSyntax? {
    guard !current.startsLine, !isReported[index] else { return nil }
    var name: NameSyntax?
    if current.kind == .word, Parser.reachedWords.contains(current.text),
      peek().kind == .number
    {
      name = takeName()
    } else if current.kind != .number || !left.isNamed {
      return nil
    } else if peek().keyword != .orMore && peek().keyword != .orLess {
      return nil
    }
    let right = try additive()
    if name == nil, right.isDuration, case .path = left.kind {
      name = NameSyntax(text: at(.orMore) ? "以上" : "以下", range: current.range)
    } else if name == nil {
      let isMore = at(.orMore)
      advanceAsKeyword()
      let place = range(from: start)
      throw fail(
        SyntaxMessages.missingComparison(
          text(left.range), text(right.range), at: place,
          instead: "\(text(left.range)) \(isMore ? "不低于" : "不超过") \(text(right.range))"))
    }
    if at(.orMore) || at(.orLess) {
      if at(.orLess) { name = NameSyntax(text: "以下", range: current.range) }
      advanceAsKeyword()
    }
    let place = range(from: start)
    let sides = [left, right].map { ArgumentSyntax(expression: $0, range: $0.range) }
    return ExpressionSyntax(.call(name ?? NameSyntax(text: "满", range: place), sides), place)
  }

  /// `若 … 则 x 不超过 1000元`: the branch of a benefit.
  mutating func cappedBranch(_ value: ExpressionSyntax) throws(Stumble) -> ExpressionSyntax {
    guard isInBenefit, at(.lessOrEqual) || at(.greaterOrEqual), !current.startsLine else { return value }
    let meant: Keyword = at(.lessOrEqual) ? .cappedAt : .atMinimum
    report(SyntaxMessages.capWord(shown(current), meant: meant, at: current.range, fixing: current.range))
    advance()
    let bound = try additive()
    return ExpressionSyntax(
      .bounded(value, meant == .cappedAt ? .smallest : .largest, bound), value.range.union(bound.range))
  }
}

extension ExpressionSyntax {
  fileprivate var isNamed: Bool {
    switch kind {
    case .path, .call: true
    default: false
    }
  }
}
