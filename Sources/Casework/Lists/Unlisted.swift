import RuleLanguage

/// Why a unit that is eligible is on no list.
public enum Unlisted: Hashable, Sendable {
  case inProcess
  /// A one-off benefit that was paid, or the period's.
  case paidOnce, receiving
  case suppressed
  /// Others of its 合并 or 互斥 group, by name: received, or due instead.
  case receivedInstead([String])
  case dueInstead([String])

  public var message: Message {
    switch self {
    case .inProcess: Message(zh: "正在办理", en: "in process")
    case .paidOnce: Message(zh: "已经发过（一次性）", en: "paid already (one-off)")
    case .receiving: Message(zh: "这一期已经在享受", en: "received for the period already")
    case .suppressed: Message(zh: "核实结论尚在有效期内", en: "held back by a verification")
    case .receivedInstead(let names):
      Message(
        zh: "已经领过\(names.joined(separator: "、"))，只能给一个",
        en: "\(names.joined(separator: ", ")) is received already, and only one is given")
    case .dueInstead(let names):
      names.isEmpty
        ? Message(zh: "同组的另一个更优先", en: "another of the group comes first")
        : Message(
          zh: "只给一个，给\(names.joined(separator: "、"))",
          en: "only one is given: \(names.joined(separator: ", "))")
    }
  }
}

/// The others of a group, by name.
struct RivalNames {
  var received: [String] = []
  var due: [String] = []
}

extension ReviewedUnit {
  /// Empty unless it is eligible and on no list.
  public var unlisted: [Unlisted] {
    guard decision.outcome == .yes, situation.lists.isEmpty else { return [] }
    let receipt = situation.receipt
    if receipt.isInProcess { return [.inProcess] }
    if receipt.receiving == .yes { return [receipt.isOver ? .paidOnce : .receiving] }
    if situation.rivalry.receiving == .yes { return [.receivedInstead(rivals.received)] }
    var reasons: [Unlisted] = []
    if situation.rivalry.standing == .superseded { reasons.append(.dueInstead(rivals.due)) }
    if situation.isSuppressed { reasons.append(.suppressed) }
    return reasons
  }
}
