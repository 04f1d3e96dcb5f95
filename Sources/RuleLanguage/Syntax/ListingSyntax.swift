/// `列入 低保边缘名单 { 类别 = 农村低保 } 有效 12个月`: the list that a 资格 puts its subjects on.
public struct ListingSyntax: Sendable {
  public let relation: NameSyntax
  public let values: [(field: NameSyntax, value: ExpressionSyntax)]
  public let lasting: ExpressionSyntax?
  public let range: SourceRange
  public init(
    relation: NameSyntax, values: [(field: NameSyntax, value: ExpressionSyntax)],
    lasting: ExpressionSyntax?, range: SourceRange
  ) {
    self.relation = relation
    self.values = values
    self.lasting = lasting
    self.range = range
  }
}
