import RuleLanguage

/// The dates that the records of a city turn on.
struct Calendar {
  let asOf: Day
  /// The last whole month: payments and contributions are known till its end.
  let lastMonth: YearMonth
  var year: Int { asOf.year }
  var month: YearMonth { asOf.month }

  init(asOf: Day) {
    self.asOf = asOf
    lastMonth = asOf.month.adding(-1)
  }

  /// Lists are sent every other day.
  var listsUntil: Day { asOf.adding(days: -2) }

  /// First day of the school year (1 September) that `day` lies in.
  func schoolYear(of day: Day) -> Int { day.month.month >= 9 ? day.year : day.year - 1 }

  func date(_ year: Int, _ month: Int, _ day: Int) -> Day {
    guard let date = Day(year: year, month: month, day: day) else {
      preconditionFailure("\(year)-\(month)-\(day) is no day")
    }
    return date
  }

  func age(_ birth: Day) -> Int { birth.fullYears(to: asOf) }
}
