import RuleLanguage

extension Period {
  func overlaps(_ other: Period) -> Bool {
    guard let first = firstDay, let last = lastDay, let otherFirst = other.firstDay,
      let otherLast = other.lastDay
    else { return true }
    return first <= otherLast && otherFirst <= last
  }
}
