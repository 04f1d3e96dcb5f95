import Matching
import RuleLanguage

extension Truth {
  var message: Message {
    switch self {
    case .yes: Message(zh: "符合", en: "eligible")
    case .no: Message(zh: "不符合", en: "ineligible")
    case .unknown: Message(zh: "待核实", en: "undetermined")
    }
  }
  func text(_ language: Language) -> String { message.text(language) }
}

extension FindingList {
  var message: Message { Message(zh: chinese, en: rawValue) }
  func text(_ language: Language) -> String { message.text(language) }
}

extension FindingLists {
  var message: Message {
    if isEmpty { return Message(zh: "不列入", en: "no list") }
    return Message(
      zh: lists.map(\.chinese).joined(separator: "、"),
      en: lists.map(\.rawValue).joined(separator: ", "))
  }
}

extension Message {
  /// Fen in yuan; `nil` is not decided.
  static func money(_ fen: Int64?) -> Message {
    guard let fen else { return Message(zh: "金额待定", en: "an undecided amount") }
    let yuan = Number(Int128(fen), over: 100)?.plainText ?? "\(fen)"
    return Message(zh: "\(yuan)元", en: "\(yuan) yuan")
  }
}

extension Message {
  /// Empty is not known.
  static func parts(_ parts: [Case.Part]) -> Message {
    if parts.isEmpty { return Message(zh: "各方不详", en: "parts that are not known") }
    func text(_ language: Language) -> String {
      parts.map { "\($0.name) \(Message.money($0.fen).text(language))" }
        .joined(separator: language == .chinese ? "、" : ", ")
    }
    return Message(zh: text(.chinese), en: text(.english))
  }
}

extension ExpectedUnits {
  /// The lists, or why there is none.
  var listing: Message {
    let base = lists.message
    var reasons: [Unlisted] = []
    for reason in units.flatMap(\.unlisted) where !reasons.contains(reason) { reasons.append(reason) }
    guard lists.isEmpty, !reasons.isEmpty else { return base }
    return Message(
      zh: "\(base.chinese)（\(reasons.map(\.message.chinese).joined(separator: "；"))）",
      en: "\(base.english) (\(reasons.map(\.message.english).joined(separator: "; ")))")
  }

  /// The outcome with its reasons.
  var reason: Message {
    let base = outcome.message
    switch outcome {
    case .yes: return base
    case .no:
      return Message(
        zh: "\(base.chinese)（因 \(failing.joined(separator: "、"))）",
        en: "\(base.english) (by \(failing.joined(separator: ", ")))")
    case .unknown:
      let names = missing.map(\.name)
      return Message(
        zh: "\(base.chinese)（缺 [\(names.joined(separator: "，"))]）",
        en: "\(base.english) (missing [\(names.joined(separator: ", "))])")
    }
  }
}
