/// Shows diagnostics to the author: place, message, the line with the span underlined, other places,
/// and what to write instead.
///
///     高龄津贴.rule:12:14: 错误: … [mixed-and-or]
///        12 |   （一）户籍地 属于 漳州市 且 …
///           |         ~~~~~~~~~~~~~~~~~
///       改法: …
public struct DiagnosticRenderer: Sendable {
  public let language: Language
  public let usesColor: Bool
  private let files: [SourceFile]
  private let indexes: [LineIndex]

  public init(files: [SourceFile], language: Language = .chinese, usesColor: Bool = false) {
    self.files = files
    self.language = language
    self.usesColor = usesColor
    indexes = files.map { LineIndex($0.text) }
  }

  public func render(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map(render).joined(separator: "\n")
  }

  /// Ends with a line feed.
  public func render(_ diagnostic: Diagnostic) -> String {
    var text = heading(
      diagnostic.range, diagnostic.severity, diagnostic.message, id: diagnostic.id)
    text += excerpt(diagnostic.range, diagnostic.severity)
    for related in diagnostic.related {
      text += heading(related.range, .note, related.message, id: nil)
      text += excerpt(related.range, .note)
    }
    if let remedy = diagnostic.remedy {
      text += "  \(label("改法", "remedy")): \(remedy.text(language))\n"
    }
    if let fixIt = diagnostic.fixIt { text += fixedLine(fixIt) }
    return text
  }

  private func label(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  private func heading(
    _ range: SourceRange, _ severity: Diagnostic.Severity, _ message: Message, id: String?
  ) -> String {
    let word =
      switch severity {
      case .error: label("错误", "error")
      case .warning: label("警告", "warning")
      case .note: label("说明", "note")
      }
    let suffix = id.map { " [\($0)]" } ?? ""
    return bold(place(range)) + " " + colored(word + ":", severity) + " " + bold(message.text(language))
      + suffix + "\n"
  }

  private func place(_ range: SourceRange) -> String {
    guard files.indices.contains(range.file) else { return "" }
    let (line, column) = indexes[range.file].position(at: range.lower)
    return "\(files[range.file].path):\(line):\(column):"
  }

  // MARK: Excerpts

  private func excerpt(_ range: SourceRange, _ severity: Diagnostic.Severity) -> String {
    guard files.indices.contains(range.file) else { return "" }
    let index = indexes[range.file]
    let line = index.line(at: range.lower)
    let (text, start) = index.text(ofLine: line)
    let number = String(line + 1)
    let gutter = String(repeating: " ", count: max(0, 5 - number.count)) + number
    let upper = min(range.upper, start + text.utf8.count)
    let before = columns(slice(text, 0, range.lower - start))
    let width = max(1, columns(slice(text, range.lower - start, upper - start)))
    let marker = width == 1 ? "^" : String(repeating: "~", count: width)
    return "\(gutter) | \(visible(text))\n      | "
      + String(repeating: " ", count: before) + colored(marker, severity) + "\n"
  }

  /// The line as it reads once the fix is applied.
  private func fixedLine(_ fixIt: Diagnostic.FixIt) -> String {
    let index = indexes[fixIt.range.file]
    let line = index.line(at: fixIt.range.lower)
    let (text, start) = index.text(ofLine: line)
    let head = "  \(label("可改为", "fix")): \(fixIt.message.text(language))\n"
    guard fixIt.range.upper <= start + text.utf8.count else { return head }
    let fixed =
      slice(text, 0, fixIt.range.lower - start) + fixIt.replacement
      + slice(text, fixIt.range.upper - start, text.utf8.count)
    return head + "      | \(visible(fixed))\n"
  }

  private func slice(_ text: String, _ lower: Int, _ upper: Int) -> String {
    let count = text.utf8.count
    let from = min(max(lower, 0), count)
    return String(decoding: Array(text.utf8)[from..<min(max(upper, from), count)], as: UTF8.self)
  }

  private static let tab = 4

  private func visible(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "\t" {
        result.append(contentsOf: repeatElement(" ", count: DiagnosticRenderer.tab))
      } else if scalar.value >= 0x20, scalar.value != 0x7F, scalar.value != 0xFEFF {
        result.append(scalar)
      }
    }
    return String(result)
  }

  private func columns(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { total, scalar in
      if scalar == "\t" { return total + DiagnosticRenderer.tab }
      return scalar.value < 0x20 || scalar.value == 0x7F ? total : total + scalar.columns
    }
  }

  // MARK: Colour

  private func bold(_ text: String) -> String { usesColor ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  private func colored(_ text: String, _ severity: Diagnostic.Severity) -> String {
    guard usesColor else { return text }
    let code = severity == .error ? 31 : severity == .warning ? 33 : 36
    return "\u{1B}[1;\(code)m\(text)\u{1B}[0m"
  }
}
