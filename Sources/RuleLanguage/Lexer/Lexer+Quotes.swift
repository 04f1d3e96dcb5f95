/// Texts in “…” and names in 「…」.
extension Lexer {
  package mutating func lexText() {
    let start = position
    let opening = scalars[start]
    position += 1
    var depth = 1
    while let next = peek(), !next.isNewline {
      if opening == "\"" {
        if next == "\"" { depth = 0 }
      } else if opening == "”" {
        if next == "”" || next == "“" { depth = 0 }
      } else if next == "“" {
        depth += 1
      } else if next == "”" {
        depth -= 1
      }
      position += 1
      if depth == 0 { break }
    }
    if depth == 0 {
      if opening == "”" {
        diagnostics.append(
          SyntaxMessages.reversedQuotes(
            sourceText(start + 1, position - 1), at: range(start, position)))
      }
      return add(.text, from: start, text: sourceText(start + 1, position - 1))
    }
    position = unclosedTextEnd(start)
    diagnostics.append(
      SyntaxMessages.unclosedText(
        at: range(start, position), insertion: range(position, position),
        closing: opening == "\"" ? "\"" : "”"))
    add(.text, from: start, text: sourceText(start + 1, position))
  }

  /// Where an unclosed text most likely was to end: at another closing quote, at a separator, before
  /// two blanks, or with the line.
  private func unclosedTextEnd(_ start: Int) -> Int {
    var end = start + 1
    while end < scalars.count, !scalars[end].isNewline {
      let h = scalars[end].halfWidth
      if h == "\"" || scalars[end] == "”" || scalars[end] == "“" {
        return scalars[start] == "\"" || h == "\"" ? end + 1 : end
      }
      if h == ";" || h == "}" || h == "{" || h == "#" { break }
      if scalars[end].isBlank, end + 1 < scalars.count, scalars[end + 1].isBlank { break }
      end += 1
    }
    while end > start + 1, scalars[end - 1].isBlank { end -= 1 }
    return end
  }

  package mutating func lexQuotedName() {
    let start = position
    position += 1
    while let next = peek(), !next.isNewline, next != "」" { position += 1 }
    if peek() == "」" {
      position += 1
      let text = sourceText(start + 1, position - 1)
      if text.isEmpty { diagnostics.append(SyntaxMessages.emptyName(at: range(start, position))) }
      return add(.quotedName, from: start, text: text)
    }
    position = start + 1
    while let next = peek(), next.isHan || next.continuesIdentifier { position += 1 }
    diagnostics.append(
      SyntaxMessages.unclosedName(at: range(start, position), insertion: range(position, position)))
    add(.quotedName, from: start, text: sourceText(start + 1, position))
  }
}
