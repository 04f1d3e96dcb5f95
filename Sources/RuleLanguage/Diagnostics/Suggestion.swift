/// What an author most likely meant.
public enum Suggestion {
  /// The candidate closest to a misspelt name, or `nil` where none is close. Letters left out or added
  /// count up to half of the name; letters replaced only a third of it where the names do not begin
  /// alike, and never one that says something else (满足次月 is not a slip for 满足当月). Ties go to the
  /// earlier candidate.
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
      let isFar = distance > max(1, written.count / 3) && !beginsAlike(written, other)
      if isFar, !isPart(written, of: other), !isPart(other, of: written) { continue }
      if saysAnother(written, other) { continue }
      if best.map({ distance < $0.distance }) ?? true { best = (distance, candidate) }
    }
    if let best { return best.name }
    let longer = candidates.filter { $0.hasPrefix(name) && $0 != name }
    return longer.count == 1 ? longer[0] : nil
  }

  /// 出生年月 and 出生日期; unlike 成立日期 and 入伍日期, which only end alike.
  private static func beginsAlike(_ a: [Character], _ b: [Character]) -> Bool {
    zip(a, b).prefix { $0 == $1 }.count * 2 >= max(a.count, b.count)
  }

  /// Whether letters of `other` left out give `name`.
  private static func isPart(_ name: [Character], of other: [Character]) -> Bool {
    var rest = other[...]
    for character in name {
      guard let place = rest.firstIndex(of: character) else { return false }
      rest = rest[(place + 1)...]
    }
    return true
  }

  /// Characters that tell one name from another of the same kind.
  private static let telling = Set(
    "当次上本前后下高低多少早晚大小先不未非无一二三四五六七八九十年月日季周省市县区0123456789")

  /// Whether what the two do not share makes them two things, not one thing misspelt.
  private static func saysAnother(_ a: [Character], _ b: [Character]) -> Bool {
    var (first, second) = (a[...], b[...])
    while let x = first.first, x == second.first { (first, second) = (first.dropFirst(), second.dropFirst()) }
    while let x = first.last, x == second.last { (first, second) = (first.dropLast(), second.dropLast()) }
    if first.isEmpty || second.isEmpty {
      let added = first.isEmpty ? second : first
      return added.contains { "不未非无".contains($0) }
    }
    return first.count == second.count && first != ArraySlice(second.reversed())
      && zip(first, second).allSatisfy { telling.contains($0) && telling.contains($1) }
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
