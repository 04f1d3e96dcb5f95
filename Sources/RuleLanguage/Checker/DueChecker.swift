/// 补发 beside limits that several periods share: what is due for an earlier period counts before a later one.
extension Checker {
  mutating func setDues(_ syntax: PolicySyntax, of policy: inout Policy) {
    guard let backPay = syntax.backPay else { return }
    let isLimited =
      !syntax.limits.isEmpty || syntax.capScope != nil || syntax.instalments != nil
      || syntax.items.contains { item in
        !item.limits.isEmpty || item.instalments != nil || item.capScope != nil
          || item.selections.contains { $0.kind == .times && $0.span != nil }
      }
    guard isLimited, policy.items.contains(where: { $0.frequency != .once }) else { return }
    let shared =
      policy.items.contains { !$0.figures.isEmpty || !$0.selections.allSatisfy(\.isPerSubject) }
      || (syntax.selections + syntax.items.flatMap(\.selections)).contains { $0.proRata != nil }
    if shared {
      return error(
        "back-pay-limit-beside-selection", backPay.range,
        zh: "补发以前各期的，限次、期限、分期、合计封顶不能与 唯一、名额、预算、名次、分摊 同用：以前一期给没给，要等所有人都排完",
        en: "with 补发, limits over several periods cannot stand beside what all subjects share",
        remedyZh: "删去 补发，或把这些限制写成条件（问台账）",
        remedyEn: "remove 补发, or write the limits as conditions over the ledger")
    }
    _ = dueTable(of: policy.subject)
    policy.countsDues = true
  }
}
