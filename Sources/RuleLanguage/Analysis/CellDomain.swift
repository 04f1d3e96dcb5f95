/// Which cells a value has, from the constants of the tests that are made of it.
struct CellDomain {
  /// The value is a whole number, or a day, month or year by its number.
  let isWhole: Bool
  /// The least that it can be.
  let least: Number?
  let mayBeNone: Bool
  let mayBeUnknown: Bool

  func cells(_ tests: some Sequence<CellTest>, of variable: CellVariable, list: CodeList?) -> [Cell] {
    var cells = known(tests, of: variable, list: list)
    if mayBeNone { cells.append(.none) }
    if mayBeUnknown { cells.append(.unknown) }
    return cells
  }

  private func known(
    _ tests: some Sequence<CellTest>, of variable: CellVariable, list: CodeList?
  ) -> [Cell] {
    if let other = variable.other {
      if case .code = other.type { return [.order(.equal), .order(.less)] }
      return [.order(.less), .order(.equal), .order(.greater)]
    }
    switch variable.term.type {
    case .truth: return [.truth(true), .truth(false)]
    case .code: return list.map { codes(tests, of: $0) } ?? []
    case .text, .reference:
      var cells: [Cell] = []
      for case .isText(let text) in tests where !cells.contains(.text(text)) { cells.append(.text(text)) }
      return cells + [.otherText]
    case .number, .day, .month, .year:
      return figures(tests)
    }
  }

  private func figures(_ tests: some Sequence<CellTest>) -> [Cell] {
    var cuts: Set<Number> = []
    for case .compare(_, let cut) in tests { cuts.insert(cut) }
    if let least { cuts = cuts.filter { $0 >= least }.union([least]) }
    let sorted = cuts.sorted()
    var cells: [Cell] = []
    if least == nil { cells.append(.between(nil, sorted.first)) }
    for (index, cut) in sorted.enumerated() {
      if !isWhole || cut.isInteger { cells.append(.point(cut)) }
      let next = index + 1 < sorted.count ? sorted[index + 1] : nil
      if hasRoom(after: cut, before: next) { cells.append(.between(cut, next)) }
    }
    return cells
  }

  private func hasRoom(after cut: Number, before next: Number?) -> Bool {
    guard let next else { return true }
    return !isWhole || Number(cut.floor).adding(.one).map { $0 < next } ?? false
  }

  /// One code of each kind that the tests tell apart. O(tests × bounds of their sets).
  private func codes(_ tests: some Sequence<CellTest>, of list: CodeList) -> [Cell] {
    var starts: Set<Int> = [0]
    for test in tests {
      switch test {
      case .isCode(let ordinal): starts.formUnion([ordinal, ordinal + 1])
      case .inCodes(let set):
        for range in set.ranges {
          starts.formUnion([range.lowerBound, range.upperBound])
          for code in list.ancestors(of: range.lowerBound) { starts.formUnion([code, code + 1]) }
          // What holds some of the set but begins after its first code ends with its last.
          for code in list.ancestors(of: range.upperBound - 1) { starts.formUnion([code, code + 1]) }
        }
      case .rank: starts.formUnion(list.entries.indices)
      default: break
      }
    }
    var seen: Set<[Truth]> = []
    var cells: [Cell] = []
    let tests = Array(tests)
    for start in starts.sorted() where list.entries.indices.contains(start) {
      let answers = tests.map { $0.truth(in: .code(start), list: list) }
      if seen.insert(answers).inserted { cells.append(.code(start)) }
    }
    return cells
  }
}
