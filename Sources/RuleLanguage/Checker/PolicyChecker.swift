extension Checker {
  mutating func declare(_ policies: [PolicySyntax]) {
    var seen: Set<String> = []
    for syntax in policies {
      guard seen.insert(syntax.name.text).inserted else {
        duplicate(syntax.name, kind: ("政策", "policy"))
        continue
      }
      guard let name = syntax.subject else {
        error(
          "missing-subject", syntax.name.range, zh: "政策“\(syntax.name.text)”没有写对象",
          en: "policy `\(syntax.name.text)` has no subject", remedyZh: "写 对象 个人", remedyEn: "add 对象 ENTITY")
        continue
      }
      guard let subject = tableIDs[name.text], ruleSet.tables[subject].relation == nil else {
        unknownName(name, kind: ("实体", "entity"), among: entityNames)
        continue
      }
      ruleSet.policies.append(policy(syntax, subject: subject))
    }
  }

  private mutating func policy(_ syntax: PolicySyntax, subject: TableID) -> Policy {
    currentPolicy = syntax.name.text
    defer { currentPolicy = nil }
    var policy = Policy(
      name: syntax.name.text, title: syntax.title?.text ?? syntax.name.text, subject: subject,
      range: syntax.range)
    policy.department = syntax.department?.text ?? ""
    policy.level = syntax.level?.text ?? ""
    policy.theme = syntax.theme?.text ?? ""
    policy.scenes = syntax.scenes.map(\.text)
    policy.basis = syntax.basis.map(\.text)
    policy.link = syntax.link?.text
    policy.interpretation = syntax.interpretation?.text
    policy.guide = syntax.guide?.text
    if policy.basis.isEmpty {
      diagnose(
        "missing-basis", .note, syntax.name.range, zh: "政策“\(policy.name)”没有写依据",
        en: "policy `\(policy.name)` names no legal basis",
        remedyZh: "写 依据 “文号”；来源没有就写 “不详”", remedyEn: "add 依据, or “不详” where the source is silent")
    }
    policy.validFrom = syntax.validFrom.flatMap { firstDay($0) }
    policy.validTo = syntax.validTo.flatMap { lastDay($0) }
    if let from = policy.validFrom, let to = policy.validTo, to < from {
      error("validity-reversed", syntax.name.range, zh: "有效期止早于起", en: "the validity ends before it begins")
    }
    policy.grade = grade(syntax.grade)
    applicant = applicant(policy, syntax)
    defer { applicant = nil }
    assessedYear = syntax.assessedYear ?? 0
    defer { assessedYear = 0 }
    let frame = Frame(entity: subject)
    if let conditions = syntax.conditions { policy.conditions = clauses(conditions, in: frame, .admits) }
    if let exclusions = syntax.exclusions {
      warnOfDoubleNegatives(exclusions)
      policy.exclusions = clauses(exclusions, in: frame, .lifts)
    }
    policy.judgesAnyDay = syntax.judgesAnyDay
    policy.backPay = syntax.backPay.map { Policy.BackPay(limit: $0.limit) }
    policy.outlivesSubject = syntax.outlivesSubject
    policy.paysThroughEndMonth = syntax.payment?.throughEndMonth ?? false
    policy.items = items(syntax, subject: subject)
    policy.combination = combination(syntax.combination)
    policy.combinationScope = syntax.combinationScope?.scope
    if let scope = syntax.combinationScope, policy.combination == .sum {
      error(
        "combination-scope", scope.range, zh: "相加的各项互不妨碍，不写 \(sourceText(scope.range))",
        en: "items that add up do not bar each other, so there is no scope", remedyZh: "删去",
        remedyEn: "leave it out")
    }
    if let cap = syntax.totalCap { policy.totalCap = amount(cap, in: frame) }
    let versions = choosers(of: syntax.versions, in: frame)
    apply(versions, to: &policy)
    setDues(syntax, of: &policy)
    applyLimits(syntax, versions, to: &policy)
    applyRenewal(syntax, to: &policy)
    applyInstalments(syntax, to: &policy)
    applyProRata(syntax, to: &policy)
    applyClawbacks(syntax, to: &policy)
    setExclusiveGroups(syntax, versions, of: &policy)
    if policy.validFrom == nil, policy.items.contains(where: { $0.frequency == .once }) {
      diagnose(
        "one-off-without-validity", .note, syntax.name.range,
        zh: "政策“\(policy.name)”是一次性的，没有写有效期从哪天起：台账要覆盖对象的一生，才知道以前没有发过",
        en:
          "policy `\(policy.name)` pays once and does not say since when it is in force: only a ledger of a subject's whole life tells that it was not paid before",
        remedyZh: "写 有效期 自 2024-01-01 起；台账覆盖到这一天就够了",
        remedyEn: "write 有效期 自 DATE 起; then a ledger that reaches back to that day is enough")
    }
    if policy.backPay != nil, policy.items.allSatisfy({ $0.frequency == .once }) {
      error(
        "back-pay-without-period", syntax.backPay?.range ?? syntax.name.range, zh: "一次性待遇没有可补发的以前各期",
        en: "a one-off benefit has no earlier periods to pay back")
    }
    setClaimPeriods(syntax, versions, of: &policy)
    abolish(&policy, syntax.abolition)
    setTransition(syntax.transition, of: &policy)
    setSplits(syntax, versions, of: &policy)
    policy.push = syntax.push.map { push($0, subject: subject, frame: frame) }
    if let push = policy.push, policy.outlivesSubject, push.recipient == "本人" {
      error(
        "push-to-the-ended", push.range, zh: "这项政策对象终止以后仍给，不能推送给本人",
        en: "this policy is due after its subject has ended, so it cannot be pushed to the subject",
        remedyZh: "写 收件人 配偶 一类指向别人的字段，或不写 推送", remedyEn: "name another recipient, or leave 推送 out")
    }
    policy.cases = syntax.cases.compactMap { self.case($0, policy: policy) }
    if syntax.cases.isEmpty {
      diagnose(
        "policy-without-cases", .warning, syntax.name.range, zh: "政策“\(policy.name)”没有用例",
        en: "policy `\(policy.name)` has no worked case", remedyZh: "写 用例 “…” { … }", remedyEn: "add 用例")
    }
    return policy
  }

  func lastDay(_ literal: LiteralSyntax) -> Day? {
    switch literal.value {
    case .day(let day): day
    case .month(let month): month.lastDay
    case .year(let year): YearMonth(year: year, month: 12).lastDay
    default: nil
    }
  }

  private mutating func grade(_ name: NameSyntax?) -> Policy.Grade {
    switch name?.text {
    case nil, "仅推送": return .pushOnly
    case "免申即享": return .automatic
    case "一键确认": return .oneClick
    case "快申快享": return .fastApply
    default:
      if let name {
        unknownName(name, kind: ("兑现方式", "grade"), among: ["免申即享", "一键确认", "快申快享", "仅推送"])
      }
      return .pushOnly
    }
  }

  private mutating func combination(_ name: NameSyntax?) -> Policy.Combination {
    switch name?.text {
    case nil, "相加": return .sum
    case "取最高": return .highest
    case "择一": return .first
    case "补差": return .topUp
    default:
      if let name { unknownName(name, kind: ("合并方式", "combination"), among: ["相加", "取最高", "择一", "补差"]) }
      return .sum
    }
  }

  mutating func clauses(
    _ syntax: ClauseGroupSyntax, in frame: Frame, _ exceptions: ExceptionEffect? = nil
  ) -> ClauseGroup {
    var clauses: [Clause] = []
    for clause in syntax.clauses {
      var body: Clause.Body
      switch clause.body {
      case .group(let group): body = .group(self.clauses(group, in: frame, exceptions))
      case .expression(let written):
        guard let condition = truth(written, in: frame) else {
          refuse(clause.range)
          continue
        }
        body = .expression(condition)
      }
      if let exception = clause.exception {
        guard let excepted = self.excepted(clause, body, by: exception, exceptions, in: frame) else {
          refuse(clause.range)
          continue
        }
        body = excepted
      }
      clauses.append(
        Clause(
          label: clause.label?.text ?? "", heading: clause.heading?.text, body: body,
          basis: clause.basis?.text, text: clauseText(clause), range: clause.range))
    }
    if case .atLeast(let n) = syntax.quantity, n > syntax.clauses.count {
      error(
        "at-least-too-many", syntax.range, zh: "至少 \(n) 项，但只有 \(syntax.clauses.count) 项",
        en: "at least \(n) of only \(syntax.clauses.count) clauses")
    }
    return ClauseGroup(quantity: syntax.quantity, clauses: clauses)
  }

  func clauseText(_ clause: ClauseSyntax) -> String {
    switch clause.body {
    case .expression(let expression):
      return sourceText(clause.exception.map { expression.range.union($0.range) } ?? expression.range)
    case .group: return clause.heading?.text ?? sourceText(clause.range)
    }
  }

  mutating func amount(_ syntax: ExpressionSyntax, in frame: Frame) -> Expression? {
    guard let value = expression(syntax, in: frame, expecting: .number(.money)) else { return nil }
    guard let money = adapted(value, to: .number(.money)) else {
      typeMismatch(value, expected: .number(.money))
      return nil
    }
    return money
  }

  private mutating func push(_ syntax: PushSyntax, subject: TableID, frame: Frame) -> PushTemplate {
    let immediate = syntax.timing?.text == "发现即推"
    if let timing = syntax.timing, !immediate, timing.text != "核实后推" {
      unknownName(timing, kind: ("推送时机", "timing"), among: ["发现即推", "核实后推"])
    }
    for text in [syntax.title, syntax.body] {
      if let text { checkPlaceholders(text, subject: subject) }
    }
    if syntax.title == nil || syntax.body == nil {
      error(
        "push-without-text", syntax.range, zh: "推送要有标题和正文", en: "a push needs a title and a body")
    }
    var recipient = "本人"
    if let first = syntax.recipient.first,
      !["本人", "本企业"].contains(first.text) || syntax.recipient.count > 1
    {
      if let target = path(syntax.recipient, syntax.range, in: frame, expecting: nil) {
        if case .reference = target.type {
          recipient = syntax.recipient.map(\.text).joined(separator: ".")
        } else {
          error(
            "recipient-not-a-record", first.range, zh: "收件人要是本人，或指向别的主体的字段",
            en: "the recipient is 本人 or a reference field")
        }
      }
    }
    return PushTemplate(
      timing: immediate ? .onFinding : .afterVerification, title: syntax.title?.text ?? "",
      body: syntax.body?.text ?? "",
      channels: syntax.channels.isEmpty ? ["个人中心"] : syntax.channels.map(\.text),
      recipient: recipient, range: syntax.range)
  }

  /// Words in braces that a template may use besides the subject's own fields.
  public static let templateWords: Set<String> = ["金额", "政策", "期", "项", "部门"]

  private mutating func checkPlaceholders(_ text: TextSyntax, subject: TableID) {
    for piece in text.text.split(separator: "{", omittingEmptySubsequences: false).dropFirst() {
      guard let end = piece.firstIndex(of: "}") else {
        error(
          "unclosed-placeholder", text.range, zh: "推送文字里有没配对的“{”", en: "an unmatched { in a push text")
        continue
      }
      let name = String(piece[..<end])
      if Self.templateWords.contains(name) { continue }
      if let field = ruleSet.tables[subject].field(named: name) {
        note(name, between: "{", and: "}", in: text.range, .field(subject, field))
        continue
      }
      unknownName(
        NameSyntax(text: name, range: text.range), kind: ("可用于推送的字段", "field for a push text"),
        among: Self.templateWords.sorted() + ruleSet.tables[subject].fields.map(\.name))
    }
  }

  mutating func declare(_ syntax: LedgerSyntax) {
    guard !ruleSet.ledgers.contains(where: { $0.name == syntax.name.text }) else {
      return duplicate(syntax.name, kind: ("台账", "ledger"))
    }
    for policy in syntax.policies where ruleSet.policy(named: policy.text) == nil {
      unknownName(policy, kind: ("政策", "policy"), among: ruleSet.policies.map(\.name))
    }
    for policy in syntax.policies {
      if let other = ruleSet.ledgers.first(where: { $0.policies.contains(policy.text) }) {
        error(
          "two-ledgers", policy.range, zh: "政策“\(policy.text)”已由台账“\(other.name)”管",
          en: "policy `\(policy.text)` is already in ledger `\(other.name)`")
      }
    }
    var days = 31
    if let literal = syntax.freshnessDays, case .number(let n, _, _) = literal.value { days = Int(n.floor) }
    ruleSet.ledgers.append(
      Ledger(
        name: syntax.name.text, policies: syntax.policies.map(\.text),
        coversAllPolicies: syntax.coversAllPolicies, level: syntax.level, freshnessDays: days,
        sources: syntax.sources.map(\.text), range: syntax.range))
  }
}
