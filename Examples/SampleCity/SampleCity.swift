import ArgumentParser
import RuleLanguage

@main
struct SampleCity: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample-city",
    abstract: "写出一座样例城市的数据 (writes a made-up city as CSV files for the shipped rules).",
    discussion: """
      Everyone and everything in it is made up. The same arguments give the same bytes. OUT/load.sh YINGXIANG \
      RULES STORE loads all files but 核实结论, the outcomes of verification, which belong after the first sweep.
      """)

  @Option(help: "How many people.")
  var people = 20_000

  @Option(help: "How many enterprises.")
  var enterprises = 2_000

  @Option(help: "Another seed gives another city.")
  var seed: UInt64 = 1

  @Option(name: .customLong("as-of"), help: "The date from which the city is seen, YYYY-MM-DD.")
  var asOf: DayArgument

  @Option(help: "The folder for the files.")
  var out: String

  func validate() throws {
    if people < 1 { throw ValidationError("--people is 1 or more") }
    if enterprises < 0 { throw ValidationError("--enterprises is 0 or more") }
  }

  func run() throws {
    let folder = try OutputFolder(out)
    let calendar = Calendar(asOf: asOf.day)
    var city = try City(calendar, folder, enterprises: enterprises, seed: seed)
    try city.write(people: people)
    try folder.close(calendar)
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
