/// What an author most likely meant.
public enum Suggestion {
  /// The candidate closest to a misspelt name, or `nil` where none is close: at most one change for
  /// two characters, two for more, a third of the length for long names. Ties go to the earlier
  /// candidate.
  public static func closest(to name: String, among candidates: [String]) -> String? {
    let written = Array(name)
    guard written.count > 1 else { return nil }
    let limit = max(1, min(written.count / 2, 2 + written.count / 6))
    var best: (distance: Int, name: String)?
    for candidate in candidates where candidate != name {
      let other = Array(candidate)
      if abs(other.count - written.count) > limit { continue }
      let distance = editDistance(written, other)
      if distance > limit || distance >= max(written.count, other.count) { continue }
      if best.map({ distance < $0.distance }) ?? true { best = (distance, candidate) }
    }
    if let best { return best.name }
    let longer = candidates.filter { $0.hasPrefix(name) && $0 != name }
    return longer.count == 1 ? longer[0] : nil
  }

  /// Insertions, deletions, replacements and swaps of neighbours. O(n·m).
  package static func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      row.reserveCapacity(b.count + 1)
      for j in b.indices {
        var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
        row.append(cost)
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}
