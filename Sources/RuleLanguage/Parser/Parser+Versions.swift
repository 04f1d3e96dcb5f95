/// Versions of a policy and its end.
extension Parser {
  private static let itemVersionWords: [Keyword] = [
    .conditions, .exclusions, .withdrawn, .benefit, .timesLimit, .term, .claimPeriod, .funding, .payee,
  ]
  private static let versionWords: [Keyword] =
    [.basis, .transition, .totalCap, .item, .added, .mutuallyExclusive] + itemVersionWords
  private static let repeatableInVersion: Set<Keyword> = [
    .basis, .conditions, .exclusions, .withdrawn, .item, .added, .timesLimit,
  ]

  /// After `版本`: `自 2024-01-01 { … }`, `按 备案日期 自 2025-07-11 { … }`.
  mutating func version(
    ofItem: Bool = false, adding items: inout [ItemSyntax]
  ) throws(Stumble) -> VersionSyntax {
    let start = index
    var version = VersionSyntax(range: current.range)
    while !at(.openBrace) {
      if take(.comma) { continue }
      if version.event == nil, take(.by) {
        version.event = try additive()
      } else if version.from == nil, take(.from) {
        version.from = try dateLiteral(.wanted("日期", "a date"))
        _ = take(.onward)
      } else {
        throw expected(.wanted("“自 日期 {”或“按 事件日期 自 日期 {”", "“自 DATE {” or “按 FIELD 自 DATE {”"))
      }
    }
    if version.from == nil {
      throw expected(.wanted("“自 日期”：这个版本从哪天起", "“自 DATE”, the first day of the version"))
    }
    try changes(
      into: &version, adding: &items,
      ofItem ? Parser.itemVersionWords + [.basis, .transition] : Parser.versionWords)
    version.range = range(from: start)
    return version
  }

  private mutating func changes(
    into version: inout VersionSyntax, adding items: inout [ItemSyntax], _ words: [Keyword]
  ) throws(Stumble) {
    var seen: [Keyword: SourceRange] = [:]
    let construct = Wanted.wanted("版本", "a version")
    try block(
      .wanted("版本的“{”", "the version's “{”"),
      stopsAt: { $0.keyword.map(words.contains) ?? false }
    ) { (p) throws(Stumble) in
      guard let keyword = p.current.keyword, words.contains(keyword) else {
        if let keyword = p.current.keyword, Parser.policyWords.contains(keyword) {
          throw p.fail(
            SyntaxMessages.notByVersion(
              p.shown(p.current), changes: words.map(\.chinese), isFrequency: keyword == .payment,
              at: p.current.range))
        }
        throw p.unknownHeader(construct, words)
      }
      p.checkRepeated(keyword, &seen, except: Parser.repeatableInVersion)
      p.advanceAsKeyword()
      switch keyword {
      case .basis: version.basis += try p.basisTexts()
      case .transition: version.transition = try p.transition()
      case .conditions: version.conditions += try p.changedClauses()
      case .exclusions: version.exclusions += try p.changedClauses()
      case .withdrawn: try p.withdrawal(into: &version, words)
      case .benefit: version.benefit = try p.benefit()
      case .totalCap:
        try p.expectValue()
        version.totalCap = try p.expression()
      case .timesLimit: version.limits.append(try p.timesLimit())
      case .term: version.limits.append(try p.term())
      case .claimPeriod: version.claimPeriod = try p.claimPeriod()
      case .funding: version.funding = try p.funding()
      case .payee: version.payees = try p.payees()
      case .mutuallyExclusive: version.exclusive = try p.exclusive()
      case .added:
        try p.expect(.item, .wanted("“待遇项”：新增的是一项", "“待遇项”, since what is added is an item"))
        let item = try p.item()
        version.addedItems.append(item.name)
        items.append(item)
      default:
        let name = try p.quotedText(.wanted("待遇项的名称，放在“…”里", "the item's name in quotes"))
        var item = VersionSyntax(range: name.range)
        item.item = name
        try p.changes(into: &item, adding: &items, Parser.itemVersionWords)
        version.items.append(item)
      }
    }
  }

  /// Each under the label that it changes or adds; the others stay, so that no quantity is written.
  private mutating func changedClauses() throws(Stumble) -> [ClauseSyntax] {
    guard at(.openBrace) || current.kind == .label else {
      throw expected(
        .wanted("改动的条和它的编号，如“条件 （二）年满 70周岁”", "the changed clause with its label"))
    }
    let clauses = at(.openBrace) ? try clauseBlock() : [try clause()]
    for clause in clauses where clause.label == nil {
      report(SyntaxMessages.unlabelledChange(at: clause.range))
    }
    return clauses
  }

  private static let withdrawable: [Keyword] = [.claimPeriod, .timesLimit, .term, .mutuallyExclusive]

  /// After `删去`: `条件（三）`, `待遇项 “…”`, `限次`.
  private mutating func withdrawal(
    into version: inout VersionSyntax, _ words: [Keyword]
  ) throws(Stumble) {
    if words.contains(.item), take(.item) {
      return version.withdrawnItems.append(
        try quotedText(.wanted("待遇项的名称，放在“…”里", "the item's name in quotes")))
    }
    if let keyword = current.keyword, words.contains(keyword), Parser.withdrawable.contains(keyword) {
      advanceAsKeyword()
      return version.withdrawnHeaders.append(keyword)
    }
    let isExclusion = at(.exclusions)
    guard take(.conditions) || take(.exclusions), current.kind == .label else {
      throw expected(
        .wanted(
          "“条件（三）”“排除（一）”“待遇项 “…””或“限次”“期限”“申领期限”“互斥”",
          "“条件（三）”, “排除（一）”, “待遇项 “…””, or “限次”, “期限”, “申领期限”, “互斥”"))
    }
    let label = NameSyntax(text: current.text, range: current.range)
    advance()
    version.withdrawn.append(WithdrawnSyntax(isExclusion: isExclusion, label: label))
  }

  /// After `废止`: `自 2026-01-01 起 “某民发〔2025〕9号”`; 自 and 起 may be left out.
  mutating func abolition() throws(Stumble) -> (day: LiteralSyntax, basis: TextSyntax?) {
    _ = take(.from)
    let day = try dateLiteral(.wanted("从哪天起不再有效", "the first day without force"))
    _ = take(.onward)
    guard current.kind == .text else { return (day, nil) }
    return (day, try quotedText(.wanted("文号，放在“…”里", "the document in quotes")))
  }
}
