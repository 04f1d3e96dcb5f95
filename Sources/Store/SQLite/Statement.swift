import CSQLite

/// What goes into a statement's parameter.
package enum SQLValue: Hashable {
  case null
  case integer(Int64)
  case text(String)
  case blob([UInt8])

  package init(_ text: String?) { self = text.map { .text($0) } ?? .null }
  package init(_ integer: Int64?) { self = integer.map { .integer($0) } ?? .null }
}

/// A prepared statement. Parameters count from 1, columns from 0, as in SQLite.
@safe package final class Statement {
  private let handle: OpaquePointer
  private let database: Database

  package init(_ handle: OpaquePointer, of database: Database) {
    unsafe self.handle = handle
    self.database = database
  }

  deinit { unsafe sqlite3_finalize(handle) }

  // MARK: Parameters

  package func bind(_ values: [SQLValue]) throws {
    for (index, value) in values.enumerated() { try bind(index + 1, value) }
  }

  package func bind(_ index: Int, _ value: SQLValue) throws {
    switch value {
    case .null: try bindNull(index)
    case .integer(let integer): try bind(index, integer)
    case .text(var text):
      let code = text.withUTF8 { bytes in
        unsafe bytes.withMemoryRebound(to: CChar.self) {
          // An empty text has no address, and no address would mean NULL.
          unsafe yx_bind_text(handle, Int32(index), $0.baseAddress ?? Self.empty, Int32($0.count))
        }
      }
      try check(code)
    case .blob(let blob):
      try check(
        unsafe blob.withUnsafeBytes {
          unsafe yx_bind_blob(handle, Int32(index), $0.baseAddress, Int32($0.count))
        })
    }
  }

  private static var empty: UnsafePointer<CChar> {
    let text: StaticString = ""
    return unsafe UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
  }

  package func bind(_ index: Int, _ value: Int64) throws {
    try check(unsafe sqlite3_bind_int64(handle, Int32(index), value))
  }

  package func bindNull(_ index: Int) throws { try check(unsafe sqlite3_bind_null(handle, Int32(index))) }

  /// The bytes are not copied: they stay in place until the statement has been stepped.
  package func bindBorrowed(_ index: Int, _ bytes: UnsafeBufferPointer<UInt8>) throws {
    let address = unsafe bytes.baseAddress.map { unsafe UnsafeRawPointer($0) }
    try check(
      unsafe yx_bind_borrowed_text(
        handle, Int32(index), address ?? UnsafeRawPointer(Self.empty), Int32(bytes.count)))
  }

  private func check(_ code: Int32) throws {
    guard code == SQLITE_OK else { throw database.error(code) }
  }

  // MARK: Running

  /// True for a row, false at the end; then the statement is ready to be bound anew.
  package func step() throws -> Bool {
    try database.checkInterrupt()
    let code = unsafe sqlite3_step(handle)
    if code == SQLITE_ROW { return true }
    let failure = code == SQLITE_DONE ? nil : database.error(code)
    unsafe sqlite3_reset(handle)
    if let failure { throw failure }
    return false
  }

  package func reset() { unsafe sqlite3_reset(handle) }

  /// Binds, runs to the end, and is ready again.
  package func run(_ values: SQLValue...) throws {
    try bind(values)
    while try step() {}
  }

  // MARK: Columns

  package func isNull(_ column: Int) -> Bool {
    unsafe sqlite3_column_type(handle, Int32(column)) == SQLITE_NULL
  }
  package func integer(_ column: Int) -> Int64 { unsafe sqlite3_column_int64(handle, Int32(column)) }
  package func optionalInteger(_ column: Int) -> Int64? { isNull(column) ? nil : integer(column) }

  package func text(_ column: Int) -> String {
    unsafe withText(column) { unsafe String(decoding: $0, as: UTF8.self) }
  }
  package func optionalText(_ column: Int) -> String? { isNull(column) ? nil : text(column) }

  /// The column's UTF-8, valid inside `body` only. NULL is empty.
  package func withText<Result>(
    _ column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    let address = unsafe sqlite3_column_text(handle, Int32(column))
    let count = Int(unsafe sqlite3_column_bytes(handle, Int32(column)))
    return try unsafe body(UnsafeBufferPointer(start: address, count: unsafe address == nil ? 0 : count))
  }

  /// The column's bytes, valid inside `body` only.
  package func withBlob<Result>(
    _ column: Int, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    let address = unsafe sqlite3_column_blob(handle, Int32(column))
    let count = Int(unsafe sqlite3_column_bytes(handle, Int32(column)))
    return try unsafe body(
      UnsafeRawBufferPointer(start: address, count: unsafe address == nil ? 0 : count))
  }
}
