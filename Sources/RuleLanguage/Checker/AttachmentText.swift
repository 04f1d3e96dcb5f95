/// Splits the small CSV files that a rule folder carries. Quoted cells may hold commas and doubled
/// quotes; a first line names the columns.
struct AttachmentText {
  let header: [String]
  let rows: [[String]]

  init?(_ text: String) {
    var lines = text.split(omittingEmptySubsequences: true, whereSeparator: \.isNewline).map(Self.cells)
    guard !lines.isEmpty else { return nil }
    header = lines.removeFirst().map { $0.hasPrefix("\u{FEFF}") ? String($0.dropFirst()) : $0 }
    rows = lines
  }

  func column(_ name: String) -> Int? { header.firstIndex(of: name) }

  private static func cells(_ line: Substring) -> [String] {
    var result: [String] = []
    var cell = ""
    var quoted = false
    var rest = line[...]
    while let c = rest.popFirst() {
      switch c {
      case "\"" where quoted && rest.first == "\"":
        cell.append("\"")
        rest.removeFirst()
      case "\"": quoted.toggle()
      case "," where !quoted:
        result.append(cell)
        cell = ""
      default: cell.append(c)
      }
    }
    result.append(cell)
    return result.map { String($0.drop(while: \.isWhitespace)) }
  }
}

extension Checker {
  /// The attachment that a rule file names, read and split; reports where it is missing or empty.
  mutating func attachment(_ name: TextSyntax) -> AttachmentText? {
    let folder = ruleSet.files[name.range.file].path.split(
      separator: "/", omittingEmptySubsequences: false
    ).dropLast()
    let path = (folder.map(String.init) + [name.text]).joined(separator: "/")
    guard let text = attachments[path] else {
      error(
        "missing-file", name.range, zh: "找不到文件“\(name.text)”",
        en: "file `\(name.text)` was not found",
        remedyZh: "路径相对于本规则文件所在的文件夹", remedyEn: "the path is relative to this rule file's folder")
      return nil
    }
    guard let table = AttachmentText(text) else {
      error("empty-file", name.range, zh: "文件“\(name.text)”是空的", en: "file `\(name.text)` is empty")
      return nil
    }
    return table
  }
}
