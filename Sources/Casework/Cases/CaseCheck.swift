import Matching
import RuleLanguage

/// One case, decided twice and compared with its expectations.
struct CaseCheck {
  private let worked: Case
  private let setting: CaseSetting
  private let policy: Int
  private let evaluation: Evaluation
  private let reference: ReferenceEvaluation

  init(_ worked: Case, _ setting: CaseSetting, policy: Int) {
    self.worked = worked
    self.setting = setting
    self.policy = policy
    evaluation = Evaluation(setting.input)
    reference = ReferenceEvaluation(setting.input)
  }

  private var declared: Policy { setting.input.ruleSet.policies[policy] }

  func failures(_ coverage: inout CoverageCollector) -> [CaseFailure] {
    var failures = setting.unfit.map {
      CaseFailure(
        kind: .unknownName, range: worked.range,
        message: Message(zh: "字段存不下这个值：\($0)", en: "no field can hold this value: \($0)"))
    }
    for expectation in worked.expectations {
      switch chosen(expectation) {
      case .failure(let failure): failures.append(failure)
      case .success(let expected):
        for unit in expected.units { coverage.add(unit.decision.trace) }
        for (_, decision) in expected.decisions { coverage.add(decision.trace) }
        failures += disagreements(expected, expectation)
        failures += compare(expected, expectation)
      }
    }
    return failures
  }

  // MARK: What is expected of whom

  private enum Chosen {
    case success(ExpectedUnits)
    case failure(CaseFailure)
  }

  private func chosen(_ expectation: Case.Expectation) -> Chosen {
    func unmatched(_ zh: String, _ en: String, _ name: String) -> Chosen {
      .failure(
        CaseFailure(
          kind: .unknownName, range: expectation.range,
          message: Message(zh: "\(zh)“\(name)”", en: "\(en) “\(name)”")))
    }
    let keys = setting.input.dataset.tables[declared.subject].keys
    let key = setting.keys[expectation.subject] ?? expectation.subject
    guard let subject = expectation.subject.isEmpty ? keys.indices.first : keys.firstIndex(of: key)
    else { return unmatched("用例里没有这个对象：", "the case has no such subject:", expectation.subject) }
    let items = declared.items.indices.filter {
      expectation.item.isEmpty || declared.items[$0].name == expectation.item
    }
    if items.isEmpty {
      return unmatched("政策没有这个待遇项：", "the policy has no such item:", expectation.item)
    }
    let judged = items.compactMap { index -> (ItemID, JudgedPeriod)? in
      let periods = JudgedPeriod.all(of: declared.items[index], in: declared, asOf: worked.asOf)
      let wanted =
        expectation.period.isEmpty
        ? periods.last : periods.first { $0.period.text == expectation.period }
      return wanted.map { (ItemID(policy: policy, item: index), $0) }
    }
    if judged.isEmpty {
      return unmatched(
        "这一期不在判定之列：", "this period is not decided:", expectation.period)
    }
    let all = reference.units(ofPolicy: policy, subject: subject)
    let units = all.filter { unit in
      judged.contains { $0.0 == unit.id && $0.1.period.text == unit.key.period }
        && (expectation.row.isEmpty || unit.key.row == expectation.row)
    }
    if !expectation.row.isEmpty {
      if units.isEmpty { return unmatched("用例里没有这一条：", "the case has no such row:", expectation.row) }
      return .success(ExpectedUnits(units: units, decisions: units.map { ($0.id, $0.decision) }))
    }
    let decisions = judged.map { id, judged in
      (
        item: id,
        decision: reference.explainer.decideOwner(id, subject: subject, at: judged.at) { record in
          all.first { $0.id == id && $0.record == record && $0.key.period == judged.period.text }?.decision
            ?? reference.decision(
              of: ItemPeriod(id: id, period: judged.period), subject: subject, record: record, at: judged.at,
              isFuture: false)
        }
      )
    }
    return .success(ExpectedUnits(units: units, decisions: decisions))
  }

  // MARK: The two evaluators

