import Matching

/// From `_id` to ordinal in a loaded table.
package struct OrdinalMap {
  private let ids: [Int64]
  /// By `_id`, where numbers are dense enough; else they are searched.
  private var dense: [Int32] = []

  /// - Parameter ids: ascending.
  package init(_ ids: [Int64]) {
    self.ids = ids
    guard let last = ids.last, last < Int64(ids.count) * 8 + 1024 else { return }
    dense = Array(repeating: -1, count: Int(last) + 1)
    for (ordinal, id) in ids.enumerated() { dense[Int(id)] = Int32(ordinal) }
  }

  package var count: Int { ids.count }

  /// −1 where no such record is loaded.
  package func ordinal(_ id: Int64) -> Int32 {
    if !dense.isEmpty { return id >= 0 && id < dense.count ? dense[Int(id)] : -1 }
    var low = 0
    var high = ids.count
    while low < high {
      let middle = (low + high) / 2
      if ids[middle] < id { low = middle + 1 } else { high = middle }
    }
    return low < ids.count && ids[low] == id ? Int32(low) : -1
  }
}

/// Relation rows in the order of their owners, and of arrival within an owner.
package struct OwnerOrder {
  /// By new position, the old one; `nil` where the rows are in order as they are.
  private let order: [Int32]?
  package let owners: [Int32]

  /// - Parameter owners: ordinal of each row's owner, −1 for none; below `ownerCount`.
  package init(_ owners: [Int32], ownerCount: Int) {
    let isSorted = zip(owners, owners.dropFirst()).allSatisfy { $0 <= $1 }
    guard !isSorted else {
      order = nil
      self.owners = owners
      return
    }
    // A counting sort, which keeps the order of arrival.
    var starts = [Int32](repeating: 0, count: ownerCount + 2)
    for owner in owners { starts[Int(owner) + 2] += 1 }
    for index in 1..<starts.count { starts[index] += starts[index - 1] }
    var order = [Int32](repeating: 0, count: owners.count)
    for (row, owner) in owners.enumerated() {
      order[Int(starts[Int(owner) + 1])] = Int32(row)
      starts[Int(owner) + 1] += 1
    }
    self.order = order
    self.owners = order.map { owners[Int($0)] }
  }

  package func sorted<Element>(_ elements: [Element]) -> [Element] {
    guard let order else { return elements }
    return order.map { elements[Int($0)] }
  }

  package func sorted(_ column: Column) -> Column {
    guard order != nil else { return column }
    let storage: Column.Storage =
      switch column.storage {
      case .narrow(let values): .narrow(sorted(values))
      case .wide(let values): .wide(sorted(values))
      }
    return Column(
      type: column.type, scale: column.scale, storage: storage, known: sorted(column.known),
      present: sorted(column.present))
  }

  private func sorted(_ bitmap: Bitmap) -> Bitmap {
    guard let order else { return bitmap }
    let population = bitmap.population
    if population == 0 || population == bitmap.count { return bitmap }
    var result = Bitmap(count: bitmap.count)
    for (position, row) in order.enumerated() where bitmap[Int(row)] { result[position] = true }
    return result
  }
}
