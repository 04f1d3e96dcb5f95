/// What a person decides.
extension Parser {
  /// `须认定 “财产状况符合规定” 有效 12个月 由 街道`.
  mutating func decision() throws(Stumble) -> ExpressionSyntax {
    let start = index
    advanceAsKeyword()
    let name = try quotedText(.wanted("认定的事项，放在“…”里", "the matter in quotes"))
    var lasting: ExpressionSyntax?
    if take(.lasting) { lasting = try additive() }
    let office = take(.decidedBy) ? try nameOrText(.wanted("由谁认定", "who decides")) : nil
    return ExpressionSyntax(.decision(name, lasting: lasting, office: office), range(from: start))
  }

  /// In a case: `认定 “财产状况符合规定” 是 于 2026-01-01`, `认定 “…” 行 “Z1” 是 于 2026-01-01`.
  mutating func decisionEntry() throws(Stumble) -> CaseEntrySyntax {
    let start = index
    let place = current.range
    advanceAsKeyword()
    let word = NameSyntax(text: Keyword.decision.chinese, range: place)
    let head = CaseAtomSyntax(kind: .name(CodePathSyntax(parts: [word], range: place)), range: place)
    let matter = try quotedText(.wanted("认定的事项，放在“…”里", "the matter in quotes"))
    var row: TextSyntax?
    if take(.rowOf) {
      let range = current.range
      row =
        current.kind == .text
        ? try quotedText(.wanted("行的键，放在“…”里", "the key of the row in quotes"))
        : TextSyntax(text: try name(.wanted("行的键，放在“…”里", "the key of the row in quotes")).text, range: range)
    }
    let isTrue = at(.isTrue)
    let outcome = current.range
    guard take(.isTrue) || take(.falsehood) else { throw expected(.wanted("“是”或“否”", "“是” or “否”")) }
    try expect(.during, .wanted("“于 日期”：哪天认定的", "“于 DATE”, the day of the decision"))
    let day = try dateLiteral(.wanted("日期", "a date"))
    func atom(_ value: LiteralSyntax.Value, _ range: SourceRange) -> CaseAtomSyntax {
      CaseAtomSyntax(kind: .literal(LiteralSyntax(value: value, range: range)), range: range)
    }
    return CaseEntrySyntax(
      atoms: [
        head, atom(.text(matter.text), matter.range), atom(.truth(isTrue), outcome),
        atom(day.value, day.range),
      ] + [row.map { atom(.text($0.text), $0.range) }].compactMap(\.self), block: nil,
      range: range(from: start))
  }
}
