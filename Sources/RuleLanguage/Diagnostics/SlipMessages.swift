/// Wording for slips that carry over from a notice: colons, sentences without quotes, amounts per month.
extension SyntaxMessages {
  private static func replace(_ range: SourceRange, with text: String) -> Diagnostic.FixIt {
    .init(
      message: Message(zh: "改成“\(text)”", en: "replace with “\(text)”"), range: range, replacement: text)
  }

  package static func signAfterWord(_ word: String, sign: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "sign-after-word", at: range,
      Message(zh: "“\(word)”后面不写“\(sign)”。", en: "“\(word)” is not followed by “\(sign)”."),
      remedy: Message(zh: "空一格写下去：\(word) …", en: "Leave a space: \(word) …"),
      fixIt: .init(message: Message(zh: "改成空格", en: "replace with a space"), range: range, replacement: " "))
  }

  package static func unquoted(_ text: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "missing-quotes", at: range,
      Message(zh: "“\(text)”是一段文字，没有放在引号里。", en: "“\(text)” is a text and needs quotes."),
      remedy: Message(zh: "写成 “\(text)”，左边用“，右边用”。", en: "Write “\(text)” with “ and ”."),
      fixIt: replace(range, with: "“\(text)”"))
  }

  package static func clauseOutside(_ label: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "clause-outside", at: range,
      Message(zh: "“\(label)”这一条不在花括号里，不知道是条件还是排除。", en: "Clause “\(label)” stands outside the braces."),
      remedy: Message(
        zh: "写 条件 全部满足 { （一）…；（二）… }，或 排除 { … }。", en: "Write 条件 全部满足 { （一）… （二）… } or 排除 { … }."))
  }

  package static func perInAmount(_ unit: String, isTime: Bool = true, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "per-in-amount", at: range,
      Message(zh: "金额里不写“\(unit)”。", en: "An amount does not say “\(unit)”."),
      remedy: Message(
        zh: "多久发一次写 发放 每月（每季、每年、一次性）；按人数、次数算的写 50元 × 人数。",
        en: "How often it is paid is 发放 每月 (每季, 每年, 一次性); per head is 50元 × the number."),
      fixIt: isTime
        ? .init(message: Message(zh: "删去它", en: "remove it"), range: range, replacement: "") : nil)
  }

  package static func outsideExpectation(_ word: String, at range: SourceRange, joint: SourceRange)
    -> Diagnostic
  {
    Diagnostic(
      "outside-expectation", at: range,
      Message(
        zh: "“\(word)”是应得的结果，要和“应”写在一起。", en: "“\(word)” is part of what is expected and belongs to 应."),
      remedy: Message(zh: "用逗号连起来：应 符合，\(word) …", en: "Join them with a comma: 应 符合，\(word) …"),
      fixIt: .init(message: Message(zh: "改成逗号", en: "replace with a comma"), range: joint, replacement: "，"))
  }
}
