/// What 例外 does to its clause.
enum ExceptionEffect {
  /// In 条件: the clause holds, or the exception does.
  case admits
  /// In 排除: the clause excludes, unless the exception holds.
  case lifts
}

extension Checker {
  /// The clause together with its exception, each told on its own. `nil` where clauses have no side to
  /// take: in a filter, or a group inside an expression.
  mutating func excepted(
    _ clause: ClauseSyntax, _ body: Clause.Body, by syntax: ClauseGroupSyntax,
    _ effect: ExceptionEffect?, in frame: Frame
  ) -> Clause.Body? {
    guard let effect else {
      error(
        "exception-place", syntax.range, zh: "“例外”只能跟在 条件、排除 的一条后面",
        en: "例外 follows a clause of 条件 or 排除 only", remedyZh: "在这里写 或、且 非",
        remedyEn: "write 或, or 且 非 here")
      return nil
    }
    let text: String
    switch clause.body {
    case .expression(let expression): text = sourceText(expression.range)
    case .group(let group): text = clause.heading?.text ?? sourceText(group.range)
    }
    let rule = Clause(
      label: "本条", heading: nil, body: body, basis: nil, text: text, range: clause.range)
    let group = clauses(syntax, in: frame)
    let exception: Clause.Body
    switch effect {
    case .admits: exception = .group(group)
    case .lifts:
      exception = .expression(Expression(.not(group.expression(syntax.range)), .truth, syntax.range))
    }
    let excepted = Clause(
      label: effect == .admits ? "例外" : "无例外", heading: nil, body: exception, basis: nil,
      text: sourceText(syntax.range), range: syntax.range)
    return .group(ClauseGroup(quantity: effect == .admits ? .any : .all, clauses: [rule, excepted]))
  }
}
