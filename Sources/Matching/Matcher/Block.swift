import RuleLanguage

/// Some records of one table, and the nodes that were evaluated for them. Each node is evaluated at
/// most once, whoever asks.
final class Block {
  enum Selection {
    /// Consecutive ordinals from a multiple of 64.
    case range(Int)
    case list([Int32])
  }

  let run: Run
  let table: TableID
  let selection: Selection
  let count: Int
  /// The same records judged on the run's main day, for nodes that no day changes.
  let base: Block?
  private var truthMemo: [Truths?]
  private var cellMemo: [Cells?]
  private var rawMemo: [NodeID: Raw] = [:]
  private var targetMemo: [Hop: [Int32]] = [:]
  private var targetBlockMemo: [Hop: TargetBlock] = [:]
  var rowMemo: [RowSetKey: RowSet] = [:]
  /// Of rows inside a query: the block from whose records it starts, which holds this one.
  private unowned var asking: Block?
  private var askingStarts: [Int] = []

  /// The distinct records to which a hop leads, and each record's position among them.
  struct TargetBlock {
    let block: Block
    let positions: [Int32]
  }

  private init(run: Run, table: TableID, selection: Selection, count: Int, base: Block?) {
    self.run = run
    self.table = table
    self.selection = selection
    self.count = count
    self.base = base
    let frame = table == Node.uniform ? run.snapshot.slotCounts.count - 1 : table
    let slots = run.snapshot.slotCounts[frame]
    truthMemo = Array(repeating: nil, count: slots)
    cellMemo = Array(repeating: nil, count: slots)
  }

  convenience init(run: Run, uniformCount count: Int) {
    self.init(run: run, table: Node.uniform, selection: .range(0), count: count, base: nil)
  }

  /// `start` is a multiple of 64.
  convenience init(run: Run, table: TableID, start: Int, count: Int, base: Block? = nil) {
    precondition(start & 63 == 0, "a block that begins inside a word")
    self.init(run: run, table: table, selection: .range(start), count: count, base: base)
  }

  convenience init(run: Run, table: TableID, records: [Int32], base: Block? = nil) {
    self.init(run: run, table: table, selection: .list(records), count: records.count, base: base)
  }

  /// Rows `starts[i]..<starts[i + 1]` are those of record i of `block`.
  func isAsked(by block: Block, starts: [Int]) {
    asking = block
    askingStarts = starts
  }

  /// By row: the record of the asking block whose row it is; 0 for rows that nobody asks about.
  private lazy var askers: [Int] = {
    var askers = [Int](repeating: 0, count: count)
    for record in 0..<max(0, askingStarts.count - 1) {
      for row in askingStarts[record]..<askingStarts[record + 1] { askers[row] = record }
    }
    return askers
  }()

  /// What the asking block answers, and which of its records each row is asked by.
  func outer<Answer>(_ answer: (Block) -> Answer) -> (answer: Answer, askers: [Int]) {
    guard let asking else { preconditionFailure("an outer value outside of a query") }
    return (answer(asking), askers)
  }

  var snapshot: Snapshot { run.snapshot }
  var nodes: [Node] { run.snapshot.program.nodes }
  var words: Int { (count + 63) / 64 }
  var isPast: Bool { run.at.isPast }

  /// Ordinals of the records.
  lazy var records: [Int32] =
    switch selection {
    case .range(let start): (start..<start + count).map { Int32($0) }
    case .list(let records): records
    }

  func truths(_ id: NodeID) -> Truths {
    if nodes[id].isUniform, table != Node.uniform {
      return Truths(uniform(id).truth, words: words)
    }
    let slot = snapshot.slots[id]
    if let ready = truthMemo[slot] { return ready }
    let result: Truths
    if let base, !snapshot.program.dependsOnDay[id] {
      result = base.truths(id)
    } else {
      result = computeTruths(id)
    }
    truthMemo[slot] = result
    return result
  }

