import Foundation
import Testing

/// The scenarios under Examples, run as their readers run them, against what was worked out by hand.
@Suite struct ExampleTests {
  struct Scenario: CustomTestStringConvertible, Sendable {
    let name: String
    /// By step: the sweep's folder below the output, the expected findings, the expected counts.
    let steps: [(folder: String, findings: String)]
    var testDescription: String { name }
  }

  static let scenarios = [
    Scenario(name: "luohu-fanxiangban", steps: [("", "findings.csv")]),
    Scenario(name: "zhangzhou-mianshen", steps: [("", "findings.csv")]),
    Scenario(name: "maanshan-huiqitong", steps: [("", "findings.csv")]),
    Scenario(
      name: "sichuan-tuisong",
      steps: [
        ("1", "findings-1.csv"), ("2", "findings-2.csv"), ("3", "findings-2.csv"), ("4", "findings-4.csv"),
        ("5", "findings-4.csv"),
      ]),
  ]

  @Test(arguments: scenarios) func asWorkedOutByHand(_ scenario: Scenario) throws {
    let scratch = Scratch()
    let place = Command.examples.appendingPathComponent(scenario.name, isDirectory: true)
    let out = scratch.path("out")
    let ran = try Command.run(
      URL(fileURLWithPath: "/bin/bash"),
      [place.appendingPathComponent("run.sh").path, Command.path(of: .yingxiang).path, out])
    #expect(ran.status == 0, "\(ran.errors)")

    func expected(_ name: String) throws -> [[String: String]] {
      let file = place.appendingPathComponent("expected/\(name)")
      guard FileManager.default.fileExists(atPath: file.path) else { return [] }
      return rows(String(decoding: try Data(contentsOf: file), as: UTF8.self))
    }
    for step in scenario.steps {
      let sweep = SweepFolder("\(out)/\(step.folder)")
      let found = try sweep.findings()
      #expect(found == (try expected(step.findings)).map(SweepFolder.Finding.init).sorted())
      for nothing in try expected("nothing.csv") {
        #expect(
          !found.contains {
            $0.policy == nothing["policy"] && $0.subject == nothing["subject"] && $0.list != "near_miss"
          },
          "\(nothing)")
      }
    }
    try compareCounts(try expected("counts.csv"), SweepFolder(out))
    try compareMessages(
      try expected("messages.csv"), scenario.steps.map { SweepFolder("\(out)/\($0.folder)") })
    for step in try expected("steps.csv") {
      let sweep = SweepFolder("\(out)/\(step["step"] ?? "")")
      #expect(try sweep.newCount() == Int(step["new"] ?? ""), "new findings of step \(step)")
      #expect(try sweep.messages().count == Int(step["messages"] ?? ""), "messages of step \(step)")
      #expect(try sweep.summary().asOf == step["as_of"])
    }
  }

  private func compareCounts(_ expected: [[String: String]], _ sweep: SweepFolder) throws {
    guard !expected.isEmpty else { return }
    let policies = try sweep.summary().policies
    #expect(policies.count == expected.count)
    for line in expected {
      let policy = try #require(policies.first { $0.id == line["policy"] })
      let counts = [
        policy.entitled, policy.undetermined, policy.unentitled, policy.upcoming, policy.nearMiss,
        policy.receiving,
      ]
      let names = ["entitled", "undetermined", "unentitled", "upcoming", "near_miss", "receiving"]
      #expect(counts == names.compactMap { line[$0].flatMap(Int.init) }, "\(policy.id)")
    }
  }

  /// Each message by the subject and the policies of its findings, with title and body where they are given.
  private func compareMessages(_ expected: [[String: String]], _ sweeps: [SweepFolder]) throws {
    guard !expected.isEmpty else { return }
    var recipients: [String: Set<String>] = [:]
    for (index, sweep) in sweeps.enumerated() {
      let subjects = Dictionary(
        try sweep.rawFindings().map { ($0["findingId"] ?? "", $0["subject"] ?? "") },
        uniquingKeysWith: { a, _ in a })
      var left = expected.filter { $0["step"] == "\(index + 1)" }
      for message in try sweep.messages() {
        let about = Set(message.findings.compactMap { subjects[$0] })
        let subject = try #require(about.first)
        #expect(about.count == 1, "one message, one subject")
        recipients[message.recipient, default: []].insert(subject)
        let position = left.firstIndex {
          $0["subject"] == subject && $0["policies"] == message.policies.sorted().joined(separator: "+")
            && $0["channel"] == message.channel
        }
        guard let position else {
          Issue.record("not expected in step \(index + 1): \(message)")
          continue
        }
        let line = left.remove(at: position)
        #expect(message.title == line["title"])
        if let body = line["body"], !body.isEmpty {
          #expect(message.body == body.replacing("\\n", with: "\n"))
        }
      }
      #expect(left.isEmpty, "not sent in step \(index + 1): \(left)")
    }
    // The twins of the Sichuan example are the only ones who share a recipient.
    let shared = recipients.values.filter { $0.count > 1 }
    #expect(shared.allSatisfy { $0.count == 2 } && shared.count <= 1)
  }

  /// Every rule folder of an example is clean, formatted, and passes its own cases.
  @Test(arguments: scenarios) func rulesAreClean(_ scenario: Scenario) throws {
    let rules = Command.examples.appendingPathComponent("\(scenario.name)/rules").path
    let checked = try Command.yingxiang("check", rules)
    #expect(checked.status == 0)
    #expect(checked.output.contains("0 个错误"), "\(checked.output)\(checked.errors)")
    let warnings = (checked.output + checked.errors).split(separator: "\n").filter { $0.contains("警告:") }
    #expect(warnings.isEmpty)
    #expect(try Command.yingxiang("fmt", "--check", rules).status == 0)
    let tested = try Command.yingxiang("test", rules)
    #expect(tested.status == 0, "\(tested.errors)")
    #expect(tested.output.contains("0 个不通过"))
  }
}
