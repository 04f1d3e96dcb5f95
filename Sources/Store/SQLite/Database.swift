import CSQLite
import Synchronization

/// One connection to one SQLite file. Used by one thread at a time; only `interrupt` may come from
/// another.
@safe package final class Database {
  package let path: String
  private let handle: OpaquePointer
  private let isInterrupted = Atomic(false)

  package enum Transaction: String {
    /// A snapshot for reading.
    case deferred = "BEGIN"
    /// The only writer from its first moment, so that it cannot fail half-way for a lock.
    case immediate = "BEGIN IMMEDIATE"
  }

  /// - Parameter busyTimeout: milliseconds to wait for another process's lock.
  package init(path: String, busyTimeout: Int) throws {
    self.path = path
    var opened: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
    let code = unsafe sqlite3_open_v2(path, &opened, flags, nil)
    guard code == SQLITE_OK, let handle = unsafe opened else {
      let text = unsafe opened.map { unsafe String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
      unsafe sqlite3_close_v2(opened)
      throw StoreError(code: code, message: text, path: path)
    }
    unsafe self.handle = handle
    unsafe sqlite3_busy_timeout(handle, Int32(clamping: busyTimeout))
    unsafe sqlite3_extended_result_codes(handle, 1)
  }

  deinit { unsafe sqlite3_close_v2(handle) }

  package func error(_ code: Int32) -> StoreError {
    if code & 0xff == SQLITE_INTERRUPT { isInterrupted.store(false, ordering: .relaxed) }
    return unsafe StoreError(code: code, message: String(cString: sqlite3_errmsg(handle)), path: path)
  }

  /// Runs statements that answer nothing.
  package func execute(_ sql: String) throws {
    let code = unsafe sqlite3_exec(handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw error(code) }
  }

  package func prepare(_ sql: String) throws -> Statement {
    var prepared: OpaquePointer?
    let code = unsafe sqlite3_prepare_v2(handle, sql, -1, &prepared, nil)
    guard code == SQLITE_OK, let statement = unsafe prepared else { throw error(code) }
    return unsafe Statement(statement, of: self)
  }

  /// Runs one statement to its end.
  package func run(_ sql: String, _ values: SQLValue...) throws {
    let statement = try prepare(sql)
    try statement.bind(values)
    while try statement.step() {}
  }

  /// Calls `row` for each row of a query.
  package func query(_ sql: String, _ values: SQLValue..., row: (Statement) throws -> Void) throws {
    let statement = try prepare(sql)
    try statement.bind(values)
    while try statement.step() { try row(statement) }
  }

  /// The first column of the first row.
  package func integer(_ sql: String, _ values: SQLValue...) throws -> Int64? {
    let statement = try prepare(sql)
    try statement.bind(values)
    return try statement.step() && !statement.isNull(0) ? statement.integer(0) : nil
  }

  /// All or nothing: commits when `body` returns and leaves no trace when it throws.
  package func transaction<Result>(_ kind: Transaction, _ body: () throws -> Result) throws -> Result {
    precondition(unsafe sqlite3_get_autocommit(handle) != 0, "a transaction inside a transaction")
    try execute(kind.rawValue)
    do {
      let result = try body()
      try execute("COMMIT")
      return result
    } catch {
      // Some failures (disk full, interrupt) have rolled back by themselves.
      if unsafe sqlite3_get_autocommit(handle) == 0 { try? execute("ROLLBACK") }
      throw error
    }
  }

  /// Rows that the last INSERT, UPDATE or DELETE changed itself.
  package var changes: Int { Int(unsafe sqlite3_changes64(handle)) }

  /// Makes the running statement, or else the next one, fail with ``StoreError/interrupted``, once. Safe
  /// from any thread.
  package func interrupt() {
    // SQLite forgets an interrupt that comes between two statements, as most do during an import.
    isInterrupted.store(true, ordering: .relaxed)
    unsafe sqlite3_interrupt(handle)
  }

  package func checkInterrupt() throws {
    if isInterrupted.load(ordering: .relaxed) { throw error(SQLITE_INTERRUPT) }
  }
}

/// A name as SQLite reads it, whatever it contains.
package func quoted(_ name: String) -> String {
  "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
}
