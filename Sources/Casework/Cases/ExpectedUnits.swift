import Matching
import RuleLanguage

/// What an expectation is about: units, and the decision on them together.
struct ExpectedUnits {
  let units: [ReviewedUnit]
  /// One for each item: of its only unit, or for the owner of all rows.
  let decisions: [(item: ItemID, decision: Decision)]

  /// 符合 if any item is.
  var outcome: Truth { decisions.map(\.decision.outcome).reduce(.no) { $0 || $1 } }

  /// Of the undecided items the one that takes least, ties by the order of the text.
  var missing: [MissingInput] {
    guard outcome == .unknown else { return [] }
    let open = decisions.map(\.decision).filter { $0.outcome == .unknown }
    return open.min { $0.missing.count < $1.missing.count }?.missing ?? []
  }

  var failing: [String] { outcome == .no ? decisions.flatMap(\.decision.failing) : [] }

  /// Whether this clause, or one nested in a failing clause, is why it is 不符合.
  func fails(_ because: String) -> Bool {
    let dueBack = units.compactMap(\.dueBack).flatMap(\.clauses).map(ClausePath.plain)
    if dueBack.contains(where: { ClausePath.names(ClausePath.plain(because), $0) }) { return true }
    guard outcome == .no else { return false }
    let wanted = ClausePath.plain(because)
    return decisions.contains { item, decision in
      let failing = Set(decision.failing.map(ClausePath.plain))
      if failing.contains(where: { ClausePath.names(wanted, $0) }) { return true }
      return decision.trace.contains { node in
        failing.contains(ClausePath.plain(node.path)) && fails(wanted, in: node)
      }
    }
  }

  private func fails(_ wanted: String, in node: ClauseTrace) -> Bool {
    let path = ClausePath.plain(node.path)
    let isAgainst = node.outcome == (path.contains("排除") ? .yes : .no)
    if isAgainst && ClausePath.names(wanted, path) { return true }
    return node.children.contains { fails(wanted, in: $0) }
  }

  /// What is due in fen: of all items, of the one worth most, or of the first; `nil` where undecided.
  /// 0 where nothing is due or it is not money; of a single benefit that is not money, its figure.
  func amount(_ policy: Policy) -> Int64? {
    if outcome == .no { return 0 }
    if decisions.count == 1, !policy.items[decisions[0].item.item].benefit.isMoney,
      policy.items[decisions[0].item.item].benefit.figure != nil
    {
      return decisions[0].decision.amount.exact
    }
    let open = decisions.filter { $0.decision.outcome != .no }
    let standing = open.filter { !isSuperseded($0.item) }
    let candidates = standing.isEmpty ? open : standing
    let amounts = candidates.map { item, decision -> (fen: Int64?, isCertain: Bool, worth: Int64?) in
      guard case .amount = policy.items[item.item].benefit else { return (0, true, 0) }
      let fen = decision.amount.exact
      let worth = decision.amount.perTwelveMonths(policy.items[item.item].frequency).exact
      return (fen, decision.outcome == .yes || candidates.count == 1, worth)
    }
    guard amounts.allSatisfy(\.isCertain) else { return nil }
    if policy.combination == .first { return amounts.first?.fen }
    if amounts.contains(where: { $0.fen == nil || $0.worth == nil }) { return nil }
    if policy.combination == .highest || policy.combination == .topUp {
      var best = amounts.first
      for amount in amounts where (amount.worth ?? 0) > (best?.worth ?? 0) { best = amount }
      return best?.fen
    }
    return amounts.reduce(Int64(0)) { $0.addingReportingOverflow($1.fen ?? 0).partialValue }
  }

  /// Another item of the policy is due instead.
  private func isSuperseded(_ item: ItemID) -> Bool {
    let own = units.filter { $0.id == item }
    return !own.isEmpty && own.allSatisfy { $0.itemStanding == .superseded }
  }

  var lists: FindingLists { units.reduce(into: []) { $0.formUnion($1.situation.lists) } }
}

/// Clause paths as people write them: `条件(二)`, `条件（二）`, `条件 （三）1`.
enum ClausePath {
  static func plain(_ path: String) -> String {
    var result = ""
    for character in path where !character.isWhitespace {
      switch character {
      case "（": result.append("(")
      case "）": result.append(")")
      case "．", "、": result.append(".")
      case "“", "”", "「", "」": result.append("\"")
      default: result.append(character)
      }
    }
    while result.hasSuffix(".") { result.removeLast() }
    return result
  }

  /// The officer may leave an item's name out.
  static func names(_ wanted: String, _ path: String) -> Bool {
    path == wanted || (path.hasPrefix("待遇项") && path.hasSuffix(wanted) && !wanted.isEmpty)
  }
}
