/// Finds keywords inside a run of Han characters, where its author left out the spaces.
public enum GluedWords {
  /// The run with spaces around the keywords in it, or `nil` where it holds none. Keywords of one
  /// character count only next to a word in `known`, because names are full of them (自治县, 且末县).
  public static func separated(_ run: String, known: Set<String> = []) -> String? {
    guard run.unicodeScalars.allSatisfy(\.isHan) else { return nil }
    let characters = Array(run)
    guard characters.count > 2 else { return nil }
    for (keyword, isLong) in candidates {
      let length = keyword.count
      guard length < characters.count else { continue }
      for start in 0...(characters.count - length)
      where Array(characters[start..<(start + length)]) == Array(keyword) {
        let before = String(characters[..<start])
        let after = String(characters[(start + length)...])
        if !isLong && !known.contains(before) && !known.contains(after) { continue }
        let parts = [before, keyword, after].filter { !$0.isEmpty }
        if parts.count < 2 { continue }
        return parts.map { $0 == keyword ? $0 : separated($0, known: known) ?? $0 }.joined(separator: " ")
      }
    }
    return nil
  }

  /// Longest first, so that 不属于 is found before 属于.
  private static let candidates: [(String, isLong: Bool)] = {
    let words = KeywordTable.rows.filter(\.isReserved).flatMap { [$0.keyword.chinese] + $0.also }
      .filter { $0.unicodeScalars.allSatisfy(\.isHan) }
    let extra = ["年满", "满足"]
    return Set(words + extra).sorted { ($1.count, $0) < ($0.count, $1) }.map { ($0, $0.count > 1) }
  }()
}
