/// 过渡: of a policy whose force ends, and of a version.
extension Checker {
  mutating func transition(_ syntax: TransitionSyntax, in frame: Frame) -> Transition? {
    var until: Expression?
    if let written = syntax.until {
      guard let day = dayValue(written, in: frame) else {
        refuse(written.range)
        return nil
      }
      until = day
    }
    return Transition(
      conditions: clauses(syntax.conditions, in: frame), until: until,
      untilText: syntax.until.map { sourceText($0.range) } ?? "", range: syntax.range)
  }

  mutating func setTransition(_ syntax: TransitionSyntax?, of policy: inout Policy) {
    guard let syntax else { return }
    guard policy.validTo != nil else {
      return error(
        "transition-without-end", syntax.range, zh: "政策一直有效，没有什么要过渡的",
        en: "the policy never ends, so that there is nothing to keep after it",
        remedyZh: "写 有效期 至 …，或 废止 自 …；新旧两版之间的过渡写在 版本 里",
        remedyEn: "write 有效期 至 … or 废止 自 …; a transition between versions stands in the 版本")
    }
    policy.transition = transition(syntax, in: Frame(entity: policy.subject))
  }
}
