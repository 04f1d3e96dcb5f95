import Matching
import RuleLanguage

/// Runs the worked cases of a rule set (用例): each expectation is decided by the matcher and by the
/// explainer, which must agree, and is then compared with what the case says.
public struct CaseRunner: Sendable {
  private let ruleSet: RuleSet

  public init(_ ruleSet: RuleSet) { self.ruleSet = ruleSet }

  /// All cases of all policies, in the order of the text.
  public func run() -> CaseReport {
    var results: [CaseResult] = []
    var coverage: [PolicyClauseCoverage] = []
    for policy in ruleSet.policies.indices {
      let (own, clauses) = run(policy: policy)
      results += own
      coverage.append(clauses)
    }
    return CaseReport(results: results, coverage: coverage)
  }

  /// The cases of one policy, by index into ``RuleSet/policies``.
  public func run(policy index: Int) -> (results: [CaseResult], coverage: PolicyClauseCoverage) {
    let policy = ruleSet.policies[index]
    let compared = ruleSet.rivals(ofPolicy: index)
    var tested = ruleSet
    tested.policies = compared.map { ruleSet.policies[$0] }
    let position = compared.firstIndex(of: index) ?? 0
    var coverage = CoverageCollector(tested, policy: position)
    let results = policy.cases.map { worked in
      let setting = CaseSetting(worked, of: policy.name, in: tested)
      let check = CaseCheck(worked, setting, policy: position)
      let failures = check.failures(&coverage)
      return CaseResult(
        policy: policy.name, name: worked.name, range: worked.range, failures: failures)
    }
    return (results, coverage.result)
  }
}

/// Which clauses were seen true, and which false.
struct CoverageCollector {
  private let policy: String
  private var clauses: [ClauseCoverage] = []
  private var index: [String: Int] = [:]

  /// The clauses are those of a subject and rows of which nothing is known.
  init(_ ruleSet: RuleSet, policy position: Int) {
    let declared = ruleSet.policies[position]
    policy = declared.name
    var builder = DatasetBuilder(ruleSet)
    builder.add(entity: declared.subject, key: "", [:])
    let views = Set(declared.items.compactMap(\.perRow?.view))
    for view in views.sorted() where ruleSet.views[view].link == .owner {
      builder.add(row: ruleSet.views[view].table, owner: "", key: "", [:])
    }
    for view in views.sorted() {
      if case .field(let field) = ruleSet.views[view].link {
        builder.add(
          row: ruleSet.views[view].table, owner: "", key: "", [field: .value(.reference(""))])
      }
    }
    let explainer = Explainer(ruleSet, builder.build())
    let at = JudgedAt(current: declared.validFrom ?? Day(number: 0))
    for item in declared.items.indices {
      let decision = explainer.decide(ItemID(policy: position, item: item), record: 0, at: at)
      for node in decision.trace { declare(node) }
    }
  }

  private static func isClause(_ node: ClauseTrace) -> Bool {
    let path = node.path
    return path.hasPrefix("条件") || path.hasPrefix("排除")
      || (path.hasPrefix("待遇项") && (path.contains("条件") || path.contains("排除")))
  }

  private mutating func declare(_ node: ClauseTrace) {
    guard Self.isClause(node) else { return }
    if index[node.path] == nil {
      index[node.path] = clauses.count
      clauses.append(
        ClauseCoverage(path: node.path, text: node.text, wasTrue: false, wasFalse: false))
    }
    for child in node.children { declare(child) }
  }

  mutating func add(_ trace: [ClauseTrace]) {
    for node in trace {
      if let place = index[node.path] {
        if node.outcome == .yes { clauses[place].wasTrue = true }
        if node.outcome == .no { clauses[place].wasFalse = true }
      }
      add(node.children)
    }
  }

  var result: PolicyClauseCoverage { PolicyClauseCoverage(policy: policy, clauses: clauses) }
}
