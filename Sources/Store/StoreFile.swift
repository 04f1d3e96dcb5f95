/// One SQLite file with everything that the engine keeps: records, receipts, coverage, findings,
/// announcements and the column segments cached from the records.
///
/// Not for use by several threads at once. Several processes may have the file open; a second writer
/// waits for the first one and then fails with ``StoreError/busy``. Every commit reaches the disk
/// before the call returns (`synchronous = FULL`); what was not committed leaves no trace.
public final class StoreFile {
  package let database: Database

  /// Opens the file, creates it if there is none, and brings it to this release's format.
  ///
  /// - Parameter busyTimeout: milliseconds to wait for another process's lock.
  /// - Throws: ``StoreError``.
  public init(path: String, busyTimeout: Int = 5000) throws {
    database = try Database(path: path, busyTimeout: busyTimeout)
    try database.execute(
      """
      PRAGMA foreign_keys = ON;
      PRAGMA cache_size = -65536;
      PRAGMA temp_store = FILE;
      """)
    // Before the file is touched: a newer or foreign file is refused as it is.
    try database.migrate()
    try database.execute(
      """
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA journal_size_limit = 67108864;
      """)
  }

  /// Counts the changes of the records, receipts and verification outcomes. Two reads of the same
  /// version read the same data.
  public func dataVersion() throws -> Int64 {
    try database.integer("SELECT data_version FROM _state") ?? 0
  }

  /// For stopping a long operation from another thread or a signal handler's queue.
  public var interrupter: Interrupter { Interrupter(database) }
}

/// Stops what a ``StoreFile`` is doing, or the next thing that it is asked: the transaction is undone and
/// the call throws ``StoreError/interrupted``.
public struct Interrupter: @unchecked Sendable {
  // Sendable, for SQLite's interrupt is the one call that any thread may make.
  private let database: Database
  package init(_ database: Database) { self.database = database }
  public func interrupt() { database.interrupt() }
}
