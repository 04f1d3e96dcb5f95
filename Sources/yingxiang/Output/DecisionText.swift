import Casework
import Matching
import RuleLanguage

/// One decision in plain words: every clause with its outcome, values, sources and basis.
struct DecisionText {
  let language: Language
  /// Shows sensitive values as they are; otherwise only that there is one.
  let unmasked: Bool

  func word(_ outcome: Truth) -> String {
    switch (outcome, language) {
    case (.yes, .chinese): "符合"
    case (.no, .chinese): "不符合"
    case (.unknown, .chinese): "待核实"
    case (.yes, .english): "eligible"
    case (.no, .english): "not eligible"
    case (.unknown, .english): "undetermined"
    }
  }

  private func mark(_ outcome: Truth) -> String {
    switch outcome {
    case .yes: "✓"
    case .no: "✗"
    case .unknown: "?"
    }
  }

  func lines(_ explanation: Explanation) -> [String] {
    let (policy, item, decision) = (explanation.policy, explanation.item, explanation.decision)
    var title = "【\(policy.title)】\(item.name)"
    let row = unmasked ? explanation.unit.row : explanation.maskedRow
    if !row.isEmpty { title += "（\(row)）" }
    if !explanation.unit.period.isEmpty { title += " \(explanation.unit.period)" }
    var result = ["\(title)：\(word(decision.outcome))\(amount(decision, item))\(listed(explanation.lists))"]
    result.append("  " + received(explanation))
    for reason in explanation.unlisted.map(\.message) {
      result.append(language == .chinese ? "  不列入：\(reason.chinese)" : "  on no list: \(reason.english)")
    }
    if let funding = explanation.funding {
      result.append((language == .chinese ? "  出资：" : "  paid by: ") + parts(funding))
    }
    for event in explanation.lifeEvents {
      var parts = [event.title]
      if !event.before.isEmpty { parts.append("\(language == .chinese ? "前" : "before")：\(event.before)") }
      if !event.after.isEmpty { parts.append("\(language == .chinese ? "后" : "after")：\(event.after)") }
      if !event.tasks.isEmpty {
        parts.append("\(language == .chinese ? "任务" : "tasks")：\(event.tasks.joined(separator: "、"))")
      }
      result.append("  \(language == .chinese ? "一件事" : "life event")：\(parts.joined(separator: "；"))")
    }
    if let payees = explanation.payees {
      let text = payees.parts.count == 1 ? payees.parts[0].name : parts(payees)
      result.append((language == .chinese ? "  领取：" : "  paid to: ") + text)
    }
    if !decision.failing.isEmpty {
      let names = decision.failing.joined(separator: "、")
      result.append(language == .chinese ? "  不符合的：\(names)" : "  failing: \(names)")
    }
    if !decision.missing.isEmpty {
      let names = decision.missing.map { input in
        input.sources.isEmpty ? input.name : "\(input.name)（\(input.sources.joined(separator: "、"))）"
      }.joined(separator: "、")
      switch (decision.missing.areDecisionsOnly, language) {
      case (true, .chinese): result.append("  只差认定：\(names)")
      case (true, .english): result.append("  only a decision is missing: \(names)")
      case (false, .chinese): result.append("  补上这些就能判定：\(names)")
      case (false, .english): result.append("  these would decide it: \(names)")
      }
    }
    if let near = decision.nearMiss {
      result.append(language == .chinese ? "  只差一项：\(near)" : "  one clause away: \(near)")
    }
    for clause in decision.trace { append(clause, indent: "  ", to: &result) }
    let basis = policy.basis.isEmpty ? "不详" : policy.basis.joined(separator: "；")
    result.append(language == .chinese ? "  依据：\(basis)" : "  basis: \(basis)")
    for flag in decision.quality {
      switch (flag, language) {
      case (.overflow, .chinese): result.append("  数据质量：算式超出范围，按不知道处理")
      case (.overflow, .english):
        result.append("  data quality: a figure left its range and counts as unknown")
      case (.divisionByZero, .chinese): result.append("  数据质量：除以零，按不知道处理")
      case (.divisionByZero, .english): result.append("  data quality: a division by zero counts as unknown")
      }
    }
    return result
  }

