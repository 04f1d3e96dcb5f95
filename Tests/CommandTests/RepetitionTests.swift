import Foundation
import Testing

/// A sweep is a function of rules, data and date; only news is new.
@Suite struct RepetitionTests {
  private func dump(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

  @Test func twice() throws {
    let village = try Village()
    try village.load(500)
    #expect(try village.sweep("one").status == 0)
    #expect(try village.sweep("two").status == 0)
    let (one, two) = (village.result("one"), village.result("two"))
    #expect(try one.findings() == two.findings())
    #expect(try one.newCount() == one.findings().count { !$0.list.isEmpty })
    #expect(try two.newCount() == 0)
    #expect(try !one.messages().isEmpty)
    #expect(try two.messages().isEmpty)
    #expect(try village.scratch.text("one/summary.json") == village.scratch.text("two/summary.json"))
    #expect(try village.scratch.text("one/undetermined.csv") == village.scratch.text("two/undetermined.csv"))
  }

  /// A second sweep of the same store content in another place gives the same bytes.
  @Test func elsewhere() throws {
    let villages = [try Village(), try Village()]
    for village in villages {
      try village.load(200)
      #expect(try village.sweep("out").status == 0)
    }
    for name in ["out/findings.csv", "out/summary.json", "out/undetermined.csv"] {
      #expect(try villages[0].scratch.text(name) == villages[1].scratch.text(name), "\(name)")
    }
    let messages = try villages.map { try $0.result("out").messages() }
    #expect(messages[0].count == messages[1].count && !messages[0].isEmpty)
    for (one, other) in zip(messages[0], messages[1]) { #expect(one == other) }
  }

  /// At an earlier date: files, and not a byte of the store.
  @Test func replay() throws {
    let village = try Village()
    try village.load(500)
    #expect(try village.sweep("now").status == 0)
    let before = try dump(village.store)
    let replayed = try village.sweep("then", asOf: "2026-08-31")
    #expect(replayed.status == 0)
    #expect(replayed.output.contains("重放"), "\(replayed.output)")
    #expect(try dump(village.store) == before)
    #expect(try village.result("then").newCount() == 0)
    #expect(try village.result("then").messages().isEmpty)
    #expect(try village.result("then").summary().asOf == "2026-08-31")
    #expect(try !village.result("then").findings().isEmpty)
    // The next sweep of today knows nothing of it.
    #expect(try village.sweep("again").status == 0)
    #expect(try village.result("again").newCount() == 0)
  }

  @Test func aManifestVouchesForItsMessages() throws {
    let village = try Village()
    try village.load(200)
    #expect(try village.sweep("out").status == 0)
    let batches = try village.result("out").batches()
    let manifests = try village.result("out").manifests()
    #expect(batches.count == 1)
    for (batch, manifest) in zip(batches, manifests) {
      let file = batch.appendingPathComponent("messages.jsonl")
      let sum = try Command.run(URL(fileURLWithPath: "/usr/bin/sha256sum"), [file.path])
      #expect(sum.output.hasPrefix(manifest.sha256))
      #expect(batch.lastPathComponent == manifest.batch)
      #expect(try village.result("out").messages().count == manifest.messages)
    }
  }

  /// Keys are opaque unless they are asked for.
  @Test func masking() throws {
    let village = try Village()
    try village.load(100)
    let arguments = village.sweepArguments("out").filter { $0 != "--unmask" }
    #expect(try Command.run(Command.path(of: .yingxiang), arguments).status == 0)
    for name in ["findings.csv", "undetermined.csv", "summary.json"] {
      #expect(!(try village.scratch.text("out/\(name)").contains("R100")), "\(name)")
    }
    for message in try village.result("out").messages() {
      #expect(!message.subject.contains("R100") && !message.recipient.contains("R100"))
    }
  }
}
