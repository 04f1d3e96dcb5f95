/// `对照 补贴标准(级别: 技能等级, 年龄: 岁数) 金额 { 高级工, 50 以上：2000元；其余：1000元 }`.
extension Parser {
  package mutating func tableDeclaration(
    _ start: Int, _ name: NameSyntax
  ) throws(Stumble) -> TableDeclarationSyntax {
    try expect(.openParen, .wanted("“（”和参数，如“（级别：技能等级）”", "“(” and the inputs, such as (级别: 技能等级)"))
    var inputs: [TableDeclarationSyntax.Input] = []
    while !at(.closeParen) {
      let input = try self.name(.wanted("参数的名称", "the name of an input"))
      try expect(.colon, .wanted("“：”和参数的类型", "“:” and the type of the input"))
      inputs.append(.init(name: input, type: try valueType()))
      if !take(.comma), !at(.closeParen) { throw expected(.wanted("“，”或“）”", "“，” or “）”")) }
    }
    if inputs.isEmpty { throw expected(.wanted("对照的参数", "an input of the table")) }
    advance()
    let type = try valueType()
    let paths = inputs.map { ExpressionSyntax(.path([$0.name]), $0.name.range) }
    return TableDeclarationSyntax(
      name: name, inputs: inputs, type: type, table: try tableRows(.first, paths, from: start),
      range: range(from: start))
  }
}
