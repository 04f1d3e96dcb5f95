/// Caps, ranges, headers and joined clauses as notices write them: read as what they mean, and reported.
extension Parser {
  // MARK: Values

  /// `六十周岁`, `一次`, where a figure must stand.
  mutating func hanLiteral() -> LiteralSyntax? {
    guard current.kind == .word, current.keyword == nil, !isReported[index] else { return nil }
    let written = current.text
    guard let figure = HanFigures.figure(written) ?? HanFigures.number(written).map({ String($0) }) else {
      return nil
    }
    var parser = Parser(SourceFile(path: "", text: figure), file: file)
    guard parser.diagnostics.isEmpty, parser.peek().kind == .end, let value = parser.current.literal else {
      return nil
    }
    let place = current.range
    report(SyntaxMessages.hanFigure(written, figure: figure, at: place))
    parser.advance()
    advance()
    return LiteralSyntax(value: value, range: place)
  }

  private static let caps: [String: Keyword] = [
    "最高": .cappedAt, "最高为": .cappedAt, "最高不超过": .cappedAt, "上限": .cappedAt, "上限为": .cappedAt,
    "不得超过": .cappedAt, "最多不超过": .cappedAt, "最大不超过": .cappedAt, "限额": .cappedAt, "最多": .cappedAt,
    "不超过": .cappedAt, "不高于": .cappedAt, "不多于": .cappedAt, "最低": .atMinimum, "最低为": .atMinimum,
    "最低不低于": .atMinimum, "下限": .atMinimum, "下限为": .atMinimum, "不得低于": .atMinimum, "最少": .atMinimum,
    "不低于": .atMinimum, "不少于": .atMinimum, "封顶": .cappedAt, "保底": .atMinimum,
  ]
  /// These compare elsewhere, so that only a comma makes them a cap.
  private static let comparisonWords: Set<String> = ["不超过", "不高于", "不多于", "不低于", "不少于"]

  /// `… 最高 10万元`, `…，不超过 10万元`: a cap after an amount.
  mutating func noticeCap(_ amount: ExpressionSyntax, from start: Int) throws(Stumble) -> ExpressionSyntax {
    let hasComma = at(.comma)
    let word = hasComma ? peek() : current
    guard !word.startsLine, word.kind == .word, let meant = Parser.caps[word.text],
      hasComma || !Parser.comparisonWords.contains(word.text), hasComma ? isMoney(2) : startsCap(word.text)
    else { return amount }
    if hasComma, peek(3).punctuation == .colon || peek(3).keyword == .to || !isInBenefit { return amount }
    let joint = current.range.union(word.range)
    advance()
    if hasComma { advance() }
    report(SyntaxMessages.capWord(word.text, meant: meant, at: word.range, fixing: joint))
    let bound = try additive()
    return ExpressionSyntax(
      .bounded(amount, meant == .cappedAt ? .smallest : .largest, bound), range(from: start))
  }

  private func isMoney(_ ahead: Int) -> Bool {
    guard case .number(_, .money, _)? = peek(ahead).literal, !peek(ahead).startsLine else { return false }
    return true
  }

  /// 最多 and 最高 begin headers too, where another kind of figure follows.
  private func startsCap(_ word: String) -> Bool {
    if isMoney(1) { return true }
    return word != "最多" && !peek().startsLine
      && (peek().kind == .number || atName(1) && peek().keyword == nil)
      && isInBenefit
  }

  /// After `超过 5万元`, without 至: `不超过 10万元`.
  mutating func secondBound(after opening: Keyword, from start: Int) throws(Stumble) -> RangeSyntax.Bound? {
    let hasAnd = at(.and) && [.less, .lessOrEqual].contains(peek().keyword)
    guard hasAnd || at(.less) || at(.lessOrEqual), !current.startsLine, opening != .equal else { return nil }
    let first = current.range
    let lower = text(range(from: start))
    if hasAnd { advance() }
    let word = current
    let isInclusive = at(.lessOrEqual)
    advanceAsKeyword()
    let value = try bounded()
    let place = first.union(word.range)
    let link = isInclusive ? "至" : "至 \(word.text)"
    report(
      SyntaxMessages.secondBound(
        "\(lower) \(link) \(text(value.range))", fix: link, at: place, fixing: place))
    return .init(value: value, isInclusive: isInclusive)
  }

