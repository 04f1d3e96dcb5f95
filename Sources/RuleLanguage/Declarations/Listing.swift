/// 列入: the list on which a 资格 puts its subjects, as dated rows. Nothing here reads a record.
public struct Listing: Sendable {
  /// The relation.
  public let table: TableID
  /// By field, in the order of the table; the beginning and the end are not among them.
  public let values: [(field: Int, value: Expression)]
  /// The field of the first day, and what it holds.
  public let from: (field: Int, value: Expression)
  /// The field of the last day, and what it holds; `nil` where it has none, or is left open.
  public let to: (field: Int, value: Expression)?
  /// Over the subject: such a row is in force on the decision day.
  public let isListed: Expression
}
