import ArgumentParser
import Foundation
import RuleLanguage
import Store

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "导入 CSV (load or upsert records, receipts or verification outcomes).",
    discussion: """
      A file goes into the entity, relation or ledger of its own name (社保月缴.csv), unless --as names another; \
      核实结论 takes verification outcomes. All or nothing per file, unless --skip-rejects.
      """)

  @Argument(help: "CSV files, UTF-8 or GB18030.")
  var files: [String]

  @Option(help: "The rule folder that declares the entities and relations.")
  var rules: String

  @Option(help: "The store file; created if there is none.")
  var store: String

  @Option(name: .customLong("as"), help: "The entity, relation or ledger to import into.")
  var target: String?

  @Option(help: "The days that the file covers, FROM..TO; either side may be left out.")
  var covers: CoverageArgument?

  @Option(help: "full: records absent from the file are deleted; delta: nothing is deleted.")
  var mode: ImportOptions.Mode = .delta

  @Flag(help: "Import the good lines of a file that has bad ones.")
  var skipRejects = false

  @Option(help: "Folder for rejected lines and data-quality findings. Default: beside the store.")
  var reports: String?

  @OptionGroup var languageOptions: LanguageOptions

  func validate() throws {
    if target != nil && files.count > 1 { throw ValidationError("--as takes one file") }
  }

  func run() throws {
    let language = languageOptions.chosen
    let rules = try LoadedRules(checked: rules, language)
    let store = try OpenStore(path: store, language)
    var failed = false
    for file in files where !FileManager.default.isReadableFile(atPath: file) {
      Terminal.printError(language == .chinese ? "读不了“\(file)”" : "cannot read `\(file)`")
      throw Exit.outside
    }
    for file in files {
      let name = target ?? URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
      guard let target = ImportTarget(named: name, in: rules.ruleSet) else {
        Terminal.printError(
          language == .chinese
            ? "\(file)：没有叫“\(name)”的实体、关系或台账；用 --as 指明"
            : "\(file): no entity, relation or ledger is named `\(name)`; name one with --as")
        failed = true
        continue
      }
      if try !importFile(file, into: target, rules.ruleSet, store, language) { failed = true }
    }
    if failed { throw Exit.errors }
  }

  private func importFile(
    _ file: String, into target: ImportTarget, _ ruleSet: RuleSet, _ store: OpenStore, _ language: Language
  ) throws -> Bool {
    var options = ImportOptions()
    options.mode = mode
    options.covers = covers.map { ($0.from, $0.to) }
    options.skipRejects = skipRejects
    let line = ProgressLine(URL(fileURLWithPath: file).lastPathComponent)
    let report: ImportReport
    do {
      report = try store.file.importCSV(
        file, into: target, of: ruleSet, options: options,
        progress: {
          line.show(done: Int($0.bytesRead), total: Int($0.bytesTotal), detail: "\($0.rows)")
        })
    } catch let error as ImportError {
      Terminal.printError(error.message.text(language))
      return false
    } catch let error as StoreError {
      throw store.failed(error)
    }
    Terminal.print(ImportSummary(report: report, language: language).line)
    try writeDetails(report, file, language)
    return report.isCommitted
  }

  private func writeDetails(_ report: ImportReport, _ file: String, _ language: Language) throws {
    let summary = ImportSummary(report: report, language: language)
    let folder = reports ?? URL(fileURLWithPath: store).deletingLastPathComponent().path
    let stem = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
    for (suffix, text) in [("rejects", summary.rejects), ("quality", summary.quality)] {
      guard let text else { continue }
      let path = URL(fileURLWithPath: folder).appendingPathComponent("\(stem).\(suffix).csv")
      do {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try text.write(to: path, atomically: true, encoding: .utf8)
      } catch {
        Terminal.printError("\(path.path): \(error.localizedDescription)")
        throw Exit.outside
      }
      Terminal.print("  → \(path.path)")
    }
  }
}

extension ImportOptions.Mode: ExpressibleByArgument {}

/// `2011-07-01..2026-10-31`, `..2026-10-31`.
struct CoverageArgument: ExpressibleByArgument {
  let from: Day?
  let to: Day?
  init?(argument: String) {
    guard let dots = argument.range(of: "..") else { return nil }
    let ends = [argument[..<dots.lowerBound], argument[dots.upperBound...]]
    let days = ends.map { $0.isEmpty ? nil : DayArgument(argument: String($0))?.day }
    for (end, day) in zip(ends, days) where !end.isEmpty && day == nil { return nil }
    if let from = days[0], let to = days[1], to < from { return nil }
    from = days[0]
    to = days[1]
  }
}
