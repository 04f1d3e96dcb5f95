extension Checker {
  /// Checks a value or a condition over `frame`. `expected` only helps to read names of codes, bare
  /// figures and years; the caller tests the type that comes out.
  mutating func expression(
    _ syntax: ExpressionSyntax, in frame: Frame, expecting expected: ValueType? = nil
  ) -> Expression? {
    let range = syntax.range
    switch syntax.kind {
    case .literal(let literal): return constant(literal, expecting: expected)
    case .foreignMoney(let literal, let currency): return foreignMoney(literal, currency)
    case .none:
      error(
        "none-as-value", range, zh: "“无”不能当作值", en: "`无` is not a value",
        remedyZh: "写 x 为 无", remedyEn: "write x 为 无")
      return nil
    case .path(let names): return path(names, range, in: frame, expecting: expected)
    case .codePath(let codePath):
      guard case .code(let list) = expected else {
        error("code-without-list", range, zh: "看不出这是哪个代码表的代码", en: "no code list is expected here")
        return nil
      }
      return code(codePath, in: list).map { Expression(.constant(.code($0)), .code(list), range) }
    case .call(let name, let arguments): return call(name, arguments, range, in: frame, expecting: expected)
    case .list:
      error("list-as-value", range, zh: "列表只能用在“属于”后面", en: "a list stands only after 属于")
      return nil
    case .and(let parts):
      if reportsBareAlternative(parts, joinedBy: "且", in: frame) { return nil }
      return truths(parts, in: frame).map { Expression(.and($0), .truth, range) }
    case .or(let parts):
      if reportsBareAlternative(parts, in: frame) { return nil }
      return truths(parts, in: frame).map { Expression(.or($0), .truth, range) }
    case .not(let inner):
      return truth(inner, in: frame).map { Expression(.not($0), .truth, range) }
    case .group(let group): return clauses(group, in: frame).expression(range)
    case .compare(let comparison, let a, let b):
      if reportsCap(comparison, a, b, expecting: expected) { return nil }
      return compare(comparison, a, b, range, in: frame)
    case .isMember(let value, let set): return member(value, of: set, range, in: frame)
    case .isWithin(let value, let within): return isWithin(value, within, range, in: frame)
    case .isTrue(let inner): return truth(inner, in: frame)
    case .isNone(let inner):
      return expression(inner, in: frame).map { Expression(.isNone($0), .truth, range) }
    case .arithmetic(let op, let a, let b): return arithmetic(op, a, b, range, in: frame, expecting: expected)
    case .divide(let a, let b, let whenZero): return divide(a, b, whenZero, range, in: frame)
    case .bounded(let value, let extreme, let bound):
      guard let v = expression(value, in: frame, expecting: expected),
        let b = expression(bound, in: frame, expecting: v.type), let both = unify(v, b, range)
      else { return nil }
      return Expression(.extreme(extreme, [both.0, both.1]), both.0.type, range)
    case .conditional(let condition, let a, let b):
      let test = truth(condition, in: frame)
      guard let x = expression(a, in: frame, expecting: expected),
        let y = expression(b, in: frame, expecting: expected ?? x.type), let test,
        let both = unify(x, y, range)
      else { return nil }
      return Expression(.conditional(test, then: both.0, otherwise: both.1), both.0.type, range)
    case .table(let table): return self.table(table, in: frame, expecting: expected)
    case .marginal(let value, let bands): return marginal(value, bands, range, in: frame)
    case .exists(let query):
      return self.query(query, in: frame).map { Expression(.exists($0), .truth, range) }
    case .forAll(let syntax, let condition):
      guard let query = query(syntax, in: frame),
        let each = truth(
          condition,
          in: Frame(rowOf: ruleSet.views[query.view], alias: syntax.alias?.text, askedFrom: frame))
      else { return nil }
      return Expression(.forAll(query, each), .truth, range)
    case .decision(let name, let lasting, let office):
      return decision(name, lasting: lasting, office: office, range, in: frame)
    case .stateAt(let value, let day): return state(value, at: day, range, in: frame)
    case .hasReachedAge(let age):
      let birth = NameSyntax(text: "出生日期", range: range)
      recorder?.isPaused = true
      let date = path([birth], range, in: frame, expecting: .day)
      recorder?.isPaused = false
      guard let from = date,
        let years = expression(age, in: frame, expecting: .number(.years)),
        let limit = adapted(years, to: .number(.years))
      else { return nil }
      let now = Expression(.moment(.decisionDay), .day, range)
      let elapsed = Expression(.elapsed(.years, from: from, to: now), .number(.years), range)
      return Expression(.compare(.greaterOrEqual, elapsed, limit), .truth, range)
    }
  }

  mutating func truth(_ syntax: ExpressionSyntax, in frame: Frame) -> Expression? {
    guard let result = expression(syntax, in: frame) else { return nil }
    guard result.type == .truth else {
      if isReported(result.range) { return nil }
      let have = name(of: result.type)
      error(
        "not-a-condition", result.range, zh: "这里要一个条件，写的是\(have.zh)",
        en: "expected a condition, found \(have.en)",
        remedyZh: "和什么比较？如 = 、不低于、属于", remedyEn: "compare it with something: =, 不低于, 属于")
      return nil
    }
    return result
  }

  private mutating func truths(_ parts: [ExpressionSyntax], in frame: Frame) -> [Expression]? {
    let checked = parts.map { truth($0, in: frame) }
    return checked.contains { $0 == nil } ? nil : checked.compactMap { $0 }
  }

  func constant(_ literal: LiteralSyntax, expecting expected: ValueType?) -> Expression? {
    let range = literal.range
    let result: Expression =
      switch literal.value {
      case .number(let n, let unit, let raw):
        if case .code(let list) = expected, let ordinal = ruleSet.codeLists[list].ordinal(ofCode: raw) {
          Expression(.constant(.code(ordinal)), .code(list), range)
        } else {
          Expression(.constant(.number(n)), .number(unit), range)
        }
      case .day(let day): Expression(.constant(.day(day)), .day, range)
      case .month(let month): Expression(.constant(.month(month)), .month, range)
      case .year(let year): Expression(.constant(.year(year)), .year, range)
      case .text(let text): Expression(.constant(.text(text)), .text, range)
      case .truth(let truth): Expression(.constant(.truth(truth)), .truth, range)
      }
    return expected.flatMap { adapted(result, to: $0) } ?? result
  }

  private mutating func compare(
    _ comparison: Comparison, _ a: ExpressionSyntax, _ b: ExpressionSyntax, _ range: SourceRange,
    in frame: Frame
  ) -> Expression? {
    for (value, none) in [(a, b), (b, a)] {
      if case .none = none.kind {
        guard comparison == .equal || comparison == .notEqual else { break }
        guard let tested = expression(value, in: frame) else { return nil }
        let isNone = Expression(.isNone(tested), .truth, range)
        return comparison == .equal ? isNone : Expression(.not(isNone), .truth, range)
      }
    }
    if listBesideEquals(a, comparison, b) { return nil }
    if reportsMonthOf(a, comparison, b, range, in: frame) { return nil }
    if reportsEvent(a, comparison, b, range, in: frame) { return nil }
    guard let sides = sides(a, b, in: frame) else { return nil }
    if reportsElapsed(sides.0, comparison, sides.1, range) { return nil }
    guard let both = unify(sides.0, sides.1, range) else { return nil }
    warnOfBareRatio(both.0, both.1)
    warnOfParentCode(comparison, both.0, both.1)
    let type = both.0.type
    if comparison != .equal && comparison != .notEqual {
      switch type {
      case .truth, .text, .reference:
        let what = name(of: type)
        error(
          "no-order", range, zh: "\(what.zh)没有大小先后", en: "\(what.en) has no order",
          remedyZh: "用 = 或 ≠", remedyEn: "use = or ≠")
        return nil
      case .code(let list) where !ruleSet.codeLists[list].isOrdered:
        error(
          "no-order", range, zh: "代码表“\(ruleSet.codeLists[list].name)”没有次序",
          en: "code list `\(ruleSet.codeLists[list].name)` has no order",
          remedyZh: "用 = 或 属于；或在代码表里写 次序 从高到低 […]",
          remedyEn: "use = or 属于, or give the list an order")
        return nil
      default: break
      }
    }
    return Expression(.compare(comparison, both.0, both.1), .truth, range)
  }

  /// The side that is not a bare word first, so that its type tells what the word means.
  private mutating func sides(
    _ a: ExpressionSyntax, _ b: ExpressionSyntax, in frame: Frame
  ) -> (Expression, Expression)? {
    if isBareCode(a, in: frame), !isBareCode(b, in: frame) {
      guard let right = expression(b, in: frame) else { return nil }
      guard let left = expression(a, in: frame, expecting: right.type) else { return nil }
      return (left, right)
    }
    guard let left = expression(a, in: frame) else { return nil }
    guard let right = expression(b, in: frame, expecting: left.type) else { return nil }
    return (left, right)
  }

  func isBareCode(_ syntax: ExpressionSyntax, in frame: Frame) -> Bool {
    switch syntax.kind {
    case .codePath: true
    case .path(let names) where bindings != nil:
      names.count == 1 && bindings?[names[0].text] == nil && moment(names[0].text, syntax.range) == nil
        && parameterIDs[names[0].text] == nil
    case .path(let names):
      names.count == 1 && ruleSet.tables[frame.nameTable].field(named: names[0].text) == nil
        && definitionIDs[frame.nameTable]?[names[0].text] == nil
        && !(frame.readsSubject && names[0].text == Keyword.paymentDay.chinese)
        && moment(names[0].text, syntax.range) == nil
        && parameterIDs[names[0].text] == nil
        && ruleSet.tables[frame.table].relation.map { ruleSet.tables[$0.owner].name != names[0].text } ?? true
    default: false
    }
  }
}
