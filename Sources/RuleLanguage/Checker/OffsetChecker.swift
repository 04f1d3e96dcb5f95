extension Checker {
  /// `依次抵扣(额度, 增值税, 城建税)`: how much of the quota is used up against the taxes, one after the
  /// other; a negative one counts as 0. Decided as soon as the first ones use it up.
  mutating func offset(
    _ name: NameSyntax, _ arguments: [ArgumentSyntax], _ range: SourceRange, in frame: Frame
  ) -> Expression? {
    guard arguments.count >= 2 else {
      wrongArguments(name, "\(name.text)(额度, 税, …)", "\(name.text)(quota, tax, …)")
      return nil
    }
    let money = ValueType.number(.money)
    let checked = arguments.map { amount($0.expression, in: frame) }
    let amounts = checked.compactMap(\.self)
    guard amounts.count == checked.count, let quota = amounts.first else { return nil }
    func figure(_ kind: Expression.Kind) -> Expression { Expression(kind, money, range) }
    let zero = figure(.constant(.number(.zero)))
    var owed: Expression?
    var used: [Expression] = [zero]
    for tax in amounts.dropFirst() {
      let due = figure(.extreme(.largest, [tax, zero]))
      let total = owed.map { figure(.arithmetic(.add, $0, due)) } ?? due
      owed = total
      used.append(figure(.extreme(.smallest, [quota, total])))
    }
    return figure(.extreme(.largest, used))
  }
}
