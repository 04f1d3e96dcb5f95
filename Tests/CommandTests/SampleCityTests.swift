import Foundation
import Testing

/// The generated city: the same bytes for the same arguments, and a load for the shipped rules.
@Suite struct SampleCityTests {
  private func generate(_ scratch: Scratch, _ out: String, people: Int, enterprises: Int, seed: Int) throws {
    let result = try Command.run(
      Command.path(of: .sampleCity),
      [
        "--people", "\(people)", "--enterprises", "\(enterprises)", "--seed", "\(seed)", "--as-of",
        "2026-11-22", "--out",
        scratch.path(out),
      ])
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test func sameArgumentsSameBytes() throws {
    let scratch = Scratch()
    try generate(scratch, "a", people: 700, enterprises: 80, seed: 5)
    try generate(scratch, "b", people: 700, enterprises: 80, seed: 5)
    try generate(scratch, "c", people: 700, enterprises: 80, seed: 6)
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path("a")).sorted()
    #expect(names == (try FileManager.default.contentsOfDirectory(atPath: scratch.path("b")).sorted()))
    #expect(names.count > 60)
    for name in names { #expect(try scratch.text("a/\(name)") == scratch.text("b/\(name)"), "\(name)") }
    #expect(try scratch.text("a/个人.csv") != scratch.text("c/个人.csv"))
  }

  @Test func itsNumbersCheckOut() throws {
    let scratch = Scratch()
    try generate(scratch, "city", people: 900, enterprises: 60, seed: 2)
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    var seen: Set<String> = []
    for row in rows(try scratch.text("city/个人.csv")) {
      let number = row["身份证号"] ?? ""
      guard !number.isEmpty else { continue }
      seen.insert(number)
      let sum = zip(number, weights).reduce(0) { $0 + ($1.0.wholeNumberValue ?? 0) * $1.1 }
      #expect(number.count == 18 && number.last == Array("10X98765432")[sum % 11], "\(number)")
    }
    #expect(seen.count == 900)
  }

  /// With the shipped rules: it loads but for its deliberate bad lines, and gives all five lists.
  @Test func theShippedRulesFindThings() throws {
    let scratch = Scratch()
    try generate(scratch, "city", people: 3000, enterprises: 400, seed: 1)
    let rules = Command.root.appendingPathComponent("Rules").path
    let store = scratch.path("city.store")
    let loaded = try Command.run(
      URL(fileURLWithPath: "/bin/bash"),
      [scratch.path("city/load.sh"), Command.path(of: .yingxiang).path, rules, store])
    #expect(loaded.status == 0, "\(loaded.errors)")
    #expect(loaded.output.contains("退回"))
    let swept = try Command.yingxiang(
      "sweep", "--rules", rules, "--store", store, "--as-of", "2026-11-22", "--horizon", "90", "--out",
      scratch.path("out"))
    #expect(swept.status == 0, "\(swept.errors)")
    let policies = try SweepFolder(scratch.path("out")).summary().policies
    #expect(policies.count { $0.entitled > 0 } >= 10)
    #expect(policies.count { $0.undetermined > 0 } >= 10)
    #expect(policies.count { $0.unentitled > 0 } >= 4)
    #expect(policies.count { $0.upcoming > 0 } >= 3)
    #expect(policies.count { $0.nearMiss > 0 } >= 10)
    #expect(policies.count { $0.receiving > 0 } >= 10)
  }
}
