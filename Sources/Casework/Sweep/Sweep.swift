import Dispatch
import Matching
import RuleLanguage
import Store

/// One evaluation of a rule set over a store as of a date.
public struct Sweep {
  public enum Step: Sendable { case load, evaluate, materialise, persist }

  public let store: StoreFile
  public let ruleSet: RuleSet
  /// SHA-256 of the normalised rule set.
  public let ruleSetHash: String
  public let asOf: Day
  /// 即将符合 looks this many days ahead.
  public let horizonDays: Int

  public init(
    store: StoreFile, ruleSet: RuleSet, ruleSetHash: String, asOf: Day, horizonDays: Int
  ) {
    self.store = store
    self.ruleSet = ruleSet
    self.ruleSetHash = ruleSetHash
    self.asOf = asOf
    self.horizonDays = horizonDays
  }

  /// Evaluates, and records what opened and closed in one transaction.
  ///
  /// A sweep at an earlier as-of date than the latest is a replay: nothing is recorded.
  ///
  /// - Parameter progress: called before each step.
  /// - Throws: ``StoreError``. Nothing was recorded then.
  public func run(progress: (Step) -> Void = { _ in }) throws -> SweepResult {
    var timings = SweepTimings()
    progress(.load)
    let (evaluationInput, loadTime) = try timed { try input() }
    timings.load = loadTime
    progress(.evaluate)
    let (evaluation, evaluateTime) = timed { Evaluation(evaluationInput) }
    timings.evaluate = evaluateTime
    progress(.materialise)
    let latest = try store.latestSweep()
    let isReplay = latest.map { asOf < $0.asOf } ?? false
    let unexported = Set(try store.unexportedSweeps().map(\.id))
    let known = isReplay ? [] : try store.openFindings()
    let ((plan, groups), materialiseTime) = timed {
      let plan = SweepPlan(
        findings: evaluation.findings(on: SweepPlan.keptLists), open: known.compactMap(OpenFinding.init),
        ruleSet: ruleSet, verifications: evaluationInput.verifications, asOf: asOf)
      return (plan, evaluation.undeterminedGroups())
    }
    timings.materialise = materialiseTime
    var sweepID: Int64?
    if !isReplay {
      progress(.persist)
      let id = try store.nextSweepID()
      let (_, persistTime) = try timed { try record(plan, id) }
      timings.persist = persistTime
      sweepID = id
    }
    // What an interrupted run opened but never wrote out is still news.
    let lost = Set(known.filter { unexported.contains($0.opened) }.map(\.id))
    let findings = plan.findings.map { finding in
      IdentifiedFinding(
        id: finding.id, finding: finding.finding, episode: finding.episode,
        isNew: !isReplay && (finding.isNew || lost.contains(finding.id)))
    }
    return SweepResult(
      evaluation: evaluation, findings: findings, undetermined: groups,
      summary: SweepSummary(evaluation, groups, ruleSetHash: ruleSetHash),
      timings: timings, sweepID: sweepID)
  }

  /// The records that the rules read, the receipts and the verification outcomes.
  public func input() throws -> EvaluationInput {
    let dataset = try store.dataset(for: ruleSet, fields: Program(ruleSet).neededFields)
    return EvaluationInput(
      ruleSet: ruleSet, dataset: dataset,
      ledgers: try ruleSet.ledgers.map { ReceiptLedger($0.name, try store.receipts(ledger: $0.name)) },
      verifications: Verification.all(try store.verifications(), ruleSet), asOf: asOf,
      horizonDays: horizonDays)
  }

  private func record(_ plan: SweepPlan, _ id: Int64) throws {
    let sweep = SweepRecord(
      id: id, asOf: asOf, ruleSetHash: ruleSetHash, dataVersion: try store.dataVersion())
    try store.record(
      sweep, opening: plan.findings.filter(\.isNew).map { FindingRecord($0, sweep: id) },
      closing: plan.closed, announcements: plan.announcements.map(AnnouncementRecord.init),
      release: plan.announcements.filter(\.isReleased).map(\.episode))
  }
}

/// What a sweep found.
public struct SweepResult: Sendable {
  public let evaluation: Evaluation
  /// 应享未享, 应退未退 and 即将符合.
  public let findings: [IdentifiedFinding]
  /// What the undetermined wait for.
  public let undetermined: [UndeterminedGroup]
  public let summary: SweepSummary
  public let timings: SweepTimings
  /// `nil` for a replay.
  public let sweepID: Int64?
}

/// Milliseconds on the monotonic clock; only ever reported, never decided by.
private func timed<T>(_ body: () throws -> T) rethrows -> (T, Double) {
  let start = DispatchTime.now().uptimeNanoseconds
  let result = try body()
  return (result, Double((DispatchTime.now().uptimeNanoseconds - start) / 1000) / 1000)
}
