import Matching
import RuleLanguage
import Testing

@Suite struct ExplainerRelationTests {
  private typealias Person = Registry.Person
  private typealias Insurance = Registry.Insurance
  private typealias Job = Registry.Job

  private func query(
    _ view: Int, _ span: Query.Span = .ever, hops: [Hop] = [], filter: Expression? = nil
  ) -> Query {
    Query(view: view, hops: hops, filter: filter, span: span)
  }
  private func exists(_ query: Query) -> Expression { truth(.exists(query)) }
  private func months(_ first: String, _ last: String) -> Query.Span {
    .window(from: constant(day(first)), to: constant(day(last)))
  }

  // MARK: Closedness of an empty relation: 否 where no row means none, 不详 where it does not.

  /// Coverage is 2011-07-01 to 2026-02-28, fresh for 31 days: until 2026-03-31.
  @Test(arguments: [
    ("1990-01-01", "2026-03-15", Evaluated.unknown), ("2011-06-30", "2026-03-15", .unknown),
    ("2011-07-01", "2026-03-15", .truth(false)), ("2012-01-01", "2026-03-31", .truth(false)),
    ("2012-01-01", "2026-04-01", .unknown),
  ])
  func everIsClosedForAWholeLifeInsideFreshCoverage(
    birth: String, on date: String, expected: Evaluated
  ) {
    let dataset = Registry.dataset([Person.birth: .value(.day(day(birth)))])
    #expect(value(exists(query(Insurance.view)), dataset, on: date) == expected)
  }

  @Test(arguments: [
    ("2011-07-01", "2026-02-28", "2026-03-15", Evaluated.truth(false)),
    ("2011-06-30", "2026-02-28", "2026-03-15", .unknown),
    ("2025-03-01", "2026-03-01", "2026-03-15", .unknown),
    ("2026-01-01", "2026-12-31", "2026-02-28", .truth(false)),
    ("2026-01-01", "2026-12-31", "2026-03-01", .unknown),
  ])
  func windowsAreClosedWhereCoverageHoldsThem(
    from: String, to: String, on date: String, expected: Evaluated
  ) {
    #expect(value(exists(query(Insurance.view, months(from, to))), on: date) == expected)
  }

  @Test(arguments: [
    ("2026-03-10", "2026-03-15", Evaluated.truth(false)), ("2011-06-30", "2026-03-15", .unknown),
    ("2011-07-01", "2026-03-15", .truth(false)), ("2026-05-01", "2026-03-15", .unknown),
    ("2026-05-01", "2026-04-01", .unknown), ("2026-03-31", "2026-04-30", .truth(false)),
    ("2026-04-01", "2026-04-30", .unknown),
  ])
  func statesOnADay(state: String, on date: String, expected: Evaluated) {
    let span = Query.Span.at(constant(day(state)))
    #expect(value(exists(query(Insurance.view, span)), on: date) == expected)
  }

  @Test func aHorizonMovesWindowsPastCoverageButNotStates() {
    let at = JudgedAt(asOf: day(2026, 2, 15), decisionDay: day(2026, 6, 1), isPast: false)
    let born = Registry.dataset([Person.birth: .value(.day(day(2015, 1, 1)))])
    #expect(value(exists(query(Insurance.view)), born, at: at) == .truth(false))
    let window = months("2026-01-01", "2026-06-30")
    #expect(value(exists(query(Insurance.view, window)), born, at: at) == .unknown)
  }

  @Test func importedCoverageOverridesTheDeclared() {
    let dataset = Registry.dataset {
      $0.setCoverage(Coverage(from: day(2020, 1, 1), to: day(2026, 2, 28)), of: Insurance.table)
    }
    let inside = query(Insurance.view, months("2020-01-01", "2020-12-31"))
    let before = query(Insurance.view, months("2019-12-31", "2020-12-31"))
    #expect(value(exists(inside), dataset) == .truth(false))
    #expect(value(exists(before), dataset) == .unknown)
    let nothing = Registry.dataset { $0.setCoverage(Coverage(), of: Insurance.table) }
    #expect(value(exists(inside), nothing) == .unknown)
  }

