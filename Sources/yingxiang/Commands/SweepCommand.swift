import ArgumentParser
import Casework
import Foundation
import Notifier
import RuleLanguage
import Store

struct SweepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep", abstract: "扫描：五类名单和推送批次 (evaluate; the five lists; the push batch).")

  @Option(help: "The rule folder.")
  var rules: String

  @Option(help: "The store file.")
  var store: String

  @Option(name: .customLong("as-of"), help: "The as-of date (基准日), YYYY-MM-DD.")
  var asOf: DayArgument

  @Option(help: "The folder for the output.")
  var out: String

  @Option(help: "即将符合 looks this many days ahead.")
  var horizon = 0

  @Option(help: "Also write these lists as rows: undetermined,near_miss.")
  var rows: ListsArgument = ListsArgument(lists: [])

  @Flag(help: "Write real keys instead of opaque ones.")
  var unmask = false

  @OptionGroup var languageOptions: LanguageOptions

  func validate() throws {
    if !(0...3660).contains(horizon) { throw ValidationError("--horizon is 0 to 3660 days") }
  }

  func run() throws {
    let language = languageOptions.chosen
    let rules = try LoadedRules(checked: rules, language)
    let store = try OpenStore(path: store, language)
    let hash = rules.folder.hash
    let sweep = Sweep(
      store: store.file, ruleSet: rules.ruleSet, ruleSetHash: hash, asOf: asOf.day, horizonDays: horizon)
    let status = ProgressLine(language == .chinese ? "扫描" : "sweep")
    let folder = URL(fileURLWithPath: out, isDirectory: true)
    do {
      let result = try sweep.run { step in
        let steps: [Sweep.Step] = [.load, .evaluate, .materialise, .persist]
        status.show(done: steps.firstIndex(of: step) ?? 0, total: steps.count)
      }
      status.show(done: 1, total: 1)
      let output = SweepOutput(result: result, store: store.file, unmask: unmask, otherLists: rows.lists)
      try output.write(to: folder)
      var batches: [Outbox.Batch] = []
      if let sweepID = result.sweepID {
        let outbox = Outbox(store: store.file, ruleSet: rules.ruleSet)
        batches = try outbox.batches(sweep: sweepID, asOf: asOf.day)
        let place = folder.appendingPathComponent("batches", isDirectory: true)
        for batch in batches { try outbox.export(batch, asOf: asOf.day, ruleSetHash: hash, to: place) }
        for pending in try store.file.unexportedSweeps() { try store.file.markExported(sweep: pending.id) }
      }
      Terminal.print(SweepTable(result: result, batches: batches, out: out, language: language).text)
    } catch let error as StoreError {
      throw store.failed(error)
    } catch let error as CocoaError {
      Terminal.printError(
        language == .chinese
          ? "写不了“\(out)”：\(error.localizedDescription)"
          : "cannot write `\(out)`: \(error.localizedDescription)")
      throw Exit.outside
    }
  }
}

/// `undetermined,near_miss`.
struct ListsArgument: ExpressibleByArgument {
  let lists: Set<FindingList>
  init(lists: Set<FindingList>) { self.lists = lists }
  init?(argument: String) {
    let names = argument.split(separator: ",").map { FindingList(rawValue: String($0)) }
    if names.contains(where: { $0 != .undetermined && $0 != .nearMiss }) { return nil }
    lists = Set(names.compactMap { $0 })
  }
}
