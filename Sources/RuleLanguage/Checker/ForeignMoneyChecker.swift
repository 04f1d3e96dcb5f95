extension Checker {
  /// `300万美元` is so many times what the declared parameter 汇率 says of one on the decision day.
  mutating func foreignMoney(_ literal: LiteralSyntax, _ currency: NameSyntax) -> Expression? {
    let range = literal.range
    guard case .number(let number, _, _) = literal.value else { return nil }
    guard let index = parameterIDs["汇率"] else {
      error(
        "no-exchange-rate", range, zh: "外币要折成人民币，但没有声明参数“汇率”",
        en: "foreign money needs the parameter 汇率 (exchange rate), which is not declared",
        remedyZh: "写 代码表 币种 { [\(currency.text)] } 和 参数 汇率(币种) 金额 { 自 日期 { \(currency.text)：7.1元 } }",
        remedyEn: "declare 参数 汇率(币种) 金额 { 自 DATE { \(currency.text)：7.1元 } }")
      return nil
    }
    let rate = ruleSet.parameters[index]
    guard rate.keyLists.count == 1, !rate.isByYear, rate.type == .number(.money) else {
      error(
        "exchange-rate-shape", range, zh: "参数“汇率”要以币种为键，值是一个单位的外币合多少元",
        en: "parameter 汇率 is keyed by currency, its value the money that one unit is worth",
        remedyZh: "写 参数 汇率(币种) 金额 { … }", remedyEn: "write 参数 汇率(币种) 金额 { … }")
      return nil
    }
    let list = rate.keyLists[0]
    guard let code = code(CodePathSyntax(parts: [currency], range: range), in: list) else { return nil }
    usedParameters.insert(index)
    let key = Expression(.constant(.code(code)), .code(list), range)
    let one = Expression(.parameter(index, keys: [key], at: nil), rate.type, range)
    let count = Expression(.constant(.number(number)), .number(.none), range)
    return Expression(.arithmetic(.multiply, one, count), rate.type, range)
  }
}
