/// Wording of what the analysis of a rule set finds.
enum LintMessages {
  static func neverTrue(_ clause: Clause, openRelation: String?) -> Diagnostic {
    if let openRelation {
      return Diagnostic(
        "never-certain", .warning, at: clause.range,
        Message(
          zh: "这一条永远不会确定成立：“\(openRelation)”不完整，没有记录不等于没有",
          en: "this is never certainly true: `\(openRelation)` is incomplete, so no record does not mean none"
        ),
        remedy: Message(
          zh: "换成完整的记录来判断（如参保月缴），或请部门认定：须认定 “…”",
          en: "judge by a complete relation, or let a person decide: 须认定 “…”"))
    }
    return Diagnostic(
      "never-true", .warning, at: clause.range,
      Message(zh: "这一条永远不会成立，写了等于谁也不符合", en: "this can never be true"),
      remedy: Message(zh: "看看数和比较词是不是写反了", en: "look whether a figure or a comparison is the wrong way round")
    )
  }

  static func neverFalse(_ clause: Clause) -> Diagnostic {
    Diagnostic(
      "never-false", .warning, at: clause.range,
      Message(zh: "这一条总是成立，写了等于没写", en: "this is always true"),
      remedy: Message(zh: "删去它，或看看是不是少写了什么", en: "remove it, or see what is missing"))
  }

  static func nobody(_ policy: Policy, excluded: Bool) -> Diagnostic {
    Diagnostic(
      "nobody-eligible", .warning, at: policy.range,
      Message(
        zh: excluded ? "条件和排除互相矛盾，谁也不会符合“\(policy.name)”" : "几条条件互相矛盾，谁也不会符合“\(policy.name)”",
        en: "the clauses contradict each other: nobody can be eligible for `\(policy.name)`"),
      remedy: Message(zh: "把不该同时成立的几条写成 任一满足 {…}", en: "put what need not hold together into 任一满足 {…}"))
  }

  static func implied(_ clause: Clause, by others: [Clause]) -> Diagnostic {
    let names = others.map { $0.label.isEmpty ? $0.text : $0.label }.joined(separator: "、")
    return Diagnostic(
      "implied-clause", .warning, at: clause.range,
      Message(zh: "\(names)成立时，这一条一定成立，不用再写", en: "whenever \(names) hold, this holds too"),
      remedy: Message(zh: "删去它，或看看数是不是写错了", en: "remove it, or see whether a figure is wrong"))
  }

  static func notDecided(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      "not-decided", .note, at: range,
      Message(
        zh: "条件太复杂，没有在限定的步数内查完是否矛盾", en: "too complex to decide within the budget whether this can hold"))
  }

  static func contained(_ inner: Policy, in outer: Policy) -> Diagnostic {
    Diagnostic(
      "contained-policy", .note, at: inner.range,
      Message(
        zh: "符合“\(inner.name)”条件的，都符合“\(outer.name)”的条件",
        en: "whoever meets the conditions of `\(inner.name)` meets those of `\(outer.name)`"),
      remedy: Message(
        zh: "两项不能同时给的写 互斥；本来就是一项的，合成一项", en: "use 互斥 where only one is due, or merge the two"),
      related: [.init(range: outer.range, message: Message(zh: "另一项在这里", en: "the other one"))])
  }

  static func pairs(_ count: PolicyPairs.Count, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "pairs-not-decided", .note, at: range,
      Message(
        zh: "政策两两比较：\(count.decided) 对已比，\(count.open) 对没有比完",
        en: "policies in pairs: \(count.decided) decided, \(count.open) not decided"))
  }
}