  private func parts(_ amount: PartedAmount) -> String {
    guard let obstacle = amount.obstacle else {
      return amount.parts.map { part in
        part.name + (part.fen.map { " \(Money.text(fen: $0))" } ?? "")
      }.joined(separator: "、")
    }
    let reason = obstacle.message.text(language)
    let names = amount.missing.map(\.name).joined(separator: "、")
    if names.isEmpty { return language == .chinese ? "不详（\(reason)）" : "not known (\(reason))" }
    return language == .chinese
      ? "不详（\(reason)，缺 \(names)）" : "not known (\(reason), missing \(names))"
  }

  private func amount(_ decision: Decision, _ item: Item) -> String {
    guard decision.outcome != .no else { return "" }
    switch item.benefit {
    case .amount:
      if let fen = decision.amount.exact { return "，\(Money.text(fen: fen))" }
      let low = decision.amount.low.map { Money.text(fen: $0) } ?? "?"
      let high = decision.amount.high.map { Money.text(fen: $0) } ?? "?"
      return language == .chinese ? "，金额待定（\(low) 至 \(high)）" : ", amount open (\(low) to \(high))"
    case .pending: return language == .chinese ? "，标准由地方另定" : ", local amount not set yet"
    case .nonMoney(let kind, let text, nil): return "，\(kind)\(text)"
    case .nonMoney(let kind, let text, _): return "，\(kind)\(text) \(figure(decision))"
    case .none: return ""
    }
  }

  private func figure(_ decision: Decision) -> String {
    if let fen = decision.amount.exact { return Money.text(fen: fen) }
    let low = decision.amount.low.map { Money.text(fen: $0) } ?? "?"
    return "\(low) 至 \(decision.amount.high.map { Money.text(fen: $0) } ?? "?")"
  }

  private func received(_ explanation: Explanation) -> String {
    let isChinese = language == .chinese
    if explanation.receipt.isInProcess { return isChinese ? "办理中" : "in process" }
    let state =
      switch explanation.receipt.receiving {
      case .yes: isChinese ? "已在享受" : "receiving already"
      case .no: isChinese ? "没有在享受" : "not receiving"
      case .unknown: isChinese ? "是否在享受：不知道" : "whether it is received is unknown"
      }
    guard explanation.isSuppressed else { return state }
    return state + (isChinese ? "；核实结论尚在有效期内，不再列入" : "; held back by a verification")
  }

  private func listed(_ lists: [FindingList]) -> String {
    guard !lists.isEmpty else { return "" }
    let names = lists.map { language == .chinese ? $0.chinese : $0.rawValue }
    return language == .chinese
      ? "　列入：\(names.joined(separator: "、"))" : "  on: \(names.joined(separator: ", "))"
  }

  private func append(_ clause: ClauseTrace, indent: String, to lines: inout [String]) {
    let basis = clause.basis.map { language == .chinese ? "　依据 \($0)" : "  basis \($0)" } ?? ""
    let (outcome, remark) =
      clause.isExclusion ? (!clause.outcome, remark(clause.outcome)) : (clause.outcome, "")
    lines.append("\(indent)\(mark(outcome)) \(clause.path) \(clause.text)\(remark)\(basis)")
    for value in clause.values {
      let text = unmasked || value.sensitivity != .sensitive ? value.text : masked(value.text)
      let sources = value.sources.isEmpty ? "" : "（\(value.sources.joined(separator: "、"))）"
      lines.append("\(indent)    \(value.name)\(value.isStep ? " = " : "：")\(text)\(sources)")
    }
    for child in clause.children { append(child, indent: indent + "  ", to: &lines) }
  }

  /// Of an exclusion the mark says whether it stands in the way, and the words whether it holds.
  private func remark(_ holds: Truth) -> String {
    switch (holds, language) {
    case (.yes, .chinese): "（有此情形）"
    case (.no, .chinese): "（无此情形）"
    case (.unknown, .chinese): "（有无此情形不知道）"
    case (.yes, .english): " (is the case)"
    case (.no, .english): " (is not the case)"
    case (.unknown, .english): " (not known)"
    }
  }

  private func masked(_ text: String) -> String { text == "不详" || text == "无" ? text : "＊＊＊" }
}

enum Money {
  /// `50元`, `12.50元`.
  static func text(fen: Int64) -> String {
    let magnitude = fen.magnitude
    let yuan = "\(fen < 0 ? "-" : "")\(magnitude / 100)"
    let rest = magnitude % 100
    return rest == 0 ? "\(yuan)元" : "\(yuan).\(rest < 10 ? "0" : "")\(rest)元"
  }
}
