/// The store's own tables, as steps from an empty file. A step, once released, never changes; the
/// number of steps taken is the file's `user_version`. All names begin with `_`, which no declared
/// name may.
package enum Migrations {
  /// "YXST", so that other SQLite files are told apart.
  package static let applicationID: Int64 = 0x5958_5354

  package static var current: Int { steps.count }

  package static let steps = [records, ledgers, casework, applications]

  private static let records = """
    -- One row: how often the records have changed, and the declarations last adopted.
    CREATE TABLE _state(
      id INTEGER PRIMARY KEY CHECK(id = 1),
      data_version INTEGER NOT NULL,
      declarations TEXT NOT NULL) STRICT;
    INSERT INTO _state VALUES(1, 0, '');
    -- The declared tables. next_id is never given twice. inserted and deleted count the changes of
    -- membership, by which cached references are checked.
    CREATE TABLE _table(
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL,
      owner TEXT NOT NULL,
      key TEXT NOT NULL,
      next_id INTEGER NOT NULL DEFAULT 1,
      inserted INTEGER NOT NULL DEFAULT 0,
      deleted INTEGER NOT NULL DEFAULT 0) STRICT;
    -- none_bit: where the record's _none columns say that the field is known to have no value.
    CREATE TABLE _field(
      id INTEGER PRIMARY KEY,
      tbl INTEGER NOT NULL REFERENCES _table(id),
      name TEXT NOT NULL,
      type TEXT NOT NULL,
      none_bit INTEGER,
      UNIQUE(tbl, name)) STRICT;
    -- chunk = _id / 65536; version counts its changes.
    CREATE TABLE _chunk(
      tbl INTEGER NOT NULL,
      chunk INTEGER NOT NULL,
      version INTEGER NOT NULL,
      PRIMARY KEY(tbl, chunk)) STRICT, WITHOUT ROWID;
    -- A cache: may be emptied at any time.
    CREATE TABLE _segment(
      id INTEGER PRIMARY KEY,
      tbl INTEGER NOT NULL,
      field INTEGER NOT NULL,
      chunk INTEGER NOT NULL,
      version INTEGER NOT NULL,
      signature TEXT NOT NULL,
      inserted INTEGER NOT NULL,
      deleted INTEGER NOT NULL,
      unresolved INTEGER NOT NULL,
      data BLOB NOT NULL) STRICT;
    CREATE UNIQUE INDEX _segment_place ON _segment(tbl, field, chunk);
    CREATE TABLE _coverage(
      kind TEXT NOT NULL CHECK(kind IN ('table', 'ledger')),
      name TEXT NOT NULL,
      covers_from TEXT,
      covers_to TEXT,
      PRIMARY KEY(kind, name)) STRICT, WITHOUT ROWID;
    """

  private static let ledgers = """
    CREATE TABLE _receipt(
      _id INTEGER PRIMARY KEY,
      ledger TEXT NOT NULL,
      policy TEXT NOT NULL,
      item TEXT,
      subject TEXT NOT NULL,
      row TEXT,
      period TEXT,
      status TEXT NOT NULL,
      amount INTEGER,
      date TEXT) STRICT;
    CREATE UNIQUE INDEX _receipt_key ON _receipt(
      ledger, policy, subject, coalesce(item, ''), coalesce(row, ''), coalesce(period, ''), status,
      coalesce(date, ''));
    CREATE TABLE _verification(
      _id INTEGER PRIMARY KEY,
      subject TEXT NOT NULL,
      policy TEXT,
      outcome TEXT NOT NULL,
      date TEXT NOT NULL,
      valid_until TEXT) STRICT;
    CREATE UNIQUE INDEX _verification_key ON _verification(
      subject, coalesce(policy, ''), date);
    """

  private static let casework = """
    CREATE TABLE _sweep(
      id INTEGER PRIMARY KEY,
      as_of TEXT NOT NULL,
      rule_set TEXT NOT NULL,
      data_version INTEGER NOT NULL,
      exported INTEGER NOT NULL CHECK(exported IN (0, 1))) STRICT;
    CREATE INDEX _sweep_as_of ON _sweep(as_of, id);
    CREATE TABLE _finding(
      id TEXT PRIMARY KEY,
      policy TEXT NOT NULL,
      item TEXT NOT NULL,
      subject TEXT NOT NULL,
      row TEXT NOT NULL,
      period TEXT NOT NULL,
      list TEXT NOT NULL,
      episode TEXT NOT NULL,
      opened INTEGER NOT NULL REFERENCES _sweep(id),
      closed INTEGER REFERENCES _sweep(id),
      amount INTEGER,
      detail TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE INDEX _finding_open ON _finding(policy, subject) WHERE closed IS NULL;
    CREATE INDEX _finding_episode ON _finding(episode) WHERE closed IS NULL;
    CREATE TABLE _batch(
      id TEXT PRIMARY KEY,
      sweep INTEGER NOT NULL REFERENCES _sweep(id),
      channel TEXT NOT NULL,
      created_as_of TEXT NOT NULL,
      exported INTEGER NOT NULL CHECK(exported IN (0, 1))) STRICT, WITHOUT ROWID;
    CREATE TABLE _message(
      key TEXT PRIMARY KEY,
      batch TEXT NOT NULL REFERENCES _batch(id),
      channel TEXT NOT NULL,
      recipient TEXT NOT NULL,
      subject TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE INDEX _message_batch ON _message(batch);
    CREATE TABLE _announcement(
      episode TEXT NOT NULL,
      kind TEXT NOT NULL,
      channel TEXT NOT NULL,
      state TEXT NOT NULL CHECK(state IN ('pending', 'blocked', 'released')),
      subject TEXT NOT NULL,
      policy TEXT NOT NULL,
      finding TEXT NOT NULL REFERENCES _finding(id),
      message TEXT REFERENCES _message(key),
      position INTEGER,
      PRIMARY KEY(episode, kind, channel)) STRICT, WITHOUT ROWID;
    CREATE INDEX _announcement_open ON _announcement(channel, subject) WHERE message IS NULL;
    CREATE INDEX _announcement_message ON _announcement(message, position) WHERE message IS NOT NULL;
    """

  private static let applications = """
    ALTER TABLE _receipt ADD COLUMN applied TEXT;
    ALTER TABLE _receipt ADD COLUMN approved TEXT;
    """
}

extension Database {
  /// Brings the file to the current format, each step in its own transaction.
  package func migrate(_ steps: [String] = Migrations.steps) throws {
    let found = Int(try integer("PRAGMA user_version") ?? 0)
    guard found <= steps.count else {
      throw StoreError.newerVersion(found: found, supported: steps.count)
    }
    let application = try integer("PRAGMA application_id") ?? 0
    if application != Migrations.applicationID {
      let tables = try integer("SELECT count(*) FROM sqlite_schema") ?? 0
      guard found == 0, application == 0, tables == 0 else { throw StoreError.notAStore(path: path) }
    }
    for step in steps.indices.dropFirst(found) {
      try transaction(.immediate) {
        // Another process may have taken the step while this one waited for the lock.
        guard try integer("PRAGMA user_version") ?? 0 == step else { return }
        try execute(steps[step])
        try execute("PRAGMA application_id = \(Migrations.applicationID)")
        try execute("PRAGMA user_version = \(step + 1)")
      }
    }
  }
}