  /// `满 70周岁：`, `年满 70周岁以上：` as a key.
  mutating func reachedKey() throws(Stumble) -> RangeSyntax? {
    guard ["满", "年满", "达", "达到"].contains(current.text), current.kind == .word, peek().kind == .number
    else { return nil }
    let start = index
    let word = current.text
    advance()
    let value = try additive()
    if at(.orMore) { advanceAsKeyword() }
    let place = range(from: start)
    report(SyntaxMessages.reachedKey(word, text(value.range), at: place))
    return RangeSyntax(lower: .init(value: value, isInclusive: true), upper: nil, range: place)
  }

  /// After a comparison: `不低于 1亿元以上`.
  mutating func checkSide(after keyword: Keyword, _ word: Token) {
    if current.kind == .word, !current.startsLine, Lexer.sidesOfDay.contains(current.text) {
      let isLater = current.text.hasSuffix("后") || current.text == "以来"
      let contradicts = (keyword == .less || keyword == .lessOrEqual) == isLater
      report(
        SyntaxMessages.redundantBound(
          shown(word), shown(current), contradicts: contradicts, at: current.range))
      return advance()
    }
    guard at(.orMore) || at(.orLess), !current.startsLine else { return }
    let contradicts: Bool
    switch keyword {
    case .greaterOrEqual, .reachedAge: contradicts = at(.orLess)
    case .lessOrEqual: contradicts = at(.orMore)
    default: contradicts = true
    }
    report(
      SyntaxMessages.redundantBound(
        shown(word), shown(current), contradicts: contradicts, at: current.range))
    advanceAsKeyword()
  }

  /// After `× 0.03元`: `/美元`.
  mutating func skipPerForeign() {
    guard at(.slash), index > 0, case .number(_, .money, _)? = tokens[index - 1].literal,
      UnitTable.currency(of: peek().text) != nil
    else { return }
    let start = index
    advance()
    advance()
    report(
      SyntaxMessages.perForeign(
        text(range(from: start)), amount: shown(tokens[start - 1]), at: range(from: start)))
  }

  /// `配偶.年满 49周岁`.
  mutating func otherAge(_ path: [NameSyntax], from start: Int) throws(Stumble) -> ExpressionSyntax {
    advanceAsKeyword()
    let age = try additive()
    let place = range(from: start)
    let birth = NameSyntax(text: "出生日期", range: place)
    let written = path.map(\.text).joined(separator: ".")
    report(SyntaxMessages.otherAge("周岁（\(written).出生日期） 不低于 \(text(age.range))", at: place))
    let day = ArgumentSyntax(expression: ExpressionSyntax(.path(path + [birth]), place), range: place)
    let years = ExpressionSyntax(.call(NameSyntax(text: "周岁", range: place), [day]), place)
    return ExpressionSyntax(.compare(.greaterOrEqual, years, age), place)
  }

  /// The 福建省 of `福建省（不含厦门市）`, which is no call.
  mutating func beforeException() -> ExpressionSyntax? {
    guard atName(), peek().punctuation == .openParen, peek(2).kind == .word,
      Parser.exceptWords.contains(where: { peek(2).text.hasPrefix($0) }), !isBoundMark(1)
    else { return nil }
    let name = takeName()
    return ExpressionSyntax(.path([name]), name.range)
  }

  private static let exceptWords = ["除外", "除了", "除去", "除", "不含", "不包括", "扣除"]

