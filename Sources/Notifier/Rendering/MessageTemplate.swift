import Mustache
import RuleLanguage

/// A policy's 标题 or 正文: plain text with `{字段}` for the subject's fields and the words of
/// ``Checker/templateWords``.
public struct MessageTemplate: Sendable {
  /// Names in braces, in the order of the text.
  public let names: [String]
  private let template: MustacheTemplate

  /// `nil` where the text cannot be a template; the checker has refused such a text before.
  public init?(_ text: String) {
    var names: [String] = []
    var source = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      source += Self.escaped(rest[..<open])
      guard let close = rest[open...].firstIndex(of: "}") else { return nil }
      names.append(String(rest[rest.index(after: open)..<close]))
      // Positions, not the names themselves, so that no field name can be read as template syntax.
      source += "{{{v\(names.count - 1)}}}"
      rest = rest[rest.index(after: close)...]
    }
    source += Self.escaped(rest)
    guard let template = try? MustacheTemplate(string: source) else { return nil }
    self.template = template
    self.names = names
  }

  /// Values are put in as they are; none of them is read as a template again.
  public func render(_ value: (String) -> String) -> String {
    var context: [String: String] = [:]
    for (index, name) in names.enumerated() { context["v\(index)"] = value(name) }
    return template.render(context)
  }

  private static func escaped(_ text: Substring) -> String {
    String(text).replacing("{{", with: "{ {")
  }
}
