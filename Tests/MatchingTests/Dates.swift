import Matching
import RuleLanguage

/// The days of one random run, and the days on which something changes: constants and cells are drawn
/// from the same few, so that they meet.
struct Dates {
  let asOf: Day
  let coverageFrom: Day
  let coverageTo: Day
  let boundaries: [Day]

  init(_ random: inout SplitMix64) {
    let choices = [(2024, 2, 29), (2026, 3, 31), (2026, 1, 1), (2025, 12, 31), (2025, 2, 28)]
    let (year, month, day) = random.one(of: choices)
    asOf = Day(year: year, month: month, day: day) ?? Day(number: 0)
    coverageFrom = YearMonth(year: year - 3, month: 1).firstDay
    coverageTo = asOf.adding(days: random.one(of: [-32, -31, -1, 0, 1, 40]))
    let windows: [Window] = [
      .month(offset: 0), .month(offset: -1), .quarter(offset: 0), .year(offset: 0),
      .months(12, includingCurrent: false), .rolling(3, .years), .schoolYear(offset: 0),
    ]
    var days = [asOf, coverageFrom, coverageTo]
    for window in windows {
      let bounds = window.bounds(on: asOf)
      days += [bounds.first, bounds.last]
    }
    for age in [18, 60, 80] { days.append(asOf.adding(years: -age)) }
    days += [Day(year: 1944, month: 2, day: 29), Day(year: 2008, month: 2, day: 29)].compactMap(\.self)
    boundaries = days
  }

  func any(_ random: inout SplitMix64) -> Day {
    random.one(of: boundaries).adding(days: random.one(of: [-1, 0, 0, 1]))
  }

  func month(_ random: inout SplitMix64) -> YearMonth {
    asOf.month.adding(-random.below(14))
  }

  func judged(_ random: inout SplitMix64) -> JudgedAt {
    switch random.below(6) {
    case 0:
      let past = asOf.month.adding(-1 - random.below(3)).lastDay
      return JudgedAt(asOf: asOf, decisionDay: past, isPast: true)
    case 1: return JudgedAt(asOf: asOf, decisionDay: asOf.adding(days: 30), isPast: false)
    default: return JudgedAt(current: asOf)
    }
  }
}
