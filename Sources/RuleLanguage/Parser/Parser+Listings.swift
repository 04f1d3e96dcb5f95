extension Parser {
  /// `列入 低保边缘名单 { 类别 = 农村低保 } 有效 12个月`.
  mutating func listing() throws(Stumble) -> ListingSyntax {
    let start = index
    advanceAsKeyword()
    let relation = try name(.wanted("名单：关系的名称", "the name of a relation"))
    var values: [(field: NameSyntax, value: ExpressionSyntax)] = []
    if at(.openBrace), !current.startsLine {
      try block { (p) throws(Stumble) in
        let field = try p.name(.wanted("名单的字段", "a field of the list"))
        try p.expect(.equal, .wanted("“=”和值", "“=” and a value"))
        values.append((field, try p.bounded()))
      }
    }
    let lasting = take(.lasting) ? try additive() : nil
    return ListingSyntax(
      relation: relation, values: values, lasting: lasting, range: range(from: start))
  }
}
