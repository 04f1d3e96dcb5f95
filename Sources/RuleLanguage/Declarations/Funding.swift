/// 出资: who pays which part of an amount.
public struct Funding: Hashable, Sendable {
  public struct Share: Hashable, Sendable {
    public let payer: String
    /// Of 1.
    public let part: Number
  }
  /// In the order of the text; together 1. Empty: not known, since it is not known which version counts.
  public let shares: [Share]

  public static let unknown = Funding(shares: [])

  /// In fen. Each pays whole fen; what is left over falls to the first.
  public func split(_ fen: Int64) -> [(payer: String, fen: Int64)] {
    var rest = fen
    let others = shares.dropFirst().map { share -> (payer: String, fen: Int64) in
      let part = share.part.multiplied(by: Number(fen))?.floor ?? 0
      rest -= part
      return (share.payer, part)
    }
    return shares.prefix(1).map { ($0.payer, rest) } + others
  }
}

/// 领取: who is paid instead of the subject.
public struct Payee: Sendable {
  /// As written: `监护人`.
  public let path: String
  /// Over the subject: a reference to the payee.
  public let expression: Expression
  public let table: TableID
}
