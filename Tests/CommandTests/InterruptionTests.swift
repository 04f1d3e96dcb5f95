import Foundation
import Testing

/// Killed with signal 9 at any moment and run again: the same findings, no message lost, none doubled.
@Suite struct InterruptionTests {
  static let people = 6000

  private struct Outcome: Equatable {
    let findings: [SweepFolder.Finding]
    let keys: [String]
    let texts: [String]

    init(_ sweep: SweepFolder) throws {
      findings = try sweep.findings()
      let messages = try sweep.messages()
      keys = messages.map(\.idempotencyKey).sorted()
      texts = messages.map { "\($0.subject) \($0.recipient) \($0.title) \($0.body)" }.sorted()
    }
  }

  /// Starts the program and kills it after so many microseconds, unless it has ended by then.
  private func killed(_ arguments: [String], after delay: UInt32) throws -> Bool {
    let running = try RunningCommand(try Command.path(of: .yingxiang), arguments)
    usleep(delay)
    running.signal(SIGKILL)
    return try running.wait().isKilled
  }

  /// Ten moments spread over `span`, drawn anew each run: the test must hold for all.
  private func moments(_ span: Double) -> [UInt32] {
    (0..<10).map { UInt32((Double($0) + Double.random(in: 0..<1)) / 10 * span * 1_000_000) }
  }

  @Test func sweep() throws {
    let village = try Village()
    for imported in try village.load(Self.people) { #expect(imported.status == 0) }
    let copy = village.scratch.path("reference.store")
    try FileManager.default.copyItem(atPath: village.store, toPath: copy)
    let start = Date()
    #expect(
      try Command.run(Command.path(of: .yingxiang), village.sweepArguments("reference", store: copy)).status
        == 0)
    let span = Date().timeIntervalSince(start)
    let reference = try Outcome(village.result("reference"))
    #expect(!reference.keys.isEmpty && reference.findings.count > 100)

    let moments = moments(span)
    var kills = 0
    for moment in moments where try killed(village.sweepArguments("out"), after: moment) { kills += 1 }
    #expect(kills > 0)
    #expect(try village.sweep("out").status == 0)
    let outcome = try Outcome(village.result("out"))
    #expect(outcome == reference, "killed after \(moments) µs")
    #expect(Set(outcome.keys).count == outcome.keys.count)
    for manifest in try village.result("out").manifests() { #expect(manifest.messages > 0) }

    // And once all is said, nothing is said again.
    #expect(try village.sweep("again").status == 0)
    #expect(try village.result("again").newCount() == 0)
    #expect(try village.result("again").messages().isEmpty)
  }

  @Test func importing() throws {
    let reference = try Village()
    let start = Date()
    for imported in try reference.load(Self.people) { #expect(imported.status == 0) }
    let span = Date().timeIntervalSince(start) * 0.6
    #expect(try reference.sweep("out").status == 0)

    let village = try Village()
    let files = village.files(Self.people)
    let residents = try village.scratch.write("居民.csv", files.residents)
    let moments = moments(span)
    for moment in moments {
      _ = try killed(
        ["import", "--rules", village.rules, "--store", village.store, residents], after: moment)
    }
    for imported in try village.load(Self.people) { #expect(imported.status == 0, "\(imported.errors)") }
    #expect(try village.sweep("out").status == 0)
    #expect(
      try Outcome(village.result("out")) == Outcome(reference.result("out")), "killed after \(moments) µs")
  }
}
