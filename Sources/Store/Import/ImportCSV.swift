import RuleLanguage

extension StoreFile {
  /// Imports one CSV file, all or nothing, in one transaction.
  ///
  /// A record is found by its key (a relation's row by its owner and row key) and added, changed or left
  /// alone. Fields without a column keep what they had; in a new record they are unknown. Cells that
  /// cannot be read become unknown and are reported; lines without a usable key, owner or structure are
  /// rejected, and then nothing is imported unless `skipRejects`.
  ///
  /// - Parameter progress: called every few thousand lines; may throw to stop the import.
  /// - Parameter onReject: called for each rejected line, also those past the report's limit.
  /// - Throws: ``ImportError`` where the file as a whole cannot be read, ``StoreError``, and what the
  ///   closures throw. Nothing was imported then.
  public func importCSV(
    _ path: String, into target: ImportTarget, of ruleSet: RuleSet,
    options: ImportOptions = ImportOptions(), progress: ((ImportProgress) throws -> Void)? = nil,
    onReject: ((RejectedLine) throws -> Void)? = nil
  ) throws -> ImportReport {
    try adopt(ruleSet)
    let layout = try importLayout(target, ruleSet)
    var policies = Dictionary(
      ruleSet.policies.map { ($0.name, Set($0.items.map(\.name))) }, uniquingKeysWith: { $0.union($1) })
    // Of an external programme the items are not known.
    for programme in ruleSet.receiptTables.flatMap(\.programmes) where policies[programme] == nil {
      policies[programme] = []
    }
    let run = try ImportRun(
      path: path, layout: layout, policies: policies, options: options, database: database)
    do {
      try database.transaction(.immediate) {
        // The import counts its changes itself; the triggers are for everybody else.
        let declared = layout.declared
        for sql in declared.map(TableDefinitions.dropTriggers) ?? [] { try database.execute(sql) }
        try run.write(progress: progress, onReject: onReject)
        if !run.report.isCommitted { throw Rejected() }
        for sql in declared.map(TableDefinitions.createTriggers) ?? [] { try database.execute(sql) }
        switch target {
        case .table(let id): try database.applyCoverage(options, to: .table, ruleSet.tables[id].name)
        case .ledger(let name): try database.applyCoverage(options, to: .ledger, name)
        case .verifications: break
        }
      }
    } catch is Rejected {
      return run.report
    }
    return run.report
  }

  /// Undoes the transaction of a file with rejected lines.
  private struct Rejected: Error {}

  private func importLayout(_ target: ImportTarget, _ ruleSet: RuleSet) throws -> ImportLayout {
    switch target {
    case .table(let id):
      ImportLayout(
        try layouts(ruleSet)[id], in: ruleSet, codes: CodeIndexes(ruleSet.codeLists))
    case .ledger(let name): ImportLayout.receipts(of: name)
    case .verifications: ImportLayout.verifications
    }
  }
}
