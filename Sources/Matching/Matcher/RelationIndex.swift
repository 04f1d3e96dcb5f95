import RuleLanguage

/// The rows of a view by the entity that they link to.
struct RelationIndex: Sendable {
  /// Positions of entity e: `offsets[e]..<offsets[e + 1]`.
  let offsets: [Int32]
  /// Row ordinals in that order; `nil` where they are the rows in their own order.
  let rows: [Int32]?

  /// `link`: entity ordinal by row, −1 for none, unknown or not loaded.
  init(link: [Int32], entityCount: Int) {
    var counts = [Int32](repeating: 0, count: entityCount + 1)
    var isSorted = true
    var last: Int32 = -1
    for target in link {
      if target < last { isSorted = false }
      last = target
      if target >= 0 { counts[Int(target) + 1] += 1 }
    }
    var next = isSorted ? Int32(link.firstIndex { $0 >= 0 } ?? link.count) : 0
    for index in counts.indices {
      next += counts[index]
      counts[index] = next
    }
    offsets = counts
    if isSorted {
      rows = nil
      return
    }
    var places = counts
    var order = [Int32](repeating: 0, count: Int(next))
    for (row, target) in link.enumerated() where target >= 0 {
      order[Int(places[Int(target)])] = Int32(row)
      places[Int(target)] += 1
    }
    rows = order
  }

  func positions(of entity: Int) -> Range<Int> { Int(offsets[entity])..<Int(offsets[entity + 1]) }
}
