/// Units that stand directly after digits.
package enum UnitTable {
  package enum Meaning {
    /// Multiplies the figure and gives it a unit.
    case scaled(by: Int64, over: Int64, Unit)
    /// `300万美元`: so many of the currency's own units.
    case foreign(by: Int64, currency: String)
    /// `2025年度`, `3个年度`: a calendar year, or a number of them.
    case calendarYear
  }

  /// The longest unit at the start of `text`, and its length in scalars.
  package static func longest(in text: some RandomAccessCollection<Unicode.Scalar>) -> (
    name: String, meaning: Meaning
  )? {
    var best: (name: String, meaning: Meaning)?
    var prefix = ""
    for scalar in text.prefix(longestName) {
      prefix.unicodeScalars.append(scalar.halfWidth)
      if let meaning = units[prefix] { best = (prefix, meaning) }
    }
    return best
  }

  /// `美元` of `300万美元`; `nil` for other units.
  package static func currency(of unit: String) -> String? {
    if case .foreign(_, let currency)? = units[unit] { currency } else { nil }
  }

  /// After an amount of money: `/㎡`, a price; how many scalars it takes.
  package static func perUnit(in text: some RandomAccessCollection<Unicode.Scalar>) -> Int? {
    guard text.first?.halfWidth == "/" else { return nil }
    var best: Int?
    var name = ""
    for scalar in text.dropFirst().prefix(longestName) {
      name.unicodeScalars.append(scalar.halfWidth)
      if perUnits.contains(name) { best = name.unicodeScalars.count + 1 }
    }
    return best
  }

  private static let counters = [
    "人", "名", "户", "次", "台", "条", "个", "项", "件", "套", "辆", "家", "倍", "㎡", "平方米", "亩", "吨", "小时",
    "千瓦时", "千瓦", "公里", "立方米", "期",
  ]
  private static let perUnits: Set<String> = [
    "㎡", "平方米", "亩", "吨", "小时", "千瓦时", "千瓦", "公里", "立方米", "台", "件", "套", "辆",
  ]
  private static let currencies = ["美元", "欧元", "港元", "日元", "英镑"]

  private static let longestName = units.keys.map(\.unicodeScalars.count).max() ?? 0

  private static let units: [String: Meaning] = {
    var result: [String: Meaning] = [:]
    func add(_ names: [String], _ factor: Int64 = 1, over: Int64 = 1, _ unit: Unit = .none) {
      for name in names { result[name] = .scaled(by: factor, over: over, unit) }
    }
    add(["分", "fen"], 1, .money)
    add(["元", "yuan"], 100, .money)
    add(["百元"], 10_000, .money)
    add(["千元"], 100_000, .money)
    add(["万元"], 1_000_000, .money)
    add(["百万元"], 100_000_000, .money)
    add(["千万元"], 1_000_000_000, .money)
    add(["亿元"], 10_000_000_000, .money)
    add(["万亿元"], 100_000_000_000_000, .money)
    add(["%"], 1, over: 100)
    add(["‰"], 1, over: 1000)
    add(["BP", "bp"], 1, over: 10_000)
    add(["周岁", "岁", "年", "years"], 1, .years)
    add(["个月", "个整月", "months"], 1, .months)
    add(["日", "天", "days"], 1, .days)
    add(counters)
    add(counters.map { "万" + $0 }, 10_000)
    add(counters.map { "亿" + $0 }, 100_000_000)
    let multiples: [(String, Int64)] = [("", 1), ("万", 10_000), ("百万", 1_000_000), ("亿", 100_000_000)]
    for currency in currencies {
      for (name, factor) in multiples { result[name + currency] = .foreign(by: factor, currency: currency) }
    }
    result["年度"] = .calendarYear
    result["个年度"] = .calendarYear
    return result
  }()
}
