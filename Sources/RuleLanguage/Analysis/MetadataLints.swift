/// What a policy's header and messages lack or give away.
enum MetadataLints {
  static func lint(_ policy: Policy, in ruleSet: RuleSet, on day: Day?) -> [Diagnostic] {
    links(policy) + expiry(policy, on: day) + messages(policy, in: ruleSet)
  }

  private static func links(_ policy: Policy) -> [Diagnostic] {
    let fields = [("链接", policy.link), ("解读", policy.interpretation), ("办事", policy.guide)]
    let missing = fields.filter { $0.1 == nil }.map(\.0)
    guard !missing.isEmpty else { return [] }
    let words = missing.joined(separator: "、")
    return [
      Diagnostic(
        "missing-links", .note, at: policy.range,
        Message(zh: "政策“\(policy.name)”没有写\(words)", en: "policy `\(policy.name)` has no \(words)"),
        remedy: Message(
          zh: "写 \(missing[0]) “网址”；来源没有就写 “不详”",
          en: "add \(missing[0]) “address”, or “不详” where the source is silent"))
    ]
  }

  /// Days before the end from which a policy is about to expire.
  private static let warningDays = 90

  private static func expiry(_ policy: Policy, on day: Day?) -> [Diagnostic] {
    guard let day, let last = policy.validTo else { return [] }
    if last < day {
      return [
        Diagnostic(
          "policy-expired", .note, at: policy.range,
          Message(
            zh: "政策“\(policy.name)”已于 \(last.text) 到期", en: "policy `\(policy.name)` ended on \(last.text)"),
          remedy: Message(zh: "有新文件就改有效期，没有就移出规则库", en: "extend it by a new document, or retire it"))
      ]
    }
    guard last < day.adding(days: warningDays) else { return [] }
    return [
      Diagnostic(
        "policy-expiring", .note, at: policy.range,
        Message(
          zh: "政策“\(policy.name)”到 \(last.text) 为止", en: "policy `\(policy.name)` ends on \(last.text)"),
        remedy: Message(zh: "问清楚是否延续", en: "find out whether it goes on"))
    ]
  }

  /// Words that tell others why somebody is entitled: 个人信息保护法 第二十八条.
  private static let revealing = [
    "低保", "特困", "残疾", "孤儿", "困境", "贫困", "困难", "重病", "疾病", "精神", "艾滋", "失独", "丧偶", "刑满",
  ]

  /// 个人中心 is read by its owner alone; a text message or a call may be read or heard by others.
  private static func messages(_ policy: Policy, in ruleSet: RuleSet) -> [Diagnostic] {
    guard let push = policy.push, let channel = push.channels.first(where: { $0 != "个人中心" }) else {
      return []
    }
    let text = push.title + push.body
    var shown = revealing.filter { text.contains($0) }
    for field in ruleSet.tables[policy.subject].fields
    where field.sensitivity == .sensitive && text.contains("{\(field.name)}") {
      shown.append("{\(field.name)}")
    }
    guard !shown.isEmpty else { return [] }
    let words = shown.joined(separator: "、")
    return [
      Diagnostic(
        "sensitive-message", .warning, at: push.range,
        Message(
          zh: "推送里有“\(words)”，\(channel)别人也看得到",
          en: "the message says “\(words)”, and others can read \(channel)"),
        remedy: Message(
          zh: "写“一项民政待遇”一类的话，或只用 渠道 [个人中心]",
          en: "say “a benefit of the civil affairs bureau”, or use 渠道 [个人中心] only"))
    ]
  }
}
