/// 追回: what was paid is to be given back where one of the clauses holds of a payment.
public struct Clawback: Sendable {
  /// Over the unit, each of them: there is a payment of which it holds.
  public let clauses: [Clause]
  /// Fen, over the unit: all payments of which one holds.
  public let amount: Expression
}
