/// How an amount is parted: 出资, 领取.
extension Parser {
  /// After `出资`: `{ 省级 50%；市级 1000元；区级 其余 }`.
  mutating func funding() throws(Stumble) -> [SplitPartSyntax] {
    var result: [SplitPartSyntax] = []
    try block(.wanted("出资的“{”", "the “{” of 出资")) { (p) throws(Stumble) in
      let start = p.index
      let payer = try p.nameOrText(.wanted("出资方", "a payer"))
      result.append(try p.part([payer], from: start))
    }
    return result
  }

  /// After `领取`: `监护人`, or `{ 监护人 60%；本人 其余 }`.
  mutating func payees() throws(Stumble) -> [SplitPartSyntax] {
    let wanted = Wanted.wanted("领取人：本人，或指向领取人的字段", "the payee")
    let start = index
    guard at(.openBrace) else {
      return [SplitPartSyntax(name: try path(wanted), share: nil, range: range(from: start))]
    }
    var result: [SplitPartSyntax] = []
    try block { (p) throws(Stumble) in
      let start = p.index
      result.append(try p.part(try p.path(wanted), from: start))
    }
    return result
  }

  private mutating func part(
    _ name: [NameSyntax], from start: Int
  ) throws(Stumble) -> SplitPartSyntax {
    if take(.rest) { return SplitPartSyntax(name: name, share: nil, range: range(from: start)) }
    guard !atItemEnd else {
      throw expected(.wanted("比例、金额或“其余”，如 50%", "a share, an amount or “其余”, such as 50%"))
    }
    let share = try bounded()
    return SplitPartSyntax(name: name, share: share, range: range(from: start))
  }
}
