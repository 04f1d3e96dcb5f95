import Foundation
import Testing

/// When the store or the disk fails: exit code 3, a clear word, and the store as it was.
///
/// Not simulated: a folder without write permission, where the tests run as root, to whom all is permitted.
@Suite struct StoreFailureTests {
  /// A store with people, and what a sweep of it finds.
  private func loaded(_ count: Int = 300) throws -> (village: Village, found: [SweepFolder.Finding]) {
    let village = try Village()
    for imported in try village.load(count) { #expect(imported.status == 0, "\(imported.errors)") }
    #expect(try village.sweep("reference").status == 0)
    return (village, try village.result("reference").findings())
  }

  @Test func somethingElse() throws {
    let village = try Village()
    try village.scratch.write("village.store", "这不是数据库，是一段够长的文字。\n" + String(repeating: "文字", count: 100))
    let before = try village.scratch.text("village.store")
    let result = try village.sweep("out")
    #expect(result.status == 3)
    #expect(result.errors.contains("不是本程序的数据库"), "\(result.errors)")
    #expect(try village.scratch.text("village.store") == before)
  }

  @Test func newerVersion() throws {
    let (village, _) = try loaded(30)
    var bytes = try Data(contentsOf: URL(fileURLWithPath: village.store))
    // The file's user_version, big-endian.
    bytes.replaceSubrange(60..<64, with: [0, 0, 3, 231])
    try bytes.write(to: URL(fileURLWithPath: village.store))
    let result = try village.sweep("out")
    #expect(result.status == 3)
    #expect(result.errors.contains("999"), "\(result.errors)")
    #expect(try Data(contentsOf: URL(fileURLWithPath: village.store)) == bytes)
  }

  @Test func damaged() throws {
    let (village, _) = try loaded(300)
    var bytes = try Data(contentsOf: URL(fileURLWithPath: village.store))
    for page in 2..<min(40, bytes.count / 4096) {
      bytes.replaceSubrange(page * 4096..<page * 4096 + 200, with: repeatElement(0xA5, count: 200))
    }
    try bytes.write(to: URL(fileURLWithPath: village.store))
    let result = try village.sweep("out")
    #expect(result.status == 3, "\(result.output)\(result.errors)")
    #expect(!result.errors.isEmpty)
  }

  @Test func nowhere() throws {
    let village = try Village()
    let result = try Command.run(
      Command.path(of: .yingxiang),
      village.sweepArguments("out", store: village.scratch.path("no/such/folder/x.store")))
    #expect(result.status == 3)
    #expect(result.errors.contains("no/such/folder"), "\(result.errors)")
  }

  @Test func outputThatCannotBeWritten() throws {
    let (village, found) = try loaded(60)
    try village.scratch.write("file", "not a folder")
    let result = try village.sweep("file/out")
    #expect(result.status == 3)
    #expect(result.errors.contains("file/out"), "\(result.errors)")
    #expect(try village.sweep("again").status == 0)
    #expect(try village.result("again").findings() == found)
  }

  /// An import that waits for more of its file holds the store's only writing lock.
  @Test func locked() throws {
    let (village, found) = try loaded()
    let pipe = try HalfAnImport(village)
    defer { pipe.kill() }
    let second = try village.importing("名单.csv", "编号,批号,批准日期\nR100000,Z,2025-01-01\n")
    #expect(second.status == 3)
    #expect(second.errors.contains("占用"), "\(second.errors)")
    // Reading goes on.
    let explained = try Command.yingxiang(
      "explain", "--rules", village.rules, "--store", village.store, "--as-of", Village.asOf, "--subject",
      "R100001")
    #expect(explained.status == 0)
    pipe.kill()
    #expect(try village.sweep("after").status == 0)
    #expect(try village.result("after").findings() == found)
  }

  /// Killed in the middle of its transaction: nothing of the file is there.
  @Test func killedInTheMiddle() throws {
    let (village, found) = try loaded()
    let pipe = try HalfAnImport(village)
    pipe.kill()
    #expect(try village.sweep("after").status == 0)
    #expect(try village.result("after").findings() == found)
    #expect(try village.result("after").newCount() == 0)
  }

  /// A limit on the size of files stands for a full disk.
  @Test(arguments: [8, 64, 256, 512]) func diskFull(_ blocks: Int) throws {
    let (village, found) = try loaded(60)
    let more = village.files(8000).residents
    try village.scratch.write("居民.csv", more)
    let script = "trap '' XFSZ; ulimit -f \(blocks); exec \"$@\""
    let result = try Command.run(
      URL(fileURLWithPath: "/bin/bash"),
      [
        "-c", script, "bash", Command.path(of: .yingxiang).path, "import", "--rules", village.rules,
        "--store", village.store,
        village.scratch.path("居民.csv"),
      ])
    #expect(result.status == 3, "\(result.output)\(result.errors)")
    #expect(!result.errors.isEmpty)
    #expect(try village.sweep("after").status == 0)
    #expect(try village.result("after").findings() == found)
  }
}

/// An import of a named pipe that has had one piece of its file and waits for the next one, inside its
/// transaction.
private final class HalfAnImport {
  private let running: RunningCommand
  private let writer: FileHandle

  init(_ village: Village) throws {
    let path = village.scratch.path("pipe.csv")
    guard unsafe mkfifo(path, 0o600) == 0 else { throw CocoaError(.fileWriteUnknown) }
    running = try RunningCommand(
      Command.path(of: .yingxiang),
      ["import", "--rules", village.rules, "--store", village.store, "--as", "居民", path])
    writer = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    // One piece is a megabyte; what lies beyond it stays in the pipe.
    var text = "编号,姓名,出生日期\n"
    var index = 0
    while text.utf8.count < (1 << 20) + 4096 {
      text += "Z\(index),过路人\(index),1940-01-01\n"
      index += 1
    }
    try writer.write(contentsOf: Data(text.utf8))
    // The piece has been read once the pipe took all of it; give the rows time to reach the store.
    let log = village.store + "-wal"
    for _ in 0..<200 {
      if let size = try? FileManager.default.attributesOfItem(atPath: log)[.size] as? Int, size > 0 { break }
      usleep(10_000)
    }
    usleep(200_000)
  }

  func kill() {
    guard running.isRunning else { return }
    running.signal(SIGKILL)
    _ = try? running.wait()
    try? writer.close()
  }
}