  @Test func spansThatAreNotKnownStayOpenUnlessCoverageReachesEver() {
    let since = Query.Span.window(from: Registry.field(Person.dismissed), to: constant(day(2026, 2, 28)))
    let dataset = Registry.dataset([Person.dismissed: .unknown])
    #expect(value(exists(query(Insurance.view, since)), dataset) == .unknown)
    #expect(value(exists(query(Registry.Certificate.view, since)), dataset) == .truth(false))
    let young = Registry.dataset([
      Person.dismissed: .unknown, Person.birth: .value(.day(day(2012, 1, 1))),
    ])
    #expect(value(exists(query(Insurance.view, since)), young) == .truth(false))
  }

  @Test func incompleteRelationsAndWorkedCasesThatSayMore() {
    #expect(value(exists(query(Registry.House.view))) == .unknown)
    let closed = Registry.dataset { $0.close(view: Registry.House.view, of: "甲") }
    #expect(value(exists(query(Registry.House.view)), closed) == .truth(false))
    let window = query(Insurance.view, months("2025-01-01", "2025-12-31"))
    let open = Registry.dataset { $0.open(view: Insurance.view, of: "甲") }
    #expect(value(exists(window), open) == .unknown)
  }

  @Test(arguments: [
    (Cell.value(.day(day(2026, 3, 15))), Evaluated.truth(false)),
    (.value(.day(day(2026, 3, 16))), .unknown), (.none, .unknown), (.unknown, .unknown),
  ])
  func closedOnceChecked(checked: Cell, expected: Evaluated) {
    let dataset = Registry.dataset([Person.checked: checked])
    #expect(value(exists(query(Registry.Check.view)), dataset) == expected)
  }

  // MARK: Rows

  /// 社保月缴 as `险种 月份`; `?` for a kind or a month that is not known.
  private func insured(_ rows: [(String, String)], base: [Cell] = []) -> Dataset {
    Registry.dataset([Person.birth: .value(.day(day(2012, 1, 1)))]) { builder in
      for (index, row) in rows.enumerated() {
        let kind = row.0 == "失业" ? Registry.unemployment : Registry.pension
        builder.add(
          row: Insurance.table, owner: "甲", key: String(index),
          [
            Insurance.kind: row.0 == "?" ? .unknown : .value(.code(kind)),
            Insurance.month: row.1 == "?" ? .unknown : .value(.month(month(row.1))),
            Insurance.base: index < base.count ? base[index] : .none,
          ])
      }
    }
  }
  private var isUnemployment: Expression {
    Registry.field(Insurance.kind, of: Insurance.table).isOne(of: CodeSet(list: 2, ranges: [1..<2]))
  }
  private var unemployment: Query { query(Insurance.view, filter: isUnemployment) }
  private var monthOfRow: Expression { Registry.field(Insurance.month, of: Insurance.table) }
  private var baseOfRow: Expression { Registry.field(Insurance.base, of: Insurance.table) }

  @Test(arguments: [
    ([("失业", "2026-01")], Evaluated.truth(true)), ([("养老", "2026-01")], .truth(false)),
    ([("养老", "2026-01"), ("?", "2026-01")], .unknown),
    ([("?", "2026-01"), ("失业", "2026-01")], .truth(true)), ([], .truth(false)),
  ])
  func existence(rows: [(String, String)], expected: Evaluated) {
    #expect(value(exists(unemployment), insured(rows)) == expected)
  }

  @Test(arguments: [
    ("2025-02", Evaluated.truth(false)), ("2025-03", .truth(true)), ("2026-02", .truth(true)),
    ("2026-03", .truth(false)),
  ])
  func theTwelveMonthsBeforeMarch(row: String, expected: Evaluated) {
    let window = Window.months(12, includingCurrent: false)
    let start = Expression(.moment(.windowStart(window)), .day, Registry.nowhere)
    let end = Expression(.moment(.windowEnd(window)), .day, Registry.nowhere)
    let first = Expression(.monthOf(start), .month, Registry.nowhere)
    let last = Expression(.monthOf(end), .month, Registry.nowhere)
    let inside = truth(
      .and([monthOfRow.atLeast(first), monthOfRow.compared(.lessOrEqual, last)]))
    let query = query(Insurance.view, .window(from: start, to: end), filter: inside)
    #expect(value(exists(query), insured([("失业", row)])) == expected)
  }

