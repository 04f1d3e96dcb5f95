import Foundation
import RuleLanguage

/// The CSV files of the sample, opened as they are needed, and the script that loads them.
final class OutputFolder {
  /// How far a file's content reaches, as its import is told.
  enum Coverage { case none, lists, months, receipts, afterwards }

  private let folder: URL
  private var files: [(file: CSVFile, coverage: Coverage)] = []

  init(_ path: String) throws {
    folder = URL(fileURLWithPath: path, isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func file(_ name: String, _ coverage: Coverage, _ header: String) throws -> CSVFile {
    let file = try CSVFile(name, in: folder, header: header)
    files.append((file, coverage))
    return file
  }

  func ledger(_ name: String) throws -> CSVFile {
    try file(name, .receipts, "政策,项目,主体,行,期,状态,金额,日期")
  }

  func close(_ calendar: Calendar) throws {
    for (file, _) in files { try file.close() }
    try write("load.sh", script(calendar))
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: folder.appendingPathComponent("load.sh").path)
    try write("coverage.csv", coverage(calendar))
  }

  private func names(_ coverage: Coverage) -> [String] {
    files.filter { $0.coverage == coverage }.map(\.file.name)
  }

  private func span(_ coverage: Coverage, _ calendar: Calendar) -> String {
    switch coverage {
    case .none, .afterwards: ""
    case .lists: "..\(calendar.listsUntil.text)"
    case .months, .receipts: "..\(calendar.lastMonth.lastDay.text)"
    }
  }

  private func script(_ calendar: Calendar) -> String {
    var text = """
      #!/usr/bin/env bash
      # Loads the sample into a store: load.sh YINGXIANG RULES STORE
      set -euo pipefail
      bin=$(realpath "$1") rules=$(realpath "$2") store=$(realpath -m "$3")
      here=$(cd "$(dirname "$0")" && pwd)
      load() { "$bin" import --rules "$rules" --store "$store" --reports "$here/reports" --skip-rejects "$@"; }
      cd "$here"

      """
    for coverage in [Coverage.none, .lists, .months, .receipts] where !names(coverage).isEmpty {
      let covers = span(coverage, calendar)
      text += "load\(covers.isEmpty ? "" : " --covers \(covers)")"
      for name in names(coverage) { text += " \\\n  \(name).csv" }
      text += "\n"
    }
    return text
  }

  private func coverage(_ calendar: Calendar) -> String {
    var text = "file,covers\n"
    for (file, coverage) in files { text += "\(file.name).csv,\(span(coverage, calendar))\n" }
    return text
  }

  private func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: folder.appendingPathComponent(name))
  }
}
