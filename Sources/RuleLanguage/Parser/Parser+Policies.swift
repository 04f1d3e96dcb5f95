extension Parser {
  static let policyWords: [Keyword] =
    [
      .name, .department, .level, .theme, .scenes, .basis, .link, .interpretation, .guide, .validity,
      .subject, .grade, .payment, .backPay, .judged, .conditions, .exclusions, .benefit, .item, .combine,
      .totalCap, .timesLimit, .term, .renewal, .instalments, .mutuallyExclusive, .push, .example,
      .assessedYear, .end, .version, .abolished, .transition, .claimPeriod, .funding, .payee, .clawback,
    ] + selectionWords
  static let itemWords: [Keyword] =
    [
      .perRow, .conditions, .exclusions, .benefit, .payment, .totalCap, .timesLimit, .term, .instalments,
      .version, .claimPeriod, .clawback, .funding, .payee,
    ] + selectionWords
  static let repeatable: Set<Keyword> = Set(
    [.item, .example, .basis, .timesLimit, .version] + selectionWords)

  package mutating func policy(_ start: Int, _ name: NameSyntax) throws(Stumble) -> PolicySyntax {
    var policy = PolicySyntax(name: name, range: name.range)
    var seen: [Keyword: SourceRange] = [:]
    let construct = Wanted.wanted("政策", "a policy")
    try block(
      .wanted("政策的“{”", "the policy's “{”"),
      stopsAt: { $0.keyword.map(Parser.policyWords.contains) ?? false }
    ) { (p) throws(Stumble) in
      guard let keyword = p.current.keyword, Parser.policyWords.contains(keyword) else {
        throw p.unknownHeader(construct, Parser.policyWords)
      }
      p.checkRepeated(keyword, &seen)
      p.advanceAsKeyword()
      p.skipColon()
      if try p.describe(&policy, keyword) { return }
      try p.govern(&policy, keyword)
    }
    policy.range = range(from: start)
    return policy
  }

  mutating func checkRepeated(
    _ keyword: Keyword, _ seen: inout [Keyword: SourceRange], except: Set<Keyword> = Parser.repeatable
  ) {
    if except.contains(keyword) || keyword == .totalCap && capIsPerKey(from: index + 1) { return }
    if let first = seen[keyword] {
      report(SyntaxMessages.duplicateHeader(shown(current), at: current.range, first: first))
    } else {
      seen[keyword] = current.range
    }
  }

  /// Headers that describe the policy.
  private mutating func describe(_ policy: inout PolicySyntax, _ keyword: Keyword) throws(Stumble) -> Bool {
    let quoted = Wanted.wanted("放在“…”里的文字", "a text in quotes")
    switch keyword {
    case .name: policy.title = try quotedText(quoted)
    case .department: policy.department = try nameOrText(.wanted("部门的名称", "the name of a department"))
    case .level: policy.level = try nameOrText(.wanted("层级，如“市”", "a level"))
    case .theme: policy.theme = try nameOrText(.wanted("主题", "a theme"))
    case .scenes: policy.scenes = try names(.wanted("场景", "a scene"))
    case .basis: policy.basis += try basisTexts()
    case .link: policy.link = try quotedText(quoted)
    case .interpretation: policy.interpretation = try quotedText(quoted)
    case .guide: policy.guide = try quotedText(quoted)
    default: return false
    }
    return true
  }

  /// Headers that the judgement depends on.
  private mutating func govern(_ policy: inout PolicySyntax, _ keyword: Keyword) throws(Stumble) {
    switch keyword {
    case .validity: try validity(&policy)
    case .subject: policy.subject = try name(.wanted("实体的名称", "the name of an entity"))
    case .grade:
      policy.grade = try choice(
        [.automatic, .oneClick, .fastApply, .pushOnly], of: .wanted("兑现方式", "a way of payment"))
    case .payment: policy.payment = try payment()
    case .backPay: policy.backPay = try backPay()
    case .end:
      try expect(.doesNotMatter)
      policy.outlivesSubject = true
    case .judged:
      _ = try choice([.anyDay], of: .wanted("判定方式", "a way of judging"))
      policy.judgesAnyDay = true
    case .assessedYear:
      _ = try choice(
        [.thisYear, .lastYear, .yearBeforeLast], of: .wanted("考核的年度", "the year assessed"))
      let years: [Keyword: Int] = [.thisYear: 0, .lastYear: -1, .yearBeforeLast: -2]
      policy.assessedYear = tokens[index - 1].keyword.flatMap { years[$0] } ?? 0
    case .conditions: policy.conditions = try clauseGroup(.all)
    case .exclusions: policy.exclusions = try clauseGroup(.any)
    case .benefit: policy.benefit = try benefit()
    case .item: policy.items.append(try item())
    case .combine:
      policy.combination = try choice(
        [.addUp, .highestOf, .firstOnly, .topUp], of: .wanted("合并方式", "a way to combine items"))
      if atLimitScope() { policy.combinationScope = try limitScope(orWindow: false) }
    case .totalCap where capIsPerKey(from: index): policy.selections.append(try selection(keyword))
    case .totalCap:
      try expectValue()
      policy.totalCap = try expression()
      if atLimitScope() { policy.capScope = try limitScope(orWindow: false).scope }
    case .timesLimit where isPerKey: policy.selections.append(try selection(keyword))
    case .timesLimit: policy.limits.append(try timesLimit())
    case .term: policy.limits.append(try term())
    case .renewal: policy.renewal = try clauseGroup(.all)
    case .instalments: policy.instalments = try instalments()
    case .clawback: policy.clawback = try clauseGroup(.any)
    case .mutuallyExclusive: policy.exclusive = try exclusive()
    case .push: policy.push = try push()
    case .unique, .atMost, .places, .budget: policy.selections.append(try selection(keyword))
    case .version: policy.versions.append(try version(adding: &policy.items))
    case .funding: policy.funding = try funding()
    case .payee: policy.payees = try payees()
    case .claimPeriod: policy.claimPeriod = try claimPeriod()
    case .abolished: policy.abolition = try abolition()
    case .transition: policy.transition = try transition()
    default: policy.cases.append(try example())
    }
  }

  /// After `互斥`: `组名 取 最高`, `组名 取 最高 每年`.
  mutating func exclusive() throws(Stumble) -> ExclusiveSyntax {
    let group = try name(.wanted("互斥组的名称", "the name of a group"))
    let chosen: NameSyntax
    if take(.highestOf) {
      chosen = NameSyntax(text: Keyword.highest.chinese, range: tokens[index - 1].range)
    } else {
      try expect(.choose)
      let wanted = Wanted.wanted("“最高”“最先”或“补差”", "“最高”, “最先” or “补差”")
      chosen = try choice([.highest, .earliestGiven, .topUp], of: wanted)
    }
    let scope = atLimitScope() ? try limitScope(orWindow: false) : nil
    return ExclusiveSyntax(group: group, choice: chosen, scope: scope)
  }

  package mutating func nameOrText(_ wanted: Wanted) throws(Stumble) -> NameSyntax {
    guard current.kind == .text else { return try name(wanted) }
    let text = try quotedText(wanted)
    return NameSyntax(text: text.text, range: text.range)
  }

  /// `“a”`, `“a”，“b”`, `[“a”, “b”]`, or 不详 where the source shows none.
  mutating func basisTexts() throws(Stumble) -> [TextSyntax] {
    let wanted = Wanted.wanted("文号或条款，放在“…”里", "the document in quotes")
    if at(.unspecified) {
      let range = current.range
      advanceAsKeyword()
      return [TextSyntax(text: Keyword.unspecified.chinese, range: range)]
    }
    if at(.openBracket) { return try list { (p) throws(Stumble) in try p.quotedText(wanted) } }
    var texts = [try quotedText(wanted)]
    while current.kind == .text || (at(.comma) && peek().kind == .text) {
      _ = take(.comma)
      texts.append(try quotedText(wanted))
    }
    return texts
  }

  // MARK: Time

  /// `自 2021-07-01 起，长期` (自 may be left out), `至 2026-12-31`, `自 … 至 …`, `长期`.
  private mutating func validity(_ policy: inout PolicySyntax) throws(Stumble) {
    let start = index
    while !current.startsLine || index == start {
      if take(.comma) || take(.indefinitely) { continue }
      if take(.from) {
        policy.validFrom = try dateLiteral(.wanted("日期", "a date"))
        _ = take(.onward)
      } else if take(.to) {
        policy.validTo = try dateLiteral(.wanted("日期", "a date"))
        _ = take(.through)
      } else if current.literal != nil, policy.validFrom == nil {
        policy.validFrom = try dateLiteral(.wanted("日期", "a date"))
        _ = take(.onward)
      } else {
        break
      }
    }
    if index == start { throw expected(.wanted("“自 日期 起”“至 日期”或“长期”", "“自 DATE 起”, “至 DATE” or “长期”")) }
  }

  private static let frequencies: [Keyword: Frequency] = [
    .once: .once, .monthly: .monthly, .quarterly: .quarterly, .yearly: .yearly,
  ]

  /// `每月，自 满足当月 起，至 死亡当月 止`.
  private mutating func payment() throws(Stumble) -> PaymentSyntax {
    let start = index
    _ = try choice(
      [.monthly, .quarterly, .yearly, .once], of: .wanted("发放方式", "a frequency"))
    let frequency = tokens[index - 1].keyword.flatMap { Parser.frequencies[$0] } ?? .once
    var payment = PaymentSyntax(frequency: frequency, range: range(from: start))
    while at(.comma) || at(.from) || at(.to), !current.startsLine {
      _ = take(.comma)
      if take(.from) {
        _ = try choice([.eligibleMonth], of: .wanted("起发的月份", "the first month"))
        try expect(.onward)
      } else if take(.to) {
        _ = try choice([.endingMonth], of: .wanted("止发的月份", "the last month"))
        try expect(.through)
        payment.throughEndMonth = true
      } else {
        throw expected(.wanted("“自 满足当月 起”或“至 死亡当月 止”", "“自 满足当月 起” or “至 死亡当月 止”"))
      }
    }
    payment.range = range(from: start)
    return payment
  }

  /// `自 满足当月 起，限 当年`, `…，限 3个月`, `…，不限`.
  private mutating func backPay() throws(Stumble) -> BackPaySyntax {
    let start = index
    if take(.from) {
      _ = try choice([.eligibleMonth], of: .wanted("补发从哪一月起", "the first month of back pay"))
      try expect(.onward)
      _ = take(.comma)
    }
    if take(.unlimited) { return BackPaySyntax(limit: .unlimited, range: range(from: start)) }
    let limit = current.range
    try expect(.limitedTo, .wanted("“限 当年”“限 3个月”或“不限”", "“限 当年”, “限 3个月” or “不限”"))
    if at(.unlimited) {
      report(SyntaxMessages.limitedUnlimited(at: limit.union(current.range)))
      advanceAsKeyword()
      return BackPaySyntax(limit: .unlimited, range: range(from: start))
    }
    if case .number(let figure, .months, _)? = current.literal, figure.isInteger,
      (1...60).contains(figure.numerator)
    {
      advance()
      return BackPaySyntax(limit: .months(Int(figure.numerator)), range: range(from: start))
    }
    try expect(.thisYear, .wanted("“当年”或“3个月”", "“当年” or “3个月”"))
    return BackPaySyntax(limit: .thisYear, range: range(from: start))
  }

  // MARK: Benefits and items

  /// The next header does not give this one its value.
  package mutating func expectValue() throws(Stumble) {
    guard current.startsLine, let keyword = current.keyword, Parser.policyWords.contains(keyword) else {
      return
    }
    throw expected(.wanted("一个值", "a value"))
  }

  mutating func benefit() throws(Stumble) -> BenefitSyntax {
    let start = index
    isInBenefit = true
    defer { isInBenefit = false }
    try expectValue()
    skipFrequency()
    if take(.pending) { return .pending(range(from: start)) }
    if at(.shareOut), peek().punctuation != .dot { return try share() }
    let kinds: [Keyword] = [.qualification, .reduction, .waitingList, .quota, .deduction, .goods]
    if let keyword = current.keyword, kinds.contains(keyword),
      peek().kind == .text || peek().startsLine || startsFigure(1) || peek().keyword == .listed
        || peek().punctuation != nil && peek().punctuation != .dot
          && peek().punctuation != .openParen
        || peek().keyword.map(Parser.policyWords.contains) == true || spacedParenthesis(1)
    {
      let kind = try choice(kinds, of: .wanted("待遇的种类", "a kind of benefit"))
      let text = current.kind == .text ? try quotedText(.wanted("说明", "a description")) : nil
      let amount = startsFigure(0) ? try expression() : nil
      let listing = at(.listed) && !current.startsLine ? try listing() : nil
      return .nonMoney(kind: kind, text: text, amount: amount, listing: listing)
    }
    let amount = try expression()
    reportPrices(from: start)
    return .amount(amount)
  }

  /// `待遇 9元/㎡`: a price that nothing multiplies, outside of tables.
  private mutating func reportPrices(from start: Int) {
    var i = start
    while i < index {
      if tokens[i].punctuation == .openBrace { i = match[i] }
      let token = tokens[i]
      if token.kind == .number, let slash = token.unit.firstIndex(of: "/"),
        tokens[i + 1].keyword != .multiply, i == 0 || tokens[i - 1].keyword != .multiply
      {
        report(SyntaxMessages.perInAmount(String(token.unit[slash...]), at: token.range))
      }
      i += 1
    }
  }

  /// Whether what a benefit comes to stands there, on the same line: `减免 20000元`.
  private func startsFigure(_ ahead: Int) -> Bool {
    let token = peek(ahead)
    if token.startsLine { return false }
    if ahead > 0, spacedParenthesis(ahead) { return true }
    switch token.kind {
    case .number, .quotedName: return true
    case .punctuation(.openParen): return ahead == 0
    case .word:
      guard let keyword = token.keyword else { return true }
      if [.ifWord, .table, .firstOf, .highestOf].contains(keyword) { return true }
      return Parser.functions.contains(keyword) && peek(ahead + 1).punctuation == .openParen
    default: return false
    }
  }

  /// `减免 （a - b） × 2%`, unlike the call `减免（户籍地）` of a parameter.
  private func spacedParenthesis(_ ahead: Int) -> Bool {
    peek(ahead).punctuation == .openParen && !peek(ahead).startsLine
      && peek(ahead).range.lower > peek(ahead - 1).range.upper
  }

  /// `待遇项 “证书补贴” { 逐条 技能证书 记作 证书  条件 { … }  待遇 …  发放 一次性 }`.
  mutating func item() throws(Stumble) -> ItemSyntax {
    let start = index
    let name = try quotedText(.wanted("待遇项的名称，放在“…”里", "the item's name in quotes"))
    var item = ItemSyntax(name: name, range: name.range)
    var seen: [Keyword: SourceRange] = [:]
    let construct = Wanted.wanted("待遇项", "an item")
    try block(
      .wanted("待遇项的“{”", "the item's “{”"),
      stopsAt: { $0.keyword.map(Parser.itemWords.contains) ?? false }
    ) { (p) throws(Stumble) in
      guard let keyword = p.current.keyword, Parser.itemWords.contains(keyword) else {
        throw p.unknownHeader(construct, Parser.itemWords)
      }
      p.checkRepeated(keyword, &seen)
      p.advanceAsKeyword()
      p.skipColon()
      switch keyword {
      case .perRow:
        item.perRow = try p.name(.wanted("关系的名称", "the name of a relation"))
        if p.take(.recordedAs) { item.alias = try p.name(.wanted("记作的名称", "a name for the row")) }
        try p.skipRowFilter(item.perRow)
      case .conditions: item.conditions = try p.clauseGroup(.all)
      case .exclusions: item.exclusions = try p.clauseGroup(.any)
      case .benefit: item.benefit = try p.benefit()
      case .timesLimit where p.isPerKey: item.selections.append(try p.selection(keyword))
      case .unique, .atMost, .places, .budget: item.selections.append(try p.selection(keyword))
      case .totalCap where p.capIsPerKey(from: p.index):
        item.selections.append(try p.selection(keyword))
      case .claimPeriod: item.claimPeriod = try p.claimPeriod()
      case .version:
        var none: [ItemSyntax] = []
        item.versions.append(try p.version(ofItem: true, adding: &none))
      case .timesLimit: item.limits.append(try p.timesLimit())
      case .term: item.limits.append(try p.term())
      case .instalments: item.instalments = try p.instalments()
      case .clawback: item.clawback = try p.clauseGroup(.any)
      case .totalCap:
        try p.expectValue()
        item.cap = try p.expression()
        if p.atLimitScope() { item.capScope = try p.limitScope(orWindow: false).scope }
      case .funding: item.funding = try p.funding()
      case .payee: item.payees = try p.payees()
      default: item.payment = try p.payment()
      }
    }
    item.range = range(from: start)
    return item
  }

  private static let pushWords: [Keyword] = [.timing, .title, .body, .channels, .recipient]

  private mutating func push() throws(Stumble) -> PushSyntax {
    let start = index
    var push = PushSyntax(range: current.range)
    let construct = Wanted.wanted("推送", "a push")
    try block(
      .wanted("推送的“{”", "the push's “{”"),
      stopsAt: { $0.keyword.map(Parser.pushWords.contains) ?? false }
    ) { (p) throws(Stumble) in
      guard let keyword = p.current.keyword, Parser.pushWords.contains(keyword) else {
        throw p.unknownHeader(construct, Parser.pushWords)
      }
      p.advanceAsKeyword()
      p.skipColon()
      switch keyword {
      case .timing:
        push.timing = try p.choice([.onFinding, .afterVerification], of: .wanted("推送时机", "a timing"))
      case .title: push.title = try p.quotedText(.wanted("标题，放在“…”里", "the title in quotes"))
      case .body: push.body = try p.quotedText(.wanted("正文，放在“…”里", "the body in quotes"))
      case .channels: push.channels = try p.names(.wanted("渠道", "a channel"))
      default: push.recipient = try p.path(.wanted("收件人", "the recipient"))
      }
    }
    push.range = range(from: start)
    return push
  }
}
