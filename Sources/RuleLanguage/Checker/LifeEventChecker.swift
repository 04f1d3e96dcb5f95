extension Checker {
  mutating func declare(_ syntax: LifeEventSyntax) {
    guard !ruleSet.lifeEvents.contains(where: { $0.name == syntax.name.text }) else {
      return duplicate(syntax.name, kind: ("一件事", "life event"))
    }
    for (index, policy) in syntax.policies.enumerated() {
      if ruleSet.policy(named: policy.text) == nil {
        unknownName(policy, kind: ("政策", "policy"), among: ruleSet.policies.map(\.name))
      } else if syntax.policies[..<index].contains(where: { $0.text == policy.text }) {
        duplicate(policy, kind: ("一件事里的政策", "policy of the life event"))
      }
    }
    if syntax.policies.isEmpty {
      error(
        "life-event-without-policy", syntax.name.range, zh: "一件事“\(syntax.name.text)”没有列政策",
        en: "life event `\(syntax.name.text)` lists no policy", remedyZh: "写 政策 [名称, 名称]",
        remedyEn: "add 政策 [NAME, NAME]")
    }
    ruleSet.lifeEvents.append(
      LifeEvent(
        name: syntax.name.text, title: syntax.title?.text ?? syntax.name.text,
        policies: syntax.policies.map(\.text), before: syntax.before?.text ?? "",
        after: syntax.after?.text ?? "", tasks: syntax.tasks.map(\.text), range: syntax.range))
  }
}
