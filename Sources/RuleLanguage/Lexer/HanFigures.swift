/// Figures that a notice writes in Han characters: `六十周岁`, `三分之二`, `百分之五`.
package enum HanFigures {
  /// How the language writes the whole word, where it is a numeral with a known unit; else `nil`.
  package static func figure(_ word: String) -> String? {
    for suffix in ["以上", "以下", "以内", "内"] where word.hasSuffix(suffix) {
      return figure(String(word.dropLast(suffix.count))).map { $0 + suffix }
    }
    let characters = Array(word)
    if word == "一半" { return "50%" }
    if word == "半年" { return "6个月" }
    if word == "一年半" { return "18个月" }
    if word.hasPrefix("百分之") {
      return number(String(word.dropFirst(3))).map { "\($0)%" }
    }
    if let place = word.range(ofWord: "分之"), let whole = number(place.before),
      let part = number(place.after), whole > 1
    {
      return "（\(part) ÷ \(whole)）"
    }
    guard let (value, length) = leading(characters, 0), length < characters.count else { return nil }
    let unit = String(characters[length...])
    if unit == "个百分点" { return "\(value)%" }
    if unit == "成" { return value < 10 ? "\(value)0%" : nil }
    guard isUnit(unit) else { return nil }
    return "\(value)\(unit)"
  }

  /// `三十六`, `两`; nothing may follow.
  package static func number(_ word: String) -> Int? {
    let characters = Array(word)
    guard let (value, length) = leading(characters, 0), length == characters.count else { return nil }
    return value
  }

  /// A fraction, as the number that it is.
  package static func fraction(_ word: String) -> Number? {
    guard let place = word.range(ofWord: "分之") else { return nil }
    let whole = place.before == "百" ? 100 : number(place.before)
    guard let whole, let part = number(place.after), whole > 0 else { return nil }
    return Number(Int128(part), over: Int128(whole))
  }

  private static func isUnit(_ text: String) -> Bool {
    UnitTable.longest(in: text.unicodeScalars.map { $0 })?.name == text
  }

  private static let digits: [Character: Int] = [
    "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
  ]
  private static let powers: [Character: Int] = ["十": 10, "百": 100, "千": 1000]

  /// The numeral at `start`, and where it ends. 万 counts as part of it only before another numeral, so
  /// that `一万元` keeps its unit.
  private static func leading(_ text: [Character], _ start: Int) -> (value: Int, end: Int)? {
    var (total, digit, place, seen) = (0, 0, start, false)
    while place < text.count {
      if let value = digits[text[place]] {
        digit = value
      } else if let power = powers[text[place]], seen || power == 10 {
        total += max(digit, 1) * power
        digit = 0
      } else {
        break
      }
      seen = true
      place += 1
    }
    guard seen else { return nil }
    let value = total + digit
    if place + 1 < text.count, text[place] == "万", let rest = leading(text, place + 1), rest.value < 10_000 {
      return (value * 10_000 + rest.value, rest.end)
    }
    return (value, place)
  }
}

extension String {
  fileprivate func range(ofWord word: String) -> (before: String, after: String)? {
    let (all, part) = (Array(self), Array(word))
    guard all.count > part.count else { return nil }
    for start in 1..<max(all.count - part.count, 1) where Array(all[start..<(start + part.count)]) == part {
      return (String(all[..<start]), String(all[(start + part.count)...]))
    }
    return nil
  }
}
