import Foundation

/// A folder of its own for one test. It stays until the tests end, for what is read from it may outlive
/// the last mention of it.
struct Scratch {
  let folder: URL

  private static let root: URL = {
    atexit { try? FileManager.default.removeItem(at: Scratch.root) }
    return FileManager.default.temporaryDirectory.appendingPathComponent(
      "yingxiang-tests-\(ProcessInfo.processInfo.processIdentifier)", isDirectory: true)
  }()

  init() {
    folder = Self.root.appendingPathComponent(UUID().uuidString, isDirectory: true)
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      preconditionFailure("no temporary folder: \(error)")
    }
  }

  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  /// Writes a file, with its folders, and gives its path.
  @discardableResult func write(_ name: String, _ text: String) throws -> String {
    try write(name, Data(text.utf8))
  }

  @discardableResult func write(_ name: String, _ bytes: Data) throws -> String {
    let file = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try bytes.write(to: file)
    return file.path
  }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }
}

/// The rows of a CSV text, without its header, by the names of the columns.
func rows(_ text: String) -> [[String: String]] {
  var lines: [[String]] = []
  var row: [String] = []
  var cell = ""
  var isQuoted = false
  var characters = Array(text)
  if characters.last != "\n" { characters.append("\n") }
  var index = 0
  while index < characters.count {
    let character = characters[index]
    if isQuoted {
      if character == "\"" {
        if index + 1 < characters.count, characters[index + 1] == "\"" {
          cell.append("\"")
          index += 1
        } else {
          isQuoted = false
        }
      } else {
        cell.append(character)
      }
    } else if character == "\"" {
      isQuoted = true
    } else if character == "," {
      row.append(cell)
      cell = ""
    } else if character == "\n" {
      row.append(cell)
      cell = ""
      if row != [""] { lines.append(row) }
      row = []
    } else {
      cell.append(character)
    }
    index += 1
  }
  guard let header = lines.first else { return [] }
  return lines.dropFirst().map { Dictionary(zip(header, $0), uniquingKeysWith: { a, _ in a }) }
}
