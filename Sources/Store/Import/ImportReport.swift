import RuleLanguage

/// Where an imported file goes.
public enum ImportTarget: Hashable, Sendable {
  /// A declared entity or relation.
  case table(TableID)
  /// The receipts of the ledger of this name.
  case ledger(String)
  /// 核实结论: what verification found out about subjects.
  case verifications

  public static let verificationsName = "核实结论"

  /// By table name or alias, ledger name, or 核实结论; `nil` where nothing bears the name.
  public init?(named name: String, in ruleSet: RuleSet) {
    let table = ruleSet.table(named: name) ?? ruleSet.tables.first { $0.aliases.contains(name) }
    if let table, table.relation?.holdsReceipts != true {
      self = .table(table.id)
    } else if ruleSet.ledgers.contains(where: { $0.name == name }) {
      self = .ledger(name)
    } else if name == Self.verificationsName {
      self = .verifications
    } else {
      return nil
    }
  }
}

public struct ImportOptions: Sendable {
  public enum Mode: String, Sendable {
    /// The file is all there is: records that it lacks are deleted.
    case full
    /// Records are added and changed, none is deleted.
    case delta
  }
  public var mode = Mode.delta
  /// `--covers FROM..TO`. An end that is `nil` stays as it was on a delta and is cleared on a full
  /// import; without `covers` the coverage stays as it was.
  public var covers: (from: Day?, to: Day?)?
  /// Import the good lines of a file that has bad ones.
  public var skipRejects = false
  public var encoding = TextEncoding.automatic
  /// At most so many findings and rejects are kept in the report; the counts are exact.
  public var detailLimit = 10_000
  public init() {}
}

public struct ImportProgress: Hashable, Sendable {
  public let bytesRead: Int64
  public let bytesTotal: Int64
  public let rows: Int
}

/// A line that was not imported, and why.
public struct RejectedLine: Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    case wrongCellCount(expected: Int, found: Int)
    case brokenQuote(column: Int)
    case nulByte(column: Int)
    /// A key or another cell that every record must have is blank, 无 or 不详.
    case missing(field: String)
    case unreadable(field: String, QualityFinding.Reason)
    /// An earlier line of the file has the same key and other content.
    case duplicateKey
    /// No record of the owning entity has this key.
    case noSuchOwner(key: String)
  }
  /// Line of the file, from 1.
  public let line: Int
  public let reason: Reason
  /// The line as it stands in the file, in UTF-8, without its line end.
  public let raw: String
}

public struct ImportReport: Sendable {
  public let file: String
  /// Data lines of the file.
  public var lines = 0
  public var inserted = 0
  public var updated = 0
  /// Already there with the same content, or repeated within the file.
  public var unchanged = 0
  public var deleted = 0
  /// Relation rows that went with their deleted owners.
  public var deletedWithOwner = 0
  public var rejected = 0
  /// A full import with rejected lines deletes nothing: the lines might have been the records' own.
  public var withheldDeletions = false
  /// False where rejected lines kept the whole file out: then the counts say what would have been.
  public var isCommitted = true
  /// In file order, the first ``ImportOptions/detailLimit`` of them.
  public var quality: [QualityFinding] = []
  public var qualityCount = 0
  public var rejects: [RejectedLine] = []

  public init(file: String) { self.file = file }
}

extension RejectedLine.Reason {
  public var message: Message {
    switch self {
    case .wrongCellCount(let expected, let found):
      Message(zh: "应有 \(expected) 列，实有 \(found) 列", en: "\(found) cells instead of \(expected)")
    case .brokenQuote(let column):
      Message(zh: "第 \(column) 列引号有误", en: "broken quote in cell \(column)")
    case .nulByte(let column): Message(zh: "第 \(column) 列含空字符", en: "NUL byte in cell \(column)")
    case .missing(let field): Message(zh: "缺少“\(field)”", en: "\(field) is missing")
    case .unreadable(let field, let reason):
      Message(
        zh: "“\(field)”\(reason.message.chinese)", en: "\(field): \(reason.message.english)")
    case .duplicateKey:
      Message(zh: "与前面的行键相同而内容不同", en: "same key as an earlier line, other content")
    case .noSuchOwner(let key): Message(zh: "没有键为“\(key)”的所有者", en: "no owner with key \(key)")
    }
  }
}
