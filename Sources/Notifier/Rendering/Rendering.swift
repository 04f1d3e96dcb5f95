import Casework
import RuleLanguage
import Store

/// Reads what a message needs, and only here: the template's fields of the subject and the recipient.
struct Rendering {
  private let store: StoreFile
  private let ruleSet: RuleSet
  private let templates: [String: PolicyTemplate]

  private struct PolicyTemplate {
    let policy: Policy
    let push: PushTemplate
    let title: MessageTemplate
    let body: MessageTemplate
    /// Fields of the subject that the texts name.
    let fields: [Int]
  }

  init(_ store: StoreFile, _ ruleSet: RuleSet) {
    self.store = store
    self.ruleSet = ruleSet
    var templates: [String: PolicyTemplate] = [:]
    for policy in ruleSet.policies {
      guard let push = policy.push, let title = MessageTemplate(push.title),
        let body = MessageTemplate(push.body)
      else { continue }
      let table = ruleSet.tables[policy.subject]
      let fields = Set((title.names + body.names).compactMap { table.field(named: $0) }).sorted()
      templates[policy.name] = PolicyTemplate(
        policy: policy, push: push, title: title, body: body, fields: fields)
    }
    self.templates = templates
  }

  /// Announcements without a template, a finding or a known recipient are left out.
  func announced(_ announcements: [AnnouncementRecord]) throws -> [Announced] {
    try announcements.compactMap { announcement in
      guard let template = templates[announcement.policy],
        let finding = try store.finding(id: announcement.finding)
      else { return nil }
      let table = ruleSet.tables[template.policy.subject]
      guard let subject = try store.opaqueKey(table: table.name, key: finding.subject),
        let recipient = try recipient(of: finding.subject, template)
      else { return nil }
      let values = try store.texts(
        of: ruleSet, table: table.id, keys: [finding.subject], fields: template.fields)[0]
      func value(_ name: String) -> String {
        switch name {
        case "金额": return finding.amountFen.map { Self.yuan($0) } ?? "待核定"
        case "政策": return template.policy.title
        case "期": return finding.period
        case "项": return finding.item
        case "部门": return template.policy.department
        default:
          let position = table.field(named: name).flatMap { template.fields.firstIndex(of: $0) }
          return position.flatMap { values[$0] } ?? ""
        }
      }
      return Announced(
        episode: announcement.episode, channel: announcement.channel, recipient: recipient,
        subject: subject, policy: template.policy.name, title: template.title.render(value),
        body: template.body.render(value), findings: [finding.id])
    }
  }

  /// 本人, or the record that the 收件人 path leads to; `nil` where a step is unknown or none.
  private func recipient(of subject: String, _ template: PolicyTemplate) throws -> String? {
    var table = ruleSet.tables[template.policy.subject]
    var key = subject
    if template.push.recipient != "本人" {
      for name in template.push.recipient.split(separator: ".") {
        guard let field = table.field(named: String(name)),
          case .reference(let target) = table.fields[field].type,
          let next = try store.texts(of: ruleSet, table: table.id, keys: [key], fields: [field])[0][0]
        else { return nil }
        table = ruleSet.tables[target]
        key = next
      }
    }
    return try store.opaqueKey(table: table.name, key: key)
  }

  /// `50元`, `12.50元`.
  private static func yuan(_ fen: Int64) -> String {
    let text = FindingsReport.yuan(fen)
    return (text.hasSuffix(".00") ? String(text.dropLast(3)) : text) + "元"
  }
}
