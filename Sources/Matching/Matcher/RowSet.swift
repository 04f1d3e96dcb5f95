import RuleLanguage

struct RowSetKey: Hashable {
  let view: Int
  let hops: [Hop]
}

/// The rows of a view for the records of a block.
struct RowSet {
  /// The rows, as records of the relation's table.
  let block: Block
  /// Per record of the asking block: its rows are positions `starts[i]..<starts[i + 1]` of `block`.
  let starts: [Int]
  /// Per record of the asking block: the entity whose rows they are, or why there is none.
  let entities: [Int32]

  func positions(_ record: Int) -> Range<Int> { starts[record]..<starts[record + 1] }
}

extension Block {
  func rowSet(_ key: RowSetKey) -> RowSet {
    if let ready = rowMemo[key] { return ready }
    guard let index = snapshot.indexes[key.view] else {
      preconditionFailure("a view that the program does not read")
    }
    let view = snapshot.ruleSet.views[key.view]
    let parent = base?.rowSet(key).block
    let result: RowSet
    if key.hops.isEmpty, case .range(let start) = selection, index.rows == nil {
      let first = Int(index.offsets[start]) & ~63
      let starts = (start...start + count).map { Int(index.offsets[$0]) - first }
      let block = Block(run: run, table: view.table, start: first, count: starts[count], base: parent)
      result = RowSet(block: block, starts: starts, entities: records)
    } else {
      var entities = records
      var table = table
      for hop in key.hops {
        entities = snapshot.targets(of: hop, from: table, records: entities, isPast: isPast)
        table = snapshot.target(of: hop, from: table)
      }
      var rows: [Int32] = []
      var starts = [0]
      starts.reserveCapacity(count + 1)
      for entity in entities {
        if entity >= 0 {
          for position in index.positions(of: Int(entity)) {
            rows.append(index.rows?[position] ?? Int32(position))
          }
        }
        starts.append(rows.count)
      }
      let block = Block(run: run, table: view.table, records: rows, base: parent)
      result = RowSet(block: block, starts: starts, entities: entities)
    }
    result.block.isAsked(by: self, starts: result.starts)
    rowMemo[key] = result
    return result
  }
}