  @Test(arguments: [
    ([], Evaluated.truth(true)), ([("失业", "2026-01")], .truth(true)),
    ([("失业", "2026-01"), ("养老", "2026-01")], .truth(false)),
    ([("失业", "2026-01"), ("?", "2026-01")], .unknown),
  ])
  func allRows(rows: [(String, String)], expected: Evaluated) {
    let all = truth(.forAll(query(Insurance.view), isUnemployment))
    #expect(value(all, insured(rows)) == expected)
  }

  @Test func allRowsOfAnOpenRelationAreNeverCertain() {
    let all = truth(.forAll(query(Insurance.view), isUnemployment))
    #expect(value(all, insured([("失业", "2026-01")]), on: "2026-04-01") == .unknown)
    #expect(value(all, insured([("养老", "2026-01")]), on: "2026-04-01") == .truth(false))
  }

  @Test func aPossibleRowThatFailsLeavesAllUnknown() {
    let all = truth(.forAll(unemployment, monthOfRow.atLeast(constant(month("2026-02")))))
    #expect(value(all, insured([("?", "2026-01")])) == .unknown)
    #expect(value(all, insured([("?", "2026-02")])) == .truth(true))
  }

  @Test(arguments: [
    ([("失业", "2026-01"), ("养老", "2026-01")], "2026-03-15", Evaluated.integer(1)),
    ([("失业", "2026-01"), ("?", "2026-01")], "2026-03-15", .range(1, 2)),
    ([("失业", "2026-01"), ("?", "2026-01")], "2026-04-01", .range(1, nil)),
    ([], "2026-03-15", .integer(0)),
  ])
  func counts(rows: [(String, String)], on date: String, expected: Evaluated) {
    let count = Expression(.count(unemployment), .number(.none), Registry.nowhere)
    #expect(value(count, insured(rows), on: date) == expected)
  }

  @Test func countsDecideByTheirBounds() {
    let count = Expression(.count(unemployment), .number(.none), Registry.nowhere)
    let rows = insured([("失业", "2026-01"), ("失业", "2026-02")])
    #expect(value(count.atLeast(number(2)), rows, on: "2026-04-01") == .truth(true))
    #expect(value(count.atLeast(number(3)), rows, on: "2026-04-01") == .unknown)
    #expect(value(count.compared(.less, number(0)), rows, on: "2026-04-01") == .truth(false))
  }

  @Test func relationsOfARecordThatIsNoneOrUnknown() {
    let spouse = [Hop.field(Person.spouse)]
    let count = Expression(.count(query(Registry.House.view, hops: spouse)), .number(.none), Registry.nowhere)
    let any = exists(query(Registry.House.view, hops: spouse))
    #expect(value(count) == .integer(0))
    #expect(value(any) == .truth(false))
    let unknown = Registry.dataset([Person.spouse: .unknown])
    #expect(value(count, unknown) == .range(0, nil))
    #expect(value(any, unknown) == .unknown)
    #expect(value(truth(.forAll(query(Registry.House.view, hops: spouse), any)), unknown) == .unknown)
  }

  // MARK: Aggregates

  private func cell(_ fen: Int) -> Cell { .value(.number(Number(Int64(fen)))) }

  private func aggregate(
    _ aggregate: Aggregate, _ kinds: [String], _ base: [Cell], on date: String = "2026-03-15"
  ) -> Evaluated {
    let expression = Expression(
      .aggregate(aggregate, unemployment, baseOfRow), .number(.money), Registry.nowhere)
    return value(expression, insured(kinds.map { ($0, "2026-01") }, base: base), on: date)
  }

