/// An amount in parts: among payers (出资), or among payees (领取).
public struct Split: Sendable {
  public enum Share: Sendable {
    /// Of 1.
    case ratio(Expression)
    /// Fen.
    case amount(Expression)
    /// 其余: what the others leave.
    case rest
  }

  public struct Part: Sendable {
    /// As written: `市级`, `监护人`.
    public let name: String
    public let share: Share
    /// `nil` for a payer, and for the subject itself.
    public let payee: Payee?
  }

  /// Who is paid instead of the subject.
  public struct Payee: Sendable {
    /// A reference to the payee.
    public let expression: Expression
    public let table: TableID
  }

  /// Why the parts of an amount are not known.
  public enum Obstacle: Error, Hashable, Sendable {
    /// This part's share is not known.
    case unknown(String)
    case negative(String)
    /// Together more, or less, than the amount.
    case above, below
  }

  /// In the order of the text.
  public let parts: [Part]
  /// What shares and payees are read from: the subjects, or the rows of a 逐条 item.
  public let table: TableID

  /// The shares' own expressions, and those that lead to payees.
  public var expressions: [Expression] {
    parts.flatMap { part -> [Expression] in
      let payee = [part.payee?.expression].compactMap(\.self)
      switch part.share {
      case .ratio(let share), .amount(let share): return [share] + payee
      case .rest: return payee
      }
    }
  }

  /// In fen, in the order of the parts. Each takes whole fen; what is left over falls to the first that
  /// is not a fixed amount.
  public func divide(
    _ fen: Int64, value: (Expression) -> Number?
  ) -> Result<[Int64], Obstacle> {
    let whole = Number(fen)
    var exact: [Number?] = []
    var total = Number.zero
    for part in parts {
      var own: Number?
      switch part.share {
      case .rest:
        exact.append(nil)
        continue
      case .ratio(let share):
        guard let ratio = value(share) else { return .failure(.unknown(part.name)) }
        if ratio.isNegative { return .failure(.negative(part.name)) }
        own = ratio.multiplied(by: whole)
      case .amount(let share):
        guard let amount = value(share) else { return .failure(.unknown(part.name)) }
        if amount.isNegative { return .failure(.negative(part.name)) }
        own = Number(amount.roundedHalfUp)
      }
      guard let own, let sum = total.adding(own) else { return .failure(.unknown(part.name)) }
      exact.append(own)
      total = sum
    }
    if total > whole { return .failure(.above) }
    if total < whole, !exact.contains(nil) { return .failure(.below) }
    var result = exact.map { $0?.floor ?? 0 }
    if let rest = exact.firstIndex(of: nil) {
      result[rest] = whole.subtracting(total)?.floor ?? 0
    }
    let first = parts.firstIndex { if case .amount = $0.share { false } else { true } }
    if let first { result[first] += fen - result.reduce(0, +) }
    return .success(result)
  }
}
