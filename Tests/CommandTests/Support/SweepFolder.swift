import Foundation

/// What a sweep wrote.
struct SweepFolder {
  let folder: URL

  init(_ path: String) { folder = URL(fileURLWithPath: path, isDirectory: true) }

  struct Finding: Hashable, Comparable, CustomStringConvertible {
    let policy, item, subject, row, list, period, amount, detail: String

    init(_ row: [String: String]) {
      policy = row["policy"] ?? ""
      item = row["item"] ?? ""
      subject = row["subject"] ?? ""
      self.row = row["row"] ?? ""
      list = row["list"] ?? ""
      period = row["period"] ?? ""
      amount = row["amount"] ?? ""
      detail = row["detail"] ?? ""
    }

    var description: String {
      [policy, item, subject, row, list, period, amount, detail].joined(separator: ",")
    }

    static func < (a: Finding, b: Finding) -> Bool { a.description < b.description }
  }

  struct Message: Hashable, Decodable {
    let idempotencyKey, channel, recipient, subject, title, body: String
    let policies, findings, episodes: [String]
  }

  struct Manifest: Decodable {
    let batch, asOf, sha256: String
    let messages: Int
  }

  struct Summary: Decodable {
    struct Policy: Decodable {
      let id: String
      let entitled, undetermined, unentitled, upcoming, nearMiss, receiving: Int
    }
    let asOf, ruleSet: String
    let policies: [Policy]
  }

  private func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
  }

  func rawFindings() throws -> [[String: String]] { rows(try text("findings.csv")) }

  func findings() throws -> [Finding] { try rawFindings().map(Finding.init).sorted() }

  func newCount() throws -> Int { try rawFindings().count { $0["new"] == "1" } }

  func summary() throws -> Summary {
    try JSONDecoder().decode(
      Summary.self, from: Data(contentsOf: folder.appendingPathComponent("summary.json")))
  }

  /// The folders of whole batches, by name.
  func batches() throws -> [URL] {
    let place = folder.appendingPathComponent("batches", isDirectory: true)
    guard FileManager.default.fileExists(atPath: place.path) else { return [] }
    return try FileManager.default.contentsOfDirectory(at: place, includingPropertiesForKeys: nil)
      .filter { FileManager.default.fileExists(atPath: $0.appendingPathComponent("manifest.json").path) }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
  }

  func manifests() throws -> [Manifest] {
    try batches().map {
      try JSONDecoder().decode(
        Manifest.self, from: Data(contentsOf: $0.appendingPathComponent("manifest.json")))
    }
  }

  func messages() throws -> [Message] {
    try batches().flatMap { batch in
      let text = String(
        decoding: try Data(contentsOf: batch.appendingPathComponent("messages.jsonl")), as: UTF8.self)
      return try text.split(separator: "\n").map {
        try JSONDecoder().decode(Message.self, from: Data($0.utf8))
      }
    }
  }
}
