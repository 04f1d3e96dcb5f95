import RuleLanguage

extension StoreFile {
  /// The sweep of the latest as-of date, and of those the last one recorded.
  public func latestSweep() throws -> SweepRecord? {
    try sweeps("ORDER BY as_of DESC, id DESC LIMIT 1").first
  }

  /// A number that no sweep has.
  public func nextSweepID() throws -> Int64 {
    (try database.integer("SELECT max(id) FROM _sweep") ?? 0) + 1
  }

  /// Sweeps whose lists have not been written out, oldest first.
  public func unexportedSweeps() throws -> [SweepRecord] {
    try sweeps("WHERE exported = 0 ORDER BY id")
  }

  private func sweeps(_ condition: String) throws -> [SweepRecord] {
    var sweeps: [SweepRecord] = []
    try database.query("SELECT id, as_of, rule_set, data_version, exported FROM _sweep \(condition)") {
      guard let asOf = Day(text: $0.text(1)) else { throw StoreError.corrupt("_sweep.as_of") }
      sweeps.append(
        SweepRecord(
          id: $0.integer(0), asOf: asOf, ruleSetHash: $0.text(2), dataVersion: $0.integer(3),
          isExported: $0.integer(4) == 1))
    }
    return sweeps
  }

  /// Findings that no sweep has closed, by policy, subject and id.
  public func openFindings() throws -> [FindingRecord] {
    try findings("WHERE closed IS NULL ORDER BY policy, subject, id")
  }

  /// Findings that this sweep opened, by policy, subject and id.
  public func findings(openedBy sweep: Int64) throws -> [FindingRecord] {
    try findings("WHERE opened = ? ORDER BY policy, subject, id", .integer(sweep))
  }

  public func finding(id: String) throws -> FindingRecord? {
    try findings("WHERE id = ?", .text(id)).first
  }

  private func findings(_ condition: String, _ value: SQLValue = .null) throws -> [FindingRecord] {
    let statement = try database.prepare(
      """
      SELECT id, policy, item, subject, row, period, list, episode, opened, closed, amount, detail
        FROM _finding \(condition)
      """)
    if value != .null { try statement.bind(1, value) }
    var findings: [FindingRecord] = []
    while try statement.step() {
      findings.append(
        FindingRecord(
          id: statement.text(0), policy: statement.text(1), item: statement.text(2),
          subject: statement.text(3), row: statement.text(4), period: statement.text(5),
          list: statement.text(6), episode: statement.text(7), opened: statement.integer(8),
          closed: statement.optionalInteger(9), amountFen: statement.optionalInteger(10),
          detail: statement.text(11)))
    }
    return findings
  }

  /// Records a sweep with all that it changed, in one transaction.
  ///
  /// A finding that is open already stays as it was opened, with the amount and detail of now; one that
  /// was closed opens anew. Findings to close that are not open are passed over. An announcement that
  /// the store has already, sent or not, stays as it is: an episode is announced once.
  ///
  /// - Parameter closing: ids of findings.
  /// - Parameter release: episodes whose blocked announcements may now be sent.
  public func record(
    _ sweep: SweepRecord, opening: [FindingRecord], closing: [String],
    announcements: [AnnouncementRecord], release: [String]
  ) throws {
    try database.transaction(.immediate) {
      try database.run(
        "INSERT INTO _sweep VALUES(?, ?, ?, ?, ?)", .integer(sweep.id), .text(sweep.asOf.text),
        .text(sweep.ruleSetHash), .integer(sweep.dataVersion), .integer(sweep.isExported ? 1 : 0))
      let close = try database.prepare(
        "UPDATE _finding SET closed = ? WHERE id = ? AND closed IS NULL")
      for id in closing { try close.run(.integer(sweep.id), .text(id)) }
      try open(opening)
      try announce(announcements)
      let releasing = try database.prepare(
        "UPDATE _announcement SET state = 'released' WHERE episode = ? AND state = 'blocked'")
      for episode in release { try releasing.run(.text(episode)) }
    }
  }

  private func open(_ findings: [FindingRecord]) throws {
    let insert = try database.prepare(
      """
      INSERT INTO _finding VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT(id) DO UPDATE SET
          opened = iif(closed IS NULL, opened, excluded.opened), closed = NULL,
          amount = excluded.amount, detail = excluded.detail, episode = excluded.episode
      """)
    for finding in findings {
      try insert.run(
        .text(finding.id), .text(finding.policy), .text(finding.item), .text(finding.subject),
        .text(finding.row), .text(finding.period), .text(finding.list), .text(finding.episode),
        .integer(finding.opened), SQLValue(finding.closed), SQLValue(finding.amountFen),
        .text(finding.detail))
    }
  }

  private func announce(_ announcements: [AnnouncementRecord]) throws {
    let insert = try database.prepare(
      """
      INSERT INTO _announcement(episode, kind, channel, state, subject, policy, finding)
        VALUES(?, ?, ?, ?, ?, ?, ?) ON CONFLICT(episode, kind, channel) DO NOTHING
      """)
    for record in announcements {
      try insert.run(
        .text(record.episode), .text(record.kind), .text(record.channel), .text(record.state.rawValue),
        .text(record.subject), .text(record.policy), .text(record.finding))
    }
  }

  /// The lists of a sweep have been written out.
  public func markExported(sweep: Int64) throws {
    try database.run("UPDATE _sweep SET exported = 1 WHERE id = ?", .integer(sweep))
  }
}
