import ArgumentParser
import Foundation
import RuleLanguage

extension Language: ExpressibleByArgument {}

struct LanguageOptions: ParsableArguments {
  @Option(help: "Language of messages: zh or en. Default: by LC_ALL, LC_MESSAGES or LANG; otherwise zh.")
  var language: Language?

  /// Only an English locale chooses English: the first readers are Chinese officers.
  var chosen: Language {
    if let language { return language }
    let environment = ProcessInfo.processInfo.environment
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty }
    return locale?.hasPrefix("en") ?? false ? .english : .chinese
  }
}

/// A date of the command line, `YYYY-MM-DD`.
struct DayArgument: ExpressibleByArgument {
  let day: Day
  init?(argument: String) {
    let parts = argument.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 3, let year = parts[0], let month = parts[1], let number = parts[2],
      let day = Day(year: year, month: month, day: number)
    else { return nil }
    self.day = day
  }
}

/// 0 fine; 1 the rules or data have errors; 2 wrong usage; 3 the store or the outside failed.
enum Exit {
  static let errors = ExitCode(1)
  static let usage = ExitCode(2)
  static let outside = ExitCode(3)
}
