extension Checker {
  /// `x 属于 …`: codes with their descendants, named sets, or plain values.
  mutating func member(
    _ value: ExpressionSyntax, of set: ExpressionSyntax, _ range: SourceRange, in frame: Frame
  ) -> Expression? {
    guard let tested = expression(value, in: frame) else { return nil }
    return member(tested, of: set, range, in: frame)
  }

  mutating func member(
    _ tested: Expression, of set: ExpressionSyntax, _ range: SourceRange, in frame: Frame
  ) -> Expression? {
    let items: [ExpressionSyntax] = if case .list(let list) = set.kind { list } else { [set] }
    if items.isEmpty {
      diagnose(
        "empty-list", .warning, set.range, zh: "空列表谁也不属于", en: "nothing is in an empty list")
    }
    guard case .code(let list) = tested.type else {
      guard case .list = set.kind else {
        error(
          "not-a-set", set.range, zh: "“属于”后面要是列表、代码或集合", en: "属于 takes a list, a code or a set",
          remedyZh: "写 [甲, 乙]", remedyEn: "write [a, b]")
        return nil
      }
      var parts: [Expression] = []
      for item in items {
        guard let other = expression(item, in: frame, expecting: tested.type),
          let both = unify(tested, other, item.range)
        else { return nil }
        parts.append(Expression(.compare(.equal, both.0, both.1), .truth, item.range))
      }
      return Expression(.or(parts), .truth, range)
    }
    var ranges: [Range<Int>] = []
    for item in items {
      guard let codes = codeRanges(item, in: list) else { return nil }
      ranges += codes
    }
    return Expression(.inCodes(tested, CodeSet(list: list, ranges: ranges)), .truth, range)
  }

  /// The ranges that one entry of a list stands for.
  mutating func codeRanges(_ item: ExpressionSyntax, in list: CodeListID) -> [Range<Int>]? {
    switch item.kind {
    case .path(let names) where names.count == 1:
      if let set = codeSets[names[0].text] {
        guard set.list == list else {
          error(
            "wrong-list", item.range, zh: "集合“\(names[0].text)”是另一个代码表的",
            en: "set `\(names[0].text)` belongs to another code list")
          return nil
        }
        note(names[0], .codeSet(names[0].text))
        return set.ranges
      }
      return code(CodePathSyntax(parts: names, range: item.range), in: list).map {
        [ruleSet.codeLists[list].subtree(of: $0)]
      }
    case .codePath(let path):
      return code(path, in: list).map { [ruleSet.codeLists[list].subtree(of: $0)] }
    case .literal(let literal):
      let raw: String? =
        switch literal.value {
        case .number(_, _, let raw): raw
        case .text(let text): text
        default: nil
        }
      guard let raw else { break }
      let name = NameSyntax(text: raw, range: item.range)
      return code(CodePathSyntax(parts: [name], range: item.range), in: list).map {
        [ruleSet.codeLists[list].subtree(of: $0)]
      }
    default: break
    }
    error(
      "not-a-code", item.range, zh: "这里要\(ruleSet.codeLists[list].name)的代码",
      en: "expected a code of \(ruleSet.codeLists[list].name)")
    return nil
  }

  mutating func isWithin(
    _ value: ExpressionSyntax, _ within: WithinSyntax, _ range: SourceRange, in frame: Frame
  ) -> Expression? {
    guard let tested = expression(value, in: frame) else { return nil }
    switch within {
    case .range(let bounds): return isWithin(tested, bounds, range, in: frame)
    case .window(let syntax):
      if case .since(let day) = syntax.kind {
        let bound = RangeSyntax.Bound(value: day, isInclusive: true)
        return isWithin(tested, RangeSyntax(lower: bound, upper: nil, range: syntax.range), range, in: frame)
      }
      guard let window = window(syntax, in: frame) else { return nil }
      return time(tested, from: window.from, to: window.to, range)
    }
  }

  mutating func isWithin(
    _ tested: Expression, _ bounds: RangeSyntax, _ range: SourceRange, in frame: Frame
  ) -> Expression? {
    var parts: [Expression] = []
    let ends: [(RangeSyntax.Bound?, inclusive: Comparison, exclusive: Comparison)] = [
      (bounds.lower, .greaterOrEqual, .greater), (bounds.upper, .lessOrEqual, .less),
    ]
    for (bound, inclusive, exclusive) in ends {
      guard let bound else { continue }
      guard let limit = expression(bound.value, in: frame, expecting: tested.type),
        let both = unify(tested, limit, bound.value.range)
      else { return nil }
      warnOfBareRatio(both.0, both.1)
      switch both.0.type {
      case .truth, .text, .reference:
        typeMismatch(both.0, expected: .number(.none))
        return nil
      default: break
      }
      parts.append(
        Expression(.compare(bound.isInclusive ? inclusive : exclusive, both.0, both.1), .truth, range))
    }
    return parts.count == 1 ? parts[0] : Expression(.and(parts), .truth, range)
  }

  /// A day, month or year between two days, both inclusive.
  mutating func time(
    _ tested: Expression, from: Expression, to: Expression, _ range: SourceRange
  ) -> Expression? {
    switch tested.type {
    case .day, .month, .year: break
    default:
      typeMismatch(tested, expected: .day)
      return nil
    }
    guard let low = adapted(from, to: tested.type), let high = adapted(to, to: tested.type) else {
      incomparable(tested, from, range)
      return nil
    }
    return Expression(
      .and([
        Expression(.compare(.greaterOrEqual, tested, low), .truth, range),
        Expression(.compare(.lessOrEqual, tested, high), .truth, range),
      ]), .truth, range)
  }
}
