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
          values: selection.kind == .cap ? left(placement) : [], children: [])
      }
    return Decision(
      outcome: outcome, amount: base == .no ? amount : placement.granted ?? amount, missing: missing,
      failing: base == .no ? failing : out,
      nearMiss: placement.truth == .yes ? nearMiss : nil, trace: self.trace + trace, quality: quality)
  }

  private func left(_ placement: Placement) -> [UsedValue] {
    guard let granted = placement.granted else { return [] }
    let money = Evaluated.number(
      from: granted.low.map { Number($0) }, to: granted.high.map { Number($0) })
    let text = ValueText(codeLists: []).text(money, .number(.money))
    return [UsedValue(name: "封顶后", text: text, sources: [], sensitivity: .open)]
  }
}
