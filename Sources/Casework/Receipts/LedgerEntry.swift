import RuleLanguage

/// A receipt made ready to be asked about units of one policy: the item resolved, the period parsed.
struct LedgerEntry: Sendable {
  /// `nil`: may be any item of the policy.
  let item: Int?
  /// `nil`: may be any row.
  let row: String?
  let period: EntryPeriod
  let status: ReceiptStatus
  let date: Day?
  /// Fen.
  let amount: Int64?

  enum EntryPeriod: Hashable {
    /// The ledger says nothing, or nothing that can be read.
    case missing, unreadable
    case period(Period)
  }

  init(_ receipt: Receipt, of policy: Policy) {
    if policy.items.count == 1 {
      item = 0
    } else {
      item = receipt.item.flatMap { name in policy.items.firstIndex { $0.name == name } }
    }
    row = receipt.row.flatMap { $0.isEmpty ? nil : $0 }
    status = receipt.status
    date = receipt.date
    amount = receipt.amount
    if let text = receipt.period, !text.isEmpty {
      period = Period(text: text).map { .period($0) } ?? .unreadable
    } else {
      period = .missing
    }
  }

  /// Whether the entry is about this item and row.
  func concerns(item index: Int, row key: String?) -> Truth {
    let sameItem: Truth = item.map { Truth($0 == index) } ?? .unknown
    guard let key else { return sameItem }
    return sameItem && (row.map { Truth($0 == key) } ?? .unknown)
  }

  /// Whether the entry is about exactly this period.
  func isFor(_ asked: Period) -> Truth {
    if asked == .once { return .yes }
    switch period {
    case .missing, .unreadable: return .unknown
    case .period(let own):
      if own == asked { return .yes }
      return own.overlaps(asked) && own.frequency != asked.frequency ? .unknown : .no
    }
  }

  /// `returned` and `recovered` undo what is dated no later than themselves, or has no date.
  func undoes(_ earlier: LedgerEntry) -> Bool {
    guard let date, let other = earlier.date else { return true }
    return other <= date
  }
}
