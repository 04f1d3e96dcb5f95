import Matching
import RuleLanguage

/// Answers who receives what, from the ledgers as they were imported.
///
/// What the answers rest on:
/// - Without a declared ledger for the policy, or without coverage, it is unknown.
/// - A ledger is current while its last covered day plus ``Ledger/freshnessDays`` reaches the as-of
///   date. Of one that is not current, "no" becomes unknown.
/// - A receipt whose item, row or period is not known may match any; unless another receipt makes it
///   certain, the answer is unknown.
public struct ReceiptIndex: Sendable {
  private struct PolicyReceipts {
    let coverage: ReceiptCoverage
    let freshnessDays: Int
    var bySubject: [String: [LedgerEntry]] = [:]
  }

  let ruleSet: RuleSet
  /// By policy; `nil` where nobody knows who receives it.
  private let policies: [PolicyReceipts?]

  /// Receipts count for their policy whichever ledger holds them; coverage and freshness are those of
  /// the policy's own ledger. At most one of `ledgers` per declaration.
  public init(_ ruleSet: RuleSet, _ ledgers: [ReceiptLedger]) {
    precondition(
      Set(ledgers.map(\.name)).count == ledgers.count, "two imported ledgers of one declaration")
    self.ruleSet = ruleSet
    var policies = ruleSet.policies.map { policy -> PolicyReceipts? in
      guard let ledger = ruleSet.ledger(forPolicy: policy.name) else { return nil }
      let imported = ledgers.first { $0.name == ledger.name }
      return PolicyReceipts(
        coverage: imported?.coverage ?? ReceiptCoverage(to: nil), freshnessDays: ledger.freshnessDays)
    }
    var indexByName: [String: Int] = [:]
    for (index, policy) in ruleSet.policies.enumerated() { indexByName[policy.name] = index }
    for ledger in ledgers {
      for receipt in ledger.receipts {
        guard let index = indexByName[receipt.policy], policies[index] != nil else { continue }
        let entry = LedgerEntry(receipt, of: ruleSet.policies[index])
        policies[index]?.bySubject[receipt.subject, default: []].append(entry)
      }
    }
    self.policies = policies
  }

  /// The state of one unit. `row` is read for 逐条 items only; `start`: the day from which the subject
  /// exists, where it is known. O(receipts of the subject).
  public func state(
    of id: ItemID, subject: String, row: String, period: Period, asOf: Day, start: Day? = nil
  ) -> ReceiptState {
    state(
      of: id, row: row, period: period, asOf: asOf, policies[id.policy]?.bySubject[subject] ?? [],
      start: start)
  }

  /// The state of every subject of whom no ledger holds a row of this policy, and that began on this day.
  public func stateWithoutReceipts(
    of id: ItemID, period: Period, asOf: Day, start: Day? = nil
  ) -> ReceiptState {
    state(of: id, row: "", period: period, asOf: asOf, [], start: start)
  }

  /// `nil` where nobody knows who receives it.
  func coverage(ofPolicy policy: Int) -> (coverage: ReceiptCoverage, freshnessDays: Int)? {
    policies[policy].map { ($0.coverage, $0.freshnessDays) }
  }
  /// From this day on the ledger holds everything; `nil`: from ever, or nothing was imported.
  func coverageStart(ofPolicy policy: Int) -> Day? { policies[policy]?.coverage.from }

  /// The subjects of whom a ledger holds a row of this policy; in no order.
  func entries(ofPolicy policy: Int) -> [String: [LedgerEntry]] { policies[policy]?.bySubject ?? [:] }

  func state(
    of id: ItemID, row: String, period: Period, asOf: Day, _ entries: [LedgerEntry], start: Day?
  ) -> ReceiptState {
    guard let receipts = policies[id.policy], let to = receipts.coverage.to else {
      return ReceiptState(receiving: .unknown)
    }
    let policy = ruleSet.policies[id.policy]
    let item = policy.items[id.item]
    let evidence = ReceiptEvidence(
      entries: entries, item: id.item, row: item.perRow == nil ? nil : row, coverage: receipts.coverage,
      goesOn: !item.isCounted && !item.isClaimedByPeriod)
    let inProcess = evidence.isInProcess(period)
    var receiving = evidence.isReceiving(period)
    if receiving == .no {
      let isCurrent = to.adding(days: receipts.freshnessDays) >= asOf
      let isClosed = Self.isClosed(receipts.coverage, period, policy: policy, start: start)
      if !isCurrent || !isClosed || inProcess == .unknown { receiving = .unknown }
    }
    let isOver = period == .once && receiving == .yes && evidence.isOnRegister == .no
    let isClaimed =
      item.claimPeriod?.isOfPeriod == false
      && entries.contains { entry in
        entry.concerns(item: id.item, row: item.perRow == nil ? nil : row) != .no
          && (!item.isClaimedByPeriod || entry.isFor(period) != .no)
      }
    return ReceiptState(
      receiving: receiving, isInProcess: inProcess == .yes, isOver: isOver, isClaimed: isClaimed)
  }

  /// Whether no receipt means that there was none.
  private static func isClosed(
    _ coverage: ReceiptCoverage, _ period: Period, policy: Policy, start: Day?
  ) -> Bool {
    guard let last = period.lastDay, let to = coverage.to else {
      guard let from = coverage.from else { return true }
      // Nothing was paid before the policy began, or the subject.
      return [policy.validFrom, start].compactMap(\.self).contains { from <= $0 }
    }
    if !coverage.reachesBack(to: period) { return false }
    if last <= to { return true }
    return coverage.lastFullPeriod(period.frequency).map(coverage.reachesBack(to:)) ?? false
  }
}
