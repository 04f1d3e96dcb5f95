import RuleLanguage

/// What a figure over all units came to, by the unit's ordinal; unknown of all others.
public typealias FigureValues = [Int: Evaluated]

/// A figure is another one in each period that is decided.
public struct FigureKey: Hashable, Sendable {
  /// Index into ``RuleSet/figures``.
  public let figure: Int
  public let at: JudgedAt

  public init(figure: Int, at: JudgedAt) {
    self.figure = figure
    self.at = at.whole
  }
}

extension Dataset {
  func figure(_ figure: Int, of record: Int, at: JudgedAt) -> Evaluated {
    figures[FigureKey(figure: figure, at: at)]?[record] ?? .unknown
  }
}

extension Scalar {
  /// Of a number.
  init(_ evaluated: Evaluated) {
    switch evaluated {
    case .value(.number(let number)): self.init(number)
    case .range(let low, let high): self = .range(low, high)
    default: self = .unknown
    }
  }
}
