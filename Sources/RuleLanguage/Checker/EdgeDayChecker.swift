/// 年初, 年末, 季初, 季末: the first and the last day of the year or the quarter around a day.
extension Checker {
  mutating func edge(
    _ name: NameSyntax, _ arguments: [ArgumentSyntax], _ range: SourceRange, in frame: Frame
  ) -> Expression? {
    guard let value = unary(name, arguments, in: frame, { [.day, .month, .year].contains($0) }) else {
      return nil
    }
    let year = value.type == .year ? value : Expression(.yearOf(value), .year, range)
    switch name.text {
    case "年初": return Expression(.firstDay(year), .day, range)
    case "年末": return Expression(.lastDay(year), .day, range)
    default: break
    }
    guard value.type != .year else {
      typeMismatch(value, expected: .day)
      return nil
    }
    let day = value.type == .day ? value : Expression(.firstDay(value), .day, range)
    return quarter(around: day, Expression(.firstDay(year), .day, range), isEnd: name.text == "季末", range)
  }

  /// So many whole quarters after the year's first day; the last day is one before the next quarter.
  private func quarter(
    around day: Expression, _ yearStart: Expression, isEnd: Bool, _ range: SourceRange
  ) -> Expression {
    let months = ValueType.number(.months)
    func figure(_ n: Int64, _ unit: Unit) -> Expression {
      Expression(.constant(.number(Number(n))), .number(unit), range)
    }
    let since = Expression(.elapsed(.months, from: yearStart, to: day), months, range)
    let quarters = Expression(
      .floor(Expression(.divide(since, figure(3, .none), whenZero: nil), months, range)), months, range)
    let passed = Expression(.arithmetic(.multiply, quarters, figure(3, .none)), months, range)
    guard isEnd else { return Expression(.addDuration(yearStart, passed, .months), .day, range) }
    let whole = Expression(.arithmetic(.add, passed, figure(3, .months)), months, range)
    let next = Expression(.addDuration(yearStart, whole, .months), .day, range)
    return Expression(.addDuration(next, figure(-1, .days), .days), .day, range)
  }
}
