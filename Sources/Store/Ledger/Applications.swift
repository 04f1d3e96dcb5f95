import Matching
import RuleLanguage

/// What a receipt says of its application: a day, nothing of its own (none), or that there must have been
/// one and the ledger does not say when (unknown).
extension ReceiptEntry {
  func applied(among all: [ReceiptEntry]) -> Cell {
    if let day = record.applied { return .value(.day(day)) }
    switch record.status {
    case .processing: return .unknown
    case .approved, .paid, .enrolled: return isTold(all) { $0.applied } ? .none : .unknown
    case .stopped, .returned, .recovered: return .none
    }
  }

  func approved(among all: [ReceiptEntry]) -> Cell {
    if let day = record.approved { return .value(.day(day)) }
    switch record.status {
    case .approved: return .unknown
    case .paid, .enrolled: return isTold(all) { $0.approved } ? .none : .unknown
    case .processing, .stopped, .returned, .recovered: return .none
    }
  }

  /// Another line of the same item and row gives the day.
  private func isTold(_ all: [ReceiptEntry], _ day: (ReceiptRecord) -> Day?) -> Bool {
    all.contains { day($0.record) != nil && $0.isAbout(self) == .yes }
  }
}
