import Matching
import RuleLanguage

/// Who receives an item for one period, over its units.
struct ReceiptBitmaps {
  var receiving: TruthBitmap
  var inProcess: Bitmap
  /// Paid once and for all.
  var over: Bitmap
  /// 申领期限 is not asked again.
  var claimed: Bitmap
}

/// The ledgers' answers for whole populations: what holds without receipts is asked once, and only
/// subjects with receipts are looked at one by one.
struct ReceiptReader {
  let index: ReceiptIndex
  private let asOf: Day
  /// By policy: subjects of this dataset that have receipts.
  private let holders: [[(ordinal: Int, entries: [LedgerEntry])]]

  init(_ input: EvaluationInput, ordinals: (TableID) -> [String: Int]) {
    let index = ReceiptIndex(input.ruleSet, input.ledgers)
    self.index = index
    asOf = input.asOf
    holders = input.ruleSet.policies.enumerated().map { policy, declared in
      let entries = index.entries(ofPolicy: policy)
      if entries.isEmpty { return [] }
      let known = ordinals(declared.subject)
      return entries.compactMap { subject, entries in
        known[subject].map { (ordinal: $0, entries: entries) }
      }
    }
  }

  func bitmaps(of id: ItemID, _ space: UnitSpace, period: Period, _ input: EvaluationInput) -> ReceiptBitmaps
  {
    let common = index.stateWithoutReceipts(of: id, period: period, asOf: asOf)
    var result = ReceiptBitmaps(
      receiving: TruthBitmap(count: space.unitCount, common.receiving),
      inProcess: Bitmap(count: space.unitCount, filled: common.isInProcess),
      over: Bitmap(count: space.unitCount, filled: common.isOver),
      claimed: Bitmap(count: space.unitCount, filled: common.isClaimed))
    let table = input.ruleSet.policies[id.policy].subject
    if period == .once, index.coverageStart(ofPolicy: id.policy) != nil {
      for subject in 0..<space.subjectCount {
        guard let start = input.start(of: subject, in: table) else { continue }
        let state = index.stateWithoutReceipts(of: id, period: period, asOf: asOf, start: start)
        space.forEachUnit(of: subject) { result.receiving[$0] = state.receiving }
      }
    }
    for (ordinal, entries) in holders[id.policy] {
      let start = input.start(of: ordinal, in: table)
      space.forEachUnit(of: ordinal) { unit in
        let row = input.rowKey(unit, of: input.item(id))
        let state = index.state(of: id, row: row, period: period, asOf: asOf, entries, start: start)
        result.receiving[unit] = state.receiving
        result.inProcess[unit] = state.isInProcess
        result.over[unit] = state.isOver
        result.claimed[unit] = state.isClaimed
      }
    }
    return result
  }

  /// Who received an item in a span of days, by unit; see ``ReceiptIndex/received(of:row:period:asOf:within:_:)``.
  func received(
    of id: ItemID, _ space: UnitSpace, period: Period, within span: ClosedRange<Day>?,
    _ input: EvaluationInput
  ) -> TruthBitmap {
    let table = input.ruleSet.policies[id.policy].subject
    func truth(_ row: String, _ entries: [LedgerEntry], _ start: Day?) -> Truth {
      index.received(
        of: id, row: row, period: period, asOf: asOf, within: span, entries, start: start)
    }
    var result = TruthBitmap(count: space.unitCount, truth("", [], nil))
    if index.coverageStart(ofPolicy: id.policy) != nil {
      for subject in 0..<space.subjectCount {
        guard let start = input.start(of: subject, in: table) else { continue }
        let known = truth("", [], start)
        space.forEachUnit(of: subject) { result[$0] = known }
      }
    }
    for (ordinal, entries) in holders[id.policy] {
      let start = input.start(of: ordinal, in: table)
      space.forEachUnit(of: ordinal) {
        result[$0] = truth(input.rowKey($0, of: input.item(id)), entries, start)
      }
    }
    return result
  }

  /// The units of subjects that have receipts of a policy.
  func holders(ofPolicy policy: Int, _ space: UnitSpace) -> Bitmap {
    var result = Bitmap(count: space.unitCount)
    for (ordinal, _) in holders[policy] { space.forEachUnit(of: ordinal) { result[$0] = true } }
    return result
  }
}
