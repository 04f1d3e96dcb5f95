import RuleLanguage

/// One file on its way into one table.
package final class ImportRun {
  private let database: Database
  private let layout: ImportLayout
  private let options: ImportOptions
  private let source: TextSource
  private var scanner: CSVScanner
  private var record = CSVRecord()
  /// By column of the layout, the cell of a line that holds it.
  private let cells: [Int?]
  private let inputs: [Input]
  private let headerCount: Int
  private var row: RowBuffer
  private var findings: [QualityFinding] = []
  private var ownerLookup: OwnerLookup?
  /// Receipts and verification outcomes: the policies of the rule set with their items.
  private let policies: [String: Set<String>]
  package private(set) var report: ImportReport

  /// A column that the file has: what reading a cell needs, and no more.
  private struct Input {
    let column: Int
    let cell: Int
    let format: CellFormat
    let mayBeNone: Bool
    let isRequired: Bool
    let isOwner: Bool
  }

  /// Reads the header; nothing is written yet.
  package init(
    path: String, layout: ImportLayout, policies: [String: Set<String>], options: ImportOptions,
    database: Database
  ) throws {
    self.database = database
    self.layout = layout
    self.options = options
    self.policies = policies
    source = try TextSource(path: path, encoding: options.encoding)
    scanner = CSVScanner(source)
    report = ImportReport(file: path)
    row = RowBuffer(columns: layout.columns.count)
    var first = CSVRecord()
    guard try scanner.next(&first) else { throw ImportError(file: path, problem: .empty) }
    let header = (0..<first.count).map { cell in
      let bytes = first.bytes[first.range(cell)]
      let range = trimmedRange(Array(bytes).span)
      return String(
        decoding: bytes.dropFirst(range.lowerBound).prefix(range.count), as: UTF8.self)
    }
    do throws(HeaderMismatch) {
      cells = try layout.match(header)
    } catch {
      throw ImportError(
        file: path, line: first.line, problem: .header(error.problems),
        acceptedHeaders: layout.acceptedHeaders)
    }
    headerCount = header.count
    inputs = zip(layout.columns, cells).enumerated().compactMap { index, pair in
      let (column, cell) = pair
      guard let cell else { return nil }
      return Input(
        column: index, cell: cell, format: column.format,
        mayBeNone: column.isOptional || column.isRequired, isRequired: column.isRequired,
        isOwner: column.role == .owner)
    }
  }

  /// Inside a transaction. The caller undoes it where the report is not committed.
  package func write(
    progress: ((ImportProgress) throws -> Void)?, onReject: ((RejectedLine) throws -> Void)?
  ) throws {
    let writer = try RowWriter(
      layout, cells: cells, nextID: try database.nextID(layout), isEmpty: try isEmpty(), in: database)
    if let owner = layout.owner { ownerLookup = try OwnerLookup(owner, in: database) }
    while try scanner.next(&record) {
      report.lines += 1
      if let reason = try writeRecord(writer) {
        try reject(reason, onReject)
      } else {
        keepFindings()
      }
      if report.lines & 4095 == 0 {
        try progress?(
          ImportProgress(bytesRead: source.bytesRead, bytesTotal: source.byteCount, rows: report.lines))
      }
    }
    if options.mode == .full {
      if report.rejected == 0 {
        try deleteRest(writer)
      } else {
        report.withheldDeletions = true
      }
    }
    report.isCommitted = report.rejected == 0 || options.skipRejects
    if report.isCommitted { try database.finishImport(layout, writer, report) }
    try progress?(
      ImportProgress(bytesRead: source.bytesRead, bytesTotal: source.byteCount, rows: report.lines))
  }

  private func isEmpty() throws -> Bool {
    try database.integer("SELECT 1 FROM \(layout.table) LIMIT 1") == nil
  }

  private func writeRecord(_ writer: RowWriter) throws -> RejectedLine.Reason? {
    switch record.problem {
    case .brokenQuote: return .brokenQuote(column: record.problemColumn)
    case .nulByte: return .nulByte(column: record.problemColumn)
    case nil: break
    }
    guard record.count == headerCount else {
      return .wrongCellCount(expected: headerCount, found: record.count)
    }
    row.clear()
    findings.removeAll(keepingCapacity: true)
    var owner: Int64?
    let bytes = record.bytes
    for input in inputs {
      // A key written 无 is none, whatever its type, and no record can have it.
      let reason = input.format.read(
        bytes.span.extracting(record.range(input.cell)), isOptional: input.mayBeNone, into: &row,
        at: input.column)
      if let reason {
        if input.isRequired, !reason.keepsValue { return .unreadable(field: name(input), reason) }
        // What is odd about an owner's number was said of the owner's own record.
        if !input.isOwner { note(reason, column: name(input), cell: input.cell) }
      }
      if input.isRequired, row.states[input.column] == .unknown || row.states[input.column] == .none {
        return .missing(field: name(input))
      }
      if input.isOwner, let ownerLookup {
        owner = try ownerLookup.id(row, input.column)
        if owner == nil { return .noSuchOwner(key: row.display(input.column)) }
      }
    }
    if layout.declared == nil { checkPolicy() }
    switch try writer.write(row, owner: owner) {
    case .inserted: report.inserted += 1
    case .updated: report.updated += 1
    case .unchanged, .repeated: report.unchanged += 1
    case .contradicted: return .duplicateKey
    }
    return nil
  }

  private func name(_ input: Input) -> String { layout.columns[input.column].name }

  private func note(_ reason: QualityFinding.Reason, column: String, cell: Int) {
    findings.append(
      QualityFinding(
        file: report.file, line: record.line, column: cell + 1, field: column,
        value: record.text(cell), reason: reason))
  }

  private func keepFindings() {
    report.qualityCount += findings.count
    let room = options.detailLimit - report.quality.count
    if room > 0 { report.quality.append(contentsOf: findings.prefix(room)) }
    findings.removeAll(keepingCapacity: true)
  }

  private func reject(
    _ reason: RejectedLine.Reason, _ onReject: ((RejectedLine) throws -> Void)?
  ) throws {
    report.rejected += 1
    findings.removeAll(keepingCapacity: true)
    guard onReject != nil || report.rejects.count < options.detailLimit else { return }
    let line = RejectedLine(line: record.line, reason: reason, raw: scanner.rawText)
    try onReject?(line)
    if report.rejects.count < options.detailLimit { report.rejects.append(line) }
  }

  private func checkPolicy() {
    guard !policies.isEmpty, let policy = layout.columns.firstIndex(where: { $0.name == "政策" }),
      let cell = cells[policy], row.states[policy] == .text
    else { return }
    guard let items = policies[row.text(policy)] else {
      note(.unknownPolicy, column: "政策", cell: cell)
      return
    }
    if let item = layout.columns.firstIndex(where: { $0.name == "项目" }), let cell = cells[item],
      row.states[item] == .text, !items.isEmpty, !items.contains(row.text(item))
    {
      note(.unknownItem, column: "项目", cell: cell)
    }
  }

  private func deleteRest(_ writer: RowWriter) throws {
    let dependents = try layout.declared.map { try database.dependents(of: $0) } ?? []
    let before = try database.count(dependents)
    report.deleted = try writer.deleteUnseen()
    if report.deleted > 0 { report.deletedWithOwner = before - (try database.count(dependents)) }
  }
}

/// Finds the `_id` of the record that owns a row.
package final class OwnerLookup {
  private let statement: Statement
  private var lastKey: [UInt8] = []
  private var lastInteger: Int64?
  private var lastID: Int64?

  package init(_ owner: (table: String, key: String), in database: Database) throws {
    statement = try database.prepare("SELECT _id FROM \(owner.table) WHERE \(owner.key) = ?")
  }

  /// Rows of one owner mostly follow each other, so the last answer is kept.
  package func id(_ row: RowBuffer, _ column: Int) throws -> Int64? {
    if row.states[column] == .integer {
      if lastInteger == row.integers[column] { return lastID }
      try statement.bind(1, row.integers[column])
      lastInteger = row.integers[column]
    } else {
      if lastID != nil, equals(row.bytes.span.extracting(row.range(column)), lastKey) { return lastID }
      lastKey = Array(row.bytes[row.range(column)])
      try statement.bind(1, .text(row.text(column)))
    }
    lastID = try statement.step() ? statement.integer(0) : nil
    statement.reset()
    return lastID
  }
}
