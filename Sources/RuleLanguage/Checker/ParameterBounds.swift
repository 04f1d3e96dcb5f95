/// `待定 介于 a 与 b`: what may be set where a value is still open.
extension Checker {
  mutating func bounds(
    _ syntax: ParameterSyntax.Bounds, type: ValueType, _ range: SourceRange
  ) -> ClosedRange<Number>? {
    guard case .number = type else {
      let have = name(of: type)
      error(
        "bounds-of-what", range, zh: "介于 只用于数和金额，这个参数是\(have.zh)",
        en: "介于 is for numbers and money; this parameter is \(have.en)")
      return nil
    }
    guard case .number(let low) = constantValue(syntax.lowest, type: type),
      case .number(let high) = constantValue(syntax.highest, type: type)
    else { return nil }
    guard low <= high else {
      error(
        "bounds-reversed", range, zh: "介于 的两个值写反了", en: "the bounds of 介于 are reversed",
        remedyZh: "先写最低的，再写最高的", remedyEn: "write the lowest first")
      return nil
    }
    return low...high
  }

  /// A value that is set, in the text or by a file, takes the place of 待定 for the same codes and date,
  /// and must keep within the bounds that stood for those codes.
  mutating func settled(_ entries: [Parameter.Entry], of name: NameSyntax) -> [Parameter.Entry] {
    let open = entries.filter { $0.value == nil && $0.bounds != nil }
    for entry in entries {
      if let value = entry.value {
        checkBounds(value, keys: entry.keys, on: entry.from, open, name.text, entry.range)
      }
    }
    return entries.filter { entry in
      entry.value != nil
        || !entries.contains { $0.value != nil && $0.keys == entry.keys && $0.from == entry.from }
    }
  }

  /// Against the bounds that stand on `day`, or the last that were declared.
  mutating func checkBounds(
    _ value: Value, keys: [Int?], on day: Day?, _ entries: [Parameter.Entry], _ name: String,
    _ range: SourceRange
  ) {
    let standing = entries.filter { entry in
      entry.bounds != nil && (day.map { entry.from <= $0 } ?? true)
        && zip(entry.keys, keys).allSatisfy { $0 == nil || $0 == $1 }
    }.max { $0.from < $1.from }
    guard case .number(let number) = value, let bounds = standing?.bounds, !bounds.contains(number) else {
      return
    }
    error(
      "outside-bounds", range, zh: "参数“\(name)”的这个值不在声明的上下限之内",
      en: "this value of parameter `\(name)` is outside its declared bounds",
      remedyZh: "改成界限之内的值，或改 待定 介于 …", remedyEn: "set a value within them, or change 待定 介于 …")
  }
}