  @Test func sums() {
    #expect(aggregate(.sum, ["失业", "失业", "养老"], [cell(5), cell(7), cell(9)]) == .integer(12))
    #expect(aggregate(.sum, [], []) == .integer(0))
    #expect(aggregate(.sum, ["失业", "?"], [cell(5), cell(7)]) == .range(5, 12))
    #expect(aggregate(.sum, ["失业", "?", "?"], [cell(5), cell(-7), cell(1)]) == .range(-2, 6))
    #expect(aggregate(.sum, ["失业", "失业"], [cell(5), .none]) == .integer(5))
    #expect(aggregate(.sum, ["失业"], [.none]) == .integer(0))
    #expect(aggregate(.sum, ["失业", "?"], [cell(5), .none]) == .integer(5))
    #expect(aggregate(.sum, ["失业", "?"], [cell(5), .unknown]) == .unknown)
    #expect(aggregate(.sum, ["失业"], [cell(5)], on: "2026-04-01") == .unknown)
    #expect(aggregate(.sum, ["失业", "失业"], [cell(.max), cell(1)]) == .unknown)
  }

  @Test func largestAndSmallest() {
    #expect(aggregate(.largest, ["失业", "失业"], [cell(5), cell(7)]) == .integer(7))
    #expect(aggregate(.largest, [], []) == .unknown)
    #expect(aggregate(.largest, ["?"], [cell(5)]) == .unknown)
    #expect(aggregate(.largest, ["失业", "?"], [cell(5), cell(7)]) == .range(5, 7))
    #expect(aggregate(.largest, ["失业", "?"], [cell(5), cell(4)]) == .integer(5))
    #expect(aggregate(.largest, ["失业", "?"], [cell(5), .unknown]) == .range(5, nil))
    #expect(aggregate(.largest, ["失业", "失业"], [cell(5), .unknown]) == .range(5, nil))
    #expect(aggregate(.largest, ["失业"], [.unknown]) == .unknown)
    #expect(aggregate(.largest, ["失业"], [cell(5)], on: "2026-04-01") == .range(5, nil))
    #expect(aggregate(.smallest, ["失业", "失业"], [cell(5), cell(7)]) == .integer(5))
    #expect(aggregate(.largest, ["失业", "失业"], [cell(5), .none]) == .integer(5))
    #expect(aggregate(.largest, ["失业"], [.none]) == .unknown)
    #expect(aggregate(.largest, ["失业", "?"], [.none, cell(4)]) == .unknown)
    #expect(aggregate(.smallest, ["失业", "?"], [cell(5), cell(4)]) == .range(4, 5))
    #expect(aggregate(.smallest, ["失业"], [cell(5)], on: "2026-04-01") == .range(nil, 5))
  }

  @Test func averages() {
    #expect(aggregate(.average, ["失业", "失业"], [cell(5), cell(7)]) == .integer(6))
    let third = Number(1, over: 3).map { Evaluated.value(.number($0)) }
    #expect(aggregate(.average, ["失业", "失业", "失业"], [cell(1), cell(0), cell(0)]) == third)
    #expect(aggregate(.average, [], []) == .unknown)
    #expect(aggregate(.average, ["失业", "失业", "失业"], [cell(5), cell(7), .none]) == .integer(6))
    #expect(aggregate(.average, ["失业"], [.none]) == .unknown)
    #expect(aggregate(.average, ["失业", "?"], [cell(5), cell(5)]) == .unknown)
    #expect(aggregate(.average, ["失业"], [cell(5)], on: "2026-04-01") == .unknown)
  }

  @Test func extremesOfDatesAreExactOrUnknown() {
    let latest = Expression(.aggregate(.largest, unemployment, monthOfRow), .month, Registry.nowhere)
    let rows = [("失业", "2025-12"), ("失业", "2026-01")]
    #expect(value(latest, insured(rows)) == .value(.month(month("2026-01"))))
    #expect(value(latest, insured(rows + [("?", "2025-01")])) == .unknown)
    #expect(value(latest, insured(rows), on: "2026-04-01") == .unknown)
  }

  // MARK: The n-th row