  private func disagreements(
    _ expected: ExpectedUnits, _ expectation: Case.Expectation
  ) -> [CaseFailure] {
    expected.units.compactMap { unit in
      let judged = evaluation.units.first {
        $0.id == unit.id && $0.period.text == unit.key.period
      }
      guard let judged else { preconditionFailure("a period that only one evaluator decides") }
      let matched = Both(
        outcome: judged.outcome[unit.record], lists: judged.lists(of: unit.record),
        amount: evaluation.amounts(of: [unit.record], in: judged)[0])
      let explained = Both(
        outcome: unit.decision.outcome, lists: unit.situation.lists, amount: unit.decision.amount)
      if matched == explained { return nil }
      return CaseFailure(
        kind: .disagreement, range: expectation.range,
        message: Message(
          zh: "两种判定方法结果不一：整列判定 \(matched.text(.chinese))，逐条判定 \(explained.text(.chinese))",
          en: "the evaluators disagree: by column \(matched.text(.english)), "
            + "by record \(explained.text(.english))"))
    }
  }

  private struct Both: Equatable {
    let outcome: Truth
    let lists: FindingLists
    let amount: Amount

    func text(_ language: Language) -> String {
      let parts = [outcome.text(language)] + lists.lists.map { $0.text(language) }
      let fen = "\(amount.low.map(String.init) ?? "?")…\(amount.high.map(String.init) ?? "?")"
      return (parts + [fen]).joined(separator: "/")
    }
  }

  // MARK: Expectations

  private func compare(
    _ expected: ExpectedUnits, _ expectation: Case.Expectation
  ) -> [CaseFailure] {
    var failures: [CaseFailure] = []
    func check(_ kind: CaseFailure.Kind, _ holds: Bool, _ wanted: Message, _ found: Message) {
      if holds { return }
      let who = expectation.subject.isEmpty ? "" : "\(expectation.subject)："
      failures.append(
        CaseFailure(
          kind: kind, range: expectation.range,
          message: Message(
            zh: "\(who)应 \(wanted.chinese)，实为 \(found.chinese)",
            en: "\(who)expected \(wanted.english), found \(found.english)")))
    }
    if let outcome = expectation.outcome {
      check(.outcome, expected.outcome == outcome, outcome.message, expected.reason)
    }
    if let because = expectation.because {
      check(
        .because, expected.fails(because), Message(zh: "不符合 因 \(because)", en: "ineligible by \(because)"),
        expected.reason)
    }
    if let missing = expectation.missing {
      check(
        .missing, Set(missing) == Set(expected.missing.map(\.name)),
        Message(
          zh: "缺 [\(missing.joined(separator: ", "))]", en: "missing [\(missing.joined(separator: ", "))]"),
        expected.reason)
    }
    if let amount = expectation.amount {
      let found = expected.amount(declared)
      check(
        .amount, found == amount.roundedHalfUp, .money(amount.roundedHalfUp), .money(found))
    }
    for (wanted, isFunding) in [(expectation.funding, true), (expectation.payees, false)] {
      guard let wanted else { continue }
      let found = parts(expected, isFunding: isFunding)
      check(.parts, Set(found) == Set(wanted), .parts(wanted), .parts(found))
    }
    if let list = expectation.list {
      let holds = FindingList(rawValue: list).map { expected.lists.contains(FindingLists($0)) }
      check(
        .list, holds ?? expected.lists.isEmpty,
        FindingList(rawValue: list)?.message ?? Message(zh: "不列入", en: "no list"),
        expected.listing)
    }
    return failures
  }

  /// Of all units together; empty where they are not known, or nobody is named.
  private func parts(_ expected: ExpectedUnits, isFunding: Bool) -> [Case.Part] {
    let splits = SplitReader(reference.input)
    let units = expected.units.filter { $0.decision.outcome == .yes }
    var names: [String] = []
    var sums: [String: Int64] = [:]
    for unit in units {
      let whole =
        units.count == 1 ? expected.amount(declared) : unit.decision.amount.exact
      let found =
        isFunding
        ? splits.funding(of: whole, unit.id, subject: unit.subject, record: unit.record, at: unit.at)
        : splits.payees(of: whole, unit.id, subject: unit.subject, record: unit.record, at: unit.at)
      for part in found?.parts ?? [] {
        guard let fen = part.fen else { return [] }
        if sums[part.name] == nil { names.append(part.name) }
        sums[part.name] = (sums[part.name] ?? 0).addingReportingOverflow(fen).partialValue
      }
    }
    return names.map { Case.Part(name: $0, fen: sums[$0] ?? 0) }
  }
}

extension JudgedUnits {
  func lists(of unit: Int) -> FindingLists {
    FindingList.allCases.reduce(into: []) { if members(of: $1)[unit] { $0.insert(FindingLists($1)) } }
  }
}
