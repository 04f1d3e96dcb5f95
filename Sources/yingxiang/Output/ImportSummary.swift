import RuleLanguage
import Casework
import Store

/// What an import did, in one line, and its rejects and quality findings as CSV.
struct ImportSummary {
  let report: ImportReport
  let language: Language

  var line: String {
    let r = report
    var parts: [String]
    if language == .chinese {
      parts = ["新增 \(r.inserted)", "更新 \(r.updated)", "未变 \(r.unchanged)"]
      if r.deleted + r.deletedWithOwner > 0 { parts.append("删除 \(r.deleted + r.deletedWithOwner)") }
      if r.rejected > 0 { parts.append("退回 \(r.rejected) 行") }
      if r.qualityCount > 0 { parts.append("数据质量 \(r.qualityCount) 条") }
      if !r.isCommitted { parts.append("有退回的行，整个文件没有导入（--skip-rejects 可只导入好的行）") }
      if r.withheldDeletions { parts.append("有退回的行，没有删除任何记录") }
    } else {
      parts = ["\(r.inserted) new", "\(r.updated) changed", "\(r.unchanged) unchanged"]
      if r.deleted + r.deletedWithOwner > 0 { parts.append("\(r.deleted + r.deletedWithOwner) deleted") }
      if r.rejected > 0 { parts.append("\(r.rejected) lines rejected") }
      if r.qualityCount > 0 { parts.append("\(r.qualityCount) data-quality findings") }
      if !r.isCommitted { parts.append("nothing was imported (--skip-rejects imports the good lines)") }
      if r.withheldDeletions { parts.append("nothing was deleted, since lines were rejected") }
    }
    return "\(r.file)：\(parts.joined(separator: language == .chinese ? "，" : ", "))"
  }

  var rejects: String? {
    guard !report.rejects.isEmpty else { return nil }
    return CSVText.lines(
      [["line", "reason", "text"]]
        + report.rejects.map { [String($0.line), $0.reason.message.text(language), $0.raw] })
  }

  var quality: String? {
    guard !report.quality.isEmpty else { return nil }
    return CSVText.lines(
      [["line", "column", "field", "value", "kind", "reason"]]
        + report.quality.map {
          [
            String($0.line), String($0.column), $0.field, $0.value, $0.reason.rawValue,
            $0.reason.message.text(language),
          ]
        })
  }
}
