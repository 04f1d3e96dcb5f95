import Matching
import RuleLanguage

/// One of several benefits of which only one is due.
public struct Contender: Hashable, Sendable {
  public let outcome: Truth
  /// Fen in twelve months.
  public let worth: Amount
  /// When it was drawn last.
  public let drawn: LastDrawn

  public init(outcome: Truth, worth: Amount, drawn: LastDrawn = .never) {
    self.outcome = outcome
    self.worth = worth
    self.drawn = drawn
  }
}

/// Picks the one that is due.
public enum Contest: Hashable, Sendable {
  /// 取最高: the one worth most in twelve months; ties go to the first in the order of the text.
  case highest
  /// 择一: the first in the order of the text.
  case first
  /// 取最先: the one that was drawn last and has not stopped keeps it; else the first in the order of the
  /// text.
  case earliest

  public init?(_ combination: Policy.Combination) {
    switch combination {
    case .sum: return nil
    case .highest, .topUp: self = .highest
    case .first: self = .first
    }
  }

  public init(_ choice: Policy.ExclusiveGroup.Choice) {
    self = choice == .earliest ? .earliest : .highest
  }

  /// The standing of each contender, in the same order. Those that are 不符合 do not contend. Where the
  /// winner cannot be told, all candidates are undecided.
  public func standings(of contenders: [Contender]) -> [Standing] {
    let candidates = contenders.indices.filter { contenders[$0].outcome != .no }
    var result = [Standing](repeating: .standing, count: contenders.count)
    guard candidates.count > 1 else { return result }
    let winner = winner(of: contenders)
    for index in candidates where index != winner {
      result[index] = winner == nil ? .undecided : .superseded
    }
    return result
  }

  /// The one that is certainly due; `nil` where that cannot be told.
  func winner(of contenders: [Contender]) -> Int? {
    let candidates = contenders.indices.filter { contenders[$0].outcome != .no }
    return candidates.first { index in
      contenders[index].outcome == .yes && candidates.allSatisfy { beats(index, $0, contenders) }
    }
  }

  private func beats(_ a: Int, _ b: Int, _ contenders: [Contender]) -> Bool {
    if a == b { return true }
    if self == .first { return a < b }
    if self == .earliest { return contenders[a].drawn.isLater(than: contenders[b].drawn, orEqual: a < b) }
    guard let low = contenders[a].worth.low, let high = contenders[b].worth.high else { return false }
    return a < b ? low >= high : low > high
  }
}

extension Amount {
  /// In twelve months. Open where it leaves 64 bits.
  public func perTwelveMonths(_ frequency: Frequency) -> Amount {
    func scaled(_ bound: Int64?) -> Int64? {
      guard let bound else { return nil }
      let (product, overflow) = bound.multipliedReportingOverflow(by: frequency.perTwelveMonths)
      return overflow ? nil : product
    }
    return Amount(low: scaled(low), high: scaled(high))
  }

  /// Open where either is, or where the sum leaves 64 bits.
  public func adding(_ other: Amount) -> Amount {
    func sum(_ a: Int64?, _ b: Int64?) -> Int64? {
      guard let a, let b else { return nil }
      let (result, overflow) = a.addingReportingOverflow(b)
      return overflow ? nil : result
    }
    return Amount(low: sum(low, other.low), high: sum(high, other.high))
  }

  static let zero = Amount(low: 0, high: 0)
}