  /// After `户籍地 属于 福建省`: `除 厦门市`, `（不含厦门市）`.
  mutating func exceptPart(
    _ member: ExpressionSyntax, _ left: ExpressionSyntax, _ whole: ExpressionSyntax, isNegated: Bool
  ) throws(Stumble) -> ExpressionSyntax? {
    if current.startsLine { return nil }
    let start = index
    let isBracketed = at(.openParen)
    let word = isBracketed ? peek() : current
    guard word.kind == .word, let except = Parser.exceptWords.first(where: { word.text.hasPrefix($0) }) else {
      return nil
    }
    let glued = String(word.text.dropFirst(except.count))
    if isBracketed { advance() }
    advance()
    var leftOut = glued
    if glued.isEmpty, atName() { leftOut = takeName().text }
    for tail in ["以外", "之外", "外"] where leftOut.hasSuffix(tail) {
      leftOut = String(leftOut.dropLast(tail.count))
    }
    if ["外", "以外", "之外", "除外"].contains(current.text) { advance() }
    if isBracketed { _ = take(.closeParen) }
    let place = member.range.union(range(from: start))
    let name = text(left.range)
    let write = "\(name) 属于 \(text(whole.range)) 且 \(name) 不属于 \(leftOut.isEmpty ? "…" : leftOut)"
    report(
      SyntaxMessages.exceptPart(
        write, except, fixes: !leftOut.isEmpty && !isNegated && glued != "部分", at: place))
    return member
  }

  // MARK: Headers and groups

  mutating func skipLeadingJoin(inAll: Bool) {
    let words: [String: Keyword] = [
      "且": .and, "并": .and, "并且": .and, "而且": .and, "同时": .and, "以及": .and, "或": .or, "或者": .or,
    ]
    guard current.kind == .word, let meant = words[current.text], !peek().startsLine, !isReported[index],
      atName(1) || peek().keyword != nil
    else { return }
    report(
      SyntaxMessages.leadingJoin(
        current.text, isOr: meant == .or, fixes: meant == .and && inAll, at: current.range))
    advance()
  }

  /// `至少两项满足 {`, `同时满足 {`, `符合下列条件之一 {`.
  mutating func groupWord() -> Quantity? {
    guard current.kind == .word, current.keyword == nil, peek().punctuation == .openBrace, !isReported[index]
    else { return nil }
    let text = current.text
    var found: (write: String, quantity: Quantity, fixes: Bool)?
    if ["同时满足", "均满足", "都满足", "同时符合", "全部符合", "同时具备", "满足全部"].contains(text) {
      found = ("全部满足", .all, true)
    } else if text.hasSuffix("之一") || ["满足其一", "任意满足", "任一符合", "满足任一", "任选其一"].contains(text) {
      found = ("任一满足", .any, true)
    } else {
      for prefix in ["至少", "恰有", "任意", "满足", "符合", "其中"] where text.hasPrefix(prefix) {
        let rest = text.dropFirst(prefix.count).prefix { !"项条个".contains($0) }
        if let count = HanFigures.number(String(rest)), count > 0, prefix != "恰有" {
          found = ("至少\(count)项满足", .atLeast(count), prefix == "至少")
        }
      }
    }
    guard let found else { return nil }
    report(
      SyntaxMessages.groupWord(text, write: found.write, fixes: found.fixes, at: current.range))
    advance()
    return found.quantity
  }

  /// `逐条 认定名单 其中 级别 = 省级`.
  mutating func skipRowFilter(_ relation: NameSyntax?) throws(Stumble) {
    guard at(.whereFilter) || at(.during) || at(.openBrace), !current.startsLine, let relation else { return }
    let start = index
    var filter = "…"
    if take(.whereFilter) {
      filter = text(try predicate().range)
    } else if take(.during) {
      _ = try window()
    } else {
      filter = text(try filterBlock().range)
    }
    report(SyntaxMessages.filteredRows(relation.text, filter, at: range(from: start)))
  }

  /// `名额 3 按 营业收入 从高到低`.
  mutating func orderWord() -> Bool? {
    let words = [
      "从高到低": true, "由高到低": true, "从大到小": true, "倒序": true, "从低到高": false, "由低到高": false, "从小到大": false,
      "从早到晚": false, "先到先得": false, "由早到晚": false,
    ]
    guard current.kind == .word, !current.startsLine, let isDescending = words[current.text] else {
      return nil
    }
    report(
      SyntaxMessages.orderWord(current.text, meant: isDescending ? "降序" : "升序", at: current.range))
    advance()
    return isDescending
  }
}
