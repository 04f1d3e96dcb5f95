import RuleLanguage

extension Dataset {
  /// What names a row among its subject's rows, for findings and receipts: its row key. Seen backwards
  /// (员工 of an enterprise), where rows of different owners may have equal row keys: the owner's key,
  /// then the row key without the field that leads to the subject.
  package func rowKey(_ record: Int, ofView view: Int, _ ruleSet: RuleSet) -> String {
    let view = ruleSet.views[view]
    let table = ruleSet.tables[view.table]
    let data = tables[view.table]
    guard case .field(let link) = view.link, let owner = table.relation?.owner else {
      return data.keys[record]
    }
    var parts = data.keys[record].split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    if let position = table.key.firstIndex(of: link), parts.count == table.key.count {
      parts.remove(at: position)
    }
    let ordinal = Int(data.owners[record])
    return ([ordinal >= 0 ? tables[owner].keys[ordinal] : ""] + parts).joined(separator: "/")
  }

  /// Whether the row's key is known whole: seen backwards, its owner is loaded.
  func isNamed(_ record: Int, inView view: Int, _ ruleSet: RuleSet) -> Bool {
    let view = ruleSet.views[view]
    guard case .field = view.link, ruleSet.tables[view.table].relation != nil else { return true }
    return tables[view.table].owners[record] >= 0
  }

  /// ``rowKey(_:ofView:_:)`` of all rows as a column. A key that no cell has equals none of them.
  func rowKeys(ofView view: Int, _ ruleSet: RuleSet) -> Column {
    let count = tables[ruleSet.views[view].table].count
    var known = Bitmap(count: count)
    var values = [Int64](repeating: 0, count: count)
    for record in 0..<count {
      guard isNamed(record, inView: view, ruleSet) else { continue }
      let key = rowKey(record, ofView: view, ruleSet)
      known[record] = true
      values[record] = texts.index(of: key).map { Int64($0) } ?? .min + Int64(record)
    }
    return Column(type: .text, scale: 1, storage: .wide(values), known: known, present: known)
  }
}
