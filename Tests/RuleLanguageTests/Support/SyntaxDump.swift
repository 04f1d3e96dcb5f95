import RuleLanguage

/// A syntax tree as indented text without its ranges: two texts with the same dump have the same
/// meaning to everything after the parser.
func syntaxDump(_ file: FileSyntax) -> String {
  file.declarations.map { DumpedNode($0)?.text(0) ?? "" }.joined(separator: "\n")
}

private struct DumpedNode {
  var head: String
  var children: [(label: String?, node: DumpedNode)] = []

  init(leaf: String) { head = leaf }

  /// `nil` for ranges and for what is absent: `nil`, `false`, empty lists.
  init?(_ value: Any) {
    switch value {
    case is SourceRange: return nil
    case let name as NameSyntax: self.init(leaf: "‹\(name.text)›")
    case let text as TextSyntax: self.init(leaf: "“\(text.text)”")
    case let number as Number: self.init(leaf: number.plainText)
    case let day as Day: self.init(leaf: day.text)
    case let month as YearMonth: self.init(leaf: month.text)
    case let text as String: self.init(leaf: text)
    case let bool as Bool:
      if !bool { return nil }
      self.init(leaf: "true")
    case let int as Int: self.init(leaf: String(int))
    case let expression as ExpressionSyntax: self.init(expression.kind)
    case let literal as LiteralSyntax: self.init(literal.value)
    case let path as CodePathSyntax:
      self.init(leaf: "‹" + path.parts.map(\.text).joined(separator: "/") + "›")
    default: self.init(mirror: Mirror(reflecting: value), of: value)
    }
  }

  private init?(mirror: Mirror, of value: Any) {
    switch mirror.displayStyle {
    case .optional:
      guard let wrapped = mirror.children.first?.value else { return nil }
      if let bool = wrapped as? Bool {
        self.init(leaf: String(bool))
      } else {
        self.init(wrapped)
      }
    case .collection:
      if mirror.children.isEmpty { return nil }
      self.init(leaf: "[]")
      children = mirror.children.map { (nil, DumpedNode($0.value) ?? DumpedNode(leaf: "任意")) }
    case .enum:
      guard let payload = mirror.children.first else {
        self.init(leaf: "\(value)")
        return
      }
      self.init(leaf: payload.label ?? "")
      addPayload(payload.value)
    case .tuple:
      self.init(leaf: "()")
      addFields(mirror)
    default:
      self.init(leaf: String(describing: mirror.subjectType))
      addFields(mirror)
    }
  }

  private mutating func addPayload(_ payload: Any) {
    let mirror = Mirror(reflecting: payload)
    if mirror.displayStyle == .tuple {
      addFields(mirror)
    } else if let node = DumpedNode(payload) {
      children.append((nil, node))
    }
  }

  private mutating func addFields(_ mirror: Mirror) {
    for child in mirror.children {
      guard let node = DumpedNode(child.value) else { continue }
      let label = child.label.flatMap { $0.hasPrefix(".") ? nil : $0 }
      children.append((label, node))
    }
  }

  func text(_ depth: Int) -> String {
    let line = head + "\n"
    return line
      + children.map { label, node in
        String(repeating: "  ", count: depth + 1) + (label.map { $0 + ": " } ?? "") + node.text(depth + 1)
      }.joined()
  }
}
