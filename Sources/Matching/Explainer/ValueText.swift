import RuleLanguage

/// Values as a reader of the rule text sees them: `1946-03-01`, `2026-03`, `2026年`, `12.5元`, `0.055`,
/// `80年`, `芗城区`, `是`, `无`, `不详`.
public struct ValueText: Sendable {
  private let codeLists: [CodeList]

  public init(_ ruleSet: RuleSet) { self.init(codeLists: ruleSet.codeLists) }

  public init(codeLists: [CodeList]) { self.codeLists = codeLists }

  public func text(_ value: Value, _ type: ValueType) -> String {
    switch value {
    case .truth(let truth): truth ? "是" : "否"
    case .number(let number): ValueText.number(number, type)
    case .day(let day): day.text
    case .month(let month): month.text
    case .year(let year): "\(year)年"
    case .code(let ordinal): code(ordinal, type)
    case .text(let text): text
    case .reference(let key): key
    }
  }

  public func text(_ evaluated: Evaluated, _ type: ValueType) -> String {
    switch evaluated {
    case .unknown, .range(nil, nil): "不详"
    case .none: "无"
    case .value(let value): text(value, type)
    case .range(let low?, nil): "不低于\(ValueText.number(low, type))"
    case .range(nil, let high?): "不超过\(ValueText.number(high, type))"
    case .range(let low?, let high?):
      "\(ValueText.number(low, type))至\(ValueText.number(high, type))"
    }
  }

  public func text(_ cell: Cell, _ type: ValueType) -> String {
    switch cell {
    case .unknown: text(Evaluated.unknown, type)
    case .none: text(Evaluated.none, type)
    case .value(let value): text(value, type)
    }
  }

  private func code(_ ordinal: Int, _ type: ValueType) -> String {
    guard case .code(let list) = type else { preconditionFailure("a code belongs to a list") }
    let entry = codeLists[list].entries[ordinal]
    return entry.name.isEmpty ? entry.code : entry.name
  }

  private static func number(_ number: Number, _ type: ValueType) -> String {
    guard case .number(let unit) = type else { return number.plainText }
    switch unit {
    case .none: return number.plainText
    case .money: return money(number)
    case .days: return "\(number.plainText)日"
    case .months: return "\(number.plainText)个月"
    case .years: return "\(number.plainText)年"
    }
  }

  /// `fen` in yuan.
  public static func money(_ fen: Number) -> String {
    guard let yuan = fen.divided(by: Number(100)) else { return "\(fen.plainText)分" }
    let text = yuan.plainText
    // What no decimal writes exactly is shown to the fen.
    if text.contains("/"), let near = Number(fen.roundedHalfUp).divided(by: Number(100)) {
      return "约\(near.plainText)元"
    }
    return "\(text)元"
  }

  /// `fen` in yuan.
  public static func money(fen: Int64) -> String { money(Number(fen)) }
}
