/// `对照 名称(参数: 类型, …) 类型 { rows }`.
public struct TableDeclarationSyntax: Sendable {
  public struct Input: Sendable {
    public let name: NameSyntax
    public let type: TypeSyntax
    public init(name: NameSyntax, type: TypeSyntax) {
      self.name = name
      self.type = type
    }
  }
  public let name: NameSyntax
  public let inputs: [Input]
  public let type: TypeSyntax
  /// Its inputs are the names above.
  public let table: TableSyntax
  public let range: SourceRange
  public init(
    name: NameSyntax, inputs: [Input], type: TypeSyntax, table: TableSyntax, range: SourceRange
  ) {
    self.name = name
    self.inputs = inputs
    self.type = type
    self.table = table
    self.range = range
  }
}
