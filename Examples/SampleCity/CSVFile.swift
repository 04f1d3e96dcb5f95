import Foundation
import RuleLanguage

/// A CSV file that is written row by row through a small buffer.
final class CSVFile {
  let name: String
  private let handle: FileHandle
  private var buffer: [UInt8] = []
  private static let limit = 1 << 17

  init(_ name: String, in folder: URL, header: String) throws {
    self.name = name
    let path = folder.appendingPathComponent(name + ".csv")
    try Data().write(to: path)
    handle = try FileHandle(forWritingTo: path)
    buffer.reserveCapacity(Self.limit + 4096)
    buffer.append(contentsOf: header.utf8)
    buffer.append(UInt8(ascii: "\n"))
  }

  func row(_ cells: String...) throws { try row(cells) }

  func row(_ cells: [String]) throws {
    for (index, cell) in cells.enumerated() {
      if index > 0 { buffer.append(UInt8(ascii: ",")) }
      if cell.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) {
        buffer.append(contentsOf: "\"\(cell.replacing("\"", with: "\"\""))\"".utf8)
      } else {
        buffer.append(contentsOf: cell.utf8)
      }
    }
    buffer.append(UInt8(ascii: "\n"))
    if buffer.count >= Self.limit { try flush() }
  }

  func close() throws {
    try flush()
    try handle.close()
  }

  private func flush() throws {
    try handle.write(contentsOf: Data(buffer))
    buffer.removeAll(keepingCapacity: true)
  }
}

extension Day? {
  /// The date, or nothing.
  var cell: String { self?.text ?? "" }
}

extension Day {
  /// As some departments write it.
  var compact: String { text.replacing("-", with: "") }
}

/// Yuan as a cell: `1234.50`.
func yuan(_ fen: Int) -> String {
  let cents = fen % 100
  return cents == 0 ? "\(fen / 100)" : "\(fen / 100).\(cents < 10 ? "0" : "")\(cents)"
}