  private func jobs(_ rows: [(start: String, pay: Int)]) -> Dataset {
    Registry.dataset([Person.birth: .value(.day(day(2015, 1, 1)))]) { builder in
      for (index, row) in rows.enumerated() {
        builder.add(
          row: Job.table, owner: "甲", key: String(index),
          [
            Job.start: row.start == "?" ? .unknown : .value(.day(day(row.start))),
            Job.pay: .value(.number(Number(Int64(row.pay)))),
          ])
      }
    }
  }

  private func pick(
    _ rows: [(start: String, pay: Int)], latest: Bool = true, _ n: Int = 1, on date: String = "2026-03-15"
  ) -> Evaluated {
    let kind = Expression.Kind.pick(
      query(Job.view), value: Registry.field(Job.pay, of: Job.table),
      order: Registry.field(Job.start, of: Job.table), latest: latest, n: n)
    return value(Expression(kind, .number(.money), Registry.nowhere), jobs(rows), on: date)
  }

  @Test func theNthRow() {
    let rows = [(start: "2020-01-01", pay: 5), (start: "2023-05-01", pay: 8)]
    #expect(pick(rows) == .integer(8))
    #expect(pick(rows, latest: false) == .integer(5))
    #expect(pick(rows, 2) == .integer(5))
    #expect(pick(rows, 3) == .unknown)
    #expect(pick([]) == .unknown)
    #expect(pick(rows, on: "2026-04-01") == .unknown)
    #expect(pick(rows + [(start: "?", pay: 8)]) == .unknown)
  }

  @Test func tiesMatterOnlyWhereTheValuesDiffer() {
    let tied = [(start: "2023-05-01", pay: 8), (start: "2023-05-01", pay: 9)]
    #expect(pick(tied) == .unknown)
    #expect(pick(tied + [(start: "2024-01-01", pay: 3)]) == .integer(3))
    #expect(pick(tied + [(start: "2024-01-01", pay: 3)], 2) == .unknown)
    #expect(pick([(start: "2023-05-01", pay: 8), (start: "2023-05-01", pay: 8)]) == .integer(8))
  }

  @Test func tiedRangesNeedNotBeTheSameNumber() {
    let isEarly = Registry.field(Job.start, of: Job.table).compared(
      .less, Registry.field(Registry.Person.dismissed, hops: [.owner], from: Job.table))
    let either = Expression(
      .conditional(isEarly, then: number(1), otherwise: number(2)), .number(.none), Registry.nowhere)
    let kind = Expression.Kind.pick(
      query(Job.view), value: either, order: Registry.field(Job.start, of: Job.table), latest: true, n: 1)
    func picked(_ starts: [String]) -> Evaluated {
      let person: [Int: Cell] = [
        Person.birth: .value(.day(day(2015, 1, 1))), Person.dismissed: .unknown,
      ]
      let dataset = Registry.dataset(person) { builder in
        for (index, start) in starts.enumerated() {
          builder.add(
            row: Job.table, owner: "甲", key: String(index), [Job.start: .value(.day(day(start)))])
        }
      }
      return value(Expression(kind, .number(.none), Registry.nowhere), dataset)
    }
    #expect(picked(["2023-05-01"]) == .range(1, 2))
    #expect(picked(["2023-05-01", "2023-05-01"]) == .unknown)
  }

  // MARK: Months

  private func distinct(_ rows: [(String, String)], on date: String = "2026-03-15") -> Evaluated {
    let kind = Expression.Kind.distinctMonths(unemployment, month: monthOfRow)
    return value(Expression(kind, .number(.months), Registry.nowhere), insured(rows), on: date)
  }

  @Test func distinctMonths() {
    let rows = [("失业", "2025-12"), ("失业", "2025-12"), ("失业", "2026-01"), ("养老", "2026-02")]
    #expect(distinct(rows) == .integer(2))
    #expect(distinct(rows + [("?", "2026-01")]) == .integer(2))
    #expect(distinct(rows + [("?", "2026-02")]) == .range(2, 3))
    #expect(distinct(rows + [("失业", "?"), ("?", "?")]) == .range(2, 4))
    #expect(distinct(rows, on: "2026-04-01") == .range(2, nil))
    #expect(distinct([]) == .integer(0))
  }

