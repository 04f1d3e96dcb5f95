import Crypto
import RuleLanguage

/// The code lists of a rule set, each made ready when it is first needed.
package final class CodeIndexes {
  private let lists: [CodeList]
  private var made: [CodeListID: CodeIndex] = [:]

  package init(_ lists: [CodeList]) { self.lists = lists }

  package subscript(id: CodeListID) -> CodeIndex {
    if let index = made[id] { return index }
    let index = CodeIndex(lists[id])
    made[id] = index
    return index
  }
}

/// A code list by the bytes of its codes, names and retired codes.
package final class CodeIndex {
  private enum Meaning {
    case code(Int)
    case successor(Int)
    case ambiguous
  }
  private var table = ByteTable()
  private var meanings: [Meaning] = []
  private let codes: [[UInt8]]
  package let names: [String]
  /// Changes with the list's codes, their order and their successors.
  package let signature: String

  package init(_ list: CodeList) {
    codes = list.entries.map { Array($0.code.utf8) }
    names = list.entries.map(\.name)
    var hash = SHA256()
    for code in codes { hash.update(data: code + [0]) }
    for (old, new) in list.successors.sorted(by: { $0.key < $1.key }) {
      hash.update(data: Array("\(old)>\(new)\u{0}".utf8))
    }
    signature = hexadecimal(hash.finalize().prefix(8))
    for (ordinal, entry) in list.entries.enumerated() { add(entry.code, .code(ordinal)) }
    for (old, ordinal) in list.successors.sorted(by: { $0.key < $1.key }) {
      add(old, .successor(ordinal))
    }
    for (ordinal, entry) in list.entries.enumerated() {
      let bearers = list.ordinals(named: entry.name)
      add(entry.name, bearers.count == 1 ? .code(ordinal) : .ambiguous)
    }
  }

  private func add(_ text: String, _ meaning: Meaning) {
    let known = table.count
    if table.insert(Array(text.utf8).span) == known { meanings.append(meaning) }
  }

  /// The code that is meant, by code, retired code or unique name.
  package func ordinal(_ text: Span<UInt8>) -> Int? {
    guard let index = table.find(text) else { return nil }
    switch meanings[index] {
    case .code(let ordinal), .successor(let ordinal): return ordinal
    case .ambiguous: return nil
    }
  }

  package func read(
    _ text: Span<UInt8>, into row: inout RowBuffer, at column: Int
  ) -> QualityFinding.Reason? {
    guard let index = table.find(text) else { return .unknownCode }
    switch meanings[index] {
    case .ambiguous: return .ambiguousName
    case .code(let ordinal):
      set(ordinal, in: &row, at: column)
      return nil
    case .successor(let ordinal):
      set(ordinal, in: &row, at: column)
      return .retiredCode
    }
  }

  private func set(_ ordinal: Int, in row: inout RowBuffer, at column: Int) {
    let code = codes[ordinal]
    row.setText(column, code.span)
  }
}
