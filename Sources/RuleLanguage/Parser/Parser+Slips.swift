/// Reading on where a notice's way of writing was kept.
extension Parser {
  /// What officers write for a header.
  static let commonHeaders: [String: String] = [
    "补贴": "待遇", "补助": "待遇", "奖励": "待遇", "标准": "待遇", "金额": "待遇", "除外": "排除", "不予": "排除",
    "范围": "对象", "文号": "依据", "文件": "依据", "标题": "名称", "施行": "有效期", "生效": "有效期", "方式": "兑现",
    "测试": "用例", "待遇项目": "待遇项", "补贴项": "待遇项", "奖励项": "待遇项", "项目": "待遇项", "例子": "用例", "示例": "用例", "通知": "推送",
    "短信": "推送",
  ]

  /// What officers write for a header's word.
  static let commonChoices: [String: String] = [
    "就高": "取最高", "从高": "取最高", "最高": "取最高", "累加": "相加", "叠加": "相加", "同时享受": "相加", "选一": "择一",
    "任选一项": "择一", "二选一": "择一", "差额": "补差", "补足": "补差", "补足差额": "补差", "按月": "每月", "按季": "每季",
    "按季度": "每季", "每季度": "每季", "按年": "每年", "一次": "一次性", "一次性发放": "一次性", "先到先得": "最先",
  ]

  /// `名称：“…”`, `基准日：2026-03-31`, `应：符合`.
  package mutating func skipColon() {
    if at(.colon) { _ = skipSign() }
  }

  /// The same, also `出生日期 = 1946-03-01` in a case.
  package mutating func skipSign() -> Bool {
    guard at(.colon) || at(.equal), index > 0 else { return false }
    report(
      SyntaxMessages.signAfterWord(shown(tokens[index - 1]), sign: shown(current), at: current.range))
    advance()
    return true
  }

  /// A text without its quotes: what stands together up to the next blank.
  package mutating func unquotedText() -> TextSyntax? {
    guard !current.startsLine, current.keyword == nil, !isReported[index],
      current.kind == .word || current.kind == .number || current.kind == .quotedName
    else { return nil }
    let start = index
    advance()
    while tokens[index].range.lower == tokens[index - 1].range.upper, !atItemEnd, !at(.comma) { advance() }
    let place = range(from: start)
    report(SyntaxMessages.unquoted(text(place), at: place))
    return TextSyntax(text: text(place), range: place)
  }

  /// `其他：0元` in a table.
  package var isRestMisspelt: Bool {
    ["其他", "其它", "其余的"].contains(current.text) && peek().punctuation == .colon
  }

  private static let perWords: Set<String> = ["年", "月", "季", "季度", "周", "日", "天", "人", "户", "次"]

  /// `50元/月`, `50元/人/月`.
  package mutating func skipPer() {
    let start = index
    while at(.slash), Parser.perWords.contains(peek().text) {
      advance()
      advance()
    }
    guard index > start else { return }
    let place = range(from: start)
    let isTime = tokens[start..<index].allSatisfy { $0.kind != .word || !["人", "户", "次"].contains($0.text) }
    report(SyntaxMessages.perInAmount(text(place), isTime: isTime, at: place))
  }

  /// `每月50元`.
  package mutating func skipFrequency() {
    guard current.kind == .word, peek().kind == .number,
      current.text.hasPrefix("每"), !current.startsLine
    else { return }
    report(
      SyntaxMessages.perInAmount(
        shown(current), isTime: at(.monthly) || at(.quarterly) || at(.yearly), at: current.range))
    advance()
  }

  /// `应 符合；待遇 50元`: the second part lost its 应.
  package mutating func rejoin(_ example: inout CaseSyntax) throws(Stumble) -> Bool {
    guard let last = example.expectations.indices.last, index > 0,
      let keyword = current.keyword, [.benefit, .listed, .unlisted, .because, .missing].contains(keyword)
    else { return false }
    let before = tokens[index - 1].range
    let isJoined = tokens[index - 1].punctuation == .semicolon
    let joint = SourceRange(
      file: file, lower: isJoined ? before.lower : before.upper,
      upper: isJoined ? before.upper : current.range.lower)
    report(SyntaxMessages.outsideExpectation(shown(current), at: current.range, joint: joint))
    try expectationParts(&example.expectations[last])
    return true
  }
}
