import RuleLanguage

/// Something odd in one cell of an imported file. The record was imported: with the cell unknown where
/// the text could not be read, as it stands where only a check digit is wrong.
public struct QualityFinding: Hashable, Sendable {
  public let file: String
  /// Line of the file, from 1.
  public let line: Int
  /// Cell of the line, from 1.
  public let column: Int
  public let field: String
  public let value: String
  public let reason: Reason

  public enum Reason: String, Hashable, Sendable {
    case notTruth, notMoney, fractionOfFen, notNumber, tooManyDecimals, notWhole, outOfRange
    case notDay, noSuchDay, notMonth, notYear, notPeriod
    case unknownCode, ambiguousName
    /// `无` in a field that is not 可无.
    case cannotBeNone
    case malformedIdentityNumber, impossibleBirthDate, wrongIdentityCheckDigit
    case malformedCreditCode, wrongCreditCheckDigit
    /// A retired code was replaced by its successor.
    case retiredCode
    case oldIdentityNumber
    /// The rule set has no such policy or item; the receipt is kept.
    case unknownPolicy, unknownItem
    case unknownWord
  }
}

extension QualityFinding.Reason {
  /// Worth knowing, and nothing is wrong with the cell.
  public var isNote: Bool {
    switch self {
    case .retiredCode, .oldIdentityNumber, .unknownPolicy, .unknownItem: true
    default: false
    }
  }

  /// The cell was kept as it stands.
  package var keepsValue: Bool {
    switch self {
    case .malformedIdentityNumber, .impossibleBirthDate, .wrongIdentityCheckDigit,
      .malformedCreditCode, .wrongCreditCheckDigit:
      true
    default: isNote
    }
  }

  public var message: Message {
    switch self {
    case .notTruth: Message(zh: "应为 是 或 否", en: "not 是 or 否")
    case .notMoney: Message(zh: "不是金额", en: "not an amount of money")
    case .fractionOfFen: Message(zh: "金额不足一分", en: "a fraction of a fen")
    case .notNumber: Message(zh: "不是数", en: "not a number")
    case .tooManyDecimals: Message(zh: "小数超过六位", en: "more than six decimals")
    case .notWhole: Message(zh: "应为整数", en: "not a whole number")
    case .outOfRange: Message(zh: "超出范围", en: "out of range")
    case .notDay: Message(zh: "不是日期", en: "not a date")
    case .noSuchDay: Message(zh: "没有这一天", en: "the calendar has no such day")
    case .notMonth: Message(zh: "不是年月", en: "not a month")
    case .notYear: Message(zh: "不是年份", en: "not a year")
    case .notPeriod: Message(zh: "不是期（如 2026-03、2026Q1、2026）", en: "not a period")
    case .unknownCode: Message(zh: "代码表中没有", en: "not in the code list")
    case .ambiguousName: Message(zh: "名称不唯一，请写代码", en: "several codes bear this name")
    case .cannotBeNone: Message(zh: "该字段不可为“无”", en: "this field cannot be none")
    case .malformedIdentityNumber: Message(zh: "身份证号格式不对", en: "malformed identity number")
    case .impossibleBirthDate: Message(zh: "身份证号中的出生日期不存在", en: "impossible birth date")
    case .wrongIdentityCheckDigit: Message(zh: "身份证号校验码不符", en: "wrong check digit")
    case .malformedCreditCode: Message(zh: "统一社会信用代码格式不对", en: "malformed credit code")
    case .wrongCreditCheckDigit: Message(zh: "统一社会信用代码校验码不符", en: "wrong check digit")
    case .retiredCode: Message(zh: "代码已停用，按后继代码处理", en: "retired code, taken as its successor")
    case .oldIdentityNumber: Message(zh: "15位旧身份证号", en: "identity number of the old form")
    case .unknownPolicy: Message(zh: "规则中没有这项政策", en: "the rules have no such policy")
    case .unknownItem: Message(zh: "该政策没有这个待遇项", en: "the policy has no such item")
    case .unknownWord: Message(zh: "不是规定的取值", en: "not one of the permitted words")
    }
  }
}