  private func streak(
    _ rows: [(String, String)], endingAt end: String?, on date: String = "2026-03-15"
  ) -> Evaluated {
    let kind = Expression.Kind.streak(
      unemployment, month: monthOfRow, endingAt: end.map { constant(month($0)) })
    return value(Expression(kind, .number(.months), Registry.nowhere), insured(rows), on: date)
  }

  @Test func streaks() {
    let rows = ["2025-10", "2025-11", "2025-12", "2026-02"].map { ("失业", $0) }
    #expect(streak(rows, endingAt: "2026-02") == .integer(1))
    #expect(streak(rows, endingAt: "2025-12") == .integer(3))
    #expect(streak(rows, endingAt: "2026-01") == .integer(0))
    #expect(streak(rows, endingAt: nil) == .integer(3))
    #expect(streak([], endingAt: nil) == .integer(0))
    let bridged = rows + [("?", "2026-01")]
    #expect(streak(bridged, endingAt: "2026-02") == .range(1, 5))
    #expect(streak(bridged, endingAt: nil) == .range(3, 5))
    #expect(streak(rows + [("失业", "?")], endingAt: "2026-02") == .range(1, nil))
    // The relation is not closed then, but the month before the run is inside its coverage.
    #expect(streak(rows, endingAt: "2025-12", on: "2026-04-01") == .integer(3))
    let unknownEnd = Expression(
      .monthOf(Registry.field(Person.dismissed)), .month, Registry.nowhere)
    let untilThen = Expression(
      .streak(unemployment, month: monthOfRow, endingAt: unknownEnd), .number(.months), Registry.nowhere)
    let dataset = Registry.dataset([
      Person.birth: .value(.day(day(2012, 1, 1))), Person.dismissed: .unknown,
    ]) {
      for month in [10, 11] {
        $0.add(
          row: Insurance.table, owner: "甲", key: String(month),
          [
            Insurance.kind: .value(.code(Registry.unemployment)),
            Insurance.month: .value(.month(YearMonth(year: 2025, month: month))),
          ])
      }
    }
    #expect(value(untilThen, dataset) == .range(0, 2))
  }

  // MARK: Reverse views

  @Test func aReverseViewShowsTheRowsThatPointHere() {
    let dataset = Registry.dataset { builder in
      builder.add(
        entity: Registry.Firm.table, key: "A", [Registry.Firm.founded: .value(.day(day(2016, 1, 1)))])
      builder.add(
        entity: Registry.Firm.table, key: "B", [Registry.Firm.founded: .value(.day(day(2014, 12, 31)))])
      builder.add(entity: Person.table, key: "乙", [:])
      for (owner, firm) in [("甲", "A"), ("乙", "A"), ("乙", "B")] {
        builder.add(
          row: Job.table, owner: owner, key: owner + firm, [Job.firm: .value(.reference(firm))])
      }
      builder.add(row: Job.table, owner: "甲", key: "3", [Job.firm: .unknown])
    }
    let count = Expression(.count(query(Job.reverse)), .number(.none), Registry.nowhere)
    #expect(value(count, dataset, table: Registry.Firm.table, record: 0) == .integer(2))
    // Founded before the coverage began: there may have been more.
    #expect(value(count, dataset, table: Registry.Firm.table, record: 1) == .range(1, nil))
    let ofMine = query(Job.reverse, .ever, hops: [.field(Job.firm)])
    let colleagues = Expression(.count(ofMine), .number(.none), Registry.nowhere)
    #expect(value(colleagues, dataset, table: Job.table, record: 0) == .integer(2))
    let home = Registry.field(Person.home, hops: [.owner], from: Job.table)
    let local = query(Job.reverse, filter: home.isOne(of: Registry.Place.all))
    let locals = Expression(.count(local), .number(.none), Registry.nowhere)
    #expect(value(locals, dataset, table: Registry.Firm.table, record: 0) == .range(1, 2))
  }
}
