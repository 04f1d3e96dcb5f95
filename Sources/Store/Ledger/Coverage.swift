import Matching
import RuleLanguage

package enum CoverageKind: String { case table, ledger }

extension Database {
  package func coverage(of kind: CoverageKind, _ name: String) throws -> Coverage {
    var result = Coverage()
    try query(
      "SELECT covers_from, covers_to FROM _coverage WHERE kind = ? AND name = ?",
      .text(kind.rawValue), .text(name)
    ) {
      result.from = $0.optionalText(0).flatMap(Day.init(text:))
      result.to = $0.optionalText(1).flatMap(Day.init(text:))
    }
    return result
  }

  package func setCoverage(_ coverage: Coverage, of kind: CoverageKind, _ name: String) throws {
    try run(
      "INSERT OR REPLACE INTO _coverage VALUES(?, ?, ?, ?)", .text(kind.rawValue), .text(name),
      SQLValue(coverage.from?.text), SQLValue(coverage.to?.text))
  }
}

extension StoreFile {
  /// What the imports of a relation have declared to cover.
  public func coverage(ofTable name: String) throws -> Coverage {
    try database.coverage(of: .table, name)
  }
}
