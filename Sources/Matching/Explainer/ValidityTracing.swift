import RuleLanguage

extension Evaluator {
  /// 有效期, 废止 and the version in force.
  func validityTrace(_ policy: Policy, _ outcome: Truth, _ scope: Scope?) -> ClauseTrace {
    var span =
      switch (policy.validFrom, policy.validTo) {
      case (nil, nil): "长期"
      case (let from?, nil): "\(from.text) 起，长期"
      case (nil, let to?): "至 \(to.text)"
      case (let from?, let to?): "\(from.text) 至 \(to.text)"
      }
    if let abolition = policy.abolition { span += "；\(abolition.from.text) 起废止" }
    for version in policy.versions.reversed() {
      let applies = scope.map { truth(version.applies, $0.frame) } ?? .unknown
      if applies == .no { continue }
      let by = version.event.isEmpty ? "" : "按\(version.event)，"
      let basis = version.basis.isEmpty ? "" : "（\(version.basis.joined(separator: "；"))）"
      span += "；\(by)\(version.from.text) 起的版本\(basis)\(applies == .unknown ? "（未定）" : "")"
      if applies == .yes { break }
    }
    let day = UsedValue(name: "判定日", text: at.decisionDay.text, sources: [], sensitivity: .open)
    return ClauseTrace(
      path: "有效期", text: "有效期 \(span)", basis: policy.abolition?.basis, outcome: outcome, values: [day],
      children: [])
  }
}
