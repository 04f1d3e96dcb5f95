import Foundation
import Notifier
import Testing

@Suite struct DigestTests {
  private func announced(
    _ episode: String, policy: String, subject: String = "P1", channel: String = "个人中心",
    recipient: String? = nil
  ) -> Announced {
    Announced(
      episode: episode, channel: channel, recipient: recipient ?? subject, subject: subject,
      policy: policy, title: "标题\(policy)", body: "正文\(policy)", findings: ["F\(episode)"])
  }

  @Test func onePolicyKeepsItsOwnWords() {
    let messages = Digest.messages([announced("1", policy: "甲")])
    #expect(messages.map(\.title) == ["标题甲"])
    #expect(messages.map(\.body) == ["正文甲"])
  }

  @Test func severalPoliciesMakeOneMessage() {
    let messages = Digest.messages([
      announced("2", policy: "乙"), announced("1", policy: "甲"), announced("3", policy: "甲", subject: "P2"),
    ])
    #expect(messages.count == 2)
    #expect(messages[0].title == "您有2项政策可能可以享受")
    #expect(messages[0].body == "1. 标题乙：正文乙\n2. 标题甲：正文甲")
    #expect(messages[0].policies == ["乙", "甲"])
    #expect(messages[0].episodes == ["2", "1"])
    #expect(messages[0].findings == ["F1", "F2"])
    #expect(messages[1].subject == "P2")
  }

  @Test func channelsAndRecipientsStayApart() {
    let messages = Digest.messages([
      announced("1", policy: "甲"), announced("2", policy: "甲", channel: "短信"),
      announced("3", policy: "甲", recipient: "P9"),
    ])
    #expect(messages.count == 3)
    #expect(Set(messages.map(\.idempotencyKey)).count == 3)
  }

  @Test func orderOfInputIsIrrelevant() {
    let all = (0..<30).map { announced("\($0)", policy: "策\($0 % 7)", subject: "P\($0 % 5)") }
    let expected = BatchFiles(batch: "B", asOf: "2026-01-01", ruleSet: "r", messages: Digest.messages(all))
    for shift in 1..<30 {
      let moved = Array(all[shift...] + all[..<shift])
      let files = BatchFiles(
        batch: "B", asOf: "2026-01-01", ruleSet: "r", messages: Digest.messages(moved.reversed()))
      #expect(files.messages == expected.messages)
      #expect(files.manifest == expected.manifest)
    }
  }

  @Test func manifestCountsWhatTheFileHolds() throws {
    let messages = Digest.messages([
      announced("1", policy: "甲"), announced("2", policy: "乙"), announced("3", policy: "甲", subject: "P2"),
    ])
    let files = BatchFiles(batch: "B1", asOf: "2026-03-31", ruleSet: "abc", messages: messages)
    let manifest = try JSONDecoder().decode(BatchManifest.self, from: files.manifest)
    #expect(manifest.messages == 2)
    #expect(manifest.recipients == 2)
    #expect(manifest.policies == ["甲": 2, "乙": 1])
    let lines = files.messages.split(separator: UInt8(ascii: "\n"))
    #expect(lines.count == 2)
    for (line, message) in zip(lines, messages) {
      #expect(try JSONDecoder().decode(Message.self, from: line) == message)
    }
  }
}
