/// Writes records of one target into its table, each by its key.
package final class RowWriter {
  package enum Outcome {
    case inserted, updated, unchanged
    /// The file has had this key before, with the same content or another one.
    case repeated, contradicted
  }

  private let layout: ImportLayout
  /// Columns of the layout that the file has and the table stores.
  private let stored: [Int]
  private let keys: [Int]
  private let noneWords: Int
  private var noneMask: [Int64]
  private let insert: Statement
  private let select: Statement
  private let update: Statement?
  private let database: Database
  private var none: [Int64]
  private var isProbablyNew: Bool
  package private(set) var nextID: Int64
  /// Records that the file has had.
  package private(set) var seen = IDSet()
  package private(set) var changedChunks: Set<Int64> = []

  package init(_ layout: ImportLayout, cells: [Int?], nextID: Int64, isEmpty: Bool, in database: Database)
    throws
  {
    self.layout = layout
    self.database = database
    self.nextID = nextID
    isProbablyNew = isEmpty
    let columns = layout.columns
    stored = columns.indices.filter { columns[$0].role == .field && cells[$0] != nil }
    keys = columns.indices.filter { columns[$0].role == .field && columns[$0].isKey }
    noneWords = layout.declared?.noneWords ?? 0
    none = Array(repeating: 0, count: noneWords)
    noneMask = none
    for column in stored {
      if let bit = columns[column].noneBit {
        noneMask[bit / TableLayout.bitsPerWord] |= 1 << (bit % TableLayout.bitsPerWord)
      }
    }
    let owner = layout.owner == nil ? [] : ["_owner"]
    let ledger = layout.ledger == nil ? [] : ["ledger"]
    let words = (0..<noneWords).map(TableLayout.noneColumn)
    let names = stored.map { columns[$0].column }
    let all = ["_id"] + owner + ledger + words + names
    let marks = all.map { _ in "?" }.joined(separator: ", ")
    insert = try database.prepare(
      "INSERT INTO \(layout.table)(\(all.joined(separator: ", "))) VALUES(\(marks)) ON CONFLICT DO NOTHING")
    let key =
      (owner + ledger).map { "\($0) = ?" }
      + keys.map {
        columns[$0].isRequired ? "\(columns[$0].column) = ?" : "coalesce(\(columns[$0].column), '') = ?"
      }
    select = try database.prepare(
      "SELECT \((["_id"] + words + names).joined(separator: ", ")) FROM \(layout.table) "
        + "WHERE \(key.joined(separator: " AND "))")
    let set = (words + names).map { "\($0) = ?" }.joined(separator: ", ")
    update =
      set.isEmpty ? nil : try database.prepare("UPDATE \(layout.table) SET \(set) WHERE _id = ?")
  }

  package func write(_ row: RowBuffer, owner: Int64?) throws -> Outcome {
    for word in none.indices { none[word] = 0 }
    for column in stored where row.states[column] == .none {
      guard let bit = layout.columns[column].noneBit else { continue }
      none[bit / TableLayout.bitsPerWord] |= 1 << (bit % TableLayout.bitsPerWord)
    }
    // The cells' texts are bound where they stand, so they must stand still until the end of the row.
    return try unsafe row.bytes.withUnsafeBufferPointer { bytes in
      if isProbablyNew, try unsafe insert(row, bytes, owner: owner) { return .inserted }
      try unsafe bindKey(row, bytes, owner: owner)
      guard try select.step() else {
        guard try unsafe insert(row, bytes, owner: owner) else {
          throw StoreError.corrupt("\(layout.table): unique index")
        }
        return .inserted
      }
      defer { select.reset() }
      let id = select.integer(0)
      let isSame = unsafe equalsExisting(row, bytes)
      if !seen.insert(id) { return isSame ? .repeated : .contradicted }
      if isSame { return .unchanged }
      try unsafe update(row, bytes, id: id)
      return .updated
    }
  }

  private func insert(
    _ row: RowBuffer, _ bytes: UnsafeBufferPointer<UInt8>, owner: Int64?
  ) throws -> Bool {
    try insert.bind(1, nextID)
    var index = 2
    if let owner {
      try insert.bind(index, owner)
      index += 1
    }
    if let ledger = layout.ledger {
      try insert.bind(index, .text(ledger))
      index += 1
    }
    for word in none {
      try insert.bind(index, word)
      index += 1
    }
    for column in stored {
      try unsafe bind(insert, index, row, column, bytes)
      index += 1
    }
    while try insert.step() {}
    guard database.changes == 1 else { return false }
    _ = seen.insert(nextID)
    changedChunks.insert(nextID >> Chunk.shift)
    nextID += 1
    return true
  }

  private func bind(
    _ statement: Statement, _ index: Int, _ row: RowBuffer, _ column: Int,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) throws {
    switch row.states[column] {
    case .unknown where isEmptyKey(column): try statement.bind(index, .text(""))
    case .unknown, .none: try statement.bindNull(index)
    case .integer: try statement.bind(index, row.integers[column])
    case .text:
      try unsafe statement.bindBorrowed(index, UnsafeBufferPointer(rebasing: bytes[row.range(column)]))
    }
  }

  /// A declared key that lines may leave out is stored as an empty text, so that it stays unique.
  private func isEmptyKey(_ column: Int) -> Bool {
    layout.declared != nil && layout.columns[column].isKey && !layout.columns[column].isRequired
  }

  private func bindKey(_ row: RowBuffer, _ bytes: UnsafeBufferPointer<UInt8>, owner: Int64?) throws {
    var index = 1
    if let owner {
      try select.bind(index, owner)
      index += 1
    }
    if let ledger = layout.ledger {
      try select.bind(index, .text(ledger))
      index += 1
    }
    for column in keys {
      if row.states[column] == .unknown {
        try select.bind(index, .text(""))
      } else {
        try unsafe bind(select, index, row, column, bytes)
      }
      index += 1
    }
  }

  private func equalsExisting(_ row: RowBuffer, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    for word in none.indices where select.integer(word + 1) & noneMask[word] != none[word] {
      return false
    }
    for (position, column) in stored.enumerated() {
      let index = 1 + noneWords + position
      switch row.states[column] {
      case .unknown where isEmptyKey(column): break
      case .unknown, .none: if !select.isNull(index) { return false }
      case .integer:
        if select.isNull(index) || select.integer(index) != row.integers[column] { return false }
      case .text:
        let cell = unsafe UnsafeBufferPointer(rebasing: bytes[row.range(column)])
        if select.isNull(index) { return false }
        let isSame = unsafe select.withText(index) { text in unsafe text.elementsEqual(cell) }
        if !isSame { return false }
      }
    }
    return true
  }

  private func update(_ row: RowBuffer, _ bytes: UnsafeBufferPointer<UInt8>, id: Int64) throws {
    guard let update else { return }
    var index = 1
    for word in none.indices {
      // Fields that the file does not have keep what they had.
      try update.bind(index, select.integer(word + 1) & ~noneMask[word] | none[word])
      index += 1
    }
    for column in stored {
      try unsafe bind(update, index, row, column, bytes)
      index += 1
    }
    try update.bind(index, id)
    while try update.step() {}
    changedChunks.insert(id >> Chunk.shift)
  }

  /// Deletes the records that the file did not have.
  package func deleteUnseen() throws -> Int {
    let filter = layout.ledger == nil ? "" : "WHERE ledger = ?"
    let list = try database.prepare("SELECT _id FROM \(layout.table) \(filter) ORDER BY _id")
    if let ledger = layout.ledger { try list.bind(1, .text(ledger)) }
    var unseen: [Int64] = []
    while try list.step() {
      if !seen.contains(list.integer(0)) { unseen.append(list.integer(0)) }
    }
    let delete = try database.prepare("DELETE FROM \(layout.table) WHERE _id = ?")
    for id in unseen {
      try delete.run(.integer(id))
      changedChunks.insert(id >> Chunk.shift)
    }
    return unseen.count
  }
}

/// A set of record numbers, one bit each.
package struct IDSet {
  private var words: [UInt64] = []

  package func contains(_ id: Int64) -> Bool {
    let word = Int(id >> 6)
    return word < words.count && words[word] >> UInt64(id & 63) & 1 == 1
  }

  /// False where the number was there before.
  package mutating func insert(_ id: Int64) -> Bool {
    let word = Int(id >> 6)
    if word >= words.count {
      words.append(contentsOf: repeatElement(0, count: max(word + 1 - words.count, words.count)))
    }
    let bit: UInt64 = 1 << UInt64(id & 63)
    if words[word] & bit != 0 { return false }
    words[word] |= bit
    return true
  }
}
