import Foundation
import Matching
import RuleLanguage
import Testing

import Store

@Suite struct DurabilityTests {
  let rules = fixture()
  let scratch = Scratch()

  private struct Stop: Error {}

  private func csv(_ numbers: Range<Int>, name: String = "n") throws -> String {
    try scratch.write(
      "big.csv",
      "身份证号,姓名\n" + numbers.map { "\(identityNumber($0)),\(name)\($0)\n" }.joined())
  }

  @Test func anImportThatStopsLeavesNothing() throws {
    let store = try scratch.open()
    _ = try store.importCSV(try csv(0..<100), into: .table(0), of: rules)
    let before = try store.dump()
    #expect(throws: Stop.self) {
      try store.importCSV(try csv(50..<6000), into: .table(0), of: rules) { _ in throw Stop() }
    }
    #expect(try store.dump() == before)
    // And the store goes on working.
    #expect(try store.importCSV(try csv(50..<6000), into: .table(0), of: rules).inserted == 5900)
  }

  /// The files as they stand in the middle of a transaction are what a killed process leaves.
  @Test func aKilledImportLeavesNothing() throws {
    let store = try scratch.open()
    _ = try store.importCSV(try csv(0..<100), into: .table(0), of: rules)
    let before = try store.dump()
    try store.database.execute("PRAGMA cache_size = 10")
    var copies = 0
    _ = try store.importCSV(try csv(50..<9000), into: .table(0), of: rules) { progress in
      guard progress.rows == 8192 else { return }
      for suffix in ["", "-wal"] {
        try FileManager.default.copyItem(
          atPath: scratch.file("data.sqlite" + suffix), toPath: scratch.file("killed.sqlite" + suffix))
        copies += 1
      }
    }
    #expect(copies == 2)
    #expect(try scratch.open("killed.sqlite").dump() == before)
    #expect(try store.dump() != before)
  }

  /// In the middle of a query, between two statements of an import, and before a call.
  @Test func interruption() throws {
    let store = try scratch.open()
    _ = try store.importCSV(try csv(0..<10), into: .table(0), of: rules)
    let before = try store.dump()
    let interrupter = store.interrupter
    #expect(throws: StoreError.interrupted) {
      try store.database.transaction(.immediate) {
        try store.database.run("DELETE FROM 个人")
        try store.database.query("SELECT id FROM _field") { _ in interrupter.interrupt() }
      }
    }
    #expect(throws: StoreError.interrupted) {
      try store.importCSV(try csv(0..<9000), into: .table(0), of: rules) { _ in interrupter.interrupt() }
    }
    interrupter.interrupt()
    #expect(throws: StoreError.interrupted) { try store.dataset(for: rules, fields: [[], [], [], []]) }
    #expect(try store.dump() == before)
  }

  @Test func lockedStoreIsBusy() throws {
    let store = try scratch.open()
    let other = try scratch.open()
    try store.adopt(rules)
    try other.database.transaction(.immediate) {
      #expect(throws: StoreError.busy) {
        try store.importCSV(try csv(0..<1), into: .table(0), of: rules)
      }
      // Readers do not wait.
      let read = try store.dataset(for: rules, fields: [[], [], [], []])
      #expect(read.tables[0].count == 0)
    }
    #expect(try store.importCSV(try csv(0..<1), into: .table(0), of: rules).inserted == 1)
  }

  @Test func newerVersionIsRefusedAndNotTouched() throws {
    do {
      let store = try scratch.open()
      try store.database.execute("PRAGMA user_version = 99")
    }
    #expect(throws: StoreError.newerVersion(found: 99, supported: Migrations.current)) {
      try scratch.open()
    }
    let raw = try Database(path: scratch.file("data.sqlite"), busyTimeout: 0)
    #expect(try raw.integer("PRAGMA user_version") == 99)
  }

  @Test(arguments: 0...2)
  func migrationsFromEachEarlierVersion(version: Int) throws {
    do {
      let raw = try Database(path: scratch.file("data.sqlite"), busyTimeout: 0)
      try raw.migrate(Array(Migrations.steps.prefix(version)))
      #expect(try raw.integer("PRAGMA user_version") == Int64(version))
    }
    let migrated = try scratch.open()
    let fresh = try scratch.open("fresh.sqlite")
    func schema(_ store: StoreFile) throws -> [String] {
      var lines: [String] = []
      try store.database.query("SELECT name, sql FROM sqlite_schema ORDER BY name") {
        lines.append($0.text(0) + $0.text(1))
      }
      return lines
    }
    #expect(try schema(migrated) == schema(fresh))
    #expect(try migrated.database.integer("PRAGMA user_version") == Int64(Migrations.current))
  }

  /// A step that fails is undone as a whole.
  @Test func failedMigrationLeavesTheVersionBefore() throws {
    let raw = try Database(path: scratch.file("data.sqlite"), busyTimeout: 0)
    #expect(throws: StoreError.self) {
      try raw.migrate(["CREATE TABLE a(x) STRICT; CREATE TABLE b(x INTEGER) STRICT;"])
    }
    #expect(try raw.integer("PRAGMA user_version") == 0)
    #expect(try raw.integer("SELECT count(*) FROM sqlite_schema") == 0)
  }

  @Test func otherFilesAreNotStores() throws {
    let raw = try Database(path: scratch.file("other.sqlite"), busyTimeout: 0)
    try raw.execute("CREATE TABLE notes(text)")
    #expect(throws: StoreError.notAStore(path: scratch.file("other.sqlite"))) {
      try scratch.open("other.sqlite")
    }
    let text = try scratch.write("text.sqlite", String(repeating: "not a database\n", count: 100))
    #expect(throws: StoreError.notAStore(path: text)) { try scratch.open("text.sqlite") }
    #expect(throws: StoreError.cannotOpen(path: "/nonexistent/x")) { try StoreFile(path: "/nonexistent/x") }
  }

  @Test func commitsAreFullyWritten() throws {
    let store = try scratch.open()
    #expect(try store.database.integer("PRAGMA synchronous") == 2)
    #expect(try store.database.integer("PRAGMA foreign_keys") == 1)
    var mode = ""
    try store.database.query("PRAGMA journal_mode") { mode = $0.text(0) }
    #expect(mode == "wal")
  }
}
