import Casework
import Notifier
import RuleLanguage

/// The five lists per policy, aligned, for a terminal.
struct SweepTable {
  let result: SweepResult
  let batches: [Outbox.Batch]
  let out: String
  let language: Language

  var text: String {
    let isChinese = language == .chinese
    let header =
      isChinese
      ? ["政策", "应享未享", "待核实", "应退未退", "即将符合", "差一项", "在享"]
      : ["policy", "entitled", "undetermined", "unentitled", "upcoming", "near miss", "receiving"]
    var rows = [header]
    for line in result.summary.policies {
      let counts = [
        line.entitled, line.undetermined, line.unentitled, line.upcoming, line.nearMiss, line.receiving,
      ]
      rows.append([line.id] + counts.map(String.init))
    }
    var lines = Columns.aligned(rows)
    for event in result.summary.lifeEvents {
      let policies = event.policies.joined(separator: "、")
      lines.append(
        isChinese
          ? "一件事 \(event.id)：应享未享 \(event.entitled)（\(policies)）"
          : "life event \(event.id): \(event.entitled) entitled (\(policies))")
    }
    let decisions = result.summary.policies.reduce(0) { $0 + $1.decisionOnlyUnits }
    if decisions > 0 {
      lines.append(
        isChinese
          ? "待核实中只差认定的 \(decisions) 件" : "\(decisions) undetermined units lack only a person's decision")
    }
    let new = result.findings.filter(\.isNew).count
    let messages = batches.reduce(0) { $0 + $1.messages.count }
    if result.sweepID == nil {
      lines.append(
        isChinese
          ? "基准日早于上次扫描：重放，只写文件，数据库不变" : "earlier than the last sweep: a replay, the store is unchanged")
    }
    lines.append(
      isChinese
        ? "新发现 \(new) 条，推送 \(messages) 条，输出在 \(out)"
        : "\(new) new findings, \(messages) messages, output in \(out)")
    return lines.joined(separator: "\n")
  }
}

/// Text in columns: the first left, the others right; a Han character is two wide.
enum Columns {
  static func aligned(_ rows: [[String]]) -> [String] {
    var widths: [Int] = []
    for row in rows {
      for (index, cell) in row.enumerated() {
        if index == widths.count { widths.append(0) }
        widths[index] = max(widths[index], width(cell))
      }
    }
    return rows.map { row in
      row.enumerated().map { index, cell in
        let padding = String(repeating: " ", count: widths[index] - width(cell))
        return index == 0 ? cell + padding : padding + cell
      }.joined(separator: "  ")
    }
  }

  static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 && $1.properties.isEmoji == false ? 2 : 1) }
  }
}