  func cells(_ id: NodeID) -> Cells {
    if nodes[id].isUniform, table != Node.uniform { return .uniform(uniform(id)) }
    let slot = snapshot.slots[id]
    if let ready = cellMemo[slot] { return ready }
    let result: Cells
    if let base, !snapshot.program.dependsOnDay[id] {
      result = base.cells(id)
    } else {
      result = computeCells(id)
    }
    cellMemo[slot] = result
    return result
  }

  private func uniform(_ id: NodeID) -> Scalar {
    guard let scalar = run.uniform[id] else { preconditionFailure("a uniform node without a value") }
    return scalar
  }

  /// The stored cells of a column, or of one that hops lead to; nil for any other node.
  func raw(_ id: NodeID) -> Raw? {
    guard snapshot.program.isField[id] else { return nil }
    if let ready = rawMemo[id] { return ready }
    let result: Raw
    switch nodes[id].operation {
    case .column(let field):
      result = column(field)
    case .hop(let hop, let inner, .none):
      if case .column(let field) = nodes[inner].operation, field >= 0 {
        let target = nodes[inner].frame
        if snapshot.isReadable(field: field, of: target, isPast: isPast) {
          let column = Snapshot.column(field, snapshot.dataset.tables[target])
          result = Raw(column, records: targets(hop))
        } else {
          result = hidden(targets(hop))
        }
      } else {
        let target = targetBlock(hop)
        guard let there = target.block.raw(inner) else { return nil }
        result = Raw(there, positions: target.positions)
      }
    default: return nil
    }
    rawMemo[id] = result
    return result
  }

  private func column(_ field: Int) -> Raw {
    if field == Path.ownerField {
      let owners = snapshot.dataset.tables[table].owners
      let known = Truths(count: count) { owners[Int(records[$0])] < 0 ? .unknown : .yes }.yes
      let values = records.map { Int64(owners[Int($0)]) }
      return Raw(values: .wide(values, start: 0), known: known, present: known)
    }
    if let view = Path.view(ofRowKey: field) { return raw(snapshot.rowKeys(ofView: view)) }
    guard snapshot.isReadable(field: field, of: table, isPast: isPast) else {
      return .unknown(words: words, count: count)
    }
    return raw(Snapshot.column(field, snapshot.dataset.tables[table]))
  }

  private func raw(_ column: Column) -> Raw {
    switch selection {
    case .range(let start): return Raw(column, start: start, count: count)
    case .list(let records): return Raw(column, records: records)
    }
  }

  /// A field that is unknown wherever there is a record at all.
  private func hidden(_ targets: [Int32]) -> Raw {
    let known = Truths(count: count) { targets[$0] == Snapshot.noTarget ? .yes : .unknown }.yes
    let empty = [UInt64](repeating: 0, count: words)
    return Raw(
      values: .wide([Int64](repeating: 0, count: count), start: 0), known: known, present: empty)
  }

  /// Where a hop leads, by record.
  func targets(_ hop: Hop) -> [Int32] {
    if let ready = targetMemo[hop] { return ready }
    let result = snapshot.targets(of: hop, from: table, records: records, isPast: isPast)
    targetMemo[hop] = result
    return result
  }

  func targetBlock(_ hop: Hop) -> TargetBlock {
    if let ready = targetBlockMemo[hop] { return ready }
    let targets = targets(hop)
    let distinct = Set(targets.lazy.filter { $0 >= 0 }).sorted()
    var place: [Int32: Int32] = [:]
    place.reserveCapacity(distinct.count)
    for (index, target) in distinct.enumerated() { place[target] = Int32(index) }
    let block = Block(
      run: run, table: snapshot.target(of: hop, from: table), records: distinct,
      base: base?.targetBlock(hop).block)
    let result = TargetBlock(block: block, positions: targets.map { $0 < 0 ? $0 : place[$0] ?? $0 })
    targetBlockMemo[hop] = result
    return result
  }
}
