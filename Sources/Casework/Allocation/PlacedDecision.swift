import Matching
import RuleLanguage

extension Decision {
  /// The decision after the item's selections: what is out is 不符合 for that reason, what may be out
  /// is 待核实.
  func placed(_ placement: Placement, in item: Item) -> Decision {
    let selections = Array(zip(item.selections, placement.places))
    let base = outcome
    let outcome = base && placement.truth
    let prefix = item.name.isEmpty ? "" : item.pathPrefix
    var missing = outcome == .unknown ? missing : []
    if outcome == .unknown {
      missing += selections.filter { $0.1 == .unknown }.map {
        MissingInput(name: $0.0.kind.chinese, sources: [])
      }
    }
    let out = selections.filter { $0.1 == .no }.map { prefix + $0.0.kind.chinese }
    let trace =
      base == .no
      ? []
      : selections.map { selection, place in
        ClauseTrace(
          path: prefix + selection.kind.chinese, text: selection.text, basis: nil, outcome: place,
          values: [], children: [])
      }
    return Decision(
      outcome: outcome, amount: amount, missing: missing, failing: base == .no ? failing : out,
      nearMiss: placement.truth == .yes ? nearMiss : nil, trace: self.trace + trace, quality: quality)
  }
}
