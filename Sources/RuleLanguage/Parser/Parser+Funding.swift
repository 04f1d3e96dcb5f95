extension Parser {
  /// After `出资`: `{ 市级 50%；区级 50% }`.
  mutating func funding() throws(Stumble) -> [(payer: NameSyntax, share: LiteralSyntax)] {
    var result: [(payer: NameSyntax, share: LiteralSyntax)] = []
    try block(.wanted("出资的“{”", "the “{” of 出资")) { (p) throws(Stumble) in
      let payer = try p.nameOrText(.wanted("出资方", "a payer"))
      result.append((payer, try p.literal(.wanted("比例，如 50%", "a share, such as 50%"))))
    }
    return result
  }
}
